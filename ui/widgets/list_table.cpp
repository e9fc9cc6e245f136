// SPDX-License-Identifier: GPL-3.0-only
#include "list_table.h"

#include "layout.h"

#include <theme/theme.h>

#include <QAbstractItemView>
#include <QComboBox>
#include <QTimer>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

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
    connect(m_table, &TableView::allChosen, this, [this] {
        const int rows = m_model->rowCount();
        m_count->setText(
            m_model->complete()
                ? tr("选了全部 %1 条").arg(rows)
                : tr("只选了前 %1 条,共 %2 条。请先筛选。").arg(rows).arg(m_model->total()));
    });
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
    orderTools();
    // The list itself shows the whole words.
    box->view()->setMinimumWidth(box->view()->sizeHintForColumn(0) + 3 * theme::grid);
}

void ListTable::addFilter(QWidget* filter) {
    m_tools->insertWidget(1, filter);
    orderTools();
}

void ListTable::addTool(QWidget* tool) {
    m_tools->addWidget(tool);
    orderTools();
}

// Tab goes along the line as the eye does, then into the table.
void ListTable::orderTools() {
    QWidget* before = m_line;
    for (int i = 1; i < m_tools->count(); ++i)
        if (QWidget* tool = m_tools->itemAt(i)->widget(); tool && tool->focusPolicy()) {
            setTabOrder(before, tool);
            before = tool;
        }
    setTabOrder(before, m_table);
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
        auto* away = button(tr("只看 %1  ✕").arg(withoutMnemonic(value)));
        away->setObjectName(u"filter:"_s + key);
        away->setToolTip(tr("不再只看 %1").arg(value));
        m_tools->insertWidget(1, away);
        orderTools();
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
