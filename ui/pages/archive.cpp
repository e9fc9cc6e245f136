// SPDX-License-Identifier: GPL-3.0-only
#include "document_view.h"
#include "documents_panel.h"
#include "page_registry.h"

#include <api/project.h>
#include <theme/theme.h>
#include <widgets/elided_label.h>
#include <widgets/form_window.h>
#include <widgets/layout.h>
#include <widgets/plan_words.h>
#include <widgets/progress.h>
#include <widgets/prompt.h>
#include <widgets/refusal.h>
#include <widgets/words.h>

#include <QGridLayout>
#include <QSplitter>

#include <memory>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

// One project's archive: the seven kinds as a checklist, its documents, and the page that is
// chosen beside them. Files are dropped anywhere on the left.
class ProjectArchive : public Page {
public:
    ProjectArchive(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeHead();
    QWidget* makeLeft();
    void show(const api::Project& project);
    void addKind(int row, const QString& kind, const api::Project& project);
    void waive(const QString& kind);
    void refile();
    void exportAll();

    QLabel* m_name;
    QLabel* m_state;
    QLabel* m_complete;
    QGridLayout* m_list;
    DocumentsPanel* m_documents;
    QPushButton* m_refile;
    DocumentView* m_view;
};

ProjectArchive::ProjectArchive(session::Session& session, const NavigationTarget& place)
    : Page(session, place) {
    setTitle(place.id);
    auto* split = new QSplitter;
    m_view = new DocumentView(session);
    auto* right = new QFrame;
    right->setProperty("card", true);
    auto* around = new QVBoxLayout(right);
    around->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    around->addWidget(m_view);
    split->addWidget(makeLeft());
    split->addWidget(right);
    split->setSizes({600, 560});
    split->setChildrenCollapsible(false);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid);
    whole->addWidget(makeHead());
    whole->addWidget(split, 1);
    m_documents->showBeside([this](const QJsonObject& row) {
        m_view->show(row);
        m_refile->setEnabled(true);
    });
}

QWidget* ProjectArchive::makeHead() {
    m_name = new widgets::ElidedLabel;
    m_name->setFont(theme::heading());
    m_state = widgets::stateLabel({}, u"plain"_s);
    m_complete = widgets::stateLabel({}, u"plain"_s);
    m_complete->setObjectName(u"complete"_s);
    auto* zip = widgets::button(tr("导出档案包…"), u"export"_s);
    zip->setObjectName(u"export-archive"_s);
    auto* index = widgets::button(tr("打印目录"), u"print"_s);
    index->setObjectName(u"print-index"_s);
    auto* project = widgets::button(tr("看项目"));
    connect(index, &QPushButton::clicked, this, [this] {
        Q_EMIT go({u"paper"_s, place().id, u"kind=archive-index"_s});
    });
    connect(zip, &QPushButton::clicked, this, &ProjectArchive::exportAll);
    connect(project, &QPushButton::clicked, this, [this] {
        Q_EMIT go({u"project"_s, place().id});
    });
    auto* head = new QWidget;
    auto* inside = widgets::row({m_name, m_state, m_complete});
    inside->addStretch();
    inside->addWidget(project);
    inside->addWidget(index);
    inside->addWidget(zip);
    head->setLayout(inside);
    return head;
}

QWidget* ProjectArchive::makeLeft() {
    auto* checklist = new widgets::Card(
        widgets::withClause(tr("%1文件").arg(widgets::archiveCount()), u"archive"_s));
    m_list = new QGridLayout;
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setHorizontalSpacing(2 * theme::grid);
    m_list->setVerticalSpacing(2);
    m_list->setColumnStretch(2, 1);
    checklist->body->addLayout(m_list);
    checklist->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_documents = new DocumentsPanel(m_session, u"project"_s, place().id);
    m_refile = widgets::button(tr("改归类别…"));
    m_refile->setObjectName(u"do:document.refile"_s);
    m_refile->setEnabled(false);
    if (!m_session.may(u"document.refile"_s))
        m_refile->hide();
    connect(m_refile, &QPushButton::clicked, this, &ProjectArchive::refile);
    auto* left = new QWidget;
    auto* inside = new QVBoxLayout(left);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(checklist);
    inside->addWidget(m_documents, 1);
    inside->addWidget(m_refile, 0, Qt::AlignLeft);
    return left;
}

void ProjectArchive::refresh() {
    m_session.ask(u"project.show"_s, {{"id"_L1, place().id}}, this,
                  [this](const journal::Answer& answer) {
                      if (answer.ok())
                          show(api::fromJson<api::Project>(answer.result));
                      else
                          m_name->setText(answer.rejection->message());
                  });
    m_documents->refresh();
}

void ProjectArchive::show(const api::Project& project) {
    const QString name = place().id + u"  "_s + project.name;
    setTitle(name);
    m_name->setText(name);
    widgets::setState(m_state, labels::shortLabel(project.state),
                      widgets::stateTone(labels::code(project.state)));
    const QStringList& missing = project.missing;
    widgets::setState(m_complete,
                      missing.isEmpty() ? tr("✓ 档案齐全") : tr("缺 %1 类").arg(missing.size()),
                      missing.isEmpty() ? u"good"_s : u"wait"_s);
    if (!missing.isEmpty())
        m_documents->proposeKind(missing.first());
    widgets::clear(m_list);
    int row = 0;
    for (const QString& kind : widgets::archiveKinds())
        addKind(row++, kind, project);
}

void ProjectArchive::addKind(int row, const QString& kind, const api::Project& project) {
    const auto found = project.archive.find(kind);
    const int count = found == project.archive.end() ? 0 : found->second;
    QString waived;
    for (const api::ArchiveWaiver& one : project.waivers)
        if (kind == one.kind)
            waived = one.reason;
    const bool missing = project.missing.contains(kind);
    const bool running = project.state == labels::ProjectState::Approved
                         || project.state == labels::ProjectState::Started;
    m_list->addWidget(widgets::label(widgets::kindWord(kind)), row, 0);
    auto* word = widgets::stateLabel(missing     ? tr("✗ 缺")
                                     : count > 0 ? tr("✓ %1 份").arg(count)
                                                 : tr("○ 免交"),
                                     missing     ? u"wait"_s
                                     : count > 0 ? u"good"_s
                                                 : u"plain"_s);
    word->setObjectName(u"kind:"_s + kind);
    m_list->addWidget(word, row, 1);
    auto* why = new widgets::ElidedLabel(waived);
    why->setProperty("role", "muted");
    m_list->addWidget(why, row, 2);
    if (missing && running && m_session.may(u"archive.waive"_s)) {
        auto* waiver = widgets::linkButton(tr("注明免交…"));
        waiver->setObjectName(u"waive:"_s + kind);
        waiver->setAccessibleName(tr("注明%1免交的原因").arg(widgets::kindWord(kind)));
        connect(waiver, &QPushButton::clicked, this, [this, kind] { waive(kind); });
        m_list->addWidget(waiver, row, 3);
    } else {
        m_list->addWidget(widgets::label(u" "_s), row, 3);
    }
}

void ProjectArchive::waive(const QString& kind) {
    auto* window = new widgets::FormWindow(this, m_session, u"archive.waive"_s,
                                           tr("注明%1免交").arg(widgets::kindWord(kind)));
    window->form->fix(u"project"_s, place().id);
    window->form->fix(u"kind"_s, kind);
    window->form->add(u"reason"_s, tr("免交的原因"), new widgets::LongTextField);
    window->form->add(u"date"_s, tr("日期"), new widgets::DateField(m_session.today()));
    window->open();
}

void ProjectArchive::refile() {
    const QJsonObject document = m_documents->table()->current();
    if (document.isEmpty())
        return;
    auto* window = new widgets::FormWindow(this, m_session, u"document.refile"_s);
    window->form->fix(u"id"_s, document.value("id"_L1));
    window->form->addNote(widgets::label(document.value("title"_L1).toString()));
    QList<widgets::Choice> kinds;
    for (const QString& kind : widgets::archiveKinds())
        kinds.append({kind, widgets::kindWord(kind)});
    window->form->add(u"kind"_s, tr("改归"),
                      new widgets::ChoiceField(kinds, document.value("kind"_L1).toString()));
    window->form->fix(u"about.kind"_s, u"project"_s);
    auto* project = window->form->add(u"about.id"_s, tr("项目"), new widgets::TextField(12));
    project->setValue(place().id);
    window->form->add(u"reason"_s, tr("原因"), new widgets::LongTextField);
    window->form->add(u"date"_s, tr("日期"), new widgets::DateField(m_session.today()));
    window->open();
}

void ProjectArchive::exportAll() {
    const QString path = widgets::prompt().saveFile(
        this, tr("导出档案包"), tr("%1 档案.zip").arg(place().id), tr("ZIP (*.zip)"));
    if (path.isEmpty())
        return;
    widgets::showProgress(
        this,
        m_session.run(
            {.kind = session::JobOrder::Kind::Archive, .project = place().id, .path = path}),
        tr("正在导出档案包"), [this, path](const widgets::Ended& ended) {
            if (ended.stopped)
                return;
            const QString done = tr("档案包已存为 %1\n清单 SHA256SUMS 的 SHA-256: %2")
                                     .arg(path, ended.result["list"_L1].toString());
            widgets::prompt().inform(this, tr("导出档案包"),
                                     ended.error.isEmpty() ? done : ended.error);
        });
}

} // namespace

Page* makeProjectArchive(session::Session& session, const NavigationTarget& place) {
    return new ProjectArchive(session, place);
}

} // namespace pages
