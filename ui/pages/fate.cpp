// SPDX-License-Identifier: GPL-3.0-only
#include "fate.h"

#include <widgets/words.h>

#include <QJsonArray>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

using Tell = std::function<void(const QString& words)>;

QString tr(const char* words) {
    return QObject::tr(words);
}

QString yuanOf(const QJsonObject& thing, QLatin1StringView key) {
    return tr("%1 元").arg(widgets::yuan(thing.value(key)));
}

QString ofAcceptance(const QJsonObject& thing) {
    const QString state = thing.value("state"_L1).toString();
    return state == u"passed" ? tr("已出具合格意见 %1").arg(yuanOf(thing, "accepted"_L1))
           : state == u"rectify"
               ? tr("已出具整改意见,限 %1").arg(thing.value("rectify_by"_L1).toString())
           : state == u"failed" ? tr("已出具不合格意见")
                                : tr("等验收");
}

QString ofPayment(const QJsonObject& thing) {
    const QString state = thing.value("state"_L1).toString();
    return tr("%1 %2").arg(widgets::stateText(u"payment"_s, state), yuanOf(thing, "amount"_L1));
}

QString ofProject(const QJsonObject& thing) {
    const QString state = thing.value("state"_L1).toString();
    const QString word = widgets::stateText(u"project"_s, state);
    return state == u"approved" ? tr("%1 %2").arg(word, yuanOf(thing, "support"_L1)) : word;
}

QString ofUnit(const QJsonObject& thing) {
    return thing.value("bank"_L1).toObject().value("confirmed"_L1).toBool() ? tr("账户已复核")
                                                                            : tr("账户待复核");
}

struct FateSource {
    const char16_t* question;
    QString (*words)(const QJsonObject& thing);
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
                        tell(id + u' ' + kinds[kind].words(answer.result.toObject()));
                });
}

} // namespace

void askFate(session::Session& session, QObject* receiver, const QString& id, Tell tell) {
    askKind(session, receiver, id, 0, tell);
}

} // namespace pages
