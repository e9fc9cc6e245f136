// SPDX-License-Identifier: GPL-3.0-only
#include "fate.h"

#include <api/payment.h>
#include <api/unit.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

using Tell = std::function<void(const QString& words)>;

QString tr(const char* words) {
    return QObject::tr(words);
}

QString yuanOf(money::Fen amount) {
    return tr("%1 元").arg(widgets::yuan(amount));
}

QString ofAcceptance(const QJsonValue& json) {
    const auto acceptance = api::fromJson<api::Acceptance>(json);
    switch (acceptance.state) {
    case labels::AcceptanceState::Passed:
        return tr("已出具合格意见 %1").arg(yuanOf(acceptance.accepted.value_or(money::Fen())));
    case labels::AcceptanceState::Rectify:
        return tr("已出具整改意见,限 %1").arg(acceptance.rectifyBy);
    case labels::AcceptanceState::Failed:
        return tr("已出具不合格意见");
    default:
        return tr("等验收");
    }
}

QString ofPayment(const QJsonValue& json) {
    const auto payment = api::fromJson<api::Payment>(json);
    return tr("%1 %2").arg(labels::shortLabel(payment.state), yuanOf(payment.amount));
}

QString ofProject(const QJsonValue& json) {
    const auto project = api::fromJson<api::Project>(json);
    const QString word = labels::shortLabel(project.state);
    return project.state == labels::ProjectState::Approved
               ? tr("%1 %2").arg(word, yuanOf(project.support))
               : word;
}

QString ofUnit(const QJsonValue& json) {
    return api::fromJson<api::Unit>(json).bank.confirmed ? tr("账户已复核") : tr("账户待复核");
}

struct FateSource {
    const char16_t* question;
    QString (*words)(const QJsonValue& json);
};

constexpr FateSource kinds[] = {{u"payment.show", ofPayment},
                                {u"acceptance.show", ofAcceptance},
                                {u"project.show", ofProject},
                                {u"unit.show", ofUnit}};

void askKind(session::Session& session, QObject* receiver, const QString& id, std::size_t kind,
             const Tell& tell) {
    if (kind >= std::size(kinds))
        return;
    session.ask(QString::fromUtf16(kinds[kind].question), {{"id"_L1, id}}, receiver,
                [=, &session](const journal::Answer& answer) {
                    if (!answer.ok())
                        askKind(session, receiver, id, kind + 1, tell);
                    else
                        tell(id + u' ' + kinds[kind].words(answer.result));
                });
}

} // namespace

void askFate(session::Session& session, QObject* receiver, const QString& id, Tell tell) {
    askKind(session, receiver, id, 0, tell);
}

} // namespace pages
