// SPDX-License-Identifier: GPL-3.0-only
#include "decision_form.h"
#include "documents_panel.h"
#include "fate.h"
#include "page_registry.h"
#include "paper_view.h"
#include "payment_labels.h"
#include "warnings_panel.h"

#include <api/inbox.h>
#include <api/project.h>
#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/words.h>

#include <QPointer>
#include <QShortcut>
#include <QSplitter>
#include <QTabWidget>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

// 逐件办理: everything that waits for this user on the left, the form as it would be on paper on
// the right with its documents behind it, and the decision below. After deciding the next opens.
class Approving : public Page {
public:
    Approving(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeList();
    QWidget* makePaper();
    void makeKeys();
    void move(int by);
    void loaded();
    void keepWritten(const QString& id);
    void open(const QJsonObject& row);
    void showPaper(const QJsonObject& row);
    void showDocuments(const QString& kind, const QString& id);

    widgets::ListModel* m_waiting;
    widgets::TableView* m_table;
    QLabel* m_count;
    PaperView* m_paper;
    QTabWidget* m_tabs;
    QVBoxLayout* m_papers;
    DocumentsPanel* m_documents = nullptr;
    QVBoxLayout* m_below;
    DecisionForm* m_decision = nullptr;
    WarningsPanel* m_warnings = nullptr;
    QPointer<QLabel> m_elsewhere; // above what was written in vain
    QWidget* m_right;
    QWidget* m_nothing;
    QLabel* m_done; // what was decided last, where nothing waits any more
    PlanFacts m_plan;
    QString m_wanted; // where to open, once the list is there
    QString m_open;
    QString m_decided; // just now: what became of it is said once
    int m_row = 0;
};

// An account that is to be confirmed has no sum.
QString waitingAmount(const QJsonObject& row) {
    return row.value("command"_L1) == "unit.confirm-bank"_L1
               ? QString()
               : widgets::yuan(row.value("amount"_L1));
}

Approving::Approving(session::Session& session, const NavigationTarget& place)
    : Page(session, place), m_wanted(place.id) {
    setTitle(tr("逐件办理"));
    auto* split = new QSplitter;
    split->addWidget(makeList());
    split->addWidget(makePaper());
    split->setStretchFactor(1, 1);
    split->setSizes({380, 780});
    split->setChildrenCollapsible(false);
    m_nothing = widgets::emptyHint(tr("眼下没有等您办理的事。"));
    m_nothing->hide();
    m_done = widgets::label({}, "muted");
    m_done->setObjectName(u"decided-last"_s);
    m_done->hide();
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid);
    whole->addWidget(split, 1);
    whole->addWidget(m_done, 0, Qt::AlignHCenter);
    whole->addWidget(m_nothing, 1);
    setFocusProxy(m_table);
    makeKeys();
}

QWidget* Approving::makeList() {
    m_waiting = new widgets::ListModel(
        {{u"command"_s,
          tr("待办"),
          Column::Kind::Text,
          76,
          {},
          [](const QJsonObject& row) {
              return widgets::waitingWord(row.value("command"_L1).toString());
          }},
         {u"project_name"_s,
          tr("事项"),
          Column::Kind::Text,
          170,
          {},
          [](const QJsonObject& row) {
              const QString name = row.value("project_name"_L1).toString();
              return row.value("id"_L1).toString() + u' '
                     + (name.isEmpty() ? row.value("unit_name"_L1).toString() : name);
          }},
         {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 100, {}, waitingAmount}},
        this);
    m_table = new widgets::TableView(m_waiting, u"approving"_s);
    m_table->setAccessibleName(tr("等我办理"));
    m_count = widgets::label({}, "muted");
    m_count->setObjectName(u"waiting-count"_s);
    m_count->setWordWrap(true);
    auto* keys =
        widgets::label(tr("J/K 上下 · Enter 写意见 · D 看文件 · Ctrl+Enter 同意"), "muted");
    auto* left = new QWidget;
    auto* inside = new QVBoxLayout(left);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_count);
    inside->addWidget(m_table, 1);
    inside->addWidget(keys);
    connect(m_waiting, &widgets::ListModel::loaded, this, &Approving::loaded);
    connect(m_table, &widgets::TableView::moved, this, &Approving::open);
    connect(m_table, &widgets::TableView::opened, this, [this] {
        if (m_decision)
            m_decision->begin();
    });
    return left;
}

QWidget* Approving::makePaper() {
    m_paper = new PaperView;
    m_paper->setAccessibleName(tr("审批表"));
    auto* papers = new QWidget;
    m_papers = new QVBoxLayout(papers);
    m_papers->setContentsMargins(0, theme::grid, 0, 0);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"paper-tabs"_s);
    m_tabs->addTab(m_paper, tr("审批表"));
    m_tabs->addTab(papers, tr("文件 (D)"));
    auto* card = new widgets::Card;
    card->setObjectName(u"decision"_s);
    m_below = card->body;
    m_right = new QWidget;
    auto* inside = new QVBoxLayout(m_right);
    inside->setContentsMargins(theme::grid, 0, 0, 0);
    m_warnings = new WarningsPanel(m_session, {}, {});
    connect(m_warnings, &WarningsPanel::go, this, &Page::go);
    inside->addWidget(m_tabs, 1);
    inside->addWidget(m_warnings);
    inside->addWidget(card);
    return m_right;
}

void Approving::makeKeys() {
    const auto on = [this](const QKeySequence& keys, auto call) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, call);
    };
    on(QKeySequence(Qt::Key_J), [this] { move(1); });
    on(QKeySequence(Qt::Key_K), [this] { move(-1); });
    on(QKeySequence(Qt::Key_D), [this] { m_tabs->setCurrentIndex(1 - m_tabs->currentIndex()); });
    // In the form Ctrl+Enter is the form's own.
    for (const auto keys : {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}) {
        auto* shortcut = new QShortcut(QKeySequence(keys), m_table);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this] {
            if (m_decision)
                m_decision->agree();
        });
    }
}

void Approving::move(int by) {
    const int row = std::clamp(m_row + by, 0, std::max(0, m_waiting->rowCount() - 1));
    m_table->setFocus();
    m_table->selectRow(row);
}

void Approving::refresh() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        m_session.ask(u"inbox"_s, {}, this, [this](const journal::Answer& answer) {
            if (!answer.ok()) // what is open stays
                return;
            auto waiting = api::listFromJson<api::InboxItem>(answer.result);
            // Seen on the desk, not decided.
            std::erase_if(waiting, [](const auto& item) { return item.isSignature(); });
            m_waiting->setItems(api::listToJson(waiting));
        });
    });
}

// What was open stays open; what was decided is gone, and the next has its place.
void Approving::loaded() {
    const int rows = m_waiting->rowCount();
    QString sought = m_wanted.isEmpty() ? m_open.section(u' ', 1) : m_wanted;
    if (sought.isEmpty())
        sought = std::exchange(m_decided, {});
    const bool gone = !sought.isEmpty() && m_waiting->find(sought) < 0;
    // Somebody else decided it while an opinion was being written here.
    const bool written =
        gone && sought == m_open.section(u' ', 1) && m_decision && m_decision->isTyped();
    if (written)
        return keepWritten(sought);
    const QString waiting = tr("等我办理 %1 件").arg(rows);
    m_count->setText(waiting);
    m_nothing->setVisible(rows == 0);
    if (gone)
        askFate(m_session, this, sought, [this, waiting](const QString& words) {
            m_count->setText(u"✓ "_s + words + u'\n' + waiting);
            m_done->setText(u"✓ "_s + words);
        });
    m_done->setVisible(rows == 0);
    m_right->parentWidget()->setVisible(rows > 0);
    if (rows == 0)
        return;
    int row = m_waiting->find(m_wanted);
    if (row < 0)
        row = m_waiting->find(m_open.section(u' ', 1));
    if (row < 0)
        row = std::min(m_row, rows - 1);
    m_wanted.clear();
    if (gone)
        m_open.clear();
    m_table->selectRow(row);
}

// What was written stays where it is until its writer goes on to the next.
void Approving::keepWritten(const QString& id) {
    askFate(m_session, this, id, [this](const QString& words) {
        m_count->setText(tr("✓ %1\n等我办理 %2 件").arg(words).arg(m_waiting->rowCount()));
        if (!m_elsewhere) {
            m_elsewhere = widgets::label({}, "notice");
            m_elsewhere->setObjectName(u"decided-elsewhere"_s);
            m_elsewhere->setWordWrap(true);
            m_below->insertWidget(0, m_elsewhere);
        }
        m_elsewhere->setText(
            tr("%1。写好的内容还在这里,可以复制;选左边的下一件继续办理。").arg(words));
    });
}

void Approving::open(const QJsonObject& row) {
    m_row = m_table->currentIndex().row();
    const QString what = row.value("command"_L1).toString() + u' ' + row.value("id"_L1).toString();
    if (what == m_open && m_decision) {
        showPaper(row); // its facts may have changed; what was typed stays
        return;
    }
    const bool typing = m_decision && m_decision->isAncestorOf(focusWidget());
    m_open = what;
    widgets::clear(m_below);
    m_decision = new DecisionForm(m_session, row, m_plan);
    m_below->addWidget(m_decision);
    connect(m_decision, &DecisionForm::elsewhere, this,
            [this, row](const QString& page, const QString& id) {
                const QString command = row.value("command"_L1).toString();
                if (command == u"acceptance.conclude")
                    Q_EMIT go({u"acceptance-form"_s, id, u"do="_s + command});
                else
                    Q_EMIT go({page, id});
            });
    connect(m_decision, &DecisionForm::decided, this, [this] {
        m_decided = m_open.section(u' ', 1);
        m_open.clear();
        m_tabs->setCurrentIndex(0);
        m_table->setFocus();
    });
    if (typing)
        m_table->setFocus();
    showPaper(row);
}

void Approving::showPaper(const QJsonObject& row) {
    const QString thing = row.value("command"_L1).toString().section(u'.', 0, 0);
    const QString id = row.value("id"_L1).toString();
    const QString project = row.value("project"_L1).toString();
    const bool amends = row.value("command"_L1) == "project.decide-amendment"_L1;
    m_warnings->setAbout(thing, amends ? project : id);
    const auto kind = labels::parse<labels::ThingKind>(thing);
    if (kind == labels::ThingKind::Payment) {
        m_session.ask(u"payment.show"_s, {{"id"_L1, id}}, this, [=, this](const auto& answer) {
            if (m_open.section(u' ', 1) != id)
                return;
            const auto payment = api::fromJson<api::Payment>(answer.result);
            m_paper->ask(m_session, {paperKind(payment), id});
            m_decision->setPayment(payment);
        });
        showDocuments(u"payment"_s, id);
    } else if (kind == labels::ThingKind::Acceptance) {
        m_paper->ask(m_session, {u"acceptance"_s, id});
        showDocuments(u"project"_s, project);
    } else if (kind == labels::ThingKind::Unit) {
        m_paper->ask(m_session, {u"account"_s, id});
        showDocuments(u"unit"_s, id);
    } else {
        m_paper->ask(m_session, {amends ? u"amendment"_s : u"declaration"_s, id});
        if (!amends)
            m_session.ask(u"project.show"_s, {{"id"_L1, id}}, this, [=, this](const auto& answer) {
                if (m_open.section(u' ', 1) == id)
                    m_decision->setProject(api::fromJson<api::Project>(answer.result));
            });
        showDocuments(u"project"_s, project);
    }
}

void Approving::showDocuments(const QString& kind, const QString& id) {
    const QString name = kind + u' ' + id;
    if (m_documents && m_documents->property("about") == name)
        return;
    widgets::clear(m_papers);
    m_documents = new DocumentsPanel(m_session, kind, id);
    m_documents->setProperty("about", name);
    m_papers->addWidget(m_documents);
    m_documents->refresh();
}

} // namespace

Page* makeApproving(session::Session& session, const NavigationTarget& place) {
    return new Approving(session, place);
}

} // namespace pages
