// SPDX-License-Identifier: GPL-3.0-only
#include "views.h"

#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/prompt.h>

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace shell {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int remembered = 8;

} // namespace

StartView::StartView(QWidget* parent)
    : QWidget(parent), m_recent(widgets::column()), m_trouble(widgets::label({}, "error-box")) {
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
    auto* buttons = widgets::row({open, make});
    buttons->addStretch();
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

void StartView::forgetFile(const QString& path) {
    QStringList files = recentFiles();
    files.removeAll(path);
    QSettings().setValue(u"recent"_s, files);
}

} // namespace shell
