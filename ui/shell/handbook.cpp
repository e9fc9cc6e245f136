// SPDX-License-Identifier: GPL-3.0-only
#include "handbook.h"

#include <widgets/layout.h>

#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace shell {

using namespace Qt::Literals::StringLiterals;

void showHandbook(QWidget* parent) {
    auto* window = new QDialog(parent, Qt::Window);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setWindowTitle(QObject::tr("用户手册"));
    window->setObjectName(u"handbook"_s);
    window->resize(820, 680);
    auto* find = new QLineEdit;
    find->setPlaceholderText(QObject::tr("在手册中查找,回车找下一处"));
    find->setAccessibleName(QObject::tr("在手册中查找"));
    auto* back = widgets::button(QObject::tr("后退"), u"back"_s);
    auto* text = new QTextBrowser;
    text->setObjectName(u"handbook-text"_s);
    text->setAccessibleName(QObject::tr("手册正文"));
    text->setOpenExternalLinks(false);
    const QString first = u":/handbook/index.html"_s;
    if (QFile::exists(first))
        text->setSource(QUrl(u"qrc"_s + first));
    else
        text->setPlainText(QObject::tr("这个安装没有附带手册。"));
    auto* whole = new QVBoxLayout(window);
    whole->addLayout(widgets::row({back, find}));
    whole->addWidget(text);
    QObject::connect(back, &QPushButton::clicked, text, &QTextBrowser::backward);
    QObject::connect(find, &QLineEdit::returnPressed, text, [text, find] {
        if (!text->find(find->text())) {
            text->moveCursor(QTextCursor::Start);
            text->find(find->text());
        }
    });
    window->show();
}

} // namespace shell
