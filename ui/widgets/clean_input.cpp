// SPDX-License-Identifier: GPL-3.0-only
#include "clean_input.h"

#include <journal/clean_text.h>

#include <QApplication>
#include <QEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextCursor>
#include <QValidator>

namespace widgets {

namespace {

// Takes every text and changes it on its way in, whether it was typed, pasted or dropped.
class Cleaning : public QValidator {
public:
    explicit Cleaning(QLineEdit* edit) : QValidator(edit), m_edit(edit) {}

    State validate(QString& input, int& place) const override {
        if (m_edit->echoMode() != QLineEdit::Normal)
            return Acceptable;
        const QString before =
            cleaned(input.left(std::clamp<qsizetype>(place, 0, input.size())), true);
        const QString all = cleaned(input, true);
        if (all != input) {
            input = all;
            place = static_cast<int>(before.size());
        }
        return Acceptable;
    }

private:
    QLineEdit* m_edit;
};

void cleanLongText(QPlainTextEdit* edit) {
    const QString text = edit->toPlainText();
    const QString clean = cleaned(text, false);
    if (clean == text)
        return;
    QTextCursor cursor = edit->textCursor();
    const auto place = cleaned(text.left(cursor.position()), false).size();
    cursor.select(QTextCursor::Document);
    cursor.insertText(clean);
    cursor.setPosition(static_cast<int>(place));
    edit->setTextCursor(cursor);
}

} // namespace

QString cleaned(const QString& text, bool oneLine) {
    QString clean = journal::withoutInvisible(text);
    if (oneLine)
        for (QChar& c : clean)
            if (c == u'\n' || c == u'\r' || c == u'\t' || c == QChar::LineSeparator
                || c == QChar::ParagraphSeparator)
                c = u' ';
    return clean;
}

CleanInput::CleanInput(QObject* parent) : QObject(parent) {
    qApp->installEventFilter(this);
}

bool CleanInput::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::Polish) {
        if (auto* line = qobject_cast<QLineEdit*>(object); line && !line->validator())
            line->setValidator(new Cleaning(line));
        if (auto* text = qobject_cast<QPlainTextEdit*>(object); text && !text->isReadOnly())
            connect(text, &QPlainTextEdit::textChanged, text, [text] { cleanLongText(text); });
    }
    return QObject::eventFilter(object, event);
}

} // namespace widgets
