// SPDX-License-Identifier: GPL-3.0-only
#include "plan.h"
#include "room.h"

// The next number of a kind of thing: a proposal for a form. Nobody is bound to it; an id is
// whatever its command says.

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Context;
using journal::Reply;
using labels::sentence;

namespace {

// What the plan leaves out.
const QHash<QString, QString>& usualNumbering() {
    static const QHash<QString, QString> patterns{{u"project"_s, u"XM-{year}-{n:3}"_s},
                                                  {u"acceptance"_s, u"YS-{year}-{n:3}"_s},
                                                  {u"payment"_s, u"BF-{year}-{n:3}"_s},
                                                  {u"receipt"_s, u"SR-{year}-{n:3}"_s},
                                                  {u"finding"_s, u"JG-{year}-{n:3}"_s},
                                                  {u"reallocation"_s, u"TZ-{year}-{n:3}"_s},
                                                  {u"unit"_s, u"DW-{n:3}"_s},
                                                  {u"document"_s, u"DA-{year}-{n:3}"_s},
                                                  {u"notice"_s, u"GG-{year}-{n:2}"_s},
                                                  {u"amendment"_s, u"BG-{year}-{n:2}"_s},
                                                  {u"interest"_s, u"LX-{year}-{n:2}"_s},
                                                  {u"return"_s, u"SJ-{year}-{n:2}"_s},
                                                  {u"evaluation"_s, u"PJ-{year}-{n:2}"_s},
                                                  {u"supplement"_s, u"ZJ-{year}-{n:2}"_s},
                                                  {u"adjustment"_s, u"PF-{year}-{n:2}"_s},
                                                  {u"rule-path"_s, u"JS-{year}-{n:2}"_s},
                                                  {u"contract"_s, u"HT-{year}-{n:3}"_s},
                                                  {u"invoice"_s, u"FP-{year}-{n:3}"_s},
                                                  {u"refund"_s, u"TK-{year}-{n:3}"_s},
                                                  {u"recovery"_s, u"ZH-{year}-{n:2}"_s},
                                                  {u"deliverable"_s, u"CG-{year}-{n:3}"_s},
                                                  {u"disclosure"_s, u"GS-{year}-{n:3}"_s}};
    return patterns;
}

Reply nextNumber(Context& context, const Args& with, const QString&) {
    const QString kind = with.text("kind"_L1);
    const auto numbering = numberingOf(context, kind, with.text("date"_L1).left(4));
    if (!numbering)
        return badInput(u"kind"_s, sentence("numbering.unknown", kind));
    const auto& [before, after, width] = *numbering;
    // All ids that begin with `before`, whatever thing bears them: an id proposed is a free one.
    auto ids = context.db.query("SELECT DISTINCT id FROM entry_thing WHERE id >= ?1 AND id < ?2",
                                before, before + QChar(0xffff));
    qint64 last = 0;
    while (ids.next()) {
        const QString id = ids.text(0);
        if (!id.endsWith(after))
            continue;
        bool number = false;
        const qint64 n =
            QStringView(id).mid(before.size()).chopped(after.size()).toLongLong(&number);
        if (number)
            last = std::max(last, n);
    }
    return QJsonObject{{"id"_L1, numbering->number(last + 1)}};
}

} // namespace

QString Numbering::number(qint64 n) const {
    return before + QString::number(n).rightJustified(width, u'0') + after;
}

std::optional<Numbering> numberingOf(Context& context, const QString& kind, const QString& year) {
    const QString pattern = current(context)
                                .json.value("numbering"_L1)
                                .toObject()
                                .value(kind)
                                .toString(usualNumbering().value(kind));
    const qsizetype from = pattern.indexOf(u"{n"_s);
    const qsizetype to = pattern.indexOf(u'}', from);
    if (from < 0 || to < 0)
        return {};
    return Numbering{pattern.left(from).replace(u"{year}"_s, year),
                     pattern.mid(to + 1).replace(u"{year}"_s, year),
                     to > from + 3 ? pattern.mid(from + 3, to - from - 3).toInt() : 0};
}

void installNumbers(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{
        .name = u"number.next"_s, .shape = {id("kind"), date("date")}, .answer = nextNumber});
}

} // namespace plan
