// SPDX-License-Identifier: GPL-3.0-only
#include "offer.h"

#include <widgets/layout.h>
#include <widgets/refusal.h>
#include <widgets/words.h>

#include <QJsonArray>
#include <QRegularExpression>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using journal::Rule;

bool mayGive(const session::Session& session, const QString& command) {
    return session.may(command) || (session.mayRecord() && session::Session::isDeciding(command));
}

namespace {

// Buttons are judged with a fen, which nobody asked for: its sentence says only what is left.
QString withoutProbe(const journal::Objection& objection) {
    static const QRegularExpression beyond(u"[,,]超出 ?[\\d,]*\\d\\.\\d{2} ?元"_s);
    static const QRegularExpression nothing(u"最多还可(申请|申请验收)? ?0\\.00 ?元"_s);
    const journal::Refusal* no = objection.refusal();
    QString words = widgets::objectionWords(objection);
    if (!no || no->asked != u"0.01")
        return words;
    words.remove(beyond);
    return words.replace(nothing, u"现在没有可\\1的金额"_s);
}

void showVerdict(QPushButton* button, const journal::Answer& answer) {
    static const QList<Rule> outOfTurn{Rule::StateOrder, Rule::DutyRole, Rule::PayOffice,
                                       Rule::PayLeader};
    static const QList<Rule> kept{Rule::DutySeparation,  Rule::UnitBarred,
                                  Rule::PayAccepted,     Rule::PayPath,
                                  Rule::PayPrepayTiming, Rule::ArchiveComplete};
    const journal::Refusal* no = answer.ok() ? nullptr : answer.objection->refusal();
    button->setVisible(!no || !outOfTurn.contains(no->rule));
    const bool greyed = no && kept.contains(no->rule);
    button->setEnabled(!greyed);
    button->setToolTip(greyed ? withoutProbe(*answer.objection) : QString());
    button->setAccessibleDescription(button->toolTip());
}

} // namespace

void offer(session::Session& session, QPushButton* button, const QString& command,
           const QJsonObject& with) {
    button->setVisible(false);
    if (!mayGive(session, command))
        return;
    const auto judged = [button](const journal::Answer& answer) { showVerdict(button, answer); };
    if (session.may(command)) {
        session.judge(command, with, button, judged);
        return;
    }
    // Who only records: as if somebody whose business it is had signed today.
    const QStringList roles = fund::registry().command(command)->roles;
    session.ask(u"user.names"_s, {}, button, [=, &session](const journal::Answer& answer) {
        QJsonObject signedWith = with;
        const QJsonObject people = answer.result.toObject();
        for (const QJsonValue& one : people.value("items"_L1).toArray())
            for (const QJsonValue& role : one.toObject().value("roles"_L1).toArray())
                if (roles.contains(role.toString()))
                    signedWith.insert("signed"_L1,
                                      QJsonObject{{"by"_L1, one.toObject().value("id"_L1)},
                                                  {"on"_L1, session.today()},
                                                  {"document"_L1, u"-"_s}});
        session.judge(command, signedWith, button, judged);
    });
}

QPushButton* offered(session::Session& session, QLayout* into, const QString& command,
                     const QJsonObject& with, const QString& words) {
    auto* made = widgets::button(words.isEmpty() ? widgets::commandWord(command) : words);
    made->setObjectName(u"do:"_s + command);
    into->addWidget(made);
    offer(session, made, command, with);
    return made;
}

} // namespace pages
