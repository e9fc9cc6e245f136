// SPDX-License-Identifier: GPL-3.0-only
#include "plan_grid.h"

#include <theme/theme.h>
#include <widgets/clean_input.h>

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

#include <algorithm>

namespace shell {

using namespace Qt::Literals::StringLiterals;
using plan::DraftColumn;

namespace {

constexpr int spareRows = 6;
constexpr int mostPasted = 2000; // rows
constexpr int signWidth = 13;    // pixels of a Chinese character, about
constexpr int margins = 16;      // of a cell
constexpr int sumWidth = 6;      // signs
constexpr int fewColumns = 4;
constexpr int widestOfFew = 34; // signs
constexpr int widestOfMany = 10;

} // namespace

// What is chosen from words may be typed, too: the program says where it is none of them.
class PlanGrid::Delegate : public QStyledItemDelegate {
public:
    explicit Delegate(PlanGrid& grid) : QStyledItemDelegate(&grid), m_grid(grid) {}

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override {
        const auto at = static_cast<std::size_t>(index.column());
        if (at >= m_grid.m_form.columns.size() || m_grid.m_form.columns[at].choices.isEmpty())
            return QStyledItemDelegate::createEditor(parent, option, index);
        auto* box = new QComboBox(parent);
        box->setEditable(true);
        box->addItem(QString());
        box->addItems(m_grid.m_form.columns[at].choices);
        // What is chosen joins what stands there.
        if (m_grid.m_form.columns[at].several)
            connect(box, &QComboBox::textActivated, box,
                    [box, text = index.data(Qt::EditRole).toString()](const QString& word) mutable {
                        if (!text.isEmpty() && !word.isEmpty())
                            text += u';';
                        text = word.isEmpty() ? QString() : text + word;
                        box->setEditText(text);
                    });
        return box;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override {
        if (auto* box = qobject_cast<QComboBox*>(editor))
            box->setCurrentText(index.data(Qt::EditRole).toString());
        else
            QStyledItemDelegate::setEditorData(editor, index);
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model,
                      const QModelIndex& index) const override {
        if (auto* box = qobject_cast<QComboBox*>(editor))
            model->setData(index, box->currentText());
        else
            QStyledItemDelegate::setModelData(editor, model, index);
    }

private:
    PlanGrid& m_grid;
};

PlanGrid::PlanGrid(QWidget* parent) : QTableWidget(parent) {
    setItemDelegate(new Delegate(*this));
    setTabKeyNavigation(false);
    setWordWrap(false);
    setEditTriggers(QAbstractItemView::AnyKeyPressed | QAbstractItemView::DoubleClicked
                    | QAbstractItemView::SelectedClicked | QAbstractItemView::EditKeyPressed);
    verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(this, &QTableWidget::itemChanged, this, &PlanGrid::changed);
}

void PlanGrid::put(int row, int column, const QString& text, bool editable) {
    auto* cell = new QTableWidgetItem(text);
    const auto at = static_cast<std::size_t>(column);
    const bool amount = at >= m_form.columns.size() || m_form.columns[at].amount;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (editable)
        flags |= Qt::ItemIsEditable;
    else
        cell->setForeground(theme::colours().muted);
    cell->setFlags(flags);
    cell->setTextAlignment((amount ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    cell->setToolTip(text);
    setItem(row, column, cell);
}

// As sentences count them: the heads are the first row.
void PlanGrid::number() {
    QStringList numbers;
    for (int r = 0; r < rowCount(); ++r)
        numbers << QString::number(r + 2);
    setVerticalHeaderLabels(numbers);
}

// As much in sight as there is room for; the sums stand beside the sources that they add up.
void PlanGrid::layColumns(bool allocation) {
    const auto count = static_cast<int>(m_form.columns.size());
    const int widest = count <= fewColumns ? widestOfFew : widestOfMany;
    int sources = 0;
    for (int i = 0; i < columnCount(); ++i) {
        const bool sum = i >= count;
        const DraftColumn column =
            sum ? DraftColumn{{}, sumWidth, true} : m_form.columns[static_cast<std::size_t>(i)];
        const int signs = std::clamp(column.width, 3, column.amount ? sumWidth : widest);
        setColumnWidth(i, signs * signWidth + margins);
        if (!sum && column.amount)
            sources = i;
    }
    QHeaderView* heads = horizontalHeader();
    for (int i = 0; i < columnCount(); ++i)
        heads->moveSection(heads->visualIndex(i), i);
    for (int i = 0; allocation && i < 2; ++i)
        heads->moveSection(heads->visualIndex(count + i), sources + 1 + i);
}

void PlanGrid::blankRow(int row) {
    for (int c = 0; c < m_columns.size(); ++c)
        put(row, c, {}, !m_form.columns[static_cast<std::size_t>(c)].automatic);
}

void PlanGrid::showSheet(const plan::DraftForm& form, const plan::DraftSheet& sheet) {
    const int row = currentRow();
    const int column = currentColumn();
    m_filling = true;
    const bool another = m_form.heads() != form.heads();
    m_form = form;
    m_columns.clear();
    QStringList heads;
    for (const DraftColumn& one : form.columns) {
        m_columns << sheet.column(one.title);
        heads << QString(one.title).remove(u"(自动)"_s);
    }
    const bool allocation = form.name == plan::allocationSheet;
    if (allocation)
        heads << tr("来源之和") << tr("与总额之差");
    const int filled = std::max(sheet.filledRows(), 1);
    const bool fixed = form.name == plan::factsSheet;
    const int rows = filled - 1 + (fixed ? 0 : spareRows);
    clearContents();
    setRowCount(rows);
    setColumnCount(static_cast<int>(heads.size()));
    setHorizontalHeaderLabels(heads);
    for (int i = 0; i < heads.size(); ++i)
        horizontalHeaderItem(i)->setToolTip(heads[i]);
    number();
    if (another)
        layColumns(allocation);
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < m_columns.size(); ++c) {
            const DraftColumn& one = form.columns[static_cast<std::size_t>(c)];
            put(r, c, sheet.text(r + 1, m_columns[c]), !one.automatic && !(fixed && c == 0));
        }
    m_filling = false;
    setCurrentCell(another ? 0 : std::clamp(row, 0, std::max(rows - 1, 0)),
                   another ? 0 : std::max(column, 0));
}

// What the parts come to, beside what is printed.
void PlanGrid::sums(const plan::DraftSheet& sheet, const plan::CrossFoot& foot) {
    const int sum = static_cast<int>(m_columns.size());
    for (int r = 0; r < rowCount(); ++r)
        for (int c : {sum, sum + 1})
            put(r, c, {}, false);
    const auto figures = [&](int row, money::Fen actual, const std::optional<money::Fen>& printed) {
        put(row - 1, sum, plan::draftFigure(actual, foot.inWan), false);
        const money::Fen difference = printed.value_or(actual) - actual;
        put(row - 1, sum + 1,
            difference.isZero() ? tr("相符") : plan::draftFigure(difference, foot.inWan), false);
        if (!difference.isZero())
            for (int c : {sum, sum + 1})
                item(row - 1, c)->setForeground(theme::colours().danger);
    };
    for (const plan::FootRow& one : foot.lines)
        if (one.row > 0 && one.row < sheet.filledRows())
            figures(one.row, one.actual, one.printed);
    if (foot.total.row > 0)
        figures(foot.total.row, foot.total.actual, foot.total.printed);
}

void PlanGrid::judge(const plan::DraftSheet& sheet, const plan::DraftRead& read) {
    m_filling = true;
    const bool fixed = m_form.name == plan::factsSheet;
    while (!fixed && rowCount() < sheet.filledRows() - 1 + spareRows) {
        setRowCount(rowCount() + 1);
        blankRow(rowCount() - 1);
        number();
    }
    if (m_form.name == plan::allocationSheet)
        sums(sheet, read.foot);
    for (int r = 0; r < rowCount(); ++r)
        for (int c = 0; c < m_columns.size(); ++c)
            if (QTableWidgetItem* cell = item(r, c)) {
                cell->setBackground({});
                cell->setToolTip(cell->text());
            }
    for (const plan::DraftFault& fault : read.faults) {
        const auto column = static_cast<int>(m_columns.indexOf(fault.column));
        QTableWidgetItem* cell = fault.sheet == m_form.name && fault.row > 0 && column >= 0
                                     ? item(fault.row - 1, column)
                                     : nullptr;
        if (cell) {
            cell->setBackground(theme::colours().dangerSoft);
            cell->setToolTip(fault.rejection.message());
        }
    }
    m_filling = false;
}

void PlanGrid::goTo(int row, int column) {
    setCurrentCell(std::max(row - 1, 0), std::max(int(m_columns.indexOf(column)), 0));
    setFocus();
}

void PlanGrid::changed(QTableWidgetItem* item) {
    if (m_filling || item->column() >= m_columns.size())
        return;
    Q_EMIT edited({{item->row() + 1, m_columns[item->column()], item->text()}});
}

void PlanGrid::paste(const QString& text) {
    QString clean = widgets::cleaned(text, false);
    clean.remove(u'\r');
    while (clean.endsWith(u'\n'))
        clean.chop(1);
    const QStringList lines = clean.split(u'\n').mid(0, mostPasted);
    const int column = std::max(currentColumn(), 0);
    int row = std::max(currentRow(), 0) + 1;
    std::vector<std::tuple<int, int, QString>> cells;
    for (const QString& line : lines) {
        const QStringList parts = line.split(u'\t');
        for (int i = 0; i < parts.size() && column + i < m_columns.size(); ++i) {
            const DraftColumn& one = m_form.columns[static_cast<std::size_t>(column + i)];
            if (!one.automatic && m_columns[column + i] >= 0)
                cells.emplace_back(row, m_columns[column + i], parts[i].trimmed());
        }
        ++row;
    }
    if (!clean.isEmpty())
        Q_EMIT edited(cells);
}

void PlanGrid::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Paste))
        return paste(QGuiApplication::clipboard()->text());
    if (event->key() == Qt::Key_Delete) {
        std::vector<std::tuple<int, int, QString>> cells;
        for (QTableWidgetItem* one : selectedItems())
            if (one->flags().testFlag(Qt::ItemIsEditable) && one->column() < m_columns.size())
                cells.emplace_back(one->row() + 1, m_columns[one->column()], QString());
        if (!cells.empty())
            Q_EMIT edited(cells);
        return;
    }
    QTableWidget::keyPressEvent(event);
}

} // namespace shell
