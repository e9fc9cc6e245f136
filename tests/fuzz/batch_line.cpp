// SPDX-License-Identifier: GPL-3.0-only
#include "desk.h"
#include "planted.h"

#include <fund/batch.h>
#include <fund/internals.h>
#include <journal/chain.h>
#include <journal/json_text.h>

#include <QJsonDocument>

// Any bytes as lines of a batch: one answer for each line that is not blank, each an object that
// says ok or why not, and nothing of it is left when the group is given up. Nobody in this fund
// logs in by a password, so lines that log in are left to the tests: they would be kept.

namespace {

void checkAnswer(const QByteArray& line) {
    const QJsonObject answer = QJsonDocument::fromJson(line).object();
    const QJsonValue ok = answer.value(QLatin1StringView("ok"));
    if (!ok.isBool())
        fuzz::wrong("an answer does not say ok");
    if (ok.toBool())
        return;
    const bool refused = answer.contains(QLatin1StringView("refusal"));
    if (refused == answer.contains(QLatin1StringView("error")))
        fuzz::wrong("an answer is not one of refusal and error");
    const QJsonObject why =
        answer.value(QLatin1StringView(refused ? "refusal" : "error")).toObject();
    if (why.value(QLatin1StringView("message")).toString().isEmpty())
        fuzz::wrong("a refusal without a sentence");
    if (why.value(QLatin1StringView("kind")).toString() == QLatin1StringView("storage"))
        fuzz::wrong("an input made the storage fail");
    if (why.value(QLatin1StringView("kind")).toString() == QLatin1StringView("internal"))
        fuzz::wrong("an input made the program fail");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static fuzz::FuzzTarget desk;
    static const std::unique_ptr<fund::Fund> fund = desk.open(desk.path());
    static const QByteArray head = journal::head(fund::Internals::context(*fund)).hash;
    fuzz::plantedCrash(data, size);
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    qsizetype asked = 0;
    qsizetype answered = 0;
    fund->beginGroup();
    fund::Batch batch(*fund, 1 << 20, [&](const QByteArray& line) {
        ++answered;
        checkAnswer(line);
    });
    batch.allOrNothing();
    for (const QByteArray& line : text.split('\n')) {
        if (journal::readJsonText(line).object.contains(QLatin1StringView("login")))
            continue;
        asked += line.trimmed().isEmpty() ? 0 : 1;
        batch.line(line);
    }
    // A line that is no object, so that nothing of the stream may be kept.
    batch.line("{\"as\":\"clerk\",\"do\":\"no.such\",\"with\":{}}");
    batch.finish();
    if (fund->inGroup())
        fund->abandonGroup();
    if (answered != asked + 1)
        fuzz::wrong("not one answer for each line");
    if (journal::head(fund::Internals::context(*fund)).hash != head)
        fuzz::wrong("a stream that was not taken left something behind");
    return 0;
}
