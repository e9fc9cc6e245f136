// SPDX-License-Identifier: GPL-3.0-only
#include "wizard.h"

#include "plan_desk.h"

#include <money/fen.h>
#include <plan/plan_file.h>
#include <resources/resources.h>
#include <storage/durable.h>
#include <storage/failure.h>
#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/prompt.h>
#include <widgets/refusal.h>
#include <widgets/rows_edit.h>
#include <widgets/words.h>

#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStandardPaths>

#include <numeric>

namespace shell {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

constexpr qsizetype mostFaults = 8; // of a plan file, that the dialog has room for

} // namespace

Wizard::Wizard(session::Session& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_steps(new QStackedWidget),
      m_trouble(widgets::label({}, "error-box")), m_back(widgets::button(tr("上一步"))),
      m_next(widgets::button(tr("下一步"), {}, true)) {
    setWindowTitle(tr("新建资金"));
    resize(860, 620);
    m_trouble->setWordWrap(true);
    m_trouble->setObjectName(u"wizard-trouble"_s);
    m_trouble->hide();
    m_next->setObjectName(u"wizard-next"_s);
    m_next->setDefault(true);
    m_steps->addWidget(makePlanStep());
    m_steps->addWidget(makePlaceStep());
    m_steps->addWidget(makeCodeStep());
    m_steps->addWidget(makeUsersStep());
    auto* buttons = widgets::row({m_back});
    buttons->addStretch();
    auto* cancel = widgets::button(tr("取消"));
    buttons->addWidget(cancel);
    buttons->addWidget(m_next);
    auto* whole = new QVBoxLayout(this);
    whole->addWidget(m_steps, 1);
    whole->addWidget(m_trouble);
    whole->addLayout(buttons);
    m_back->hide();
    connect(m_next, &QPushButton::clicked, this, &Wizard::next);
    connect(m_back, &QPushButton::clicked, this, [this] {
        m_steps->setCurrentIndex(0);
        m_back->hide();
        showTrouble({});
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    choosePlan(resources::read(u"plans/guzhang.json"_s));
}

QWidget* Wizard::makePlanStep() {
    auto* step = new QWidget;
    auto* inside = new QVBoxLayout(step);
    inside->addWidget(widgets::headingLabel(tr("一、分配方案")));
    m_planWords = widgets::label({});
    m_planWords->setWordWrap(true);
    m_planWords->setObjectName(u"wizard-plan"_s);
    auto* other = widgets::button(tr("换一个方案文件…"), u"folder"_s);
    other->setObjectName(u"wizard-other-plan"_s);
    auto* make = widgets::button(tr("制作方案…"));
    make->setObjectName(u"wizard-make-plan"_s);
    auto* read = widgets::button(tr("阅读全文…"));
    read->setObjectName(u"wizard-read-plan"_s);
    auto* line = widgets::row({m_planWords, read, make, other});
    line->setStretch(0, 1);
    inside->addLayout(line);
    m_lines = new widgets::ListModel({{u"code"_s, tr("编号"), Column::Kind::Text, 60},
                                      {u"name"_s, tr("支持项目"), Column::Kind::Text, 420},
                                      {u"path"_s, tr("拨付方式"), Column::Kind::Text, 110},
                                      {u"total"_s, tr("预算(元)"), Column::Kind::Amount, 150}},
                                     this);
    auto* table = new widgets::TableView(m_lines, u"wizard-lines"_s);
    table->setAccessibleName(tr("方案的支持项目"));
    inside->addWidget(table, 2);
    m_notices = widgets::label({}, "notice");
    m_notices->setWordWrap(true);
    m_understood = widgets::label({});
    m_understood->setWordWrap(true);
    m_understood->setObjectName(u"wizard-understood"_s);
    auto* said = new QWidget;
    auto* column = new QVBoxLayout(said);
    column->addWidget(widgets::label(tr("程序对方案的理解"), "muted"));
    column->addWidget(m_understood);
    column->addWidget(m_notices);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(said);
    scroll->setWidgetResizable(true);
    inside->addWidget(scroll, 2);
    connect(other, &QPushButton::clicked, this, [this] {
        const QString path =
            widgets::prompt().openFile(this, tr("分配方案"), tr("分配方案 (*.json)"));
        if (path.isEmpty())
            return;
        choosePlanFile(path);
    });
    connect(make, &QPushButton::clicked, this, [this] { openDesk()->open(); });
    connect(read, &QPushButton::clicked, this, [this] {
        PlanDesk* desk = openDesk();
        desk->showPlan(m_plan, true);
        desk->open();
    });
    return step;
}

// What is saved there is the plan of this fund.
PlanDesk* Wizard::openDesk() {
    auto* desk = new PlanDesk(m_session, this);
    desk->setAttribute(Qt::WA_DeleteOnClose);
    connect(desk, &PlanDesk::saved, this, &Wizard::choosePlanFile);
    return desk;
}

void Wizard::choosePlanFile(const QString& path) {
    try {
        choosePlan(storage::readWhole(path, plan::largestFile));
    } catch (const storage::Failure& failure) {
        showTrouble(failure.message());
    }
}

void Wizard::choosePlan(const QByteArray& text) {
    const plan::PlanText read = plan::readPlanText(text);
    if (read.unreadable)
        return showTrouble(
            tr("这不是分配方案文件:%1。仍用原来的方案。").arg(read.unreadable->text()));
    if (!read.faults.empty()) {
        QStringList lines;
        for (const journal::Rejection& fault : read.faults)
            if (lines.size() < mostFaults)
                lines << widgets::rejectionWords(fault);
        if (const qsizetype more = qsizetype(read.faults.size()) - lines.size(); more > 0)
            lines << tr("还有 %1 处,用 fundctl plan --check 可以看到全部。").arg(more);
        return showTrouble(tr("%1 仍用原来的方案。").arg(lines.join(u'\n')));
    }
    showTrouble({});
    m_plan = read.json;
    const plan::Plan plan = plan::readPlan(m_plan);
    QJsonArray rows;
    money::Fen total;
    for (const plan::Line& line : plan.lines) {
        const money::Fen sum =
            std::accumulate(line.budget.begin(), line.budget.end(), money::Fen());
        total += sum;
        rows.append(QJsonObject{{"code"_L1, line.code},
                                {"name"_L1, line.name},
                                {"path"_L1, plan.path(line.path).name},
                                {"total"_L1, sum.toYuan()}});
    }
    m_lines->setItems(rows);
    QStringList sources;
    for (const plan::Source& source : plan.sources)
        sources << tr("%1 %2 元").arg(source.name, source.amount.grouped());
    m_planWords->setText(
        tr("%1(%2)\n合计 %3 元:%4")
            .arg(plan.name, plan.document, total.grouped(), sources.join(u"、"_s)));
    QStringList notices;
    for (const QString& notice : plan.notices)
        notices << u"⚠ "_s + notice;
    m_notices->setText(notices.join(u'\n'));
    m_notices->setVisible(!notices.isEmpty());
    m_understood->setText(plan::understood(plan).join(u'\n'));
}

QWidget* Wizard::makePlaceStep() {
    auto* step = new QWidget;
    auto* inside = new QVBoxLayout(step);
    inside->addWidget(widgets::headingLabel(tr("二、文件和系统管理员")));
    auto* fields = new QFormLayout;
    QDir place(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    if (!place.exists())
        place = QDir::home();
    m_file = new QLineEdit(place.filePath(tr("专项资金.fund")));
    m_file->setObjectName(u"wizard-file"_s);
    m_file->setAccessibleName(tr("资金文件"));
    auto* choose = widgets::button(tr("选择…"), u"folder"_s);
    auto* where = new QWidget;
    where->setLayout(widgets::row({m_file, choose}));
    fields->addRow(tr("资金文件"), where);
    m_admin = new QLineEdit(u"admin"_s);
    m_name = new QLineEdit(tr("系统管理员"));
    m_password = new QLineEdit;
    m_again = new QLineEdit;
    const std::tuple<QLineEdit*, QString, QString> rows[] = {
        {m_admin, tr("管理员编号"), u"wizard-admin"_s},
        {m_name, tr("姓名"), u"wizard-name"_s},
        {m_password, tr("口令"), u"wizard-password"_s},
        {m_again, tr("再输一次"), u"wizard-again"_s}};
    for (const auto& [edit, words, name] : rows) {
        edit->setObjectName(name);
        edit->setAccessibleName(words);
        edit->setMaximumWidth(320);
        fields->addRow(words, edit);
    }
    m_password->setEchoMode(QLineEdit::Password);
    m_again->setEchoMode(QLineEdit::Password);
    inside->addLayout(fields);
    inside->addWidget(widgets::label(
        tr("系统管理员只管用户,不经手资金。口令至少 8 位,含大写、小写、数字、符号中的三类。"),
        "muted"));
    inside->addStretch();
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString path = widgets::prompt().saveFile(this, tr("资金文件"), m_file->text(),
                                                        tr("资金文件 (*.fund)"));
        if (!path.isEmpty())
            m_file->setText(path);
    });
    return step;
}

QWidget* Wizard::makeCodeStep() {
    auto* step = new QWidget;
    auto* inside = new QVBoxLayout(step);
    inside->addWidget(widgets::headingLabel(tr("三、恢复码")));
    auto* words = widgets::label(tr("管理员忘记口令时,只有这个恢复码能重设。它只显示这一次:"
                                    "请抄写下来,装入信封封存,再按下一步。"));
    words->setWordWrap(true);
    inside->addWidget(words);
    m_code = widgets::headingLabel({});
    m_code->setObjectName(u"wizard-code"_s);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    inside->addWidget(m_code);
    inside->addStretch();
    return step;
}

QWidget* Wizard::makeUsersStep() {
    auto* step = new QWidget;
    auto* inside = new QVBoxLayout(step);
    inside->addWidget(widgets::headingLabel(tr("四、第一批用户")));
    QList<widgets::Choice> roles;
    for (const QString& role : widgets::roles())
        if (!labels::is(role, labels::Role::Admin)) // there is one already
            roles.append({role, widgets::roleWord(role)});
    const auto secret = [] {
        auto* field = new widgets::TextField(9);
        field->setPassword();
        return field;
    };
    m_users = new widgets::RowsField(
        {{u"id"_s, tr("编号"), [] { return new widgets::TextField(6); }},
         {u"name"_s, tr("姓名"), [] { return new widgets::TextField(6); }},
         {u"role"_s, tr("岗位"), [roles] { return new widgets::ChoiceField(roles); }},
         {u"password"_s, tr("初始口令(只在纸上签字的不填)"), secret},
         {u"again"_s, tr("再输一次"), secret}},
        5);
    m_users->setObjectName(u"wizard-users"_s);
    auto* scroll = new QScrollArea;
    auto* holder = new QWidget;
    auto* column = new QVBoxLayout(holder);
    column->addWidget(m_users);
    column->addStretch();
    scroll->setWidget(holder);
    scroll->setWidgetResizable(true);
    inside->addWidget(scroll, 1);
    inside->addWidget(
        widgets::label(tr("各人第一次登录时要换成自己的口令。以后可在“设置”里增加用户和岗位。"
                          "空着的行不算。"),
                       "muted"));
    return step;
}

void Wizard::showTrouble(const QString& sentence) {
    m_trouble->setText(sentence);
    m_trouble->setVisible(!sentence.isEmpty());
}

void Wizard::next() {
    showTrouble({});
    switch (m_steps->currentIndex()) {
    case 0:
        m_steps->setCurrentIndex(1);
        m_back->show();
        m_password->setFocus();
        break;
    case 1:
        create();
        break;
    case 2:
        m_steps->setCurrentIndex(3);
        m_next->setText(tr("完成"));
        m_users->editor()->setFocus();
        break;
    default:
        addUsers(0);
    }
}

void Wizard::create() {
    if (m_password->text() != m_again->text())
        return showTrouble(tr("两次输入的口令不同,请重新输入。"));
    QString path = m_file->text().trimmed();
    if (path.isEmpty())
        return showTrouble(tr("请写明资金文件放在哪里。"));
    if (QFileInfo(path).suffix().isEmpty())
        path += u".fund"_s; // else no dialog would show it again
    path = QFileInfo(path).absoluteFilePath();
    m_file->setText(path);
    m_next->setEnabled(false);
    const fund::Founding founding{m_plan, m_admin->text().trimmed(), m_name->text().trimmed(),
                                  m_password->text()};
    m_session.create(path, founding, this, [this, path](const QString& error, const QString& code) {
        m_next->setEnabled(true);
        if (!error.isEmpty())
            return showTrouble(error);
        m_path = path;
        m_code->setText(code);
        m_back->hide();
        m_steps->setCurrentIndex(2);
    });
}

// One after another: a refusal names its row and leaves what is already there.
void Wizard::addUsers(int from) {
    if (!m_session.loggedIn()) {
        m_session.login(m_admin->text().trimmed(), m_password->text(), this,
                        [this, from](const journal::Answer& answer) {
                            if (answer.ok())
                                addUsers(from);
                            else
                                showTrouble(answer.rejection->message());
                        });
        return;
    }
    const QJsonArray rows = m_users->value().toArray();
    if (from >= rows.size()) {
        m_session.logout();
        m_password->clear();
        m_again->clear();
        return accept();
    }
    // Added before a later row was refused.
    if (m_added.contains(rows[from]))
        return addUsers(from + 1);
    QJsonObject with = rows[from].toObject();
    if (with.take("again"_L1) != with.value("password"_L1))
        return showTrouble(tr("第 %1 行 %2:两次输入的口令不同,请重新输入。")
                               .arg(from + 1)
                               .arg(with.value("id"_L1).toString()));
    const QString role = with.take("role"_L1).toString();
    with.insert("roles"_L1, role.isEmpty() ? QJsonArray() : QJsonArray{role});
    m_session.submit(u"user.add"_s, with, this, [=, this](const journal::Answer& answer) {
        if (answer.ok()) {
            m_added.append(rows[from]);
            return addUsers(from + 1);
        }
        showTrouble(
            tr("第 %1 行 %2:%3")
                .arg(from + 1)
                .arg(with.value("id"_L1).toString(), widgets::rejectionWords(*answer.rejection)));
    });
}

} // namespace shell
