// SPDX-License-Identifier: GPL-3.0-only
#include "layout.h"
#include "list_table.h"

#include <theme/theme.h>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDate>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QStyledItemDelegate>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostChosen = 20'000; // rows that are fetched to be chosen at once

// A cell with room on both sides, so that a figure on the right and a word on the left that follows
// it stand apart.
class Cell : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& given,
               const QModelIndex& index) const override {
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        const QStyle* style = option.widget->style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
        const QRect inside = option.rect.adjusted(theme::grid, 0, -theme::grid, 0);
        const bool chosen = option.state & QStyle::State_Selected;
        painter->setFont(option.font);
        style->drawItemText(
            painter, inside, static_cast<int>(option.displayAlignment), option.palette, true,
            option.fontMetrics.elidedText(option.text, Qt::ElideRight, inside.width()),
            chosen ? QPalette::HighlightedText : QPalette::Text);
    }
};

QString oneLine(QString text) {
    for (const QChar sign : u"\t\n\r\u2028\u2029"_s)
        text.replace(sign, u' ');
    return text;
}

// A spreadsheet reads a cell that begins with a quotation mark up to the next one.
QString quoted(const QString& cell) {
    return cell.startsWith(u'"') ? u'"' + QString(cell).replace(u'"', u"\"\""_s) + u'"' : cell;
}

QString asText(const QList<Column>& columns, const QList<QJsonObject>& rows) {
    QStringList heads;
    for (const Column& column : columns)
        heads << oneLine(column.title);
    QStringList lines{heads.join(u'\t')};
    for (const QJsonObject& row : rows) {
        QStringList cells;
        for (const Column& column : columns)
            cells << quoted(oneLine(column.text(row)));
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

// Excel knows a date by its looks, LibreOffice by its day number.
QString dateCell(const QString& text) {
    const QDate date = QDate::fromString(text, Qt::ISODate);
    return date.isValid() ? u"<td sdval=\"%1\" sdnum=\"2052;0;YYYY-MM-DD\">"_s.arg(
               QDate(1899, 12, 30).daysTo(date))
                          : u"<td>"_s;
}

QString asTable(const QList<Column>& columns, const QList<QJsonObject>& rows) {
    // How Excel and WPS, then LibreOffice are told that a cell is text.
    static const QString word = u"<td style=\"mso-number-format:'\\@'\" sdnum=\"2052;0;@\">"_s;
    QString table = u"<table><tr>"_s;
    for (const Column& column : columns)
        table += u"<th>"_s + column.title.toHtmlEscaped() + u"</th>"_s;
    table += u"</tr>"_s;
    for (const QJsonObject& row : rows) {
        table += u"<tr>"_s;
        for (const Column& column : columns) {
            const QString text = column.text(row);
            table += (column.rightAligned()               ? u"<td>"_s
                      : column.kind == Column::Kind::Date ? dateCell(text)
                                                          : word)
                     + oneLine(text).toHtmlEscaped() + u"</td>"_s;
        }
        table += u"</tr>"_s;
    }
    return u"<meta charset=\"utf-8\">"_s + table + u"</table>"_s;
}

} // namespace

TableView::TableView(ListModel* model, const QString& name, QWidget* parent)
    : QTableView(parent), m_model(model), m_name(u"columns/"_s + name) {
    setModel(model);
    setItemDelegate(new Cell(this));
    setObjectName(name);
    QStringList titles;
    for (const Column& column : model->columns())
        titles << column.title;
    setAccessibleName(tr("列表: %1").arg(titles.mid(0, 3).join(u"、"_s)));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideRight);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(theme::rowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* heads = horizontalHeader();
    heads->setMinimumSectionSize(2 * theme::grid);
    heads->setSectionsMovable(true);
    heads->setHighlightSections(false);
    heads->setSortIndicatorShown(true);
    heads->setSortIndicatorClearable(false);
    heads->setSortIndicator(-1, Qt::AscendingOrder);
    heads->setSectionsClickable(true);
    for (int i = 0; i < model->columns().size(); ++i)
        setColumnWidth(i, model->columns()[i].width);
    heads->setContextMenuPolicy(Qt::CustomContextMenu);
    for (int i = 0; i < model->columns().size(); ++i)
        m_asked << columnWidth(i);
    recall();
    connect(heads, &QHeaderView::sectionResized, this,
            [this](int column, int, int width) { columnDragged(column, width); });
    connect(heads, &QHeaderView::sectionMoved, this, &TableView::remember);
    connect(heads, &QHeaderView::sortIndicatorChanged, this, &TableView::sortBy);
    connect(heads, &QHeaderView::customContextMenuRequested, this, [this, heads](const QPoint& at) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        addColumns(menu);
        menu->popup(heads->mapToGlobal(at));
    });
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT opened(m_model->item(index.row())); });
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid())
                    Q_EMIT moved(m_model->item(index.row()));
            });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_fitMost > 0)
            fitToRows(m_fitMost);
    });
}

QJsonObject TableView::current() const {
    return currentIndex().isValid() ? m_model->item(currentIndex().row()) : QJsonObject();
}

// From the top, in whatever order they were clicked.
QList<QJsonObject> TableView::chosen() const {
    QList<int> places;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        places << index.row();
    std::sort(places.begin(), places.end());
    QList<QJsonObject> rows;
    for (const int place : std::as_const(places))
        rows << m_model->item(place);
    return rows;
}

void TableView::fitToRows(int most) {
    m_fitMost = most;
    const int rows = std::clamp(m_model->rowCount(), 1, most);
    const int sideways = horizontalHeader()->length() > viewport()->width()
                             ? horizontalScrollBar()->sizeHint().height()
                             : 0;
    setFixedHeight(horizontalHeader()->sizeHint().height() + rows * theme::rowHeight + sideways
                   + 2 * frameWidth());
}

void TableView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::SelectAll))
        chooseAll();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
             && event->modifiers() == Qt::NoModifier && currentIndex().isValid())
        Q_EMIT opened(current());
    else
        QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* open = menu->addAction(tr("打开\tEnter"), this, [this] { Q_EMIT opened(current()); });
    auto* copied = menu->addAction(tr("复制所选的行\tCtrl+C"), this, &TableView::copy);
    menu->addAction(tr("全选\tCtrl+A"), this, &TableView::chooseAll);
    open->setEnabled(currentIndex().isValid() && receivers(SIGNAL(opened(QJsonObject))) > 0);
    copied->setEnabled(selectionModel()->hasSelection());
    addColumns(menu->addMenu(tr("显示的列")));
    menu->popup(event->reason() == QContextMenuEvent::Keyboard
                    ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft())
                    : event->globalPos());
}

// Which columns are seen; one at least stays.
void TableView::addColumns(QMenu* menu) {
    int seen = 0;
    for (int i = 0; i < m_asked.size(); ++i)
        seen += isColumnHidden(i) ? 0 : 1;
    for (int i = 0; i < m_asked.size(); ++i) {
        const int column = horizontalHeader()->logicalIndex(i);
        QAction* shown = menu->addAction(withoutMnemonic(m_model->columns()[column].title));
        shown->setCheckable(true);
        shown->setChecked(!isColumnHidden(column));
        shown->setEnabled(seen > 1 || !shown->isChecked());
        connect(shown, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            remember();
            spread();
        });
    }
    menu->addSeparator();
    menu->addAction(tr("恢复原来的列"), this, [this] {
        QSettings().remove(m_name);
        for (int i = 0; i < m_asked.size(); ++i) {
            horizontalHeader()->moveSection(horizontalHeader()->visualIndex(i), i);
            setColumnHidden(i, false);
            m_asked[i] = m_model->columns()[i].width;
        }
        QSettings().remove(m_name);
        spread();
    });
}

// All rows that fit the filter, also those that were not scrolled to yet.
void TableView::chooseAll() {
    if (m_model->complete() || m_model->total() > mostChosen) {
        selectAll();
        Q_EMIT allChosen();
        return;
    }
    connect(
        m_model, &ListModel::allFetched, this,
        [this] {
            selectAll();
            Q_EMIT allChosen();
        },
        Qt::SingleShotConnection);
    m_model->fetchAll();
}

// As text with tabs, and as a table that tells a spreadsheet which cells are no numbers: a credit
// code of digits alone would lose its last ones.
void TableView::copy() {
    QList<Column> columns;
    for (int i = 0; i < m_asked.size(); ++i)
        if (const int column = horizontalHeader()->logicalIndex(i); !isColumnHidden(column))
            columns << m_model->columns()[column];
    auto* copied = new QMimeData;
    copied->setText(asText(columns, chosen()));
    copied->setHtml(asTable(columns, chosen()));
    QGuiApplication::clipboard()->setMimeData(copied);
}

// An arrow stands only where the rows are sorted so.
void TableView::sortBy(int column, Qt::SortOrder order) {
    if (column < 0 || m_model->canSort(column)) {
        m_sorted = {column, order};
        m_model->sort(column, order);
        return;
    }
    const QSignalBlocker quiet(horizontalHeader());
    horizontalHeader()->setSortIndicator(m_sorted.first, m_sorted.second);
}

void TableView::columnDragged(int column, int width) {
    if (!(QGuiApplication::mouseButtons() & Qt::LeftButton) || isColumnHidden(column))
        return;
    m_asked[column] = width;
    remember();
}

// "title<tab>width<tab>hidden" for each column as they stand; the width is the one asked for, which
// this window may have spread.
void TableView::remember() {
    QStringList columns;
    for (int i = 0; i < m_asked.size(); ++i) {
        const int column = horizontalHeader()->logicalIndex(i);
        columns << u"%1\t%2\t%3"_s.arg(m_model->columns()[column].title)
                       .arg(m_asked[column])
                       .arg(isColumnHidden(column) ? 1 : 0);
    }
    QSettings().setValue(m_name, columns);
}

void TableView::recall() {
    QHeaderView* heads = horizontalHeader();
    int place = 0;
    for (const QString& one : QSettings().value(m_name).toStringList()) {
        const QStringList parts = one.split(u'\t');
        for (int column = 0; parts.size() == 3 && column < m_asked.size(); ++column) {
            if (m_model->columns()[column].title != parts[0])
                continue;
            heads->moveSection(heads->visualIndex(column), place++);
            m_asked[column] = std::max(parts[1].toInt(), heads->minimumSectionSize());
            setColumnHidden(column, parts[2] == u"1");
            break;
        }
    }
}

void TableView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    spread();
    if (m_fitMost > 0)
        fitToRows(m_fitMost);
}

void TableView::spread() {
    constexpr int wordy = 150; // narrower ones hold numbers and single words
    int lacking = viewport()->width();
    int words = 0;
    QList<int> seen; // as they stand
    for (int i = 0; i < m_asked.size(); ++i)
        if (const int column = horizontalHeader()->logicalIndex(i); !isColumnHidden(column))
            seen << column;
    const auto isWordy = [&](int i) {
        return m_model->columns()[i].kind == Column::Kind::Text && m_asked[i] >= wordy;
    };
    for (const int i : std::as_const(seen)) {
        lacking -= m_asked[i];
        words += isWordy(i) ? m_asked[i] : 0;
    }
    int given = 0;
    for (const int i : std::as_const(seen)) {
        int width = m_asked[i];
        if (isWordy(i)) {
            // A third of a column of words may be taken away, and it may grow to twice its width.
            const int share = lacking * width / words - (lacking < 0 ? 1 : 0);
            width = std::clamp(width + share, 2 * width / 3, 2 * width);
        }
        given += width;
        setColumnWidth(i, width);
    }
    if (seen.isEmpty())
        return;
    // What is over stands empty at the right: behind the last words, or in the first column where
    // the last holds figures.
    const int over = m_model->columns()[seen.last()].rightAligned() ? seen.first() : seen.last();
    if (const int rest = viewport()->width() - given; rest > 0)
        setColumnWidth(over, columnWidth(over) + rest);
}

} // namespace widgets
