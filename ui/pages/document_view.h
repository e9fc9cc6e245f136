// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QBuffer>
#include <QJsonObject>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPdfDocument;
class QPdfView;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;
QT_END_NAMESPACE

namespace pages {

// A filed document as one sees it: a picture, the pages of a PDF, or text; anything else can be
// saved and opened elsewhere. Its bytes come part by part from document.read, and a picture is
// unpacked beside the window's thread, so that a big scan holds nobody up.
//
//     auto* view = new DocumentView(session);
//     view->show(row); // a row of document.list
class DocumentView : public QWidget {
    Q_OBJECT

public:
    explicit DocumentView(session::Session& session, QWidget* parent = nullptr);
    ~DocumentView() override;

    void show(const QJsonObject& document);
    void clear(const QString& words);
    // "" where nothing is shown; "image", "pdf", "text" or "other".
    QString shown() const { return m_shown; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void read(int run);
    void present();
    void presentPdf();
    void presentPicture();
    void fit();
    void save();

    session::Session& m_session;
    QStackedWidget* m_stack;
    QLabel* m_title;
    QLabel* m_words;
    QLabel* m_picture;
    QScrollArea* m_scroll;
    QPlainTextEdit* m_text;
    QPdfView* m_pdfView;
    QPdfDocument* m_pdf;
    QBuffer m_buffer; // what the PDF is read from
    QPushButton* m_save;
    QJsonObject m_document;
    QByteArray m_bytes;
    QImage m_image;
    QString m_shown;
    int m_run = 0;
};

// The same in a window of its own, beside the page.
void openDocument(QWidget* parent, session::Session& session, const QJsonObject& document);

} // namespace pages
