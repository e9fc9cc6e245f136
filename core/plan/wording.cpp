// SPDX-License-Identifier: GPL-3.0-only
#include "wording.h"

#include "plan_file.h"

#include <journal/rules.h>
#include <labels/labels.h>

#include <QJsonArray>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using journal::Rejection;
using journal::Rule;

namespace {

constexpr qsizetype shownMaterials = 4; // of a sentence's examples

// What the program said in every fund before plans had words of their own: the clauses of the
// measures it was first made for. `rule` of the catalogue stands on its own article; these are
// other clauses for single commands.
struct FirstCitation {
    const char* rule;
    const char16_t* clause;
};
constexpr FirstCitation firstCitations[] = {
    {"state.order@project.declare", u"第七条"},
    {"state.order@project.review", u"第七条"},
    {"state.order@project.start", u"第七条"},
    {"state.order@acceptance.request", u"第九条"},
    {"state.order@acceptance.conclude", u"第九条"},
    {"state.order@payment.request", u"第九条"},
    {"state.order@payment.review", u"第九条"},
    {"state.order@payment.approve", u"第九条"},
    {"state.order@payment.pay", u"第九条"},
    {"pay.prepay-cap@project.amend", u"第十四条"},
    {"pay.prepay-cap@project.decide-amendment", u"第十四条"}};

constexpr struct {
    const char* paper;
    const char16_t* clause;
} firstPapers[] = {{"declaration", u"第七条"},    {"acceptance", u"第八条"},
                   {"reallocation", u"第十四条"}, {"eligibility", u"第五条"},
                   {"archive", u"第十条"},        {"ways", u"第九条"}};

constexpr struct {
    const char* word;
    const char16_t* said;
} firstWords[] = {{"office", u"领导小组办公室"},
                  {"leader", u"县政府分管领导"},
                  {"group", u"领导小组"},
                  {"inspecting", u"县经信局"},
                  {"finance", u"财务"}};

constexpr struct {
    const char* code;
    const char16_t* name;
    const char16_t* words;
    const char16_t* paper;
} firstTicks[] = {{"registered", u"(一)依法登记注册", u"(一)依法登记注册", u"依法登记的法人"},
                  {"qualified", u"(二)有业务资格、在县内经营", u"(二)取得业务资格并在县内开展业务",
                   u"具备资质、在本县实际经营"},
                  {"accounts", u"(三)财务管理制度规范", u"(三)财务管理制度规范", u"财务制度健全"},
                  {"clean_record", u"(三)五年无违法、信用良好", u"(三)近五年无违法违纪、信用良好",
                   u"五年内无违法违规、信用良好"},
                  {"truthful", u"(四)如实上报资料", u"(四)真实准确上报资料", u"如实申报"}};

// What a plan that names no conditions calls the usual five.
constexpr struct {
    const char* code;
    const char16_t* name;
} usualTicks[] = {{"registered", u"依法登记注册"},
                  {"qualified", u"具备业务资格"},
                  {"accounts", u"财务管理制度规范"},
                  {"clean_record", u"无违法违规、信用良好"},
                  {"truthful", u"如实上报资料"}};

constexpr const char16_t* firstMaterials[] = {u"建设改造方案",   u"设备采购方案",
                                              u"培训开班申请表", u"活动实施方案",
                                              u"门头店招",       u"室内装饰设计方案"};

QString text(const char16_t* words) {
    return QString::fromUtf16(words);
}

// The conditional source's batch, "第二批": what sentences about it call it.
QString batchOf(const QJsonObject& json) {
    static const QString numerals = u"一二三四五六七八九"_s;
    for (const QJsonValue& source : json.value("sources"_L1).toArray()) {
        const int phase = source["phase"_L1].toInt(1);
        if (!source["condition"_L1].toString().isEmpty())
            return phase <= numerals.size() ? u"第%1批"_s.arg(numerals[phase - 1])
                                            : u"第 %1 批"_s.arg(phase);
    }
    return labels::usualWords().value(u"batch"_s);
}

// "七类": how many kinds of paper an archive has.
QString kindsIn(const Wording& wording) {
    static const QString numerals = u"零一二三四五六七八九十"_s;
    const auto count = static_cast<qsizetype>(wording.archive.size());
    return count < numerals.size() ? numerals.at(count) + u"类"_s : u"%1 类"_s.arg(count);
}

// What projects of some items file before they start: "站点的门头店招、室内装饰设计方案".
QString requiredBy(const QJsonObject& json) {
    QStringList materials;
    bool stations = true;
    for (const QJsonValue& line : json.value("lines"_L1).toArray())
        for (const QJsonValue& item : line["items"_L1].toArray())
            for (const QJsonValue& one : item["materials"_L1].toArray()) {
                stations = stations && item["counts"_L1] == "station"_L1;
                if (!materials.contains(one.toString()))
                    materials << one.toString();
            }
    if (materials.isEmpty())
        return labels::usualWords().value(u"required"_s);
    return (stations ? u"站点的"_s : QString()) + materials.join(u"、"_s);
}

labels::Words wordsOf(const QJsonObject& json, const Wording& wording) {
    labels::Words words = labels::usualWords();
    const QJsonObject own = json.value("words"_L1).toObject();
    for (auto it = own.begin(); it != own.end(); ++it)
        words.insert(it.key(), it.value().toString());
    const QString evaluation =
        json.value("conditions"_L1).toObject().value("evaluation"_L1).toString();
    if (!evaluation.isEmpty())
        words.insert(u"evaluation"_s, evaluation);
    words.insert(u"batch"_s, batchOf(json));
    words.insert(u"kinds"_s, kindsIn(wording));
    words.insert(u"required"_s, requiredBy(json));
    words.insert(u"eligibility"_s, wording.citesPapers.value(u"eligibility"_s));
    if (const QString ways = wording.citesPapers.value(u"ways"_s); !ways.isEmpty())
        words.insert(u"ways"_s, ways);
    const QStringList examples = wording.materials.mid(0, shownMaterials);
    if (!examples.isEmpty())
        words.insert(u"materials"_s, u",例如"_s + examples.join(u"、"_s));
    return words;
}

QMap<QString, QString> textsOf(const QJsonObject& json) {
    QMap<QString, QString> texts;
    for (auto it = json.begin(); it != json.end(); ++it)
        texts.insert(it.key(), it.value().toString());
    return texts;
}

} // namespace

Wording readWording(const QJsonObject& json) {
    Wording wording;
    // The standard behind a unit's code is no clause of a plan: it holds in every fund.
    wording.cites.insert(journal::info(Rule::UnitCode).id,
                         journal::info(Rule::UnitCode).article.toString());
    wording.cites.insert(textsOf(json.value("cites"_L1).toObject()));
    wording.citesPapers = textsOf(json.value("cites_papers"_L1).toObject());
    wording.titles = textsOf(json.value("titles"_L1).toObject());
    for (const QJsonValue& one : json.value("materials"_L1).toArray())
        wording.materials << one.toString();
    for (const QJsonValue& one : json.value("directions"_L1).toArray())
        wording.directions << one.toString();
    for (const auto& one : usualTicks)
        wording.ticks.insert(QString::fromLatin1(one.code),
                             {text(one.name), text(one.name), text(one.name)});
    const QJsonObject ticks = json.value("ticks"_L1).toObject();
    for (auto it = ticks.begin(); it != ticks.end(); ++it) {
        const QString name = it.value()["name"_L1].toString();
        wording.ticks.insert(it.key(), {name, it.value()["words"_L1].toString(name),
                                        it.value()["paper"_L1].toString(name)});
    }
    for (const QJsonValue& one : json.value("archive"_L1).toArray())
        wording.archive.push_back({one["kind"_L1].toString(), one["name"_L1].toString()});
    if (wording.archive.empty())
        for (const QString& kind : labels::codes(labels::Vocabulary::DocumentKind))
            if (kind != "other"_L1)
                wording.archive.push_back(
                    {kind, labels::longLabel(labels::Vocabulary::DocumentKind, kind)});
    wording.words = wordsOf(json, wording);
    return wording;
}

QJsonObject withFirstWords(QJsonObject plan) {
    const QJsonObject clauses = plan.value("clauses"_L1).toObject();
    // A clause that the plan does not have was never its own.
    const auto named = [&](const QString& article) {
        QStringList kept;
        for (const QString& part : article.split(u", "_s, Qt::SkipEmptyParts))
            if (clauses.contains(part.section(u' ', 0, 0)))
                kept << part;
        return kept.join(u", "_s);
    };
    const auto put = [&plan](QLatin1StringView key, const QJsonValue& value) {
        if (!plan.contains(key))
            plan.insert(key, value);
    };
    QJsonObject cites;
    for (const journal::RuleInfo& rule : journal::catalogue())
        if (const QString clause = named(rule.article.toString());
            !clause.isEmpty() && rule.rule != Rule::StateOrder)
            cites.insert(rule.id, clause);
    for (const FirstCitation& one : firstCitations)
        if (const QString clause = named(text(one.clause)); !clause.isEmpty())
            cites.insert(QString::fromLatin1(one.rule), clause);
    put("cites"_L1, cites);
    QJsonObject papers;
    for (const auto& one : firstPapers)
        if (clauses.contains(text(one.clause)))
            papers.insert(QString::fromLatin1(one.paper), text(one.clause));
    put("cites_papers"_L1, papers);
    QJsonObject words;
    for (const auto& one : firstWords)
        words.insert(QString::fromLatin1(one.word), text(one.said));
    put("words"_L1, words);
    QJsonObject ticks;
    for (const auto& one : firstTicks)
        ticks.insert(QString::fromLatin1(one.code), QJsonObject{{"name"_L1, text(one.name)},
                                                                {"words"_L1, text(one.words)},
                                                                {"paper"_L1, text(one.paper)}});
    put("ticks"_L1, ticks);
    QJsonArray materials;
    for (const char16_t* one : firstMaterials)
        materials.append(text(one));
    put("materials"_L1, materials);
    put("conditions"_L1, QJsonObject{{"evaluation"_L1, u"中期绩效评价"_s}});
    return plan;
}

QString Plan::cites(Rule rule, const QString& command) const {
    const QString id = journal::info(rule).id;
    const auto own = wording.cites.constFind(id + u'@' + command);
    return own != wording.cites.constEnd() ? *own : wording.cites.value(id);
}

QString Plan::paperClause(const QString& paper) const {
    return wording.citesPapers.value(paper);
}

QString Plan::paperBasis(const QString& paper) const {
    const QString article = paperClause(paper);
    const QString own = clause(article);
    return own.isEmpty() ? QString() : u"依据 %1:%2"_s.arg(article, own);
}

QString Plan::title(const QString& paper, const QString& usual) const {
    return wording.titles.value(paper, usual);
}

QString Plan::word(const QString& marker) const {
    return wording.words.value(marker, labels::usualWords().value(marker));
}

Tick Plan::tick(const QString& code) const {
    return wording.ticks.value(code, {code, code, code});
}

QString Plan::archiveName(const QString& kind) const {
    for (const ArchiveKind& one : wording.archive)
        if (one.kind == kind)
            return one.name;
    return labels::longLabel(labels::Vocabulary::DocumentKind, kind);
}

void word(Context& context, const QString& command, Rejection& rejection) {
    const Plan& plan = current(context);
    rejection.in(plan.wording.words);
    if (const journal::Refusal* refusal = rejection.refusal())
        rejection.under(plan.cites(refusal->rule, command));
}

} // namespace plan
