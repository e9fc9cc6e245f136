// SPDX-License-Identifier: GPL-3.0-only
#include "main_window.h"

#include "handbook.h"
#include "locator.h"
#include "navigation.h"
#include "views.h"
#include "wizard.h"

#include <fund/backup.h>
#include <pages/open_warnings.h>
#include <theme/theme.h>
#include <widgets/clean_input.h>
#include <widgets/layout.h>
#include <widgets/progress.h>
#include <widgets/prompt.h>
#include <widgets/words.h>

#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QScreen>
#include <QSettings>
#include <QShortcut>
#include <QStatusBar>

namespace shell {

using namespace Qt::Literals::StringLiterals;
using pages::NavigationTarget;

namespace {

constexpr int longestHistory = 50;
constexpr std::chrono::minutes usualIdle{15};

} // namespace

MainWindow::MainWindow(session::Session& session, QWidget* parent)
    : QMainWindow(parent), m_session(session), m_connection(widgets::label({}, "error-box")),
      m_views(new QStackedWidget), m_start(new StartView(session)),
      m_login(new LoginView(session)) {
    setWindowTitle(tr("专项资金管理台"));
    // A small screen, or one that is scaled up, has less.
    const QSize room = screen()->availableSize();
    setMinimumSize(QSize(960, 600).boundedTo(room));
    resize(QSize(1280, 720).boundedTo(room));
    m_views->addWidget(m_start);
    m_views->addWidget(m_login);
    m_work = makeWorkplace();
    m_views->addWidget(m_work);
    auto* whole = new QWidget;
    auto* inside = new QVBoxLayout(whole);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    inside->addWidget(m_connection);
    inside->addWidget(m_views, 1);
    m_connection->setObjectName(u"connection-bar"_s);
    m_connection->setWordWrap(true);
    m_connection->hide();
    setCentralWidget(whole);
    statusBar()->setSizeGripEnabled(false);
    m_totals = widgets::label({});
    m_head = widgets::label({});
    statusBar()->addWidget(m_totals, 1);
    statusBar()->addPermanentWidget(m_head);
    statusBar()->hide();
    makeShortcuts();
    qApp->installEventFilter(this);
    new widgets::CleanInput(this);
    restoreGeometry(QSettings().value(u"window"_s).toByteArray());
    m_idle.setLimit(usualIdle);
    connect(&m_idle, &IdleWatch::idle, this, [this] { lock(); });
    connect(&m_session, &session::Session::userChanged, this, [this] {
        if (m_session.loggedIn())
            m_idle.begin();
        else
            m_idle.end();
    });
    m_session.askAboutClock([this](const QString& doubt) {
        return widgets::prompt().confirm(this, tr("电脑时间"), doubt, tr("时间正确,继续办理"));
    });
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &MainWindow::changed);
    connect(&m_session, &session::Session::changed, &m_refresh, qOverload<>(&QTimer::start));
    connect(&m_session, &session::Session::changed, this, [this] { m_worked = true; });
    connect(&m_session, &session::Session::changed, this, [this](const QString& command) {
        if (command == u"disclosure.publish" && m_session.isLocal())
            backUp(tr("公示已记入,正在备份并核对……"), [] {});
    });
    const auto title = [this] {
        const QString fund = m_session.fundName();
        setWindowTitle(fund.isEmpty() ? tr("专项资金管理台") : tr("%1 - 专项资金管理台").arg(fund));
    };
    connect(&m_session, &session::Session::opened, this, title);
    connect(&m_session, &session::Session::closed, this, title);
    connect(&m_session, &session::Session::userChanged, this, title);
    connect(&m_session, &session::Session::connectionChanged, this, &MainWindow::showConnection);
    connect(&m_session, &session::Session::closed, m_connection, &QWidget::hide);
    connect(&m_session, &session::Session::loginEnded, this, &MainWindow::lock);
    connect(m_start, &StartView::chosen, this, &MainWindow::openPlace);
    connect(m_start, &StartView::newFund, this, &MainWindow::makeFund);
    connect(m_login, &LoginView::entered, this, &MainWindow::loggedIn);
    connect(m_login, &LoginView::otherFile, this, [this] {
        m_session.close();
        m_start->refresh();
        m_start->showTrouble({});
        m_views->setCurrentWidget(m_start);
    });
}

MainWindow::~MainWindow() = default;

QWidget* MainWindow::makeWorkplace() {
    auto* work = new QWidget;
    auto* across = new QHBoxLayout(work);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(0);
    m_navigation = new Navigation;
    connect(m_navigation, &Navigation::chosen, this, [this](const QString& page) { goTo({page}); });
    connect(&pages::OpenWarnings::of(m_session), &pages::OpenWarnings::counted, this,
            [this](qint64 open) { m_navigation->setCount(u"warnings"_s, open); });
    m_pages = new QStackedWidget;
    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(makeTopBar());
    right->addWidget(m_pages, 1);
    across->addWidget(m_navigation);
    across->addLayout(right, 1);
    return work;
}

QWidget* MainWindow::makeTopBar() {
    auto* bar = new QWidget;
    bar->setObjectName(u"topbar"_s);
    auto* inside = new QHBoxLayout(bar);
    inside->setContentsMargins(2 * theme::grid, 6, theme::grid, 6);
    auto* back = widgets::button({}, u"back"_s);
    back->setAccessibleName(tr("后退"));
    back->setToolTip(tr("后退 (Alt+←)"));
    back->setFlat(true);
    connect(back, &QPushButton::clicked, this, &MainWindow::goBack);
    m_crumbs = new QLabel;
    m_crumbs->setTextFormat(Qt::RichText);
    m_crumbs->setObjectName(u"crumbs"_s);
    m_crumbs->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    connect(m_crumbs, &QLabel::linkActivated, this, [this](const QString& page) { goTo({page}); });
    m_search = widgets::button(tr("搜索 Ctrl+K"), u"search"_s);
    m_search->setObjectName(u"search"_s);
    connect(m_search, &QPushButton::clicked, this, &MainWindow::search);
    m_user = widgets::button({}, u"user"_s);
    m_user->setObjectName(u"user-menu"_s);
    connect(m_user, &QPushButton::clicked, this, &MainWindow::userMenu);
    inside->addWidget(back);
    inside->addWidget(m_crumbs, 1);
    inside->addWidget(m_search);
    inside->addWidget(m_user);
    return bar;
}

void MainWindow::makeShortcuts() {
    const auto on = [this](const QKeySequence& keys, auto call) {
        auto* shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, call);
    };
    on(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { goBack(); });
    on(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { search(); });
    on(Qt::Key_F1, [this] { showHandbook(this, m_page ? m_page->place().page : u""_s); });
    on(QKeySequence(Qt::Key_F5), [this] {
        if (m_page)
            m_page->refresh();
    });
    for (int i = 0; i < 10; ++i)
        on(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + (i + 1) % 10)),
           [this, i] { m_navigation->press(i); });
}

void MainWindow::makeFund() {
    auto* wizard = new Wizard(m_session, this);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard, &QDialog::finished, this, [this, wizard] {
        // Half way through, the fund is there with its administrator: users can follow later.
        m_session.logout();
        if (wizard->path().isEmpty())
            return;
        enter(wizard->path());
    });
    wizard->open();
}

void MainWindow::search() {
    if (m_views->currentWidget() != m_work)
        return;
    auto* locator = new Locator(m_session, this);
    connect(locator, &Locator::chosen, this, &MainWindow::goTo);
    locator->open();
}

void MainWindow::goTo(const NavigationTarget& place) {
    if (m_page && m_page->place() == place) {
        m_page->refresh();
        return;
    }
    if (m_page) {
        m_history.append(m_page->place());
        if (m_history.size() > longestHistory)
            m_history.removeFirst();
    }
    showPage(place);
}

void MainWindow::goBack() {
    if (!m_history.isEmpty())
        showPage(m_history.takeLast());
}

void MainWindow::showPage(const NavigationTarget& place) {
    const pages::PageKind* kind = pages::kindOf(place.page);
    if (!kind)
        return;
    pages::Page* page = kind->make(m_session, place);
    connect(page, &pages::Page::go, this, &MainWindow::goTo);
    connect(page, &pages::Page::back, this, &MainWindow::goBack);
    connect(page, &pages::Page::titleChanged, this, &MainWindow::showCrumbs);
    m_pages->addWidget(page);
    m_pages->setCurrentWidget(page);
    if (m_page) {
        m_pages->removeWidget(m_page);
        m_page->deleteLater();
    }
    m_page = page;
    m_navigation->mark(*kind);
    showCrumbs();
    page->refresh();
    page->setFocus();
}

void MainWindow::showCrumbs() {
    if (!m_page)
        return;
    const pages::PageKind* kind = pages::kindOf(m_page->place().page);
    const bool one = !m_page->place().id.isEmpty() && !m_page->title().isEmpty();
    const pages::PageKind* above =
        pages::kindOf(kind->under.isEmpty() && one ? kind->name : kind->under);
    const QString here = m_page->title().isEmpty() ? kind->words : m_page->title();
    QString words;
    if (above && !above->icon.isEmpty() && above->words != here)
        words = u"<a href=\"%1\" style=\"text-decoration:none\">%2</a> › "_s.arg(
            above->name, above->words.toHtmlEscaped());
    const QFontMetrics metrics = m_crumbs->fontMetrics();
    const int before = words.isEmpty() ? 0 : metrics.horizontalAdvance(above->words + u" › "_s);
    const QString cut =
        metrics.elidedText(here, Qt::ElideRight, std::max(80, m_crumbs->width() - before - 4));
    m_crumbs->setText(words + cut.toHtmlEscaped());
    m_crumbs->setToolTip(cut == here ? QString() : here);
}

void MainWindow::changed() {
    if (m_views->currentWidget() != m_work)
        return;
    if (m_page)
        m_page->refresh();
    askTotals();
    askWaiting();
}

void MainWindow::userMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(theme::icon(u"lock"_s), tr("锁定 (Ctrl+L)"), this, [this] { lock(); });
    menu->addAction(theme::icon(u"user"_s), tr("换用户"), this, [this] {
        hideOthers();
        showOthers(false);
        m_session.logout();
        m_lockedUser.clear();
        m_login->begin(u""_s);
        m_views->setCurrentWidget(m_login);
        statusBar()->hide();
    });
    menu->addSeparator();
    for (const auto& [words, mode] :
         {std::pair{tr("随系统"), theme::Mode::System}, std::pair{tr("浅色"), theme::Mode::Light},
          std::pair{tr("深色"), theme::Mode::Dark}}) {
        QAction* look = menu->addAction(words, this, [mode = mode] {
            theme::rememberMode(mode);
            theme::apply(*qApp, mode);
        });
        look->setCheckable(true);
        look->setChecked(mode == theme::rememberedMode());
    }
    menu->addSeparator();
    menu->addAction(theme::icon(u"folder"_s), tr("换一个资金文件"), this, [this] {
        hideOthers();
        showOthers(false);
        m_session.close();
        m_start->refresh();
        m_views->setCurrentWidget(m_start);
        statusBar()->hide();
    });
    const QPoint corner(m_user->width() - menu->sizeHint().width(), m_user->height());
    menu->popup(m_user->mapToGlobal(corner));
}

// A backup beside the fund; what becomes of it is said where it failed.
void MainWindow::backUp(const QString& words, std::function<void()> then) {
    widgets::showProgress(this, m_session.run({.kind = session::JobOrder::Kind::Backup}), words,
                          [this, then = std::move(then)](const widgets::Ended& ended) {
                              if (!ended.stopped && !ended.error.isEmpty())
                                  widgets::prompt().inform(this, tr("备份"), ended.error);
                              then();
                          });
}

// The day's backup is made when the day's work is over.
void MainWindow::closeEvent(QCloseEvent* event) {
    QSettings().setValue(u"window"_s, saveGeometry());
    if (m_session.isOpen() && m_session.isLocal() && m_worked
        && fund::backupIsDue(m_session.path(), m_session.today())) {
        event->ignore();
        m_worked = false;
        backUp(tr("正在做今天的备份……"), [this] { close(); });
        return;
    }
    QMainWindow::closeEvent(event);
}

} // namespace shell
