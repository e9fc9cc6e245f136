// SPDX-License-Identifier: GPL-3.0-only
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
      m_trouble(widgets::label({}, "error-box")) {
    auto* card = new widgets::Card;
    card->setFixedWidth(560);
    auto* name = widgets::headingLabel(tr("专项资金管理台"));
    auto* words = widgets::label(tr("打开一个资金文件,或新建一个。"), "muted");
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    auto* open = widgets::button(tr("打开资金文件…"), u"folder"_s, true);
    auto* make = widgets::button(tr("新建资金…"), u"add"_s);
    open->setObjectName(u"open"_s);
    make->setObjectName(u"new"_s);
    auto* back = widgets::button(tr("从备份恢复…"));
    back->setObjectName(u"restore"_s);
    auto* buttons = widgets::row({open, make, back});
    buttons->addStretch();
    connect(back, &QPushButton::clicked, this, &StartView::restore);
    card->body->addWidget(name);
    card->body->addWidget(words);
    card->body->addWidget(m_trouble);
    card->body->addLayout(m_recent);
    card->body->addLayout(buttons);
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
            rememberFile(target);
            showTrouble({});
            refresh();
        });
}

void StartView::refresh() {
    widgets::clear(m_recent);
    for (const QString& path : recentFiles()) {
        auto* link = widgets::linkButton(QFileInfo(path).completeBaseName());
        link->setIcon(theme::icon(u"file"_s));
        link->setToolTip(path);
        auto* where = widgets::label(QDir::toNativeSeparators(QFileInfo(path).path()), "muted");
        where->setToolTip(path);
        auto* line = widgets::row({link, where});
        line->addStretch();
        m_recent->addLayout(line);
        connect(link, &QPushButton::clicked, this, [this, path] { Q_EMIT chosen(path); });
    }
}

void StartView::showTrouble(const QString& sentence) {
    m_trouble->setText(sentence);
    m_trouble->setVisible(!sentence.isEmpty());
}

QStringList StartView::recentFiles() {
    QStringList files = QSettings().value(u"recent"_s).toStringList();
    files.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    return files;
}

void StartView::rememberFile(const QString& path) {
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList files = recentFiles();
    files.removeAll(whole);
    files.prepend(whole);
    QSettings().setValue(u"recent"_s, files.mid(0, remembered));
}

} // namespace shell
