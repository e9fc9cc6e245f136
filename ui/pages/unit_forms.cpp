// SPDX-License-Identifier: GPL-3.0-only
#include "documents_panel.h"
#include "eligibility_edit.h"
#include "form_page.h"
#include "page_registry.h"
#include "payee_accounts.h"
#include "plan_facts.h"

#include <api/unit.h>
#include <widgets/plan_words.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using labels::PaymentState;
using namespace widgets;

namespace {

const QStringList& unitKinds() {
    static const QStringList kinds{u"enterprise"_s, u"cooperative"_s, u"sole-trader"_s,
                                   u"organisation"_s, u"individual"_s};
    return kinds;
}

QList<Choice> kindChoices() {
    QList<Choice> kinds;
    for (const QString& kind : unitKinds())
        kinds.append({kind, kindWord(kind)});
    return kinds;
}

// 登记单位, 变更单位, 复核账户: "do" in the place's filter names which.
class UnitForm : public FormPage {
public:
    UnitForm(session::Session& session, const NavigationTarget& place)
        : FormPage(session, place), m_command(filterValue(place, u"do"_s)) {
        setTitle(commandWord(m_command));
    }

protected:
    void begin() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void makeRegister(const PlanFacts& plan);
    void makeChange(const api::Unit& unit);
    void makeConfirm(const api::Unit& unit);
    void warnOfOpen(Form* form, QLabel* warning);
    void addBank(Form* form, bool required);
    void addBid(Form* form);
    void showUnit(const api::Unit& unit);

    QString m_command;
};

void UnitForm::begin() {
    if (m_command == u"unit.register") {
        withPlan(m_session, this, [this](const PlanFacts& plan) { makeRegister(plan); });
        return;
    }
    m_session.ask(u"unit.show"_s, {{"id"_L1, place().id}}, this,
                  [this](const journal::Answer& answer) {
                      if (!answer.ok())
                          showTrouble(answer);
                      else if (m_command == u"unit.change")
                          makeChange(api::fromJson<api::Unit>(answer.result));
                      else
                          makeConfirm(api::fromJson<api::Unit>(answer.result));
                  });
}

void UnitForm::addBank(Form* form, bool required) {
    form->add(u"bank.name"_s, tr("开户银行"), new TextField(20), required);
    form->add(u"bank.account"_s, tr("账号"), new TextField(16), required);
    form->add(u"bank.holder"_s, tr("户名"), new TextField(20), required);
}

void UnitForm::addBid(Form* form) {
    form->add(u"contractor.document"_s, tr("中标文件"), new TextField(20), false);
    form->add(u"contractor.date"_s, tr("中标日期"), new DateField, false);
}

void UnitForm::makeRegister(const PlanFacts& plan) {
    Form* form = start(m_command);
    form->proposeNumber(u"unit"_s);
    form->add(u"name"_s, tr("名称"), new TextField(36));
    auto* kind = form->add(u"kind"_s, tr("类别"), new ChoiceField(kindChoices()));
    auto* code = form->add(u"code"_s, tr("信用代码"), new TextField(12));
    code->setPlaceholder(tr("个人填身份证号"));
    form->add(u"legal_person"_s, tr("法定代表人"), new TextField(10), false);
    form->add(u"phone"_s, tr("电话"), new TextField(10), false);
    addBank(form, true);
    auto* ticks =
        form->add(u"eligibility"_s, tr("申请条件"), new EligibilityField(m_session.today()), false);
    addBid(form);
    connect(kind, &Field::edited, ticks, [=] {
        const QJsonArray needed =
            plan.plan().unitKinds.value(kind->code()).toObject().value("eligibility"_L1).toArray();
        QStringList names;
        for (const QJsonValue& tick : needed)
            names << tick.toString();
        ticks->setTicks(names, kind->code().isEmpty() ? tr("选好类别再逐项核对。") : QString());
    });
    Card* about = side((widgets::paperClause(u"eligibility"_s) + u' ' + tr("申请条件")).trimmed());
    auto* words = label(plan.clause(widgets::paperClause(u"eligibility"_s)), "muted");
    words->setWordWrap(true);
    about->body->addWidget(words);
    finish(form, {}, [form] {
        return NavigationTarget{u"unit"_s, form->with().value("id"_L1).toString()};
    });
    kind->edited();
}

void UnitForm::showUnit(const api::Unit& unit) {
    Card* now = side(tr("现在的登记"));
    now->body->addWidget(
        factsTable({{tr("编号"), unit.id},
                    {tr("名称"), unit.name},
                    {tr("类别"), labels::shortLabel(unit.kind)},
                    {tr("代码"), unit.code},
                    {tr("法定代表人"), unit.legalPerson},
                    {tr("电话"), unit.phone},
                    {tr("账户"), tr("%1 %2").arg(unit.bank.account, unit.bank.name)},
                    {tr("户名"), unit.bank.holder}}));
}

void UnitForm::makeChange(const api::Unit& unit) {
    setTitle(unit.name + u" · "_s + commandWord(m_command));
    Form* form = start(m_command);
    form->fix(u"id"_s, place().id);
    form->add(u"date"_s, tr("变更日期"), new DateField(m_session.today()));
    form->add(u"document"_s, tr("依据文件"), new TextField(24));
    form->addNote(label(tr("只填要变更的内容,其余留空。"), "muted"));
    form->add(u"name"_s, tr("新名称"), new TextField(36), false);
    form->add(u"code"_s, tr("新代码"), new TextField(12), false);
    form->add(u"kind"_s, tr("新类别"), new ChoiceField(kindChoices()), false);
    form->add(u"legal_person"_s, tr("新法定代表人"), new TextField(10), false);
    form->add(u"phone"_s, tr("新电话"), new TextField(10), false);
    addBank(form, false);
    auto* warning = label(tr("新账户要由第二个人凭文件复核后才能付款。"), "notice");
    warning->setObjectName(u"account-warning"_s);
    warning->setWordWrap(true);
    warning->setMinimumWidth(520);
    form->addNote(warning);
    warnOfOpen(form, warning);
    if (!unit.needed.isEmpty()) {
        auto* ticks = form->add(u"eligibility"_s, tr("申请条件"),
                                new EligibilityField(m_session.today()), false);
        ticks->setTicks(unit.needed);
        ticks->setKnown(api::toJson(unit).value("eligibility"_L1).toObject());
    }
    addBid(form);
    showUnit(unit);
    finish(form, place().id);
}

// Before an account is changed: what is under way to this unit, and what will become of it.
void UnitForm::warnOfOpen(Form* form, QLabel* warning) {
    const auto open = std::make_shared<QMap<QString, QStringList>>();
    for (const PaymentState state :
         {PaymentState::Requested, PaymentState::Reviewed, PaymentState::Approved})
        m_session.ask(u"payment.list"_s,
                      {{"unit"_L1, place().id}, {"state"_L1, labels::code(state)}}, form,
                      [open, state](const journal::Answer& answer) {
                          const QJsonObject result = answer.result.toObject();
                          for (const QJsonValue& one : result.value("items"_L1).toArray())
                              (*open)[state == PaymentState::Approved ? u"approved"_s : u"asked"_s]
                                  << tr("%1(%2 元)")
                                         .arg(one.toObject().value("id"_L1).toString(),
                                              yuan(one.toObject().value("amount"_L1)));
                      });
    const QString before = warning->text();
    connect(form, &Form::edited, warning, [=] {
        QStringList words{before};
        if (form->with().contains("bank"_L1)) {
            if (const QStringList asked = open->value(u"asked"_s); !asked.isEmpty())
                words << tr("还没有审批的 %1 将退回,由经办核对后再报。").arg(asked.join(u"、"_s));
            if (const QStringList approved = open->value(u"approved"_s); !approved.isEmpty())
                words
                    << tr("已经审批的 %1 不能再付到旧账户:请领导撤回审批,按新账户再报;退过票的在新账户复核后再拨。")
                           .arg(approved.join(u"、"_s));
        }
        warning->setText(words.join(u'\n'));
    });
}

void UnitForm::makeConfirm(const api::Unit& unit) {
    setTitle(unit.name + u" · "_s + commandWord(m_command));
    Form* form = start(m_command);
    form->fix(u"id"_s, place().id);
    const api::UnitAccount account =
        unit.accounts.empty() ? api::UnitAccount() : unit.accounts.front();
    form->addNote(accountFacts(m_session, place().id, account.document));
    auto* decision = form->add(u"decision"_s, tr("核对结果"),
                               new ChoiceField({{u"approve"_s, tr("与文件相符,可以付款")},
                                                {u"return"_s, tr("不符,退回经办更正")}},
                                               u"approve"_s));
    form->add(u"reason"_s, tr("哪里不符"), new LongTextField);
    form->add(u"date"_s, tr("复核日期"), new DateField(m_session.today()));
    const auto chosen = [form, decision] {
        const bool fits = labels::is(decision->code(), labels::Decision::Approve);
        form->setShown(u"reason"_s, !fits);
        form->setSubmitWords(fits ? tr("与文件相符,可以付款") : tr("退回经办更正"));
    };
    connect(decision, &Field::edited, form, chosen);
    chosen();
    Card* papers = side(tr("单位的文件"));
    auto* documents = new DocumentsPanel(m_session, u"unit"_s, place().id);
    papers->body->addWidget(documents);
    documents->refresh();
    showUnit(unit);
    finish(form, place().id);
}

} // namespace

Page* makeUnitForm(session::Session& session, const NavigationTarget& place) {
    return new UnitForm(session, place);
}

} // namespace pages
