// SPDX-License-Identifier: GPL-3.0-only
#include "main_window.h"
#include "servers.h"
#include "views.h"

#include <fund/upgrade.h>
#include <widgets/progress.h>
#include <widgets/prompt.h>

// Opening a fund: a file of this machine, or one on a server, whose certificate is compared by
// hand the first time and known from then on.

namespace shell {

using namespace Qt::Literals::StringLiterals;

void MainWindow::openPlace(const QString& place) {
    if (place.trimmed().isEmpty())
        return m_start->showTrouble(
            tr("没有写要打开什么:请给出资金文件的路径,或 https://主机:端口/资金名称。"));
    if (protocol::isServerPlace(place))
        openServer(place);
    else
        openFile(place);
}

// One of an older version is upgraded first, under a window that can stop it.
void MainWindow::openFile(const QString& path) {
    m_start->showTrouble({});
    if (!fund::isOlder(path))
        return openToday(path);
    m_views->setCurrentWidget(m_start);
    widgets::showProgress(
        this, m_session.runFree([path](const session::Progress& progress) {
            fund::upgrade(path, progress);
        }),
        tr("资金文件由较早的版本写成,正在升级……"), [this, path](const widgets::Ended& ended) {
            if (ended.error.isEmpty()) // a wish to stop may have come too late
                return openToday(path);
            m_start->showTrouble(ended.stopped ? tr("没有升级:已停止,原文件没有改动。")
                                               : ended.error);
        });
}

void MainWindow::openToday(const QString& path) {
    m_session.open(path, this, [this, path](const QString& error) {
        if (error.isEmpty())
            return enter(path);
        m_start->showTrouble(error);
        m_views->setCurrentWidget(m_start);
    });
}

void MainWindow::openServer(const QString& text) {
    const protocol::ReadPlace read = protocol::readPlace(text);
    m_views->setCurrentWidget(m_start);
    if (!read.place)
        return m_start->showTrouble(read.trouble.text());
    const protocol::Place place = *read.place;
    const QString known = rememberedFingerprint(place);
    m_start->showTrouble({});
    m_start->refresh();
    m_start->showWaiting(tr("正在连接 %1……").arg(place.text()));
    m_session.openServer(
        place, {known, {}}, this, [=, this](const QString& error, const QString& shown) {
            m_start->showWaiting({});
            if (error.isEmpty())
                return enter(place.text());
            if (!shown.isEmpty() && known.isEmpty())
                return askFingerprint(place, shown);
            m_start->showTrouble(shown.isEmpty() || shown == known
                                     ? error
                                     : tr("%1 出示的证书与本机记住的不同,没有发送任何内容。请向管理"
                                          "服务器的人核对:确实换过证书的,请在下面移除这台服务器,"
                                          "再重新连接并核对新的指纹。")
                                           .arg(place.host));
        });
}

void MainWindow::askFingerprint(const protocol::Place& place, const QString& shown) {
    const bool same = widgets::prompt().confirm(
        this, tr("核对服务器的指纹"),
        tr("第一次连接 %1,请把下面的指纹与管理服务器的人给的逐位核对。一致才连接,以后"
           "本机就认得它。\n\n%2")
            .arg(place.host + u':' + QString::number(place.port), inGroups(shown)),
        tr("指纹一致,连接"));
    if (!same)
        return m_start->showTrouble(tr("没有连接,也没有发送任何内容:指纹不一致时,请先问管理"
                                       "服务器的人。"));
    rememberFingerprint(place, shown);
    openServer(place.text());
}

void MainWindow::enter(const QString& place) {
    StartView::remember(place);
    m_lockedUser.clear();
    m_login->begin({});
    m_views->setCurrentWidget(m_login);
}

// What was asked for meanwhile is asked again when it is back; nothing that was typed goes.
void MainWindow::showConnection(const QString& trouble) {
    m_connection->setText(tr("%1。正在重新连接,填好的内容都在,连上后接着办。")
                              .arg(trouble.endsWith(u'。') ? trouble.chopped(1) : trouble));
    m_connection->setVisible(!trouble.isEmpty());
}

} // namespace shell
