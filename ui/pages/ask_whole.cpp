// SPDX-License-Identifier: GPL-3.0-only
#include "ask_whole.h"

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int atOnce = 200;

void askFrom(session::Session& session, QObject* receiver, const QString& question,
             const QJsonObject& with, const QJsonArray& before,
             const std::function<void(const QJsonArray& items)>& use) {
    session.ask(question, with, receiver, [=, &session](const journal::Answer& answer) {
        const QJsonObject result = answer.result.toObject();
        QJsonArray items = before;
        for (const QJsonValue& one : result.value("items"_L1).toArray())
            items.append(one);
        if (!result.contains("next"_L1))
            return use(items);
        QJsonObject further = with;
        further.insert("after"_L1, result.value("next"_L1));
        askFrom(session, receiver, question, further, items, use);
    });
}

} // namespace

void askWhole(session::Session& session, QObject* receiver, const QString& question,
              const QJsonObject& filters, const std::function<void(const QJsonArray& items)>& use) {
    QJsonObject with = filters;
    with.insert("count"_L1, atOnce);
    askFrom(session, receiver, question, with, {}, use);
}

} // namespace pages
