// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <widgets/field.h>

#include <QGridLayout>
#include <QJsonObject>

namespace pages {

// "registered" is (一) 依法登记注册: a condition of 第五条 as the document words it.
QString tickWord(const QString& tick);

// The conditions of 第五条 that the plan asks of a kind of unit, each with its evidence and date.
// Only what differs from what stood there is handed on.
class EligibilityField : public widgets::Field {
    Q_OBJECT

public:
    explicit EligibilityField(const QString& today);
    // `none`: what stands there where the kind needs no tick.
    void setTicks(const QStringList& ticks, const QString& none = {});
    QJsonValue value() const override;
    void setValue(const QJsonValue& value) override;
    void setKnown(const QJsonObject& known); // as the unit has them already
    void setWrong(bool wrong) override;
    QString pointAt(const QString& part) override;
    QWidget* editor() override;

private:
    struct Row {
        QString tick;
        widgets::FlagField* ok;
        widgets::TextField* evidence;
        widgets::DateField* date;
    };
    QJsonObject rowValue(const Row& row) const;
    void fill(const QJsonObject& values);

    QString m_today;
    QGridLayout* m_grid;
    QList<Row> m_rows;
    QJsonObject m_known;
    QJsonObject m_typed; // of ticks that another kind of unit needs
};

} // namespace pages
