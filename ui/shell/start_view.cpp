// SPDX-License-Identifier: GPL-3.0-only
#include "plan_desk.h"
#include "servers.h"
#include "views.h"

#include <fund/backup.h>
#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/progress.h>
#include <widgets/prompt.h>

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace shell {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int remembered = 8;

} // namespace

StartView::StartView(session::Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_recent(widgets::column()),
      m_waiting(widgets::label({}, "muted")), m_trouble(widgets::label({}, "error-box")),
      m_server(widgets::button(tr("连接服务器…"))) {
    auto* card = new widgets::Card;
    card->setFixedWidth(620);
    auto* name = widgets::headingLabel(tr("专项资金管理台"));
    auto* words = widgets::label(tr("打开一个资金文件或服务器上的资金,或新建一个。"), "muted");
    m_trouble->setWordWrap(true);
    m_trouble->setObjectName(u"start-trouble"_s);
    m_trouble->hide();
    m_waiting->setObjectName(u"start-waiting"_s);
    m_waiting->hide();
    m_server->setObjectName(u"server"_s);
    auto* open = widgets::button(tr("打开资金文件…"), u"folder"_s, true);
    auto* make = widgets::button(tr("新建资金…"), u"add"_s);
    open->setObjectName(u"open"_s);
    make->setObjectName(u"new"_s);
    auto* back = widgets::button(tr("从备份恢复…"));
    back->setObjectName(u"restore"_s);
    auto* plan = widgets::linkButton(tr("新资金计划…"));
    plan->setObjectName(u"new-plan"_s);
    plan->setToolTip(tr("用文件所附的分配表制作方案文件,或阅读、打印已有的方案"));
    auto* buttons = widgets::row({open, m_server, make, back});
    buttons->addStretch();
    connect(back, &QPushButton::clicked, this, &StartView::restore);
    connect(m_server, &QPushButton::clicked, this, &StartView::askServer);
    card->body->addWidget(name);
    card->body->addWidget(words);
    card->body->addWidget(m_trouble);
    card->body->addWidget(m_waiting);
    card->body->addLayout(m_recent);
    card->body->addLayout(buttons);
    card->body->addLayout(widgets::leftRow(plan));
    auto* whole = new QVBoxLayout(this);
    whole->addStretch();
    whole->addWidget(card, 0, Qt::AlignCenter);
    whole->addStretch();
    connect(open, &QPushButton::clicked, this, [this] {
        const QString path = widgets::prompt().openFile(this, tr("打开资金文件"),
                                                        tr("资金文件 (*.fund);;所有文件 (*)"));
        if (!path.isEmpty())
            Q_EMIT chosen(path);
    });
    connect(make, &QPushButton::clicked, this, &StartView::newFund);
    connect(plan, &QPushButton::clicked, this, [this] {
        auto* desk = new PlanDesk(m_session, this);
        desk->setAttribute(Qt::WA_DeleteOnClose);
        desk->open();
    });
    refresh();
}

// The file that stood there is kept beside the restored one.
void StartView::restore() {
    const QString backup = widgets::prompt().openFile(
        this, tr("选一个备份"), tr("备份 (*.fund-backup *.fund);;所有文件 (*)"));
    if (backup.isEmpty())
        return;
    const QString target =
        widgets::prompt().saveFile(this, tr("恢复到"), {}, tr("资金文件 (*.fund)"));
    if (target.isEmpty())
        return;
    const auto kept = std::make_shared<fund::Restored>();
    widgets::showProgress(
        this, m_session.runFree([=](const session::Progress& progress) {
            *kept = fund::restore(backup, target, progress);
        }),
        tr("正在核对备份并恢复……"), [=, this](const widgets::Ended& ended) {
            if (ended.stopped || !ended.error.isEmpty())
                return showTrouble(ended.stopped ? tr("没有恢复:已停止,原文件没有改动。")
                                                 : tr("没有恢复,原文件没有改动。") + ended.error);
            widgets::prompt().inform(this, tr("从备份恢复"),
                                     kept->kept.isEmpty()
                                         ? tr("已恢复到 %1。").arg(target)
                                         : tr("已恢复到 %1。\n%2\n原文件保留为 %3。")
                                               .arg(target, kept->sentence(), kept->kept));
            remember(target);
            showTrouble({});
            refresh();
        });
}

void StartView::askServer() {
    auto* dialog = new ServerDialog(this);
    connect(dialog, &ServerDialog::chosen, this, &StartView::chosen);
    dialog->open();
}

void StartView::refresh() {
    widgets::clear(m_recent);
    for (const QString& place : recent())
        m_recent->addLayout(lineOf(place));
}

QLayout* StartView::lineOf(const QString& place) {
    const protocol::ReadPlace server = protocol::readPlace(place);
    const QFileInfo file(place);
    auto* link = widgets::linkButton(server.place ? server.place->fund : file.completeBaseName());
    link->setIcon(theme::icon(server.place ? u"units"_s : u"file"_s));
    link->setToolTip(place);
    auto* where = widgets::label(server.place ? tr("服务器 %1").arg(place.section(u'/', 2, 2))
                                              : QDir::toNativeSeparators(file.path()),
                                 "muted");
    where->setToolTip(place);
    auto* line = widgets::row({link, where});
    line->addStretch();
    connect(link, &QPushButton::clicked, this, [this, place] { Q_EMIT chosen(place); });
    if (server.place) {
        auto* remove = widgets::linkButton(tr("移除"));
        remove->setObjectName(u"forget:"_s + place);
        remove->setToolTip(tr("不再列出,也忘掉记住的指纹"));
        line->addWidget(remove);
        connect(remove, &QPushButton::clicked, this, [this, place] { forget(place); });
    }
    return line;
}

void StartView::forget(const QString& place) {
    QStringList places = recent();
    places.removeAll(place);
    QSettings().setValue(u"recent"_s, places);
    forgetFingerprint(*protocol::readPlace(place).place);
    showTrouble({});
    QMetaObject::invokeMethod(this, &StartView::refresh, Qt::QueuedConnection);
}

void StartView::showWaiting(const QString& sentence) {
    m_waiting->setText(sentence);
    m_waiting->setVisible(!sentence.isEmpty());
    m_server->setEnabled(sentence.isEmpty());
}

void StartView::showTrouble(const QString& sentence) {
    m_trouble->setText(sentence);
    m_trouble->setVisible(!sentence.isEmpty());
}

QStringList StartView::recent() {
    QStringList places = QSettings().value(u"recent"_s).toStringList();
    places.removeIf([](const QString& place) {
        return !protocol::isServerPlace(place) && !QFileInfo::exists(place);
    });
    return places;
}

void StartView::remember(const QString& place) {
    const QString whole =
        protocol::isServerPlace(place) ? place : QFileInfo(place).absoluteFilePath();
    QStringList places = recent();
    places.removeAll(whole);
    places.prepend(whole);
    QSettings().setValue(u"recent"_s, places.mid(0, remembered));
}

} // namespace shell
