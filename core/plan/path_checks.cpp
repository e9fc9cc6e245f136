// SPDX-License-Identifier: GPL-3.0-only
#include "path_checks.h"

#include <money/fen.h>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using money::Percent;

namespace {

qint64 hundredths(const QJsonValue& value) {
    const auto percent = Percent::parse(value.toString());
    return percent ? percent->hundredths() : 0;
}

} // namespace

void checkStages(const QJsonArray& stages, const QString& place, Faults& faults) {
    qint64 before = 0;
    QStringList names;
    for (qsizetype i = 0; i < stages.size(); ++i) {
        const QJsonObject stage = stages[i].toObject();
        const QString inner = u"%1[%2]"_s.arg(place).arg(i);
        const qint64 now = hundredths(stage.value("percent"_L1));
        if (now <= before)
            faults.add(inner + u".percent"_s, sentence("plan-file.stages", inner + u".percent"_s,
                                                       stage.value("percent"_L1).toString()));
        before = std::max(before, now);
        const QString when = stage.value("when"_L1).toString();
        if (!when.isEmpty() && when != "acceptance"_L1 && stage.value("ahead"_L1).isBool()
            && !stage.value("ahead"_L1).toBool())
            faults.add(inner + u".ahead"_s,
                       sentence("plan-file.stage-ahead", inner + u".ahead"_s, when));
        const QString name = stage.value("name"_L1).toString();
        if (!name.isEmpty() && names.contains(name))
            faults.add(inner + u".name"_s, sentence("plan-file.twice", inner + u".name"_s, name));
        names << name;
    }
    const qint64 whole = Percent::parse(u"100"_s)->hundredths();
    if (!stages.isEmpty() && before < whole && !faults.at(place))
        faults.add(place, sentence("plan-file.stages-end", place,
                                   stages.last().toObject().value("percent"_L1).toString()));
}

void checkRetention(const QJsonObject& path, const QString& place, Faults& faults) {
    const QJsonObject term = path.value("retention"_L1).toObject();
    if (term.isEmpty())
        return;
    const QString inner = place + u".retention"_s;
    if (hundredths(path.value("retention_percent"_L1)) > 0)
        faults.add(inner,
                   sentence("plan-file.retention-twice", inner, place + u".retention_percent"_s));
    QStringList kinds;
    for (const QJsonValue& kind : path.value("kinds"_L1).toArray())
        kinds << kind.toString();
    if (!kinds.isEmpty() && !kinds.contains(u"final"_s))
        faults.add(inner + u".percent"_s,
                   sentence("plan-file.kind-needed", inner + u".percent"_s,
                            term.value("percent"_L1).toString(), u"final"_s, kinds.join(u"、"_s)));
}

} // namespace plan
