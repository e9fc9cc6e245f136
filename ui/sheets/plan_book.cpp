// SPDX-License-Identifier: GPL-3.0-only
#include "plan_book.h"

#include "book.h"
#include "number.h"

#include <algorithm>

namespace sheets {

using namespace Qt::Literals::StringLiterals;
using plan::Draft;
using plan::DraftColumn;
using plan::DraftForm;
using plan::DraftSheet;
using reports::ColumnKind;

namespace {

constexpr int headRow = 1; // of every sheet, below what explains it
constexpr int spareRows = 12;
constexpr int spareLines = 6; // of the allocation, above its printed sums
constexpr int fewestLines = 20;
constexpr int fewestSources = 5;
constexpr int lastChoice = 200; // row of a sheet whose names are chosen elsewhere

const char* const explanations[] = {
    "本工作簿用来制作专项资金的分配方案文件。各表第一行是说明,第二行是列名,从第三行起填写;"
    "列名和表名不要改动,列的次序可以调换,行可以增减。",
    "一、先在“基本”中填资金名称、县、文号和施行日期,并选定金额的单位(万元或元)。",
    "二、在“来源”中填各资金来源的名称;编号可以空着。“分配”的来源各列按这里的次序命名。",
    "三、在“分配”中照文件所附的分配表填写:支持内容、支持项目、总额和各来源的金额,末行的合计也照"
    "印出的填写。带“(自动)”的各行各列是公式,用来核对,不要改动。印错的数照样填写:程序采用"
    "各来源之和,并把差异记为原文出入。",
    "四、“拨付方式”从“方式”表中的名称选取;某一部分另有限额或标准的,填在“细项”。",
    "五、“条款”粘贴办法各条的原文;“依据”和“表单”写明各以哪一条为依据,没有的空着,程序就不会"
    "引用。",
    "六、一格中有几个值的,用分号隔开;是与否的格写“是”或“否”;比例写百分数,例如 50。",
    "七、填好后保存,运行 fundctl plan --from 工作簿.xlsx 方案.json;有不对的格,会逐格指出。",
    "方案文件做好后,用 fundctl plan --check 方案.json 可以看到程序对它的理解。"};

class Template {
public:
    explicit Template(const Draft& draft)
        : m_draft(draft), m_forms(plan::draftForms(draft)), m_foot(plan::readDraft(draft).foot),
          m_book(u"资金分配方案"_s, {}) {}

    QByteArray run() {
        explain();
        for (const DraftForm& form : m_forms)
            m_sheets.push_back(m_book.add(form.name));
        for (std::size_t i = 0; i < m_forms.size(); ++i)
            write(m_forms[i], m_sheets[i]);
        return m_book.finish();
    }

private:
    void explain() {
        lxw_worksheet* sheet = m_book.add(u"填写说明"_s);
        constexpr int width = 40;
        worksheet_set_column(sheet, 0, 0, columnWidth(width), nullptr);
        m_book.putText(sheet, 0, 0, u"资金分配方案填写说明"_s, Style::Title);
        int row = 1;
        for (const char* words : explanations) {
            const QString text = QString::fromUtf8(words);
            m_book.putText(sheet, row, 0, text, Style::Note);
            m_book.setLines(sheet, row++, linesOf(text, width));
        }
        m_book.forPrinting(sheet, false, -1);
    }

    void write(const DraftForm& form, lxw_worksheet* sheet) {
        static const DraftSheet none;
        const DraftSheet* found = m_draft.sheet(form.name);
        const DraftSheet& filled = found ? *found : none;
        std::vector<DraftColumn> columns = form.columns;
        const bool allocation = form.name == plan::allocationSheet;
        const auto firstSource = sourcesAt(columns);
        const int spare = allocation ? addSources(columns, firstSource) : 0;
        int width = 0;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const DraftColumn& column = columns[i];
            const auto at = static_cast<lxw_col_t>(i);
            worksheet_set_column(sheet, at, at, columnWidth(column.width), input(column));
            width += column.width;
        }
        m_book.putWide(sheet, 0, 0, std::min(7, static_cast<int>(columns.size()) - 1),
                       form.explains, Style::Note, std::min(width, 60));
        for (std::size_t i = 0; i < columns.size(); ++i)
            m_book.putText(sheet, headRow, static_cast<int>(i), columns[i].title, Style::Head);
        const int known = static_cast<int>(form.columns.size()) - others(form);
        for (int i = 0; i < spare; ++i)
            sourceHead(sheet, firstSource + known + i, known + i);
        int last = 0;
        const int rows = filled.filledRows();
        const bool total = allocation && rows > 1 && isTotalRow(filled, rows - 1);
        const int lines = total ? rows - 1 : rows;
        for (int row = 1; row < lines; ++row)
            last = line(sheet, headRow + row, filled, row, columns);
        const int more = allocation ? std::max(spareLines, fewestLines - lines) : spareRows;
        for (int i = 0; i < more; ++i, ++last)
            blank(sheet, headRow + std::max(lines, 1) + i, columns);
        const int end = headRow + std::max(lines, 1) + more; // the first row below
        choices(sheet, columns, end - 1);
        if (allocation)
            sums(sheet, filled, total ? rows - 1 : -1, columns, firstSource, end);
        if (form.name == plan::factsSheet)
            factLists(sheet, filled);
        worksheet_freeze_panes(sheet, headRow + 1, 0);
        m_book.forPrinting(sheet, true, headRow);
    }

    // Columns of the allocation that are no source's.
    static int others(const DraftForm& form) {
        int count = 0;
        for (const DraftColumn& column : form.columns)
            count += column.amount && column.title != u"总额" ? 0 : 1;
        return count;
    }

    static int sourcesAt(const std::vector<DraftColumn>& columns) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].title == u"总额")
                return static_cast<int>(i) + 1;
        return 0;
    }

    // Columns for sources that are named later, and for the sums.
    int addSources(std::vector<DraftColumn>& columns, int first) {
        int known = 0;
        while (first + known < static_cast<int>(columns.size())
               && columns[static_cast<std::size_t>(first + known)].amount)
            ++known;
        const int spare = std::max(1, fewestSources - known);
        for (int i = 0; i < spare; ++i)
            columns.insert(columns.begin() + first + known + i,
                           {u"来源%1(自动)"_s.arg(known + i + 1), 8, true, {}, {}, false});
        m_sources = known + spare;
        columns.push_back({u"来源之和(自动)"_s, 8, true, {}, {}, true});
        columns.push_back({u"与总额之差(自动)"_s, 8, true, {}, {}, true});
        return spare;
    }

    // The head of a column whose source has no name yet.
    void sourceHead(lxw_worksheet* sheet, int column, int source) {
        const QString name = u"'来源'!$B$%1"_s.arg(headRow + 2 + source);
        const QString unnamed = u"来源%1(自动)"_s.arg(source + 1);
        m_book.putWords(sheet, headRow, column, u"=IF(%1=\"\",\"%2\",%1)"_s.arg(name, unnamed),
                        unnamed, Style::Head);
    }

    static bool isTotalRow(const DraftSheet& sheet, int row) {
        return sheet.text(row, sheet.column(u"支持项目"_s)) == plan::totalWord;
    }

    lxw_format* input(const DraftColumn& column, Style style = Style::Cell) {
        return column.amount ? m_book.format(ColumnKind::WanAmount, style)
                             : m_book.format(ColumnKind::Text, style, true);
    }

    void put(lxw_worksheet* sheet, int row, int column, const QString& text,
             const DraftColumn& form, Style style = Style::Cell) {
        const auto value = form.amount ? number(text) : std::nullopt;
        if (value)
            worksheet_write_number(sheet, static_cast<lxw_row_t>(row),
                                   static_cast<lxw_col_t>(column), *value, input(form, style));
        else if (text.isEmpty())
            worksheet_write_blank(sheet, static_cast<lxw_row_t>(row),
                                  static_cast<lxw_col_t>(column), input(form, style));
        else
            m_book.putText(sheet, row, column, text, form.automatic ? Style::Note : style);
    }

    int line(lxw_worksheet* sheet, int row, const DraftSheet& filled, int from,
             const std::vector<DraftColumn>& columns) {
        int lines = 1;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const int source = filled.column(columns[i].title);
            const QString text = filled.text(from, source);
            put(sheet, row, static_cast<int>(i), text, columns[i]);
            lines = std::max(lines, linesOf(text, columns[i].width));
        }
        constexpr int mostLines = 8;
        m_book.setLines(sheet, row, std::min(lines, mostLines));
        return row;
    }

    void blank(lxw_worksheet* sheet, int row, const std::vector<DraftColumn>& columns) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            put(sheet, row, static_cast<int>(i), {}, columns[i]);
    }

    void list(lxw_worksheet* sheet, int from, int to, int column, const QStringList& choices,
              const QString& formula) {
        // Excel takes 255 signs of a list with its commas, the library as many bytes.
        constexpr qsizetype longest = 255;
        const QString joined = choices.join(u',');
        if (formula.isEmpty()
            && (choices.isEmpty() || joined.count(u',') != choices.size() - 1
                || joined.toUtf8().size() > longest))
            return;
        lxw_data_validation rule{};
        QByteArray range = formula.toUtf8();
        std::vector<QByteArray> texts;
        std::vector<const char*> words;
        for (const QString& choice : choices)
            texts.push_back(choice.toUtf8());
        for (const QByteArray& text : texts)
            words.push_back(text.constData());
        words.push_back(nullptr);
        rule.validate =
            formula.isEmpty() ? LXW_VALIDATION_TYPE_LIST : LXW_VALIDATION_TYPE_LIST_FORMULA;
        if (formula.isEmpty())
            rule.value_list = const_cast<char**>(words.data());
        else
            rule.value_formula = range.data();
        rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        worksheet_data_validation_range(sheet, static_cast<lxw_row_t>(from),
                                        static_cast<lxw_col_t>(column), static_cast<lxw_row_t>(to),
                                        static_cast<lxw_col_t>(column), &rule);
    }

    void choices(lxw_worksheet* sheet, const std::vector<DraftColumn>& columns, int last) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            QString formula;
            if (columns[i].several)
                continue;
            if (columns[i].choicesFrom == u"方式")
                formula = u"='方式'!$B$%1:$B$%2"_s.arg(headRow + 2).arg(lastChoice);
            list(sheet, headRow + 1, last, static_cast<int>(i), columns[i].choices, formula);
        }
    }

    void factLists(lxw_worksheet* sheet, const DraftSheet& filled) {
        for (int row = 1; row < filled.filledRows(); ++row)
            list(sheet, headRow + row, headRow + row, 1, plan::factChoices(m_draft, row), {});
    }

    // --- the sums of the allocation -----------------------------------------------------------

    void formula(lxw_worksheet* sheet, int row, int column, const QString& text, money::Fen value) {
        const ColumnKind kind = m_foot.inWan ? ColumnKind::WanAmount : ColumnKind::Amount;
        m_book.putSum(sheet, row, column, text, value.toYuan(), kind, Style::Total);
    }

    void sums(lxw_worksheet* sheet, const DraftSheet& filled, int totalRow,
              const std::vector<DraftColumn>& columns, int first, int end) {
        const auto width = static_cast<int>(columns.size());
        const auto range = [](int row, int from, int to) {
            return u"%1:%2"_s.arg(cellName(row, from), cellName(row, to)).remove(u'$');
        };
        const auto figureAt = [](int row, int column) {
            return cellName(row, column).remove(u'$');
        };
        for (int row = headRow + 1; row < end; ++row) {
            const plan::FootRow* known = nullptr;
            for (const plan::FootRow& one : m_foot.lines)
                if (one.row == row - headRow)
                    known = &one;
            const money::Fen sum = known ? known->actual : money::Fen();
            const money::Fen printed = known ? known->printed.value_or(sum) : money::Fen();
            formula(sheet, row, width - 2,
                    u"=SUM(%1)"_s.arg(range(row, first, first + m_sources - 1)), sum);
            formula(
                sheet, row, width - 1,
                u"=IF(%1=\"\",0,%1-%2)"_s.arg(figureAt(row, first - 1), figureAt(row, width - 2)),
                printed - sum);
        }
        for (int column = 0; column < width; ++column)
            put(sheet, end, column,
                totalRow < 0
                    ? QString()
                    : filled.text(totalRow,
                                  filled.column(columns[static_cast<std::size_t>(column)].title)),
                columns[static_cast<std::size_t>(column)], Style::Total);
        const int name = nameColumn(columns);
        m_book.putText(sheet, end, name, plan::totalWord.toString(), Style::Total);
        m_book.putText(sheet, end + 1, name, u"各行之和(自动)"_s, Style::Total);
        m_book.putText(sheet, end + 2, name, u"与合计之差(自动)"_s, Style::Total);
        for (int column = first - 1; column < first + m_sources; ++column) {
            const int source = column - first;
            money::Fen sum;
            money::Fen printed;
            if (source >= 0 && source < static_cast<int>(m_foot.sources.size())) {
                sum = m_foot.sources[static_cast<std::size_t>(source)].actual;
                printed = m_foot.sources[static_cast<std::size_t>(source)].printed.value_or(sum);
            } else if (source < 0) {
                for (const plan::FootRow& one : m_foot.lines)
                    sum += one.printed.value_or(money::Fen());
                printed = m_foot.total.printed.value_or(sum);
            }
            formula(sheet, end + 1, column,
                    u"=SUM(%1:%2)"_s.arg(figureAt(headRow + 1, column), figureAt(end - 1, column)),
                    sum);
            formula(sheet, end + 2, column,
                    u"=IF(%1=\"\",0,%1-%2)"_s.arg(figureAt(end, column), figureAt(end + 1, column)),
                    printed - sum);
        }
    }

    static int nameColumn(const std::vector<DraftColumn>& columns) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].title == u"支持项目")
                return static_cast<int>(i);
        return 0;
    }

    const Draft& m_draft;
    const std::vector<DraftForm> m_forms;
    const plan::CrossFoot m_foot;
    Book m_book;
    std::vector<lxw_worksheet*> m_sheets;
    int m_sources = 0;
};

} // namespace

QByteArray planBook(const Draft& draft) {
    return Template(draft).run();
}

} // namespace sheets
