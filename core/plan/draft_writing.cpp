// SPDX-License-Identifier: GPL-3.0-only
#include "draft_tables.h"

#include <journal/rules.h>
#include <labels/labels.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

// A plan as a draft: what an office starts from, or goes on with.

namespace plan {

using namespace Qt::Literals::StringLiterals;
using namespace drafts;
using money::Fen;

namespace {

// What has a sheet of its own; the rest stands among the others.
const QStringList& placed() {
    static const QStringList keys{u"format"_s,       u"sources"_s, u"lines"_s,     u"paths"_s,
                                  u"unit_kinds"_s,   u"ticks"_s,   u"clauses"_s,   u"cites"_s,
                                  u"cites_papers"_s, u"titles"_s,  u"materials"_s, u"directions"_s,
                                  u"needs"_s,        u"archive"_s, u"goals"_s,     u"notices"_s};
    return keys;
}

const struct {
    const char* code;
    const char16_t* name;
} paperNames[] = {
    {"declaration", u"申报审核表"}, {"prepayment", u"预拨付申请"}, {"acceptance", u"验收意见"},
    {"payment", u"拨付审批表"},     {"sheet", u"集中签批单"},      {"reallocation", u"资金调整"},
    {"ledger", u"拨付台账"},        {"execution", u"预算执行表"},  {"month-brief", u"资金执行月报"},
    {"archive-index", u"档案目录"}, {"handover", u"移交清单"},     {"eligibility", u"申报条件"},
    {"archive", u"项目档案"},       {"disclosure", u"公示"},       {"amendment", u"项目变更"},
    {"account", u"账户变更"},       {"ways", u"拨付方式"}};

QString below(const TableOf& table, const ColumnOf& column) {
    const QString list = QString::fromLatin1(table.list);
    const QString key = QString::fromLatin1(column.key);
    return key.startsWith(list + u'.') ? key.mid(list.size() + 1) : QString();
}

QJsonValue valueAt(const QJsonValue& whole, const QString& place) {
    QJsonValue value = whole;
    for (const QString& step : place.split(u'.'))
        value = value[step];
    return value;
}

class Writing {
public:
    explicit Writing(const QJsonObject& plan) : m_plan(plan), m_names(namesIn(plan)) {}

    Draft run() {
        Draft draft;
        for (const TableOf& table : tables()) {
            DraftSheet sheet{text(table.name), 0, {heads(table)}};
            fill(table, sheet);
            draft.sheets.push_back(sheet);
        }
        return draft;
    }

private:
    bool allocation(const TableOf& table) const { return text(table.name) == allocationSheet; }

    QStringList heads(const TableOf& table) const {
        QStringList heads;
        for (const ColumnOf& column : table.columns) {
            heads << text(column.title);
            if (allocation(table) && text(column.title) == totalHead)
                for (const QJsonValue& source : m_plan.value("sources"_L1).toArray())
                    heads << source["name"_L1].toString();
        }
        return heads;
    }

    void fill(const TableOf& table, DraftSheet& sheet) {
        switch (table.shape) {
        case Shape::Facts:
            return factRows(sheet);
        case Shape::Others:
            return others(sheet);
        case Shape::Lists:
            return lists(table, sheet);
        case Shape::Keyed:
            return keyed(table, sheet);
        case Shape::Inner:
            return inner(table, sheet);
        case Shape::Rows:
            return rows(table, sheet);
        }
    }

    QString shown(const QJsonValue& value, const QString& keyPath, bool wan = true) const {
        const Key* key = keyAt(keyPath);
        return value.isUndefined() || !key ? QString() : cellOf(value, *key, m_names, wan);
    }

    void factRows(DraftSheet& sheet) {
        for (const Fact& fact : facts()) {
            const QString place = QString::fromLatin1(fact.key);
            QString value = shown(valueAt(m_plan, place), place);
            if (qstrcmp(fact.key, unitKey) == 0)
                value = u"万元"_s;
            else if (place == "collective_above"_L1 && !value.isEmpty())
                value += u"万元"_s;
            sheet.rows.push_back({text(fact.title), value, text(fact.explains)});
        }
    }

    void leaves(const QJsonValue& value, const QString& place, DraftSheet& sheet) {
        const Key* key = keyAt(place);
        const QJsonArray list = value.toArray();
        if (value.isObject()) {
            const QJsonObject object = value.toObject();
            for (auto it = object.begin(); it != object.end(); ++it)
                leaves(it.value(), place + u'.' + it.key(), sheet);
        } else if (!list.isEmpty() && list.at(0).isObject()) {
            for (qsizetype i = 0; i < list.size(); ++i)
                leaves(list.at(i), u"%1[%2]"_s.arg(place).arg(i), sheet);
        } else {
            sheet.rows.push_back({place, key ? cellOf(value, *key, m_names, false) : QString(),
                                  key ? text(key->meaning) : QString()});
        }
    }

    void others(DraftSheet& sheet) {
        const QStringList& known = placed();
        QSet<QString> own;
        for (const Fact& fact : facts())
            own.insert(QString::fromLatin1(fact.key));
        DraftSheet all;
        for (auto it = m_plan.begin(); it != m_plan.end(); ++it)
            if (!known.contains(it.key()))
                leaves(it.value(), it.key(), all);
        for (const QStringList& row : all.rows)
            if (!own.contains(row.at(0)))
                sheet.rows.push_back(row);
    }

    void lists(const TableOf& table, DraftSheet& sheet) {
        int column = 0;
        for (const ColumnOf& one : table.columns) {
            const QString key = QString::fromLatin1(one.key).chopped(2);
            int row = 0;
            for (const QJsonValue& value : m_plan.value(key).toArray())
                sheet.put(++row, column, value.toString());
            ++column;
        }
    }

    void keyed(const TableOf& table, DraftSheet& sheet) {
        const QString first = QString::fromLatin1(table.columns[0].key).chopped(2);
        QStringList keys;
        if (first == "cites"_L1) {
            for (const journal::RuleInfo& rule : journal::catalogue())
                keys << rule.id;
        } else if (first == "cites_papers"_L1) {
            keys = choicesOf(*plan::key(first));
        } else {
            keys = m_plan.value(first).toObject().keys();
        }
        for (const ColumnOf& column : table.columns)
            for (const QString& key :
                 m_plan.value(QString::fromLatin1(column.key).chopped(column.key[0] ? 2 : 0))
                     .toObject()
                     .keys())
                if (!keys.contains(key))
                    keys << key;
        for (const QString& key : std::as_const(keys)) {
            QStringList row{key};
            for (std::size_t i = 1; i < table.columns.size(); ++i) {
                const QString dict = QString::fromLatin1(table.columns[i].key);
                row << (dict.isEmpty() ? meaningOf(key)
                                       : m_plan.value(dict.chopped(2))[key].toString());
            }
            sheet.rows.push_back(row);
        }
    }

    static QString meaningOf(const QString& key) {
        for (const auto& paper : paperNames)
            if (key == QLatin1StringView(paper.code))
                return text(paper.name);
        for (const journal::RuleInfo& rule : journal::catalogue())
            if (key.section(u'@', 0, 0) == rule.id)
                return labels::inWords(rule.demand.toString(), labels::usualWords());
        return {};
    }

    QStringList rowOf(const TableOf& table, const QString& code, const QJsonValue& one) const {
        QStringList row;
        for (const ColumnOf& column : table.columns) {
            const QString key = QString::fromLatin1(column.key);
            const QString inside = below(table, column);
            if (inside.isEmpty())
                row << m_names.word(key, code);
            else if (inside == "retention_percent"_L1 && one["retention"_L1].isObject())
                row << one["retention"_L1]["percent"_L1].toString();
            else
                row << shown(valueAt(one, inside), key);
            if (allocation(table) && text(column.title) == totalHead)
                for (const QJsonValue& source : m_plan.value("sources"_L1).toArray())
                    row << shown(one["budget"_L1][source["code"_L1].toString()],
                                 u"lines[].budget.*"_s);
        }
        return row;
    }

    void rows(const TableOf& table, DraftSheet& sheet) {
        const QString list = QString::fromLatin1(table.list);
        if (list.endsWith(u'*')) {
            const QJsonObject dict = m_plan.value(list.chopped(2)).toObject();
            for (auto it = dict.begin(); it != dict.end(); ++it) {
                QStringList row = rowOf(table, it.key(), it.value());
                if (list != "unit_kinds.*"_L1)
                    row[0] = it.key(); // a path's and a tick's own code
                else if (it.value()["items"_L1].isArray() && row.at(2).isEmpty())
                    row[2] = u"无"_s;
                sheet.rows.push_back(row);
            }
            return;
        }
        for (const QJsonValue& one : m_plan.value(list.chopped(2)).toArray())
            sheet.rows.push_back(rowOf(table, {}, one));
        if (allocation(table))
            total(sheet);
    }

    // The sums that the document prints below its table.
    void total(DraftSheet& sheet) const {
        const int row = static_cast<int>(sheet.rows.size());
        sheet.put(row, sheet.column(u"支持项目"_s), totalWord.toString());
        Fen all;
        int column = sheet.column(totalHead.toString());
        const int totalAt = column;
        for (const QJsonValue& source : m_plan.value("sources"_L1).toArray()) {
            const Fen amount = Fen::parse(source["amount"_L1].toString()).value_or(Fen());
            all += amount;
            sheet.put(row, ++column, figure(amount, true));
        }
        if (column > totalAt)
            sheet.put(row, totalAt, figure(all, true));
    }

    void inner(const TableOf& table, DraftSheet& sheet) {
        const QString list = QString::fromLatin1(table.list);
        if (list.startsWith("lines"_L1)) {
            for (const QJsonValue& line : m_plan.value("lines"_L1).toArray())
                for (const QJsonValue& item : line["items"_L1].toArray())
                    sheet.rows.push_back(rowOf(table, line["code"_L1].toString(), item));
            return;
        }
        const QJsonObject paths = m_plan.value("paths"_L1).toObject();
        for (auto it = paths.begin(); it != paths.end(); ++it)
            for (const QJsonValue& stage : it.value()["stages"_L1].toArray())
                sheet.rows.push_back(rowOf(table, it.key(), stage));
    }

    const QJsonObject m_plan;
    const Names m_names;
};

// What most counties have alike; each of it may be changed.
constexpr const char* usual = R"({
 "paths":{"acceptance":{"name":"验收拨付","kinds":["final"],"office_review":["final"]},
          "prepaid":{"name":"预先拨付","kinds":["prepay","stage","final"],"prepay_percent":"50",
                     "office_review":["prepay"]},
          "staged":{"name":"分批拨付","kinds":["stage","final"]}},
 "unit_kinds":{"enterprise":{"eligibility":["registered","qualified","accounts","clean_record",
                                            "truthful"]},
               "cooperative":{"eligibility":["registered","qualified","accounts","clean_record",
                                             "truthful"]},
               "organisation":{"eligibility":[]}},
 "numbering":{"project":"XM-{year}-{n:3}","acceptance":"YS-{year}-{n:3}",
              "payment":"BF-{year}-{n:3}","receipt":"SR-{year}-{n:3}",
              "contract":"HT-{year}-{n:3}","disclosure":"GS-{year}-{n:3}"}})";

} // namespace

Draft draftOf(const QJsonObject& plan) {
    return Writing(plan).run();
}

Draft newDraft() {
    return draftOf(QJsonDocument::fromJson(QByteArray(usual)).object());
}

} // namespace plan
