// SPDX-License-Identifier: GPL-3.0-only
#include "field.h"
#include "layout.h"
#include "month_calendar.h"

#include <theme/theme.h>

#include <QDate>
#include <QMenu>
#include <QRegularExpression>
#include <QWidgetAction>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

// "20190315", "2019-3-15", "2019.03.15" and "2019/3/15" are all "2019-03-15".
QString isoOf(const QString& typed) {
    static const QRegularExpression whole(u"^(\\d{4})(\\d{2})(\\d{2})$"_s);
    static const QRegularExpression parts(u"^(\\d{4})[-./年](\\d{1,2})[-./月](\\d{1,2})日?$"_s);
    for (const QRegularExpression& form : {whole, parts}) {
        const auto match = form.match(typed.trimmed());
        if (match.hasMatch())
            return u"%1-%2-%3"_s.arg(match.captured(1), match.captured(2).rightJustified(2, u'0'),
                                     match.captured(3).rightJustified(2, u'0'));
    }
    return typed.trimmed();
}

} // namespace

DateField::DateField(const QString& today) : m_edit(new QLineEdit(today)) {
    m_edit->setFixedWidth(m_edit->fontMetrics().horizontalAdvance(u"2019-00-00"_s) + 28);
    m_edit->setPlaceholderText(tr("年月日"));
    auto* calendar = button({}, u"calendar"_s);
    calendar->setProperty("flat", true);
    calendar->setAccessibleName(tr("从日历选日期"));
    calendar->setToolTip(tr("从日历选日期;也可以直接输入,如 20190315"));
    calendar->setFocusPolicy(Qt::ClickFocus);
    auto* inside = row({m_edit, calendar});
    inside->setSpacing(2);
    inside->addStretch();
    setLayout(inside);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, &Field::edited);
    // Not with `this`, which is half gone when the line loses the focus for the last time.
    connect(m_edit, &QLineEdit::editingFinished, m_edit,
            [edit = m_edit] { edit->setText(isoOf(edit->text())); });
    connect(calendar, &QPushButton::clicked, this, &DateField::pick);
}

void DateField::pick() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* calendar = new QCalendarWidget;
    makePlain(*calendar);
    calendar->setFixedSize(calendar->sizeHint() + QSize(40, 40));
    const QDate now = QDate::fromString(isoOf(m_edit->text()), Qt::ISODate);
    if (now.isValid())
        calendar->setSelectedDate(now);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(calendar);
    menu->addAction(action);
    connect(calendar, &QCalendarWidget::clicked, this, [=, this](const QDate& date) {
        m_edit->setText(date.toString(Qt::ISODate));
        menu->close();
        Q_EMIT edited();
    });
    menu->popup(mapToGlobal(QPoint(0, height())));
}

QJsonValue DateField::value() const {
    const QString iso = isoOf(m_edit->text());
    return iso.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(iso);
}

void DateField::setValue(const QJsonValue& value) {
    m_edit->setText(value.toString());
}

QWidget* DateField::editor() {
    return m_edit;
}

} // namespace widgets
