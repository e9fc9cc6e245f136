// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <money/fen.h>

#include <QJsonValue>
#include <QString>

// The contract's words as people read them, and amounts as they are printed. Only words: no rule.

namespace widgets {

// "payment", "approved" is 已审批; an unknown word stands as it is.
QString stateText(const QString& thing, const QString& state);
// "good", "wait", "bad", "plain": the colour of a state's label, never the only sign of it.
QString stateTone(const QString& state);
QString roleWord(const QString& role);
// All roles in the order in which a choice shows them.
const QStringList& roles();
QString kindWord(const QString& kind);       // prepay, stage, final; documents' and units' kinds
QString commandWord(const QString& command); // "payment.approve" is 审批拨付
QString waitingWord(const QString& command); // in the inbox: "payment.request" is 补正后再申请
QString stepWord(const QString& step);       // request, review, approve, pay …

// "1234567.89" is "1,234,567.89"; in 万元 "123.456789". What is no amount stands as it is.
QString yuan(const QJsonValue& amount);
inline QString yuan(money::Fen amount) {
    return amount.grouped();
}
QString wan(const QJsonValue& amount);
inline QString wan(money::Fen amount) {
    return amount.toWan();
}
// Amounts within a sentence of the core, "拨付 1234567.89 元", with their thousands separated.
QString groupedIn(const QString& sentence);
bool isNegative(const QJsonValue& amount);
QString percent(const QJsonValue& rate); // "0.3615" is 36.15%

} // namespace widgets
