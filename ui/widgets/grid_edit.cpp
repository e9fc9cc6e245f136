// SPDX-License-Identifier: GPL-3.0-only
#include "grid_edit.h"

#include "clean_input.h"
#include "layout.h"
#include "words.h"

#include <money/fen.h>
#include <theme/theme.h>

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QStyledItemDelegate>
#include <QTableWidget>

namespace widgets {

using namespace Qt::Literals::StringLiterals;
using Kind = GridColumn::Kind;

namespace {

constexpr int mostPasted = 5000; // rows

bool means(const QString& text, std::initializer_list<QStringView> words) {
    return std::any_of(words.begin(), words.end(), [&](QStringView word) {
        return text.compare(word, Qt::CaseInsensitive) == 0;
    });
}

// A choice is picked from a box, everything else typed.
class Delegate : public QStyledItemDelegate {
public:
    Delegate(const QList<GridColumn>& columns, QObject* parent)
        : QStyledItemDelegate(parent), m_columns(columns) {}

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override {
        if (m_columns[index.column()].kind != Kind::Choice)
            return QStyledItemDelegate::createEditor(parent, option, index);
        auto* box = new QComboBox(parent);
        for (const Choice& choice : m_columns[index.column()].choices)
            box->addItem(choice.words);
        return box;
    }

    void setEditorData(QWidget* editor, const QModelIndex& index) const override {
        if (auto* box = qobject_cast<QComboBox*>(editor))
            box->setCurrentIndex(std::max(0, box->findText(index.data().toString())));
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
    QList<GridColumn> m_columns;
};

} // namespace

class GridField::Table : public QTableWidget {
public:
    explicit Table(GridField& field) : m_field(field) {}

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (event->matches(QKeySequence::Paste)) {
            m_field.paste(QGuiApplication::clipboard()->text());
            return;
        }
        const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (enter && event->modifiers() == Qt::NoModifier && state() != EditingState) {
            setCurrentCell(std::min(currentRow() + 1, rowCount() - 1), currentColumn());
            return;
        }
        if (event->key() == Qt::Key_Delete) {
            for (QTableWidgetItem* item : selectedItems())
                if (item->flags().testFlag(Qt::ItemIsEditable))
                    item->setText({});
            return;
        }
        QTableWidget::keyPressEvent(event);
    }

private:
    GridField& m_field;
};

GridField::GridField(QList<GridColumn> columns, int visibleRows, bool fixed)
    : m_columns(std::move(columns)), m_table(new Table(*this)), m_fixed(fixed) {
    QStringList titles;
    for (const GridColumn& column : m_columns)
        titles << column.title;
    m_table->setColumnCount(static_cast<int>(m_columns.size()));
    m_table->setHorizontalHeaderLabels(titles);
    m_table->setItemDelegate(new Delegate(m_columns, m_table));
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(true);
    m_table->setEditTriggers(QAbstractItemView::AnyKeyPressed | QAbstractItemView::DoubleClicked
                             | QAbstractItemView::SelectedClicked
                             | QAbstractItemView::EditKeyPressed);
    m_table->verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int i = 0; i < m_columns.size(); ++i)
        m_table->setColumnWidth(i, m_columns[i].width);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
                            + visibleRows * theme::rowHeight + 4);
    auto* whole = column();
    whole->setSpacing(4);
    whole->addWidget(m_table);
    setLayout(whole);
    setFocusProxy(m_table);
    connect(m_table, &QTableWidget::itemChanged, this, &GridField::changed);
    if (m_fixed)
        return;
    addRow();
    m_table->setCurrentCell(0, 0);
    auto* paste = button(tr("粘贴表格 (Ctrl+V)"));
    paste->setObjectName(u"paste"_s);
    connect(paste, &QPushButton::clicked, this,
            [this] { this->paste(QGuiApplication::clipboard()->text()); });
    auto* hint = label(tr("可从 Excel 整块复制过来;空行不算。"), "muted");
    auto* below = row({paste, hint});
    below->addStretch();
    whole->addLayout(below);
}

void GridField::addRow() {
    m_filling = true;
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    for (int i = 0; i < m_columns.size(); ++i) {
        auto* item = new QTableWidgetItem;
        Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
        if (m_columns[i].kind == Kind::Flag) {
            item->setCheckState(Qt::Unchecked);
            if (!m_columns[i].readOnly)
                flags |= Qt::ItemIsUserCheckable;
        } else if (!m_columns[i].readOnly) {
            flags |= Qt::ItemIsEditable;
        }
        item->setFlags(flags);
        if (m_columns[i].kind == Kind::Whole || m_columns[i].kind == Kind::Amount)
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_table->setItem(row, i, item);
    }
    m_filling = false;
}

void GridField::put(int row, int column, const QString& text) {
    QTableWidgetItem* item = m_table->item(row, column);
    if (m_columns[column].kind == Kind::Flag)
        item->setCheckState(
            means(text, {u"是", u"√", u"✓", u"有", u"对", u"y", u"yes", u"true", u"1"})
                ? Qt::Checked
                : Qt::Unchecked);
    else
        item->setText(text);
}

void GridField::changed(QTableWidgetItem* item) {
    if (m_filling)
        return;
    m_filling = true;
    item->setBackground({});
    item->setToolTip(item->text());
    const int row = item->row();
    if (m_numbered >= 0 && !isEmpty(row) && m_table->item(row, m_numbered)->text().isEmpty())
        m_table->item(row, m_numbered)->setText(m_number(row));
    m_filling = false;
    if (!m_fixed && !isEmpty(m_table->rowCount() - 1))
        addRow();
    Q_EMIT edited();
}

void GridField::paste(const QString& text) {
    QString clean = cleaned(text, false);
    clean.remove(u'\r');
    while (clean.endsWith(u'\n'))
        clean.chop(1);
    if (clean.isEmpty())
        return;
    QStringList lines = clean.split(u'\n').mid(0, mostPasted);
    int row = std::max(0, m_table->currentRow());
    const int first = std::max(0, m_table->currentColumn());
    QList<int> where; // the column each pasted cell goes into
    for (int i = first; i < m_columns.size(); ++i)
        where << i;
    QList<int> named;
    for (const QString& head : lines.first().split(u'\t')) {
        int found = -1;
        for (int i = 0; i < m_columns.size(); ++i)
            if (m_columns[i].title == head.trimmed())
                found = i;
        named << found;
    }
    if (std::any_of(named.begin(), named.end(), [](int column) { return column >= 0; })) {
        where = named;
        lines.removeFirst();
    }
    const QSignalBlocker quiet(this); // one edit, not one for each cell
    for (const QString& line : std::as_const(lines)) {
        while (!m_fixed && row >= m_table->rowCount())
            addRow();
        const QStringList cells = line.split(u'\t');
        for (int i = 0; i < std::min(cells.size(), where.size()); ++i)
            if (where[i] >= 0 && row < m_table->rowCount() && !m_columns[where[i]].readOnly)
                put(row, where[i], cells[i].trimmed());
        ++row;
    }
    QMetaObject::invokeMethod(this, &GridField::edited, Qt::QueuedConnection);
}

bool GridField::isEmpty(int row) const {
    for (int i = 0; i < m_columns.size(); ++i)
        if (m_columns[i].kind == Kind::Flag
                ? m_table->item(row, i)->checkState() == Qt::Checked
                : i != m_numbered && !m_table->item(row, i)->text().trimmed().isEmpty())
            return false;
    return true;
}

QJsonValue GridField::cellValue(int row, int column) const {
    const GridColumn& of = m_columns[column];
    const QTableWidgetItem* item = m_table->item(row, column);
    if (of.kind == Kind::Flag)
        return item->checkState() == Qt::Checked;
    const QString text = item->text().trimmed();
    if (text.isEmpty())
        return QJsonValue::Undefined;
    if (of.kind == Kind::Choice)
        for (const Choice& choice : of.choices)
            if (choice.words == text)
                return choice.code;
    if (of.kind == Kind::Whole) {
        bool whole = false;
        const qint64 number = text.toLongLong(&whole);
        if (whole)
            return number;
    }
    if (of.kind == Kind::Amount) {
        QString bare = text;
        const auto fen = money::Fen::parse(bare.remove(u','));
        return fen ? fen->toYuan() : text;
    }
    return text;
}

QJsonValue GridField::value() const {
    QJsonArray items;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (!m_fixed && isEmpty(row))
            continue;
        QJsonObject item = m_constant;
        for (int i = 0; i < m_columns.size(); ++i)
            if (const QJsonValue value = cellValue(row, i); !value.isUndefined())
                item.insert(m_columns[i].key, value);
        items.append(item);
    }
    return items.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(items);
}

void GridField::setValue(const QJsonValue& value) {
    const QJsonArray items = value.toArray();
    const QSignalBlocker quiet(this);
    m_table->setRowCount(0);
    for (int row = 0; row < items.size(); ++row) {
        addRow();
        m_filling = true;
        const QJsonObject item = items[row].toObject();
        for (int i = 0; i < m_columns.size(); ++i) {
            const QJsonValue cell = item.value(m_columns[i].key);
            QString text = cell.isDouble() ? QString::number(cell.toInteger()) : cell.toString();
            for (const Choice& choice : m_columns[i].choices)
                if (choice.code == text)
                    text = choice.words;
            if (m_columns[i].kind == Kind::Flag)
                m_table->item(row, i)->setCheckState(cell.toBool() ? Qt::Checked : Qt::Unchecked);
            else
                m_table->item(row, i)->setText(m_columns[i].kind == Kind::Amount ? yuan(cell)
                                                                                 : text);
            m_table->item(row, i)->setToolTip(m_table->item(row, i)->text());
        }
        m_filling = false;
    }
    if (!m_fixed)
        addRow();
    if (m_table->rowCount() > 0)
        m_table->setCurrentCell(0, 0);
}

void GridField::setWrong(bool wrong) {
    if (wrong)
        return; // the cell is marked, not the whole table
    m_filling = true;
    for (int row = 0; row < m_table->rowCount(); ++row)
        for (int i = 0; i < m_columns.size(); ++i)
            m_table->item(row, i)->setBackground({});
    m_filling = false;
}

QString GridField::pointAt(const QString& part) {
    static const QRegularExpression place(u"^\\[(\\d+)\\](?:\\.(.+))?$"_s);
    const auto match = place.match(part);
    if (!match.hasMatch())
        return {};
    int item = -1;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if ((!m_fixed && isEmpty(row)) || ++item != match.captured(1).toInt())
            continue;
        const int column = std::max(0, columnOf(match.captured(2)));
        m_filling = true;
        m_table->item(row, column)->setBackground(theme::colours().dangerSoft);
        m_filling = false;
        m_table->setCurrentCell(row, column);
        m_table->scrollToItem(m_table->item(row, column));
        const QString title = m_columns[column].title;
        return match.captured(2).isEmpty() ? tr("第 %1 行").arg(row + 1)
                                           : tr("第 %1 行的%2").arg(row + 1).arg(title);
    }
    return {};
}

int GridField::columnOf(const QString& key) const {
    for (int i = 0; i < m_columns.size(); ++i)
        if (m_columns[i].key == key)
            return i;
    return -1;
}

void GridField::setNumbering(const QString& key, std::function<QString(int row)> number) {
    m_numbered = columnOf(key);
    m_number = std::move(number);
}

int GridField::filledRows() const {
    int filled = 0;
    for (int row = 0; row < m_table->rowCount(); ++row)
        filled += isEmpty(row) ? 0 : 1;
    return filled;
}

QWidget* GridField::editor() {
    return m_table;
}

} // namespace widgets
