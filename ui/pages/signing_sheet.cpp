// SPDX-License-Identifier: GPL-3.0-only
#include "ask_whole.h"
#include "minutes_fields.h"
#include "page_registry.h"
#include "paper_view.h"
#include "people.h"
#include "sheet_record.h"

#include <money/capital.h>
#include <money/fen.h>
#include <theme/theme.h>
#include <widgets/elided_label.h>
#include <widgets/field.h>
#include <widgets/layout.h>
#include <widgets/plan_words.h>
#include <widgets/progress.h>
#include <widgets/words.h>

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QTabWidget>
#include <QTableWidget>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;
using money::Fen;

namespace {

enum Cell { Chosen, Id, Project, Unit, PageKind, Amount, Decision, Opinion, Trouble, Cells };

// 签批单: many requests on one sheet of paper; what was signed is recorded in one go with who signed,
// when and where: nobody's click is pretended. What the core did not take stays with its reason.
class SigningSheet : public Page {
public:
    SigningSheet(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeTop();
    void makeTable();
    QWidget* makeRecord();
    QString command() const { return m_whose->currentData().toString(); }
    void ask();
    void fill();
    void addRow(const QJsonObject& payment);
    QList<int> chosen() const;
    void showSum();
    void showPeople();
    void showPaper();
    void record();
    void recorded(const SheetOutcome& outcome, const QString& error);

    QComboBox* m_whose;
    QPushButton* m_all;
    QLabel* m_sum;
    QLabel* m_toPrint; // what printing waits for, beside its button
    QTableWidget* m_table;
    QLabel* m_nothing;
    ChoiceField* m_by;
    DateField* m_on;
    TextField* m_number;
    PathField* m_scan;
    MinutesFields* m_minutes;
    QPushButton* m_record;
    QLabel* m_result;
    QTabWidget* m_tabs;
    PaperPanel* m_paper;
    People m_people;
    QJsonArray m_payments;
    bool m_first = true;
};

SigningSheet::SigningSheet(session::Session& session, const NavigationTarget& place)
    : Page(session, place) {
    setTitle(tr("签批单"));
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid);
    whole->addWidget(makeTop());
    makeTable();
    auto* requests = new QWidget;
    auto* inside = new QVBoxLayout(requests);
    inside->setContentsMargins(0, theme::grid, 0, 0);
    inside->addWidget(m_table, 1);
    m_nothing = label(tr("没有等待签批的拨付申请。"), "muted");
    m_nothing->setAlignment(Qt::AlignCenter);
    inside->addWidget(m_nothing);
    inside->addWidget(makeRecord());
    m_paper = new PaperPanel(session);
    m_paper->layout()->setContentsMargins(0, theme::grid, 0, 0);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"sheet-tabs"_s);
    m_tabs->addTab(requests, tr("拨付申请"));
    m_tabs->addTab(m_paper, tr("签批单"));
    whole->addWidget(m_tabs, 1);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int at) {
        if (at == 1)
            showPaper();
    });
    setFocusProxy(m_table);
}

QWidget* SigningSheet::makeTop() {
    m_whose = new QComboBox;
    m_whose->setAccessibleName(tr("谁签批"));
    m_whose->setObjectName(u"whose"_s);
    m_whose->addItem(tr("分管领导审批"), u"payment.approve"_s);
    m_whose->addItem(widgets::planWorded(tr("{office}审核")), u"payment.review"_s);
    connect(m_whose, &QComboBox::currentIndexChanged, this, [this] {
        fill();
        showPeople();
    });
    m_all = button(tr("全选"));
    m_all->setObjectName(u"choose-all"_s);
    connect(m_all, &QPushButton::clicked, this, [this] {
        const bool on = chosen().size() < m_table->rowCount();
        for (int row = 0; row < m_table->rowCount(); ++row)
            m_table->item(row, Chosen)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    });
    m_sum = new ElidedLabel;
    m_sum->setObjectName(u"sum"_s);
    m_toPrint = label({}, "refusal");
    m_toPrint->setObjectName(u"to-print"_s);
    auto* paper = button(tr("打印签批单"), u"print"_s);
    paper->setObjectName(u"print-sheet"_s);
    connect(paper, &QPushButton::clicked, this, [this] {
        if (m_tabs->currentIndex() == 1)
            showPaper();
        m_tabs->setCurrentIndex(1);
    });
    auto* top = new QWidget;
    auto* inside = row({m_whose, m_all, m_sum, m_toPrint, paper});
    inside->setStretch(2, 1);
    top->setLayout(inside);
    return top;
}

void SigningSheet::makeTable() {
    m_table = new QTableWidget(0, Cells);
    m_table->setObjectName(u"sheet"_s);
    m_table->setAccessibleName(tr("等待签批的拨付申请"));
    m_table->setHorizontalHeaderLabels({tr("选"), tr("编号"), tr("项目"), tr("单位"), tr("类别"),
                                        tr("金额(元)"), tr("签批结果"), tr("意见"),
                                        tr("没有登记的原因")});
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(theme::rowHeight + 4);
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    QHeaderView* heads = m_table->horizontalHeader();
    heads->setStretchLastSection(true);
    heads->setHighlightSections(false);
    heads->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeaderItem(Amount)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const int widths[] = {34, 105, 195, 145, 50, 110, 80, 160, 150};
    for (int i = 0; i < Cells; ++i)
        m_table->setColumnWidth(i, widths[i]);
    connect(m_table, &QTableWidget::itemChanged, this, &SigningSheet::showSum);
    connect(m_table, &QTableWidget::cellDoubleClicked, this, [this](int row, int) {
        Q_EMIT go({u"payment"_s, m_table->item(row, Id)->text()});
    });
}

QWidget* SigningSheet::makeRecord() {
    auto* card = new Card(tr("签回以后,登记这张签批单"));
    m_by = new ChoiceField({});
    m_by->editor()->setObjectName(u"edit:signed.by"_s);
    m_on = new DateField(m_session.today());
    m_on->editor()->setObjectName(u"edit:signed.on"_s);
    m_number = new TextField(12);
    m_number->editor()->setObjectName(u"edit:sheet"_s);
    m_scan = new PathField(tr("签批单扫描件"), tr("扫描件 (*.pdf *.jpg *.jpeg *.png *.tif)"));
    m_scan->editor()->setObjectName(u"edit:scan"_s);
    // A scan that would be refused is not asked for.
    const bool files = m_session.may(u"document.file"_s);
    m_scan->setEnabled(files);
    auto* line = row();
    const std::pair<QString, Field*> fields[] = {
        {tr("签字人 *"), m_by},
        {tr("签字日期 *"), m_on},
        {tr("签批单号 *"), m_number},
        {files ? tr("扫描件") : tr("扫描件(由经办或财务归档)"), m_scan}};
    for (const auto& [words, field] : fields) {
        field->editor()->setAccessibleName(words);
        line->addWidget(label(words));
        line->addWidget(field, field == m_scan ? 1 : 0);
    }
    m_record = button(tr("登记所选"), {}, true);
    m_record->setObjectName(u"record-sheet"_s);
    connect(m_record, &QPushButton::clicked, this, &SigningSheet::record);
    m_result = label({}, "muted");
    m_result->setWordWrap(true);
    m_result->setObjectName(u"result"_s);
    auto* below = row({m_record, m_result});
    below->setStretch(1, 1);
    card->body->addLayout(line);
    m_minutes = new MinutesFields(m_session);
    card->body->addWidget(m_minutes);
    card->body->addLayout(below);
    return card;
}

void SigningSheet::refresh() {
    withPeople(m_session, this, [this](const People& people) {
        const bool fresh = m_people.all.size() != people.all.size() || m_first;
        m_people = people;
        if (fresh)
            showPeople();
        ask();
    });
}

void SigningSheet::showPeople() {
    const QStringList& roles = fund::registry().command(command())->roles;
    QList<Choice> choices;
    for (const People::Person& person : std::as_const(m_people.all))
        if (std::any_of(roles.begin(), roles.end(),
                        [&](const QString& role) { return person.roles.contains(role); }))
            choices.append({person.id, person.name});
    m_by->setChoices(choices);
    if (choices.size() == 1)
        m_by->setValue(choices.front().code);
}

// All of them: a sheet that leaves some out is signed as if there were no more.
void SigningSheet::ask() {
    const auto waiting = [](const QString& state) { return QJsonObject{{"state"_L1, state}}; };
    askWhole(m_session, this, u"payment.list"_s, waiting(u"requested"_s),
             [=, this](const QJsonArray& requested) {
                 askWhole(m_session, this, u"payment.list"_s, waiting(u"reviewed"_s),
                          [=, this](const QJsonArray& reviewed) {
                              m_payments = requested;
                              for (const QJsonValue& one : reviewed)
                                  m_payments.append(one);
                              fill();
                          });
             });
}

// What was chosen and typed for a request that still waits stays as it was.
void SigningSheet::fill() {
    if (m_first)
        for (const QJsonValue& one : std::as_const(m_payments))
            if (one.toObject().value("id"_L1) == place().id)
                m_whose->setCurrentIndex(
                    m_whose->findData(one.toObject().value("next"_L1).toString()));
    QStringList waiting;
    for (const QJsonValue& one : std::as_const(m_payments))
        if (one.toObject().value("next"_L1) == command())
            waiting << one.toObject().value("id"_L1).toString();
    for (int row = m_table->rowCount() - 1; row >= 0; --row)
        if (!waiting.contains(m_table->item(row, Id)->text()))
            m_table->removeRow(row);
    QStringList shown;
    for (int row = 0; row < m_table->rowCount(); ++row)
        shown << m_table->item(row, Id)->text();
    for (const QJsonValue& one : std::as_const(m_payments))
        if (const QString id = one.toObject().value("id"_L1).toString();
            waiting.contains(id) && !shown.contains(id))
            addRow(one.toObject());
    m_first = false;
    m_nothing->setVisible(m_table->rowCount() == 0);
    showSum();
}

void SigningSheet::addRow(const QJsonObject& payment) {
    const QSignalBlocker quiet(m_table);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const QString id = payment.value("id"_L1).toString();
    const QString texts[] = {{},
                             id,
                             payment.value("project_name"_L1).toString(),
                             payment.value("unit_name"_L1).toString(),
                             kindWord(payment.value("kind"_L1).toString()),
                             yuan(payment.value("amount"_L1))};
    for (int i = 0; i <= Amount; ++i) {
        auto* item = new QTableWidgetItem(texts[i]);
        item->setToolTip(texts[i]);
        item->setTextAlignment((i == Amount ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        m_table->setItem(row, i, item);
    }
    m_table->item(row, Chosen)->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled);
    m_table->item(row, Chosen)->setCheckState(id == place().id ? Qt::Checked : Qt::Unchecked);
    m_table->item(row, Chosen)->setToolTip(tr("在签批单上"));
    m_table->item(row, Amount)->setData(Qt::UserRole, payment.value("amount"_L1).toString());
    addDecision(m_table, row, id, Decision, Opinion);
    auto* error = new QTableWidgetItem;
    error->setForeground(theme::colours().danger);
    m_table->setItem(row, Trouble, error);
}

QList<int> SigningSheet::chosen() const {
    QList<int> rows;
    for (int row = 0; row < m_table->rowCount(); ++row)
        if (m_table->item(row, Chosen)->checkState() == Qt::Checked)
            rows << row;
    return rows;
}

void SigningSheet::showSum() {
    Fen sum;
    const QList<int> rows = chosen();
    for (const int row : rows)
        sum += Fen::parsePrinted(m_table->item(row, Amount)->data(Qt::UserRole).toString());
    m_sum->setText(rows.isEmpty() ? tr("共 %1 件,选要上签批单的。").arg(m_table->rowCount())
                                  : tr("选了 %1 件,合计 %2 元  %3")
                                        .arg(rows.size())
                                        .arg(sum.grouped(), money::capital(sum)));
    m_record->setEnabled(!rows.isEmpty());
    if (!rows.isEmpty())
        m_toPrint->clear();
}

// The paper holds exactly what is chosen, as the core makes it.
void SigningSheet::showPaper() {
    QStringList ids;
    for (const int row : chosen())
        ids << m_table->item(row, Id)->text();
    if (ids.isEmpty()) {
        m_tabs->setCurrentIndex(0);
        return m_toPrint->setText(tr("先选要上签批单的申请。"));
    }
    m_paper->ask({u"sheet"_s, u"-"_s, ids});
}

void SigningSheet::record() {
    const QString missing = m_by->value().isUndefined()   ? tr("请选签字人。")
                            : m_on->value().isUndefined() ? tr("请填签字日期。")
                            : m_number->value().isUndefined()
                                ? tr("请填签批单号。")
                                : cannotRead(m_scan->value().toString());
    m_by->setWrong(m_by->value().isUndefined());
    m_number->setWrong(m_number->value().isUndefined());
    m_result->setText(missing);
    if (!missing.isEmpty())
        return;
    SheetToRecord sheet{.command = command()};
    sheet.scan = m_scan->value().toString();
    sheet.title = tr("签批单 %1").arg(m_number->value().toString());
    sheet.today = m_session.today();
    for (const int row : chosen()) {
        const auto* decision = qobject_cast<QComboBox*>(m_table->cellWidget(row, Decision));
        const auto* opinion = qobject_cast<QLineEdit*>(m_table->cellWidget(row, Opinion));
        sheet.decisions.append(m_minutes->addedTo(
            decisionOnPaper(m_table->item(row, Id)->text(), decision->currentData().toString(),
                            opinion->text().trimmed(), m_by->value(), m_on->value(),
                            m_number->value()),
            command(),
            Fen::parsePrinted(m_table->item(row, Amount)->data(Qt::UserRole).toString())));
    }
    auto outcome = std::make_shared<SheetOutcome>();
    const auto record = [=](session::Backend& backend, const session::Token& token,
                            const session::Progress& progress) {
        *outcome = recordSheet(backend, token, sheet, progress);
        return journal::Answer();
    };
    showProgress(this, m_session.run(record, true), tr("正在登记签批单"),
                 [=, this](const Ended& ended) { recorded(*outcome, ended.error); });
}

void SigningSheet::recorded(const SheetOutcome& outcome, const QString& error) {
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString id = m_table->item(row, Id)->text();
        if (outcome.taken.contains(id))
            m_table->item(row, Chosen)->setCheckState(Qt::Unchecked);
        const QString why = outcome.refused.value(id);
        m_table->item(row, Trouble)->setText(why);
        m_table->item(row, Trouble)->setToolTip(why);
    }
    QStringList words{tr("登记了 %1 件。").arg(outcome.taken.size())};
    if (!outcome.refused.isEmpty())
        words << tr("%1 件没有登记,原因在表中,填的内容都还在。").arg(outcome.refused.size());
    if (!outcome.notFiled.isEmpty())
        words << tr("扫描件没有归档: %1").arg(outcome.notFiled);
    if (!error.isEmpty())
        words << error;
    m_result->setText(words.join(u' '));
}

} // namespace

Page* makeSheet(session::Session& session, const NavigationTarget& place) {
    return new SigningSheet(session, place);
}

} // namespace pages
