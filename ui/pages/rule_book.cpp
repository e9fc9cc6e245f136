// SPDX-License-Identifier: GPL-3.0-only
#include "page_registry.h"
#include "plan_facts.h"

#include <journal/rules.h>
#include <resources/resources.h>
#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/plan_words.h>

#include <QListWidget>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

int numberIn(const QString& words) {
    static const QString digits = u"一二三四五六七八九十"_s;
    int value = 0;
    for (const QChar c : words) {
        const auto digit = static_cast<int>(digits.indexOf(c)) + 1;
        if (digit == 10)
            value = (value ? value : 1) * 10;
        else if (digit > 0)
            value += digit;
    }
    return value;
}

// Where a clause stands: the articles in their order, then the plan's chapters and their parts
// ("三(二)"), then the annexes.
int rank(const QString& name) {
    if (name.startsWith(u'第'))
        return numberIn(name);
    const int chapter = numberIn(name.section(u'(', 0, 0));
    const int part = numberIn(name.section(u'(', 1));
    return (u"一二三四五六七八九十"_s.contains(name.front()) ? 1000 : 100'000) + 100 * chapter
           + part;
}

// 办法: the whole document to read and search, each article with the refusals that cite it and the
// lines of the budget that it is about.
class RuleBook : public Page {
public:
    RuleBook(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void fill(const PlanFacts& plan);
    void showClause(const QString& clause);
    void search(bool further);
    QString linesOf(const QString& clause) const;

    QLineEdit* m_find;
    QListWidget* m_clauses;
    QTextBrowser* m_clause;
    QTextBrowser* m_document;
    QLabel* m_found;
    PlanFacts m_plan;
    bool m_filled = false;
};

RuleBook::RuleBook(session::Session& session, const NavigationTarget& place)
    : Page(session, place) {
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
    m_find = new QLineEdit;
    m_find->setPlaceholderText(tr("在文件中查找,回车找下一处"));
    m_find->setAccessibleName(tr("在文件中查找"));
    m_find->setObjectName(u"filter"_s);
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(360);
    m_found = widgets::label({}, "muted");
    auto* tools = widgets::row({m_find, m_found});
    tools->addStretch();
    whole->addLayout(tools);
    auto* across = new QSplitter;
    m_clauses = new QListWidget;
    m_clauses->setObjectName(u"clauses"_s);
    m_clauses->setAccessibleName(tr("条款"));
    m_clause = new QTextBrowser;
    m_clause->setObjectName(u"clause"_s);
    m_clause->setAccessibleName(tr("条款原文、引用它的规则和支持项目"));
    m_clause->setOpenLinks(false);
    m_document = new QTextBrowser;
    m_document->setObjectName(u"document"_s);
    m_document->setAccessibleName(tr("文件全文"));
    across->addWidget(m_clauses);
    across->addWidget(m_clause);
    across->addWidget(m_document);
    across->setStretchFactor(0, 0);
    across->setStretchFactor(1, 2);
    across->setStretchFactor(2, 3);
    across->setSizes({130, 430, 600});
    whole->addWidget(across, 1);
    connect(m_clauses, &QListWidget::currentTextChanged, this, &RuleBook::showClause);
    connect(m_find, &QLineEdit::textChanged, this, [this] { search(false); });
    connect(m_find, &QLineEdit::returnPressed, this, [this] { search(true); });
    connect(m_clause, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        Q_EMIT go({u"projects"_s, {}, u"line="_s + link.path()});
    });
}

void RuleBook::refresh() {
    if (m_filled)
        return;
    m_filled = true;
    withPlan(m_session, this, [this](const PlanFacts& plan) { fill(plan); });
}

void RuleBook::fill(const PlanFacts& plan) {
    m_plan = plan;
    const QString number = plan.plan().document;
    QString text = QString::fromUtf8(resources::read(u"documents/%1.txt"_s.arg(number))).trimmed();
    // A plan whose document is not built in still has its clauses.
    const QJsonObject& clauses = plan.plan().clauses;
    QStringList names = clauses.keys();
    std::stable_sort(names.begin(), names.end(),
                     [](const QString& a, const QString& b) { return rank(a) < rank(b); });
    if (text.isEmpty())
        for (const QString& name : std::as_const(names))
            text += name + u"  "_s + clauses.value(name).toString() + u"\n\n"_s;
    m_document->setPlainText(text);
    m_clauses->addItems(names);
    m_clauses->addItem(tr("疑义"));
    m_clauses->setCurrentRow(0);
    for (int i = 0; i < m_clauses->count(); ++i)
        if (m_clauses->item(i)->text() == place().id)
            m_clauses->setCurrentRow(i);
}

// The lines whose path rests on this clause, or whose notices name it.
QString RuleBook::linesOf(const QString& clause) const {
    QString html;
    for (const api::PlanLine& line : m_plan.plan().lines) {
        const QJsonObject path = m_plan.path(line.path);
        QString how;
        if (path.value("article"_L1).toString() == clause)
            how = path.value("name"_L1).toString();
        for (const QString& notice : line.notices)
            if (notice.contains(clause))
                how += (how.isEmpty() ? u""_s : u";"_s) + tr("有疑义");
        if (!how.isEmpty())
            html += u"<li><a href=\"line:%1\">%2</a> %3</li>"_s.arg(
                line.code, m_plan.lineName(line.code).toHtmlEscaped(), how.toHtmlEscaped());
    }
    return html;
}

void RuleBook::showClause(const QString& clause) {
    QString html;
    if (clause == tr("疑义")) {
        html = u"<h3>%1</h3><ol>"_s.arg(tr("文件中的疑义,本程序的处理"));
        for (const QString& notice : m_plan.plan().notices)
            html += u"<li>%1</li>"_s.arg(notice.toHtmlEscaped());
        m_clause->setHtml(html + u"</ol>"_s);
        return;
    }
    const QString words = m_plan.clause(clause);
    html = u"<h3>%1</h3><p>%2</p>"_s.arg(clause.toHtmlEscaped(),
                                         words.toHtmlEscaped().replace(u'\n', u"<br>"_s));
    QString rules;
    for (const journal::RuleInfo& rule : journal::catalogue())
        if (const QString cited = widgets::ruleClause(rule.id);
            cited.split(u", "_s).contains(clause) || cited.startsWith(clause + u' '))
            rules +=
                u"<li>%1</li>"_s.arg(widgets::planWorded(rule.demand.toString()).toHtmlEscaped());
    if (!rules.isEmpty())
        html += u"<h4>%1</h4><ul>%2</ul>"_s.arg(tr("引用它的规则(不合的,程序拒绝)"), rules);
    const QString lines = linesOf(clause);
    if (!lines.isEmpty())
        html += u"<h4>%1</h4><ul>%2</ul>"_s.arg(tr("有关的支持项目"), lines);
    m_clause->setHtml(html);
    // The document goes along to where the clause stands.
    const QTextCursor at = m_document->document()->find(clause);
    if (!at.isNull() && clause.startsWith(u'第')) {
        QTextCursor last = at;
        for (QTextCursor next = at; !next.isNull();
             next = m_document->document()->find(clause, next))
            if (next.block().text().trimmed().startsWith(clause))
                last = next;
        m_document->setTextCursor(last);
        m_document->ensureCursorVisible();
        QScrollBar* bar = m_document->verticalScrollBar(); // it stands on top
        bar->setValue(bar->value() + m_document->cursorRect().top() - theme::grid);
    }
}

void RuleBook::search(bool further) {
    const QString wanted = m_find->text().trimmed();
    QTextCursor from = m_document->textCursor();
    if (!further)
        from.movePosition(QTextCursor::Start);
    QTextCursor at = m_document->document()->find(wanted, from);
    if (at.isNull() && further)
        at = m_document->document()->find(wanted);
    if (wanted.isEmpty()) {
        m_found->clear();
        return;
    }
    m_found->setText(at.isNull() ? tr("没有找到")
                                 : tr("共 %1 处").arg(m_document->toPlainText().count(wanted)));
    if (!at.isNull())
        m_document->setTextCursor(at);
}

} // namespace

Page* makeRuleBook(session::Session& session, const NavigationTarget& place) {
    return new RuleBook(session, place);
}

} // namespace pages
