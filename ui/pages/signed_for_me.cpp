// SPDX-License-Identifier: GPL-3.0-only
#include "signed_for_me.h"

#include <theme/theme.h>
#include <widgets/labels.h>
#include <widgets/plan_words.h>
#include <widgets/words.h>

#include <QPushButton>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using labels::ThingKind;
using widgets::Column;

namespace {

constexpr int rowsShown = 4;

api::InboxItem itemOf(const QJsonObject& row) {
    return api::fromJson<api::InboxItem>(row);
}

QString whatOf(const QJsonObject& row) {
    const auto item = itemOf(row);
    const QString decision = item.decision.value_or(item.result.value_or(QString()));
    const QString what = widgets::commandWord(item.action.value_or(QString()));
    return decision.isEmpty() ? what : u"%1:%2"_s.arg(what, widgets::codeWord(decision));
}

QString nameOf(const QJsonObject& row) {
    const auto item = itemOf(row);
    return item.projectName.isEmpty() ? item.unitName : item.projectName;
}

// "2019-12-30 张丽萍": who typed it in, and when.
QString recordedOf(const QJsonObject& row) {
    const auto item = itemOf(row);
    return u"%1 %2"_s.arg(item.since, item.recordedByName.value_or(QString()));
}

QString signedOf(const QJsonObject& row) {
    const auto item = itemOf(row);
    return u"%1 %2"_s.arg(item.signedOn.value_or(QString()), item.byName.value_or(QString()));
}

NavigationTarget placeOf(const api::InboxItem& item) {
    const QString thing = item.action.value_or(QString()).section(u'.', 0, 0);
    const auto kind = labels::parse<ThingKind>(thing);
    if (kind == ThingKind::Payment || kind == ThingKind::Acceptance || kind == ThingKind::Unit)
        return {thing, item.id};
    if (thing == u"supervision")
        return {u"supervision"_s};
    return item.project.isEmpty() ? NavigationTarget{u"journal"_s}
                                  : NavigationTarget{u"project"_s, item.project};
}

} // namespace

SignedForMe::SignedForMe(session::Session& session)
    : Card(tr("代我登记的纸质签批(请核对是否您所签)")), m_session(session) {
    setObjectName(u"signed-for-me"_s);
    const auto wide = [](const char* key, const QString& title, int width,
                         QString (*words)(const QJsonObject&)) {
        return Column{QString::fromLatin1(key), title, Column::Kind::Text, width, {}, words};
    };
    m_rows = new widgets::ListModel({wide("do", tr("事项"), 120, whatOf),
                                     {u"id"_s, tr("编号"), Column::Kind::Text, 110},
                                     wide("project_name", tr("项目或单位"), 220, nameOf),
                                     {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 110},
                                     wide("signed_on", tr("签字"), 150, signedOf),
                                     {u"document"_s, tr("依据"), Column::Kind::Text, 180},
                                     wide("since", tr("登记"), 150, recordedOf)},
                                    this);
    m_table = new widgets::TableView(m_rows, u"signed-rows"_s);
    m_table->setAccessibleName(tr("代我登记的纸质签批"));
    m_table->fitToRows(rowsShown);
    m_seen = widgets::button(tr("已阅"), u"check"_s);
    m_seen->setObjectName(u"do:signature.seen"_s);
    auto* tools = widgets::row(
        {m_seen,
         widgets::label(widgets::planWorded(
                            tr("所选各行您已看过(记入安全日志)。不是您签的,请告知{office}和审计,"
                               "由第二人按程序撤回或冲销。")),
                        "muted")});
    tools->addStretch();
    // What the chosen one was signed on, whole: a column is too narrow for a document's name.
    m_document = widgets::label({}, "muted");
    m_document->setObjectName(u"signed-document"_s);
    m_document->setWordWrap(true);
    body->addWidget(m_table);
    body->addWidget(m_document);
    body->addLayout(tools);
    connect(m_table, &widgets::TableView::moved, this, [this](const QJsonObject& row) {
        m_document->setText(tr("依据:%1").arg(itemOf(row).document.value_or(QString())));
    });
    connect(m_seen, &QPushButton::clicked, this, &SignedForMe::see);
    connect(m_table, &widgets::TableView::opened, this,
            [this](const QJsonObject& row) { Q_EMIT go(placeOf(itemOf(row))); });
    hide();
}

void SignedForMe::show(const std::vector<api::InboxItem>& items) {
    m_rows->setItems(api::listToJson(items));
    setVisible(!items.empty());
    if (!items.empty())
        m_table->selectRow(0);
}

void SignedForMe::see() {
    const QList<QJsonObject> rows = m_table->chosen();
    for (const QJsonObject& row : rows)
        m_session.ask(u"signature.seen"_s, {{"entry"_L1, row.value("entry"_L1)}}, this,
                      [this, last = row == rows.last()](const journal::Answer&) {
                          if (last)
                              Q_EMIT seen();
                      });
}

} // namespace pages
