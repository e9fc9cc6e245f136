// SPDX-License-Identifier: GPL-3.0-only
#include "draft_tables.h"

#include <QRegularExpression>

#include <algorithm>

// The allocation table as it comes from a document by the clipboard.

namespace plan {

using namespace Qt::Literals::StringLiterals;
using namespace drafts;
using labels::sentence;

namespace {

constexpr int mostRows = 2000;
constexpr int mostColumns = 64;

using Rows = std::vector<QStringList>;

// Cells apart by tabs; one that holds a line's end stands in quotes, as spreadsheets copy it.
Rows tabbed(const QString& text) {
    Rows rows{{}};
    qsizetype at = 0;
    while (at <= text.size() && rows.size() <= mostRows) {
        qsizetype end = at;
        QString cell;
        const qsizetype close = text.indexOf(QRegularExpression(u"\"(?=[\\t\\n]|$)"_s), at + 1);
        if (at < text.size() && text[at] == u'"' && close > 0) {
            cell = text.mid(at + 1, close - at - 1).replace(u"\"\""_s, u"\""_s);
            end = close + 1;
        } else {
            while (end < text.size() && text[end] != u'\t' && text[end] != u'\n')
                ++end;
            cell = text.mid(at, end - at);
        }
        rows.back() << cleanCell(cell);
        if (end < text.size() && text[end] == u'\n')
            rows.push_back({});
        at = end + 1;
    }
    return rows;
}

Rows rowsOf(QString text) {
    text.remove(u'\r');
    if (text.contains(u'\t'))
        return tabbed(text);
    Rows rows;
    static const QRegularExpression blanks(u"[\\s\u3000]+"_s);
    for (const QString& line : text.split(u'\n').mid(0, mostRows))
        rows.push_back(cleanCell(line).split(blanks, Qt::SkipEmptyParts));
    return rows;
}

bool isNone(const QString& cell) {
    return cell.isEmpty() || cell == u"—" || cell == u"——" || cell == u"-" || cell == u"/";
}

bool isAmount(const QString& cell) {
    return amountOf(cell, true).has_value();
}

// The head of a sheet's column that a printed head means; "" where it is none of them.
QString columnMeant(const QString& printed) {
    static const struct {
        const char16_t* word;
        const char16_t* head;
    } meanings[] = {
        {u"支持内容", u"支持内容"}, {u"类别", u"支持内容"},   {u"支持项目", u"支持项目"},
        {u"项目名称", u"支持项目"}, {u"子项目", u"支持项目"}, {u"支持范围", u"支持范围"},
        {u"建设内容", u"支持范围"}, {u"标准", u"支持标准"},   {u"备注", u"支持标准"},
        {u"总额", u"总额"},         {u"合计", u"总额"},       {u"小计", u"总额"},
        {u"总计", u"总额"},         {u"编号", u"编号"},       {u"牵头", u"牵头单位"},
        {u"配合", u"配合单位"},     {u"方式", u"拨付方式"},   {u"方向", u"支持方向"}};
    for (const auto& one : meanings)
        if (printed.contains(text(one.word)))
            return text(one.head);
    return printed == u"项目" ? u"支持项目"_s : QString();
}

QString bare(QString head) {
    static const QRegularExpression unit(
        u"[(\uff08]\\s*(单位[:\uff1a])?(万元|元)\\s*[)\uff09]|[\\s\u3000]"_s);
    return head.remove(unit);
}

class Pasted {
public:
    Pasted(Draft& draft, const QString& text) : m_draft(draft), m_rows(rowsOf(text)) {}

    std::optional<labels::Sentence> run() {
        units();
        findHeads();
        const std::size_t first = m_first;
        std::vector<QStringList> body;
        for (std::size_t i = first; i < m_rows.size(); ++i)
            if (std::any_of(m_rows[i].begin(), m_rows[i].end(), isAmount))
                body.push_back(m_rows[i]);
        if (m_heads.isEmpty())
            guessHeads(body);
        columns(body);
        if (body.empty() || m_sources.isEmpty() || m_heads.indexOf(u"支持项目"_s) < 0)
            return sentence("plan-draft.no-table");
        sources();
        fill(body);
        return std::nullopt;
    }

private:
    void units() {
        for (const QStringList& row : m_rows) {
            const QString line = row.join(u' ');
            static const QRegularExpression form(u"单\\s*位\\s*[:\uff1a]\\s*(万?元)"_s);
            if (const auto found = form.match(line); found.hasMatch() && m_unit.isEmpty())
                m_unit = found.captured(1);
        }
    }

    // The row of heads, and what stands below it where the heads have two rows.
    void findHeads() {
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            int known = 0;
            for (const QString& cell : m_rows[i])
                known += columnMeant(bare(cell)).isEmpty() ? 0 : 1;
            const bool figures = std::any_of(m_rows[i].begin(), m_rows[i].end(), isAmount);
            if (known < 2 || figures)
                continue;
            m_printed = m_rows[i].mid(0, mostColumns);
            m_first = i + 1;
            if (m_first < m_rows.size() && isSecondHead(m_rows[m_first])) {
                const QStringList& below = m_rows[m_first++];
                for (qsizetype c = 0; c < below.size() && c < mostColumns; ++c) {
                    while (m_printed.size() <= c)
                        m_printed << QString();
                    if (!below[c].isEmpty())
                        m_printed[c] = below[c];
                }
            }
            for (const QString& cell : std::as_const(m_printed)) {
                const QString meant = columnMeant(bare(cell));
                m_heads << (m_heads.contains(meant) ? QString() : meant);
            }
            return;
        }
    }

    bool isSecondHead(const QStringList& row) const {
        return row.value(0).isEmpty() && !row.join(QString()).isEmpty()
               && std::none_of(row.begin(), row.end(), isAmount);
    }

    // Without heads: texts are the heading, the line and its scope; the first of the figures is the
    // total where there is one more than there are sources, or where it is the sum of the others.
    void guessHeads(const Rows& body) {
        qsizetype width = 0;
        for (const QStringList& row : body)
            width = std::max(width, std::min<qsizetype>(row.size(), mostColumns));
        QList<qsizetype> figures;
        QList<qsizetype> texts;
        for (qsizetype c = 0; c < width; ++c) {
            const bool numbers = std::all_of(body.begin(), body.end(), [&](const QStringList& row) {
                return isNone(row.value(c)) || isAmount(row.value(c));
            });
            (numbers ? figures : texts) << c;
            m_heads << QString();
            m_printed << QString();
        }
        static const QStringList names[] = {{},
                                            {u"支持项目"_s},
                                            {u"支持内容"_s, u"支持项目"_s},
                                            {u"支持内容"_s, u"支持项目"_s, u"支持范围"_s}};
        QList<qsizetype> before;
        for (qsizetype c : texts)
            if (figures.isEmpty() || c < figures.front())
                before << c;
            else if (!m_heads.contains(u"支持标准"_s))
                m_heads[c] = u"支持标准"_s;
        const QStringList& words = names[std::min<qsizetype>(before.size(), 3)];
        for (qsizetype i = 0; i < words.size(); ++i)
            m_heads[before[i]] = words[i];
        if (figures.isEmpty())
            return;
        const QStringList known = knownSources();
        if (figures.size() == known.size() + 1 || (known.isEmpty() && firstIsSum(body, figures)))
            m_heads[figures.takeFirst()] = u"总额"_s;
        for (qsizetype i = 0; i < figures.size(); ++i)
            m_printed[figures[i]] = i < known.size() ? known[i] : u"来源%1"_s.arg(i + 1);
    }

    static bool firstIsSum(const Rows& body, const QList<qsizetype>& figures) {
        int right = 0;
        for (const QStringList& row : body) {
            money::Fen sum;
            for (qsizetype c : figures.mid(1))
                sum += amountOf(row.value(c), true).value_or(money::Fen());
            right += amountOf(row.value(figures.front()), true) == sum ? 1 : 0;
        }
        return figures.size() > 1 && right * 2 > static_cast<int>(body.size());
    }

    QStringList knownSources() const {
        QStringList names;
        const DraftSheet* sheet = m_draft.sheet(sourcesSheet.toString());
        for (int row = 1; sheet && row < sheet->filledRows(); ++row)
            if (const QString name = cleanCell(sheet->text(row, sheet->column(u"名称"_s)));
                !name.isEmpty())
                names << name;
        return names;
    }

    // Columns of figures that are no total are sources. A cell that spans rows may be missing in
    // those below: what is left of such a row moves to its columns.
    void columns(Rows& body) {
        for (qsizetype c = 0; c < m_heads.size(); ++c) {
            const QString name = bare(m_printed.value(c));
            const bool figures = std::any_of(body.begin(), body.end(), [&](const QStringList& row) {
                return isAmount(row.value(c));
            });
            if (m_heads[c].isEmpty() && !name.isEmpty() && figures && !name.contains(u"序号"_s)
                && !m_sources.values().contains(name))
                m_sources.insert(c, name);
        }
        for (QStringList& row : body)
            for (int missing = 0; missing < 2 && !fits(row); ++missing)
                if (row.size() < m_heads.size())
                    row.prepend(QString());
    }

    bool fits(const QStringList& row) const {
        for (qsizetype c = 0; c < m_heads.size(); ++c) {
            const bool figures = m_sources.contains(c) || m_heads[c] == totalHead;
            if (figures && !isNone(row.value(c)) && !isAmount(row.value(c)))
                return false;
            // A figure where a text should be: what stood before it is missing.
            if (!figures && isAmount(row.value(c)) && m_heads[c].startsWith(u"支持"_s)
                && m_heads[c] != u"支持方向" && row.size() < m_heads.size())
                return false;
        }
        return true;
    }

    void sources() {
        DraftSheet* sheet = m_draft.sheet(sourcesSheet.toString());
        const QStringList known = knownSources();
        for (const QString& name : std::as_const(m_sources))
            if (!known.contains(name))
                sheet->put(sheet->filledRows(), sheet->column(u"名称"_s), name);
        DraftSheet* facts = m_draft.sheet(factsSheet.toString());
        for (int row = 1; !m_unit.isEmpty() && row < facts->filledRows(); ++row)
            if (facts->text(row, 0) == text(unitTitle))
                facts->put(row, 1, m_unit);
    }

    void fill(const Rows& body) {
        DraftSheet* sheet = m_draft.sheet(allocationSheet.toString());
        const DraftSheet before = *sheet;
        QStringList heads;
        for (const DraftForm& form : draftForms(m_draft))
            if (form.name == allocationSheet)
                heads = form.heads();
        sheet->rows = {heads};
        QMap<QString, QString> above; // of cells that span rows
        for (std::size_t i = 0; i < body.size(); ++i) {
            const int row = static_cast<int>(sheet->rows.size());
            QString texts;
            for (qsizetype c = 0; c < m_heads.size(); ++c) {
                const QString cell = body[i].value(c);
                const bool source = m_sources.contains(c);
                const QString head = source ? m_sources.value(c) : m_heads[c];
                if (head.isEmpty() || (source && isNone(cell)))
                    continue;
                if (!source && head != totalHead)
                    texts += cell;
                sheet->put(row, sheet->column(head), isNone(cell) ? QString() : cell);
            }
            if (texts.isEmpty() && i + 1 == body.size())
                sheet->put(row, sheet->column(u"支持项目"_s), totalWord.toString());
            if (isTotal(*sheet, row))
                continue;
            for (const QString& head : {u"支持内容"_s, u"支持项目"_s}) {
                const int column = sheet->column(head);
                const QString cell = sheet->text(row, column);
                if (cell.isEmpty())
                    sheet->put(row, column, above.value(head));
                else
                    above.insert(head, cell);
            }
            keep(*sheet, row, before);
        }
    }

    // What the table does not say of a line, and the draft said before.
    static void keep(DraftSheet& sheet, int row, const DraftSheet& before) {
        const int name = sheet.column(u"支持项目"_s);
        for (int old = 1; old < before.filledRows(); ++old) {
            if (before.text(old, before.column(u"支持项目"_s)) != sheet.text(row, name))
                continue;
            for (const QString& head :
                 {u"编号"_s, u"支持方向"_s, u"拨付方式"_s, u"待定的方式"_s, u"牵头单位"_s,
                  u"配合单位"_s, u"负担比例"_s, u"中标承办"_s, u"用于购买"_s, u"支持标准"_s}) {
                const int column = sheet.column(head);
                if (sheet.text(row, column).isEmpty())
                    sheet.put(row, column, before.text(old, before.column(head)));
            }
            return;
        }
    }

    Draft& m_draft;
    Rows m_rows;
    QString m_unit;
    std::size_t m_first = 0;
    QStringList m_printed; // as the table has them
    QStringList m_heads;   // as the sheet has them; "" for a source or what is not taken
    QMap<qsizetype, QString> m_sources;
};

} // namespace

std::optional<labels::Sentence> pasteAllocation(Draft& draft, const QString& text) {
    Draft changed = draft;
    const auto wrong = Pasted(changed, text).run();
    if (!wrong)
        draft = changed;
    return wrong;
}

} // namespace plan
