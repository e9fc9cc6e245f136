// SPDX-License-Identifier: GPL-3.0-only
#include "page_registry.h"

#include <fund/backup.h>
#include <theme/theme.h>
#include <widgets/form.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/progress.h>
#include <widgets/prompt.h>
#include <widgets/words.h>

#include <QDir>
#include <QFileInfo>
#include <QTabWidget>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;

namespace {

QList<Choice> roleChoices() {
    QList<Choice> choices;
    for (const QString& role : roles())
        choices.append({role, roleWord(role)});
    return choices;
}

// 设置: users and their roles, one's own password, backups.
class Settings : public Page {
public:
    Settings(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeUsers();
    QWidget* makePassword();
    QWidget* makeBackups();
    void userForm(const QString& command);
    void backUp(const QString& to);
    void showBackups();

    ListTable* m_users = nullptr;
    QVBoxLayout* m_userForm = nullptr;
    QLabel* m_backups;
    QLabel* m_backupResult;
};

Settings::Settings(session::Session& session, const NavigationTarget& place)
    : Page(session, place) {
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
    auto* tabs = new QTabWidget;
    tabs->setObjectName(u"tabs"_s);
    if (session.mayAsk(u"user.list"_s))
        tabs->addTab(makeUsers(), tr("用户"));
    tabs->addTab(makePassword(), tr("我的口令"));
    tabs->addTab(makeBackups(), tr("备份"));
    whole->addWidget(tabs);
}

QWidget* Settings::makeUsers() {
    auto* tab = new QWidget;
    auto* inside = new QVBoxLayout(tab);
    inside->setContentsMargins(0, theme::grid, 0, 0);
    m_users = new ListTable(m_session, u"user.list"_s,
                            {{u"id"_s, tr("用户编号"), Column::Kind::Text, 120},
                             {u"name"_s, tr("姓名"), Column::Kind::Text, 120},
                             {u"unit"_s, tr("单位"), Column::Kind::Text, 220},
                             {u"roles"_s,
                              tr("岗位"),
                              Column::Kind::Text,
                              260,
                              {},
                              [](const QJsonObject& row) {
                                  QStringList words;
                                  for (const QJsonValue& role : row.value("roles"_L1).toArray())
                                      words << roleWord(role.toString());
                                  return words.join(u"、"_s);
                              }},
                             {u"state"_s,
                              tr("状态"),
                              Column::Kind::Text,
                              90,
                              {},
                              [](const QJsonObject& row) {
                                  const QString state = row.value("state"_L1).toString();
                                  return state == u"disabled" ? QObject::tr("停用")
                                         : state == u"locked" ? QObject::tr("锁定")
                                                              : QObject::tr("在用");
                              }}},
                            u"users"_s);
    const auto tool = [this](const QString& command, const QString& words) {
        if (!m_session.may(command))
            return;
        auto* made = button(words);
        made->setObjectName(u"do:"_s + command);
        connect(made, &QPushButton::clicked, this, [this, command] { userForm(command); });
        m_users->addTool(made);
    };
    tool(u"user.add"_s, tr("新增用户"));
    tool(u"user.change"_s, tr("变更选中的用户"));
    tool(u"user.unlock"_s, tr("解锁选中的用户"));
    inside->addWidget(m_users, 1);
    m_userForm = column();
    inside->addLayout(m_userForm);
    return tab;
}

void Settings::userForm(const QString& command) {
    const QJsonObject chosen = m_users->table()->current();
    if (command != u"user.add" && chosen.isEmpty())
        return prompt().inform(this, commandWord(command), tr("请先选一个用户。"));
    clear(m_userForm);
    auto* form = new Form(m_session, command);
    if (command == u"user.add")
        form->add(u"id"_s, tr("用户编号"), new TextField(10));
    else
        form->fix(u"id"_s, chosen.value("id"_L1));
    if (command == u"user.unlock") {
        form->addNote(
            label(tr("解锁 %1 %2")
                      .arg(chosen.value("id"_L1).toString(), chosen.value("name"_L1).toString())));
    } else {
        const bool fresh = command == u"user.add";
        // The table's choice may move on while the form stands open.
        if (!fresh) {
            auto* about = label(
                tr("变更 %1 %2")
                    .arg(chosen.value("id"_L1).toString(), chosen.value("name"_L1).toString()));
            about->setObjectName(u"form-about"_s);
            form->addNote(about);
        }
        form->add(u"name"_s, tr("姓名"), new TextField(10), fresh);
        if (fresh)
            form->add(u"unit"_s, tr("单位"), new TextField(16), false);
        form->add(u"roles"_s, tr("岗位"), new ChecksField(roleChoices(), false, 5), fresh);
        form->add(u"password"_s, fresh ? tr("初始口令") : tr("新口令"), new NewPasswordField,
                  false);
        form->addNote(label(fresh ? tr("只在纸上签字的人不设口令。第一次登录时要换成自己的口令。")
                                  : tr("下次登录时要换成自己的口令。"),
                            "muted"));
        if (!fresh)
            form->add(u"disabled"_s, tr("停用"), new FlagField(tr("停用这个用户")), false);
        form->setValues(
            {{"name"_L1, chosen.value("name"_L1)},
             {"roles"_L1, fresh ? QJsonValue(QJsonValue::Undefined) : chosen.value("roles"_L1)},
             {"disabled"_L1, chosen.value("state"_L1) == u"disabled"_s}});
        if (fresh)
            form->field(u"name"_s)->setValue(QString());
    }
    form->setSubmitWords(commandWord(command));
    connect(form, &Form::done, this, [this] { clear(m_userForm); });
    connect(form, &Form::cancelled, this, [this] { clear(m_userForm); });
    m_userForm->addWidget(form);
    form->focusFirst();
}

QWidget* Settings::makePassword() {
    auto* tab = new QWidget;
    auto* inside = new QVBoxLayout(tab);
    auto* card = new Card(tr("更换口令"));
    auto* form = new Form(m_session, u"user.password"_s);
    form->add(u"old"_s, tr("现在的口令"), new TextField(12))->setPassword();
    form->add(u"new"_s, tr("新口令"), new NewPasswordField);
    auto* said = label({}, "muted");
    said->setObjectName(u"password-said"_s);
    form->addNote(said);
    form->setSubmitWords(tr("更换"));
    connect(form, &Form::done, this, [form, said] {
        form->setValues({{"old"_L1, QString()}, {"new"_L1, QString()}});
        said->setText(tr("口令已更换。"));
    });
    card->body->addWidget(form);
    inside->addWidget(card);
    inside->addStretch();
    return tab;
}

QWidget* Settings::makeBackups() {
    auto* tab = new QWidget;
    auto* inside = new QVBoxLayout(tab);
    auto* card = new Card(tr("备份"));
    m_backups = label({});
    m_backups->setWordWrap(true);
    m_backups->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_backups->setObjectName(u"backups"_s);
    m_backupResult = label({}, "muted");
    m_backupResult->setObjectName(u"backup-result"_s);
    m_backupResult->setWordWrap(true);
    auto* now = button(tr("现在备份"), {}, true);
    now->setObjectName(u"backup-now"_s);
    if (!m_session.isLocal())
        now->hide();
    auto* elsewhere = button(tr("备份到…"), u"export"_s);
    elsewhere->setObjectName(u"backup-to"_s);
    auto* buttons = row({now, elsewhere});
    buttons->addStretch();
    card->body->addWidget(label(tr("备份先核对再算数;每次公示后自动备份一次。恢复在开始页,"
                                   "由“从备份恢复”进行,原文件会保留。"),
                                "muted"));
    card->body->addLayout(buttons);
    card->body->addWidget(m_backupResult);
    card->body->addWidget(m_backups);
    inside->addWidget(card);
    inside->addStretch();
    connect(now, &QPushButton::clicked, this, [this] { backUp({}); });
    connect(elsewhere, &QPushButton::clicked, this, [this] {
        // A name of its own each day, so that the one of last week stays beside it.
        const QString name =
            u"%1-%2.fund-backup"_s.arg(m_session.shortName(), m_session.today().remove(u'-'));
        const QString to = prompt().saveFile(this, tr("备份到"), name, tr("备份 (*.fund-backup)"));
        if (!to.isEmpty())
            backUp(to);
    });
    return tab;
}

void Settings::backUp(const QString& to) {
    showProgress(this, m_session.run({.kind = session::JobOrder::Kind::Backup, .path = to}),
                 tr("正在备份并核对……"), [this](const Ended& ended) {
                     setRole(m_backupResult,
                             ended.stopped || !ended.error.isEmpty() ? "refusal" : "muted");
                     const QFileInfo made(ended.result["path"_L1].toString());
                     m_backupResult->setText(
                         ended.stopped ? tr("备份已停止,没有留下半份。")
                         : !ended.error.isEmpty()
                             ? tr("没有备份成。%1").arg(ended.error)
                             : tr("已备份并核对: %1")
                                   .arg(QDir::toNativeSeparators(made.absoluteFilePath())));
                     showBackups();
                 });
}

void Settings::showBackups() {
    if (!m_session.isLocal())
        return m_backups->setText(tr("服务器上的资金由服务器定时备份;这里另存的一份在本机。"));
    QStringList lines;
    for (const QString& path : fund::backupsOf(m_session.path()))
        lines << QDir::toNativeSeparators(QFileInfo(path).absoluteFilePath())
                     + tr("  (%1 KB)").arg(QFileInfo(path).size() / 1024);
    m_backups->setText(lines.isEmpty() ? tr("还没有备份。")
                                       : tr("已有备份,新的在上:\n") + lines.join(u'\n'));
}

void Settings::refresh() {
    if (m_users)
        m_users->refresh();
    showBackups();
}

} // namespace

Page* makeSettings(session::Session& session, const NavigationTarget& place) {
    return new Settings(session, place);
}

} // namespace pages
