// SPDX-License-Identifier: GPL-3.0-only
#include "planted.h"

#include <plan/plan_file.h>

#include <QJsonDocument>

#include <cstdio>
#include <cstdlib>

// Any bytes as a plan file: they are refused with a sentence, or make a plan whose lines sum to
// its sources.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::plantedCrash(data, size);
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        return 0;
    const plan::PlanText read = plan::readPlanText(text);
    for (const journal::Rejection& fault : read.faults)
        if (fault.message().isEmpty()) {
            std::fputs("fuzz: a plan file was refused without a sentence\n", stderr);
            std::abort();
        }
    if (read.unreadable || !read.faults.empty())
        return 0;
    const plan::Plan plan = plan::readPlan(read.json);
    plan::readPolicy(read.json);
    if (plan::understood(plan).isEmpty()) {
        std::fputs("fuzz: nothing was understood of a plan that was taken\n", stderr);
        std::abort();
    }
    for (const plan::Source& source : plan.sources) {
        money::Fen sum;
        for (const plan::Line& line : plan.lines)
            sum = sum + line.budget.value(source.code);
        if (sum != source.amount) {
            std::fputs("fuzz: a plan was taken whose lines do not sum to its source\n", stderr);
            std::abort();
        }
    }
    return 0;
}
