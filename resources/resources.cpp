// SPDX-License-Identifier: GPL-3.0-only
#include <resources/resources.h>

#include <QFile>

static void initialise() {
    Q_INIT_RESOURCE(funddesk);
}

namespace resources {

void load() {
    initialise();
}

QByteArray read(const QString& name) {
    QFile file(QStringLiteral(":/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace resources
