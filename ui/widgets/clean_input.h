// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>
#include <QString>

namespace widgets {

// Pasted or typed text without the signs that nobody sees and that the core would refuse; in a
// single line, line breaks and tabs become blanks.
QString cleaned(const QString& text, bool oneLine);

// Sees to it in every editor of the program, wherever it comes from, passwords aside. Made once,
// for the main window.
class CleanInput : public QObject {
public:
    explicit CleanInput(QObject* parent);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
};

} // namespace widgets
