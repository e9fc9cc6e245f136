// SPDX-License-Identifier: GPL-3.0-only
#include "form.h"

#include "layout.h"
#include "refusal.h"
#include "rows_edit.h"

#include <theme/theme.h>

#include <QApplication>
#include <QCheckBox>
#include <QJsonArray>
#include <QKeyEvent>
#include <QScrollArea>
#include <QShortcut>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

// What was typed and not submitted, by user, command and what it is about. Kept while the program
// runs: what is typed may hold people's data, which belongs into the fund's file only.
QHash<QString, QJsonObject>& drafts() {
    static QHash<QString, QJsonObject> all;
    return all;
}

const QString& fieldOf(const journal::Rejection& rejection) {
    return rejection.refusal() ? rejection.refusal()->field : rejection.error()->field;
}

constexpr int judgeAfter = 350; // ms without a key

} // namespace

Form::Form(session::Session& session, const QString& command, QWidget* parent)
    : QWidget(parent), m_session(session), m_command(command), m_rows(new QGridLayout),
      m_general(label({}, "error-box")), m_submit(button(tr("提交"), {}, true)),
      m_cancel(button(tr("取消"))), m_buttons(row({m_submit, m_cancel})) {
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setHorizontalSpacing(2 * theme::grid);
    m_rows->setVerticalSpacing(theme::grid);
    m_rows->setColumnStretch(1, 1);
    m_general->setWordWrap(true);
    m_general->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_general->hide();
    m_submit->setToolTip(tr("Ctrl+Enter"));
    m_buttons->addStretch();
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(2 * theme::grid);
    whole->addWidget(m_general);
    whole->addLayout(m_rows);
    whole->addLayout(m_buttons);
    whole->addStretch();
    connect(m_submit, &QPushButton::clicked, this, &Form::submit);
    connect(m_cancel, &QPushButton::clicked, this, &Form::cancel);
    for (const auto keys : {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}) {
        auto* shortcut = new QShortcut(QKeySequence(keys), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, &Form::submit);
    }
    // Tab may come in from outside: what has the focus is in sight.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (now && isAncestorOf(now))
            bringIntoSight(now);
    });
    // A click beside the fields keeps Ctrl+Enter with the form.
    setFocusPolicy(Qt::ClickFocus);
    m_pause.setSingleShot(true);
    m_pause.setInterval(judgeAfter);
    connect(&m_pause, &QTimer::timeout, this, &Form::judgeDry);
}

Form::~Form() = default;

void Form::place(const QString& key, const QString& words, Field* field, bool required) {
    auto* refusal = label({}, "refusal");
    refusal->setWordWrap(true);
    refusal->setTextInteractionFlags(Qt::TextSelectableByMouse);
    refusal->setObjectName(u"refusal:"_s + key);
    refusal->hide();
    auto* both = column();
    both->setSpacing(2);
    // A field that does not want the width keeps its own.
    const bool wide = QWidgetItem(field).expandingDirections().testFlag(Qt::Horizontal);
    both->addWidget(field, 0, wide ? Qt::Alignment() : Qt::AlignLeft);
    both->addWidget(refusal);
    auto* title = label(withoutMnemonic(required ? words + u" *"_s : words));
    title->setBuddy(field->editor());
    // On the line of what stands first in the field.
    const bool framed = !qobject_cast<FlagField*>(field) && !qobject_cast<ChecksField*>(field)
                        && !qobject_cast<RowsField*>(field);
    title->setAlignment(Qt::AlignRight | Qt::AlignTop);
    title->setContentsMargins(0, framed ? 5 : 0, 0, 0);
    field->setObjectName(u"field:"_s + key);
    // The first cell of a list has a name of its own.
    if (field->editor()->objectName().isEmpty()) {
        field->editor()->setObjectName(u"edit:"_s + key);
        field->editor()->setAccessibleName(words);
    }
    const int row = m_rows->rowCount();
    m_rows->addWidget(title, row, 0);
    m_rows->addLayout(both, row, 1);
    m_entries.append({key, words, title, field, refusal, required});
    connect(field, &Field::edited, this, &Form::fieldEdited);
    setTabOrder(field->editor(), m_submit);
    setTabOrder(m_submit, m_cancel);
}

void Form::addNote(QWidget* note) {
    m_rows->addWidget(note, m_rows->rowCount(), 1);
}

void Form::addButton(QWidget* button) {
    m_buttons->insertWidget(m_buttons->indexOf(m_cancel), button);
}

void Form::addSignature(const QStringList& ofThis) {
    const journal::Command* command = fund::registry().command(m_command);
    if (!command || !m_session.mayRecord())
        return;
    const QStringList roles = ofThis.isEmpty() ? command->roles : ofThis;
    m_onPaper = new QCheckBox(tr("在纸上签字(登记他人签的字)"));
    m_onPaper->setObjectName(u"on-paper"_s);
    m_onPaper->setAccessibleName(m_onPaper->text());
    addNote(m_onPaper);
    auto* by = add(u"signed.by"_s, tr("签字人"), new ChoiceField({}));
    add(u"signed.on"_s, tr("签字日期"), new DateField(m_session.today()));
    add(u"signed.document"_s, tr("签批文件"), new TextField(24));
    connect(m_onPaper, &QCheckBox::toggled, this, &Form::showSignature);
    m_session.askOnce(u"user.names"_s, this, [=](const journal::Answer& answer) {
        QList<Choice> people;
        for (const QJsonValue& one : answer.result.toObject().value("items"_L1).toArray()) {
            const QJsonObject person = one.toObject();
            const QJsonArray theirs = person.value("roles"_L1).toArray();
            if (std::any_of(theirs.begin(), theirs.end(), [&](const QJsonValue& role) {
                    return roles.contains(role.toString());
                }))
                people.append(
                    {person.value("id"_L1).toString(), person.value("name"_L1).toString()});
        }
        by->setChoices(people);
    });
    const bool only =
        !m_session.may(m_command) || !(ofThis.isEmpty() || m_session.hasOneOf(ofThis));
    m_onPaper->setEnabled(!only);
    m_onPaper->setChecked(only);
    showSignature(only);
}

void Form::showSignature(bool on) {
    for (const QString& key : {u"signed.by"_s, u"signed.on"_s, u"signed.document"_s})
        setShown(key, on);
    fieldEdited();
}

void Form::setShown(const QString& key, bool shown) {
    for (Entry& entry : m_entries)
        if (entry.key == key) {
            entry.shown = shown;
            entry.title->setVisible(shown);
            entry.field->setVisible(shown);
            // Its own sentence shows only where there is one.
            entry.refusal->hide();
        }
}

void Form::fix(const QString& key, const QJsonValue& value) {
    putNested(m_fixed, key, value);
}

void Form::setValues(const QJsonObject& values) {
    if (m_onPaper && values.contains("signed"_L1))
        m_onPaper->setChecked(true);
    for (const Entry& entry : std::as_const(m_entries)) {
        const QJsonValue value = getNested(values, entry.key);
        if (!value.isUndefined())
            entry.field->setValue(value);
    }
}

Field* Form::field(const QString& key) const {
    for (const Entry& entry : m_entries)
        if (entry.key == key)
            return entry.field;
    return nullptr;
}

QJsonObject Form::with() const {
    QJsonObject with = m_fixed;
    for (const Entry& entry : m_entries) {
        const QJsonValue value = entry.field->value();
        if (entry.shown && !value.isUndefined())
            putNested(with, entry.key, value);
    }
    return with;
}

void Form::keepDraft(const QString& about) {
    m_draft = m_session.user() + u'\n' + m_command + u'\n' + about;
    if (drafts().contains(m_draft))
        setValues(drafts().value(m_draft));
}

void Form::focusFirst() {
    for (const Entry& entry : std::as_const(m_entries))
        if (entry.shown && !(!m_numbering.isEmpty() && entry.key == "id"_L1)
            && entry.field->value().isUndefined()) {
            entry.field->editor()->setFocus();
            return;
        }
    m_submit->setFocus();
}

void Form::setSubmitWords(const QString& words) {
    m_submit->setText(words);
    m_submit->setAccessibleName(words);
}

// The field that a path of the contract is about: "sources[0].amount" belongs to "sources".
Form::Entry* Form::entryFor(const QString& path) {
    QString rest = path;
    while (!rest.isEmpty()) {
        for (Entry& entry : m_entries)
            if (entry.key == rest)
                return &entry;
        rest.truncate(
            std::max<qsizetype>(0, std::max(rest.lastIndexOf(u'.'), rest.lastIndexOf(u'['))));
    }
    return nullptr;
}

void Form::clearRejections() {
    m_general->hide();
    for (const Entry& entry : std::as_const(m_entries)) {
        entry.refusal->hide();
        entry.field->setWrong(false);
    }
}

void Form::showRejection(const journal::Answer& answer) {
    clearRejections();
    if (answer.ok())
        return;
    const journal::Rejection& rejection = *answer.rejection;
    const QString path =
        rejection.refusal() ? rejection.refusal()->field : rejection.error()->field;
    if (Entry* entry = entryFor(path); entry && entry->shown) {
        entry->field->setWrong(true);
        const QString part = entry->field->pointAt(path.mid(entry->key.size()));
        // Bad input is told by the contract's key; who sits here knows the field by its title.
        const QString words = rejectionWords(rejection, part.isEmpty() ? entry->words : part);
        entry->refusal->setText(u"✗ "_s + words);
        entry->refusal->show();
        return;
    }
    m_general->setText(rejectionWords(rejection));
    m_general->show();
}

// What only the window can see is said at its field, and nothing is submitted.
bool Form::stopsItself() {
    for (const Entry& entry : std::as_const(m_entries)) {
        const QString why = entry.shown ? entry.field->rejection() : QString();
        if (why.isEmpty())
            continue;
        m_pause.stop();
        journal::Answer rejection;
        rejection.rejection =
            journal::Error{journal::ErrorKind::BadInput, entry.key, labels::Sentence::told(why)};
        showRejection(rejection);
        entry.field->editor()->setFocus();
        bringIntoSight(entry.refusal);
        return true;
    }
    return false;
}

void Form::submit() {
    if (m_busy || stopsItself())
        return;
    send(false);
}

// At a server another desk may have taken the number that was proposed: then it is the next one.
void Form::send(bool again) {
    m_pause.stop();
    ++m_edits;
    m_busy = true;
    m_submit->setEnabled(false);
    m_session.submit(m_command, with(), this, [this, again](const journal::Answer& answer) {
        if (!again && !m_session.isLocal() && isProposed() && answer.rejection
            && fieldOf(*answer.rejection) == "id"_L1)
            return askNumber([this, answer](bool another) {
                if (another)
                    send(true);
                else
                    sent(answer);
            });
        sent(answer);
    });
}

void Form::sent(const journal::Answer& answer) {
    m_busy = false;
    m_submit->setEnabled(true);
    showRejection(answer);
    if (answer.ok()) {
        drafts().remove(m_draft);
        Q_EMIT done(answer.result.toObject());
        return;
    }
    const journal::Rejection& rejection = *answer.rejection;
    // Perhaps it is booked under this number: sent again as it is, it is booked once.
    if (rejection.error() && rejection.error()->kind == journal::ErrorKind::Connection)
        m_proposed.clear();
    Entry* entry = entryFor(fieldOf(rejection));
    if (entry && entry->shown)
        entry->field->editor()->setFocus();
    bringIntoSight(entry && entry->shown ? entry->refusal : m_general);
}

void Form::cancel() {
    drafts().remove(m_draft);
    Q_EMIT cancelled();
}

void Form::fieldEdited() {
    ++m_edits;
    saveDraft();
    m_pause.start();
    Q_EMIT edited();
}

void Form::saveDraft() {
    if (m_draft.isEmpty())
        return;
    QJsonObject typed = with();
    // A password is never kept.
    for (const QString& key : {u"password"_s, u"old"_s, u"new"_s})
        typed.remove(key);
    if (isProposed()) // another may have it by then
        typed.remove(u"id"_s);
    drafts().insert(m_draft, typed);
}

// What is still to be typed must not hide what is wrong already: a text that is missing is taken as
// written, and nothing is said about it.
void Form::judgeDry() {
    if (m_busy)
        return;
    clearRejections();
    QJsonObject tried = with();
    QStringList stoodIn;
    for (const Entry& entry : std::as_const(m_entries)) {
        if (!entry.required || !entry.shown || !entry.field->value().isUndefined())
            continue;
        if (!qobject_cast<TextField*>(entry.field) && !qobject_cast<LongTextField*>(entry.field))
            return;
        putNested(tried, entry.key, u"-"_s);
        stoodIn << entry.key;
    }
    m_session.judge(m_command, tried, this,
                    [=, this, asked = m_edits](const journal::Answer& said) {
                        // Only what is still on the screen is judged.
                        if (asked != m_edits || m_busy || said.ok())
                            return;
                        const journal::Rejection& rejection = *said.rejection;
                        const Entry* entry = entryFor(fieldOf(rejection));
                        if (stoodIn.isEmpty() || (entry && !stoodIn.contains(entry->key)))
                            showRejection(said);
                    });
}

} // namespace widgets
