// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>

#include <QJsonDocument>

// change.list: what the leading group changed of the plan, the evaluation, and interest, newest
// first. They are few: all of them come at once.

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Context;
using journal::Reply;

namespace {

Reply listChanges(Context& context, const Args& with, const QString&) {
    auto rows = context.db.query(
        "SELECT kind, id, date, document, seq, detail, voided_on, '' AS state, 0 AS amount,"
        "   0 AS passed FROM plan_change"
        " UNION ALL SELECT 'evaluation.record', id, date, document, 0, '', '', state, awarded,"
        "   passed FROM evaluation"
        " UNION ALL SELECT 'fund.interest', id, date, voucher, 0, '', '', state, amount, 0"
        "   FROM interest"
        " ORDER BY date COLLATE BINARY DESC, id COLLATE BINARY DESC");
    const QString text = with.text("text"_L1);
    QJsonArray items;
    while (rows.next()) {
        const QString id = rows.text("id");
        const QString document = rows.text("document");
        if (!text.isEmpty() && !id.contains(text) && !document.contains(text))
            continue;
        QJsonObject item = QJsonDocument::fromJson(rows.text("detail").toUtf8()).object();
        if (rows.text("kind") == u"evaluation.record") {
            item.insert("passed"_L1, rows.boolean("passed"));
            item.insert("awarded"_L1, rows.fen("amount").toYuan());
            item.insert("state"_L1, rows.text("state"));
        } else if (rows.text("kind") == u"fund.interest") {
            item.insert("amount"_L1, rows.fen("amount").toYuan());
            item.insert("state"_L1, rows.text("state"));
        }
        item.insert("command"_L1, rows.text("kind"));
        item.insert("id"_L1, id);
        item.insert("date"_L1, rows.text("date"));
        item.insert("document"_L1, document);
        if (rows.integer("seq") > 0)
            item.insert("seq"_L1, rows.integer("seq"));
        if (!item.contains("state"_L1))
            item.insert("state"_L1, rows.text("voided_on").isEmpty() ? u"recorded"_s : u"voided"_s);
        if (!rows.text("voided_on").isEmpty())
            item.insert("voided_on"_L1, rows.text("voided_on"));
        items.append(item);
    }
    return QJsonObject{{"items"_L1, items}};
}

} // namespace

void installChangeList(journal::Registry& registry) {
    using namespace journal;
    registry.add(
        Question{.name = u"change.list"_s, .shape = {opt(text("text"))}, .answer = listChanges});
}

std::optional<journal::Rejection> requireAfterLast(const journal::CommandContext& call,
                                                   const QString& action, const QString& line,
                                                   const QString& what) {
    auto rows = call.context.db.query("SELECT date, detail FROM plan_change WHERE kind = ? AND"
                                      " voided_on = '' ORDER BY date COLLATE BINARY DESC",
                                      action);
    QString last;
    while (last.isEmpty() && rows.next()) {
        const QJsonObject detail = QJsonDocument::fromJson(rows.text(1).toUtf8()).object();
        if (line.isEmpty() || detail.value("line"_L1).toString() == line)
            last = rows.text(0);
    }
    return identity::requireDateOrder(call, last, what);
}

} // namespace plan
