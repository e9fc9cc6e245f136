// SPDX-License-Identifier: GPL-3.0-only
#include "documents_panel.h"

#include "document_view.h"
#include "filing.h"

#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/prompt.h>
#include <widgets/words.h>

#include <QDragEnterEvent>
#include <QMimeData>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

QStringList filesOf(const QMimeData* data) {
    QStringList paths;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    return paths;
}

// The same bytes filed under several kinds are worth a look: "发票扫描件(项目合同、发票票据)".
QString filedTwice(const widgets::ListModel& documents) {
    QMap<QString, QStringList> kinds;
    QHash<QString, QString> titles;
    for (int row = 0; row < documents.rowCount(); ++row) {
        const QJsonObject document = documents.item(row);
        const QString bytes = document.value("sha256"_L1).toString();
        const QString kind = widgets::kindWord(document.value("kind"_L1).toString());
        titles.insert(bytes, document.value("title"_L1).toString());
        if (!kinds[bytes].contains(kind))
            kinds[bytes] << kind;
    }
    QStringList same;
    for (auto one = kinds.cbegin(); one != kinds.cend(); ++one)
        if (one.value().size() > 1)
            same << QObject::tr("%1(%2)").arg(titles.value(one.key()), one.value().join(u"、"_s));
    return same.isEmpty() ? QString()
                          : QObject::tr("同一份文件归在几个类别,请核对: %1").arg(same.join(u";"_s));
}

} // namespace

DocumentsPanel::DocumentsPanel(session::Session& session, const QString& aboutKind,
                               const QString& aboutId, QWidget* parent)
    : QWidget(parent), m_session(session), m_aboutKind(aboutKind), m_aboutId(aboutId) {
    setObjectName(u"documents"_s);
    const bool may = session.may(u"document.file"_s);
    setAcceptDrops(may);
    m_model =
        new widgets::ListModel({{u"kind"_s,
                                 tr("类别"),
                                 Column::Kind::Text,
                                 110,
                                 {},
                                 [](const QJsonObject& row) {
                                     return widgets::kindWord(row.value("kind"_L1).toString());
                                 }},
                                {u"title"_s, tr("题名"), Column::Kind::Text, 300},
                                {u"date"_s, tr("日期"), Column::Kind::Date, 95},
                                {u"id"_s, tr("编号"), Column::Kind::Text, 110}},
                               this);
    const bool ofProject = labels::is(aboutKind, labels::ThingKind::Project);
    m_table =
        new widgets::TableView(m_model, ofProject ? u"project-documents"_s : u"documents-table"_s);
    m_table->setAccessibleName(tr("文件"));
    if (!ofProject)
        m_table->setColumnHidden(0, true);
    auto* choose = widgets::button(tr("归档文件…"), u"add"_s);
    choose->setObjectName(u"file-documents"_s);
    if (!may)
        choose->hide();
    auto* hint = widgets::label(may ? tr("也可以把文件拖到这里") : QString(), "muted");
    auto* tools = widgets::row({choose, hint});
    tools->addStretch();
    m_none = widgets::emptyHint(may ? tr("还没有文件。扫描件、PDF、图片都可以拖到这里归档。")
                                    : tr("还没有文件。"));
    m_filing = new Filing(session, aboutKind, aboutId);
    m_filing->hide();
    auto* whole = widgets::column();
    auto* same = widgets::label({}, "notice");
    same->setObjectName(u"same-document"_s);
    same->setWordWrap(true);
    same->hide();
    connect(m_model, &widgets::ListModel::loaded, same, [this, same] {
        same->setText(filedTwice(*m_model));
        same->setVisible(!same->text().isEmpty());
    });
    whole->addLayout(tools);
    whole->addWidget(same);
    whole->addWidget(m_filing);
    whole->addWidget(m_table, 1);
    whole->addWidget(m_none, 1);
    setLayout(whole);
    m_none->hide();
    connect(m_model, &widgets::ListModel::loaded, this, [this] {
        const bool none = m_model->rowCount() == 0;
        m_none->setVisible(none);
        m_table->setVisible(!none);
    });
    connect(choose, &QPushButton::clicked, this, [this] {
        file(widgets::prompt().openFiles(this, tr("要归档的文件"),
                                         tr("文件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.txt "
                                            "*.doc *.docx *.xls *.xlsx);;所有文件 (*)")));
    });
    connect(m_table, &widgets::TableView::opened, this, [this](const QJsonObject& row) {
        if (m_beside)
            m_beside(row);
        else
            openDocument(this, m_session, row);
    });
    connect(m_table, &widgets::TableView::moved, this, [this](const QJsonObject& row) {
        if (m_beside)
            m_beside(row);
    });
}

void DocumentsPanel::refresh() {
    m_model->ask(m_session, u"document.list"_s,
                 {{"about"_L1, QJsonObject{{"kind"_L1, m_aboutKind}, {"id"_L1, m_aboutId}}}});
}

void DocumentsPanel::showBeside(std::function<void(const QJsonObject&)> show) {
    m_beside = std::move(show);
}

void DocumentsPanel::file(const QStringList& paths, const QString& kind) {
    if (paths.isEmpty())
        return;
    m_filing->add(paths, kind.isEmpty() ? m_kind : kind);
    m_filing->show();
}

void DocumentsPanel::dragEnterEvent(QDragEnterEvent* event) {
    if (!filesOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DocumentsPanel::dropEvent(QDropEvent* event) {
    file(filesOf(event->mimeData()));
    event->acceptProposedAction();
}

} // namespace pages
