// SPDX-License-Identifier: GPL-3.0-only
#include "demo_fund.h"

#include <plan/plan.h>
#include <plan/plan_file.h>
#include <reports/report_json.h>
#include <support/told.h>

#include <QRegularExpression>

#include <zip.h>

// The demo once more in a county whose measures say everything in other words: no answer, paper or
// refusal has one of Guzhang's, and each clause that is cited is one of that county's own.

using namespace Qt::Literals::StringLiterals;
using namespace demo_tests;

namespace {

// Guzhang's words and the other county's, the longer ones first.
const std::vector<std::pair<QString, QString>>& exchanged() {
    static const std::vector<std::pair<QString, QString>> words{
        {u"领导小组办公室"_s, u"评审处"_s},
        {u"县政府分管领导"_s, u"主管镇长"_s},
        {u"领导小组"_s, u"理事会"_s},
        {u"县经信局"_s, u"镇财政所"_s},
        {u"中期绩效评价"_s, u"年中考评"_s},
        {u"建设改造方案"_s, u"施工图"_s},
        {u"设备采购方案"_s, u"购置单"_s},
        {u"培训开班申请表"_s, u"开课表"_s},
        {u"活动实施方案"_s, u"活动书"_s},
        {u"门头店招"_s, u"招牌照"_s},
        {u"室内装饰设计方案"_s, u"内装图"_s},
        {u"依法登记注册"_s, u"有执照"_s},
        {u"有业务资格、在县内经营"_s, u"有许可"_s},
        {u"取得业务资格并在县内开展业务"_s, u"持许可"_s},
        {u"财务管理制度规范"_s, u"账册齐全"_s},
        {u"五年无违法、信用良好"_s, u"无处罚"_s},
        {u"近五年无违法违纪、信用良好"_s, u"没有处罚"_s},
        {u"如实上报资料"_s, u"不作假"_s},
        {u"真实准确上报资料"_s, u"没有作假"_s},
        {u"依法登记的法人"_s, u"持照"_s},
        {u"具备资质、在本县实际经营"_s, u"许可在手"_s},
        {u"财务制度健全"_s, u"有账"_s},
        {u"五年内无违法违规、信用良好"_s, u"未受罚"_s},
        {u"如实申报"_s, u"照实"_s},
        {u"申报文件"_s, u"卷甲"_s},
        {u"审批文件"_s, u"卷乙"_s},
        {u"验收意见"_s, u"卷丙"_s},
        {u"项目合同"_s, u"卷丁"_s},
        {u"费用明细"_s, u"卷戊"_s},
        {u"发票票据"_s, u"卷己"_s},
        {u"其他财会资料"_s, u"卷庚"_s},
        {u"第二批"_s, u"后一批"_s},
        {u"附表说明"_s, u"清单注"_s},
        {u"附表"_s, u"清单"_s},
        {u"附件1"_s, u"附录"_s},
        {u"古丈"_s, u"白岩"_s}};
    return words;
}

QByteArray inOtherWords(const QByteArray& text) {
    QString changed = QString::fromUtf8(text);
    for (const auto& [word, other] : exchanged())
        changed.replace(word, other);
    changed.replace(QRegularExpression(u"第([一二三四五六七八九十]+)条"_s), u"款\\1"_s);
    return changed.toUtf8();
}

QJsonObject otherPlan() {
    QJsonObject plan =
        QJsonDocument::fromJson(inOtherWords(source(u"plans/guzhang.json"_s))).object();
    QJsonArray sources = plan.value("sources"_L1).toArray();
    QJsonObject late = sources[1].toObject();
    late.insert("phase"_L1, 3); // 第三批
    sources[1] = late;
    plan.insert("sources"_L1, sources);
    plan.insert("titles"_L1, QJsonObject{{"declaration"_L1, u"立项单"_s},
                                         {"prepayment"_L1, u"预支单"_s},
                                         {"amendment"_L1, u"改项单"_s},
                                         {"account"_L1, u"账户单"_s},
                                         {"acceptance"_L1, u"查验单"_s},
                                         {"payment"_L1, u"付款单"_s},
                                         {"sheet"_L1, u"联签单"_s},
                                         {"reallocation"_L1, u"调拨单"_s},
                                         {"ledger"_L1, u"付款簿"_s},
                                         {"execution"_L1, u"执行单"_s},
                                         {"archive-index"_L1, u"卷内单"_s},
                                         {"handover"_L1, u"移交单"_s},
                                         {"month-brief"_L1, u"月度简报"_s},
                                         {"progress"_L1, u"进度单"_s},
                                         {"fund-use"_L1, u"用途单"_s},
                                         {"pace"_L1, u"时限单"_s},
                                         {"disclosure"_L1, u"公开单"_s}});
    return plan;
}

class OtherFund {
public:
    explicit OtherFund(const QJsonObject& plan) {
        fund::makeDemo(path(), QJsonDocument(plan).toJson(), inOtherWords(script()));
        m_fund = fund::Fund::open(path(), m_clock, m_randomness);
        fund::Internals::trust(*m_fund, u"auditor1"_s);
    }
    QString path() const { return m_folder.filePath(u"other.fund"_s); }
    fund::Fund& open() { return *m_fund; }
    QString folder() const { return m_folder.path(); }

    QJsonValue ask(const QString& user, const QString& question, const QJsonObject& with = {}) {
        fund::Internals::trust(*m_fund, user);
        return m_fund->ask({user, question, with}).toJson();
    }
    QStringList ids(const QString& list) {
        QStringList ids;
        QJsonObject with{{"count"_L1, 50}};
        for (;;) {
            const QJsonObject page = ask(u"auditor1"_s, list, with)["result"_L1].toObject();
            for (const QJsonValue& item : page.value("items"_L1).toArray())
                ids << text(item, "id"_L1);
            if (!page.contains("next"_L1))
                return ids;
            with.insert("after"_L1, page.value("next"_L1));
        }
    }

private:
    QTemporaryDir m_folder;
    journal::FixedClock m_clock{u"2020-01-06"_s};
    journal::SystemRandomness m_randomness;
    std::unique_ptr<fund::Fund> m_fund;
};

QString written(const QJsonValue& json) {
    return QString::fromUtf8(QJsonDocument(QJsonArray{json}).toJson(QJsonDocument::Compact));
}

// The texts in a package, those of the packages and workbooks within it too.
void addTexts(const QString& name, const QByteArray& package, std::map<QString, QString>& all) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(
        package.constData(), static_cast<zip_uint64_t>(package.size()), 0, &error);
    zip_t* zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    INFO(name.toStdString());
    REQUIRE(zip);
    for (zip_int64_t n = 0; n < zip_get_num_entries(zip, 0); ++n) {
        zip_stat_t about;
        REQUIRE(zip_stat_index(zip, static_cast<zip_uint64_t>(n), 0, &about) == 0);
        QByteArray bytes(static_cast<qsizetype>(about.size), '\0');
        zip_file_t* file = zip_fopen_index(zip, static_cast<zip_uint64_t>(n), 0);
        REQUIRE(file);
        CHECK(zip_fread(file, bytes.data(), about.size) == bytes.size());
        zip_fclose(file);
        const QString inside = name + u'/' + QString::fromUtf8(about.name);
        if (bytes.startsWith("PK"))
            addTexts(inside, bytes, all);
        else
            all[inside] = QString::fromUtf8(about.name) + u'\n' + QString::fromUtf8(bytes);
    }
    zip_discard(zip);
}

void addExports(OtherFund& fund, std::map<QString, QString>& all) {
    const auto exported = [&](const QString& name, auto make) {
        fund::Internals::trust(fund.open(), u"auditor1"_s);
        const QString path = fund.folder() + u'/' + name;
        const journal::Answer answer = make(path);
        INFO(name.toStdString());
        REQUIRE(answer.ok());
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadOnly));
        addTexts(name, file.readAll(), all);
    };
    exported(u"audit.zip"_s,
             [&](const QString& path) { return fund.open().exportAudit(u"auditor1"_s, path); });
    const QString project = fund.ids(u"project.list"_s).first();
    exported(u"archive.zip"_s, [&](const QString& path) {
        return fund.open().exportArchive(u"auditor1"_s, project, path);
    });
}

// Every answer, refusal and paper that a fund's things have, by what they are.
std::map<QString, QString> everything(OtherFund& fund) {
    std::map<QString, QString> all;
    const auto asked = [&](const QString& user, const QString& question, const QString& id) {
        const QJsonObject with = id.isEmpty() ? QJsonObject() : QJsonObject{{"id"_L1, id}};
        all[question + u' ' + user + u' ' + id] = written(fund.ask(user, question, with));
    };
    const auto paper = [&](const QString& kind, const QString& id) {
        fund::Internals::trust(fund.open(), u"clerk1"_s);
        auto made = fund.open().report(u"clerk1"_s, kind, id);
        if (auto* printable = std::get_if<reports::Printable>(&made))
            all[u"paper "_s + kind + u' ' + id] = written(reports::toJson(*printable));
        else
            all[u"no paper "_s + kind + u' ' + id] = std::get<journal::Rejection>(made).message();
    };
    const QStringList users{u"clerk1"_s, u"reviewer1"_s, u"leader1"_s, u"finance1"_s};
    for (const char* question : {"plan.show", "plan.words", "budget.execution", "goal.show"})
        asked(u"auditor1"_s, QString::fromLatin1(question), {});
    for (const QString& id : fund.ids(u"project.list"_s)) {
        asked(u"auditor1"_s, u"project.show"_s, id);
        for (const QString& user : users)
            asked(user, u"project.actions"_s, id);
        paper(u"declaration"_s, id);
        paper(u"archive-index"_s, id);
        for (const char* kind : {"prepay", "stage", "final"})
            all[u"payment.limit "_s + id + QLatin1StringView(kind)] =
                written(fund.ask(u"clerk1"_s, u"payment.limit"_s,
                                 {{"project"_L1, id}, {"kind"_L1, QString::fromLatin1(kind)}}));
    }
    for (const QString& id : fund.ids(u"payment.list"_s)) {
        asked(u"auditor1"_s, u"payment.show"_s, id);
        for (const QString& user : users)
            asked(user, u"payment.actions"_s, id);
        paper(u"payment"_s, id);
        paper(u"prepayment"_s, id);
    }
    for (const QString& id : fund.ids(u"acceptance.list"_s)) {
        asked(u"auditor1"_s, u"acceptance.show"_s, id);
        asked(u"clerk1"_s, u"acceptance.actions"_s, id);
        paper(u"acceptance"_s, id);
    }
    for (const QString& id : fund.ids(u"unit.list"_s)) {
        asked(u"auditor1"_s, u"unit.show"_s, id);
        asked(u"reviewer1"_s, u"unit.actions"_s, id);
        paper(u"account"_s, id);
    }
    for (const QString& id : fund.ids(u"change.list"_s))
        paper(u"reallocation"_s, id);
    for (const char* id : {"line", "unit"})
        paper(u"ledger"_s, QString::fromLatin1(id));
    for (const char* kind :
         {"execution", "handover", "month-brief", "progress", "fund-use", "pace", "sheet"})
        paper(QString::fromLatin1(kind), u"-"_s);
    for (const char* month : {"2019-03", "2019-06", "2019-12"})
        paper(u"disclosure"_s, QString::fromLatin1(month));
    return all;
}

// Commands that are refused, each in words with a marker or a clause.
QStringList refusals(OtherFund& fund) {
    const struct {
        const char* as;
        const char* command;
        const char* with;
    } rows[] = {
        {"clerk1", "fund.receive",
         R"({"id":"X1","source":"central-1","amount":"1.00","date":"2019-12-01","document":"文"})"},
        {"clerk1", "payment.approve",
         R"({"id":"BF-2019-001","decision":"approve","opinion":"同意","date":"2019-12-01"})"},
        {"leader1", "payment.approve",
         R"({"id":"BF-2019-001","decision":"approve","opinion":"同意","date":"2019-12-01"})"},
        {"group1", "plan.adjust-award",
         R"({"id":"X2","date":"2019-12-01","document":"文",
             "allocations":[{"line":"L01","amount":"1.00"}]})"},
        {"inspector1", "plan.rule-path",
         R"({"id":"X3","date":"2019-12-01","document":"文","line":"L08","path":"acceptance"})"},
        {"finance1", "fund.receive",
         R"({"id":"X4","source":"central-1","amount":"999999999.00","date":"2020-01-02",
             "document":"文"})"},
        {"clerk1", "project.declare",
         R"({"id":"X5","unit":"QY-01","line":"L08","name":"名","content":"文","support":"1.00",
             "schedule":{"from":"2020-01-01","to":"2020-02-01"},"materials":["其他"],
             "date":"2020-01-02"})"},
        {"group1", "plan.reallocate",
         R"({"id":"X6","date":"2020-01-02","document":"文",
             "moves":[{"from":"L08","to":"L09","source":"central-1","amount":"99999999.00"}]})"},
        {"clerk1", "archive.waive",
         R"({"project":"XM-2019-001","kind":"drawings","reason":"无","date":"2020-01-02"})"},
    };
    QStringList told;
    for (const auto& row : rows) {
        fund::Internals::trust(fund.open(), QString::fromLatin1(row.as));
        const journal::Answer answer =
            fund.open().submit({QString::fromLatin1(row.as), QString::fromLatin1(row.command),
                                QJsonDocument::fromJson(row.with).object(), true});
        INFO(row.command);
        CHECK_FALSE(answer.ok());
        told << written(answer.toJson());
    }
    return told;
}

// Each article of answers and papers is a clause of the plan, or a standard.
void collectArticles(const QJsonValue& json, QSet<QString>& articles) {
    if (json.isArray())
        for (const QJsonValue& one : json.toArray())
            collectArticles(one, articles);
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        if (it.key() == "article"_L1)
            articles.insert(it.value().toString());
        else
            collectArticles(it.value(), articles);
}

} // namespace

TEST_CASE("A fund in other words has none of Guzhang's, in answers, papers and refusals",
          "[demo]") {
    const QJsonObject plan = otherPlan();
    for (const journal::Rejection& fault : plan::planFaults(plan))
        FAIL_CHECK(fault.message().toStdString());
    OtherFund fund(plan);
    auto all = everything(fund);
    for (const QString& refusal : refusals(fund))
        all[refusal] = refusal;
    CHECK(all.size() > 300);
    const std::size_t asked = all.size();
    addExports(fund, all);
    CHECK(all.size() > asked + 10);
    static const QRegularExpression numbered(u"第[一二三四五六七八九十]+条"_s);
    QSet<QString> articles;
    for (const auto& [what, said] : all) {
        INFO(what.toStdString());
        for (const auto& [word, other] : exchanged())
            if (said.contains(word))
                FAIL_CHECK(word.toStdString() + " in " + said.left(3000).toStdString());
        CHECK_FALSE(numbered.match(said).hasMatch());
        CHECK_FALSE(said.contains(u'{' + u"office"_s));
        collectArticles(QJsonDocument::fromJson(said.toUtf8()).array(), articles);
    }
    const QJsonObject clauses = plan.value("clauses"_L1).toObject();
    for (const QString& article : articles)
        for (const QString& part : article.split(u", "_s, Qt::SkipEmptyParts)) {
            INFO(part.toStdString());
            CHECK((part.startsWith(u"GB"_s) || clauses.contains(part.section(u' ', 0, 0))));
        }
    CHECK(articles.contains(u"款九"_s));
    CHECK(all[u"paper declaration XM-2019-001"_s].contains(u"依据 款七:"_s));
    CHECK(all[u"paper declaration XM-2019-001"_s].contains(u"立项单"_s));
    CHECK(all[u"paper payment BF-2019-001"_s].contains(u"主管镇长审批意见"_s));
}

TEST_CASE("A county without numbered clauses founds, runs and prints without a citation",
          "[demo]") {
    QJsonObject plan = otherPlan();
    for (const char* key : {"clauses", "cites", "cites_papers", "titles", "words", "ticks",
                            "archive", "directions", "conditions", "materials"})
        plan.remove(QLatin1StringView(key));
    QJsonObject paths = plan.value("paths"_L1).toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it) {
        QJsonObject path = it.value().toObject();
        path.remove("article"_L1);
        it.value() = path;
    }
    plan.insert("paths"_L1, paths);
    for (const journal::Rejection& fault : plan::planFaults(plan))
        FAIL_CHECK(fault.message().toStdString());
    OtherFund fund(plan);
    auto all = everything(fund);
    for (const QString& refusal : refusals(fund))
        all[refusal] = refusal;
    QSet<QString> articles;
    for (const auto& [what, said] : all) {
        INFO(what.toStdString());
        CHECK_FALSE(said.contains(u"\"依据 "_s));
        CHECK_FALSE(said.contains(u"县政府分管领导"_s));
        collectArticles(QJsonDocument::fromJson(said.toUtf8()).array(), articles);
    }
    articles.remove(QString());
    for (const QString& article : articles)
        CHECK(article.startsWith(u"GB"_s));
    CHECK(all[u"paper payment BF-2019-001"_s].contains(u"分管领导审批意见"_s));
}

TEST_CASE("A plan from before plans had words keeps what the program said", "[demo]") {
    const QJsonObject guzhang = QJsonDocument::fromJson(source(u"plans/guzhang.json"_s)).object();
    QJsonObject older = guzhang;
    for (const char* key : {"words", "cites", "cites_papers", "ticks", "archive", "directions",
                            "conditions", "materials"})
        older.remove(QLatin1StringView(key));
    const plan::Plan now = plan::readPlan(guzhang);
    const plan::Plan then = plan::readPlan(plan::withFirstWords(older));
    CHECK(now.wording.words == then.wording.words);
    CHECK(now.wording.cites == then.wording.cites);
    CHECK(now.wording.citesPapers == then.wording.citesPapers);
    CHECK(now.wording.materials == then.wording.materials);
    for (const char* tick : {"registered", "qualified", "accounts", "clean_record", "truthful"}) {
        const plan::Tick one = now.tick(QString::fromLatin1(tick));
        const plan::Tick other = then.tick(QString::fromLatin1(tick));
        CHECK((one.name == other.name && one.words == other.words && one.paper == other.paper));
    }
    CHECK(now.wording.words == testing::guzhangWords());
}
