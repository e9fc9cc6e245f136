// SPDX-License-Identifier: GPL-3.0-only
#include "draft_tables.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

// Sums of a draft: what it leaves out, and what the printed table gets wrong.

namespace plan::drafts {

using namespace Qt::Literals::StringLiterals;
using money::Fen;

namespace {

Fen amountIn(const QJsonValue& value) {
    return Fen::parse(value.toString()).value_or(Fen());
}

// One column of percentages, with a term or without.
void retentions(QJsonObject& plan) {
    QJsonObject paths = plan.value("paths"_L1).toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it) {
        QJsonObject path = it.value().toObject();
        QJsonObject term = path.value("retention"_L1).toObject();
        if (term.isEmpty())
            continue;
        if (path.contains("retention_percent"_L1))
            term.insert("percent"_L1, path.take("retention_percent"_L1));
        path.insert("retention"_L1, term);
        it.value() = path;
    }
    if (!paths.isEmpty())
        plan.insert("paths"_L1, paths);
}

// Where a document counts no directions, they are the headings of its table.
void directions(QJsonObject& plan) {
    QJsonArray lines = plan.value("lines"_L1).toArray();
    const QJsonArray own = plan.value("directions"_L1).toArray();
    QStringList known;
    for (const QJsonValue& one : own)
        known << one.toString();
    const bool said = std::any_of(lines.begin(), lines.end(), [](const QJsonValue& line) {
        return line.toObject().contains("direction"_L1);
    });
    if (known.isEmpty() && said)
        return;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QJsonObject line = lines[i].toObject();
        const QString heading = line.value("category"_L1).toString();
        if (own.isEmpty() && !heading.isEmpty() && !known.contains(heading))
            known << heading;
        if (!line.contains("direction"_L1) && known.contains(heading))
            line.insert("direction"_L1, static_cast<int>(known.indexOf(heading)) + 1);
        lines[i] = line;
    }
    if (!lines.isEmpty())
        plan.insert("lines"_L1, lines);
    if (!known.isEmpty())
        plan.insert("directions"_L1, QJsonArray::fromStringList(known));
}

// A source plans what its column of the table comes to, where nothing else is said.
void amounts(QJsonObject& plan) {
    QJsonArray sources = plan.value("sources"_L1).toArray();
    for (qsizetype i = 0; i < sources.size(); ++i) {
        QJsonObject source = sources[i].toObject();
        const QString code = source.value("code"_L1).toString();
        if (source.contains("amount"_L1))
            continue;
        Fen sum;
        for (const QJsonValue& line : plan.value("lines"_L1).toArray())
            sum += amountIn(line["budget"_L1][code]);
        source.insert("amount"_L1, sum.toYuan());
        sources[i] = source;
    }
    if (!sources.isEmpty())
        plan.insert("sources"_L1, sources);
}

QString said(Fen amount, bool wan) {
    return figure(amount, wan) + (wan ? u"万元"_s : u"元"_s);
}

// A notice that has both figures, in yuan or 万元, is about them already.
bool isSaid(const QJsonValue& notices, Fen one, Fen other) {
    const auto has = [](const QString& text, Fen amount) {
        for (const QString& form : {figure(amount, true), figure(amount, false), amount.grouped(),
                                    amount.toYuan(), amount.toWan()})
            if (QRegularExpression(
                    u"(?<![\\d.,])%1(?![\\d.,]*\\d)"_s.arg(QRegularExpression::escape(form)))
                    .match(text)
                    .hasMatch())
                return true;
        return false;
    };
    for (const QJsonValue& notice : notices.toArray())
        if (has(notice.toString(), one) && has(notice.toString(), other))
            return true;
    return false;
}

class Foot {
public:
    Foot(const DraftSheet& sheet, QJsonObject& plan, bool wan)
        : m_sheet(sheet), m_plan(plan), m_wan(wan), m_lines(plan.value("lines"_L1).toArray()),
          m_notices(plan.value("notices"_L1).toArray()) {}

    CrossFoot run() {
        for (int row = 1; row < m_sheet.filledRows(); ++row)
            if (isTotal(m_sheet, row) && m_totalRow == 0)
                m_totalRow = row;
        lines();
        sources();
        total();
        if (!m_lines.isEmpty())
            m_plan.insert("lines"_L1, m_lines);
        if (!m_notices.isEmpty())
            m_plan.insert("notices"_L1, m_notices);
        m_foot.inWan = m_wan;
        return m_foot;
    }

private:
    void notice(const QString& text) {
        m_foot.notices << text;
        m_notices.append(text);
    }

    std::optional<Fen> printedTotal(const QString& head) const {
        const int column = m_sheet.column(head);
        if (m_totalRow == 0 || column < 0)
            return {};
        return amountOf(cleanCell(m_sheet.text(m_totalRow, column)), m_wan);
    }

    void lines() {
        for (qsizetype i = 0; i < m_lines.size(); ++i) {
            QJsonObject line = m_lines[i].toObject();
            FootRow row{line.value("name"_L1).toString(),
                        Fen::parse(line.value("printed_total"_L1).toString()),
                        {},
                        rowOf(i)};
            QStringList parts;
            for (const QJsonValue& part : line.value("budget"_L1).toObject()) {
                row.actual += amountIn(part);
                parts << figure(amountIn(part), m_wan);
            }
            m_allPrinted = m_allPrinted && row.printed;
            m_printedSum += row.printed.value_or(Fen());
            m_foot.total.actual += row.actual;
            if (row.differs() && !isSaid(line.value("notices"_L1), *row.printed, row.actual)) {
                const QString text =
                    u"分配表把“%1”(%2)的总额印作%3,而它的资金来源合计为%4。本方案采用%4,并保留原印的%3。"_s
                        .arg(row.name, line.value("code"_L1).toString(), said(*row.printed, m_wan),
                             said(row.actual, m_wan));
                QJsonArray own = line.value("notices"_L1).toArray();
                own.append(text);
                line.insert("notices"_L1, own);
                m_lines[i] = line;
                if (!isSaid(m_notices, *row.printed, row.actual))
                    notice(text);
            }
            m_foot.lines.push_back(row);
        }
    }

    // The row of the sheet in which a line stands.
    int rowOf(qsizetype line) const {
        for (int row = 1; row < m_sheet.filledRows(); ++row) {
            bool filled = false;
            for (int column = 0; column < m_sheet.rows.at(0).size(); ++column)
                filled = filled
                         || (!isAutomatic(m_sheet.text(0, column))
                             && !cleanCell(m_sheet.text(row, column)).isEmpty());
            if (filled && !isTotal(m_sheet, row) && line-- == 0)
                return row;
        }
        return 0;
    }

    void sources() {
        for (const QJsonValue& source : m_plan.value("sources"_L1).toArray()) {
            const QString code = source["code"_L1].toString();
            FootRow row{source["name"_L1].toString(),
                        printedTotal(source["name"_L1].toString()),
                        {},
                        m_totalRow};
            if (!row.printed)
                row.printed = printedTotal(code);
            for (const QJsonValue& line : m_lines)
                row.actual += amountIn(line["budget"_L1][code]);
            if (row.differs() && !isSaid(m_notices, *row.printed, row.actual))
                notice(u"分配表把“%1”一列的合计印作%2,而各行之和为%3。本方案采用各行之和。"_s.arg(
                    row.name, said(*row.printed, m_wan), said(row.actual, m_wan)));
            m_foot.sources.push_back(row);
        }
    }

    void total() {
        m_foot.total.name = totalWord.toString();
        m_foot.total.row = m_totalRow;
        m_foot.total.printed = printedTotal(totalHead.toString());
        const FootRow& all = m_foot.total;
        if (all.differs() && !isSaid(m_notices, *all.printed, all.actual))
            notice(u"分配表把总计印作%1,而各项之和为%2。本方案采用%2。"_s.arg(
                said(*all.printed, m_wan), said(all.actual, m_wan)));
        if (all.printed && m_allPrinted && m_printedSum != *all.printed
            && !isSaid(m_notices, m_printedSum, *all.printed))
            notice(u"分配表各行印出的总额相加为%1,而总计印作%2。"_s.arg(said(m_printedSum, m_wan),
                                                                        said(*all.printed, m_wan)));
    }

    const DraftSheet& m_sheet;
    QJsonObject& m_plan;
    const bool m_wan;
    QJsonArray m_lines;
    QJsonArray m_notices;
    CrossFoot m_foot;
    int m_totalRow = 0;
    bool m_allPrinted = true;
    Fen m_printedSum;
};

} // namespace

void complete(QJsonObject& plan) {
    retentions(plan);
    directions(plan);
    amounts(plan);
}

CrossFoot crossFoot(const DraftSheet& allocation, QJsonObject& plan, bool wan) {
    return Foot(allocation, plan, wan).run();
}

bool isTotal(const DraftSheet& sheet, int row) {
    static const QStringList words{totalWord.toString(), u"总计"_s, u"合  计"_s, u"小计"_s};
    for (const QString& head : {u"编号"_s, u"支持内容"_s, u"支持项目"_s, u"支持范围"_s})
        if (const int column = sheet.column(head); column >= 0) {
            QString said = cleanCell(sheet.text(row, column));
            said.remove(u' ');
            if (isAutomatic(said) || words.contains(said))
                return true;
        }
    return false;
}

} // namespace plan::drafts
