// SPDX-License-Identifier: GPL-3.0-only
#include "backup.h"
#include "room.h"

#include <acceptance/acceptances.h>
#include <disbursement/payments.h>
#include <disclosure/disclosures.h>
#include <plan/warning_figures.h>

#include <QDate>
#include <QFileInfo>
#include <QJsonDocument>

// due.list: what is due and by when, whoever has to do it; what is late stands first.

namespace fund {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Context;
using journal::Reply;
using labels::sentence;
using money::Fen;

namespace {

constexpr int daysToStart = 30;      // from the approval
constexpr int workingDaysToWait = 5; // in somebody's inbox
constexpr int daysOfBackup = 7;

QString shifted(const QString& date, int days) {
    return QDate::fromString(date, Qt::ISODate).addDays(days).toString(Qt::ISODate);
}

struct Due {
    QString kind;
    QString thing;
    QString id;
    QString due;
    labels::Sentence message;
    // Where the thing stands that has no page of its own.
    QString ofKind = {};
    QString ofId = {};
};

// One kind of thing that waits, and for what; as the inbox has them.
struct Waiting {
    const char* kind;
    const char* what;
    storage::Literal sql; // id, since
};

constexpr Waiting waiting[] = {
    {"project", "审核", "SELECT id, last_step_on FROM project WHERE state = 'declared'"},
    {"project", "补正后重新申报", "SELECT id, last_step_on FROM project WHERE state = 'returned'"},
    {"amendment", "审核变更", "SELECT id, date, project FROM amendment WHERE state = 'requested'"},
    {"unit", "核对账户",
     "SELECT unit, date FROM unit_bank AS bank WHERE confirmed = 0 AND refused = '' AND"
     " number = (SELECT max(number) FROM unit_bank WHERE unit = bank.unit)"},
    {"acceptance", "验收", "SELECT id, last_step_on FROM acceptance WHERE state = 'requested'"},
    {"payment", "补正后重新申请",
     "SELECT id, last_step_on FROM payment WHERE state = 'returned' AND state <> 'paid'"},
    {"payment", "审核或审批",
     "SELECT id, last_step_on FROM payment WHERE state IN ('requested', 'reviewed') AND"
     " state <> 'paid'"},
    {"payment", "付款",
     "SELECT id, last_step_on FROM payment WHERE state = 'approved' AND state <> 'paid'"},
};

class Calendar {
public:
    Calendar(Context& context, QString user)
        : m_context(context), m_plan(plan::current(context)), m_user(std::move(user)),
          m_today(context.today()) {}

    std::vector<Due> all() {
        goals();
        notices();
        rectifying();
        projects();
        things();
        contracts();
        retentions();
        publishing();
        password();
        newestBackup();
        return std::move(m_items);
    }

private:
    void add(const char* kind, const QString& thing, const QString& id, const QString& due,
             labels::Sentence message) {
        m_items.push_back({QString::fromLatin1(kind), thing, id, due, std::move(message)});
    }

    // The one that was added last.
    void belongsTo(const QString& kind, const QString& id) {
        m_items.back().ofKind = kind;
        m_items.back().ofId = id;
    }

    void goals() {
        const Reply reply = registry().question(u"goal.show"_s)->answer(m_context, {}, m_user);
        const QJsonArray goals = std::get<QJsonValue>(reply)["goals"_L1].toArray();
        for (const QJsonValue& goal : goals)
            if (!goal["reached"_L1].toBool())
                add("goal", u"goal"_s, goal["code"_L1].toString(), goal["deadline"_L1].toString(),
                    sentence("due.goal", goal["name"_L1].toString(), goal["target"_L1].toString(),
                             goal["unit"_L1].toString()));
    }

    // What was posted ends; what was objected to then is settled.
    void notices() {
        auto rows = m_context.db.query(
            "SELECT id, posted_to, about_id, (SELECT count(*) FROM objection WHERE"
            " notice = notice.id AND state = 'open'), about_kind FROM notice"
            " WHERE state = 'posted'");
        while (rows.next()) {
            if (rows.integer(3) > 0)
                add("notice", u"notice"_s, rows.text(0), rows.text(1),
                    sentence("due.objection", rows.text(0), rows.text(2), rows.integer(3)));
            else if (rows.text(1) >= m_today)
                add("notice", u"notice"_s, rows.text(0), rows.text(1),
                    sentence("due.notice", rows.text(0), rows.text(2)));
            else
                continue;
            belongsTo(rows.text(4), rows.text(2));
        }
    }

    void rectifying() {
        auto findings = m_context.db.query(
            "SELECT finding.id, rectify_by, unit.name FROM finding JOIN unit ON unit.id = unit"
            " WHERE rectify_by <> '' AND rectified_on = '' AND lifted_on = '' AND voided_on = ''");
        while (findings.next())
            add("rectify", u"finding"_s, findings.text(0), findings.text(1),
                sentence("due.finding", findings.text(0), findings.text(2)));
        auto rows = m_context.db.query("SELECT id, rectify_by, project FROM acceptance WHERE"
                                       " state = 'rectify' AND rectify_by <> ''");
        while (rows.next())
            add("rectify", u"acceptance"_s, rows.text(0), rows.text(1),
                sentence("due.acceptance", rows.text(0), rows.text(2)));
    }

    void projects() {
        auto rows = m_context.db.query(
            "SELECT id, name, ends, state, approved_on, accepted, support, item FROM project"
            " WHERE state IN ('approved', 'started')");
        while (rows.next()) {
            const QString name = rows.text(0) + u' ' + rows.text(1);
            if (rows.fen(5) < rows.fen(6))
                add("schedule", u"project"_s, rows.text(0), rows.text(2),
                    sentence("due.schedule", name));
            const plan::Item* item = m_plan.item(rows.text(7));
            const bool needsNone =
                item && (item->counts == u"award" || item->counts == u"certification");
            if (rows.code<labels::ProjectState>(3) == labels::ProjectState::Approved && !needsNone)
                add("start", u"project"_s, rows.text(0), shifted(rows.text(4), daysToStart),
                    sentence("due.start", name, rows.text(4)));
        }
    }

    void things() {
        for (const Waiting& one : waiting) {
            auto rows = m_context.db.query(one.sql);
            while (rows.next()) {
                add("waiting", QString::fromLatin1(one.kind), rows.text(0),
                    plan::workingDaysAfter(m_plan, rows.text(1), workingDaysToWait),
                    sentence("due.waiting", rows.text(0), QString::fromUtf8(one.what),
                             rows.text(1)));
                if (qstrcmp(one.kind, "amendment") == 0)
                    belongsTo(u"project"_s, rows.text(2));
            }
        }
    }

    // The parts of a schedule that what was paid of the project does not reach yet.
    void contracts() {
        std::map<QString, std::map<QString, Fen>> due;
        auto rows = m_context.db.query("SELECT project, schedule FROM contract WHERE"
                                       " state = 'recorded' AND schedule <> '[]'");
        while (rows.next())
            for (const QJsonValue& part : QJsonDocument::fromJson(rows.text(1).toUtf8()).array())
                due[rows.text(0)][part["due"_L1].toString()] +=
                    Fen::parse(part["amount"_L1].toString()).value_or(Fen());
        for (const auto& [project, parts] : due) {
            Fen paid;
            for (const auto& [source, position] : ledger::projectPositions(m_context, project))
                paid += position.netPaid();
            Fen sum;
            for (const auto& [day, amount] : parts) {
                sum += amount;
                if (sum > paid)
                    add("contract", u"project"_s, project, day,
                        sentence("due.contract", project, sum.toYuan(), paid.toYuan()));
            }
        }
    }

    // What is kept back of acceptances until its term has passed.
    void retentions() {
        for (const auto& one : disbursement::retentionsDue(m_context))
            add("retention", u"project"_s, one.project, one.from,
                sentence("due.retention", one.project, one.amount.toYuan()));
    }

    void publishing() {
        const QString month = disclosure::dueMonth(m_context);
        if (month.isEmpty())
            return;
        const auto figures = plan::warningFigures(m_plan, u"undisclosed"_s);
        const int days = figures ? figures->value("days"_L1).toInt() : 0;
        add("publish", u"month"_s, month, shifted(disclosure::lastDayOf(month), days),
            sentence("due.publish", month));
    }

    // Of whoever asks.
    void password() {
        const int days = identity::policy(m_context).passwordDays;
        auto row = m_context.db.query("SELECT set_at FROM credential WHERE user_id = ?", m_user);
        if (days > 0 && row.next())
            add("password", u"user"_s, m_user, shifted(row.text(0).left(10), days),
                sentence("due.password", m_user));
    }

    // Where there is none, so many days from the fund's founding on.
    void newestBackup() {
        const QStringList all = backupsOf(m_context.db.path());
        const QString stamp = all.isEmpty() ? QString() : QFileInfo(all.front()).fileName();
        QString date = QDate::fromString(stamp.left(8), u"yyyyMMdd"_s).toString(Qt::ISODate);
        if (date.isEmpty()) {
            auto first = m_context.db.query("SELECT at FROM entry WHERE seq = 1");
            first.next();
            date = first.text(0).left(10);
        }
        add("backup", u"fund"_s, u"fund"_s, shifted(date, daysOfBackup),
            all.isEmpty() ? sentence("due.backup-none") : sentence("due.backup", date));
    }

    Context& m_context;
    const plan::Plan& m_plan;
    const QString m_user;
    const QString m_today;
    std::vector<Due> m_items;
};

Reply listDue(Context& context, const Args& with, const QString& user) {
    std::vector<Due> items = Calendar(context, user).all();
    const QString until = with.text("until"_L1);
    std::erase_if(items, [&](const Due& one) { return !until.isEmpty() && one.due > until; });
    std::stable_sort(items.begin(), items.end(), [](const Due& a, const Due& b) {
        return std::tie(a.due, a.kind, a.id) < std::tie(b.due, b.kind, b.id);
    });
    const QDate today = QDate::fromString(context.today(), Qt::ISODate);
    QJsonArray shown;
    for (const Due& one : items) {
        const qint64 days = QDate::fromString(one.due, Qt::ISODate).daysTo(today);
        QJsonObject item{{"kind"_L1, one.kind},
                         {"about"_L1, QJsonObject{{"kind"_L1, one.thing}, {"id"_L1, one.id}}},
                         {"due"_L1, one.due},
                         {"late"_L1, std::max<qint64>(0, days)},
                         {"message"_L1, one.message.text()}};
        if (!one.ofKind.isEmpty())
            item.insert("of"_L1, QJsonObject{{"kind"_L1, one.ofKind}, {"id"_L1, one.ofId}});
        shown.append(item);
    }
    return QJsonObject{{"items"_L1, shown}};
}

} // namespace

void installDue(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{.name = u"due.list"_s, .shape = {opt(date("until"))}, .answer = listDue});
}

} // namespace fund
