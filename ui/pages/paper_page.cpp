// SPDX-License-Identifier: GPL-3.0-only
#include "all.h"

#include <print/paper.h>
#include <sheets/sheets.h>
#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/prompt.h>
#include <widgets/refusal.h>

#include <QPaintEvent>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPrinterInfo>
#include <QScrollArea>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int gap = 16;      // pixels between two pages
constexpr int widest = 1000; // pixels of a page on the screen

// The pages of a paper, one below the other, as they will be printed. Only those in sight are
// painted.
class Pages : public QWidget {
public:
    void show(std::unique_ptr<print::Paper> paper) {
        m_paper = std::move(paper);
        fit(width());
    }
    void fit(int width) {
        if (!m_paper)
            return;
        m_across = std::min(width - 2 * gap, widest);
        const QSizeF size = m_paper->pageSize();
        m_down = static_cast<int>(m_across * size.height() / size.width());
        setFixedHeight(m_paper->pageCount() * (m_down + gap) + gap);
        update();
    }
    const print::Paper* paper() const { return m_paper.get(); }

protected:
    void resizeEvent(QResizeEvent*) override { fit(width()); }
    void paintEvent(QPaintEvent* event) override {
        if (!m_paper)
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        // The page is laid out for the device's own resolution; the screen shows it smaller.
        const qreal natural = m_paper->pageSize().width() / print::twipsPerInch * logicalDpiX();
        const qreal scale = m_across / natural;
        for (int i = 0; i < m_paper->pageCount(); ++i) {
            const QRect sheet((width() - m_across) / 2, gap + i * (m_down + gap), m_across, m_down);
            if (!sheet.intersects(event->rect()))
                continue;
            painter.fillRect(sheet, Qt::white);
            painter.setPen(theme::colours().line);
            painter.drawRect(sheet);
            painter.save();
            painter.setClipRect(sheet);
            painter.translate(sheet.topLeft());
            painter.scale(scale, scale);
            m_paper->paintPage(painter, i);
            painter.restore();
        }
    }

private:
    std::unique_ptr<print::Paper> m_paper;
    int m_across = 0;
    int m_down = 0;
};

// A paper before it is printed: looked at, printed, kept as PDF or as a workbook. The place's id
// is the paper's, its filter names the kind: "kind=payment".
class PaperPage : public Page {
public:
    PaperPage(session::Session& session, const Place& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void show(const reports::Report& report);
    void print();
    void save(const QString& ending);

    Pages* m_pages;
    QScrollArea* m_scroll;
    QLabel* m_words;
    QPushButton* m_print;
    QPushButton* m_pdf;
    QPushButton* m_xlsx;
    reports::Report m_report;
};

PaperPage::PaperPage(session::Session& session, const Place& place)
    : Page(session, place), m_pages(new Pages), m_scroll(new QScrollArea),
      m_words(widgets::label({}, "muted")) {
    setTitle(tr("打印预览"));
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, 0);
    m_print = widgets::button(tr("打印…"), u"print"_s, true);
    m_pdf = widgets::button(tr("存为 PDF…"), u"export"_s);
    m_xlsx = widgets::button(tr("存为 XLSX…"), u"export"_s);
    m_print->setObjectName(u"print"_s);
    m_pdf->setObjectName(u"save-pdf"_s);
    m_xlsx->setObjectName(u"save-xlsx"_s);
    m_words->setObjectName(u"paper-words"_s);
    m_words->setWordWrap(true);
    auto* tools = widgets::row({m_print, m_pdf, m_xlsx, m_words});
    tools->setStretch(3, 1);
    whole->addLayout(tools);
    m_scroll->setWidget(m_pages);
    m_scroll->setWidgetResizable(true);
    m_scroll->setAccessibleName(tr("打印预览"));
    m_scroll->setFocusPolicy(Qt::StrongFocus);
    whole->addWidget(m_scroll, 1);
    for (QPushButton* one : {m_print, m_pdf, m_xlsx})
        one->setEnabled(false);
    connect(m_print, &QPushButton::clicked, this, &PaperPage::print);
    connect(m_pdf, &QPushButton::clicked, this, [this] { save(u"pdf"_s); });
    connect(m_xlsx, &QPushButton::clicked, this, [this] { save(u"xlsx"_s); });
}

void PaperPage::refresh() {
    const QString kind = place().filter.section(u'=', 1);
    const auto made = std::make_shared<std::optional<reports::Report>>();
    const auto job = m_session.run(
        [=, user = m_session.user(), id = place().id](fund::Fund& fund, const session::Progress&) {
            auto answer = fund.report(user, kind, id);
            if (const auto* no = std::get_if<journal::Objection>(&answer))
                return widgets::objectionWords(*no);
            *made = std::get<reports::Report>(answer);
            return QString();
        });
    connect(job, &session::Job::finished, this, [this, made](const QString& trouble) {
        if (!trouble.isEmpty() || !*made)
            m_words->setText(trouble);
        else
            show(**made);
    });
}

void PaperPage::show(const reports::Report& report) {
    m_report = report;
    setTitle(report.title);
    m_pages->show(std::make_unique<print::Paper>(report));
    QStringList words{tr("共 %1 页").arg(m_pages->paper()->pageCount())};
    words += print::missingFonts();
    m_words->setText(words.join(u" · "_s));
    for (QPushButton* one : {m_print, m_pdf, m_xlsx})
        one->setEnabled(true);
}

void PaperPage::print() {
    if (QPrinterInfo::availablePrinterNames().isEmpty())
        return widgets::prompt().inform(
            this, tr("打印"), tr("这台电脑没有装打印机:请存为 PDF,再到有打印机的电脑上打印。"));
    QPrinter printer(QPrinter::HighResolution);
    printer.setPageLayout(m_pages->paper()->pageLayout());
    printer.setDocName(m_report.title);
    QPrintDialog dialog(&printer, this);
    if (dialog.exec() == QDialog::Accepted)
        m_pages->paper()->paint(printer);
}

void PaperPage::save(const QString& ending) {
    const QString name =
        u"%1 %2.%3"_s.arg(m_report.title, m_report.id, ending).simplified().replace(u'/', u'-');
    const QString path = widgets::prompt().saveFile(
        this, tr("存为"), name, ending == u"pdf" ? tr("PDF (*.pdf)") : tr("工作簿 (*.xlsx)"));
    if (path.isEmpty())
        return;
    QString trouble;
    if (ending == u"pdf") {
        if (!print::toPdf(m_report, path))
            trouble = tr("不能写入 %1:请检查文件夹、权限和磁盘空间。").arg(path);
    } else {
        try {
            sheets::write({m_report}, path);
        } catch (const storage::Failure& failure) {
            trouble = failure.message();
        }
    }
    m_words->setText(trouble.isEmpty() ? tr("已存为 %1").arg(path) : trouble);
}

} // namespace

Page* makePaper(session::Session& session, const Place& place) {
    return new PaperPage(session, place);
}

} // namespace pages
