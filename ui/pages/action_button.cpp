// SPDX-License-Identifier: GPL-3.0-only
#include "action_button.h"

#include <overview/overview.h>
#include <widgets/layout.h>
#include <widgets/refusal.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using journal::Rule;

bool canExecute(const session::Session& session, const QString& command) {
    return session.may(command) || (session.mayRecord() && session::Session::isDeciding(command));
}

namespace {

void showVerdict(QPushButton* button, const journal::Refusal* rejection, const QString& words) {
    static const QList<Rule> outOfTurn{Rule::StateOrder, Rule::DutyRole, Rule::PayOffice,
                                       Rule::PayLeader};
    static const QList<Rule> kept{Rule::DutySeparation,  Rule::UnitBarred,
                                  Rule::PayAccepted,     Rule::PayPath,
                                  Rule::PayPrepayTiming, Rule::ArchiveComplete};
    button->setVisible(!rejection || !outOfTurn.contains(rejection->rule));
    const bool greyed = rejection && kept.contains(rejection->rule);
    button->setEnabled(!greyed);
    button->setToolTip(greyed ? words : QString());
    button->setAccessibleDescription(button->toolTip());
}

// As signed by the first of them for whom it is allowed; what is said of the last one otherwise.
void judgeAsSigned(session::Session& session, QPushButton* button, const QString& command,
                   const QJsonObject& with, QStringList people,
                   const std::function<void(const journal::Answer&)>& judged) {
    QJsonObject signedWith = with;
    if (!people.isEmpty())
        signedWith.insert("signed"_L1, QJsonObject{{"by"_L1, people.takeFirst()},
                                                   {"on"_L1, session.today()},
                                                   {"document"_L1, u"-"_s}});
    session.judge(command, signedWith, button, [=, &session](const journal::Answer& answer) {
        if (answer.ok() || people.isEmpty())
            judged(answer);
        else
            judgeAsSigned(session, button, command, with, people, judged);
    });
}

} // namespace

QJsonObject Actions::find(const QString& command, const QString& about) const {
    for (const QJsonValue& one : m_items) {
        const QJsonObject action = one.toObject();
        if (action.value("command"_L1) == command
            && action.value("about"_L1).toObject().value("id"_L1).toString() == about)
            return action;
    }
    return {};
}

bool Actions::allowed(const QString& command, const QString& about) const {
    return find(command, about).value("allowed"_L1).toBool();
}

void Actions::show(QPushButton* button, const QString& command, const QString& about) const {
    const QJsonObject action = find(command, about);
    if (action.isEmpty())
        return button->setVisible(false);
    if (action.value("allowed"_L1).toBool())
        return showVerdict(button, nullptr, {});
    const journal::Rejection rejection =
        journal::refusalFrom(action.value("objection"_L1).toObject());
    showVerdict(button, rejection.refusal(), widgets::rejectionWords(rejection));
}

void withActions(session::Session& session, const QString& kind, const QString& id,
                 QObject* receiver, std::function<void(const Actions&)> use) {
    session.ask(kind + u".actions"_s, {{"id"_L1, id}}, receiver,
                [use = std::move(use)](const journal::Answer& answer) {
                    if (answer.ok())
                        use(Actions(answer.result.toArray()));
                });
}

QPushButton* actionButton(QLayout* into, const Actions& actions, const QString& command,
                          const QString& words, const QString& about) {
    auto* made = widgets::button(words.isEmpty() ? widgets::commandWord(command) : words);
    made->setObjectName(u"do:"_s + command);
    into->addWidget(made);
    actions.show(made, command, about);
    return made;
}

void updateActionButton(session::Session& session, QPushButton* button, const QString& command,
                        const QJsonObject& with) {
    button->setVisible(false);
    if (!canExecute(session, command))
        return;
    const auto judged = [button](const journal::Answer& answer) {
        if (answer.ok())
            showVerdict(button, nullptr, {});
        else
            showVerdict(button, answer.rejection->refusal(),
                        widgets::rejectionWords(*answer.rejection));
    };
    // A void is the business of the role of what it voids.
    const QStringList roles =
        command == u"void" ? QStringList{overview::voidingRole(with.value("kind"_L1).toString())}
                           : fund::registry().command(command)->roles;
    if (session.may(command) && (command != u"void" || session.hasOneOf(roles))) {
        session.judge(command, with, button, judged);
        return;
    }
    if (!session.mayRecord())
        return;
    // Who only records: as if somebody whose business it is had signed today.
    session.ask(u"user.names"_s, {}, button, [=, &session](const journal::Answer& answer) {
        QStringList people;
        const QJsonObject told = answer.result.toObject();
        for (const QJsonValue& one : told.value("items"_L1).toArray())
            for (const QJsonValue& role : one.toObject().value("roles"_L1).toArray())
                if (roles.contains(role.toString()))
                    people << one.toObject().value("id"_L1).toString();
        judgeAsSigned(session, button, command, with, people, judged);
    });
}

} // namespace pages
