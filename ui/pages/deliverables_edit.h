// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <api/acceptance.h>
#include <widgets/field.h>
#include <widgets/grid_edit.h>

#include <QJsonArray>

namespace pages {

// The deliverables of a project with a tick each: which of them an acceptance is asked for, or
// which of them it takes, with the reason where one below its standard is taken all the same.
class DeliverablesField : public widgets::Field {
    Q_OBJECT

public:
    enum class Use { Ask, Conclude };
    DeliverablesField(Use use, const std::vector<api::Deliverable>& deliverables);
    QJsonValue value() const override; // ids, or {id, accepted, waiver?}
    void setValue(const QJsonValue& value) override;
    void setWrong(bool wrong) override { m_grid->setWrong(wrong); }
    QString pointAt(const QString& part) override { return m_grid->pointAt(part); }
    QWidget* editor() override { return m_grid->editor(); }
    void tickAll(bool on);

private:
    Use m_use;
    widgets::GridField* m_grid;
};

} // namespace pages
