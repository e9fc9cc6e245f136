// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <print/paper.h>
#include <session/session.h>

#include <QScrollArea>

class QLabel;
class QPushButton;

namespace pages {

using session::PaperOf;

// The pages of a paper, one below the other, exactly as they will be printed. What a reader hears
// of it are its words; Ctrl+C copies them.
//
//     auto* view = new PaperView;
//     view->ask(session, {u"payment"_s, id});
class PaperView : public QScrollArea {
    Q_OBJECT

public:
    explicit PaperView(QWidget* parent = nullptr);

    // Has the core make it, and shows it when it comes; a later one overtakes an earlier one.
    void ask(session::Session& session, const PaperOf& paper);
    // One that is here already.
    void showReport(const reports::Printable& report);
    void clear(const QString& words = {});
    const print::Paper* paper() const;
    const reports::Printable& report() const { return m_report; }

Q_SIGNALS:
    void shown();
    void failed(const QString& error);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    class Pages;
    Pages* m_pages;
    reports::Printable m_report;
    int m_run = 0;
};

// A paper with what is done with it: printed, kept as PDF or as a workbook.
class PaperPanel : public QWidget {
    Q_OBJECT

public:
    explicit PaperPanel(session::Session& session, QWidget* parent = nullptr);
    void ask(const PaperOf& paper);
    void showReport(const reports::Printable& report) { m_view->showReport(report); }
    void clear(const QString& words);
    PaperView* view() const { return m_view; }

private:
    void shown();
    void print();
    void save(const QString& ending);
    void setReady(bool ready);

    session::Session& m_session;
    PaperView* m_view;
    QLabel* m_words;
    QPushButton* m_print;
    QPushButton* m_pdf;
    QPushButton* m_xlsx;
};

} // namespace pages
