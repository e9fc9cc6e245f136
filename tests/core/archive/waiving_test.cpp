// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

QJsonObject filed(Office& office, const char* id, const char* about, const char* kind,
                  const QByteArray& bytes = "scan") {
    QFile file(office.folder() + u"/scan.txt"_s);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    return office.ok(
        u"clerk1"_s, u"document.file"_s,
        uR"({"id":"%1","about":%2,"kind":"%3","title":"材料%1","date":"2019-06-01","path":"%4"})"_s
            .arg(QLatin1StringView(id), testing::json(about), QLatin1StringView(kind),
                 file.fileName()));
}

QJsonObject archiveOf(Office& office) {
    return office.ask(u"auditor1"_s, u"project.show"_s, u"{\"id\":\"XM-1\"}"_s).toObject();
}

constexpr const char* project = "{'kind':'project','id':'XM-1'}";
constexpr const char* waive =
    "{'project':'XM-1','kind':'contract','reason':'没有合同','date':'2019-06-02'}";

} // namespace

TEST_CASE("archive.waive: only a kind without a document, taken back by filing one") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    filed(office, "D1", project, "contract");
    refused(
        office, "clerk1", "archive.waive", waive,
        {"state.order", "kind", "", "", told("waiver.document-filed", "XM-1", "项目合同", "1")});
    // Moved to another kind, it is missing here and can be waived.
    ok(office, "clerk1", "document.refile",
       "{'id':'D1','about':{'kind':'project','id':'XM-1'},'kind':'expense','date':'2019-06-02',"
       "'reason':'类别选错'}");
    ok(office, "clerk1", "archive.waive", waive);
    cites(office, "clerk1", "archive.waive", waive, "state.order");
    CHECK(archiveOf(office).value("waivers"_L1).toArray().size() == 1);
    filed(office, "D2", project, "contract", "signed");
    CHECK(archiveOf(office).value("waivers"_L1).toArray().isEmpty());
    cites(office, "clerk1", "archive.waive", waive, "state.order");
    // So does moving one there.
    ok(office, "clerk1", "document.refile",
       "{'id':'D2','about':{'kind':'project','id':'XM-1'},'kind':'invoice','date':'2019-06-03',"
       "'reason':'是发票'}");
    ok(office, "clerk1", "archive.waive", waive);
    ok(office, "clerk1", "document.refile",
       "{'id':'D2','about':{'kind':'project','id':'XM-1'},'kind':'contract','date':'2019-06-03',"
       "'reason':'还是合同'}");
    CHECK(archiveOf(office).value("waivers"_L1).toArray().isEmpty());
    office.verifySound();
}

TEST_CASE("document.file: the same bytes filed elsewhere are said") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    CHECK_FALSE(filed(office, "D1", project, "contract").contains("also"_L1));
    const QJsonArray also =
        filed(office, "D2", "{'kind':'unit','id':'U1'}", "other").value("also"_L1).toArray();
    REQUIRE(also.size() == 1);
    CHECK(also[0].toObject().value("id"_L1).toString() == u"D1");
    CHECK(also[0].toObject().value("kind_name"_L1).toString() == u"项目合同");
    CHECK(also[0].toObject().value("about"_L1).toObject().value("id"_L1).toString() == u"XM-1");
    CHECK_FALSE(filed(office, "D3", project, "expense", "scan2").contains("also"_L1));
}
