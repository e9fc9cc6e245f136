// SPDX-License-Identifier: GPL-3.0-only
#include "prompt.h"

#include "layout.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

Prompt real;
Prompt* inPlace = &real;

// Where the last file was chosen, or the user's documents; a whole path stays as it is.
QString inLastFolder(const QString& name) {
    const QString last = QSettings().value(u"folder"_s).toString();
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QDir folder(QFileInfo(last).isDir() ? last : documents);
    return (folder.exists() ? folder : QDir::home()).filePath(name);
}

QStringList chosen(QFileDialog& dialog) {
    if (dialog.exec() != QDialog::Accepted)
        return {};
    const QStringList paths = dialog.selectedFiles();
    QSettings().setValue(u"folder"_s, dialog.directory().absolutePath());
    return paths;
}

} // namespace

bool Prompt::confirm(QWidget* parent, const QString& title, const QString& text,
                     const QString& yes) {
    QMessageBox box(QMessageBox::Question, title, text, QMessageBox::NoButton, parent);
    box.setTextFormat(Qt::PlainText);
    const QPushButton* agreed = box.addButton(withoutMnemonic(yes), QMessageBox::AcceptRole);
    box.setDefaultButton(box.addButton(QObject::tr("取消"), QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == agreed;
}

void Prompt::inform(QWidget* parent, const QString& title, const QString& text) {
    QMessageBox box(QMessageBox::Information, title, text, QMessageBox::NoButton, parent);
    box.setTextFormat(Qt::PlainText);
    box.addButton(QObject::tr("知道了"), QMessageBox::AcceptRole);
    box.setTextInteractionFlags(Qt::TextSelectableByMouse);
    box.exec();
}

QString Prompt::openFile(QWidget* parent, const QString& title, const QString& filter) {
    QFileDialog dialog(parent, title, inLastFolder({}), filter);
    dialog.setFileMode(QFileDialog::ExistingFile);
    return chosen(dialog).value(0);
}

QStringList Prompt::openFiles(QWidget* parent, const QString& title, const QString& filter) {
    QFileDialog dialog(parent, title, inLastFolder({}), filter);
    dialog.setFileMode(QFileDialog::ExistingFiles);
    return chosen(dialog);
}

QString Prompt::saveFile(QWidget* parent, const QString& title, const QString& name,
                         const QString& filter) {
    QFileDialog dialog(parent, title, inLastFolder(name), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffixOf(filter));
    return chosen(dialog).value(0);
}

QString Prompt::folder(QWidget* parent, const QString& title) {
    QFileDialog dialog(parent, title, inLastFolder({}));
    dialog.setFileMode(QFileDialog::Directory);
    dialog.setOption(QFileDialog::ShowDirsOnly);
    return chosen(dialog).value(0);
}

QString suffixOf(const QString& filter) {
    return filter.section(u"(*."_s, 1).section(u' ', 0, 0).section(u')', 0, 0);
}

Prompt& prompt() {
    return *inPlace;
}

void setPrompt(Prompt* prompt) {
    inPlace = prompt ? prompt : &real;
}

} // namespace widgets
