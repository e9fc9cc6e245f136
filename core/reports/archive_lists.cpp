// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <archive/documents.h>
#include <journal/chain.h>
#include <labels/labels.h>
#include <units/units.h>

// 项目档案目录 and 会计档案移交清单.

namespace reports {

using namespace Qt::Literals::StringLiterals;
using archive::Document;
using labels::sentence;
using labels::ThingKind;

namespace {

QString sizeText(qint64 bytes) {
    const qint64 kilobytes = bytes / 1024 + (bytes % 1024 > 0 ? 1 : 0);
    return kilobytes < 10240 ? u"%1 KB"_s.arg(kilobytes) : u"%1 MB"_s.arg(kilobytes / 1024);
}

QString groupName(const Asker& asker, const QString& aboutKind, const QString& kind) {
    static const QMap<QString, QString> names{
        {u"acceptance"_s, u"验收附件"_s}, {u"payment"_s, u"拨付附件"_s},
        {u"fund"_s, u"综合"_s},           {u"unit"_s, u"单位资料"_s},
        {u"receipt"_s, u"到账凭据"_s},    {u"finding"_s, u"监管材料"_s},
        {u"plan"_s, u"分配文件"_s},       {u"notice"_s, u"公示材料"_s},
        {u"disclosure"_s, u"公示材料"_s}};
    return labels::is(aboutKind, ThingKind::Project) ? archive::kindName(asker.context, kind)
                                                     : names.value(aboutKind, aboutKind);
}

// The project's own documents and those of its acceptances and payments.
std::vector<Document> documentsOf(const Asker& asker, const api::Project& project) {
    std::vector<Document> all = archive::documentsAbout(asker.context, u"project"_s, project.id);
    const QStringList kinds = archive::projectKinds(asker.context);
    const auto order = [&kinds](const Document& one) { return kinds.indexOf(one.kind); };
    std::stable_sort(all.begin(), all.end(),
                     [&](const Document& a, const Document& b) { return order(a) < order(b); });
    const auto add = [&](const QString& kind, const QString& id) {
        for (Document& one : archive::documentsAbout(asker.context, kind, id))
            all.push_back(std::move(one));
    };
    for (const api::AcceptanceSummary& one : project.acceptances)
        add(u"acceptance"_s, one.id);
    for (const api::RequestSummary& one : project.requests)
        add(u"payment"_s, one.id);
    return all;
}

Table indexTable(const Asker& asker, const std::vector<Document>& documents) {
    Table table{.caption = u"档案目录"_s,
                .columns = {{u"序号"_s, ColumnKind::Count, 3},
                            {u"类别"_s, ColumnKind::Text, 6},
                            {u"题名"_s, ColumnKind::Text, 16},
                            {u"日期"_s, ColumnKind::Date, 6},
                            {u"文件名"_s, ColumnKind::Text, 12},
                            {u"大小"_s, ColumnKind::Text, 4},
                            {u"保管至"_s, ColumnKind::Date, 6},
                            {u"SHA-256 前 16 位"_s, ColumnKind::Text, 9}},
                .head = 2};
    for (const Document& one : documents)
        table.rows.push_back({QString::number(table.rows.size() + 1),
                              groupName(asker, one.aboutKind, one.kind), one.title, one.date,
                              one.fileName, sizeText(one.size), one.retainUntil(),
                              one.sha256.left(16)});
    return table;
}

// Which of the seven kinds (第十条) are there, waived or missing.
Table kindsTable(const Asker& asker, const api::Project& project) {
    Table table{.caption = u"档案类别"_s + underClause(plan::current(asker.context), u"archive"_s),
                .columns = {{u"类别"_s, ColumnKind::Text, 10},
                            {u"件数"_s, ColumnKind::Count, 4, true},
                            {u"情况"_s, ColumnKind::Text, 20}}};
    QMap<QString, QString> waived;
    for (const api::ArchiveWaiver& one : project.waivers)
        waived.insert(one.kind, one.reason);
    for (const QString& kind : archive::projectKinds(asker.context)) {
        QString how = u"齐全"_s;
        if (waived.contains(kind))
            how = u"免交:"_s + waived.value(kind);
        else if (project.missing.contains(kind))
            how = u"缺"_s;
        const auto count = project.archive.find(kind);
        table.rows.push_back({archive::kindName(asker.context, kind),
                              QString::number(count == project.archive.end() ? 0 : count->second),
                              how});
    }
    addUp(table, 0);
    return table;
}

// What a volume is called on its cover.
QString volumeTitle(const Asker& asker, const archive::Volume& volume) {
    if (labels::is(volume.aboutKind, ThingKind::Project)) {
        const auto project = declaration::find(asker.context, volume.aboutId);
        return u"%1 %2"_s.arg(volume.aboutId, project ? project->name : QString());
    }
    if (labels::is(volume.aboutKind, ThingKind::Unit))
        return u"%1 %2"_s.arg(volume.aboutId, units::name(asker.context, volume.aboutId));
    return u"%1 %2"_s.arg(archive::aboutName(volume.aboutKind), volume.aboutId);
}

Table volumesTable(const Asker& asker, const QString& year) {
    Table table{.caption = u"移交的会计档案"_s,
                .columns = {{u"序号"_s, ColumnKind::Count, 3},
                            {u"案卷题名"_s, ColumnKind::Text, 20},
                            {u"类别"_s, ColumnKind::Text, 7},
                            {u"起始日期"_s, ColumnKind::Date, 6},
                            {u"终止日期"_s, ColumnKind::Date, 6},
                            {u"件数"_s, ColumnKind::Count, 4, true},
                            {u"保管期限(年)"_s, ColumnKind::Count, 5},
                            {u"应保管至"_s, ColumnKind::Date, 6},
                            {u"备注"_s, ColumnKind::Text, 6}},
                .head = 1};
    for (const archive::Volume& volume : archive::volumes(asker.context, year)) {
        Document last;
        last.aboutKind = volume.aboutKind;
        last.date = volume.to;
        table.rows.push_back({QString::number(table.rows.size() + 1), volumeTitle(asker, volume),
                              groupName(asker, volume.aboutKind, volume.kind), volume.from,
                              volume.to, QString::number(volume.count),
                              QString::number(archive::retentionYears(volume.aboutKind)),
                              last.retainUntil(), QString()});
    }
    addUp(table, 1);
    return table;
}

Signatures::Place blank(const QString& role, bool seal) {
    return {.role = role, .name = {}, .date = {}, .opinion = {}, .seal = seal};
}

} // namespace

Printable archiveIndex(const Asker& asker, const QString& id) {
    const plan::Plan& plan = plan::current(asker.context);
    const auto project = shownOf<api::Project>(asker, u"project.show"_s, id);
    Printable paper = begin(asker, u"archive-index"_s, id);
    paper.landscape = true;
    paper.blocks.emplace_back(
        Fields{.fields = {{u"项目编号"_s, id},
                          {u"项目名称"_s, project.name},
                          {u"项目单位"_s, units::name(asker.context, project.unit)},
                          {u"支持项目"_s, lineTitle(plan, project.line, project.item)},
                          {u"项目状态"_s, labels::longLabel(project.state)},
                          {u"批准支持金额"_s,
                           shown(ColumnKind::Amount, project.support.toYuan()) + u" 元"_s}}});
    paper.blocks.emplace_back(kindsTable(asker, project));
    paper.blocks.emplace_back(indexTable(asker, documentsOf(asker, project)));
    paper.blocks.emplace_back(Signatures{{blank(u"整理人"_s, false), blank(u"审核人"_s, false)}});
    return paper;
}

Printable handoverList(const Asker& asker, const QString& id) {
    const QString year = id == u"-" ? QString() : id;
    if (!year.isEmpty() && !journal::isDate(year + u"-01-01"_s))
        throw DocumentError(journal::badInput(u"id"_s, sentence("paper.year", id)));
    const journal::Head& head = journal::head(asker.context);
    Printable paper = begin(asker, u"handover"_s, year);
    paper.number.clear();
    paper.landscape = true;
    paper.blocks.emplace_back(
        Paragraph{u"移交范围:%1的专项资金电子会计档案。资金文件随同移交,其中日志 %2 条,链头见页脚;"
                  "以 fundctl verify 核对无误后交接。"_s
                      .arg(year.isEmpty() ? u"全部年度"_s : year + u" 年度"_s)
                      .arg(head.seq)});
    paper.blocks.emplace_back(volumesTable(asker, year));
    paper.blocks.emplace_back(Paragraph{
        u"保管期限按《会计档案管理办法》(财政部 国家档案局令第79号),自会计年度终了后第一天起算。"_s,
        Paragraph::Role::Note});
    paper.blocks.emplace_back(Signatures{
        {blank(u"移交单位"_s, true), blank(u"接收单位"_s, true), blank(u"监交人"_s, false)}});
    return paper;
}

} // namespace reports
