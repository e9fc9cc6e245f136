// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <disbursement/payments.h>
#include <identity/users.h>
#include <units/units.h>

// warning.list: code after code, each in the order of its ids, so that a page goes on where the one
// before it ended. A code that is behind the page is not looked for.

namespace warnings {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Context;
using journal::Reply;
using labels::sentence;

namespace {

constexpr qint64 usualCount = 100;
constexpr qint64 mostCount = 1000;

std::map<QString, Explanation> explanations(Context& context) {
    std::map<QString, Explanation> all;
    auto rows = context.db.query("SELECT warning, note, facts, date, by, seq, document"
                                 " FROM warning_note ORDER BY seq");
    while (rows.next())
        all[rows.text(0)] = {rows.text(1), rows.text(2),    rows.text(3),
                             rows.text(4), rows.integer(5), rows.text(6)};
    return all;
}

// The project and the unit that a thing belongs to.
std::vector<Thing> around(Context& context, const Thing& thing) {
    std::vector<Thing> things{thing};
    QString project = thing.kind == u"project" ? thing.id : QString();
    if (thing.kind == u"payment")
        if (const auto payment = disbursement::find(context, thing.id))
            project = payment->project;
    if (thing.kind == u"acceptance") {
        auto row = context.db.query("SELECT project FROM acceptance WHERE id = ?", thing.id);
        if (row.next())
            project = row.text(0);
    }
    if (project.isEmpty())
        return things;
    if (thing.kind != u"project")
        things.push_back({u"project"_s, project});
    if (const auto found = declaration::find(context, project))
        things.push_back({u"unit"_s, found->unit});
    return things;
}

QJsonObject shown(Context& context, const Warning& warning,
                  const std::optional<Explanation>& explanation) {
    QJsonArray about;
    for (const Thing& thing : warning.about)
        about.append(QJsonObject{{"kind"_L1, thing.kind}, {"id"_L1, thing.id}});
    QJsonObject item{{"id"_L1, warning.id()},
                     {"code"_L1, warning.code},
                     {"title"_L1, title(warning.code)},
                     {"about"_L1, about},
                     {"message"_L1, warning.message.text()},
                     {"since"_L1, warning.since}};
    if (!warning.project.isEmpty())
        item.insert("project"_L1, warning.project);
    if (!warning.unit.isEmpty()) {
        item.insert("unit"_L1, warning.unit);
        item.insert("unit_name"_L1, units::name(context, warning.unit));
    }
    if (!warning.line.isEmpty())
        item.insert("line"_L1, warning.line);
    if (warning.amount)
        item.insert("amount"_L1, warning.amount->toYuan());
    if (!explanation)
        return item;
    QJsonObject said{{"note"_L1, explanation->note},
                     {"date"_L1, explanation->date},
                     {"by"_L1, explanation->by},
                     {"by_name"_L1, identity::personName(context, explanation->by)},
                     {"seq"_L1, explanation->seq}};
    if (!explanation->document.isEmpty())
        said.insert("document"_L1, explanation->document);
    item.insert("explained"_L1, said);
    return item;
}

class Page {
public:
    Page(Context& context, const Args& with, const QString& today)
        : m_with(with), m_search(context, today, scopeOf(context, with)),
          m_explained(explanations(context)), m_open(openOf(with)),
          m_count(std::clamp<qint64>(with.integer("count"_L1, usualCount), 1, mostCount)) {}

    QJsonObject answer() {
        const QString after = m_with.text("after"_L1);
        const QString from = after.section(u':', 0, 0);
        bool behind = !from.isEmpty();
        for (const Code& code : codes()) {
            const bool here = from == QLatin1StringView(code.name);
            if (behind && !here)
                continue;
            behind = false;
            if (!wants(code))
                continue;
            look(code, here ? after : QString());
            if (m_items.size() > m_count)
                break;
        }
        QJsonObject result;
        if (m_items.size() > m_count) {
            m_items.removeLast();
            result.insert("next"_L1, m_items.last().toObject().value("id"_L1));
        }
        result.insert("items"_L1, m_items);
        if (m_with.flag("total"_L1))
            result.insert("total"_L1, total());
        return result;
    }

private:
    static Scope scopeOf(Context& context, const Args& with) {
        Scope scope;
        if (with.has("about"_L1)) {
            const Args about = with.object("about"_L1);
            const Thing thing{about.text("kind"_L1), about.text("id"_L1)};
            scope.things = with.flag("around"_L1) ? around(context, thing) : std::vector{thing};
        }
        scope.line = with.text("line"_L1);
        scope.unit = with.text("unit"_L1);
        scope.text = with.text("text"_L1).trimmed();
        return scope;
    }

    bool wants(const Code& code) {
        m_search.code = QString::fromLatin1(code.name);
        if (m_with.has("code"_L1) && m_with.text("code"_L1) != m_search.code)
            return false;
        const auto figures = plan::warningFigures(m_search.plan, m_search.code);
        m_search.figures = figures.value_or(QJsonObject());
        return figures && std::any_of(code.kinds.begin(), code.kinds.end(), [&](const char* kind) {
                   return m_search.may(QLatin1StringView(kind));
               });
    }

    static std::optional<bool> openOf(const Args& with) {
        if (with.has("open"_L1))
            return with.flag("open"_L1);
        const QString state = with.text("state"_L1);
        return state.isEmpty() ? std::nullopt : std::optional(state == u"open");
    }

    // An explanation that was given of the facts as they are.
    std::optional<Explanation> holding(const Warning& warning) const {
        const auto found = m_explained.find(warning.id());
        if (found == m_explained.end() || found->second.facts != warning.facts())
            return {};
        return found->second;
    }

    bool fits(const std::optional<Explanation>& explanation) const {
        return !m_open || *m_open == !explanation.has_value();
    }

    // All of a code, one a time, in the order of ids.
    void sorted(const Code& code) {
        m_search.results.clear();
        code.find(m_search);
        auto& found = m_search.results;
        std::sort(found.begin(), found.end(),
                  [](const Warning& a, const Warning& b) { return before(a, b); });
        const auto same = [](const Warning& a, const Warning& b) { return a.id() == b.id(); };
        found.erase(std::unique(found.begin(), found.end(), same), found.end());
    }

    // Entries are numbered; everything else follows by its bytes.
    static bool before(const Warning& a, const Warning& b) {
        const bool entries = a.about.front().kind == u"entry" && b.about.front().kind == u"entry";
        return entries ? a.about.front().id.toLongLong() < b.about.front().id.toLongLong()
                       : a.id() < b.id();
    }

    void look(const Code& code, const QString& after) {
        m_search.after = after;
        m_search.counting = false;
        m_search.wanted =
            static_cast<std::size_t>(m_count - m_items.size() + 1) + m_explained.size() + 1;
        sorted(code);
        const bool entries = qstrcmp(code.kinds.front(), "entry") == 0; // read behind it already
        for (const Warning& warning : m_search.results) {
            if (!entries && !after.isEmpty() && warning.id() <= after)
                continue;
            const auto explanation = holding(warning);
            if (!fits(explanation))
                continue;
            m_items.append(shown(m_search.context, warning, explanation));
            if (m_items.size() > m_count)
                return;
        }
    }

    // A code that only counted says nothing of what was explained: that is looked up one by one.
    qint64 total() {
        qint64 all = 0;
        for (const Code& code : codes()) {
            if (!wants(code))
                continue;
            m_search.after.clear();
            m_search.counting = true;
            m_search.counted = 0;
            m_search.wanted = SIZE_MAX;
            sorted(code);
            for (const Warning& warning : m_search.results)
                all += fits(holding(warning)) ? 1 : 0;
            if (m_search.counted > 0)
                all += counted(m_search.code, m_search.counted);
        }
        return all;
    }

    qint64 counted(const QString& code, qint64 all) {
        if (!m_open)
            return all;
        qint64 explained = 0;
        for (const auto& [id, explanation] : m_explained)
            if (id.startsWith(code + u':')) {
                const auto warning = byId(m_search.context, id, m_search.today);
                explained += warning && warning->facts() == explanation.facts ? 1 : 0;
            }
        return *m_open ? all - explained : explained;
    }

    const Args& m_with;
    Search m_search;
    std::map<QString, Explanation> m_explained;
    std::optional<bool> m_open; // only those, or only the explained ones
    qint64 m_count;
    QJsonArray m_items;
};

Reply listWarnings(Context& context, const Args& with, const QString&) {
    const auto known = [](const QString& code) { return plan::warningCodes().contains(code); };
    if (with.has("code"_L1) && !known(with.text("code"_L1)))
        return badInput(u"code"_s, sentence("warning.code-unknown", with.text("code"_L1)));
    if (with.has("after"_L1) && !known(with.text("after"_L1).section(u':', 0, 0)))
        return badInput(u"after"_s, sentence("list.after-unknown", with.text("after"_L1)));
    return listed(context, with, context.today());
}

} // namespace

QJsonObject listed(Context& context, const Args& with, const QString& today) {
    return Page(context, with, today).answer();
}

std::vector<Note> notes(Context& context, const QString& today) {
    const auto last = explanations(context);
    std::vector<Note> all;
    auto rows = context.db.query("SELECT warning, date, by, note, seq, document FROM warning_note"
                                 " ORDER BY seq");
    while (rows.next()) {
        Note note{rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(5)};
        const Explanation& latest = last.at(note.warning);
        const auto warning = byId(context, note.warning, today);
        note.holds = latest.seq == rows.integer(4) && warning && warning->facts() == latest.facts;
        all.push_back(std::move(note));
    }
    return all;
}

std::optional<Warning> byId(Context& context, const QString& id, const QString& today) {
    const QString name = id.section(u':', 0, 0);
    const auto code = std::find_if(codes().begin(), codes().end(), [&](const Code& one) {
        return name == QLatin1StringView(one.name);
    });
    if (code == codes().end())
        return {};
    QString key = id.section(u':', 1);
    QString kind = QString::fromLatin1(code->kinds.front());
    if (const qsizetype tag = key.indexOf(u'/'); tag >= 0) {
        kind = key.left(tag).section(u'-', 0, 0);
        key = key.mid(tag + 1);
    }
    // Of a pair in which an interest comes first the payment stands behind it.
    Scope scope{.things = {{kind, key.section(u'+', 0, 0)}}};
    if (name == u"voucher-again")
        scope.things = {{u"payment"_s, key.section(u'+', -1)}};
    Search search(context, today, scope);
    const auto figures = plan::warningFigures(search.plan, name);
    if (!figures)
        return {};
    search.code = name;
    search.figures = *figures;
    code->find(search);
    for (const Warning& one : search.results)
        if (one.id() == id)
            return one;
    return {};
}

void installList(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{.name = u"warning.list"_s,
                          .shape = {opt(object("about", Shape{text("kind"), text("id")})),
                                    opt(flag("around")), opt(text("code")), opt(flag("open")),
                                    opt(choice("state", {"open", "explained"})), opt(text("line")),
                                    opt(text("unit")), opt(text("text")), opt(text("after")),
                                    opt(integer("count")), opt(flag("total"))},
                          .answer = listWarnings});
}

} // namespace warnings
