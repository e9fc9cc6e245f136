// SPDX-License-Identifier: GPL-3.0-only
#include <support/office.h>

#include <catch2/catch.hpp>

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>

// Bytes that are brought before the command that files them, read again as they were filed, and
// what a client that watches is told of it.

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

constexpr const char* scanHash = "ab8e0f5cb5bd1cc34d8ee1ea5f4d5b5e4b4f3e57d36a9e8a6a6f1d7b9e7cbb6f";

struct Scan {
    QTemporaryDir folder;
    QString path = folder.filePath(u"合同.pdf"_s);
    explicit Scan(const QByteArray& bytes) { write(bytes); }
    void write(const QByteArray& bytes) const {
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
};

QString filing(const QString& id, const QString& rest) {
    return uR"({"id":"%1","about":{"kind":"fund","id":"fund"},"kind":"other","title":"合同",)"
           uR"("date":"2019-06-01",%2})"_s.arg(id, rest);
}

QString uploaded(Office& office, const Scan& scan) {
    const journal::Answer answer = office.open().upload(u"clerk1"_s, scan.path);
    REQUIRE(answer.ok());
    return answer.result["sha256"_L1].toString();
}

} // namespace

TEST_CASE("a file that was brought is filed by its hash, and read back whole", "[fund]") {
    Office office;
    office.today(u"2019-06-30"_s);
    const QByteArray bytes = QByteArray(3 << 20, 'a') + "end"; // more than one part
    const Scan scan(bytes);
    const QString sha256 = uploaded(office, scan);
    CHECK(sha256.size() == 64);
    const journal::Answer head = office.open().changes(u"clerk1"_s, 0);
    const qint64 before = head.result["seq"_L1].toInteger();
    const QJsonObject filed = office.ok(u"clerk1"_s, u"document.file"_s,
                                        filing(u"WJ-1"_s, uR"("sha256":"%1")"_s.arg(sha256)));
    CHECK(filed.value("sha256"_L1) == sha256);
    CHECK(filed.value("size"_L1).toInteger() == bytes.size());
    const QJsonValue documents = office.ask(u"clerk1"_s, u"document.list"_s);
    CHECK(documents["items"_L1][0]["file_name"_L1] == u"合同.pdf"_s);

    QBuffer to;
    REQUIRE(to.open(QIODevice::WriteOnly));
    REQUIRE(office.open().content(u"auditor1"_s, sha256, to).ok());
    CHECK(to.data() == bytes);
    CHECK_FALSE(office.open().content(u"auditor1"_s, QString::fromLatin1(scanHash), to).ok());
    CHECK_FALSE(office.open().content(u"nobody"_s, sha256, to).ok());

    const journal::Answer changes = office.open().changes(u"clerk1"_s, before);
    CHECK(changes.result["seq"_L1].toInteger() == before + 1);
    CHECK(changes.result["things"_L1].toArray().contains(
        QJsonObject{{"kind"_L1, u"document"_s}, {"id"_L1, u"WJ-1"_s}}));
    CHECK(office.open().changes(u"clerk1"_s, before + 1).result["things"_L1].toArray().isEmpty());
    CHECK_FALSE(office.open().changes(u"nobody"_s, 0).ok());
    CHECK(office.open().verify().sound());
}

TEST_CASE("a hash files only what the same user brought", "[fund]") {
    Office office;
    office.today(u"2019-06-30"_s);
    const Scan scan("scan");
    const auto no = [&](const QString& user, const QString& rest) {
        return office.refused(user, u"document.file"_s, filing(u"WJ-1"_s, rest));
    };
    const QString sha256 = uploaded(office, scan);
    const QString byHash = uR"("sha256":"%1")"_s.arg(sha256);
    // What another brought is told in the words of what nobody brought.
    const auto anothers = no(u"finance1"_s, byHash);
    CHECK(anothers.field == u"sha256"_s);
    const auto nobodys = no(u"clerk1"_s, uR"("sha256":"%1")"_s.arg(QLatin1StringView(scanHash)));
    CHECK(nobodys.field == u"sha256"_s);
    CHECK(nobodys.message == anothers.message);
    CHECK(no(u"clerk1"_s, uR"("title2":"")"_s).field == u"title2"_s);
    const auto both = no(u"clerk1"_s, byHash + uR"(,"path":"%1")"_s.arg(scan.path));
    CHECK(both.field == u"sha256"_s);
    const auto neither =
        office.submit(u"clerk1"_s, u"document.file"_s,
                      uR"({"id":"WJ-1","about":{"kind":"fund","id":"fund"},"kind":"other",)"
                      uR"("title":"合同","date":"2019-06-01"})"_s);
    REQUIRE(neither.rejection);
    CHECK(neither.rejection->error()->field == u"path"_s);
    // Changed since it was brought: nothing is filed.
    scan.write("other bytes");
    const auto changed = office.submit(u"clerk1"_s, u"document.file"_s, filing(u"WJ-1"_s, byHash));
    REQUIRE(changed.rejection);
    CHECK(changed.rejection->error()->kind == journal::ErrorKind::Storage);
    scan.write("scan");
    office.ok(u"clerk1"_s, u"document.file"_s, filing(u"WJ-1"_s, byHash));
}

TEST_CASE("what can't be filed can't be brought", "[fund]") {
    Office office;
    const Scan empty("");
    CHECK(office.open().upload(u"clerk1"_s, empty.path).rejection->error()->field == u"path"_s);
    CHECK_FALSE(office.open().upload(u"clerk1"_s, empty.folder.path()).ok());
    CHECK_FALSE(office.open().upload(u"clerk1"_s, u"/dev/zero"_s).ok());
    const Scan scan("scan");
    CHECK(office.open().upload(u"nobody"_s, scan.path).rejection->error()->kind
          == journal::ErrorKind::NotLoggedIn);
}
