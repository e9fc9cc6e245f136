// SPDX-License-Identifier: GPL-3.0-only
#include "decision_form.h"

#include "minutes_fields.h"
#include "payee_accounts.h"
#include "payment_actions.h"
#include "payment_labels.h"

#include <theme/theme.h>
#include <widgets/form.h>
#include <widgets/layout.h>
#include <widgets/rows_edit.h>
#include <widgets/words.h>

#include <QComboBox>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;
using labels::Decision;

namespace {

constexpr int mostRecent = 8;

// What was written lately, newest first. Kept while the program runs: opinions may name people.
QStringList& recentOpinions() {
    static QStringList all{QObject::tr("同意。"), QObject::tr("材料齐全,同意。"),
                           QObject::tr("请补充材料后再报。"),
                           QObject::tr("金额与验收意见不符,请核对。")};
    return all;
}

QString agreeing() {
    return QObject::tr("同意。");
}

} // namespace

Field* sourceRows(const api::ProjectSummary& project, const PlanFacts& plan) {
    QList<Choice> sources;
    for (const api::ProjectSource& one : project.bySource)
        sources.append({one.source, plan.sourceName(one.source)});
    return new RowsField(
        {{u"source"_s, QObject::tr("来源"), [sources] { return new ChoiceField(sources); }},
         {u"amount"_s, QObject::tr("金额"), [] { return new MoneyField; }}},
        static_cast<int>(project.bySource.size()));
}

void addSupport(Form& form, const api::ProjectSummary& project, const PlanFacts& plan) {
    auto* support = form.add(u"support"_s, QObject::tr("批准支持"), new MoneyField, false);
    support->setLimit(QObject::tr("申报 %1 元,可以减少").arg(yuan(project.support)));
    support->setValue(project.support.toYuan());
    if (project.bySource.size() < 2 || !plan.shareWords(project.line).isEmpty())
        return; // the core splits what is borne by shares
    QJsonArray rows;
    for (const api::ProjectSource& one : project.bySource)
        rows.append(QJsonObject{{"source"_L1, one.source}, {"amount"_L1, one.support.toYuan()}});
    form.add(u"sources"_s, QObject::tr("其中"), sourceRows(project, plan), false)->setValue(rows);
}

QStringList supportKeys(const Form& form) {
    QStringList keys;
    for (const QString& key :
         {u"support"_s, u"sources"_s, u"minutes.document"_s, u"minutes.date"_s})
        if (form.field(key))
            keys << key;
    return keys;
}

// Its fields depend on what it is about.
bool DecisionForm::needsFacts() const {
    return m_command == u"payment.pay" || m_command == u"project.review";
}

DecisionForm::DecisionForm(session::Session& session, const QJsonObject& waiting,
                           const PlanFacts& plan, QWidget* parent)
    : QWidget(parent), m_session(session), m_waiting(waiting), m_plan(plan),
      m_command(waiting.value("command"_L1).toString()) {
    setLayout(column());
    const QString id = waiting.value("id"_L1).toString();
    if (needsFacts())
        return; // setPayment, setProject
    if (m_command == u"acceptance.conclude" || m_command.endsWith(u".declare"_s)
        || m_command.endsWith(u".request"_s) || m_command == u"unit.change") {
        const QString page = m_command.section(u'.', 0, 0);
        auto* there =
            button(m_command == u"acceptance.conclude" ? tr("填写验收意见") : tr("打开,改后再报"),
                   {}, true);
        there->setObjectName(u"do:"_s + m_command);
        layout()->addWidget(there);
        connect(there, &QPushButton::clicked, this, [=, this] { Q_EMIT elsewhere(page, id); });
        return;
    }
    m_form = new Form(session, m_command);
    layout()->addWidget(m_form);
    makeDecision();
}

void DecisionForm::makeDecision() {
    const QString id = m_waiting.value("id"_L1).toString();
    m_form->fix(u"id"_s, id);
    if (m_command == u"unit.confirm-bank") {
        m_form->addNote(accountFacts(m_session, id));
        m_form->add(u"reason"_s, tr("退回的原因"), new LongTextField(2));
        m_form->setShown(u"reason"_s, false);
        m_form->add(u"date"_s, tr("复核日期"), new DateField(m_session.today()));
        makeButtons({u"return"_s});
        return;
    }
    makeOpinion();
    makeButtons(m_command == u"project.decide-amendment" ? QStringList{u"reject"_s}
                                                         : QStringList{u"return"_s, u"reject"_s});
    m_form->keepDraft(id);
    connect(m_form, &Form::edited, this, [this] { m_typed = true; });
}

void DecisionForm::makeOpinion() {
    auto* opinions = new QComboBox;
    opinions->setObjectName(u"recent-opinions"_s);
    opinions->setAccessibleName(tr("最近用过的意见"));
    opinions->addItem(tr("最近用过的意见…"));
    opinions->addItems(recentOpinions());
    auto* opinion = m_form->add(u"opinion"_s, tr("意见"), new LongTextField);
    opinion->setValue(agreeing());
    connect(opinions, &QComboBox::activated, this, [=](int at) {
        if (at > 0) {
            opinion->setValue(opinions->itemText(at));
            opinion->editor()->setFocus();
        }
        opinions->setCurrentIndex(0);
    });
    m_form->add(u"date"_s, tr("日期"), new DateField(m_session.today()));
    const auto above = m_plan.plan().collectiveAbove;
    if (m_command == u"payment.approve" && above
        && money::Fen::parsePrinted(m_waiting.value("amount"_L1).toString()) > *above)
        addMinutes(*m_form);
    m_opinions = opinions;
}

void DecisionForm::makeButtons(const QStringList& decisions) {
    const bool confirm = m_command == u"unit.confirm-bank";
    m_form->setSubmitWords(confirm                       ? tr("复核无误")
                           : m_command == u"payment.pay" ? tr("办理拨付")
                                                         : tr("同意"));
    m_form->submitButton()->setObjectName(u"decide:approve"_s);
    // The button agrees; Ctrl+Enter repeats the decision that was begun.
    disconnect(m_form->submitButton(), &QPushButton::clicked, m_form, nullptr);
    connect(m_form->submitButton(), &QPushButton::clicked, this, [this] { decide(u"approve"_s); });
    m_form->fix(u"decision"_s, u"approve"_s);
    for (const QString& decision : decisions) {
        auto* made = button(confirm                                  ? tr("不符,退回更正")
                            : labels::is(decision, Decision::Return) ? tr("退回")
                                                                     : tr("不予"));
        made->setObjectName(u"decide:"_s + decision);
        connect(made, &QPushButton::clicked, this, [=, this] { decide(decision); });
        m_form->addButton(made);
    }
    if (m_opinions)
        m_form->addButton(m_opinions);
    connect(m_form, &Form::done, this, &DecisionForm::done);
    connect(m_form, &Form::cancelled, this, [this] {
        if (auto* field = m_form->field(u"opinion"_s))
            field->setValue(agreeing());
        setDecision(u"approve"_s);
        m_form->clearRejections();
    });
}

void DecisionForm::setProject(const api::ProjectSummary& project) {
    if (m_command != u"project.review" || m_form)
        return;
    m_form = new Form(m_session, m_command);
    layout()->addWidget(m_form);
    addSupport(*m_form, project, m_plan);
    makeDecision();
}

void DecisionForm::setPayment(const api::Payment& payment) {
    if (m_command != u"payment.pay" || m_form)
        return;
    m_form = new Form(m_session, m_command);
    layout()->addWidget(m_form);
    m_form->addNote(new PayeeAccounts(m_session, payeesDue(payment)));
    addVouchers(*m_form, m_session, payment, m_plan);
    m_form->setSubmitWords(tr("办理拨付"));
    m_form->submitButton()->setObjectName(u"decide:approve"_s);
    m_form->keepDraft(payment.id);
    connect(m_form, &Form::edited, this, [this] { m_typed = true; });
    connect(m_form, &Form::done, this, &DecisionForm::done);
}

QString DecisionForm::opinion() const {
    return m_form->with().value("opinion"_L1).toString();
}

void DecisionForm::begin() {
    if (!m_form)
        return;
    for (const QString& key : {u"opinion"_s, u"voucher"_s, u"vouchers"_s, u"date"_s})
        if (Field* field = m_form->field(key)) {
            field->editor()->setFocus();
            return;
        }
}

void DecisionForm::agree() {
    if (m_form && m_command != u"payment.pay")
        decide(m_decision);
    else if (m_form)
        m_form->submit();
}

// What was begun stays begun through a refusal: its button stands out, and Ctrl+Enter repeats it. A
// rejection whose reason was missing must never go on as an approval.
void DecisionForm::setDecision(const QString& decision) {
    m_decision = decision;
    m_form->fix(u"decision"_s, decision);
    if (m_form->field(u"reason"_s))
        m_form->setShown(u"reason"_s, labels::is(decision, Decision::Return));
    // A sum is granted, and minutes are named, only by who approves.
    for (const QString& key : supportKeys(*m_form))
        m_form->setShown(key, labels::is(decision, Decision::Approve));
    for (auto* one : m_form->findChildren<QPushButton*>())
        if (one->objectName().startsWith(u"decide:"_s))
            setPrimary(one, one->objectName() == u"decide:"_s + decision);
}

// Who sends a thing back says why: the ready-made 同意 is no reason.
void DecisionForm::decide(const QString& decision) {
    setDecision(decision);
    Field* opinion = m_form->field(u"opinion"_s);
    if (Field* reason = m_form->field(u"reason"_s);
        reason && labels::is(decision, Decision::Return) && reason->value().isUndefined()) {
        journal::Answer missing;
        missing.rejection = journal::Error{journal::ErrorKind::BadInput, u"reason"_s,
                                           labels::Sentence::told(tr("请写明账户哪里不符。"))};
        m_form->showRejection(missing);
        reason->editor()->setFocus();
        return;
    }
    if (!labels::is(decision, Decision::Approve) && opinion && this->opinion() == agreeing()) {
        opinion->setValue({});
        opinion->editor()->setFocus();
        journal::Answer missing;
        missing.rejection =
            journal::Error{journal::ErrorKind::BadInput, u"opinion"_s,
                           labels::Sentence::told(labels::is(decision, Decision::Return)
                                                      ? tr("请写明退回的原因。")
                                                      : tr("请写明不予的原因。"))};
        m_form->showRejection(missing);
        return;
    }
    m_form->submit();
}

void DecisionForm::done() {
    if (m_form->field(u"opinion"_s) && !opinion().isEmpty()) {
        recentOpinions().removeAll(opinion());
        recentOpinions().prepend(opinion());
        while (recentOpinions().size() > mostRecent)
            recentOpinions().removeLast();
    }
    Q_EMIT decided();
}

} // namespace pages
