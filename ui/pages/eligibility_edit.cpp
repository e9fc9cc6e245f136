// SPDX-License-Identifier: GPL-3.0-only
#include "eligibility_edit.h"

#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/plan_words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int evidenceWidth = 260;

} // namespace

QString tickWord(const QString& tick) {
    return widgets::tickName(tick);
}

EligibilityField::EligibilityField(const QString& today)
    : m_today(today), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme::grid);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(3, 1);
    setTicks({});
}

void EligibilityField::setTicks(const QStringList& ticks, const QString& none) {
    for (const Row& row : std::as_const(m_rows))
        m_typed.insert(row.tick, rowValue(row));
    widgets::clear(m_grid);
    m_rows.clear();
    if (ticks.isEmpty())
        m_grid->addWidget(
            widgets::label(none.isEmpty() ? tr("这一类单位无须逐项核对。") : none, "muted"), 0, 0);
    for (const QString& tick : ticks) {
        const int at = static_cast<int>(m_rows.size());
        const Row row{tick, new widgets::FlagField(tickWord(tick)), new widgets::TextField(24),
                      new widgets::DateField(m_today)};
        row.ok->editor()->setObjectName(u"tick:"_s + tick);
        row.ok->editor()->setAccessibleName(tickWord(tick));
        row.evidence->editor()->setObjectName(u"evidence:"_s + tick);
        row.evidence->editor()->setAccessibleName(tr("%1 的证明").arg(tickWord(tick)));
        row.evidence->setPlaceholder(tr("凭什么证明"));
        row.evidence->editor()->setMinimumWidth(evidenceWidth);
        row.date->editor()->setAccessibleName(tr("%1 的核对日期").arg(tickWord(tick)));
        m_grid->addWidget(row.ok, at, 0);
        m_grid->addWidget(row.evidence, at, 1);
        m_grid->addWidget(row.date, at, 2);
        for (widgets::Field* field :
             {static_cast<Field*>(row.ok), static_cast<Field*>(row.evidence),
              static_cast<Field*>(row.date)})
            connect(field, &Field::edited, this, &Field::edited);
        m_rows << row;
    }
    fill(m_typed);
}

QJsonObject EligibilityField::rowValue(const Row& row) const {
    return {{"ok"_L1, row.ok->value()},
            {"evidence"_L1, row.evidence->value().toString()},
            {"date"_L1, row.date->value().toString()}};
}

QJsonValue EligibilityField::value() const {
    QJsonObject changed;
    for (const Row& row : m_rows) {
        const QJsonObject one = rowValue(row);
        const bool said =
            one.value("ok"_L1).toBool() || !one.value("evidence"_L1).toString().isEmpty();
        if (said && one != m_known.value(row.tick).toObject())
            changed.insert(row.tick, one);
    }
    return changed.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(changed);
}

void EligibilityField::fill(const QJsonObject& values) {
    for (const Row& row : std::as_const(m_rows)) {
        const QJsonObject one = values.value(row.tick).toObject();
        if (one.isEmpty())
            continue;
        row.ok->setValue(one.value("ok"_L1));
        row.evidence->setValue(one.value("evidence"_L1));
        row.date->setValue(one.value("date"_L1));
    }
}

void EligibilityField::setValue(const QJsonValue& value) {
    const QJsonObject ticks = value.toObject();
    for (const QString& tick : ticks.keys())
        m_typed.insert(tick, ticks.value(tick));
    fill(ticks);
}

void EligibilityField::setKnown(const QJsonObject& known) {
    m_known = known;
    setValue(known);
}

void EligibilityField::setWrong(bool wrong) {
    for (const Row& row : std::as_const(m_rows))
        row.evidence->setWrong(wrong);
}

QString EligibilityField::pointAt(const QString& part) {
    QString words;
    for (const Row& row : std::as_const(m_rows)) {
        const bool wrong = part.startsWith(u'.' + row.tick);
        row.evidence->setWrong(wrong);
        if (wrong)
            words = tr("%1的证明").arg(tickWord(row.tick));
    }
    return words;
}

QWidget* EligibilityField::editor() {
    return m_rows.isEmpty() ? static_cast<QWidget*>(this) : m_rows.front().ok->editor();
}

} // namespace pages
