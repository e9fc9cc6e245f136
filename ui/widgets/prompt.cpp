// SPDX-License-Identifier: GPL-3.0-only
#include "prompt.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace widgets {

namespace {

Prompt real;
Prompt* inPlace = &real;

} // namespace

bool Prompt::confirm(QWidget* parent, const QString& title, const QString& text,
                     const QString& yes) {
    QMessageBox box(QMessageBox::Question, title, text, QMessageBox::NoButton, parent);
    const QPushButton* agreed = box.addButton(yes, QMessageBox::AcceptRole);
    box.setDefaultButton(box.addButton(QObject::tr("取消"), QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == agreed;
}

void Prompt::inform(QWidget* parent, const QString& title, const QString& text) {
    QMessageBox box(QMessageBox::Information, title, text, QMessageBox::NoButton, parent);
    box.addButton(QObject::tr("知道了"), QMessageBox::AcceptRole);
    box.setTextInteractionFlags(Qt::TextSelectableByMouse);
    box.exec();
}

QString Prompt::openFile(QWidget* parent, const QString& title, const QString& filter) {
    return QFileDialog::getOpenFileName(parent, title, {}, filter);
}

QStringList Prompt::openFiles(QWidget* parent, const QString& title, const QString& filter) {
    return QFileDialog::getOpenFileNames(parent, title, {}, filter);
}

QString Prompt::saveFile(QWidget* parent, const QString& title, const QString& name,
                         const QString& filter) {
    return QFileDialog::getSaveFileName(parent, title, name, filter);
}

QString Prompt::folder(QWidget* parent, const QString& title) {
    return QFileDialog::getExistingDirectory(parent, title);
}

Prompt& prompt() {
    return *inPlace;
}

void setPrompt(Prompt* prompt) {
    inPlace = prompt ? prompt : &real;
}

} // namespace widgets
