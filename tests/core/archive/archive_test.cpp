// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/terse.h>

#include <archive/package.h>

#include <storage/header.h>

#include <catch2/catch.hpp>

#include <filesystem>

#include <QProcess>

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

QString write(Office& office, const QString& name, const QByteArray& bytes) {
    QFile file(office.folder() + u'/' + name);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    return file.fileName();
}

QJsonObject file(Office& office, const QString& id, const QString& kind, const QString& path) {
    return office.ok(u"clerk1"_s, u"document.file"_s,
                     uR"({"id":"%1","about":{"kind":"project","id":"XM-1"},"kind":"%2",)"
                     R"("title":"材料%1","date":"2019-06-01","path":"%3"})"_s.arg(id, kind, path));
}

} // namespace

TEST_CASE("archive.complete: the project closes with all seven kinds, and not with six") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    const QString path = write(office, u"a.txt"_s, "scan");
    for (const char* kind : {"declaration", "approval", "acceptance", "contract", "expense"})
        file(office, QString::fromLatin1(kind), QString::fromLatin1(kind), path);
    ok(office, "clerk1", "archive.waive",
       "{'project':'XM-1','kind':'invoice','reason':'无发票','date':'2019-06-01'}");
    const char* close = "{'id':'XM-1','date':'2019-07-01','reason':'完'}";
    refused(office, "clerk1", "project.close", close,
            {"archive.complete", "id", "", "", told("archive.incomplete", "XM-1", "其他财会资料")});
    file(office, u"D7"_s, u"accounting"_s, path);
    ok(office, "clerk1", "project.close", close);
}

TEST_CASE("what the system makes up as it is read is no document") {
    if (!QFile::exists(u"/proc/version"_s))
        return; // only Linux has such files
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    for (const QString& path : {u"/proc/version"_s, u"/proc/self/mem"_s, u"/dev/zero"_s}) {
        const auto no = office.refused(
            u"clerk1"_s, u"document.file"_s,
            u"{\"id\":\"D2\",\"about\":{\"kind\":\"fund\",\"id\":\"all\"},\"kind\":\"other\","
            "\"title\":\"x\",\"date\":\"2019-06-01\",\"path\":\"%1\"}"_s.arg(path));
        CHECK(no.message == told("file.not-regular", path));
    }
    office.verifySound();
}

TEST_CASE("an empty file is no document, and ticks no kind; one byte is one") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    const auto with = [](const QString& path) {
        const QJsonObject json{
            {"id"_L1, u"D1"_s},
            {"about"_L1, QJsonObject{{"kind"_L1, u"project"_s}, {"id"_L1, u"XM-1"_s}}},
            {"kind"_L1, u"contract"_s},
            {"title"_L1, u"合同"_s},
            {"date"_L1, u"2019-06-01"_s},
            {"path"_L1, path}};
        return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
    };
    const QString nothing = write(office, u"nothing.pdf"_s, "");
    const auto said = office.submit(u"clerk1"_s, u"document.file"_s, with(nothing));
    REQUIRE_FALSE(said.ok());
    CHECK(said.rejection->error()->field == u"path");
    CHECK(said.rejection->message() == told("file.empty", "nothing.pdf"));
    CHECK(office.submit(u"clerk1"_s, u"document.file"_s, with(write(office, u"one.pdf"_s, "1")))
              .ok());
}

TEST_CASE("archive.retention: what proves money is kept as vouchers are, 30 years, the rest 10") {
    const std::map<QString, QString> until{
        {u"project"_s, u"2049-12-31"_s}, {u"receipt"_s, u"2049-12-31"_s},
        {u"payment"_s, u"2049-12-31"_s}, {u"acceptance"_s, u"2049-12-31"_s},
        {u"finding"_s, u"2049-12-31"_s}, {u"plan"_s, u"2049-12-31"_s},
        {u"fund"_s, u"2029-12-31"_s},    {u"unit"_s, u"2029-12-31"_s},
        {u"notice"_s, u"2029-12-31"_s},  {u"disclosure"_s, u"2029-12-31"_s}};
    for (const auto& [about, last] : until) {
        // The first and the last day of a year are one fiscal year's.
        for (const QString& day : {u"2019-01-01"_s, u"2019-12-31"_s}) {
            archive::Document document;
            document.aboutKind = about;
            document.date = day;
            CAPTURE(about.toStdString());
            CHECK(document.retainUntil() == last);
        }
    }
    // Each of a project's seven kinds.
    for (const char* one : {"declaration", "approval", "acceptance", "contract", "expense",
                            "invoice", "accounting"}) {
        const QString kind = QString::fromLatin1(one);
        archive::Document document;
        document.aboutKind = u"project"_s;
        document.kind = kind;
        document.date = u"2020-02-29"_s;
        CHECK(document.retainUntil() == u"2050-12-31");
    }
}

TEST_CASE("archive.retention: the list that is handed over says each volume's own years") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    const QString path = write(office, u"a.txt"_s, "scan");
    file(office, u"D1"_s, u"contract"_s, path);
    for (const char* about : {"fund", "unit"})
        office.ok(u"clerk1"_s, u"document.file"_s,
                  uR"({"id":"D-%1","about":{"kind":"%1","id":"U1"},"kind":"other",)"
                  R"("title":"材料","date":"2019-06-01","path":"%2"})"_s.arg(
                      QString::fromLatin1(about), path));
    const auto made = office.open().report(u"clerk1"_s, u"handover"_s, u"2019"_s);
    QMap<QString, QStringList> years;
    for (const reports::Block& block : std::get<reports::Printable>(made).blocks)
        if (const auto* table = std::get_if<reports::Table>(&block))
            for (const QStringList& row : table->rows)
                years.insert(row[1].section(u' ', 0, 0), row.sliced(5, 3));
    CHECK(years.value(u"XM-1"_s) == QStringList{u"1"_s, u"30"_s, u"2049-12-31"_s});
    CHECK(years.value(u"专项资金"_s) == QStringList{u"1"_s, u"10"_s, u"2029-12-31"_s});
    CHECK(years.value(u"U1"_s) == QStringList{u"1"_s, u"10"_s, u"2029-12-31"_s});
}

TEST_CASE("archive.list: what each project's archive has, what was waived, what is missing") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    const QString path = write(office, u"a.txt"_s, "scan");
    const auto listed = [&](const char* with) {
        return office.ask(u"auditor1"_s, u"archive.list"_s, QString::fromUtf8(with))
            .toObject()
            .value("items"_L1)
            .toArray();
    };
    file(office, u"D1"_s, u"contract"_s, path);
    ok(office, "clerk1", "archive.waive",
       "{'project':'XM-1','kind':'invoice','reason':'无发票','date':'2019-06-01'}");
    const QJsonObject row = listed("{}").first().toObject();
    CHECK(row.value("id"_L1) == "XM-1"_L1);
    CHECK(row.value("archive"_L1).toObject().value("contract"_L1).toInt() == 1);
    CHECK(row.value("missing"_L1).toArray().size() == 5);
    CHECK(row.value("waivers"_L1).toArray().size() == 1);
    CHECK(listed(R"({"complete":"yes"})").isEmpty());
    CHECK(listed(R"({"complete":"no"})").size() == 1);
    for (const char* kind : {"declaration", "approval", "acceptance", "expense", "accounting"})
        file(office, QString::fromLatin1(kind), QString::fromLatin1(kind), path);
    CHECK(listed(R"({"complete":"yes"})").size() == 1);
    CHECK(listed(R"({"complete":"no"})").isEmpty());
}

TEST_CASE("archive.content: stored whole under its hash, the same bytes once, found if swapped") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    QByteArray big;
    for (int i = 0; i < 300'000; ++i)
        big += "line " + QByteArray::number(i) + '\n';
    const QString path = write(office, u"大扫描.pdf"_s, big);
    const QJsonObject first = file(office, u"D1"_s, u"contract"_s, path);
    const QString sha256 = first.value("sha256"_L1).toString();
    CHECK(
        sha256
        == QString::fromLatin1(QCryptographicHash::hash(big, QCryptographicHash::Sha256).toHex()));
    CHECK(file(office, u"D2"_s, u"invoice"_s, path).value("sha256"_L1) == sha256);
    auto& context = fund::Internals::context(office.open());
    {
        auto chunks = context.db.query("SELECT sum(length(bytes)) FROM content");
        REQUIRE(chunks.next());
        CHECK(chunks.integer(0) == big.size());
    }
    QByteArray read;
    for (;;) {
        const QByteArray part = QByteArray::fromBase64(
            office
                .ask(u"auditor1"_s, u"document.read"_s,
                     uR"({"sha256":"%1","from":%2,"bytes":700001})"_s.arg(sha256).arg(read.size()))
                .toObject()
                .value("base64"_L1)
                .toString()
                .toLatin1());
        if (part.isEmpty())
            break;
        read += part;
    }
    CHECK(read == big);
    ok(office, "clerk1", "document.refile",
       "{'id':'D2','about':{'kind':'project','id':'XM-1'},'kind':'expense','date':'2019-06-02',"
       "'reason':'放错'}");
    CHECK(testing::shown(office, "project.show", "XM-1", "state") == u"approved");
    CHECK_THROWS(context.db.run("DELETE FROM content"));
    badInput(office, "clerk1", "document.file",
             "{'id':'D3','about':{'kind':'project','id':'XM-1'},'kind':'other','title':'x',"
             "'date':'2019-06-01','path':'/nowhere'}",
             "kind");
    badInput(office, "clerk1", "document.file",
             "{'id':'D3','about':{'kind':'project','id':'XM-1'},'kind':'contract','title':'x',"
             "'date':'2019-06-01','path':'/nowhere/x'}",
             "path");
    cites(office, "clerk1", "archive.waive",
          "{'project':'XM-1','kind':'invoice','reason':'x','date':'2020-01-01'}", "date.order");
    ok(office, "clerk1", "archive.waive",
       "{'project':'XM-1','kind':'invoice','reason':'无发票','date':'2019-06-02'}");
    // The package checks itself with common tools.
    const QString zip = office.folder() + u"/a.zip"_s;
    archive::exportProject(context, u"XM-1"_s, zip);
    QProcess tool;
    tool.setWorkingDirectory(office.folder());
    tool.start(u"sh"_s,
               {u"-c"_s, u"unzip -q a.zip -d out && cd out && sha256sum -c --quiet SHA256SUMS"
                         " && grep -q '发票票据,无发票,2019-06-02' 免交说明.csv"
                         " && test -f 文件/目录.csv"_s});
    REQUIRE(tool.waitForFinished());
    CHECK(tool.exitCode() == 0);
    office.verifySound();
    fund::Internals::context(office.open())
        .db.script(
            u"DROP TRIGGER content_no_UPDATE; UPDATE content SET bytes = x'00' WHERE chunk = 1"_s);
    office.close();
    const auto report = fund::Fund::verify(office.path());
    CHECK(std::any_of(report.findings.begin(), report.findings.end(),
                      [](const auto& one) { return one.place == u"table content"; }));
}

TEST_CASE("archive.content: the fund itself is no document of its own, under whatever name") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    const QString second = office.path() + u".second"_s;
    std::filesystem::create_hard_link(office.path().toStdString(), second.toStdString());
    for (const QString& path : {office.path(), second}) {
        const QString with = u"{'id':'D1','about':{'kind':'project','id':'XM-1'},'kind':'contract',"
                             "'title':'本账','date':'2019-06-01','path':'%1'}"_s.arg(path);
        badInput(office, "clerk1", "document.file", with.toUtf8().constData(), "path");
    }
    CHECK(storage::fileVersion(office.path()) == 0); // still held: nothing opens it
}
