// SPDX-License-Identifier: GPL-3.0-only
#include "import_panel.h"

#include <labels/fields.h>
#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/progress.h>
#include <widgets/prompt.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

constexpr int refusalsNamed = 3;

QJsonObject rowOf(const fund::Import::Row& row, bool kept) {
    const QJsonObject said = row.answer.toJson();
    const QJsonObject rejection = said.contains("refusal"_L1) ? said.value("refusal"_L1).toObject()
                                                              : said.value("error"_L1).toObject();
    return {{"line"_L1, row.line},
            {"what"_L1, widgets::commandWord(row.command)},
            {"id"_L1, row.id},
            {"state"_L1, !row.answer.ok() ? QObject::tr("✗ 不合格")
                         : kept           ? QObject::tr("已记入")
                                          : QObject::tr("可以")},
            {"field"_L1, labels::fieldLabel(rejection.value("field"_L1).toString())},
            {"why"_L1, u"%1 %2"_s
                           .arg(rejection.value("article"_L1).toString(),
                                rejection.value("message"_L1).toString())
                           .trimmed()}};
}

// What is wrong stands first.
QJsonArray rowsOf(const fund::Import::Outcome& outcome) {
    QJsonArray rows;
    for (const bool good : {false, true})
        for (const fund::Import::Row& row : outcome.rows)
            if (row.answer.ok() == good)
                rows.append(rowOf(row, outcome.kept));
    return rows;
}

QString countsOf(const fund::Import::Outcome& outcome) {
    QStringList words;
    const auto counts = outcome.counts();
    for (const QString& command : fund::Import::commands())
        if (counts.contains(command))
            words << QObject::tr("%1 %2 行")
                         .arg(widgets::commandWord(command))
                         .arg(counts.value(command));
    return words.join(QObject::tr("、"));
}

// Its sentences name line and command themselves.
QString foreignOf(const fund::Import::Outcome& outcome) {
    QStringList words;
    for (const fund::Import::Row& row : outcome.rows)
        if (words.size() < refusalsNamed)
            words << row.answer.rejection->message();
    return words.join(u'\n');
}

QString commandWords() {
    QStringList words;
    for (const QString& command : fund::Import::commands())
        words << widgets::commandWord(command);
    return words.join(QObject::tr("、"));
}

QString refusalsOf(const fund::Import::Outcome& outcome) {
    QStringList words;
    for (const fund::Import::Row& row : outcome.rows)
        if (!row.answer.ok() && words.size() < refusalsNamed)
            words << QObject::tr("第 %1 行 %2 %3:%4")
                         .arg(QString::number(row.line), widgets::commandWord(row.command), row.id,
                              row.answer.rejection->message());
    return words.join(u'\n');
}

} // namespace

ImportPanel::ImportPanel(session::Session& session, QWidget* parent)
    : QWidget(parent), m_session(session) {
    auto* inside = new QVBoxLayout(this);
    inside->setContentsMargins(0, theme::grid, 0, 0);
    auto* choose = widgets::button(tr("选批量文件…"), u"folder"_s, true);
    choose->setObjectName(u"import"_s);
    m_said =
        widgets::label(tr("每行一条命令(JSON),写法与 fundctl batch 相同,由登录的人办理;只收%1。"
                          "选了文件先试算,看过结果再记入;有一行不合格,整批都不记入。")
                           .arg(commandWords()),
                       "muted");
    m_said->setObjectName(u"import-said"_s);
    m_said->setWordWrap(true);
    m_record = widgets::button(tr("记入"), u"check"_s);
    m_record->setObjectName(u"import-record"_s);
    m_record->hide();
    auto* top = widgets::row({choose, m_record, m_said});
    top->setStretch(2, 1);
    inside->addLayout(top);
    m_rows = new widgets::ListModel({{u"line"_s, tr("行"), Column::Kind::Count, 60},
                                     {u"what"_s, tr("事项"), Column::Kind::Text, 120},
                                     {u"id"_s, tr("编号"), Column::Kind::Text, 140},
                                     {u"state"_s, tr("结果"), Column::Kind::Text, 90},
                                     {u"field"_s, tr("哪一项"), Column::Kind::Text, 120},
                                     {u"why"_s, tr("说明"), Column::Kind::Text, 520}},
                                    this);
    auto* table = new widgets::TableView(m_rows, u"import-rows"_s);
    table->setAccessibleName(tr("逐行答复"));
    inside->addWidget(table, 1);
    connect(choose, &QPushButton::clicked, this, &ImportPanel::choose);
    connect(m_record, &QPushButton::clicked, this, [this] { run(true); });
    // What one tried is not another's to enter.
    connect(&m_session, &session::Session::userChanged, this, &ImportPanel::forget);
}

void ImportPanel::forget() {
    m_import.reset();
    m_record->hide();
    m_rows->setItems({});
}

void ImportPanel::choose() {
    m_path = widgets::prompt().openFile(this, tr("选批量文件"),
                                        tr("批量文件 (*.jsonl *.txt);;所有文件 (*)"));
    forget();
    if (!m_path.isEmpty())
        run(false);
}

// First the file is read and tried, then what was tried is entered.
void ImportPanel::run(bool enter) {
    const auto outcome = std::make_shared<Outcome>();
    const auto import = std::make_shared<std::shared_ptr<const fund::Import>>(m_import);
    m_record->hide();
    const auto work = [=, user = m_session.user(),
                       path = m_path](session::Backend& backend, const session::Token& token,
                                      const session::Progress& progress) {
        if (!*import)
            *import = std::make_shared<const fund::Import>(path, user);
        session::ImportAnswer answer = backend.import(token, **import, enter, progress);
        *outcome = std::move(answer.outcome);
        journal::Answer said;
        said.rejection = std::move(answer.rejection);
        return said;
    };
    widgets::showProgress(
        this, m_session.run(work, enter), enter ? tr("正在整批办理……") : tr("正在试算……"),
        [=, this](const widgets::Ended& ended) {
            m_import = *import;
            if (m_import && m_import->user() != m_session.user())
                return forget();
            if (!outcome->clockDoubt.isEmpty() && m_session.clockIsRight(outcome->clockDoubt))
                return run(enter);
            show(*outcome, ended.stopped           ? tr("已停止,整批没有记入。")
                           : ended.error.isEmpty() ? outcome->clockDoubt
                                                   : ended.error);
        });
}

void ImportPanel::show(const Outcome& outcome, const QString& error) {
    m_rows->setItems(rowsOf(outcome));
    const auto all = static_cast<int>(outcome.rows.size());
    const int bad = outcome.refused();
    const bool ready = error.isEmpty() && !outcome.kept && bad == 0 && all > 0;
    m_record->setVisible(ready);
    m_record->setText(tr("记入这 %1 行").arg(all));
    if (!error.isEmpty())
        m_said->setText(error);
    else if (outcome.kept)
        m_said->setText(
            tr("整批已记入,共 %1 行:%2。").arg(QString::number(all), countsOf(outcome)));
    else if (outcome.foreign)
        m_said->setText(tr("没有试算,也没有记入:%1 行不能整批导入。\n%2")
                            .arg(QString::number(bad), foreignOf(outcome)));
    else if (bad > 0)
        m_said->setText(
            tr("试算 %1 行(%2):%3 行不合格或随之作罢,整批没有记入,请照说明改正后再导入。\n%4")
                .arg(QString::number(all), countsOf(outcome), QString::number(bad),
                     refusalsOf(outcome)));
    else if (all > 0)
        m_said->setText(tr("试算 %1 行(%2):都可以记入,还没有记入。")
                            .arg(QString::number(all), countsOf(outcome)));
    else
        m_said->setText(tr("文件里没有命令,请检查是否选错了文件。"));
}

} // namespace pages
