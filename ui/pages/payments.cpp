// SPDX-License-Identifier: GPL-3.0-only
#include "list_page.h"
#include "page_registry.h"
#include "payment_labels.h"
#include "plan_facts.h"

#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/words.h>

#include <QComboBox>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

// 拨付: every request and what became of it.
class Payments : public ListPage {
public:
    Payments(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void makeList();
    void makeTools();
    void preset(const QString& filter);

    QWidget* m_only; // what the list is narrowed to by where one came from
    QLabel* m_onlyWords;
    bool m_planned = false;
};

Payments::Payments(session::Session& session, const NavigationTarget& place)
    : ListPage(session, place) {
    makeList();
    makeTools();
    m_onlyWords = widgets::label({}, "notice");
    auto* all = widgets::linkButton(tr("看全部拨付"));
    all->setObjectName(u"all-payments"_s);
    connect(all, &QPushButton::clicked, this, [this] { Q_EMIT go({u"payments"_s}); });
    m_only = new QWidget;
    auto* inside = widgets::row({m_onlyWords, all});
    inside->addStretch();
    m_only->setLayout(inside);
    m_only->hide();
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid);
    whole->addWidget(m_only);
    whole->addWidget(m_list, 1);
    setFocusProxy(m_list->filterLine());
}

void Payments::makeList() {
    m_list = new widgets::ListTable(
        m_session, u"payment.list"_s,
        {{u"id"_s, tr("编号"), Column::Kind::Text, 110},
         {u"project_name"_s, tr("项目"), Column::Kind::Text, 250},
         {u"unit_name"_s,
          tr("收款单位"),
          Column::Kind::Text,
          190,
          {},
          [](const QJsonObject& row) { return payeesShort(api::fromJson<api::PaymentRow>(row)); },
          true,
          [](const QJsonObject& row) { return payeesWhole(api::fromJson<api::PaymentRow>(row)); }},
         {u"kind"_s,
          tr("类别"),
          Column::Kind::Text,
          60,
          {},
          [](const QJsonObject& row) {
              return widgets::kindWord(row.value("kind"_L1).toString());
          }},
         {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 125},
         {u"state"_s, tr("状态"), Column::Kind::State, 80, u"payment"_s},
         {u"date"_s, tr("申请日期"), Column::Kind::Date, 92},
         {u"paid_on"_s, tr("拨付日期"), Column::Kind::Date, 92},
         {u"voucher"_s,
          tr("凭证"),
          Column::Kind::Text,
          140,
          {},
          [](const QJsonObject& row) { return vouchersOf(api::fromJson<api::PaymentRow>(row)); },
          false}},
        u"payments"_s);
    QList<std::pair<QString, QString>> kinds;
    for (const QString& kind : {u"prepay"_s, u"stage"_s, u"final"_s})
        kinds.append({kind, widgets::kindWord(kind)});
    m_list->addChoice(u"kind"_s, tr("全部类别"), kinds);
    addStates(u"payment"_s, {u"requested"_s, u"reviewed"_s, u"approved"_s, u"paid"_s, u"returned"_s,
                             u"rejected"_s, u"withdrawn"_s});
    m_list->setEmptyWords(tr("没有拨付。项目批准以后,在项目页上申请第一笔拨付。"));
    connect(m_list, &widgets::ListTable::opened, this, [this](const QJsonObject& row) {
        Q_EMIT go({u"payment"_s, row.value("id"_L1).toString()});
    });
}

void Payments::makeTools() {
    const bool decides = m_session.may(u"payment.review"_s) || m_session.may(u"payment.approve"_s)
                         || m_session.may(u"payment.pay"_s);
    if (decides) {
        auto* approve = widgets::button(tr("逐件办理"), u"check"_s, true);
        approve->setObjectName(u"go:approve"_s);
        m_list->addTool(approve);
        connect(approve, &QPushButton::clicked, this, [this] { Q_EMIT go({u"approve"_s}); });
    }
    if (m_session.mayRecord()) {
        auto* sheet = widgets::button(tr("签批单"), u"print"_s);
        sheet->setObjectName(u"go:sheet"_s);
        m_list->addTool(sheet);
        connect(sheet, &QPushButton::clicked, this, [this] { Q_EMIT go({u"sheet"_s}); });
    }
}

void Payments::preset(const QString& filter) {
    QStringList only;
    for (const QString& part : filter.split(u'&', Qt::SkipEmptyParts)) {
        const QString key = part.section(u'=', 0, 0);
        const QString value = part.section(u'=', 1);
        m_list->setFilter(key, value);
        auto* box = m_list->findChild<QComboBox*>(u"filter:"_s + key);
        const QSignalBlocker quiet(box);
        if (box && box->findData(value) >= 0)
            box->setCurrentIndex(box->findData(value));
        else
            only << value;
    }
    m_onlyWords->setText(tr("只列出 %1 的拨付").arg(only.join(u"、"_s)));
    m_only->setVisible(!only.isEmpty());
}

void Payments::refresh() {
    if (m_planned) {
        m_list->refresh();
        return;
    }
    m_planned = true;
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        QList<std::pair<QString, QString>> lines;
        for (const widgets::Choice& line : plan.lines())
            lines.append({line.code, line.words});
        m_list->addChoice(u"line"_s, tr("全部支持项目"), lines);
        if (auto* box = m_list->findChild<QComboBox*>(u"filter:line"_s)) {
            box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
            box->setMinimumContentsLength(12);
            box->view()->setMinimumWidth(420);
        }
        preset(place().filter);
        m_list->refresh();
    });
}

} // namespace

Page* makePayments(session::Session& session, const NavigationTarget& place) {
    return new Payments(session, place);
}

} // namespace pages
