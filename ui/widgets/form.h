// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "field.h"

#include <session/session.h>

#include <QGridLayout>
#include <QTimer>

#include <functional>

class QCheckBox;
class QLabel;
class QPushButton;

namespace widgets {

// A form for one command. Fields carry the command's own keys (nested ones with a point:
// "schedule.from"), so that a refusal finds its field by itself and stands under it, in the
// rule's own words with its clause. Nothing typed is lost by a refusal; what was typed is kept as
// a draft until it is submitted or thrown away. Ctrl+Enter submits, Enter and Tab go on. While one
// types, the core judges a dry run, and its refusal shows before one submits.
//
//     auto* form = new Form(session, u"fund.receive"_s);
//     form->proposeNumber(u"receipt"_s);
//     form->add(u"source"_s, tr("来源"), new ChoiceField(sources));
//     form->add(u"amount"_s, tr("金额"), new MoneyField);
//     form->add(u"date"_s, tr("到账日期"), new DateField(session.today()));
//     form->add(u"document"_s, tr("文号"), new TextField);
//     connect(form, &Form::done, …);
class Form : public QWidget {
    Q_OBJECT

public:
    Form(session::Session& session, const QString& command, QWidget* parent = nullptr);
    ~Form() override;

    template <class F>
    F* add(const QString& key, const QString& words, F* field, bool required = true) {
        place(key, words, field, required);
        return field;
    }
    // A row of its own that belongs to no key: a hint, an effect shown before it is done.
    void addNote(QWidget* note);
    // Beside the form's own buttons.
    void addButton(QWidget* button);
    // The "id" field, filled with the next number of the plan's numbering for that kind. Where
    // another desk takes it meanwhile, and nobody typed one here, it is the next.
    void proposeNumber(const QString& kind, const QString& words = {});
    // Who signed on paper, when, and by what document: for deciding commands. Closed until it is
    // ticked; open from the start where the user may only record what another one decided.
    // `roles` where the command's own say nothing (a void is of the role of what it voids).
    void addSignature(const QStringList& roles = {});
    // A value that the user does not type.
    void fix(const QString& key, const QJsonValue& value);
    void setValues(const QJsonObject& values);
    Field* field(const QString& key) const;
    // Puts a row away, or brings it back with what it held.
    void setShown(const QString& key, bool shown);
    QJsonObject with() const;

    // What makes this form's draft another's: the project it is about.
    void keepDraft(const QString& about);
    void setSubmitWords(const QString& words);
    const QString& command() const { return m_command; }
    // Into the first field that is still empty.
    void focusFirst();
    QPushButton* submitButton() const { return m_submit; }
    // Shows a refusal where it belongs; also for those who submit by themselves.
    void showRejection(const journal::Answer& answer);
    void clearRejections();

public Q_SLOTS:
    void submit();
    void cancel();

Q_SIGNALS:
    void done(const QJsonObject& result);
    void cancelled();
    void edited();

protected:
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Entry {
        QString key;
        QString words;
        QLabel* title;
        Field* field;
        QLabel* refusal;
        bool required;
        bool shown = true; // a row that is put away says nothing
    };
    void showSignature(bool on);
    void place(const QString& key, const QString& words, Field* field, bool required);
    Entry* entryFor(const QString& path);
    void fieldEdited();
    bool stopsItself();
    void judgeDry();
    void askNumber(const std::function<void(bool another)>& then);
    bool isProposed() const;
    void send(bool again);
    void sent(const journal::Answer& answer);
    void saveDraft();
    QList<QWidget*> stops() const;
    static void bringIntoSight(QWidget* widget);

    session::Session& m_session;
    QString m_command;
    // Title and field side by side. Not a QFormLayout: that of Qt 6.4 writes past its rows when one
    // that was put away had lines to wrap, which ended the program.
    QGridLayout* m_rows;
    QLabel* m_general;
    QPushButton* m_submit;
    QPushButton* m_cancel;
    QHBoxLayout* m_buttons;
    QString m_numbering; // whose number the core proposes; "" where it proposes none
    QString m_proposed;
    QCheckBox* m_onPaper = nullptr;
    QList<Entry> m_entries;
    QJsonObject m_fixed;
    QString m_draft;
    QTimer m_pause;
    bool m_busy = false;
    int m_edits = 0;
};

} // namespace widgets
