// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <journal/entry.h>
#include <units/units.h>

#include <QCryptographicHash>
#include <QDate>

namespace warnings {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using money::Fen;

QString Warning::id() const {
    QStringList ids;
    for (const Thing& thing : about)
        ids << thing.id;
    return code + u':' + tag + ids.join(u'+');
}

QString Warning::facts() const {
    QJsonArray things;
    for (const Thing& thing : about)
        things.append(thing.kind + u' ' + thing.id);
    const QJsonObject whole{{"about"_L1, things},
                            {"amount"_L1, amount ? amount->toYuan() : QString()},
                            {"code"_L1, code},
                            {"message"_L1, QJsonArray::fromStringList(message.arguments())},
                            {"since"_L1, since}};
    return QString::fromLatin1(
        QCryptographicHash::hash(journal::canonical(whole), QCryptographicHash::Sha256).toHex());
}

const std::vector<Code>& codes() {
    static const std::vector<Code> all{
        {"same-account", "同一账户", {"unit"}, sameAccount},
        {"private-account", "公款私存", {"unit"}, privateAccount},
        {"same-person", "同一法定代表人或电话", {"unit"}, samePerson},
        {"barred-again", "与取消资格单位相关", {"unit"}, barredAgain},
        {"no-contractor", "没有中标文件", {"project"}, noContractor},
        {"same-content", "重复申报", {"project"}, sameContent},
        {"split", "化整为零", {"project"}, split},
        {"station-again", "站点重复", {"deliverable"}, stationAgain},
        {"class-again", "培训重复", {"deliverable"}, classAgain},
        {"contract-low", "超过合同金额", {"project"}, contractLow},
        {"contract-none", "没有合同", {"project"}, contractNone},
        {"contract-late", "合同倒签或重号", {"project"}, contractLate},
        {"invoice-low", "发票不足", {"project"}, invoiceLow},
        {"invoice-run", "连号发票", {"project"}, invoiceRun},
        {"invoice-late", "先付后票", {"project"}, invoiceLate},
        {"document-again", "文件重复使用", {"document"}, documentAgain},
        {"voucher-again", "凭证号重复", {"payment", "interest"}, voucherAgain},
        {"receipt-again", "到账重复", {"receipt"}, receiptAgain},
        {"team-own", "验收组不独立", {"acceptance"}, teamOwn},
        {"same-day", "当日办结", {"project"}, sameDay},
        {"waived-by-closer", "缺件说明过多", {"project"}, waivedByCloser},
        {"prepaid-idle", "预拨闲置", {"project"}, prepaidIdle},
        {"unpaid", "滞留未付", {"payment", "project"}, unpaid},
        {"holiday", "休息日办理", {"payment", "acceptance", "project"}, holiday},
        {"backdated", "补记", {"entry"}, backdated},
        {"paper-many", "纸质决定过多", {"month", "user"}, paperMany},
        {"small-sum", "金额过小", {"project"}, smallSum},
        {"over-finding", "问题未整改仍拨付", {"payment"}, overFinding},
        {"rectify-late", "整改逾期", {"finding", "acceptance"}, rectifyLate},
        {"match-late", "配套资金未到位", {"source"}, matchLate},
        {"phase-use", "评价前多次调整", {"source"}, phaseUse},
        {"rate-low", "拨付进度慢", {"line", "source"}, rateLow},
        {"undisclosed", "公开逾期", {"month"}, undisclosed},
        {"ahead-of-contract", "早于合同约定付款", {"project"}, aheadOfContract},
        {"personal-digits", "疑似个人号码", {"entry"}, personalDigits},
    };
    return all;
}

QString title(const QString& code) {
    for (const Code& one : codes())
        if (code == QLatin1StringView(one.name))
            return QString::fromUtf8(one.title);
    return code;
}

bool knownInReplay(const QString& code) {
    static const QStringList elsewhere{u"same-account"_s, u"same-person"_s,
                                       u"barred-again"_s, u"waived-by-closer"_s,
                                       u"backdated"_s,    u"personal-digits"_s};
    return !elsewhere.contains(code);
}

QString plusDays(const QString& date, int days) {
    return QDate::fromString(date, Qt::ISODate).addDays(days).toString(Qt::ISODate);
}

QString named(const QString& id, const QString& name) {
    return id + u' ' + name;
}

std::vector<ProjectRow> projectsWhere(Context& context, const QString& condition,
                                      const std::vector<storage::Database::Value>& values) {
    std::vector<ProjectRow> found;
    auto rows = context.db.queryOnce(
        u"SELECT id, unit, line, item, name, state, support, accepted, approved_on, starts, ends"
        " FROM project WHERE state NOT IN ('rejected', 'cancelled', 'withdrawn') AND %1"
        " ORDER BY id COLLATE BINARY"_s.arg(condition),
        values);
    while (rows.next())
        found.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4),
                         rows.code<labels::ProjectState>(5), rows.fen(6), rows.fen(7), rows.text(8),
                         rows.text(9), rows.text(10)});
    return found;
}

Search::Search(Context& in, QString on, Scope of)
    : context(in), plan(plan::current(in)), today(std::move(on)), scope(std::move(of)) {}

bool Search::may(QLatin1StringView kind) const {
    return everything() || !only(kind).isEmpty();
}

QStringList Search::only(QLatin1StringView kind) const {
    QStringList ids;
    for (const Thing& thing : scope.things)
        if (thing.kind == kind)
            ids << thing.id;
    return ids;
}

QString Search::narrowed(QLatin1StringView kind, const QString& column,
                         std::vector<storage::Database::Value>& values) const {
    if (everything())
        return u"1 = 1"_s;
    const QStringList ids = only(kind);
    for (const QString& id : ids)
        values.emplace_back(id);
    return u"%1 IN (%2)"_s.arg(column, QStringList(ids.size(), u"?"_s).join(u','));
}

Fen Search::fen(QLatin1StringView key) const {
    return Fen::parse(figures.value(key).toString()).value_or(Fen());
}

QString Search::daysAgo(int days) const {
    return plusDays(today, -days);
}

const std::vector<ProjectRow>& Search::projects() {
    if (m_projects)
        return *m_projects;
    if (everything())
        m_projects = projectsWhere(context, u"1 = 1"_s, {});
    else if (const QString id = one("project"_L1); !id.isEmpty())
        m_projects = projectsWhere(context, u"id = ?"_s, {id});
    else
        m_projects.emplace();
    return *m_projects;
}

Fen Search::paid(const QString& project) const {
    Fen sum;
    for (const auto& [source, position] : ledger::projectPositions(context, project))
        sum += position.netPaid();
    return sum;
}

QString Search::unitName(const QString& unit) const {
    return named(unit, units::name(context, unit));
}

QString Search::projectName(const ProjectRow& project) const {
    return named(project.id, project.name);
}

void Search::found(Warning warning) {
    warning.code = code;
    const auto asked = [&](const Thing& thing) {
        return std::find(scope.things.begin(), scope.things.end(), thing) != scope.things.end();
    };
    if (!everything() && std::none_of(warning.about.begin(), warning.about.end(), asked))
        return;
    if (!scope.line.isEmpty() && warning.line != scope.line)
        return;
    const auto isUnit = [&](const Thing& thing) {
        return thing.kind == u"unit" && thing.id == scope.unit;
    };
    if (!scope.unit.isEmpty() && warning.unit != scope.unit
        && std::none_of(warning.about.begin(), warning.about.end(), isUnit))
        return;
    if (!scope.text.isEmpty()
        && !(title(code) + warning.message.text()).contains(scope.text, Qt::CaseInsensitive))
        return;
    results.push_back(std::move(warning));
}

void Search::ofProject(const ProjectRow& project, const QString& since, labels::Sentence message,
                       std::optional<Fen> amount) {
    found({.code = {},
           .about = {{u"project"_s, project.id}},
           .project = project.id,
           .unit = project.unit,
           .line = project.line,
           .amount = amount,
           .since = since,
           .message = std::move(message)});
}

void install(journal::Registry& registry) {
    installEntries(registry);
    installList(registry);
    installExplaining(registry);
}

} // namespace warnings
