// SPDX-License-Identifier: GPL-3.0-only
#include "list_model.h"

#include "refusal.h"
#include "words.h"

#include <theme/theme.h>

#include <QCollator>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int page = 200;
constexpr int largePage = 1000;

// What a question takes of paging and sorting: not every list comes in pages.
const journal::ArgumentSpec* takes(const QString& question, QLatin1StringView key) {
    const journal::Question* known = fund::registry().question(question);
    if (!known)
        return nullptr;
    for (const journal::ArgumentSpec& field : known->shape.fields())
        if (field.key == key)
            return &field;
    return nullptr;
}

bool sorts(const QString& question, const QString& key) {
    const journal::ArgumentSpec* sort = takes(question, "sort"_L1);
    return sort && sort->choices.contains(key);
}

} // namespace

QString Column::text(const QJsonObject& row) const {
    if (words)
        return words(row);
    const QJsonValue value = getNested(row, key);
    switch (kind) {
    case Kind::Amount:
        return yuan(value);
    case Kind::State:
        return stateText(thing, value.toString());
    case Kind::Percent:
        return percent(value);
    case Kind::Count:
        return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
    case Kind::Text:
    case Kind::Date:
        break;
    }
    return value.toString();
}

bool Column::rightAligned() const {
    return kind == Kind::Amount || kind == Kind::Percent || kind == Kind::Count;
}

ListModel::ListModel(QList<Column> columns, QObject* parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns)) {}

void ListModel::ask(session::Session& session, const QString& question, const QJsonObject& filters,
                    const QString& listKey) {
    m_session = &session;
    m_question = question;
    m_filters = filters;
    m_listKey = listKey;
    restart();
}

void ListModel::setItems(const QJsonArray& items) {
    ++m_run;
    beginResetModel();
    m_items = items;
    m_next = QJsonValue::Undefined;
    m_total = items.size();
    endResetModel();
    Q_EMIT loaded();
}

void ListModel::restart() {
    ++m_run;
    m_fetching = false;
    m_next = QJsonValue::Undefined;
    m_all = false;
    fetch();
}

void ListModel::fetchAll() {
    m_all = true;
    if (complete() && !m_fetching)
        Q_EMIT allFetched();
    else
        fetch();
}

void ListModel::fetch() {
    if (m_fetching || !m_session)
        return;
    m_fetching = true;
    QJsonObject with = m_filters;
    const bool first = m_next.isUndefined();
    if (takes(m_question, "count"_L1))
        with.insert("count"_L1, m_all ? largePage : page);
    if (first && m_counting && takes(m_question, "total"_L1))
        with.insert("total"_L1, true);
    // The journal goes on by an entry's number, downwards where the newest comes first.
    if (!first && m_next.isDouble())
        with.insert(m_filters.value("newest"_L1).toBool() ? "to"_L1 : "from"_L1, m_next);
    else if (!first)
        with.insert("after"_L1, m_next);
    if (!m_sort.isEmpty())
        with.insert("sort"_L1, m_sort);
    m_session->ask(m_question, with, this, [=, this, run = m_run](const journal::Answer& answer) {
        if (run != m_run)
            return;
        m_fetching = false;
        if (!answer.ok()) {
            m_next = QJsonValue::Undefined;
            Q_EMIT failed(rejectionWords(*answer.rejection));
            return;
        }
        const QJsonArray rows = answer.result.isArray()
                                    ? answer.result.toArray()
                                    : answer.result.toObject().value(m_listKey).toArray();
        const QJsonValue total = answer.result.toObject().value("total"_L1);
        m_next = answer.result.toObject().value("next"_L1);
        if (first) {
            beginResetModel();
            m_items = m_own.first >= 0 && complete() ? sorted(rows) : rows;
            m_total = total.isDouble() ? total.toInteger() : -1;
            endResetModel();
            Q_EMIT loaded();
        } else if (!rows.isEmpty()) {
            beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
            for (const QJsonValue& row : rows)
                m_items.append(row);
            endInsertRows();
        }
        if (m_all && complete())
            Q_EMIT allFetched();
        else if (m_all)
            fetch();
    });
}

int ListModel::find(const QString& id) const {
    for (int i = 0; i < m_items.size(); ++i)
        if (m_items[i].toObject().value("id"_L1).toString() == id)
            return i;
    return -1;
}

int ListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int ListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const Column& column = m_columns[index.column()];
    const QJsonObject row = item(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return column.text(row);
    case Qt::ToolTipRole:
        return column.tip ? column.tip(row) : column.text(row);
    case Qt::AccessibleTextRole:
        return column.title + u' ' + column.text(row);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((column.rightAligned() ? Qt::AlignRight : Qt::AlignLeft)
                                   | Qt::AlignVCenter);
    case Qt::FontRole:
        return m_strong && m_strong(row) ? theme::strong() : QVariant();
    case Qt::ForegroundRole:
        if (column.kind == Column::Kind::Amount && isNegative(getNested(row, column.key)))
            return theme::colours().danger;
        if (column.kind == Column::Kind::State) {
            const QString tone = stateTone(getNested(row, column.key).toString());
            const theme::Colours& c = theme::colours();
            return tone == u"good"   ? c.good
                   : tone == u"bad"  ? c.danger
                   : tone == u"wait" ? c.warning
                                     : c.muted;
        }
        return {};
    default:
        return {};
    }
}

QVariant ListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section >= m_columns.size())
        return {};
    const Column& column = m_columns[section];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((column.rightAligned() ? Qt::AlignRight : Qt::AlignLeft)
                                   | Qt::AlignVCenter);
    return {};
}

bool ListModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && !m_next.isUndefined() && !m_fetching;
}

void ListModel::fetchMore(const QModelIndex&) {
    fetch();
}

// Where not all rows are here, only the core can, and not by everything.
bool ListModel::canSort(int column) const {
    return column >= 0 && column < m_columns.size() && m_columns[column].sortable
           && (!m_session || complete() || sorts(m_question, m_columns[column].key));
}

void ListModel::sort(int column, Qt::SortOrder order) {
    if (!canSort(column))
        return;
    const QString key = m_columns[column].key;
    if (m_session && sorts(m_question, key)) {
        m_sort = (order == Qt::DescendingOrder ? u"-"_s : QString()) + key;
        restart();
        return;
    }
    m_own = {column, order};
    beginResetModel();
    m_items = sorted(m_items);
    endResetModel();
}

// Amounts by their sum, the rest as text: 9 before 10, names by pinyin.
QJsonArray ListModel::sorted(const QJsonArray& items) const {
    const auto [column, order] = m_own;
    const Column& by = m_columns[column];
    QCollator collator(QLocale(QLocale::Chinese, QLocale::China));
    collator.setNumericMode(true);
    QList<QJsonObject> rows;
    for (const QJsonValue& one : items)
        rows << one.toObject();
    std::stable_sort(rows.begin(), rows.end(), [&](const QJsonObject& a, const QJsonObject& b) {
        const QJsonObject& first = order == Qt::AscendingOrder ? a : b;
        const QJsonObject& second = order == Qt::AscendingOrder ? b : a;
        if (by.kind == Column::Kind::Amount)
            return money::Fen::parsePrinted(getNested(first, by.key).toString())
                   < money::Fen::parsePrinted(getNested(second, by.key).toString());
        return collator.compare(by.text(first), by.text(second)) < 0;
    });
    QJsonArray all;
    for (const QJsonObject& row : std::as_const(rows))
        all.append(row);
    return all;
}

} // namespace widgets
