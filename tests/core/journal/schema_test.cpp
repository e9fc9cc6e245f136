// SPDX-License-Identifier: GPL-3.0-only
#include "outside.h"

#include <fund/internals.h>
#include <identity/security_log.h>

// The schema is the program's own, whatever hash the file says; heads kept elsewhere.

using namespace Qt::Literals::StringLiterals;
using testing::fill;
using testing::Office;
using testing::Outside;
using testing::RawFile;

namespace {

bool names(const journal::VerificationReport& report, const QString& place) {
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const journal::VerificationFinding& one) { return one.place == place; });
}

// As the program seals a file, so that only what it knows itself can tell.
void seal(RawFile& file) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString& sql :
         file.column(u"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"_s))
        hash.addData(sql.toUtf8());
    file.run(u"UPDATE file_property SET value = '%1' WHERE name = 'schema-hash'"_s.arg(
        QString::fromLatin1(hash.result().toHex())));
}

} // namespace

TEST_CASE("a schema that is not the program's is refused, also with its hash made to fit") {
    Office office;
    fill(office);
    office.close();
    const QByteArray whole = testing::bytesOf(office.path());
    const std::pair<const char16_t*, const char16_t*> edits[] = {
        {u"CREATE TRIGGER pay AFTER INSERT ON entry BEGIN UPDATE payment SET amount = amount; END",
         u"schema pay"},
        {u"CREATE VIEW v AS SELECT 1", u"schema v"},
        {u"CREATE TABLE extra (x)", u"schema extra"},
        {u"DROP TRIGGER entry_no_UPDATE", u"schema entry_no_UPDATE"},
        {u"CREATE INDEX i ON payment (id)", u"schema i"}};
    for (const auto& [edit, place] : edits) {
        {
            RawFile file(office.path());
            file.run(QString::fromUtf16(edit));
            seal(file);
        }
        INFO(QString::fromUtf16(edit).toStdString());
        CHECK_THROWS_AS(office.reopen(), storage::Failure);
        CHECK(names(fund::Fund::verify(office.path()), QString::fromUtf16(place)));
        testing::writeBytes(office.path(), whole);
    }
    office.reopen();
}

TEST_CASE("heads that were kept elsewhere are in the journal and the security log, or missed") {
    Office office;
    fill(office);
    auto& context = fund::Internals::context(office.open());
    const QByteArray journalHead = journal::head(context).hash;
    const QByteArray securityHead = identity::securityHead(context).toLatin1();
    REQUIRE(securityHead.size() == 64);
    office.close();
    CHECK(fund::Fund::verify(office.path(), {journalHead, securityHead}).sound());
    const auto missed = fund::Fund::verify(office.path(), {journalHead, QByteArray(64, 'a')});
    CHECK(missed.findings.size() == 1);
    CHECK(names(missed, u"head"_s));
    // The security log emptied together with its head: what was published tells, and a head kept.
    {
        Outside file(office.path());
        file.run("DELETE FROM security_log");
        file.run("DELETE FROM security_head");
    }
    const auto emptied = fund::Fund::verify(office.path(), {securityHead});
    CHECK(names(emptied, u"head"_s));
    CHECK(names(emptied, u"table security_log"_s));
}
