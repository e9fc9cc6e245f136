// SPDX-License-Identifier: GPL-3.0-only
#include "sheet_record.h"

#include <widgets/refusal.h>

#include <QFileInfo>
#include <QObject>

namespace pages {

using namespace Qt::Literals::StringLiterals;

QJsonObject decisionOnPaper(const QString& payment, const QString& decision, const QString& opinion,
                            const QJsonValue& by, const QJsonValue& on, const QJsonValue& sheet) {
    return {{"id"_L1, payment},
            {"decision"_L1, decision},
            {"opinion"_L1, opinion},
            {"date"_L1, on},
            {"sheet"_L1, sheet},
            {"signed"_L1, QJsonObject{{"by"_L1, by}, {"on"_L1, on}, {"document"_L1, sheet}}}};
}

QString cannotRead(const QString& scan) {
    const QFileInfo file(scan);
    if (scan.isEmpty() || (file.isFile() && file.isReadable()))
        return {};
    return QObject::tr("打不开扫描件 %1:请检查路径和权限。还没有登记。").arg(scan);
}

SheetOutcome recordSheet(session::Backend& backend, const session::Token& token,
                         const SheetToRecord& sheet, const session::Progress& progress) {
    SheetOutcome outcome;
    const qsizetype all = sheet.decisions.size();
    for (qsizetype i = 0; i < all; ++i) {
        const QJsonObject& decision = sheet.decisions[i];
        const QString id = decision.value("id"_L1).toString();
        const journal::Answer answer = backend.submit(token, sheet.command, decision);
        if (!answer.ok()) {
            outcome.refused.insert(id, widgets::rejectionWords(*answer.rejection));
            continue;
        }
        outcome.taken << id;
        if (!sheet.scan.isEmpty()) {
            const journal::Answer filed = session::fileDocument(
                backend, token, sheet.today, sheet.scan,
                {{"about"_L1, QJsonObject{{"kind"_L1, u"payment"_s}, {"id"_L1, id}}},
                 {"kind"_L1, u"other"_s},
                 {"title"_L1, sheet.title},
                 {"date"_L1, sheet.today}});
            if (!filed.ok())
                outcome.notFiled = widgets::rejectionWords(*filed.rejection);
        }
        progress(i + 1, all);
    }
    return outcome;
}

} // namespace pages
