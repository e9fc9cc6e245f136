// SPDX-License-Identifier: GPL-3.0-only
#include "filing.h"

#include <theme/theme.h>
#include <widgets/field.h>
#include <widgets/layout.h>
#include <widgets/plan_words.h>
#include <widgets/progress.h>
#include <widgets/refusal.h>
#include <widgets/words.h>

#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int widestName = 200; // pixels

struct Sending {
    QString path;
    QJsonObject with; // without its number and its bytes
};

// What became of each file, shared between the backend's thread and the window.
struct Outcome {
    QStringList filed;
    QHash<QString, QString> refused;
};

// The kind that a file's own name speaks of.
QString kindFromName(const QString& name) {
    static const std::pair<QString, QString> hints[] = {
        {u"发票"_s, u"invoice"_s},     {u"票据"_s, u"invoice"_s},    {u"合同"_s, u"contract"_s},
        {u"协议"_s, u"contract"_s},    {u"验收"_s, u"acceptance"_s}, {u"申报"_s, u"declaration"_s},
        {u"申请"_s, u"declaration"_s}, {u"批复"_s, u"approval"_s},   {u"审批"_s, u"approval"_s},
        {u"费用"_s, u"expense"_s},     {u"明细"_s, u"expense"_s},    {u"凭证"_s, u"accounting"_s},
        {u"报表"_s, u"accounting"_s}};
    for (const auto& [word, kind] : hints)
        if (name.contains(word))
            return kind;
    return {};
}

} // namespace

Filing::Filing(session::Session& session, const QString& aboutKind, const QString& aboutId,
               QWidget* parent)
    : QWidget(parent), m_session(session), m_aboutKind(aboutKind), m_aboutId(aboutId),
      m_grid(new QGridLayout), m_do(widgets::button({}, {}, true)),
      m_problem(widgets::label({}, "muted")) {
    setObjectName(u"filing"_s);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme::grid);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(2, 1);
    m_do->setObjectName(u"do:document.file"_s);
    auto* drop = widgets::button(tr("不归档了"));
    drop->setObjectName(u"drop-files"_s);
    auto* buttons = widgets::row({m_do, drop, m_problem});
    buttons->addStretch();
    auto* card = new widgets::Card(tr("待归档的文件"));
    card->body->addLayout(m_grid);
    card->body->addLayout(buttons);
    auto* whole = widgets::column();
    whole->addWidget(card);
    setLayout(whole);
    connect(m_do, &QPushButton::clicked, this, &Filing::fileAll);
    connect(drop, &QPushButton::clicked, this, [this] {
        while (!m_rows.isEmpty())
            remove(m_rows.front().path);
    });
}

void Filing::add(const QStringList& paths, const QString& kind) {
    for (const QString& path : paths)
        if (QFileInfo(path).isFile()
            && std::none_of(m_rows.begin(), m_rows.end(),
                            [&](const Row& row) { return row.path == path; }))
            addRow(path, kind);
    showCount();
    if (!m_rows.isEmpty())
        m_rows.back().title->setFocus();
}

void Filing::addRow(const QString& path, const QString& kind) {
    const QFileInfo file(path);
    auto* name = widgets::label({}, "muted");
    name->setText(name->fontMetrics().elidedText(file.fileName(), Qt::ElideMiddle, widestName));
    name->setToolTip(path);
    auto* kinds = new QComboBox;
    kinds->setAccessibleName(tr("%1 的类别").arg(file.fileName()));
    kinds->setObjectName(u"filing-kind:%1"_s.arg(m_rows.size()));
    if (labels::is(m_aboutKind, labels::ThingKind::Project))
        for (const QString& one : widgets::archiveKinds())
            kinds->addItem(widgets::kindWord(one), one);
    else
        kinds->addItem(widgets::kindWord(u"other"_s), u"other"_s);
    const QString spoken = kindFromName(file.completeBaseName());
    const int wanted = kinds->findData(spoken.isEmpty() ? kind : spoken);
    kinds->setCurrentIndex(std::max(0, wanted));
    auto* title = new QLineEdit(file.completeBaseName());
    title->setAccessibleName(tr("%1 的题名").arg(file.fileName()));
    title->setObjectName(u"filing-title:%1"_s.arg(m_rows.size()));
    auto* date = new widgets::DateField(m_session.today());
    date->editor()->setAccessibleName(tr("%1 的日期").arg(file.fileName()));
    auto* away = widgets::linkButton(tr("去掉"));
    away->setAccessibleName(tr("去掉 %1").arg(file.fileName()));
    auto* error = widgets::label({}, "refusal");
    error->setWordWrap(true);
    error->setObjectName(u"refusal:%1"_s.arg(file.fileName()));
    error->hide();
    const Row row{path, {name, kinds, title, date, away, error}, kinds, title, date, error};
    for (int i = 0; i < 5; ++i)
        m_grid->addWidget(row.widgets[i], m_line, i);
    m_grid->addWidget(error, m_line + 1, 1, 1, 4);
    m_line += 2;
    m_rows << row;
    connect(title, &QLineEdit::returnPressed, this, &Filing::fileAll);
    connect(away, &QPushButton::clicked, this, [this, path] { remove(path); });
}

void Filing::remove(const QString& path) {
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].path == path) {
            for (QWidget* widget : m_rows[i].widgets)
                widget->deleteLater();
            m_rows.removeAt(i);
            break;
        }
    showCount();
}

void Filing::showCount() {
    m_do->setText(m_rows.size() == 1 ? tr("归档") : tr("归档 %1 个文件").arg(m_rows.size()));
    m_do->setAccessibleName(m_do->text());
    m_problem->clear();
    setVisible(!m_rows.isEmpty());
}

void Filing::fileAll() {
    QList<Sending> all;
    for (const Row& row : std::as_const(m_rows)) {
        row.error->hide();
        all << Sending{row.path,
                       {{"about"_L1, QJsonObject{{"kind"_L1, m_aboutKind}, {"id"_L1, m_aboutId}}},
                        {"kind"_L1, row.kind->currentData().toString()},
                        {"title"_L1, row.title->text().trimmed()},
                        {"date"_L1, row.date->value()}}};
    }
    if (all.isEmpty())
        return;
    auto outcome = std::make_shared<Outcome>();
    const auto file = [=, today = m_session.today()](session::Backend& backend,
                                                     const session::Token& token,
                                                     const session::Progress& progress) {
        for (qsizetype i = 0; i < all.size(); ++i) {
            bool go = true;
            const auto part = [&](qint64 done, qint64 whole) {
                const qint64 share = whole > 0 ? done * 100 / whole : 0;
                go = progress(i * 100 + share, all.size() * 100);
                return go;
            };
            const Sending& one = all[i];
            const journal::Answer answer =
                session::fileDocument(backend, token, today, one.path, one.with, part);
            if (answer.ok())
                outcome->filed << one.path;
            else
                outcome->refused.insert(one.path, widgets::rejectionWords(*answer.rejection));
            if (!go || !progress((i + 1) * 100, all.size() * 100))
                break;
        }
        return journal::Answer();
    };
    widgets::showProgress(
        this, m_session.run(file, true), tr("正在归档"), [=, this](const widgets::Ended& ended) {
            for (const QString& path : std::as_const(outcome->filed))
                remove(path);
            for (const Row& row : std::as_const(m_rows)) {
                const QString why = outcome->refused.value(row.path);
                row.error->setText(u"✗ "_s + why);
                row.error->setVisible(!why.isEmpty() && !ended.stopped);
            }
            if (!m_rows.isEmpty())
                m_problem->setText(!ended.error.isEmpty() ? ended.error
                                   : ended.stopped ? tr("已停止,这里的文件没有归档。")
                                                   : tr("这里的文件没有归档,填的内容都还在。"));
        });
}

} // namespace pages
