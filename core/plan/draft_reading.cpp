// SPDX-License-Identifier: GPL-3.0-only
#include "draft_tables.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

// A draft as a plan file. Whatever is wrong is said of the cell in which it stands: what the cell
// can't be read as here, and what the strict reader says of the plan that comes out.

namespace plan {

using namespace Qt::Literals::StringLiterals;
using namespace drafts;
using labels::sentence;
using labels::Sentence;

namespace {

QString placeOf(const QStringList& steps) {
    QString place;
    for (const QString& step : steps)
        place += step.startsWith(u'[') || place.isEmpty() ? step : u'.' + step;
    return place;
}

QString at(qsizetype index) {
    return u"[%1]"_s.arg(index);
}

class DraftReader {
public:
    explicit DraftReader(const Draft& draft) : m_draft(draft) {}

    DraftRead run() {
        unit();
        for (const QString& name : {u"基本"_s, u"来源"_s, u"方式"_s, u"条件"_s, u"名单"_s})
            read(tableOf(name));
        m_names = namesIn(m_json);
        for (const TableOf& table : tables())
            if (!m_read.contains(text(table.name)))
                read(table);
        DraftRead result;
        try {
            complete(m_json);
            if (const DraftSheet* sheet = m_draft.sheet(allocationSheet.toString()))
                result.foot = crossFoot(*sheet, m_json, m_wan);
        } catch (const money::Overflow&) {
            wrong({allocationSheet.toString(), 0, 0}, sentence("sum.overflow"));
        }
        m_json.insert("format"_L1, u"funddesk-plan/1"_s);
        judge(m_draft, m_json, m_places, m_faults);
        result.json = m_json;
        result.faults = std::move(m_faults);
        return result;
    }

private:
    void unit() {
        const DraftSheet* sheet = m_draft.sheet(factsSheet.toString());
        for (int row = 1; sheet && row < sheet->filledRows(); ++row)
            if (cleanCell(sheet->text(row, sheet->column(u"项目"_s))) == text(unitTitle))
                m_wan = cleanCell(sheet->text(row, sheet->column(u"填写"_s))) != u"元";
    }

    void read(const TableOf& table) {
        m_read.insert(text(table.name));
        const DraftSheet* sheet = m_draft.sheet(text(table.name));
        if (!sheet || sheet->rows.empty())
            return;
        heads(table, *sheet);
        m_keyAt = std::max(sheet->column(text(table.columns[0].title)), 0);
        m_valueAt = sheet->column(u"填写"_s);
        switch (table.shape) {
        case Shape::Facts:
            return factRows(*sheet);
        case Shape::Others:
            return others(*sheet);
        case Shape::Lists:
            return lists(table, *sheet);
        case Shape::Keyed:
            return keyed(table, *sheet);
        case Shape::Rows:
        case Shape::Inner:
            return rows(table, *sheet);
        }
    }

    // --- cells --------------------------------------------------------------------------------

    void wrong(const Cell& cell, const Sentence& said) {
        m_faults.push_back(faultAt(m_draft, cell, said));
    }

    void set(const QStringList& steps, const QJsonValue& value) {
        m_json = withValue(m_json, steps, value).toObject();
    }

    // What a cell holds, at its place; nothing where it is blank.
    void take(const DraftSheet& sheet, int row, int column, const QStringList& steps,
              const Key* key) {
        const Cell cell{sheet.name, row, column};
        m_places.insert(placeOf(steps), cell);
        const QString said = cleanCell(sheet.text(row, column));
        if (said.isEmpty())
            return;
        if (!key)
            return set(steps, said);
        const Reading reading = valueOf(said, *key, m_names, m_wan);
        if (reading.wrong)
            return wrong(cell, *reading.wrong);
        set(steps, reading.value);
    }

    static bool isBlank(const DraftSheet& sheet, int row) {
        for (int column = 0; column < sheet.rows.at(0).size(); ++column)
            if (!isAutomatic(sheet.text(0, column))
                && !cleanCell(sheet.text(row, column)).isEmpty())
                return false;
        return true;
    }

    void heads(const TableOf& table, const DraftSheet& sheet) {
        m_sourceAt.clear();
        for (int column = 0; column < sheet.rows.at(0).size(); ++column) {
            const QString head = cleanCell(sheet.text(0, column));
            const bool known =
                head.isEmpty() || isAutomatic(head)
                || std::any_of(table.columns.begin(), table.columns.end(),
                               [&](const ColumnOf& one) { return head == text(one.title); });
            if (known)
                continue;
            const QString source = m_names.code(u"lines[].items[].sources[]"_s, head);
            const auto* sources = m_names.at(u"lines[].items[].sources[]"_s);
            if (sheet.name == allocationSheet && sources && sources->contains(source))
                m_sourceAt.insert(column, source);
            else if (sheet.name == allocationSheet)
                wrong({sheet.name, 0, column}, sentence("plan-draft.source-head", head));
            else
                wrong({sheet.name, 0, column}, sentence("plan-draft.head", head));
        }
    }

    // --- shapes -------------------------------------------------------------------------------

    void factRows(const DraftSheet& sheet) {
        for (int row = 1; row < sheet.filledRows(); ++row) {
            const QString title = cleanCell(sheet.text(row, m_keyAt));
            if (title.isEmpty())
                continue;
            const Fact* fact = nullptr;
            for (const Fact& one : facts())
                if (title == text(one.title))
                    fact = &one;
            if (!fact)
                wrong({sheet.name, row, m_keyAt}, sentence("plan-draft.fact", title));
            else if (qstrcmp(fact->key, unitKey) == 0)
                unitRow(sheet, row);
            else
                factRow(sheet, row, *fact);
        }
    }

    void unitRow(const DraftSheet& sheet, int row) {
        const QString unit = cleanCell(sheet.text(row, m_valueAt));
        if (!unit.isEmpty() && unit != u"元" && unit != u"万元")
            wrong({sheet.name, row, m_valueAt}, sentence("plan-draft.choice", unit, u"万元、元"_s));
    }

    void factRow(const DraftSheet& sheet, int row, const Fact& fact) {
        const QString place = QString::fromLatin1(fact.key);
        take(sheet, row, m_valueAt, place.split(u'.'), keyAt(place));
    }

    void others(const DraftSheet& sheet) {
        const bool tables = std::exchange(m_wan, false);
        for (int row = 1; row < sheet.filledRows(); ++row) {
            const QString place = cleanCell(sheet.text(row, m_keyAt));
            const QStringList steps = stepsOf(place);
            if (isBlank(sheet, row))
                continue;
            if (place.isEmpty() || steps.contains(QString()))
                wrong({sheet.name, row, m_keyAt}, sentence("plan-draft.fact", place));
            else
                take(sheet, row, m_valueAt, steps, keyAt(place));
        }
        m_wan = tables;
    }

    void lists(const TableOf& table, const DraftSheet& sheet) {
        for (const ColumnOf& column : table.columns) {
            const QString key = QString::fromLatin1(column.key);
            const int where = sheet.column(text(column.title));
            qsizetype count = 0;
            for (int row = 1; where >= 0 && row < sheet.filledRows(); ++row)
                if (!cleanCell(sheet.text(row, where)).isEmpty())
                    take(sheet, row, where, {key.chopped(2), at(count++)}, plan::key(key));
        }
    }

    void keyed(const TableOf& table, const DraftSheet& sheet) {
        QSet<QString> seen;
        for (int row = 1; row < sheet.filledRows(); ++row) {
            const QString key = cleanCell(sheet.text(row, m_keyAt));
            if (isBlank(sheet, row))
                continue;
            if (key.isEmpty()) {
                wrong({sheet.name, row, m_keyAt}, sentence("plan-draft.no-key"));
                continue;
            }
            if (seen.contains(key)) {
                wrong({sheet.name, row, m_keyAt}, sentence("plan-draft.twice", key));
                continue;
            }
            seen.insert(key);
            for (std::size_t i = 1; i < table.columns.size(); ++i) {
                const QString dict = QString::fromLatin1(table.columns[i].key);
                const int column = sheet.column(text(table.columns[i].title));
                if (dict.isEmpty() || column < 0)
                    continue;
                const QStringList steps{dict.chopped(2), key};
                take(sheet, row, column, steps, plan::key(dict));
                // A clause without words is none that could be cited.
                if (dict == "clauses.*"_L1 && sheet.text(row, column).trimmed().isEmpty())
                    set(steps, QString());
            }
        }
    }

    void rows(const TableOf& table, const DraftSheet& sheet) {
        const QString list = QString::fromLatin1(table.list);
        QMap<QString, qsizetype> counts; // of what stands below one parent
        QSet<QString> used;
        const int codeAt = codeColumn(table, sheet);
        for (int row = 1; codeAt >= 0 && row < sheet.filledRows(); ++row)
            used.insert(cleanCell(sheet.text(row, codeAt)));
        int number = 0;
        for (int row = 1; row < sheet.filledRows(); ++row) {
            if (isBlank(sheet, row) || (sheet.name == allocationSheet && isTotal(sheet, row)))
                continue;
            ++number;
            const std::optional<QStringList> parent = parentOf(table, sheet, row);
            if (!parent)
                continue;
            const qsizetype count = counts[placeOf(*parent)]++;
            QString code = codeAt < 0 ? QString() : cleanCell(sheet.text(row, codeAt));
            QString before = text(table.numbered);
            if (table.shape == Shape::Inner)
                before = cleanCell(sheet.text(row, m_keyAt)) + u'-';
            for (qsizetype n = table.shape == Shape::Inner ? count + 1 : number;
                 codeAt >= 0 && code.isEmpty(); ++n)
                if (const QString free = before + QString::number(n).rightJustified(2, u'0');
                    !used.contains(free))
                    used.insert(code = free);
            QStringList steps = *parent;
            if (list.endsWith(u'*'))
                steps << m_names.code(list, code);
            else
                steps << at(count);
            if (list.endsWith(u'*') && m_places.contains(placeOf(steps))) {
                wrong({sheet.name, row, std::max(codeAt, 0)}, sentence("plan-draft.twice", code));
                continue;
            }
            const int first = std::max(codeAt, 0);
            m_places.insert(placeOf(steps), {sheet.name, row, first});
            set(steps, QJsonObject());
            object(table, sheet, row, steps, code);
        }
    }

    int codeColumn(const TableOf& table, const DraftSheet& sheet) const {
        for (const ColumnOf& column : table.columns) {
            const QString key = QString::fromLatin1(column.key);
            const bool own = key == QString::fromLatin1(table.list) || key.endsWith(".code"_L1)
                             || key == "archive[].kind"_L1;
            if (own && table.shape == Shape::Rows)
                return sheet.column(text(column.title));
            if (key.endsWith(".code"_L1))
                return sheet.column(text(column.title));
        }
        return -1;
    }

    // What a row stands below: {"sources"}, {"lines", "[2]", "items"}.
    std::optional<QStringList> parentOf(const TableOf& table, const DraftSheet& sheet, int row) {
        QStringList steps = stepsOf(QString::fromLatin1(table.list));
        steps.removeLast();
        if (table.shape == Shape::Rows)
            return steps;
        const QString said = cleanCell(sheet.text(row, m_keyAt));
        const QString inside = steps.takeLast();
        if (steps.front() == "paths"_L1) {
            const QString code = m_names.code(u"lines[].path"_s, said);
            if (m_json.value("paths"_L1).toObject().contains(code))
                return QStringList{u"paths"_s, code, inside};
        }
        const QJsonArray lines = m_json.value("lines"_L1).toArray();
        for (qsizetype i = 0; steps.front() == "lines"_L1 && i < lines.size(); ++i)
            if (!said.isEmpty()
                && (lines[i]["code"_L1].toString() == said
                    || lines[i]["name"_L1].toString() == said))
                return QStringList{u"lines"_s, at(i), inside};
        wrong({sheet.name, row, m_keyAt},
              sentence("plan-draft.parent", sheet.text(0, m_keyAt), said));
        return std::nullopt;
    }

    void object(const TableOf& table, const DraftSheet& sheet, int row, const QStringList& steps,
                const QString& code) {
        const QString list = QString::fromLatin1(table.list);
        for (const ColumnOf& column : table.columns) {
            const QString key = QString::fromLatin1(column.key);
            const int where = sheet.column(text(column.title));
            if (where < 0 || !key.startsWith(list + u'.'))
                continue;
            const QStringList inside = key.mid(list.size() + 1).split(u'.');
            take(sheet, row, where, steps + inside, plan::key(key));
            if (inside.front() == "code"_L1 || key == "archive[].kind"_L1)
                set(steps + inside, code);
            if (table.shape == Shape::Inner && inside.front() == "percent"_L1)
                m_places.insert(placeOf(steps.mid(0, steps.size() - 1)), {sheet.name, row, where});
        }
        for (auto it = m_sourceAt.begin(); it != m_sourceAt.end(); ++it)
            if (const QString cell = cleanCell(sheet.text(row, it.key()));
                sheet.name == allocationSheet && cell != u"—" && cell != u"-" && cell != u"/")
                take(sheet, row, it.key(), steps + QStringList{u"budget"_s, it.value()},
                     plan::key(u"lines[].budget.*"_s));
    }

    const Draft& m_draft;
    QJsonObject m_json;
    Names m_names;
    bool m_wan = true;
    int m_keyAt = 0;    // of the sheet that is read: what its first column is called by
    int m_valueAt = -1; // and its values, where it has a row for each
    QSet<QString> m_read;
    QMap<int, QString> m_sourceAt; // column of the allocation -> source
    Places m_places;
    std::vector<DraftFault> m_faults;
};

} // namespace

DraftRead readDraft(const Draft& draft) {
    return DraftReader(draft).run();
}

} // namespace plan
