// SPDX-License-Identifier: GPL-3.0-only
// 2,000 rows to PDF, beside a bare QPdfWriter program that paints the same cells (every text with
// drawText, every border with drawLine, in the same fonts). Prints both times and their ratio.
#include <print/paper.h>

#include <QBuffer>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using reports::ColumnKind;

namespace {

reports::Printable registerOf(int rows) {
    reports::Table table{.caption = u"拨付台账"_s,
                         .unit = u"单位:元"_s,
                         .columns = {{u"序号"_s, ColumnKind::Count, 3},
                                     {u"日期"_s, ColumnKind::Date, 6},
                                     {u"拨付编号"_s, ColumnKind::Text, 7},
                                     {u"项目名称"_s, ColumnKind::Text, 14},
                                     {u"收款单位"_s, ColumnKind::Text, 12},
                                     {u"资金来源"_s, ColumnKind::Text, 8},
                                     {u"摘要"_s, ColumnKind::Text, 6},
                                     {u"凭证号"_s, ColumnKind::Text, 8},
                                     {u"金额"_s, ColumnKind::Amount, 8, true}}};
    for (int i = 1; i <= rows; ++i)
        table.rows.push_back({QString::number(i), u"2019-06-30"_s, u"BF-2019-%1"_s.arg(i),
                              u"第%1号镇村电子商务服务站点建设及运营"_s.arg(i),
                              u"湘西某某电子商务有限公司"_s, u"第一批中央财政资金"_s, u"分批拨付"_s,
                              u"记-2019-%1"_s.arg(i), u"1234567.89"_s});
    reports::Printable report{.kind = u"ledger"_s, .title = u"资金拨付台账"_s};
    report.landscape = true;
    report.blocks.emplace_back(std::move(table));
    return report;
}

// The yardstick lays nothing out: it is given every line of text and every border where it stands.
qint64 bare(const print::Paper& paper) {
    QElapsedTimer timer;
    timer.start();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(print::twipsPerInch);
    writer.setPageLayout(paper.pageLayout());
    QPainter painter(&writer);
    for (int number = 0; number < paper.pageCount(); ++number) {
        if (number > 0)
            writer.newPage();
        for (const print::Rule& rule : paper.page(number).rules)
            painter.drawLine(QPointF(rule.x1, rule.y1), QPointF(rule.x2, rule.y2));
        const print::Text* before = nullptr;
        for (const print::Text& text : paper.page(number).texts) {
            if (!before || before->face != text.face || before->size != text.size)
                painter.setFont(print::Measure::of(text.face).font(text.size));
            before = &text;
            painter.drawText(QPointF(text.x, text.y), text.text);
        }
    }
    painter.end();
    return timer.nsecsElapsed();
}

qint64 ours(const reports::Printable& report) {
    QElapsedTimer timer;
    timer.start();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    print::toPdf(report, buffer);
    return timer.nsecsElapsed();
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const reports::Printable report = registerOf(2000);
    const print::Paper paper(report);
    std::vector<qint64> mine;
    std::vector<qint64> theirs;
    for (int round = 0; round < 5; ++round) {
        theirs.push_back(bare(paper));
        mine.push_back(ours(report));
    }
    std::sort(mine.begin(), mine.end());
    std::sort(theirs.begin(), theirs.end());
    std::printf("2000 rows, %d pages: %.0f ms, bare QPdfWriter %.0f ms, %.2fx (median of 5)\n",
                paper.pageCount(), static_cast<double>(mine[2]) / 1e6,
                static_cast<double>(theirs[2]) / 1e6,
                static_cast<double>(mine[2]) / static_cast<double>(theirs[2]));
    return mine[2] <= theirs[2] * 3 / 2 ? 0 : 1;
}
