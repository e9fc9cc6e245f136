// SPDX-License-Identifier: GPL-3.0-only
#include "plan_desk.h"

#include "plan_grid.h"

#include <pages/paper_view.h>
#include <plan/plan_file.h>
#include <reports/plan_paper.h>
#include <sheets/plan_book.h>
#include <storage/durable.h>
#include <storage/failure.h>
#include <widgets/layout.h>
#include <widgets/prompt.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QListWidget>
#include <QScreen>
#include <QStackedWidget>
#include <QTimer>

namespace shell {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pause = 250; // milliseconds after a key, before all is worked out again
constexpr int namesWidth = 112;
constexpr int faultsHeight = 104;
constexpr qsizetype mostShown = 200; // faults

} // namespace

PlanDesk::PlanDesk(session::Session& session, QWidget* parent)
    : QDialog(parent), m_sheets(new QListWidget), m_views(new QStackedWidget),
      m_explains(widgets::label({}, "muted")), m_grid(new PlanGrid),
      m_paper(new pages::PaperPanel(session)), m_foot(widgets::label({})),
      m_faults(new QListWidget), m_words(widgets::label({}, "muted")), m_timer(new QTimer(this)) {
    setWindowTitle(tr("新资金计划"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    const QSize room = screen()->availableSize() - QSize(40, 60); // of the window's frame
    resize(QSize(1320, 700).boundedTo(room));
    m_sheets->setObjectName(u"plan-sheets"_s);
    m_sheets->setAccessibleName(tr("方案的各表"));
    m_sheets->setFixedWidth(namesWidth);
    m_grid->setObjectName(u"plan-grid"_s);
    m_explains->setWordWrap(true);
    m_foot->setObjectName(u"plan-foot"_s);
    m_foot->setWordWrap(true);
    m_faults->setObjectName(u"plan-faults"_s);
    m_faults->setAccessibleName(tr("须改正的格和记下的原文出入"));
    m_faults->setFixedHeight(faultsHeight);
    m_faults->setWordWrap(true);
    m_words->setObjectName(u"plan-words"_s);
    m_words->setWordWrap(true);
    m_timer->setSingleShot(true);
    m_timer->setInterval(pause);
    auto* sheet = new QWidget;
    auto* column = widgets::column();
    sheet->setLayout(column);
    column->addWidget(m_explains);
    column->addWidget(m_grid, 1);
    m_views->addWidget(sheet);
    m_views->addWidget(m_paper);
    auto* middle = widgets::row({m_sheets, m_views});
    middle->setStretch(1, 1);
    auto* whole = new QVBoxLayout(this);
    whole->addLayout(makeTools());
    whole->addLayout(middle, 1);
    whole->addWidget(m_foot);
    whole->addWidget(m_faults);
    connect(m_timer, &QTimer::timeout, this, &PlanDesk::refresh);
    connect(m_grid, &PlanGrid::edited, this, &PlanDesk::edited);
    connect(m_sheets, &QListWidget::currentRowChanged, this, &PlanDesk::showSheet);
    connect(m_faults, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        const auto at = static_cast<std::size_t>(m_faults->row(item));
        if (at >= m_read.faults.size() || m_read.faults[at].row < 0)
            return;
        const plan::DraftFault fault = m_read.faults[at];
        for (int i = 0; i < m_sheets->count(); ++i)
            if (m_sheets->item(i)->text() == fault.sheet)
                m_sheets->setCurrentRow(i);
        m_grid->goTo(fault.row, fault.column);
    });
    connect(m_faults, &QListWidget::itemClicked, m_faults, &QListWidget::itemActivated);
    for (const plan::DraftForm& form : plan::draftForms(m_draft))
        m_sheets->addItem(form.name);
    m_sheets->addItem(tr("方案全文"));
    take(plan::newDraft());
    m_sheets->setCurrentRow(0);
}

QLayout* PlanDesk::makeTools() {
    auto* open = widgets::button(tr("打开方案或工作簿…"), u"folder"_s);
    auto* paste = widgets::button(tr("粘贴分配表"));
    auto* book = widgets::button(tr("存为工作簿…"), u"export"_s);
    m_save = widgets::button(tr("保存方案文件…"), {}, true);
    open->setObjectName(u"plan-open"_s);
    paste->setObjectName(u"plan-paste"_s);
    paste->setToolTip(tr("从文件中复制整张分配表,再按这里:各行、各来源和合计一并填入"));
    book->setObjectName(u"plan-book"_s);
    m_save->setObjectName(u"plan-save"_s);
    for (QPushButton* one : {open, paste, book, m_save})
        one->setAutoDefault(false);
    connect(open, &QPushButton::clicked, this, &PlanDesk::openFile);
    connect(paste, &QPushButton::clicked, this, &PlanDesk::pasteTable);
    connect(book, &QPushButton::clicked, this, &PlanDesk::saveBook);
    connect(m_save, &QPushButton::clicked, this, &PlanDesk::savePlan);
    auto* tools = widgets::row({paste, open, book, m_words, m_save});
    tools->setStretch(3, 1);
    return tools;
}

QString PlanDesk::sheetName() const {
    const QListWidgetItem* item = m_sheets->currentItem();
    return item ? item->text() : QString();
}

void PlanDesk::take(const plan::Draft& draft) {
    m_draft = draft;
    m_changed = false;
    refresh();
    showSheet();
}

void PlanDesk::showPlan(const QJsonObject& plan, bool whole) {
    take(plan::draftOf(plan));
    m_sheets->setCurrentRow(whole ? m_sheets->count() - 1 : 0);
}

void PlanDesk::showSheet() {
    const QString name = sheetName();
    if (m_timer->isActive())
        refresh();
    for (const plan::DraftForm& form : plan::draftForms(m_draft))
        if (const plan::DraftSheet* sheet = m_draft.sheet(name); sheet && form.name == name) {
            m_views->setCurrentIndex(0);
            m_explains->setText(form.explains);
            m_grid->setAccessibleName(tr("表 %1").arg(name));
            m_grid->showSheet(form, *sheet);
            m_grid->judge(*sheet, m_read);
            return;
        }
    m_views->setCurrentIndex(1);
    if (m_read.faults.empty())
        m_paper->showReport(reports::planPaper(plan::readPlan(m_read.json)));
    else
        m_paper->clear(
            tr("方案还有 %1 处须改正,改正后可以阅读和打印全文。").arg(m_read.faults.size()));
}

void PlanDesk::edited(const std::vector<std::tuple<int, int, QString>>& cells) {
    plan::DraftSheet* sheet = m_draft.sheet(sheetName());
    if (!sheet)
        return;
    for (const auto& [row, column, text] : cells)
        sheet->put(row, column, text);
    m_changed = true;
    say({}, false);
    if (sheet->name == plan::sourcesSheet)
        plan::alignSources(m_draft);
    if (cells.size() > 1)
        for (const plan::DraftForm& form : plan::draftForms(m_draft))
            if (form.name == sheet->name)
                m_grid->showSheet(form, *sheet);
    m_timer->start();
}

void PlanDesk::refresh() {
    m_timer->stop();
    m_read = plan::readDraft(m_draft);
    m_faults->clear();
    for (const plan::DraftFault& fault : m_read.faults)
        if (m_faults->count() < mostShown)
            m_faults->addItem(fault.rejection.message());
    for (const QString& notice : m_read.foot.notices)
        m_faults->addItem(tr("记为原文出入:%1").arg(notice));
    m_faults->setVisible(m_faults->count() > 0);
    m_save->setEnabled(m_read.faults.empty());
    m_save->setToolTip(m_read.faults.empty() ? tr("方案通过了检查,可以保存")
                                             : tr("还有 %1 处须改正").arg(m_read.faults.size()));
    showFoot();
    if (const plan::DraftSheet* sheet = m_draft.sheet(sheetName()))
        m_grid->judge(*sheet, m_read);
}

// Each column of the allocation, and all of it: what it comes to, and what is printed.
void PlanDesk::showFoot() {
    QStringList parts;
    const auto shown = [&](money::Fen amount) {
        return plan::draftFigure(amount, m_read.foot.inWan);
    };
    const auto add = [&](const plan::FootRow& row) {
        QString text = tr("%1 %2").arg(row.name, shown(row.actual));
        if (row.differs())
            text +=
                tr("(印作 %1,差 %2)").arg(shown(*row.printed), shown(*row.printed - row.actual));
        else if (row.printed)
            text += u" ✓"_s;
        parts << text;
    };
    for (const plan::FootRow& row : m_read.foot.sources)
        add(row);
    add(m_read.foot.total);
    const auto wrong = std::count_if(m_read.foot.lines.begin(), m_read.foot.lines.end(),
                                     [](const plan::FootRow& row) { return row.differs(); });
    QString lines = tr("%1 个支持项目").arg(m_read.foot.lines.size());
    if (wrong > 0)
        lines += tr(",其中 %1 个印出的总额与来源之和不符").arg(wrong);
    const QString state = m_read.faults.empty() ? tr("方案通过检查。")
                                                : tr("还有 %1 处须改正:").arg(m_read.faults.size());
    m_foot->setText(
        tr("各行之和(%1):%2;%3。%4")
            .arg(m_read.foot.inWan ? tr("万元") : tr("元"), parts.join(u" · "_s), lines, state));
}

void PlanDesk::openFile() {
    const QString path = widgets::prompt().openFile(
        this, tr("方案或工作簿"), tr("方案或工作簿 (*.json *.xlsx);;所有文件 (*)"));
    if (path.isEmpty())
        return;
    try {
        const QByteArray bytes = storage::readWhole(path, plan::largestFile);
        if (const auto sheets = sheets::readWorkbook(bytes)) {
            take(plan::arranged(plan::draftFrom(*sheets)));
            return say(tr("已读入 %1").arg(path), false);
        }
        const plan::PlanText read = plan::readPlanText(bytes);
        if (read.unreadable || read.json.value("format"_L1).toString() != "funddesk-plan/1"_L1)
            return say(tr("%1 不是分配方案文件,也不是工作簿。").arg(path), true);
        take(plan::draftOf(read.json));
        // What the tables have no place for would be lost without a word.
        if (read.faults.empty())
            say(tr("已读入 %1").arg(path), false);
        else
            say(tr("%1 有 %2 处不对,其中:%3")
                    .arg(path)
                    .arg(read.faults.size())
                    .arg(read.faults.front().message()),
                true);
    } catch (const storage::Failure& failure) {
        say(failure.message(), true);
    }
}

void PlanDesk::pasteTable() {
    const auto wrong = plan::pasteAllocation(m_draft, QGuiApplication::clipboard()->text());
    if (wrong)
        return say(wrong->text(), true);
    m_changed = true;
    refresh();
    for (int i = 0; i < m_sheets->count(); ++i)
        if (m_sheets->item(i)->text() == plan::allocationSheet)
            m_sheets->setCurrentRow(i);
    showSheet();
    say(tr("已粘贴 %1 个支持项目、%2 个来源,请选定各项目的拨付方式。")
            .arg(m_read.foot.lines.size())
            .arg(m_read.foot.sources.size()),
        false);
}

void PlanDesk::saveBook() {
    const QString path = widgets::prompt().saveFile(this, tr("存为工作簿"), tr("资金分配方案.xlsx"),
                                                    tr("工作簿 (*.xlsx)"));
    if (path.isEmpty())
        return;
    try {
        storage::writeAtomically(path, sheets::planBook(m_draft));
        say(tr("已存为 %1,填好后可以再打开").arg(path), false);
    } catch (const storage::Failure& failure) {
        say(failure.message(), true);
    }
}

void PlanDesk::savePlan() {
    refresh();
    if (!m_read.faults.empty())
        return;
    const QString path = widgets::prompt().saveFile(
        this, tr("保存方案文件"), m_read.json.value("county"_L1).toString() + tr("资金方案.json"),
        tr("分配方案 (*.json)"));
    if (path.isEmpty())
        return;
    try {
        storage::writeAtomically(path, QJsonDocument(m_read.json).toJson());
    } catch (const storage::Failure& failure) {
        return say(failure.message(), true);
    }
    m_changed = false;
    say(tr("已保存 %1:新建资金时选用这个文件").arg(path), false);
    Q_EMIT saved(path);
}

void PlanDesk::say(const QString& words, bool bad) {
    m_words->setText(words);
    widgets::setRole(m_words, bad ? "error-box" : "muted");
}

void PlanDesk::reject() {
    if (m_changed
        && !widgets::prompt().confirm(this, tr("新资金计划"), tr("方案还没有保存,要关闭吗?"),
                                      tr("不保存,关闭")))
        return;
    QDialog::reject();
}

} // namespace shell
