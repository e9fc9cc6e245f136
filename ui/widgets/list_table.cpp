// SPDX-License-Identifier: GPL-3.0-only
#include "list_table.h"

#include "layout.h"

#include <theme/theme.h>

#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QStyledItemDelegate>
#include <QTimer>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

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

} // namespace

TableView::TableView(ListModel* model, const QString& name, QWidget* parent)
    : QTableView(parent), m_model(model), m_name(u"columns/"_s + name) {
    setModel(model);
    setItemDelegate(new Cell(this));
    setObjectName(name);
    setAccessibleName(name);
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
    const QByteArray remembered = QSettings().value(m_name).toByteArray();
    if (!remembered.isEmpty())
        heads->restoreState(remembered);
    heads->setStretchLastSection(false); // what was remembered may say otherwise
    heads->setSortIndicator(-1, Qt::AscendingOrder);
    for (int i = 0; i < model->columns().size(); ++i)
        m_asked << columnWidth(i);
    connect(heads, &QHeaderView::sectionResized, this,
            [this](int column, int, int width) { columnDragged(column, width); });
    connect(heads, &QHeaderView::sectionMoved, this,
            [this] { QSettings().setValue(m_name, horizontalHeader()->saveState()); });
    connect(heads, &QHeaderView::sortIndicatorChanged, this,
            [this](int column, Qt::SortOrder order) { m_model->sort(column, order); });
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

QList<QJsonObject> TableView::chosen() const {
    QList<QJsonObject> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows << m_model->item(index.row());
    return rows;
}

void TableView::choose(const QString& id) {
    const int row = m_model->find(id);
    if (row >= 0)
        selectRow(row);
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
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        Q_EMIT opened(current());
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::copy() {
    QStringList lines;
    const auto add = [&](auto textOf) {
        QStringList cells;
        for (int i = 0; i < m_model->columns().size(); ++i) {
            const int column = horizontalHeader()->logicalIndex(i);
            if (!isColumnHidden(column))
                cells << QString(textOf(m_model->columns()[column])).replace(u'\t', u' ');
        }
        lines << cells.join(u'\t');
    };
    add([](const Column& column) { return column.title; });
    for (const QJsonObject& row : chosen())
        add([&](const Column& column) { return column.text(row); });
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void TableView::columnDragged(int column, int width) {
    if (!(QGuiApplication::mouseButtons() & Qt::LeftButton))
        return;
    m_asked[column] = width;
    QSettings().setValue(m_name, horizontalHeader()->saveState());
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
    const auto isWordy = [&](int i) {
        return m_model->columns()[i].kind == Column::Kind::Text && m_asked[i] >= wordy;
    };
    for (int i = 0; i < m_asked.size(); ++i) {
        lacking -= m_asked[i];
        words += isWordy(i) ? m_asked[i] : 0;
    }
    int given = 0;
    for (int i = 0; i < m_asked.size(); ++i) {
        int width = m_asked[i];
        if (isWordy(i)) {
            // A third of a column of words may be taken away, and it may grow to twice its width.
            const int share = lacking * width / words - (lacking < 0 ? 1 : 0);
            width = std::clamp(width + share, 2 * width / 3, 2 * width);
        }
        given += width;
        setColumnWidth(i, width);
    }
    // What is over stands empty at the right: behind the last words, or in the first column where
    // the last holds figures.
    int over = static_cast<int>(m_asked.size()) - 1;
    if (m_model->columns()[over].rightAligned())
        over = 0;
    if (const int rest = viewport()->width() - given; rest > 0)
        setColumnWidth(over, columnWidth(over) + rest);
}

ListTable::ListTable(session::Session& session, const QString& question, QList<Column> columns,
                     const QString& name, QWidget* parent)
    : QWidget(parent), m_session(session), m_question(question),
      m_model(new ListModel(std::move(columns), this)), m_table(new TableView(m_model, name)),
      m_line(new QLineEdit), m_count(label({}, "muted")), m_empty(label({}, "muted")),
      m_tools(row()) {
    m_line->setPlaceholderText(tr("筛选: 编号、名称或拼音首字母"));
    m_line->setAccessibleName(tr("筛选"));
    m_line->setObjectName(u"filter"_s);
    m_line->setClearButtonEnabled(true);
    m_line->setMaximumWidth(300);
    m_tools->addWidget(m_line, 1);
    m_tools->addWidget(m_count);
    m_tools->addStretch();
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->hide();
    setEmptyWords(tr("这里还没有内容。"));
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(theme::grid);
    whole->addLayout(m_tools);
    whole->addWidget(m_table, 1);
    auto* over = new QVBoxLayout(m_table->viewport());
    over->addWidget(m_empty);
    auto* pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(120);
    connect(m_line, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, &ListTable::askAnew);
    connect(m_line, &QLineEdit::returnPressed, this, [this] {
        m_table->setFocus();
        if (m_model->rowCount() > 0)
            m_table->selectRow(0);
    });
    connect(m_table, &TableView::opened, this, &ListTable::opened);
    connect(m_model, &ListModel::loaded, this, [this] {
        const bool none = m_model->rowCount() == 0;
        m_empty->setVisible(none);
        m_count->setText(m_model->total() >= 0 ? tr("%1 条").arg(m_model->total())
                         : m_model->complete() ? tr("%1 条").arg(m_model->rowCount())
                                               : QString());
    });
    connect(m_model, &ListModel::failed, m_empty, [this](const QString& sentence) {
        m_empty->setText(sentence);
        m_empty->show();
    });
}

void ListTable::setFilter(const QString& key, const QString& value) {
    if (value.isEmpty())
        m_filters.remove(key);
    else
        m_filters.insert(key, value);
}

void ListTable::addChoice(const QString& key, const QString& all,
                          const QList<std::pair<QString, QString>>& choices) {
    auto* box = new QComboBox;
    box->setAccessibleName(all);
    box->setObjectName(u"filter:"_s + key);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    box->addItem(all, QString());
    for (const auto& [code, words] : choices)
        box->addItem(words, code);
    connect(box, &QComboBox::currentIndexChanged, this, [=, this] {
        setFilter(key, box->currentData().toString());
        askAnew();
    });
    m_tools->insertWidget(1, box);
    // The list itself shows the whole words.
    box->view()->setMinimumWidth(box->view()->sizeHintForColumn(0) + 3 * theme::grid);
}

void ListTable::addTool(QWidget* tool) {
    m_tools->addWidget(tool);
}

void ListTable::preset(const QString& filter) {
    for (const QString& part : filter.split(u'&', Qt::SkipEmptyParts)) {
        const QString key = part.section(u'=', 0, 0);
        const QString value = part.section(u'=', 1);
        setFilter(key, value);
        if (auto* box = findChild<QComboBox*>(u"filter:"_s + key)) {
            const QSignalBlocker quiet(box);
            box->setCurrentIndex(std::max(0, box->findData(value)));
            continue;
        }
        auto* away = button(tr("只看 %1  ✕").arg(value));
        away->setObjectName(u"filter:"_s + key);
        away->setToolTip(tr("不再只看 %1").arg(value));
        m_tools->insertWidget(1, away);
        connect(away, &QPushButton::clicked, this, [=, this] {
            setFilter(key, {});
            away->deleteLater();
            askAnew();
        });
    }
}

void ListTable::refresh() {
    askAnew();
}

void ListTable::setEmptyWords(const QString& words) {
    m_empty->setText(words);
}

void ListTable::askAnew() {
    QJsonObject with = m_filters;
    if (!m_line->text().trimmed().isEmpty())
        with.insert("text"_L1, m_line->text().trimmed());
    m_model->ask(m_session, m_question, with);
}

} // namespace widgets
