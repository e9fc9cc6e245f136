// SPDX-License-Identifier: GPL-3.0-only
#include "talk.h"

#include <journal/clean_text.h>
#include <storage/durable.h>

#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace fundserver {

using namespace Qt::Literals::StringLiterals;
using journal::ErrorKind;
using labels::sentence;
using protocol::Call;

namespace {

HttpAnswer troubled(const Uploads::No& no) {
    HttpAnswer answer;
    switch (no.trouble) {
    case Uploads::Trouble::Gap:
        answer = httpOf(ErrorKind::BadInput, u"Content-Range"_s, sentence("upload.gap", no.have));
        answer.status = 416;
        answer.headers.insert("Content-Range", "bytes */" + QByteArray::number(no.have));
        return answer;
    case Uploads::Trouble::Busy:
        return httpOf(ErrorKind::Busy, {}, sentence("upload.busy"));
    case Uploads::Trouble::TooLarge:
        return httpOf(ErrorKind::TooLarge, {}, sentence("upload.too-large"));
    case Uploads::Trouble::TooMany:
        return httpOf(ErrorKind::TooLarge, {}, sentence("upload.too-many"));
    case Uploads::Trouble::Disk:
        break;
    }
    return httpOf(ErrorKind::Storage, {}, sentence("upload.disk"));
}

} // namespace

void Talk::mayCome(Told told) {
    m_asked.house->thread.run([held = m_asked.house, user = m_asked.bearer.user,
                               told = std::move(told)](fund::Fund& fund) {
        const auto rejection = fund.mayBring(user);
        told(rejection ? std::optional(httpOf(*rejection)) : std::nullopt);
    });
}

std::optional<HttpAnswer> Talk::begin() {
    return m_asked.route.call == Call::Batch   ? beginFile()
           : m_asked.route.call == Call::Bring ? beginUpload()
                                               : std::nullopt;
}

std::optional<HttpAnswer> Talk::beginFile() {
    const auto& query = m_asked.head.query;
    bool number = false;
    m_how.group = query.value("group", "1").toInt(&number);
    constexpr int mostGroup = 1'000'000;
    if (!number || m_how.group < 1 || m_how.group > mostGroup)
        return httpOf(ErrorKind::BadInput, u"group"_s, sentence("batch.group"));
    m_how.allOrNothing = query.value("all-or-nothing", "0") == "1";
    m_how.codes = protocol::takesCodes(m_asked.head.headers.value("accept"));
    m_how.address = m_asked.head.address;
    const QString folder = m_server.m_settings.file(u"batches"_s);
    QDir().mkpath(folder);
    m_file = std::make_unique<QFile>(folder + u'/' + protocol::newKey());
    if (!m_file->open(QIODevice::ReadWrite | QIODevice::NewOnly))
        return troubled({Uploads::Trouble::Disk});
    return {};
}

std::optional<HttpAnswer> Talk::beginUpload() {
    const QByteArray range = m_asked.head.headers.value("content-range");
    if (range.isEmpty()) {
        if (m_asked.head.length < 0)
            return httpOf(ErrorKind::BadInput, u"Content-Range"_s,
                          sentence("upload.length-missing"));
        m_range = {0, m_asked.head.length, m_asked.head.length};
    } else {
        const auto read = protocol::readContentRange(range);
        if (!read || (m_asked.head.length >= 0 && m_asked.head.length != read->size))
            return httpOf(ErrorKind::BadInput, u"Content-Range"_s, sentence("upload.range"));
        m_range = *read;
    }
    // What a browser or a program of another system calls a path ends in the name.
    m_name = QUrl::fromPercentEncoding(m_asked.head.query.value("name"))
                 .section(u'/', -1)
                 .section(u'\\', -1);
    constexpr qsizetype longestName = 255;
    if (m_name.size() > longestName || !journal::isCleanText(m_name, false))
        return httpOf(ErrorKind::BadInput, u"name"_s, sentence("upload.name"));
    auto begun = m_asked.house->uploads.begin(m_asked.bearer.user, m_asked.route.id, m_range);
    if (const auto* no = std::get_if<Uploads::No>(&begun))
        return troubled(*no);
    m_part = std::get<std::unique_ptr<Uploads::Part>>(std::move(begun));
    return {};
}

bool Talk::part(const QByteArray& bytes) {
    m_size += bytes.size();
    if (m_size > m_most) // told no length, and it is too long
        return false;
    if (m_part)
        return m_part->write(bytes);
    if (m_file)
        return m_file->write(bytes) == bytes.size();
    m_body += bytes;
    return true;
}

void Talk::whole(Done done) {
    if (m_asked.route.call == Call::Batch)
        return batch(done);
    if (m_asked.route.call == Call::Bring)
        return brought(std::move(done));
    m_server.answer(m_asked, std::move(m_body), std::move(done));
}

void Talk::batch(const Done& done) {
    m_file->seek(0);
    HttpAnswer answer;
    answer.type = "application/x-ndjson";
    answer.pieces = std::make_shared<BatchPieces>(m_asked.house, std::move(m_file), m_how);
    done(answer);
}

// Hashes are made beside the fund's thread.
void Talk::brought(Done done) {
    m_part.reset();
    m_server.m_reading.start([house = m_asked.house, user = m_asked.bearer.user,
                              sha256 = m_asked.route.id, all = m_range.all, name = m_name,
                              done = std::move(done)] {
        const auto finished = house->uploads.finish(user, sha256, all, name);
        if (finished == Uploads::Finished::Wrong)
            return done(httpOf(ErrorKind::BadInput, u"sha256"_s, sentence("upload.hash")));
        journal::Answer told;
        told.result = QJsonObject{{"have"_L1, house->uploads.have(user, sha256)},
                                  {"complete"_L1, finished == Uploads::Finished::Whole}};
        done(httpOf(told));
    });
}

} // namespace fundserver
