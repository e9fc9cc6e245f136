// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonValue>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

// One value of a form: an editor, and how it is read as the contract's JSON. An empty field reads
// as undefined and is left out of the command; the core says whether it was needed.

namespace widgets {

class Field : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;
    virtual QJsonValue value() const = 0;
    virtual void setValue(const QJsonValue& value) = 0;
    // Marks the editor; the sentence itself stands below it.
    virtual void setWrong(bool wrong);
    // What a label's shortcut and a refusal put the focus on.
    virtual QWidget* editor() = 0;
    // Which part of a list a refusal is about: "[3].area_m2". For fields that hold lists; gives
    // back how its users call that part: "第 4 行的面积".
    virtual QString pointAt(const QString& part) {
        Q_UNUSED(part);
        return {};
    }
    // What the window itself can't let pass, because the core never hears of it: a password that is
    // typed differently the second time.
    virtual QString rejection() const { return {}; }

Q_SIGNALS:
    void edited();
};

class TextField : public Field {
    Q_OBJECT

public:
    explicit TextField(int widthInCharacters = 24);
    QJsonValue value() const override;
    void setValue(const QJsonValue& value) override;
    QWidget* editor() override;
    void setPassword();
    void setPlaceholder(const QString& text);

private:
    QLineEdit* m_edit;
};

// A new password, typed twice.
class NewPasswordField : public Field {
    Q_OBJECT

public:
    NewPasswordField();
    QJsonValue value() const override;
    void setValue(const QJsonValue& value) override;
    QWidget* editor() override;
    QString rejection() const override;

private:
    TextField* m_first;
    TextField* m_again;
};

class LongTextField : public Field {
    Q_OBJECT

public:
    explicit LongTextField(int lines = 3);
    QJsonValue value() const override;
    void setValue(const QJsonValue& value) override;
    QWidget* editor() override;

private:
    QPlainTextEdit* m_edit;
};

class NumberField : public Field { // whole numbers
    Q_OBJECT

public:
    NumberField();
    QJsonValue value() const override;
    void setValue(const QJsonValue& value) override;
    QWidget* editor() override;

private:
    QLineEdit* m_edit;
};

class FlagField : public Field {
    Q_OBJECT

public:
    explicit FlagField(const QString& words);
    QJsonValue value() const override;
    void setValue(const QJsonValue& value) override;
    QWidget* editor() override;

private:
    QCheckBox* m_box;
};

struct Choice {
    QString code;
    QString words;
};

class ChoiceField : public Field {
    Q_OBJECT

public:
    // Where none is `chosen` first, the user has to choose.
    explicit ChoiceField(const QList<Choice>& choices, const QString& chosen = {});
    void setChoices(const QList<Choice>& choices);
    QString code() const;
    QJsonValue value() const override;
    void setValue(const QJsonValue& value) override;
    QWidget* editor() override;

private:
    QComboBox* m_box;
    QString m_wanted; // set before its choice was there
};

// Several of a list, and others typed in: materials, roles.
class ChecksField : public Field {
    Q_OBJECT

public:
    // `more`: the user may add words of their own, separated by 、 or commas.
    explicit ChecksField(const QList<Choice>& choices, bool more = false, int columns = 3);
    QJsonValue value() const override; // an array of codes, undefined where none
    void setValue(const QJsonValue& value) override;
    QWidget* editor() override;

private:
    QList<Choice> m_choices;
    QList<QCheckBox*> m_boxes;
    QLineEdit* m_more = nullptr;
};

// Money in 元 or 万元, with the amount in capitals under it. The unit follows the keys, too: 万 or w
// typed behind the figure, ↓ and ↑.
class MoneyField : public Field {
    Q_OBJECT

public:
    MoneyField();
    // Yuan with two decimals; what is no amount is handed on as it was typed, and the core says
    // what is wrong with it.
    QJsonValue value() const override;
    void setValue(const QJsonValue& value) override;
    QWidget* editor() override;
    // A quiet line beside it, such as 可拨 600,000.00 元.
    void setLimit(const QString& words);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void readUnit();
    void setUnit(int unit);
    void showCapital();

    QLineEdit* m_edit;
    QComboBox* m_unit;
    QLabel* m_capital;
    QLabel* m_limit;
};

// A date typed as 20190315 or 2019-03-15, or picked.
class DateField : public Field {
    Q_OBJECT

public:
    explicit DateField(const QString& today = {});
    QJsonValue value() const override;
    void setValue(const QJsonValue& value) override;
    QWidget* editor() override;

private:
    void pick();

    QLineEdit* m_edit;
};

class PathField : public Field {
    Q_OBJECT

public:
    PathField(const QString& title, const QString& filter);
    QJsonValue value() const override;
    void setValue(const QJsonValue& value) override;
    QWidget* editor() override;

private:
    QLineEdit* m_edit;
};

} // namespace widgets
