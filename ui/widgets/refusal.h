// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/answer.h>

#include <QJsonObject>
#include <QString>

namespace widgets {

// "第九条 · 超过可拨 …": a refusal as it stands under a field, in the core's own words.
// Bad input is told by the contract's key, which becomes `title`, as the window calls it.
QString rejectionWords(const journal::Rejection& rejection, const QString& title = {});

// Puts a value under a key with points: "schedule.from" goes into {"schedule": {"from": …}}.
void putNested(QJsonObject& into, const QString& key, const QJsonValue& value);
QJsonValue getNested(const QJsonObject& from, const QString& key);

} // namespace widgets
