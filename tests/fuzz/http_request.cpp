// SPDX-License-Identifier: GPL-3.0-only
#include "desk.h"
#include "planted.h"

#include <journal/entry.h>
#include <journal/json_text.h>
#include <protocol/bodies.h>
#include <protocol/names.h>

// Any bytes as what a client sends: a line of method and path, a line of ranges, and a body, which
// is read as that of every call. Whatever is not taken is a value with a sentence; what is taken
// says the same when it is read again.

namespace {

void needSentence(const journal::Rejection& no) {
    if (no.message().isEmpty())
        fuzz::wrong("a request is not taken, without a sentence");
    if (!no.error())
        fuzz::wrong("a request is refused by a rule before anybody judged it");
}

template <class Body> std::optional<Body> taken(const protocol::Read<Body>& read) {
    if (const auto* no = std::get_if<journal::Rejection>(&read)) {
        needSentence(*no);
        return {};
    }
    return std::get<Body>(read);
}

void readBodies(const QByteArray& body) {
    if (const auto given = taken(protocol::readDo(body))) {
        if (!given->key.isEmpty() && !protocol::isKey(given->key))
            fuzz::wrong("a key that is none was taken");
        // Qt drops a byte order mark before a text as it reads one; no field takes a text with
        // that sign, wherever it stands.
        const bool marked = given->canonical.contains(QByteArrayLiteral("\xef\xbb\xbf"));
        const auto same = marked ? given : taken(protocol::readDo(given->canonical));
        if (!same || same->canonical != given->canonical || same->key != given->key
            || same->request.with != given->request.with)
            fuzz::wrong("a command's canonical form is another command");
        if (!given->request.as.isEmpty())
            fuzz::wrong("who speaks was taken out of a body");
    }
    if (const auto given = taken(protocol::readAsk(body)))
        if (!given->as.isEmpty())
            fuzz::wrong("who asks was taken out of a body");
    taken(protocol::readLogin(body));
    taken(protocol::readPassword(body));
    if (const auto given = taken(protocol::readReport(body)))
        if (!given->packageHash.isEmpty() && !protocol::isSha256(given->packageHash))
            fuzz::wrong("a hash that is none was taken");
    if (const auto given = taken(protocol::readJob(body)))
        if (protocol::jobName(given->kind).isEmpty())
            fuzz::wrong("a job without a name was taken");
}

void readHead(const QByteArray& method, const QString& path) {
    const auto found = protocol::route(method, path);
    if (const auto* no = std::get_if<journal::Rejection>(&found))
        return needSentence(*no);
    const auto& route = std::get<protocol::Route>(found);
    if (protocol::methodOf(route.call) != method
        || protocol::pathOf(route.call, route.fund, route.id) != path)
        fuzz::wrong("a request leads to another call than it names");
    if (path.contains(u"..") || path.contains(u'%') || path.contains(u'\0'))
        fuzz::wrong("a path that climbs was taken");
}

void readRanges(const QByteArray& line) {
    constexpr qint64 all = 1000;
    if (const auto part = protocol::readRange(line, all))
        if (part->from < 0 || part->size <= 0 || part->from + part->size > all)
            fuzz::wrong("a range beyond the end was taken");
    if (const auto part = protocol::readContentRange(line))
        if (part->from < 0 || part->size < 0 || part->from > part->all - part->size)
            fuzz::wrong("a part beyond the end was taken");
    const QString text = QString::fromUtf8(line);
    const QString fingerprint = protocol::fingerprint(text);
    if (!fingerprint.isEmpty() && !protocol::isSha256(fingerprint))
        fuzz::wrong("a fingerprint that is none was taken");
    const auto place = protocol::readPlace(text);
    if (place.place.has_value() == !place.trouble.text().isEmpty())
        fuzz::wrong("a place is neither taken nor refused");
    if (place.place && protocol::readPlace(place.place->text()).place != place.place)
        fuzz::wrong("a place's text is another place");
    protocol::readHostPort(text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::plantedCrash(data, size);
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const qsizetype first = text.indexOf('\n');
    const qsizetype second = first < 0 ? -1 : text.indexOf('\n', first + 1);
    const QByteArray line = text.left(first);
    readHead(line.left(line.indexOf(' ')), QString::fromUtf8(line.mid(line.indexOf(' ') + 1)));
    if (first >= 0)
        readRanges(text.mid(first + 1, second < 0 ? -1 : second - first - 1));
    readBodies(second < 0 ? text : text.mid(second + 1));
    return 0;
}
