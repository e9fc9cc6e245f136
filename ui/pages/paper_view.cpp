// SPDX-License-Identifier: GPL-3.0-only
#include "paper_view.h"

#include <sheets/sheets.h>
#include <storage/failure.h>
#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/prompt.h>
#include <widgets/refusal.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPrinterInfo>
#include <QScrollBar>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int gap = 16;      // pixels between two pages
constexpr int widest = 1000; // pixels of a page on the screen

} // namespace

// Only the pages in sight are painted.
class PaperView::Pages : public QWidget {
public:
    void show(std::unique_ptr<print::Paper> paper) {
        m_paper = std::move(paper);
        fit(width());
    }
    void fit(int width) {
        m_across = std::min(width - 2 * gap, widest);
        m_down = 0;
        if (m_paper) {
            const QSizeF size = m_paper->pageSize();
            m_down = static_cast<int>(m_across * size.height() / size.width());
        }
        setFixedHeight(m_paper ? m_paper->pageCount() * (m_down + gap) + gap : 1);
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

PaperView::PaperView(QWidget* parent) : QScrollArea(parent), m_pages(new Pages) {
    setObjectName(u"paper"_s);
    setWidget(m_pages);
    setWidgetResizable(true);
    setAccessibleName(tr("打印预览"));
    setFocusPolicy(Qt::StrongFocus);
}

const print::Paper* PaperView::paper() const {
    return m_pages->paper();
}

void PaperView::ask(session::Session& session, const PaperOf& paper) {
    const int run = ++m_run;
    session.report(paper, this, [this, run](const session::PaperAnswer& answer) {
        if (run != m_run)
            return;
        if (const auto* rejection = std::get_if<journal::Rejection>(&answer)) {
            const QString error = widgets::rejectionWords(*rejection);
            clear(error);
            Q_EMIT failed(error);
        } else {
            showReport(std::get<reports::Printable>(answer));
        }
    });
}

void PaperView::clear(const QString& words) {
    ++m_run;
    m_report = {};
    m_pages->show({});
    setAccessibleDescription(words);
}

// The same paper again keeps the place that is being read.
void PaperView::showReport(const reports::Printable& report) {
    const bool same = report.kind == m_report.kind && report.id == m_report.id;
    m_report = report;
    m_pages->show(std::make_unique<print::Paper>(report));
    QString words;
    for (int i = 0; i < paper()->pageCount(); ++i)
        words += paper()->words(i);
    setAccessibleDescription(words);
    if (!same)
        verticalScrollBar()->setValue(0);
    Q_EMIT shown();
}

void PaperView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(accessibleDescription());
    else
        QScrollArea::keyPressEvent(event);
}

PaperPanel::PaperPanel(session::Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_view(new PaperView),
      m_words(widgets::label({}, "muted")) {
    setLayout(widgets::column());
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
    auto* whole = qobject_cast<QBoxLayout*>(layout());
    whole->addLayout(tools);
    whole->addWidget(m_view, 1);
    setFocusProxy(m_view);
    setReady(false);
    connect(m_view, &PaperView::shown, this, &PaperPanel::shown);
    connect(m_view, &PaperView::failed, this, [this](const QString& error) {
        setReady(false);
        m_words->setText(error);
    });
    connect(m_print, &QPushButton::clicked, this, &PaperPanel::print);
    connect(m_pdf, &QPushButton::clicked, this, [this] { save(u"pdf"_s); });
    connect(m_xlsx, &QPushButton::clicked, this, [this] { save(u"xlsx"_s); });
}

void PaperPanel::setReady(bool ready) {
    for (QPushButton* one : {m_print, m_pdf, m_xlsx})
        one->setEnabled(ready);
}

void PaperPanel::ask(const PaperOf& paper) {
    m_view->ask(m_session, paper);
}

// Nothing to print, and why.
void PaperPanel::clear(const QString& words) {
    m_view->clear(words);
    m_words->setText(words);
    setReady(false);
}

void PaperPanel::shown() {
    QStringList words{tr("共 %1 页").arg(m_view->paper()->pageCount())};
    words += print::missingFonts();
    m_words->setText(words.join(u" · "_s));
    setReady(true);
}

void PaperPanel::print() {
    if (QPrinterInfo::availablePrinterNames().isEmpty())
        return widgets::prompt().inform(
            this, tr("打印"), tr("这台电脑没有装打印机:请存为 PDF,再到有打印机的电脑上打印。"));
    QPrinter printer(QPrinter::HighResolution);
    printer.setPageLayout(m_view->paper()->pageLayout());
    printer.setDocName(m_view->report().title);
    QPrintDialog dialog(&printer, this);
    if (dialog.exec() == QDialog::Accepted)
        m_view->paper()->paint(printer);
}

void PaperPanel::save(const QString& ending) {
    const reports::Printable& report = m_view->report();
    const QString id = report.id.isEmpty() ? m_session.today() : report.id;
    const QString name =
        u"%1 %2.%3"_s.arg(report.title, id, ending).simplified().replace(u'/', u'-');
    const QString path = widgets::prompt().saveFile(
        this, tr("存为"), name, ending == u"pdf" ? tr("PDF (*.pdf)") : tr("工作簿 (*.xlsx)"));
    if (path.isEmpty())
        return;
    QString error;
    if (ending == u"pdf") {
        if (!print::toPdf(report, path))
            error = tr("不能写入 %1:请检查文件夹、权限和磁盘空间。").arg(path);
    } else {
        try {
            sheets::write({report}, path);
        } catch (const storage::Failure& failure) {
            error = failure.message();
        }
    }
    m_words->setText(error.isEmpty() ? tr("已存为 %1").arg(path) : error);
}

} // namespace pages
