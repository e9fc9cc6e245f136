// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "report.h"

#include <api/disclosure.h>
#include <journal/registry.h>
#include <plan/plan.h>

#include <QJsonObject>

#include <stdexcept>

// Every paper of the office, computed by asking what the screens ask: a form shows no figure that
// a question would not give. `build` makes one for whoever is logged in:
//
//     auto report = build({context, fund::registry(), "clerk1"}, "payment", "BF-2019-003");

namespace reports {

// Who wants a paper of which fund. Whether they may was settled before (fund::Fund::report).
struct Asker {
    journal::Context& context;
    const journal::Registry& registry;
    QString user;

    // The question's answer. Throws DocumentError where it is refused.
    QJsonValue ask(const QString& question, const QJsonObject& with = {}) const;
};

// There is no such paper: an unknown kind or id.
class DocumentError : public std::runtime_error {
public:
    explicit DocumentError(journal::Rejection rejection)
        : std::runtime_error(rejection.message().toStdString()), m_rejection(std::move(rejection)) {
    }
    const journal::Rejection& rejection() const { return m_rejection; }

private:
    journal::Rejection m_rejection;
};

// A kind of paper: its name in the command line and the form's own name.
struct PaperKind {
    QString code;
    QString name;
    QString idHint; // what the ID names, for help and errors
};
const std::vector<PaperKind>& kinds();

// `requests` chooses what stands on an open sheet ("sheet", "-"); `packageHash` is that of the list
// of an audit package that is handed over with it ("handover"). Throws DocumentError.
Printable build(const Asker& asker, const QString& kind, const QString& id,
                const QStringList& requests = {}, const QString& packageHash = {});

// A month's page (a published one, or the preview) as a report.
Printable ofMonth(const api::DisclosurePage& page, const plan::Plan& plan);
// One page of a month: what it says, and as a paper.
struct MonthPage {
    QJsonObject facts;
    Printable paper;
};
// All pages of a month, the first one before its amendments; of an open month its draft.
std::vector<MonthPage> pagesOfMonth(const Asker& asker, const QString& month);

} // namespace reports
