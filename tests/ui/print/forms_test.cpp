// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/terse.h>

#include <fund/demo.h>
#include <print/paper.h>
#include <reports/reports.h>
#include <resources/resources.h>

#include <catch2/catch.hpp>

#include <QProcess>

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

QString outputOf(const QString& program, const QStringList& arguments) {
    QProcess tool;
    tool.start(program, arguments);
    REQUIRE(tool.waitForFinished());
    return QString::fromUtf8(tool.readAllStandardOutput());
}

// The demo fund, made once.
struct Demo {
    QTemporaryDir folder;
    journal::FixedClock clock{u"2019-12-31"_s};
    journal::SystemRandomness randomness;
    std::unique_ptr<fund::Fund> fund;

    Demo() {
        resources::load();
        const QString path = folder.filePath(u"demo.fund"_s);
        fund::makeDemo(path, resources::read(u"plans/guzhang.json"_s),
                       resources::read(u"demo/guzhang.jsonl"_s));
        fund = fund::Fund::open(path, clock, randomness);
        fund::Internals::trust(*fund, u"clerk1"_s);
    }
    reports::Printable report(const QString& kind, const QString& id) {
        auto made = fund->report(u"clerk1"_s, kind, id);
        if (auto* no = std::get_if<journal::Rejection>(&made))
            FAIL(no->message().toStdString());
        return std::get<reports::Printable>(made);
    }
    // What a reader of the PDF finds, without white space.
    QString textOf(const reports::Printable& report) {
        const QString path = folder.filePath(u"paper.pdf"_s);
        REQUIRE(print::toPdf(report, path));
        for (const QString& line : outputOf(u"pdffonts"_s, {path}).split(u'\n').sliced(2))
            if (!line.isEmpty())
                CHECK(line.contains(QRegularExpression(u"Identity-H +yes"_s)));
        return outputOf(u"pdftotext"_s, {u"-layout"_s, path, u"-"_s})
            .remove(QRegularExpression(u"\\s"_s));
    }
};

Demo& demo() {
    static Demo one;
    return one;
}

struct Sample {
    const char* kind;
    QString id;
    QStringList words;
};

} // namespace

TEST_CASE("print: every kind of the demo, read back from its PDF") {
    const std::vector<Sample> samples{
        {"disclosure", u"2019-06"_s, {u"公示编号"_s, u"日志链头"_s, u"(盖章)"_s, u"大写:人民币"_s}},
        {"declaration",
         u"XM-2019-001"_s,
         {u"项目申报审核表"_s, u"2,200,000.00元(大写:人民币贰佰贰拾万元整)"_s, u"同意立项"_s,
          u"依据第七条"_s}},
        {"prepayment",
         u"BF-2019-001"_s,
         {u"资金预拨付申请审批表"_s, u"人民币壹佰壹拾万元整"_s, u"支持金额的50%"_s, u"第九条"_s,
          u"杨明远"_s, u"2019年3月25日"_s, u"****0107"_s}},
        {"payment",
         u"BF-2019-007"_s,
         {u"资金拨付审批表"_s, u"480,000.00元(大写:人民币肆拾捌万元整)"_s, u"1,580,000.00"_s,
          u"申请时可拨付额度480,000.00"_s, u"记-2019-07-002"_s, u"同意拨付"_s}},
        {"acceptance",
         u"YS-2019-003"_s,
         {u"项目验收意见书"_s, u"龙志强"_s, u"县经信局"_s, u"1,580,000.00元"_s,
          u"人民币壹佰伍拾捌万元整"_s}},
        {"sheet", u"县政府签批单2019-12号"_s, {u"BF-2019-026"_s, u"160,000.00"_s, u"杨明远"_s}},
        {"sheet", u"-"_s, {u"BF-2019-033"_s, u"40,000.00"_s, u"请审批"_s}},
        {"account", u"DW-001"_s, {u"收款账户复核表"_s, u"可拨付"_s, u"复核人"_s}},
        {"reallocation",
         u"TZ-2019-001"_s,
         {u"调整前"_s, u"调整后"_s, u"2,247.00"_s, u"第十四条"_s}},
        {"ledger", u"line"_s, {u"按支持项目"_s, u"记-2019-03-002"_s, u"净拨付合计"_s}},
        {"ledger", u"unit"_s, {u"按单位"_s, u"湘西云溪电子商务有限公司"_s}},
        {"ledger", u"L01"_s, {u"记-2019-07-002"_s}},
        {"execution", u"2019-06-30"_s, {u"截至2019年6月30日"_s, u"279.80"_s, u"395"_s}},
        {"month-brief",
         u"2019-12"_s,
         {u"资金执行月报"_s, u"起应达到50%,还差35.03万元"_s, u"878.26"_s, u"1,088.47"_s,
          u"要办的事"_s}},
        {"month-brief", u"2019-06"_s, {u"到2019年12月29日应达到50%"_s, u"279.80"_s}},
        {"progress",
         u"2019-06-30"_s,
         {u"资金拨付进度表"_s, u"截至2019年6月30日"_s, u"2,798,000.00"_s}},
        {"fund-use", u"-"_s, {u"示范资金使用情况表"_s, u"净拨付"_s, u"湘西云溪电子商务有限公司"_s}},
        {"pace", u"-"_s, {u"办理时限表"_s, u"申报到审核通过"_s, u"合计"_s}},
        {"archive-index", u"XM-2019-014"_s, {u"项目档案目录"_s, u"SHA-256"_s}},
        {"handover", u"2019"_s, {u"会计档案移交清单"_s, u"移交单位"_s, u"监交人"_s}}};
    for (const Sample& sample : samples) {
        INFO(sample.kind << " " << sample.id.toStdString());
        const QString text =
            demo().textOf(demo().report(QLatin1StringView(sample.kind), sample.id));
        for (const QString& words : sample.words) {
            INFO(words.toStdString());
            // Faces without full-width signs of their own lend none: compare without them.
            QString plain = text;
            CHECK(plain.replace(u'\uff0c', u',')
                      .replace(u'\uff08', u'(')
                      .replace(u'\uff09', u')')
                      .replace(u'\uff1a', u':')
                      .contains(words));
        }
    }
}

TEST_CASE("print: a form that is signed stays on one page") {
    for (const auto& [kind, id] :
         {std::pair{u"prepayment"_s, u"BF-2019-001"_s}, std::pair{u"payment"_s, u"BF-2019-007"_s},
          std::pair{u"acceptance"_s, u"YS-2019-003"_s},
          std::pair{u"declaration"_s, u"XM-2019-001"_s}, std::pair{u"month-brief"_s, u"2019-12"_s}})
        CHECK(print::Paper(demo().report(kind, id)).pageCount() == 1);
}

TEST_CASE("print: a rate of the month's brief is drawn as long as it is") {
    const reports::Printable brief = demo().report(u"month-brief"_s, u"2019-12"_s);
    std::vector<double> rates;
    for (const reports::Block& block : brief.blocks)
        if (const auto* table = std::get_if<reports::Table>(&block))
            for (std::size_t i = 0; i < table->columns.size(); ++i)
                if (table->columns[i].bar) {
                    const auto at = static_cast<qsizetype>(i);
                    for (const QStringList& row : table->rows)
                        rates.push_back(row[at].toDouble());
                    rates.push_back(table->total[at].toDouble());
                }
    REQUIRE(rates.size() == 23); // three sources, eighteen lines, two totals
    std::erase(rates, 0.0);
    const print::Paper paper(brief);
    const std::vector<QRectF>& bars = paper.page(0).bars;
    REQUIRE(bars.size() == rates.size());
    const double whole = bars.front().width() / rates.front();
    for (std::size_t i = 0; i < 3; ++i)
        CHECK(std::abs(bars[i].width() - rates[i] * whole) < 1);
}

TEST_CASE("print: a sheet to be signed holds exactly the requests that were chosen") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    const auto request = [&](const QString& id, const QString& amount) {
        office.ok(u"clerk1"_s, u"payment.request"_s,
                  uR"({"id":"%1","project":"XM-1","kind":"prepay","amount":"%2",)"
                  R"("date":"2019-03-01","report":"申请"})"_s.arg(id, amount));
    };
    request(u"BF-1"_s, u"100.01"_s);
    request(u"BF-2"_s, u"200.02"_s);
    request(u"BF-3"_s, u"400.04"_s);
    const auto sheet = [&](const QStringList& chosen, const QString& id = u"-"_s) {
        return office.open().report(u"clerk1"_s, u"sheet"_s, id, chosen);
    };
    const auto words = [&](const QStringList& chosen) {
        const auto made = sheet(chosen);
        if (const auto* no = std::get_if<journal::Rejection>(&made))
            return no->message();
        return print::Paper(std::get<reports::Printable>(made)).words(0);
    };
    // They wait for the office, which signs alone.
    const QString office2 = words({u"BF-3"_s, u"BF-1"_s});
    CHECK(office2.contains(u"BF-1"));
    CHECK_FALSE(office2.contains(u"BF-2"));
    CHECK(office2.contains(u"BF-3"));
    CHECK(office2.contains(u"500.05"));
    CHECK(office2.contains(u"领导小组办公室审核意见"));
    CHECK_FALSE(office2.contains(u"县政府分管领导"));
    office.ok(u"reviewer1"_s, u"payment.review"_s,
              uR"({"id":"BF-1","decision":"approve","opinion":"同意","date":"2019-03-01"})"_s);
    CHECK(words({u"BF-1"_s}).contains(u"县政府分管领导"));
    for (const QStringList& chosen : {QStringList{u"BF-1"_s, u"BF-2"_s},
                                      QStringList{u"BF-2"_s, u"BF-2"_s}, QStringList{u"BF-9"_s}}) {
        const auto made = sheet(chosen);
        const auto* no = std::get_if<journal::Rejection>(&made);
        REQUIRE(no);
        REQUIRE(no->error());
        CHECK(no->error()->field == u"requests");
    }
    const auto recorded = sheet({u"BF-1"_s}, u"签批单1"_s);
    CHECK(std::get<journal::Rejection>(recorded).error()->field == u"requests");
    // What is paid waits for nobody's signature.
    office.ok(u"leader1"_s, u"payment.approve"_s,
              uR"({"id":"BF-1","decision":"approve","opinion":"同意","date":"2019-03-01"})"_s);
    CHECK(words({u"BF-1"_s}).contains(u"不在等待签批"));
}

TEST_CASE("print: an amendment's form says what was and what is asked for") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.ok(u"clerk1"_s, u"project.amend"_s,
              uR"({"id":"BG-1","project":"XM-1","date":"2019-03-01","reason":"场地变小",)"
              R"("support":"1800000.00","name":"新名称"})"_s);
    const auto made = office.open().report(u"clerk1"_s, u"amendment"_s, u"BG-1"_s);
    const QString words = print::Paper(std::get<reports::Printable>(made)).words(0);
    for (const QString& expected : {u"场地变小"_s, u"2,200,000.00"_s, u"1,800,000.00"_s,
                                    u"新名称"_s, u"领导小组办公室审核意见"_s}) {
        INFO(expected.toStdString());
        CHECK(QString(words).remove(u'\n').contains(expected));
    }
}

TEST_CASE("print: a name with rare characters is found in its PDF") {
    if (outputOf(u"fc-list"_s, {u":charset=2cc56 20bb7"_s}).trimmed().isEmpty())
        return; // no face on this machine has them
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.ok(
        u"clerk1"_s, u"project.amend"_s,
        uR"({"id":"BG-1","project":"XM-1","date":"2019-03-01","reason":"负责人改为刘𬱖",)"
        R"("name":"𠮷首𠮷安与𬱖"})"_s);
    const auto made = office.open().report(u"clerk1"_s, u"amendment"_s, u"BG-1"_s);
    const QString text = demo().textOf(std::get<reports::Printable>(made));
    INFO(text.toStdString());
    CHECK(text.contains(u"负责人改为刘𬱖"_s));
    CHECK(text.contains(u"𠮷首𠮷安与𬱖"_s));
    // All else is as it was, and the file is whole for a strict reader.
    CHECK(text.contains(u"领导小组办公室审核意见"_s));
    CHECK(outputOf(u"pdfinfo"_s, {demo().folder.filePath(u"paper.pdf"_s)}).contains(u"Pages:"_s));
}

TEST_CASE("print: the register's net is what execution calls paid") {
    auto& fund = *demo().fund;
    const auto answer = fund.ask({u"clerk1"_s, u"budget.execution"_s, {}});
    const QString paid =
        answer.result.toObject().value("total"_L1).toObject().value("paid"_L1).toString();
    for (const QString& by : {u"line"_s, u"unit"_s}) {
        const auto report = demo().report(u"ledger"_s, by);
        CHECK(std::get<reports::Table>(report.blocks.front()).total.last() == paid);
    }
}

TEST_CASE("print: the limit on a form is what the request was judged by") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"600000.00"_s, u"2019-02-15"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"prepay"_s, u"100000.00"_s, u"2019-02-20"_s);
    office.started(u"XM-1"_s);
    const auto limit = [&](const QString& id) {
        const auto made = office.open().report(u"clerk1"_s, u"prepayment"_s, id);
        return std::get<reports::Table>(std::get<reports::Printable>(made).blocks[3]).total[1];
    };
    CHECK(limit(u"BF-1"_s) == u"1100000.00");
    CHECK(limit(u"BF-2"_s) == u"500000.00");
}

TEST_CASE("print: no such paper is bad input in one sentence") {
    for (const auto& [kind, id] :
         {std::pair{u"nothing"_s, u"x"_s}, std::pair{u"payment"_s, u"x"_s},
          std::pair{u"prepayment"_s, u"BF-2019-007"_s}, std::pair{u"sheet"_s, u"x"_s},
          std::pair{u"amendment"_s, u"x"_s}, std::pair{u"account"_s, u"x"_s},
          std::pair{u"reallocation"_s, u"x"_s}, std::pair{u"ledger"_s, u"x"_s},
          std::pair{u"declaration"_s, u"x"_s}, std::pair{u"acceptance"_s, u"x"_s},
          std::pair{u"archive-index"_s, u"x"_s}, std::pair{u"execution"_s, u"x"_s},
          std::pair{u"progress"_s, u"x"_s}, std::pair{u"fund-use"_s, u"2019-13"_s},
          std::pair{u"pace"_s, u"L99"_s}, std::pair{u"month-brief"_s, u"x"_s},
          std::pair{u"month-brief"_s, u"2999-01"_s}, std::pair{u"handover"_s, u"x"_s},
          std::pair{u"disclosure"_s, u"x"_s}}) {
        INFO(kind.toStdString());
        const auto made = demo().fund->report(u"clerk1"_s, kind, id);
        const auto* no = std::get_if<journal::Rejection>(&made);
        REQUIRE(no);
        CHECK(no->error());
        CHECK_FALSE(no->message().isEmpty());
    }
    const auto stranger = demo().fund->report(u"nobody"_s, u"execution"_s, u"-"_s);
    CHECK(std::get<journal::Rejection>(stranger).error()->kind == journal::ErrorKind::NotLoggedIn);
}

TEST_CASE("print: planted personal numbers appear on no paper") {
    Office office;
    const QStringList planted{testing::identityNumber(7), u"6228480402564890018"_s,
                              u"13812345678"_s};
    const QString all = planted.join(u' ');
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.unit(u"U1"_s, u"enterprise"_s);
    office.ok(u"clerk1"_s, u"unit.change"_s,
              uR"({"id":"U1","date":"2019-02-01","document":"%1","name":"公司 %1"})"_s.arg(all));
    office.ok(u"clerk1"_s, u"project.declare"_s,
              uR"({"id":"XM-1","unit":"U1","line":"L08","name":"项目 %1","content":"%1",)"
              R"("schedule":{"from":"2019-03-01","to":"2019-12-31"},"support":"500000.00",)"
              R"("materials":["方案 %1"],"date":"2019-02-01"})"_s.arg(all));
    office.ok(
        u"reviewer1"_s, u"project.review"_s,
        uR"({"id":"XM-1","decision":"approve","opinion":"%1","date":"2019-02-10"})"_s.arg(all));
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"400000.00"_s, u"2019-06-05"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"300000.00"_s, u"2019-06-10"_s);
    QString words;
    for (const auto& [kind, id] :
         {std::pair{u"declaration"_s, u"XM-1"_s}, std::pair{u"acceptance"_s, u"YS-1"_s},
          std::pair{u"payment"_s, u"BF-1"_s}, std::pair{u"ledger"_s, u"unit"_s},
          std::pair{u"ledger"_s, u"line"_s}, std::pair{u"archive-index"_s, u"XM-1"_s},
          std::pair{u"disclosure"_s, u"2019-06"_s}}) {
        auto made = office.open().report(u"clerk1"_s, kind, id);
        const print::Paper paper(std::get<reports::Printable>(made));
        for (int number = 0; number < paper.pageCount(); ++number)
            words += paper.words(number).remove(u'\n');
    }
    CHECK(words.contains(u"****5678"));
    for (const QString& number : planted) {
        INFO(words.mid(words.indexOf(number) - 60, 120).toStdString());
        CHECK_FALSE(words.contains(number));
    }
}
