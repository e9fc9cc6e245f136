// SPDX-License-Identifier: GPL-3.0-only
#include "list_page.h"
#include "page_registry.h"
#include "plan_facts.h"

#include <widgets/plan_words.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

// 档案: which project's archive lacks what.
class Archives : public ListPage {
public:
    Archives(session::Session& session, const NavigationTarget& place);

private:
    static QString tr(const char* words) { return QObject::tr(words); }
};

// How many documents of a kind; or that it was waived; or a sign that it is missing.
QString countWords(const QJsonObject& row, const QString& kind) {
    const qint64 count = row.value("archive"_L1).toObject().value(kind).toInteger();
    if (count > 0)
        return QString::number(count);
    return row.value("missing"_L1).toArray().contains(kind) ? QObject::tr("缺") : QObject::tr("免");
}

// A column is narrow: the usual kinds have two signs.
QString headOf(const QString& kind) {
    static const QHash<QString, QString> heads{
        {u"申报文件"_s, u"申报"_s},    {u"审批文件"_s, u"审批"_s}, {u"验收意见"_s, u"验收"_s},
        {u"项目合同"_s, u"合同"_s},    {u"费用明细"_s, u"费用"_s}, {u"发票票据"_s, u"发票"_s},
        {u"其他财会资料"_s, u"财会"_s}};
    const QString name = widgets::archiveName(kind);
    return heads.value(name, name);
}

Archives::Archives(session::Session& session, const NavigationTarget& place)
    : ListPage(session, place) {
    QList<Column> columns{{u"id"_s, tr("项目"), Column::Kind::Text, 110},
                          {u"name"_s, tr("名称"), Column::Kind::Text, 235},
                          {u"unit_name"_s, tr("单位"), Column::Kind::Text, 185},
                          {u"state"_s, tr("状态"), Column::Kind::State, 75, u"project"_s},
                          {u"missing"_s,
                           tr("档案"),
                           Column::Kind::Text,
                           75,
                           {},
                           [](const QJsonObject& row) {
                               const qsizetype missing = row.value("missing"_L1).toArray().size();
                               return missing == 0 ? tr("✓ 齐全") : tr("缺 %1 类").arg(missing);
                           },
                           false}};
    for (const QString& kind : widgets::archiveKinds()) {
        columns.append({kind,
                        headOf(kind),
                        Column::Kind::Text,
                        46,
                        {},
                        [kind](const QJsonObject& row) { return countWords(row, kind); },
                        false});
    }
    m_list = new widgets::ListTable(session, u"archive.list"_s, columns, u"archives"_s);
    addStates(u"project"_s, {u"declared"_s, u"approved"_s, u"started"_s, u"closed"_s});
    m_list->addChoice(u"complete"_s, tr("齐全与否"),
                      {{u"no"_s, tr("有缺的")}, {u"yes"_s, tr("齐全的")}});
    m_list->setEmptyWords(tr("这里列出每个项目的档案:%1文件齐全或注明免交原因,项目才能办结。")
                              .arg(widgets::archiveCount()));
    fillWith(u"archive"_s);
}

} // namespace

// The same entry of the navigation shows all, and with a project's id that project's.
Page* makeArchive(session::Session& session, const NavigationTarget& place) {
    return place.id.isEmpty() ? new Archives(session, place) : makeProjectArchive(session, place);
}

} // namespace pages
