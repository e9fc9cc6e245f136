// SPDX-License-Identifier: GPL-3.0-only
#include "servers.h"

#include <theme/theme.h>
#include <widgets/layout.h>

#include <QFormLayout>
#include <QSettings>

namespace shell {

using namespace Qt::Literals::StringLiterals;

namespace {

// A certificate is the server's, whichever fund is asked for.
QString serverOf(const protocol::Place& place) {
    return u"%1:%2"_s.arg(place.host, QString::number(place.port));
}

QVariantMap fingerprints() {
    return QSettings().value(u"fingerprints"_s).toMap();
}

} // namespace

QString rememberedFingerprint(const protocol::Place& place) {
    return fingerprints().value(serverOf(place)).toString();
}

void rememberFingerprint(const protocol::Place& place, const QString& fingerprint) {
    QVariantMap all = fingerprints();
    all.insert(serverOf(place), fingerprint);
    QSettings().setValue(u"fingerprints"_s, all);
}

void forgetFingerprint(const protocol::Place& place) {
    QVariantMap all = fingerprints();
    all.remove(serverOf(place));
    QSettings().setValue(u"fingerprints"_s, all);
}

QString inGroups(const QString& fingerprint) {
    constexpr int group = 4;
    constexpr int line = 16;
    QString text;
    for (int i = 0; i < fingerprint.size(); i += group) {
        if (i > 0)
            text += i % line == 0 ? u'\n' : u' ';
        text += fingerprint.mid(i, group);
    }
    return text;
}

ServerDialog::ServerDialog(QWidget* parent)
    : QDialog(parent), m_host(new QLineEdit), m_fund(new QLineEdit),
      m_trouble(widgets::label({}, "error-box")) {
    setWindowTitle(tr("连接服务器"));
    setObjectName(u"server-dialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(460);
    m_host->setObjectName(u"server-host"_s);
    m_host->setAccessibleName(tr("服务器"));
    m_host->setPlaceholderText(tr("例如 192.168.1.5:8443"));
    m_fund->setObjectName(u"server-fund"_s);
    m_fund->setAccessibleName(tr("资金名称"));
    m_fund->setPlaceholderText(tr("例如 guzhang"));
    m_trouble->setObjectName(u"server-trouble"_s);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    auto* fields = new QFormLayout;
    fields->setHorizontalSpacing(2 * theme::grid);
    fields->addRow(tr("服务器"), m_host);
    fields->addRow(tr("资金名称"), m_fund);
    auto* go = widgets::button(tr("连接"), {}, true);
    go->setObjectName(u"server-connect"_s);
    go->setDefault(true);
    auto* buttons = widgets::row();
    buttons->addStretch();
    auto* cancel = widgets::button(tr("取消"));
    buttons->addWidget(cancel);
    buttons->addWidget(go);
    auto* inside = new QVBoxLayout(this);
    inside->addWidget(widgets::label(
        tr("地址和资金名称向管理服务器的人要;整个地址 https://… 也可以贴在“服务器”里。"), "muted"));
    inside->addLayout(fields);
    inside->addWidget(m_trouble);
    inside->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(go, &QPushButton::clicked, this, &ServerDialog::connectTo);
}

void ServerDialog::connectTo() {
    QString place = m_host->text().trimmed();
    if (!protocol::isServerPlace(place))
        place.prepend(u"https://"_s);
    while (place.endsWith(u'/') && !place.endsWith("//"_L1)) // the two of https:// stay
        place.chop(1);
    if (!m_fund->text().trimmed().isEmpty())
        place += u'/' + m_fund->text().trimmed();
    const protocol::ReadPlace read = protocol::readPlace(place);
    m_trouble->setText(read.trouble.text());
    m_trouble->setVisible(!read.place);
    if (!read.place)
        return;
    Q_EMIT chosen(read.place->text());
    accept();
}

} // namespace shell
