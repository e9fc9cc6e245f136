// SPDX-License-Identifier: GPL-3.0-only
#include "reports.h"

#include "room.h"

#include <journal/words.h>

namespace reports {

using namespace Qt::Literals::StringLiterals;
using money::Fen;

namespace {

struct Builder {
    PaperKind kind;
    Report (*build)(const Asker&, const QString& id);
};

Report monthPaper(const Asker& asker, const QString& month) {
    return ofMonth(asker, month).back();
}

const std::vector<Builder>& builders() {
    static const std::vector<Builder> all{
        {{u"disclosure"_s, u"公示"_s, u"月份,如 2019-06"_s}, monthPaper},
    };
    return all;
}

} // namespace

QJsonValue Asker::ask(const QString& question, const QJsonObject& with) const {
    const journal::Question* known = registry.question(question);
    if (auto no = known->shape.objection(with))
        throw NotMade(*no);
    auto reply = known->answer(context, journal::Words(with, &context.secrets), user);
    if (auto* no = std::get_if<journal::Objection>(&reply))
        throw NotMade(std::move(*no));
    return std::get<QJsonValue>(std::move(reply));
}

const std::vector<PaperKind>& kinds() {
    static const std::vector<PaperKind> all = [] {
        std::vector<PaperKind> papers;
        for (const Builder& builder : builders())
            papers.push_back(builder.kind);
        return papers;
    }();
    return all;
}

Report build(const Asker& asker, const QString& kind, const QString& id) {
    for (const Builder& builder : builders())
        if (builder.kind.code == kind)
            return builder.build(asker, id);
    QStringList known;
    for (const PaperKind& paper : kinds())
        known << paper.code;
    throw NotMade(journal::badInput(
        u"kind"_s, u"没有名为 %1 的表单,可用: %2。"_s.arg(kind, known.join(u"、"_s))));
}

QString sourceName(const plan::Plan& plan, const QString& code) {
    const plan::Source* source = plan.source(code);
    return source ? source->name : code;
}

void addUp(Table& table, int label) {
    table.total = QStringList(static_cast<qsizetype>(table.columns.size()), QString());
    table.total[label] = u"合计"_s;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (!table.columns[i].sum)
            continue;
        const auto column = static_cast<qsizetype>(i);
        Fen sum;
        qint64 count = 0;
        for (const QStringList& row : table.rows) {
            sum += Fen::parsePrinted(row[column]);
            count += row[column].toLongLong();
        }
        table.total[column] =
            table.columns[i].kind == Kind::Count ? QString::number(count) : sum.toYuan();
    }
}

} // namespace reports
