// SPDX-License-Identifier: GPL-3.0-only
#include "import_panel.h"

#include <fund/batch.h>
#include <journal/json_text.h>
#include <storage/durable.h>
#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/progress.h>
#include <widgets/prompt.h>
#include <widgets/words.h>

#include <QFile>
#include <QJsonDocument>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

struct Outcome {
    QJsonArray rows;
    int good = 0;
    bool kept = false;
};

QJsonObject rowOf(int number, const QByteArray& line, const QByteArray& answer) {
    const QJsonObject asked = journal::readJsonText(line).object;
    const QJsonObject said = QJsonDocument::fromJson(answer).object();
    const QString action = asked.value("do"_L1).toString(asked.value("ask"_L1).toString());
    const QJsonObject no = said.contains("refusal"_L1) ? said.value("refusal"_L1).toObject()
                                                       : said.value("error"_L1).toObject();
    const QString field = no.value("field"_L1).toString();
    const bool good = said.value("ok"_L1).toBool();
    return {{"line"_L1, number},
            {"what"_L1, widgets::commandWord(action)},
            {"id"_L1, asked.value("with"_L1).toObject().value("id"_L1)},
            {"state"_L1, good ? QObject::tr("可以") : QObject::tr("✗ 没有记入")},
            {"field"_L1, field},
            {"why"_L1,
             u"%1 %2"_s.arg(no.value("article"_L1).toString(), no.value("message"_L1).toString())
                 .trimmed()}};
}

// The line as the one at the window gives it, where it does not say who does.
QByteArray signedBy(const QString& user, const QByteArray& line) {
    QJsonObject asked = journal::readJsonText(line).object;
    if (asked.isEmpty() || asked.contains("as"_L1))
        return line;
    asked.insert("as"_L1, user);
    return QJsonDocument(asked).toJson(QJsonDocument::Compact) + '\n';
}

// On the fund's thread. A stop keeps nothing.
Outcome run(fund::Fund& fund, const QString& user, const QString& path,
            const session::Progress& progress) {
    QFile file(path);
    if (const QString no = storage::noFile(path); !no.isEmpty())
        throw std::runtime_error(no.toStdString());
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(
            QObject::tr("打不开 %1:请检查路径和权限。").arg(path).toStdString());
    Outcome outcome;
    QList<QByteArray> lines;
    QList<int> numbers;
    QList<QByteArray> answers;
    fund::Batch batch(fund, 1, [&](const QByteArray& answer) { answers << answer; });
    batch.allOrNothing();
    const qint64 all = file.size();
    int number = 0;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(fund::Batch::longestLine + 1);
        ++number;
        if (!progress(file.pos(), all)) {
            if (fund.inGroup())
                fund.abandonGroup();
            return {};
        }
        if (line.trimmed().isEmpty())
            continue;
        lines << line;
        numbers << number;
        if (line.size() > fund::Batch::longestLine)
            batch.lineTooLong();
        else
            batch.line(signedBy(user, line));
    }
    batch.finish();
    outcome.kept = !batch.undone();
    for (qsizetype i = 0; i < lines.size() && i < answers.size(); ++i) {
        outcome.rows.append(rowOf(numbers[i], lines[i], answers[i]));
        outcome.good += QJsonDocument::fromJson(answers[i]).object().value("ok"_L1).toBool();
    }
    return outcome;
}

} // namespace

ImportPanel::ImportPanel(session::Session& session, QWidget* parent)
    : QWidget(parent), m_session(session) {
    auto* inside = new QVBoxLayout(this);
    inside->setContentsMargins(0, theme::grid, 0, 0);
    auto* choose = widgets::button(tr("选批量文件…"), u"folder"_s, true);
    choose->setObjectName(u"import"_s);
    m_said = widgets::label(tr("每行一条命令(JSON),与 fundctl batch 的格式相同。"
                               "有一行不合格,整批都不记入。"),
                            "muted");
    m_said->setObjectName(u"import-said"_s);
    m_said->setWordWrap(true);
    auto* top = widgets::row({choose, m_said});
    top->setStretch(1, 1);
    inside->addLayout(top);
    m_rows = new widgets::ListModel({{u"line"_s, tr("行"), Column::Kind::Count, 60},
                                     {u"what"_s, tr("事项"), Column::Kind::Text, 120},
                                     {u"id"_s, tr("编号"), Column::Kind::Text, 140},
                                     {u"state"_s, tr("结果"), Column::Kind::Text, 110},
                                     {u"field"_s, tr("哪一项"), Column::Kind::Text, 120},
                                     {u"why"_s, tr("说明"), Column::Kind::Text, 520}},
                                    this);
    auto* table = new widgets::TableView(m_rows, u"import-rows"_s);
    table->setAccessibleName(tr("逐行答复"));
    inside->addWidget(table, 1);
    connect(choose, &QPushButton::clicked, this, &ImportPanel::choose);
}

void ImportPanel::choose() {
    const QString path = widgets::prompt().openFile(this, tr("选批量文件"),
                                                    tr("批量文件 (*.jsonl *.txt);;所有文件 (*)"));
    if (!path.isEmpty())
        enter(path);
}

void ImportPanel::enter(const QString& path) {
    const auto outcome = std::make_shared<Outcome>();
    const QString user = m_session.user();
    widgets::runLong(
        this, m_session, tr("正在整批办理……"),
        [=](fund::Fund& fund, const session::Progress& progress) {
            *outcome = run(fund, user, path, progress);
            return QString();
        },
        [=, this](const QString& trouble, bool stopped) {
            m_rows->setItems(outcome->rows);
            const int bad = static_cast<int>(outcome->rows.size()) - outcome->good;
            m_said->setText(
                !trouble.isEmpty() ? trouble
                : stopped          ? tr("已停止,整批没有记入。")
                : outcome->kept
                    ? tr("整批已记入,共 %1 行。").arg(outcome->rows.size())
                    : tr("整批没有记入:%1 行不合格或随之作罢,请照说明改正后再导入。").arg(bad));
        },
        true);
}

} // namespace pages
