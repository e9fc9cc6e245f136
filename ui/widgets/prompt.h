// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <functional>

class QWidget;

// The one gate for everything that stops the user with a box: a question, a message, a file to
// choose. No page opens a box of its own, so that a test can answer here.

namespace widgets {

class Prompt {
public:
    virtual ~Prompt() = default;
    // True where the user pressed `yes`.
    virtual bool confirm(QWidget* parent, const QString& title, const QString& text,
                         const QString& yes);
    virtual void inform(QWidget* parent, const QString& title, const QString& text);
    // A path, or "" where the user thought better of it.
    virtual QString openFile(QWidget* parent, const QString& title, const QString& filter);
    virtual QStringList openFiles(QWidget* parent, const QString& title, const QString& filter);
    virtual QString saveFile(QWidget* parent, const QString& title, const QString& name,
                             const QString& filter);
    virtual QString folder(QWidget* parent, const QString& title);
};

// "fund" of "资金文件 (*.fund)": what a name typed without one gets.
QString suffixOf(const QString& filter);

Prompt& prompt();
// A test puts its own in place; nullptr brings the real one back.
void setPrompt(Prompt* prompt);

} // namespace widgets
