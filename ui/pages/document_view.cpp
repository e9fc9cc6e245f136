// SPDX-License-Identifier: GPL-3.0-only
#include "document_view.h"

#include <archive/documents.h>
#include <archive/zip.h>
#include <theme/theme.h>
#include <widgets/elided_label.h>
#include <widgets/layout.h>
#include <widgets/progress.h>
#include <widgets/prompt.h>
#include <widgets/refusal.h>

#include <QDialog>
#include <QImageReader>
#include <QPdfDocument>
#include <QPdfView>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QScrollArea>
#include <QStackedWidget>
#include <QThreadPool>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 part = 1 << 20;
constexpr qint64 mostShown = 128 << 20; // a bigger one is saved and opened elsewhere
constexpr qint64 mostText = 2 << 20;
constexpr int widestPicture = 4000; // pixels; a bigger scan is unpacked smaller

QString sizeWords(qint64 bytes) {
    return QLocale(QLocale::Chinese)
        .formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

bool looksLikeText(const QByteArray& bytes) {
    return !bytes.left(std::min<qsizetype>(bytes.size(), 4096)).contains('\0')
           && !QString::fromUtf8(bytes.left(std::min<qsizetype>(bytes.size(), 4096)))
                   .chopped(1)
                   .contains(QChar::ReplacementCharacter);
}

} // namespace

DocumentView::DocumentView(session::Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_stack(new QStackedWidget),
      m_title(new widgets::ElidedLabel), m_words(widgets::label({}, "muted")),
      m_picture(new QLabel), m_scroll(new QScrollArea), m_text(new QPlainTextEdit),
      m_pdfView(new QPdfView), m_pdf(new QPdfDocument(this)),
      m_save(widgets::button(tr("另存…"), u"export"_s)) {
    setObjectName(u"document-view"_s);
    m_title->setFont(theme::strong());
    m_save->setObjectName(u"save-document"_s);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setWordWrap(true);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setObjectName(u"picture"_s);
    m_scroll->setWidget(m_picture);
    m_scroll->setWidgetResizable(true);
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("文件内容"));
    m_text->setObjectName(u"text"_s);
    m_pdfView->setPageMode(QPdfView::PageMode::MultiPage);
    m_pdfView->setZoomMode(QPdfView::ZoomMode::FitToWidth);
    m_pdfView->setAccessibleName(tr("文件各页"));
    m_pdfView->setDocument(m_pdf);
    for (QWidget* one : std::initializer_list<QWidget*>{m_words, m_scroll, m_text, m_pdfView})
        m_stack->addWidget(one);
    auto* head = widgets::row({m_title, m_save});
    head->setStretch(0, 1);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addLayout(head);
    whole->addWidget(m_stack, 1);
    connect(m_save, &QPushButton::clicked, this, &DocumentView::save);
    clear(tr("选一份文件,在这里看它的内容。"));
}

DocumentView::~DocumentView() {
    m_pdf->close(); // it reads from our buffer
}

void DocumentView::clear(const QString& words) {
    ++m_run;
    m_shown.clear();
    m_bytes.clear();
    m_image = QImage();
    m_document = QJsonObject();
    m_title->clear();
    m_save->hide();
    m_words->setText(words);
    m_stack->setCurrentWidget(m_words);
}

void DocumentView::show(const QJsonObject& document) {
    if (document.isEmpty() || document.value("id"_L1) == m_document.value("id"_L1))
        return;
    clear(tr("正在读取…"));
    m_document = document;
    const QString title = document.value("title"_L1).toString();
    m_title->setText(title);
    m_title->setToolTip(title);
    m_save->show();
    const qint64 size = document.value("size"_L1).toInteger();
    if (size > mostShown) {
        m_shown = u"other"_s;
        m_words->setText(tr("文件有 %1,不在这里显示。另存后用别的程序打开。").arg(sizeWords(size)));
        return;
    }
    m_bytes.reserve(size);
    read(m_run);
}

void DocumentView::read(int run) {
    m_session.ask(u"document.read"_s,
                  {{"sha256"_L1, m_document.value("sha256"_L1)},
                   {"from"_L1, m_bytes.size()},
                   {"bytes"_L1, part}},
                  this, [this, run](const journal::Answer& answer) {
                      if (run != m_run)
                          return;
                      if (!answer.ok()) {
                          m_words->setText(widgets::rejectionWords(*answer.rejection));
                          return;
                      }
                      const QJsonObject said = answer.result.toObject();
                      const QByteArray more =
                          QByteArray::fromBase64(said.value("base64"_L1).toString().toLatin1());
                      m_bytes += more;
                      if (!more.isEmpty() && m_bytes.size() < said.value("size"_L1).toInteger())
                          read(run);
                      else
                          present();
                  });
}

void DocumentView::present() {
    if (m_bytes.startsWith("%PDF")) {
        presentPdf();
        return;
    }
    QBuffer probe(&m_bytes);
    probe.open(QIODevice::ReadOnly);
    if (QImageReader(&probe).canRead()) {
        presentPicture();
        return;
    }
    if (!m_bytes.isEmpty() && m_bytes.size() <= mostText && looksLikeText(m_bytes)) {
        m_shown = u"text"_s;
        m_text->setPlainText(QString::fromUtf8(m_bytes));
        m_stack->setCurrentWidget(m_text);
        return;
    }
    m_shown = u"other"_s;
    m_words->setText(
        tr("这类文件(%1,%2)不能在这里显示。另存后用别的程序打开。")
            .arg(m_document.value("file_name"_L1).toString(), sizeWords(m_bytes.size())));
}

void DocumentView::presentPdf() {
    m_pdf->close();
    m_buffer.close();
    m_buffer.setData(m_bytes);
    m_buffer.open(QIODevice::ReadOnly);
    m_pdf->load(&m_buffer);
    if (m_pdf->status() == QPdfDocument::Status::Error) {
        m_shown = u"other"_s;
        m_words->setText(tr("这份 PDF 打不开,可能有口令或已损坏。另存后用别的程序试试。"));
        return;
    }
    m_shown = u"pdf"_s;
    m_stack->setCurrentWidget(m_pdfView);
}

void DocumentView::presentPicture() {
    const QPointer<DocumentView> alive(this);
    QThreadPool::globalInstance()->start([alive, bytes = m_bytes, run = m_run] {
        QByteArray own = bytes;
        QBuffer from(&own);
        from.open(QIODevice::ReadOnly);
        QImageReader reader(&from);
        reader.setAutoTransform(true);
        const QSize size = reader.size();
        if (size.width() > widestPicture)
            reader.setScaledSize(size.scaled(widestPicture, size.height(), Qt::KeepAspectRatio));
        const QImage image = reader.read();
        QMetaObject::invokeMethod(qApp, [alive, image, run] {
            if (!alive || run != alive->m_run)
                return;
            if (image.isNull()) {
                alive->m_shown = u"other"_s;
                alive->m_words->setText(tr("这张图片打不开,可能已损坏。另存后用别的程序试试。"));
                return;
            }
            alive->m_shown = u"image"_s;
            alive->m_image = image;
            alive->m_stack->setCurrentWidget(alive->m_scroll);
            alive->fit();
        });
    });
}

// As wide as there is room, never larger than it is.
void DocumentView::fit() {
    if (m_image.isNull())
        return;
    const int room = std::max(100, m_scroll->viewport()->width() - 4);
    m_picture->setPixmap(QPixmap::fromImage(
        m_image.width() > room ? m_image.scaledToWidth(room, Qt::SmoothTransformation) : m_image));
    m_picture->setAccessibleName(tr("图片 %1").arg(m_title->text()));
}

void DocumentView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void DocumentView::save() {
    const QString path = widgets::prompt().saveFile(
        this, tr("文件另存为"), archive::nameToSave(m_document.value("file_name"_L1).toString()),
        tr("所有文件 (*)"));
    if (path.isEmpty())
        return;
    const QString sha256 = m_document.value("sha256"_L1).toString();
    widgets::showProgress(this,
                          m_session.run([=](session::Backend& backend, const session::Token& token,
                                            const session::Progress& progress) {
                              return backend.content(token, sha256, path, progress);
                          }),
                          tr("另存文件"), [this](const widgets::Ended& ended) {
                              if (!ended.error.isEmpty() && !ended.stopped)
                                  widgets::prompt().inform(this, tr("另存文件"), ended.error);
                          });
}

void openDocument(QWidget* parent, session::Session& session, const QJsonObject& document) {
    auto* window = new QDialog(parent);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setObjectName(u"document-window"_s);
    window->setWindowTitle(document.value("title"_L1).toString());
    window->resize(820, 680);
    auto* inside = new QVBoxLayout(window);
    auto* view = new DocumentView(session);
    inside->addWidget(view);
    view->show(document);
    window->show();
}

} // namespace pages
