// SPDX-License-Identifier: GPL-3.0-only
#include "field.h"
#include "layout.h"
#include "words.h"

#include <money/capital.h>
#include <money/fen.h>
#include <theme/theme.h>

#include <QComboBox>
#include <QKeyEvent>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

enum Unit { Yuan, Wan };

QString bare(QString typed) {
    for (const QChar sign : u",, 元¥¥ "_s)
        typed.remove(sign);
    return typed;
}

} // namespace

MoneyField::MoneyField()
    : m_edit(new QLineEdit), m_unit(new QComboBox), m_capital(label({}, "muted")),
      m_limit(label({}, "muted")) {
    m_edit->setAlignment(Qt::AlignRight);
    m_edit->setFont(theme::figures());
    m_edit->setFixedWidth(m_edit->fontMetrics().horizontalAdvance(u"9,999,999,999.99"_s) + 24);
    m_unit->addItem(tr("元"));
    m_unit->addItem(tr("万元"));
    m_unit->setAccessibleName(tr("金额单位"));
    m_unit->setFocusPolicy(Qt::ClickFocus); // Tab goes from the figure to the next field
    m_unit->setToolTip(tr("在金额后输入“万”或按 ↓,换成万元"));
    m_edit->installEventFilter(this);
    auto* first = row({m_edit, m_unit, m_limit});
    first->addStretch();
    auto* both = column();
    both->setSpacing(2);
    both->addLayout(first);
    both->addWidget(m_capital);
    setLayout(both);
    setFocusProxy(m_edit);
    m_capital->setAccessibleName(tr("大写金额"));
    m_capital->setWordWrap(true);
    m_capital->hide();
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        readUnit();
        showCapital();
        Q_EMIT edited();
    });
    connect(m_unit, &QComboBox::activated, this, &MoneyField::setUnit);
    // Thousands separated once the figure is whole. Not with `this`: a line that has the focus
    // says so once more when the field around it goes, and is half gone by then.
    connect(m_edit, &QLineEdit::editingFinished, m_edit, [edit = m_edit, unit = m_unit] {
        const auto fen = money::Fen::parse(bare(edit->text()));
        if (fen && unit->currentIndex() == Yuan)
            edit->setText(fen->grouped());
    });
}

QJsonValue MoneyField::value() const {
    const QString typed = bare(m_edit->text());
    if (typed.isEmpty())
        return QJsonValue::Undefined;
    const auto fen =
        m_unit->currentIndex() == Wan ? money::Fen::parseWan(typed) : money::Fen::parse(typed);
    return fen ? fen->toYuan() : typed;
}

void MoneyField::setValue(const QJsonValue& value) {
    m_unit->setCurrentIndex(Yuan);
    m_edit->setText(yuan(value));
    showCapital();
}

void MoneyField::setUnit(int unit) {
    m_unit->setCurrentIndex(unit);
    showCapital();
    Q_EMIT edited();
}

// "220万" and "220w" are 220 in 万元, "5000元" are 5000 in 元, whatever the unit was.
void MoneyField::readUnit() {
    QString text = m_edit->text();
    const bool wan = text.contains(u'万') || text.endsWith(u'w', Qt::CaseInsensitive);
    if (!wan && !text.endsWith(u'元'))
        return;
    for (const QChar unit : u"万元wW"_s)
        text.remove(unit);
    m_unit->setCurrentIndex(wan ? Wan : Yuan);
    m_edit->setText(text);
}

bool MoneyField::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            setUnit(key == Qt::Key_Down ? Wan : Yuan);
            return true;
        }
    }
    return Field::eventFilter(watched, event);
}

QWidget* MoneyField::editor() {
    return m_edit;
}

void MoneyField::setLimit(const QString& words) {
    m_limit->setText(words);
}

void MoneyField::showCapital() {
    const QString typed = bare(m_edit->text());
    const auto fen =
        m_unit->currentIndex() == Wan ? money::Fen::parseWan(typed) : money::Fen::parse(typed);
    QString words = fen ? money::capital(*fen) : QString();
    if (fen && m_unit->currentIndex() == Wan)
        words = fen->grouped() + tr(" 元  ") + words;
    m_capital->setText(words);
    m_capital->setVisible(!words.isEmpty());
}

} // namespace widgets
