// SPDX-License-Identifier: GPL-3.0-only
#include "handbook.h"

#include <widgets/layout.h>

#include <QDialog>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QMap>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace shell {

using namespace Qt::Literals::StringLiterals;

QString handbookPart(const QString& page) {
    static const QMap<QString, QString> parts{
        {u"desk"_s, u"everyday"_s},        {u"due"_s, u"everyday"_s},
        {u"budget"_s, u"everyday"_s},      {u"budget-form"_s, u"first-day"_s},
        {u"opening"_s, u"opening"_s},      {u"units"_s, u"declare"_s},
        {u"unit"_s, u"declare"_s},         {u"unit-form"_s, u"declare"_s},
        {u"projects"_s, u"declare"_s},     {u"project"_s, u"paths"_s},
        {u"declare"_s, u"declare"_s},      {u"project-form"_s, u"declare"_s},
        {u"record-form"_s, u"paths"_s},    {u"acceptances"_s, u"paths"_s},
        {u"acceptance"_s, u"paths"_s},     {u"acceptance-form"_s, u"paths"_s},
        {u"payments"_s, u"paths"_s},       {u"payment"_s, u"paths"_s},
        {u"request"_s, u"paths"_s},        {u"approve"_s, u"keys"_s},
        {u"sheet"_s, u"paper"_s},          {u"archive"_s, u"archive"_s},
        {u"archives"_s, u"archive"_s},     {u"disclosures"_s, u"month-end"_s},
        {u"disclosure"_s, u"month-end"_s}, {u"supervision"_s, u"supervision"_s},
        {u"warnings"_s, u"supervision"_s}, {u"journal"_s, u"audit"_s},
        {u"entry"_s, u"audit"_s},          {u"rules"_s, u"refused"_s},
        {u"settings"_s, u"backup"_s},
    };
    return parts.value(page);
}

namespace {

// Its pictures are larger than they are shown; scaled while painting they would be hard to read.
class Text : public QTextBrowser {
    static constexpr int shownWidth = 720;

    QVariant loadResource(int type, const QUrl& name) override {
        const QVariant loaded = QTextBrowser::loadResource(type, name);
        QImage picture;
        if (type != QTextDocument::ImageResource || !picture.loadFromData(loaded.toByteArray()))
            return loaded;
        const int width = std::min(picture.width(), qRound(shownWidth * devicePixelRatioF()));
        return picture.convertToFormat(QImage::Format_RGB32)
            .scaledToWidth(width, Qt::SmoothTransformation);
    }
};

} // namespace

void showHandbook(QWidget* parent, const QString& page) {
    auto* window = new QDialog(parent, Qt::Window);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setWindowTitle(QObject::tr("用户手册"));
    window->setObjectName(u"handbook"_s);
    window->resize(820, 680);
    auto* find = new QLineEdit;
    find->setPlaceholderText(QObject::tr("在手册中查找,回车找下一处"));
    find->setAccessibleName(QObject::tr("在手册中查找"));
    auto* back = widgets::button(QObject::tr("后退"), u"back"_s);
    auto* text = new Text;
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
    // Only now is the text laid out, so that a place in it can be scrolled to.
    const QString part = handbookPart(page);
    if (!part.isEmpty())
        text->scrollToAnchor(part);
}

} // namespace shell
