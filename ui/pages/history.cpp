// SPDX-License-Identifier: GPL-3.0-only
#include "history.h"

#include "people.h"

#include <widgets/labels.h>
#include <widgets/list_table.h>
#include <widgets/words.h>

#include <QJsonArray>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

class History::Rows : public widgets::ListModel {
public:
    using ListModel::ListModel;
    People people;
};

namespace {

// What an entry says, in one line.
QString gist(const QJsonObject& entry) {
    const QJsonObject with = entry.value("with"_L1).toObject();
    QStringList parts;
    for (const auto key : {"decision"_L1, "result"_L1})
        if (with.contains(key))
            parts << widgets::codeWord(with.value(key).toString());
    for (const auto key : {"support"_L1, "claimed"_L1, "accepted"_L1, "amount"_L1, "recover"_L1})
        if (with.contains(key))
            parts << widgets::yuan(with.value(key)) + u" 元"_s;
    for (const auto key : {"opinion"_L1, "reason"_L1, "report"_L1, "stage"_L1, "title"_L1,
                           "finding"_L1, "note"_L1, "number"_L1, "name"_L1})
        if (with.value(key).isString()) {
            parts << with.value(key).toString().simplified();
            break;
        }
    const qsizetype items = with.value("items"_L1).toArray().size();
    if (items > 0)
        parts << u"%1 项"_s.arg(items);
    return parts.join(u" · "_s);
}

} // namespace

History::History(session::Session& session, const QString& entity, QWidget* parent)
    : QWidget(parent), m_session(session), m_entity(entity) {
    const auto word = [this](const char* key) {
        return [this, key](const QJsonObject& row) {
            const QString by = row.value(QLatin1StringView(key)).toString();
            return m_rows->people.name(by);
        };
    };
    const auto at = [](const QJsonObject& row) {
        return row.value("at"_L1).toString().left(16).replace(u'T', u' ');
    };
    const auto what = [](const QJsonObject& row) {
        return widgets::commandWord(row.value("do"_L1).toString());
    };
    const auto signedBy = [this](const QJsonObject& row) {
        const QJsonObject paper = row.value("with"_L1).toObject().value("signed"_L1).toObject();
        return paper.isEmpty()
                   ? QString()
                   : tr("%1 %2").arg(m_rows->people.name(paper.value("by"_L1).toString()),
                                     paper.value("on"_L1).toString());
    };
    const auto id = [](const QJsonObject& row) {
        return row.value("with"_L1).toObject().value("id"_L1).toString();
    };
    m_rows = new Rows({{u"at"_s, tr("记入时间"), Column::Kind::Text, 130, {}, at},
                       {u"by"_s, tr("经手人"), Column::Kind::Text, 80, {}, word("by")},
                       {u"do"_s, tr("事项"), Column::Kind::Text, 90, {}, what},
                       {u"id"_s, tr("编号"), Column::Kind::Text, 120, {}, id},
                       {u"gist"_s, tr("内容"), Column::Kind::Text, 480, {}, gist},
                       {u"signed"_s, tr("纸上签字"), Column::Kind::Text, 140, {}, signedBy}},
                      this);
    auto* table = new widgets::TableView(m_rows, u"history"_s);
    table->setAccessibleName(tr("经过"));
    auto* inside = new QVBoxLayout(this);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(table);
    connect(table, &widgets::TableView::opened, this, [this](const QJsonObject& row) {
        Q_EMIT go({u"entry"_s, QString::number(row.value("seq"_L1).toInteger())});
    });
}

void History::refresh() {
    withPeople(m_session, this, [this](const People& people) {
        m_rows->people = people;
        m_session.ask(u"journal.list"_s, {{"entity"_L1, m_entity}}, this,
                      [this](const journal::Answer& answer) {
                          QJsonArray newest;
                          const QJsonObject result = answer.result.toObject();
                          for (const QJsonValue& one : result.value("entries"_L1).toArray())
                              newest.prepend(one);
                          m_rows->setItems(newest);
                      });
    });
}

} // namespace pages
