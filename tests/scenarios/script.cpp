// SPDX-License-Identifier: GPL-3.0-only
#include "script.h"

#include "figures.h"
#include "payees.h"

#include <catch2/catch.hpp>

#include <QFile>
#include <QJsonDocument>

namespace scenarios {

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

QJsonObject about(const QString& kind, const QString& id) {
    return {{"kind"_L1, kind}, {"id"_L1, id}};
}

// --- the operations ----------------------------------------------------------------------------

Sent receive(ScenarioArgs& words, QJsonObject with) {
    with.insert("source"_L1, words.next());
    with.insert("amount"_L1, words.amount());
    with.insert("document"_L1, u"到账通知"_s);
    return {u"fund.receive"_s, {with}};
}

Sent registerUnit(ScenarioArgs&, const QJsonObject& with) {
    static int serial = 9000;
    QJsonObject ticks;
    for (const char* tick : {"registered", "qualified", "accounts", "clean_record", "truthful"})
        ticks.insert(QLatin1StringView(tick), QJsonObject{{"ok"_L1, true},
                                                          {"evidence"_L1, u"证明材料"_s},
                                                          {"date"_L1, with.value("date"_L1)}});
    const QString id = with.value("id"_L1).toString();
    const QJsonObject bank{{"name"_L1, u"农行支行"_s},
                           {"account"_L1, u"62284800%1"_s.arg(++serial)},
                           {"holder"_L1, id}};
    return {u"unit.register"_s,
            {QJsonObject{{"id"_L1, id},
                         {"name"_L1, id},
                         {"kind"_L1, u"enterprise"_s},
                         {"code"_L1, testing::creditCode(serial)},
                         {"bank"_L1, bank},
                         {"eligibility"_L1, ticks}}}};
}

Sent evaluate(ScenarioArgs& words, QJsonObject with) {
    words.expect(u"通过"_s);
    words.expect(u"核定"_s);
    with.insert("passed"_L1, true);
    with.insert("awarded"_L1, words.amount());
    with.insert("document"_L1, u"绩效评价结果通知"_s);
    return {u"evaluation.record"_s, {with}};
}

Sent adjustAward(ScenarioArgs& words, QJsonObject with) {
    with.insert("allocations"_L1, words.amounts(u"line"_s));
    with.insert("document"_L1, u"领导小组会议纪要"_s);
    return {u"plan.adjust-award"_s, {with}};
}

// "投资 2,000,000.00 自筹 600,000.00"
void invest(ScenarioArgs& words, QJsonObject& with) {
    if (!words.skip(u"投资"_s))
        return;
    const QString investment = words.amount();
    words.expect(u"自筹"_s);
    with.insert("base"_L1, QJsonObject{{"investment"_L1, investment}, {"own"_L1, words.amount()}});
}

Sent declare(ScenarioArgs& words, QJsonObject with) {
    with.insert("unit"_L1, words.after(u"单位"_s));
    with.insert("line"_L1, words.after(u"项目"_s));
    if (words.at(u"子项"_s))
        with.insert("item"_L1, words.after(u"子项"_s));
    if (words.at(u"年度"_s))
        with.insert("year"_L1, words.after(u"年度"_s).toInt());
    words.expect(u"支持"_s);
    with.insert("support"_L1, words.amount());
    invest(words, with);
    if (words.skip(u"来源"_s))
        with.insert("sources"_L1, words.amounts(u"source"_s));
    with.insert("name"_L1, with.value("id"_L1));
    with.insert("content"_L1, u"建设内容"_s);
    with.insert("schedule"_L1,
                QJsonObject{{"from"_L1, with.value("date"_L1)}, {"to"_L1, u"2019-12-31"_s}});
    with.insert("materials"_L1, QJsonArray{u"建设改造方案"_s});
    return {u"project.declare"_s, {with}};
}

Sent decide(const QString& command, ScenarioArgs& words, QJsonObject with) {
    with.insert("decision"_L1, words.oneOf({{u"同意"_s, u"approve"_s},
                                            {u"退回"_s, u"return"_s},
                                            {u"不予"_s, u"reject"_s}}));
    if (words.skip(u"纪要"_s))
        with.insert("minutes"_L1, QJsonObject{{"document"_L1, u"领导小组会议纪要"_s},
                                              {"date"_L1, with.value("date"_L1)}});
    with.insert("opinion"_L1, u"意见"_s);
    return {command, {with}};
}

Sent requestAcceptance(ScenarioArgs& words, QJsonObject with) {
    with.insert("project"_L1, words.after(u"项目"_s));
    with.insert("claimed"_L1, words.amount());
    with.insert("stage"_L1, u"阶段验收"_s);
    QJsonArray deliverables;
    if (words.skip(u"成果"_s))
        while (!words.atEnd())
            deliverables.append(words.next());
    with.insert("deliverables"_L1, deliverables);
    return {u"acceptance.request"_s, {with}};
}

Sent concludeAcceptance(ScenarioArgs& words, QJsonObject with) {
    const QString result = words.oneOf({{u"合格"_s, u"pass"_s}, {u"不合格"_s, u"fail"_s}});
    with.insert("result"_L1, result);
    if (result == u"pass")
        with.insert("accepted"_L1, words.amount());
    if (words.skip(u"审定"_s))
        with.insert("audited"_L1, QJsonObject{{"amount"_L1, words.amount()},
                                              {"by"_L1, u"县审计局"_s},
                                              {"document"_L1, u"审定单"_s},
                                              {"date"_L1, with.value("date"_L1)}});
    with.insert("team"_L1, QJsonArray{QJsonObject{{"name"_L1, u"王"_s}, {"unit"_L1, u"县局"_s}}});
    with.insert("opinion"_L1, u"验收意见"_s);
    return {u"acceptance.conclude"_s, {with}};
}

Sent postNotice(ScenarioArgs& words, QJsonObject with) {
    with.insert("about"_L1, about(u"acceptance"_s, words.after(u"验收"_s)));
    with.insert("from"_L1, with.take("date"_L1));
    with.insert("to"_L1, words.after(u"至"_s));
    with.insert("where"_L1, u"县政府网站"_s);
    return {u"notice.post"_s, {with}};
}

Sent object(ScenarioArgs& words, QJsonObject with) {
    with.insert("notice"_L1, words.after(u"公示"_s));
    with.insert("text"_L1, u"对验收金额有异议"_s);
    return {u"notice.object"_s, {with}};
}

Sent settle(ScenarioArgs&, QJsonObject with) {
    with.insert("text"_L1, u"经核查,异议不成立"_s);
    return {u"notice.settle"_s, {with}};
}

Sent requestPayment(ScenarioArgs& words, QJsonObject with) {
    with.insert("project"_L1, words.after(u"项目"_s));
    with.insert("kind"_L1, paymentKind(words));
    with.insert("amount"_L1, words.amount());
    if (words.skip(u"来源"_s))
        with.insert("sources"_L1, words.amounts(u"source"_s));
    if (words.skip(u"收款单位"_s))
        with.insert("payees"_L1, words.amounts(u"unit"_s));
    if (words.skip(u"保函"_s))
        with.insert("guarantee"_L1, QJsonObject{{"bank"_L1, u"县农商银行"_s},
                                                {"number"_L1, u"保函-1"_s},
                                                {"amount"_L1, words.amount()},
                                                {"until"_L1, words.after(u"至"_s)}});
    with.insert("report"_L1, u"申请报告"_s);
    return {u"payment.request"_s, {with}};
}

Sent contract(ScenarioArgs& words, QJsonObject with) {
    with.insert("number"_L1, with.value("id"_L1));
    with.insert("project"_L1, words.after(u"项目"_s));
    with.insert("party"_L1, u"承建单位"_s);
    with.insert("amount"_L1, words.amount());
    return {u"contract.record"_s, {with}};
}

Sent milestone(ScenarioArgs& words, QJsonObject with) {
    with.insert("project"_L1, words.after(u"项目"_s));
    with.insert("stage"_L1, words.next());
    with.insert("document"_L1, u"监理报告"_s);
    return {u"milestone.record"_s, {with}};
}

Sent refund(ScenarioArgs& words, QJsonObject with) {
    with.insert("payment"_L1, words.after(u"拨付"_s));
    if (words.at(u"单位"_s))
        with.insert("payee"_L1, words.after(u"单位"_s));
    with.insert("amount"_L1, words.amount());
    with.insert("reason"_L1, u"多付退回"_s);
    with.insert("voucher"_L1, u"退-"_s + with.value("id"_L1).toString());
    return {u"payment.refund"_s, {with}};
}

Sent find(ScenarioArgs& words, QJsonObject with) {
    with.insert("unit"_L1, words.after(u"单位"_s));
    with.insert("project"_L1, words.after(u"项目"_s));
    with.insert("kind"_L1, words.oneOf({{u"虚假资料"_s, u"false-materials"_s},
                                        {u"其他违规"_s, u"irregularity"_s}}));
    with.insert("recover"_L1, words.amount());
    with.insert("finding"_L1, u"监督检查结论"_s);
    with.insert("document"_L1, u"领导小组会议纪要"_s);
    return {u"supervision.find"_s, {with}};
}

Sent recover(ScenarioArgs& words, QJsonObject with) {
    with.insert("finding"_L1, words.after(u"认定"_s));
    with.insert("project"_L1, words.after(u"项目"_s));
    if (words.at(u"单位"_s))
        with.insert("payee"_L1, words.after(u"单位"_s));
    with.insert("source"_L1, words.next());
    with.insert("amount"_L1, words.amount());
    with.insert("voucher"_L1, u"追-"_s + with.value("id"_L1).toString());
    return {u"supervision.recover"_s, {with}};
}

Sent amend(ScenarioArgs& words, QJsonObject with) {
    with.insert("project"_L1, words.after(u"项目"_s));
    if (words.skip(u"支持"_s))
        with.insert("support"_L1, words.amount());
    invest(words, with);
    if (words.skip(u"来源"_s))
        with.insert("sources"_L1, words.amounts(u"source"_s));
    with.insert("reason"_L1, u"调整规模"_s);
    return {u"project.amend"_s, {with}};
}

Sent publish(ScenarioArgs& words, QJsonObject with) {
    with.insert("month"_L1, words.next());
    return {u"disclosure.publish"_s, {with}};
}

Sent explain(ScenarioArgs& words, QJsonObject with) {
    with.insert("id"_L1, with.value("id"_L1).toString() + u':' + words.next());
    with.insert("note"_L1, u"已经核对"_s);
    return {u"warning.explain"_s, {with}};
}

Sent waive(ScenarioArgs&, QJsonObject with) {
    with.insert("project"_L1, with.take("id"_L1));
    with.insert("reason"_L1, u"纸质材料另存"_s);
    Sent sent{u"archive.waive"_s, {}};
    for (const char* kind : {"declaration", "approval", "acceptance", "contract", "expense",
                             "invoice", "accounting"}) {
        with.insert("kind"_L1, QLatin1StringView(kind));
        sent.with.append(with);
    }
    return sent;
}

// --- the run -----------------------------------------------------------------------------------

class Script {
public:
    explicit Script(const QString& plan) : m_office(plan) {}

    void step(const QString& line);
    void finish() { m_office.verifySound(); }

private:
    void act(ScenarioArgs& words, const QString& expected);
    Sent read(const QString& verb, ScenarioArgs& words, const QJsonObject& with);
    Sent pay(QJsonObject with);

    Office m_office;
};

Sent Script::pay(QJsonObject with) {
    const QString id = with.value("id"_L1).toString();
    QJsonArray vouchers;
    const QJsonObject shown =
        m_office.ask(u"auditor1"_s, u"payment.show"_s, uR"({"id":"%1"})"_s.arg(id)).toObject();
    for (const QJsonValue& source : shown.value("sources"_L1).toArray())
        vouchers.append(QJsonObject{{"source"_L1, source.toObject().value("source"_L1)},
                                    {"number"_L1, u"记-"_s + id}});
    with.insert("vouchers"_L1, vouchers);
    return {u"payment.pay"_s, {with}};
}

Sent Script::read(const QString& verb, ScenarioArgs& words, const QJsonObject& with) {
    static const QHash<QString, Sent (*)(ScenarioArgs&, QJsonObject)> special{
        {u"收款"_s, receive},
        {u"评价"_s, evaluate},
        {u"按核定数调整"_s, adjustAward},
        {u"登记个人"_s, registerPerson},
        {u"登记获奖"_s, award},
        {u"变更账户"_s, changeAccount},
        {u"复核账户"_s, confirmAccount},
        {u"登记单位"_s, [](ScenarioArgs& w, QJsonObject o) { return registerUnit(w, o); }},
        {u"登记组织"_s, registerOrganisation},
        {u"登记合同"_s, recordContract},
        {u"作废合同"_s, voidContract},
        {u"申报"_s, declare},
        {u"审核"_s,
         [](ScenarioArgs& w, QJsonObject o) { return decide(u"project.review"_s, w, o); }},
        {u"审核拨付"_s,
         [](ScenarioArgs& w, QJsonObject o) { return decide(u"payment.review"_s, w, o); }},
        {u"审批拨付"_s,
         [](ScenarioArgs& w, QJsonObject o) { return decide(u"payment.approve"_s, w, o); }},
        {u"申请验收"_s, requestAcceptance},
        {u"验收"_s, concludeAcceptance},
        {u"公示"_s, postNotice},
        {u"异议"_s, object},
        {u"答复异议"_s, settle},
        {u"申请拨付"_s, requestPayment},
        {u"合同"_s, contract},
        {u"节点"_s, milestone},
        {u"退款"_s, refund},
        {u"认定"_s, find},
        {u"追回"_s, recover},
        {u"变更"_s, amend},
        {u"审定变更"_s, [](ScenarioArgs& w,
                           QJsonObject o) { return decide(u"project.decide-amendment"_s, w, o); }},
        {u"公开"_s, publish},
        {u"说明疑点"_s, explain},
        {u"免交档案"_s, waive}};
    if (const auto found = special.constFind(verb); found != special.cend())
        return (*found)(words, with);
    if (verb == u"付款")
        return pay(with);
    QJsonObject more = with;
    if (verb == u"开工")
        return {u"project.start"_s, {more}};
    more.insert("reason"_L1, u"原因"_s);
    if (verb == u"办结")
        return {u"project.close"_s, {more}};
    if (verb == u"撤销")
        return {u"project.cancel"_s, {more}};
    if (verb != u"退票")
        FAIL("unknown operation");
    more.insert("voucher"_L1, u"红-"_s + more.value("id"_L1).toString());
    if (words.at(u"单位"_s))
        more.insert("payees"_L1, QJsonArray{words.after(u"单位"_s)});
    return {u"payment.reverse"_s, {more}};
}

void Script::act(ScenarioArgs& words, const QString& expected) {
    const QString date = words.next();
    const QString user = words.next();
    const QString verb = words.next();
    const QString id = words.next();
    m_office.today(date);
    const Sent sent = read(verb, words, {{"id"_L1, id}, {"date"_L1, date}});
    words.end();
    ScenarioArgs outcome(expected);
    const bool taken = outcome.oneOf({{u"受理"_s, u"yes"_s}, {u"拒绝"_s, u"no"_s}}) == u"yes";
    for (const QJsonObject& with : sent.with) {
        const QString json = QString::fromUtf8(QJsonDocument(with).toJson(QJsonDocument::Compact));
        if (taken) {
            m_office.ok(user, sent.command, json);
            continue;
        }
        const testing::No no = m_office.refused(user, sent.command, json);
        INFO(no.message.toStdString());
        CHECK(no.rule.toStdString() == outcome.next().toStdString());
        if (outcome.skip(u"最多"_s))
            CHECK(no.limit.toStdString() == outcome.amount().toStdString());
        if (outcome.skip(u"自"_s)) // the day from which it is taken
            CHECK(no.limit.toStdString() == outcome.next().toStdString());
    }
    outcome.end();
}

void Script::step(const QString& line) {
    const QStringList sides = line.split(u'→');
    ScenarioArgs words(sides[0]);
    if (sides.size() == 2)
        return act(words, sides[1]);
    compare(m_office, words);
}

} // namespace

void run(const QString& path) {
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    std::unique_ptr<Script> script;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines[i].section(u'#', 0, 0).trimmed();
        INFO(path.toStdString() << ':' << i + 1 << ": " << line.toStdString());
        if (line.isEmpty())
            continue;
        const bool plan = line.startsWith(u"方案 "_s);
        if (!script)
            script = std::make_unique<Script>(plan ? line.mid(3).trimmed() : u"guzhang.json"_s);
        else if (plan)
            FAIL("the plan is named first");
        if (!plan)
            script->step(line);
    }
    REQUIRE(script);
    script->finish();
}

} // namespace scenarios
