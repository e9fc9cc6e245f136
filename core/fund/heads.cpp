// SPDX-License-Identifier: GPL-3.0-only
#include "heads.h"

#include <identity/security_log.h>
#include <journal/chain.h>
#include <storage/durable.h>

#include <QDir>
#include <QFile>

namespace fund {

using namespace Qt::Literals::StringLiterals;

Heads headsOf(storage::Database& fund) {
    journal::Context context(fund, fund);
    return {QString::fromLatin1(journal::head(context).hash), identity::securityHead(context)};
}

void noteHeads(const QString& folder, const QString& name, const Heads& heads) {
    const QString path = QDir(folder).filePath(u"heads.txt"_s);
    QFile file(path);
    QByteArray lines;
    if (file.open(QIODevice::ReadOnly))
        lines = file.readAll();
    lines += name.toUtf8() + "\t" + heads.journal.toUtf8() + '\t' + heads.security.toUtf8() + '\n';
    storage::writeAtomically(path, lines);
}

} // namespace fund
