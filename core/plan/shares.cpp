// SPDX-License-Identifier: GPL-3.0-only
#include "plan.h"

// plan.shares: a line whose sources bear it by shares. Percentages of a sum are no whole fen, so
// each approval and payment is within a fen of them.

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::CommandContext;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::SourceAmount;
using labels::sentence;
using money::Fen;
using money::Percent;

namespace {

constexpr Fen fen = Fen::of(1);

// Within a fen of a share that may lie between two whole fen.
Fen leastOf(Fen total, Percent percent) {
    return std::max(total.shareUp(percent) - fen, Fen());
}
Fen mostOf(Fen total, Percent percent) {
    return total.shareDown(percent) + fen;
}

} // namespace

std::vector<SourceAmount> splitByShares(const Line& line, Fen total, const Room& room) {
    std::vector<SourceAmount> parts;
    Fen over = total;
    for (const LineShare& share : line.shares) {
        parts.push_back({share.source, total.shareDown(share.percent)});
        over -= parts.back().amount;
    }
    for (std::size_t i = parts.size(); i > 0 && !over.isZero(); --i) {
        if (line.shares[i - 1].percent.hundredths() == 0)
            continue;
        parts[i - 1].amount += fen;
        over -= fen;
    }
    for (std::size_t i = 0; room && i < parts.size(); ++i)
        for (std::size_t j = 0; j < parts.size(); ++j) {
            const auto has = [&](std::size_t at) {
                const auto found = room->find(parts[at].source);
                return found == room->end() ? Fen() : std::max(found->second, Fen());
            };
            const Fen tooMuch = parts[i].amount - has(i);
            const Fen given = parts[i].amount - leastOf(total, line.shares[i].percent);
            const Fen taken =
                std::min(has(j), mostOf(total, line.shares[j].percent)) - parts[j].amount;
            const Fen moved = std::min({tooMuch, given, taken});
            if (i == j || moved <= Fen())
                continue;
            parts[i].amount -= moved;
            parts[j].amount += moved;
        }
    std::erase_if(parts, [](const SourceAmount& one) { return one.amount.isZero(); });
    return parts;
}

std::optional<Rejection> normalizeSources(CommandContext& call, Fen total,
                                          const QStringList& possible, const QString& line,
                                          const Room& room) {
    const Line* found = current(call.context).line(line);
    if (found && !found->shares.empty() && !call.with.has("sources"_L1))
        call.with.setDefault("sources"_L1, journal::toJson(splitByShares(*found, total, room)));
    return normalizeSources(call, total, possible);
}

std::optional<Rejection> requireShares(const CommandContext& call, const QString& code,
                                       const std::vector<SourceAmount>& sources) {
    const Line* line = current(call.context).line(code);
    if (!line || line->shares.empty())
        return {};
    const Fen total = journal::sum(sources);
    const auto even = splitByShares(*line, total);
    const auto refused = [&](const QString& source, const QString& field, const QString& percent) {
        const Fen wanted = journal::amountOf(even, source);
        const Fen asked = journal::amountOf(sources, source);
        return refuse(Rule::PlanShares, sentence("shares.apart", lineName(call.context, code),
                                                 sourceName(call.context, source), percent,
                                                 wanted.toYuan(), asked.toYuan()))
            .at(field)
            .limit(wanted)
            .asked(asked);
    };
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto share =
            std::find_if(line->shares.begin(), line->shares.end(),
                         [&](const LineShare& one) { return one.source == sources[i].source; });
        const Percent percent = share == line->shares.end() ? Percent() : share->percent;
        if (sources[i].amount < leastOf(total, percent)
            || sources[i].amount > mostOf(total, percent))
            return refused(sources[i].source, u"sources[%1].amount"_s.arg(i), percent.toText());
    }
    for (const LineShare& share : line->shares)
        if (journal::amountOf(sources, share.source) < leastOf(total, share.percent))
            return refused(share.source, u"sources"_s, share.percent.toText());
    return {};
}

std::optional<Fen> mostByShares(const Line& line, const std::map<QString, Fen>& room) {
    std::optional<Fen> most;
    for (const LineShare& share : line.shares) {
        if (share.percent.hundredths() == 0)
            continue;
        const auto found = room.find(share.source);
        // Its share may be a fen more than what it has.
        const Fen has = (found == room.end() ? Fen() : std::max(found->second, Fen())) + fen;
        Fen sum = has.wholeOf(share.percent);
        if (sum.shareUp(share.percent) > has)
            sum -= fen;
        most = most ? std::min(*most, sum) : sum;
    }
    // Not each of them can be a fen short of its share at once.
    const auto fits = [&](Fen sum) {
        const auto parts = splitByShares(line, sum, room);
        return std::all_of(parts.begin(), parts.end(), [&](const SourceAmount& one) {
            const auto found = room.find(one.source);
            return found != room.end() && one.amount <= found->second;
        });
    };
    while (most && *most > Fen() && !fits(*most))
        *most -= fen;
    return most;
}

} // namespace plan
