// SPDX-License-Identifier: GPL-3.0-only
#include "reports.h"

#include "room.h"

#include <disbursement/payments.h>
#include <identity/users.h>
#include <journal/args.h>
#include <journal/chain.h>

namespace reports {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using money::Fen;

namespace {

struct Builder {
    PaperKind kind;
    Printable (*build)(const Asker&, const QString& id);
};

Printable monthPaper(const Asker& asker, const QString& month) {
    if (!journal::isDate(month + u"-01"_s))
        throw DocumentError(journal::badInput(u"id"_s, sentence("paper.month", month)));
    return pagesOfMonth(asker, month).back().paper;
}

Printable recordedOrWaiting(const Asker& asker, const QString& sheet) {
    return signingSheet(asker, sheet, {});
}

const std::vector<Builder>& builders() {
    static const std::vector<Builder> all{
        {{u"disclosure"_s, u"项目验收和资金拨付情况公示"_s, u"月份,如 2019-06"_s}, monthPaper},
        {{u"declaration"_s, u"项目申报审核表"_s, u"项目编号"_s}, declarationForm},
        {{u"prepayment"_s, u"资金预拨付申请审批表"_s, u"预拨付编号"_s}, prepaymentForm},
        {{u"amendment"_s, u"项目变更审核表"_s, u"变更编号"_s}, amendmentForm},
        {{u"account"_s, u"收款账户复核表"_s, u"单位编号"_s}, accountForm},
        {{u"acceptance"_s, u"项目验收意见书"_s, u"验收编号"_s}, acceptanceForm},
        {{u"payment"_s, u"资金拨付审批表"_s, u"拨付编号"_s}, paymentForm},
        {{u"sheet"_s, u"资金拨付签批单"_s,
          u"签批单名称,或 - 打印待领导审批的全部拨付,用 --requests 选其中几项"_s},
         recordedOrWaiting},
        {{u"reallocation"_s, u"资金分配调整对照表"_s, u"调整编号"_s}, reallocationTable},
        {{u"ledger"_s, u"资金拨付台账"_s, u"line(按支持项目)、unit(按单位),或一个编号"_s},
         paymentLedger},
        {{u"execution"_s, u"预算执行情况表"_s, u"截止日期,或 - 截至今天"_s}, executionTable},
        {{u"month-brief"_s, u"资金执行月报"_s, u"月份,如 2019-06,或 - 截至今天"_s}, monthBrief},
        {{u"progress"_s, u"资金拨付进度表"_s, u"截止日期,或 - 截至今天"_s}, progressTable},
        {{u"fund-use"_s, u"示范资金使用情况表"_s, u"截止日期,或 - 截至今天"_s}, fundUseTable},
        {{u"pace"_s, u"办理时限表"_s, u"支持项目编号,或 - 全部"_s}, paceTable},
        {{u"archive-index"_s, u"项目档案目录"_s, u"项目编号"_s}, archiveIndex},
        {{u"handover"_s, u"会计档案移交清单"_s, u"年度,或 - 全部"_s}, handoverList},
    };
    return all;
}

// A list that was made anew with its package has another hash than the one that was signed for.
Paragraph packageLine(const QString& hash) {
    const QString shown = hash.isEmpty() ? QString(40, u'_') : hash;
    return {u"随同移交的审计包,其清单 SHA256SUMS 的 SHA-256(导出时显示):%1"_s.arg(shown)};
}

// What stands under these titles is a number itself, and an auditor needs it whole.
bool isNumberTitle(const QString& title) {
    static const QStringList titles{u"凭证号"_s,   u"编号"_s,     u"拨付编号"_s,
                                    u"项目编号"_s, u"单位编号"_s, u"统一社会信用代码"_s,
                                    u"批准文件"_s, u"依据文件"_s, u"SHA-256 前 16 位"_s};
    return titles.contains(title);
}

// No paper shows an identity number, a whole account or a telephone, wherever somebody typed it;
// nothing else is hidden.
struct Masking {
    void operator()(Paragraph& paragraph) const { mask(paragraph.text); }
    void operator()(Fields& fields) const {
        for (LabeledValue& field : fields.fields)
            if (!field.amount && !isNumberTitle(field.label))
                mask(field.value);
    }
    void operator()(Table& table) const {
        mask(table.caption);
        for (QStringList& row : table.rows)
            for (qsizetype i = 0; i < row.size(); ++i)
                if (const Column& column = table.columns[static_cast<std::size_t>(i)];
                    column.kind == ColumnKind::Text && !column.number
                    && !isNumberTitle(column.title))
                    mask(row[i]);
    }
    void operator()(Signatures& signatures) const {
        for (Signatures::Place& place : signatures.places)
            mask(place.name); // an opinion is masked where the paper's number is put to it
    }
    static void mask(QString& text) { text = journal::masked(text); }
};

// What a kind of paper is called where the plan calls it nothing else.
QString usualTitle(const QString& paper) {
    for (const Builder& builder : builders())
        if (builder.kind.code == paper)
            return builder.kind.name;
    return paper;
}

} // namespace

QJsonValue Asker::ask(const QString& question, const QJsonObject& with) const {
    const journal::Question* known = registry.question(question);
    if (auto rejection = known->shape.rejection(with))
        throw DocumentError(*rejection);
    auto reply = known->answer(context, journal::Args(with, &context.secrets), user);
    if (auto* rejection = std::get_if<journal::Rejection>(&reply))
        throw DocumentError(std::move(*rejection));
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

Printable build(const Asker& asker, const QString& kind, const QString& id,
                const QStringList& requests, const QString& packageHash) {
    if (!packageHash.isEmpty() && kind != u"handover")
        throw DocumentError(journal::badInput(u"package"_s, sentence("paper.package-unasked")));
    if (!requests.isEmpty() && (kind != u"sheet" || id != u"-"))
        throw DocumentError(journal::badInput(u"requests"_s, sentence("paper.requests-unasked")));
    for (const Builder& builder : builders()) {
        if (builder.kind.code != kind)
            continue;
        Printable paper =
            requests.isEmpty() ? builder.build(asker, id) : signingSheet(asker, id, requests);
        paper.kind = kind;
        for (Block& block : paper.blocks)
            std::visit(Masking(), block);
        if (kind == u"handover") // a hash is no number of a person's, whatever its digits look like
            paper.blocks.insert(paper.blocks.begin() + 1, packageLine(packageHash));
        return paper;
    }
    QStringList known;
    for (const PaperKind& paper : kinds())
        known << paper.code;
    throw DocumentError(
        journal::badInput(u"kind"_s, sentence("paper.kind-unknown", kind, known.join(u"、"_s))));
}

Printable begin(const Asker& asker, const QString& kind, const QString& id) {
    const plan::Plan& plan = plan::current(asker.context);
    Printable paper{.id = id};
    paper.title = plan.title(kind, usualTitle(kind));
    paper.subtitle = u"%1(%2)"_s.arg(plan.name, plan.document);
    paper.number = id;
    paper.head = QString::fromLatin1(journal::head(asker.context).hash);
    paper.footers << u"制表:%1    制表日期:%2"_s.arg(personName(asker, asker.user),
                                                     longDate(asker.context.today()));
    paper.footers << u"日志链头:%1"_s.arg(paper.head);
    return paper;
}

void addBasis(Printable& paper, const QString& words) {
    if (!words.isEmpty())
        paper.blocks.emplace_back(Paragraph{words, Paragraph::Role::Note});
}

QString underClause(const plan::Plan& plan, const QString& paper) {
    const QString clause = plan.paperClause(paper);
    return clause.isEmpty() ? QString() : u"(%1)"_s.arg(clause);
}

QString sourceName(const plan::Plan& plan, const QString& code) {
    const plan::Source* source = plan.source(code);
    return source ? source->name : code;
}

QString lineTitle(const plan::Plan& plan, const QString& line, const QString& item) {
    const plan::Line* found = plan.line(line);
    const plan::Item* part = plan.item(item);
    return (found ? line + u' ' + found->name : line) + (part ? u" · "_s + part->name : QString());
}

QString wayWords(const QString& path, const QString& kind) {
    const QString name = labels::longLabel(labels::Vocabulary::PaymentKind, kind);
    return kind.isEmpty() || name == path ? path : path + u'·' + name;
}

QString personName(const Asker& asker, const QString& user) {
    const identity::User* found = identity::findUser(asker.context, user);
    return found ? found->name : user;
}

QString opinionOf(const Asker& asker, const api::Step& step) {
    QString opinion = journal::masked(step.opinion);
    if (step.onPaper)
        opinion += u"(纸质签批 %1,%2 登记)"_s.arg(step.onPaper->document,
                                                  personName(asker, step.recordedBy));
    return opinion;
}

Signatures::Place placeOf(const Asker& asker, const std::vector<api::Step>& steps,
                          const QString& role, const QStringList& stepNames, bool seal,
                          const QString& duty) {
    Signatures::Place place{.role = role, .name = {}, .date = {}, .opinion = {}, .seal = seal};
    for (const api::Step& step : steps) {
        // Asked for anew: what was decided before is history.
        if (step.isRequest() && !stepNames.contains(u"request"_s))
            place.name = place.date = place.opinion = QString();
        if (!stepNames.contains(step.step))
            continue;
        // What nobody decided (an account changed) stands in nobody's place.
        if (step.by.isEmpty() || (!duty.isEmpty() && step.duty != duty))
            continue;
        place.name = personName(asker, step.by);
        place.date = step.date;
        place.opinion = opinionOf(asker, step);
    }
    return place;
}

Table sourcesTable(const plan::Plan& plan, const std::vector<api::ProjectSource>& sources,
                   const QString& title) {
    Table table{
        .caption = u"资金来源"_s,
        .unit = u"单位:元"_s,
        .columns = {{u"资金来源"_s, ColumnKind::Text, 16}, {title, ColumnKind::Amount, 10, true}}};
    for (const api::ProjectSource& one : sources)
        table.rows.push_back({sourceName(plan, one.source), one.support.toYuan()});
    if (table.rows.size() > 1)
        addUp(table, 0);
    return table;
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
            table.columns[i].kind == ColumnKind::Count ? QString::number(count) : sum.toYuan();
    }
}

Table listed(Table table, const QString& caption) {
    table.caption = caption;
    table.columns.insert(table.columns.begin(), Column{u"序号"_s, ColumnKind::Count, 3});
    int number = 0;
    for (QStringList& row : table.rows)
        row.prepend(QString::number(++number));
    if (!table.total.isEmpty())
        table.total.prepend(QString());
    ++table.head;
    table.listed = true;
    return table;
}

void addNotices(Printable& paper, const plan::Plan& plan, const QStringList& lines) {
    QStringList notices;
    if (lines.isEmpty())
        notices = plan.notices;
    for (const plan::Line& line : plan.lines)
        if (lines.contains(line.code))
            for (const QString& notice : line.notices)
                if (!notices.contains(notice))
                    notices << notice;
    for (qsizetype i = 0; i < notices.size(); ++i)
        paper.blocks.emplace_back(
            Paragraph{u"%1%2. %3"_s.arg(i == 0 ? u"说明:"_s : QString()).arg(i + 1).arg(notices[i]),
                      Paragraph::Role::Note});
}

} // namespace reports
