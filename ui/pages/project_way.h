// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "people.h"
#include "plan_facts.h"

#include <api/payment.h>
#include <api/project.h>
#include <widgets/steps_bar.h>

namespace pages {

// What a project's payment path looks like as things stand: 申报, 审核, 预拨 (where the path has
// it), 开工, 验收, 拨付, 归档; each with who and when, or whom it waits for and since when. Drawn
// from project.show, the path's data and the payments under way; it judges nothing.
struct Way {
    api::Project project;
    QJsonObject path;                   // of plan.show's paths
    std::vector<api::Payment> underWay; // requested, reviewed or approved
    People people;
    QString today;

    QList<widgets::StepsBar::Step> steps() const;

private:
    using Step = widgets::StepsBar::Step;
    Step declared() const;
    Step reviewed() const;
    Step started() const;
    Step accepted() const;
    Step archived() const;
    api::Step lastStep(const QString& step) const; // one without a name where there is none
    QString byAndWhen(const api::Step& step) const;
    QString waits(const QString& whom, const QString& since) const;
    Step payments(const QString& name, bool prepayments) const;
};

} // namespace pages
