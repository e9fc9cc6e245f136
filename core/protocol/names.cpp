// SPDX-License-Identifier: GPL-3.0-only
#include "names.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QUrl>

namespace protocol {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

bool isWhole(const char* pattern, const QString& text) {
    const QRegularExpression form(
        QRegularExpression::anchoredPattern(QString::fromLatin1(pattern)));
    return form.match(text).hasMatch();
}

// Decimal digits and nothing else, as RFC 9110 has them; no file here is longer than 18 digits say.
std::optional<qint64> number(const QByteArray& digits) {
    constexpr qsizetype most = 18;
    if (digits.isEmpty() || digits.size() > most)
        return {};
    qint64 value = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9')
            return {};
        value = value * 10 + (digit - '0');
    }
    return value;
}

std::optional<QByteArray> behind(const QByteArray& text, const char* prefix) {
    return text.startsWith(prefix) ? std::optional(text.mid(std::ssize(std::string_view(prefix))))
                                   : std::nullopt;
}

} // namespace

bool isFundName(const QString& name) {
    return isWhole("[a-z0-9][a-z0-9_-]{0,47}", name) && name != "health"_L1;
}

bool isKey(const QString& key) {
    return isWhole("[A-Za-z0-9_-]{1,64}", key);
}

QString newKey() {
    quint32 random[4];
    QRandomGenerator::system()->fillRange(random);
    return QString::fromLatin1(
        QByteArray(reinterpret_cast<const char*>(random), sizeof random).toHex());
}

bool isSha256(const QString& text) {
    return isWhole("[0-9a-f]{64}", text);
}

QString fingerprint(const QString& typed) {
    QString hex = typed.toLower();
    hex.remove(u':').remove(u' ');
    return isSha256(hex) ? hex : QString();
}

QString Place::text() const {
    return u"https://%1:%2/%3"_s.arg(host.contains(u':') ? u'[' + host + u']' : host,
                                     QString::number(port), fund);
}

bool isServerPlace(const QString& text) {
    return text.startsWith("https://"_L1, Qt::CaseInsensitive)
           || text.startsWith("http://"_L1, Qt::CaseInsensitive);
}

ReadPlace readPlace(const QString& text) {
    const auto no = [](const labels::Sentence& trouble) { return ReadPlace{{}, trouble}; };
    const auto scheme = "https://"_L1;
    if (!text.startsWith(scheme, Qt::CaseInsensitive))
        return no(sentence("place.scheme"));
    const QString behind = text.mid(scheme.size());
    if (behind.isEmpty() || behind.startsWith(u'/') || behind.startsWith(u':'))
        return no(sentence("place.host"));
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery()
        || url.hasFragment())
        return no(url.userInfo().isEmpty() ? sentence("place.form", text)
                                           : sentence("place.form-hidden"));
    Place place{url.host(), url.port(usualPort), url.path().mid(1)};
    if (place.port < 1)
        return no(sentence("place.port", text));
    if (!isFundName(place.fund))
        return no(sentence("place.fund", text, place.host, place.port));
    return {place};
}

std::optional<std::pair<QString, int>> readHostPort(const QString& text) {
    static const QRegularExpression form(u"^(?:\\[([0-9A-Fa-f:.]+)\\]|([^\\[\\]:\\s/]+)):"
                                         "([0-9]{1,5})$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch() || match.captured(3).toInt() > 65535)
        return {};
    return std::pair{match.captured(1) + match.captured(2), match.captured(3).toInt()};
}

std::optional<Part> readContentRange(const QByteArray& header) {
    const auto said = behind(header.trimmed(), "bytes ");
    if (!said)
        return {};
    const QByteArrayList halves = said->split('/');
    const auto all = halves.size() == 2 ? number(halves[1]) : std::nullopt;
    if (!all)
        return {};
    if (halves[0] == "*")
        return Part{0, 0, *all};
    const QByteArrayList ends = halves[0].split('-');
    const auto from = ends.size() == 2 ? number(ends[0]) : std::nullopt;
    const auto to = ends.size() == 2 ? number(ends[1]) : std::nullopt;
    if (!from || !to || *to < *from || *to >= *all)
        return {};
    return Part{*from, *to - *from + 1, *all};
}

QByteArray contentRange(const Part& part) {
    const QByteArray all = QByteArray::number(part.all);
    if (part.size == 0)
        return "bytes */" + all;
    return "bytes " + QByteArray::number(part.from) + '-'
           + QByteArray::number(part.from + part.size - 1) + '/' + all;
}

std::optional<Part> readRange(const QByteArray& header, qint64 all) {
    const auto said = behind(header.trimmed(), "bytes=");
    const QByteArrayList ends = said ? said->split('-') : QByteArrayList();
    if (ends.size() != 2 || all < 1)
        return {};
    if (ends[0].isEmpty()) { // the last so many
        const auto last = number(ends[1]);
        if (!last || *last < 1)
            return {};
        const qint64 size = std::min(*last, all);
        return Part{all - size, size, all};
    }
    const auto from = number(ends[0]);
    const auto to = ends[1].isEmpty() ? std::optional(all - 1) : number(ends[1]);
    if (!from || !to || *to < *from || *from >= all)
        return {};
    return Part{*from, std::min(*to, all - 1) - *from + 1, all};
}

} // namespace protocol
