// SPDX-License-Identifier: GPL-3.0-only
#include "entry_labels.h"
#include "page_registry.h"

#include <api/payment.h>
#include <theme/theme.h>
#include <widgets/labels.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/progress.h>
#include <widgets/words.h>

#include <QCheckBox>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QTimer>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

constexpr qsizetype shownFindings = 5;

// Steps of a payment that say no sum of their own.
bool isStepOfPayment(const QString& command) {
    static const QStringList all{u"payment.review"_s, u"payment.approve"_s, u"payment.pay"_s,
                                 u"payment.reverse"_s};
    return all.contains(command);
}

// 日志: every command there ever was, searchable, and the proof that nothing was altered.
class Journal : public Page {
public:
    Journal(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeVerify();
    void verify();
    void show(const QJsonObject& entry);
    QString gist(const QJsonObject& entry);
    QString amountOf(const QString& payment);
    QString ofPerson(const QString& user) const { return m_people.name(user); }

    widgets::ListModel* m_entries;
    widgets::TableView* m_table;
    QLineEdit* m_line;
    QLineEdit* m_head;
    QLabel* m_result;
    QPlainTextEdit* m_entry;
    QCheckBox* m_raw; // as it was hashed, for who checks it with other tools
    QLabel* m_count;
    People m_people;
    PlanFacts m_plan;
    QHash<QString, QString> m_amounts; // of payments; "" while it is asked for
};

Journal::Journal(session::Session& session, const NavigationTarget& place) : Page(session, place) {
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
    whole->addWidget(makeVerify());
    m_line = new QLineEdit(place.filter.section(u'=', 1));
    m_line->setPlaceholderText(tr("查找: 编号、用户、事项、文字"));
    m_line->setAccessibleName(tr("查找日志"));
    m_line->setObjectName(u"filter"_s);
    m_line->setClearButtonEnabled(true);
    m_line->setMaximumWidth(360);
    m_count = widgets::label({}, "muted");
    m_count->setObjectName(u"count"_s);
    auto* tools = widgets::row({m_line, m_count});
    tools->addStretch();
    whole->addLayout(tools);
    m_entries = new widgets::ListModel(
        {{u"seq"_s, tr("序号"), Column::Kind::Count, 70},
         {u"at"_s,
          tr("时间"),
          Column::Kind::Text,
          150,
          {},
          [](const QJsonObject& row) {
              return row.value("at"_L1).toString().left(19).replace(u'T', u' ');
          }},
         {u"decided_by"_s,
          tr("决定人"),
          Column::Kind::Text,
          90,
          {},
          [this](const QJsonObject& row) { return ofPerson(decidedBy(row)); }},
         {u"by"_s,
          tr("登记人"),
          Column::Kind::Text,
          90,
          {},
          [this](const QJsonObject& row) { return ofPerson(row.value("by"_L1).toString()); }},
         {u"do"_s,
          tr("事项"),
          Column::Kind::Text,
          120,
          {},
          [](const QJsonObject& row) {
              return widgets::commandWord(row.value("do"_L1).toString());
          }},
         {u"gist"_s,
          tr("内容"),
          Column::Kind::Text,
          500,
          {},
          [this](const QJsonObject& row) { return gist(row); }}},
        this);
    m_table = new widgets::TableView(m_entries, u"journal"_s);
    m_table->setAccessibleName(tr("日志"));
    whole->addWidget(m_table, 3);
    m_entry = new QPlainTextEdit;
    m_entry->setReadOnly(true);
    m_entry->setAccessibleName(tr("这一条的全文"));
    m_entry->setObjectName(u"entry"_s);
    m_entry->setPlaceholderText(tr("选一条,看它的全文。"));
    whole->addWidget(m_entry, 2);
    m_raw = new QCheckBox(tr("看原文(校验值按原文计算)"));
    m_raw->setObjectName(u"entry-raw"_s);
    whole->addWidget(m_raw, 0, Qt::AlignLeft);
    connect(m_raw, &QCheckBox::toggled, this, [this] {
        if (const QJsonObject entry = m_table->current(); !entry.isEmpty())
            show(entry);
    });
    // Each search reads the whole journal, so it waits until the word is typed.
    auto* pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(300);
    connect(m_line, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, &Journal::refresh);
    connect(m_table, &widgets::TableView::moved, this, &Journal::show);
    connect(m_entries, &widgets::ListModel::loaded, this, [this] {
        // A search tells no total: it is known once the last found entry is there.
        const bool more = m_entries->total() < 0 && m_entries->canFetchMore({});
        const qint64 count = m_entries->total() < 0 ? m_entries->rowCount() : m_entries->total();
        m_count->setText((more ? tr("%1 条以上") : tr("%1 条")).arg(count));
        if (!this->place().id.isEmpty() && m_entries->rowCount() > 0)
            m_table->selectRow(0);
    });
}

QWidget* Journal::makeVerify() {
    auto* card = new widgets::Card;
    auto* start = widgets::button(tr("核对全部日志"), u"check"_s, true);
    start->setObjectName(u"verify"_s);
    m_head = new QLineEdit;
    m_head->setPlaceholderText(tr("公示页上的链头(可不填)"));
    m_head->setAccessibleName(tr("另存的链头"));
    m_head->setObjectName(u"verify-head"_s);
    m_head->setMaximumWidth(420);
    m_result = widgets::label(tr("核对文件、日志链和每一张表:改过一个数也看得出来。"), "muted");
    m_result->setObjectName(u"verify-result"_s);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* line = widgets::row({start, m_head});
    line->addStretch();
    card->body->addLayout(line);
    card->body->addWidget(m_result);
    connect(start, &QPushButton::clicked, this, &Journal::verify);
    return card;
}

void Journal::refresh() {
    QJsonObject filters{{"newest"_L1, true}};
    if (!place().id.isEmpty() && m_line->text().isEmpty()) {
        filters.insert("from"_L1, place().id.toLongLong());
        filters.remove("newest"_L1);
    }
    if (!m_line->text().trimmed().isEmpty())
        filters.insert("text"_L1, m_line->text().trimmed());
    m_entries->setCounting(!filters.contains("text"_L1));
    withPlan(m_session, this, [this, filters](const PlanFacts& plan) {
        m_plan = plan;
        withPeople(m_session, this, [this, filters](const People& people) {
            m_people = people;
            m_entries->ask(m_session, u"journal.list"_s, filters, u"entries"_s);
        });
    });
}

// What an entry is about, in a few words: its own id, what was decided, how much, and why.
QString Journal::gist(const QJsonObject& entry) {
    const QJsonObject with = entry.value("with"_L1).toObject();
    const QString command = entry.value("do"_L1).toString();
    QStringList words;
    for (const auto key : {"id"_L1, "project"_L1, "payment"_L1, "month"_L1, "name"_L1})
        if (const QString word = with.value(key).toString();
            !word.isEmpty() && !words.join(u' ').contains(word))
            words << word;
    if (with.contains("goal"_L1))
        words << m_plan.goalName(with.value("goal"_L1).toString())
              << with.value("value"_L1).toString();
    for (const auto key : {"decision"_L1, "result"_L1})
        if (const QString code = with.value(key).toString(); !code.isEmpty())
            words << widgets::codeWord(code);
    QString amount;
    for (const auto key :
         {"amount"_L1, "accepted"_L1, "claimed"_L1, "support"_L1, "awarded"_L1, "recover"_L1})
        if (amount.isEmpty())
            amount = widgets::yuan(with.value(key));
    if (amount.isEmpty() && isStepOfPayment(command))
        amount = amountOf(with.value("id"_L1).toString());
    if (!amount.isEmpty())
        words << amount + tr(" 元");
    for (const auto key : {"opinion"_L1, "reason"_L1, "document"_L1, "note"_L1})
        if (with.value(key).isString())
            words << with.value(key).toString().simplified();
    return words.join(u" · "_s);
}

// Asked for once, when its row comes into sight.
QString Journal::amountOf(const QString& payment) {
    if (m_amounts.contains(payment))
        return m_amounts.value(payment);
    m_amounts.insert(payment, {});
    m_session.ask(u"payment.show"_s, {{"id"_L1, payment}}, this,
                  [this, payment](const journal::Answer& answer) {
                      if (answer.ok())
                          m_amounts.insert(
                              payment,
                              widgets::yuan(api::fromJson<api::Payment>(answer.result).amount));
                      m_table->viewport()->update();
                  });
    return {};
}

void Journal::show(const QJsonObject& entry) {
    m_entry->setPlainText(
        m_raw->isChecked() ? QString::fromUtf8(QJsonDocument(entry).toJson(QJsonDocument::Indented))
                           : entryText(entry, m_plan, m_people));
}

void Journal::verify() {
    const QString head = m_head->text().trimmed().toLower();
    widgets::showProgress(
        this, m_session.run({.kind = session::JobOrder::Kind::Verify, .head = head}),
        tr("正在核对全部日志……"), [this](const widgets::Ended& ended) {
            if (ended.stopped || !ended.error.isEmpty()) {
                widgets::setRole(m_result, ended.stopped ? "muted" : "refusal");
                m_result->setText(ended.stopped ? tr("核对没有做完:已停止。") : ended.error);
                return;
            }
            const QJsonObject report = ended.result.toObject();
            QStringList lines;
            for (const QJsonValue& finding : report.value("findings"_L1).toArray())
                lines << tr("%1 [%2] %3")
                             .arg(finding["rewritten"_L1].toBool() ? tr("被改写") : tr("已损坏"),
                                  finding["place"_L1].toString(), finding["message"_L1].toString());
            const qsizetype found = lines.size();
            widgets::setRole(m_result, found == 0 ? "muted" : "refusal");
            if (found > shownFindings) { // all of them where there is room to scroll
                m_entry->setPlainText(lines.join(u'\n'));
                lines = lines.first(shownFindings) // list
                        << tr("全部 %1 处列在下面。").arg(found);
            }
            m_result->setText(
                lines.isEmpty() ? tr("✓ 完好: 日志 %1 条,链头 %2")
                                      .arg(QString::number(report.value("entries"_L1).toInteger()),
                                           report.value("head"_L1).toString())
                                : tr("✗ 不完好,共 %1 处。请停止使用,保留原件,并从备份恢复。\n%2")
                                      .arg(QString::number(found), lines.join(u'\n')));
        });
}

} // namespace

Page* makeJournal(session::Session& session, const NavigationTarget& place) {
    return new Journal(session, place);
}

} // namespace pages
