// SPDX-License-Identifier: GPL-3.0-only
#include "office.h"

#include <support/places.h>

#include <disbursement/payments.h>
#include <fund/internals.h>

#include <catch2/catch.hpp>

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace testing {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Person {
    const char* id;
    const char* role;
};

constexpr Person people[] = {
    {"security1", "security"},   {"clerk1", "clerk"},       {"clerk2", "clerk"},
    {"reviewer1", "reviewer"},   {"reviewer2", "reviewer"}, {"inspector1", "inspector"},
    {"inspector2", "inspector"}, {"leader1", "leader"},     {"finance1", "finance"},
    {"finance2", "finance"},     {"group1", "group"},       {"group2", "group"},
    {"auditor1", "auditor"},     {"paper1", "leader"}};

QJsonObject parsed(const QString& text) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &error);
    INFO(text.toStdString());
    REQUIRE(document.isObject());
    return document.object();
}

// The file that every Office of this plan copies.
QString templateFile(const QString& plan) {
    static QTemporaryDir folder;
    static QMap<QString, QString> made;
    if (made.contains(plan))
        return made.value(plan);
    const QString path = folder.filePath(QString::number(made.size()) + u".fund"_s);
    journal::FixedClock clock(u"2019-01-01"_s);
    journal::SystemRandomness randomness;
    QString code;
    const auto fund = fund::Fund::create(path,
                                         {QJsonDocument::fromJson(readPlan(plan)).object(),
                                          u"admin"_s, u"管理员"_s, u"Admin-2019!"_s},
                                         clock, randomness, code);
    fund::Internals::trust(*fund, u"admin"_s);
    for (const Person& person : people) {
        const auto answer =
            fund->submit({u"admin"_s, u"user.add"_s,
                          QJsonObject{{"id"_L1, QLatin1StringView(person.id)},
                                      {"name"_L1, QLatin1StringView(person.id)},
                                      {"roles"_L1, QJsonArray{QLatin1StringView(person.role)}}}});
        REQUIRE(answer.ok());
    }
    made.insert(plan, path);
    return path;
}

} // namespace

Office::Office(const QString& plan) : m_clock(u"2019-12-31"_s) {
    REQUIRE(QFile::copy(templateFile(plan), path()));
    m_record = Record::of(Record::base(path()));
    reopen();
}

Office::~Office() = default;

QString Office::path() const {
    return m_folder.filePath(u"test.fund"_s);
}

void Office::reopen() {
    m_fund.reset();
    m_fund = fund::Fund::open(path(), m_clock, m_randomness);
    fund::Internals::trust(*m_fund, u"admin"_s);
    for (const Person& person : people)
        if (qstrcmp(person.id, "paper1") != 0)
            fund::Internals::trust(*m_fund, QString::fromLatin1(person.id));
}

void Office::today(const QString& date) {
    m_clock.setDate(date);
    if (m_record)
        m_record->today(date);
}

journal::Answer Office::submit(const QString& user, const QString& command, const QString& with,
                               bool dry) {
    const journal::Request request{user, command, parsed(with), dry};
    const journal::Answer answer = m_fund->submit(request);
    if (m_record)
        m_record->add(request, false, answer);
    return answer;
}

journal::Answer Office::answer(const QString& user, const QString& question,
                               const QJsonObject& with) {
    const journal::Request request{user, question, with};
    const journal::Answer answer = m_fund->ask(request);
    if (m_record)
        m_record->add(request, true, answer);
    return answer;
}

QJsonObject Office::ok(const QString& user, const QString& command, const QString& with) {
    const journal::Answer answer = submit(user, command, with);
    INFO(command.toStdString() << ' ' << with.toStdString());
    INFO((answer.ok() ? QString() : answer.rejection->message()).toStdString());
    REQUIRE(answer.ok());
    return answer.result.toObject();
}

No Office::refused(const QString& user, const QString& command, const QString& with) {
    const auto before = journal::head(fund::Internals::context(*m_fund)).hash;
    const journal::Answer answer = submit(user, command, with);
    INFO(command.toStdString() << ' ' << with.toStdString());
    REQUIRE_FALSE(answer.ok());
    REQUIRE(journal::head(fund::Internals::context(*m_fund)).hash == before);
    const QJsonObject json = answer.toJson();
    const QJsonObject why =
        json.value(json.contains("refusal"_L1) ? "refusal"_L1 : "error"_L1).toObject();
    const auto text = [&](QLatin1StringView key) { return why.value(key).toString(); };
    return {text("rule"_L1),    text("article"_L1), text("kind"_L1), text("field"_L1),
            text("message"_L1), text("limit"_L1),   text("asked"_L1)};
}

QJsonValue Office::ask(const QString& user, const QString& question, const QString& with) {
    const journal::Answer answer = this->answer(user, question, parsed(with));
    INFO(question.toStdString() << ' ' << with.toStdString());
    INFO((answer.ok() ? QString() : answer.rejection->message()).toStdString());
    REQUIRE(answer.ok());
    return answer.result;
}

void Office::fund(const QString& source, const QString& amount, const QString& date) {
    static int receipt = 0;
    ok(u"finance1"_s, u"fund.receive"_s,
       uR"({"id":"SR-%1","source":"%2","amount":"%3","date":"%4","document":"文号1"})"_s
           .arg(++receipt)
           .arg(source, amount, date));
}

void Office::enterprise(const QString& id) {
    unit(id, u"enterprise"_s);
}

void Office::unit(const QString& id, const QString& kind) {
    static int serial = 0;
    ++serial;
    const QString code = kind == u"individual" ? identityNumber(serial) : creditCode(serial);
    QString ticks;
    if (kind == u"enterprise" || kind == u"cooperative") {
        QStringList all;
        for (const char* tick : {"registered", "qualified", "accounts", "clean_record", "truthful"})
            all << uR"("%1":{"ok":true,"evidence":"证明","date":"2019-01-05"})"_s.arg(
                QLatin1StringView(tick));
        ticks = uR"(,"eligibility":{%1})"_s.arg(all.join(u','));
    }
    ok(u"clerk1"_s, u"unit.register"_s,
       uR"({"id":"%1","name":"单位%1","kind":"%2","code":"%3",)"
       R"("bank":{"name":"农行古丈支行","account":"622848%4","holder":"单位%1"}%5})"_s.arg(
           id, kind, code, QString::number(serial).rightJustified(10, u'0'), ticks));
    m_units.insert(id);
}

void Office::declared(const QString& id, const QString& line, const QString& item,
                      const QString& support, const QString& more, const QString& unit) {
    if (!m_units.contains(unit))
        enterprise(unit);
    const QString itemKey = item.isEmpty() ? QString() : uR"("item":"%1",)"_s.arg(item);
    const QString materials = more.contains(u"\"materials\"")
                                  ? QString()
                                  : u"\"materials\":[\"建设改造方案\",\"门头店招\","
                                    "\"室内装饰设计方案\"],"_s;
    // Money of a year lies in the schedule.
    static const QRegularExpression ofYear(u"\"year\":(\\d{4})"_s);
    const auto year = ofYear.match(more);
    ok(u"clerk1"_s, u"project.declare"_s,
       uR"({"id":"%1","unit":"%2","line":"%3",%4"name":"项目%1","content":"建设内容",)"
       R"("schedule":{"from":"2019-03-01","to":"%8-12-31"},"support":"%5",%6)"
       R"("date":"2019-02-01"%7})"_s.arg(
           id, unit, line, itemKey, support, materials, more,
           year.hasMatch() && year.captured(1) > u"2019" ? year.captured(1) : u"2019"_s));
}

void Office::approved(const QString& id, const QString& line, const QString& item,
                      const QString& support, const QString& more, const QString& unit) {
    declared(id, line, item, support, more, unit);
    ok(u"reviewer1"_s, u"project.review"_s,
       uR"({"id":"%1","decision":"approve","opinion":"同意","date":"2019-02-10"})"_s.arg(id));
}

void Office::waived(const QString& project) {
    const QJsonObject words = ask(u"clerk1"_s, u"plan.words"_s).toObject();
    for (const QJsonValue& one : words.value("archive"_L1).toArray())
        ok(u"clerk1"_s, u"archive.waive"_s,
           uR"({"project":"%1","kind":"%2","reason":"无须","date":"2019-02-10"})"_s.arg(
               project, one["kind"_L1].toString()));
}

void Office::started(const QString& project, const QString& date) {
    ok(u"clerk1"_s, u"project.start"_s, uR"({"id":"%1","date":"%2"})"_s.arg(project, date));
}

void Office::accepted(const QString& id, const QString& project, const QString& amount,
                      const QString& date) {
    ok(u"clerk1"_s, u"acceptance.request"_s,
       uR"({"id":"%1","project":"%2","stage":"阶段","claimed":"%3","date":"%4"})"_s.arg(
           id, project, amount, date));
    ok(u"inspector1"_s, u"acceptance.conclude"_s,
       uR"({"id":"%1","result":"pass","accepted":"%2","team":[{"name":"王","unit":"县经信局"}],)"
       R"("opinion":"合格","date":"%3"})"_s.arg(id, amount, date));
}

void Office::payment(const QString& id, const QString& project, const QString& kind,
                     const QString& amount, const QString& date, const QString& state) {
    ok(u"clerk1"_s, u"payment.request"_s,
       uR"({"id":"%1","project":"%2","kind":"%3","amount":"%4","date":"%5","report":"申请报告"})"_s
           .arg(id, project, kind, amount, date));
    if (state == u"requested")
        return;
    const QString decision =
        uR"({"id":"%1","decision":"approve","opinion":"同意","date":"%2"})"_s.arg(id, date);
    const auto payment = disbursement::find(fund::Internals::context(*m_fund), id);
    if (disbursement::needsOffice(fund::Internals::context(*m_fund), *payment))
        ok(u"reviewer1"_s, u"payment.review"_s, decision);
    if (state == u"reviewed")
        return;
    ok(u"leader1"_s, u"payment.approve"_s, decision);
    if (state == u"approved")
        return;
    ok(u"finance1"_s, u"payment.pay"_s,
       uR"({"id":"%1","date":"%2","voucher":"记-%1"})"_s.arg(id, date));
}

void Office::evaluated(const QString& awarded) {
    ok(u"group1"_s, u"evaluation.record"_s,
       uR"({"id":"PJ-1","date":"2019-05-01","passed":true,"awarded":"%1","document":"商务部文"})"_s
           .arg(awarded));
}

QJsonObject Office::row(const QString& line, const QString& source) {
    const QJsonObject all = ask(u"auditor1"_s, u"budget.execution"_s).toObject();
    for (const QJsonValue& value : all.value("rows"_L1).toArray())
        if (value.toObject().value("line"_L1).toString() == line
            && value.toObject().value("source"_L1).toString() == source)
            return value.toObject();
    FAIL("no such row");
    return {};
}

void Office::verifySound() {
    close();
    const journal::VerificationReport report = fund::Fund::verify(path());
    for (const journal::VerificationFinding& finding : report.findings)
        FAIL_CHECK(finding.place.toStdString() << ": " << finding.message.toStdString());
    reopen();
}

QString creditCode(int n) {
    static const QString signs = u"0123456789ABCDEFGHJKLMNPQRTUWXY"_s;
    const QString body = u"91433126MA4"_s + QString::number(n).rightJustified(6, u'0');
    int sum = 0;
    int weight = 1;
    for (QChar c : body) {
        sum += static_cast<int>(signs.indexOf(c)) * weight;
        weight = weight * 3 % 31;
    }
    return body + signs[(31 - sum % 31) % 31];
}

QString identityNumber(int n) {
    static constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    const QString day = QString::number(1 + n / 1000 % 28).rightJustified(2, u'0');
    const QString body =
        u"433126198001"_s + day + QString::number(n % 1000).rightJustified(3, u'0');
    int sum = 0;
    for (int i = 0; i < 17; ++i)
        sum += (body[i].unicode() - u'0') * weights[i];
    return body + u"10X98765432"_s[sum % 11];
}

QByteArray readPlan(const QString& name) {
    const QString own = testing::source(u"/resources/plans/"_s + name);
    QFile file(QDir::isAbsolutePath(name) ? name : own);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

} // namespace testing
