// SPDX-License-Identifier: GPL-3.0-only
#include "field.h"
#include "layout.h"
#include "prompt.h"

#include <theme/theme.h>

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QStyle>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

int charactersWide(const QWidget* widget, int count) {
    return widget->fontMetrics().horizontalAdvance(u'国') * count / 2 + 3 * theme::grid;
}

QJsonValue textOf(const QString& text) {
    return text.trimmed().isEmpty() ? QJsonValue(QJsonValue::Undefined)
                                    : QJsonValue(text.trimmed());
}

} // namespace

void Field::setWrong(bool wrong) {
    QWidget* marked = editor();
    if (marked->property("wrong").toBool() == wrong)
        return;
    marked->setProperty("wrong", wrong);
    marked->style()->unpolish(marked);
    marked->style()->polish(marked);
}

TextField::TextField(int widthInCharacters) : m_edit(new QLineEdit) {
    setLayout(leftRow(m_edit));
    setFocusProxy(m_edit);
    m_edit->setMaximumWidth(charactersWide(m_edit, 2 * widthInCharacters));
    connect(m_edit, &QLineEdit::textEdited, this, &Field::edited);
}

QJsonValue TextField::value() const {
    // Spaces count in a password.
    if (m_edit->echoMode() == QLineEdit::Password)
        return m_edit->text().isEmpty() ? QJsonValue(QJsonValue::Undefined)
                                        : QJsonValue(m_edit->text());
    return textOf(m_edit->text());
}

void TextField::setValue(const QJsonValue& value) {
    m_edit->setText(value.toString());
    m_edit->setCursorPosition(0); // a long text shows its beginning
}

QWidget* TextField::editor() {
    return m_edit;
}

void TextField::setPassword() {
    m_edit->setEchoMode(QLineEdit::Password);
}

void TextField::setPlaceholder(const QString& text) {
    m_edit->setPlaceholderText(text);
}

NewPasswordField::NewPasswordField() : m_first(new TextField(12)), m_again(new TextField(12)) {
    for (TextField* one : {m_first, m_again}) {
        one->setPassword();
        connect(one, &Field::edited, this, &Field::edited);
    }
    m_again->editor()->setAccessibleName(tr("再输一次新口令"));
    auto* both = row({m_first, label(tr("再输一次"), "muted"), m_again});
    both->addStretch();
    setLayout(both);
    setFocusProxy(m_first);
    m_first->setMinimumWidth(m_first->editor()->maximumWidth());
    m_again->setMinimumWidth(m_again->editor()->maximumWidth());
}

QJsonValue NewPasswordField::value() const {
    return m_first->value();
}

void NewPasswordField::setValue(const QJsonValue& value) {
    m_first->setValue(value);
    m_again->setValue(value);
}

QWidget* NewPasswordField::editor() {
    m_again->editor()->setObjectName(m_first->editor()->objectName() + u"-again"_s);
    return m_first->editor();
}

QString NewPasswordField::rejection() const {
    return m_first->value() == m_again->value() ? QString() : tr("两次输入的口令不同,请重新输入。");
}

LongTextField::LongTextField(int lines) : m_edit(new QPlainTextEdit) {
    setLayout(leftRow(m_edit));
    setFocusProxy(m_edit);
    m_edit->setTabChangesFocus(true);
    m_edit->setFixedHeight(m_edit->fontMetrics().lineSpacing() * lines + 2 * theme::grid);
    m_edit->setMaximumWidth(charactersWide(m_edit, 80));
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Field::edited);
}

QJsonValue LongTextField::value() const {
    return textOf(m_edit->toPlainText());
}

void LongTextField::setValue(const QJsonValue& value) {
    m_edit->setPlainText(value.toString());
}

QWidget* LongTextField::editor() {
    return m_edit;
}

NumberField::NumberField() : m_edit(new QLineEdit) {
    auto* inside = row({m_edit});
    inside->addStretch();
    setLayout(inside);
    setFocusProxy(m_edit);
    m_edit->setMaximumWidth(charactersWide(m_edit, 12));
    connect(m_edit, &QLineEdit::textEdited, this, &Field::edited);
}

QJsonValue NumberField::value() const {
    bool number = false;
    const qint64 whole = m_edit->text().trimmed().toLongLong(&number);
    return number ? QJsonValue(whole) : textOf(m_edit->text());
}

void NumberField::setValue(const QJsonValue& value) {
    m_edit->setText(value.isDouble() ? QString::number(value.toInteger()) : value.toString());
}

QWidget* NumberField::editor() {
    return m_edit;
}

FlagField::FlagField(const QString& words) : m_box(new QCheckBox(withoutMnemonic(words))) {
    setLayout(row({m_box}));
    setFocusProxy(m_box);
    connect(m_box, &QCheckBox::toggled, this, &Field::edited);
}

QJsonValue FlagField::value() const {
    return m_box->isChecked();
}

void FlagField::setValue(const QJsonValue& value) {
    m_box->setChecked(value.toBool());
}

QWidget* FlagField::editor() {
    return m_box;
}

ChoiceField::ChoiceField(const QList<Choice>& choices, const QString& chosen)
    : m_box(new QComboBox) {
    setLayout(leftRow(m_box));
    setFocusProxy(m_box);
    // Long names are cut in the box and whole in its list.
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(6);
    m_box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setChoices(choices);
    setValue(chosen);
    connect(m_box, &QComboBox::activated, this, &Field::edited);
}

void ChoiceField::setChoices(const QList<Choice>& choices) {
    const QString before = code().isEmpty() ? m_wanted : code();
    m_box->clear();
    m_box->addItem(tr("请选择"), QString());
    int widest = charactersWide(m_box, 16);
    for (const Choice& choice : choices) {
        m_box->addItem(choice.words, choice.code);
        m_box->setItemData(m_box->count() - 1, choice.words, Qt::ToolTipRole);
        widest = std::max(widest,
                          m_box->fontMetrics().horizontalAdvance(choice.words) + 6 * theme::grid);
    }
    m_box->setMinimumWidth(std::min(widest, charactersWide(m_box, 38)));
    m_box->setMaximumWidth(std::min(widest, charactersWide(m_box, 72)));
    m_box->view()->setMinimumWidth(widest);
    setValue(before);
}

QString ChoiceField::code() const {
    return m_box->currentData().toString();
}

QJsonValue ChoiceField::value() const {
    return textOf(code());
}

void ChoiceField::setValue(const QJsonValue& value) {
    m_wanted = value.toString();
    m_box->setCurrentIndex(std::max(0, m_box->findData(value.toString())));
}

QWidget* ChoiceField::editor() {
    return m_box;
}

ChecksField::ChecksField(const QList<Choice>& choices, bool more, int columns)
    : m_choices(choices) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    for (int i = 0; i < choices.size(); ++i) {
        auto* box = new QCheckBox(withoutMnemonic(choices[i].words));
        grid->addWidget(box, i / columns, i % columns);
        connect(box, &QCheckBox::toggled, this, &Field::edited);
        m_boxes << box;
    }
    if (more) {
        m_more = new QLineEdit;
        m_more->setPlaceholderText(tr("其他,用顿号分开"));
        m_more->setAccessibleName(tr("其他"));
        grid->addWidget(m_more, static_cast<int>(choices.size()) / columns + 1, 0, 1, columns);
        connect(m_more, &QLineEdit::textEdited, this, &Field::edited);
    }
    grid->setColumnStretch(columns, 1);
    setFocusProxy(editor());
}

QJsonValue ChecksField::value() const {
    QJsonArray chosen;
    for (int i = 0; i < m_boxes.size(); ++i)
        if (m_boxes[i]->isChecked())
            chosen.append(m_choices[i].code);
    if (m_more) {
        static const QRegularExpression between(u"[、,,;;]"_s);
        for (const QString& word : m_more->text().split(between, Qt::SkipEmptyParts))
            if (!word.trimmed().isEmpty())
                chosen.append(word.trimmed());
    }
    return chosen.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(chosen);
}

void ChecksField::setValue(const QJsonValue& value) {
    QStringList rest;
    for (QCheckBox* box : std::as_const(m_boxes))
        box->setChecked(false);
    for (const QJsonValue& one : value.toArray()) {
        bool known = false;
        for (int i = 0; i < m_boxes.size(); ++i)
            if (m_choices[i].code == one.toString()) {
                m_boxes[i]->setChecked(true);
                known = true;
            }
        if (!known)
            rest << one.toString();
    }
    if (m_more)
        m_more->setText(rest.join(u"、"_s));
}

QWidget* ChecksField::editor() {
    return m_boxes.isEmpty() ? static_cast<QWidget*>(m_more) : m_boxes.front();
}

PathField::PathField(const QString& title, const QString& filter) : m_edit(new QLineEdit) {
    auto* choose = button(tr("选择…"), u"folder"_s);
    setLayout(row({m_edit, choose}));
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, &Field::edited);
    connect(choose, &QPushButton::clicked, this, [=, this] {
        const QString path = prompt().openFile(this, title, filter);
        if (path.isEmpty())
            return;
        m_edit->setText(path);
        Q_EMIT edited();
    });
}

QJsonValue PathField::value() const {
    return textOf(m_edit->text());
}

void PathField::setValue(const QJsonValue& value) {
    m_edit->setText(value.toString());
}

QWidget* PathField::editor() {
    return m_edit;
}

} // namespace widgets
