// SPDX-License-Identifier: GPL-3.0-only
#include "locator.h"

#include <api/plan.h>
#include <theme/theme.h>
#include <widgets/words.h>

#include <QKeyEvent>
#include <QVBoxLayout>

namespace shell {

using namespace Qt::Literals::StringLiterals;
using pages::NavigationTarget;

namespace {

constexpr int shownOfEach = 6;

} // namespace

Locator::Locator(session::Session& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_line(new QLineEdit), m_found(new QListWidget) {
    setWindowTitle(tr("搜索"));
    setObjectName(u"locator"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(620, 420);
    m_line->setPlaceholderText(tr("单位、项目、拨付、凭证、支持项目: 编号、名称或拼音首字母"));
    m_line->setAccessibleName(tr("搜索"));
    m_line->setObjectName(u"locator-line"_s);
    m_found->setObjectName(u"locator-found"_s);
    m_found->setAccessibleName(tr("找到的"));
    auto* whole = new QVBoxLayout(this);
    whole->addWidget(m_line);
    whole->addWidget(m_found);
    m_line->installEventFilter(this);
    m_pause.setSingleShot(true);
    m_pause.setInterval(100);
    connect(m_line, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_line, &QLineEdit::returnPressed, this, &Locator::choose);
    connect(&m_pause, &QTimer::timeout, this, &Locator::search);
    connect(m_found, &QListWidget::itemActivated, this, &Locator::choose);
    m_line->setFocus();
}

// Arrows move in the list while the line keeps the focus.
bool Locator::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_found->count() > 0) {
            m_found->setCurrentRow(
                std::clamp(m_found->currentRow() + step, 0, m_found->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void Locator::add(const QString& kind, const QString& words, const NavigationTarget& place) {
    m_found->addItem(kind + u"  "_s + words);
    m_places << place;
    if (m_found->currentRow() < 0)
        m_found->setCurrentRow(0);
}

void Locator::search() {
    const QString text = m_line->text().trimmed();
    const int run = ++m_run;
    m_found->clear();
    m_places.clear();
    if (text.isEmpty())
        return;
    const QJsonObject with{{"text"_L1, text}, {"count"_L1, shownOfEach}};
    const auto ask = [&](const QString& question, const QString& kind, const QString& page,
                         std::function<QString(const QJsonObject&)> words) {
        m_session.ask(question, with, this, [=, this](const journal::Answer& answer) {
            if (run != m_run || !answer.ok())
                return;
            for (const QJsonValue& one : answer.result.toObject().value("items"_L1).toArray())
                add(kind, words(one.toObject()), {page, one.toObject().value("id"_L1).toString()});
        });
    };
    const auto named = [](const QJsonObject& row) {
        return row.value("id"_L1).toString() + u' ' + row.value("name"_L1).toString();
    };
    m_session.askOnce(u"plan.show"_s, this, [=, this](const journal::Answer& answer) {
        if (run != m_run)
            return;
        for (const api::PlanLine& line : api::fromJson<api::Plan>(answer.result).lines) {
            const QString words = line.code + u' ' + line.name;
            if (words.contains(text, Qt::CaseInsensitive))
                add(tr("支持项目"), words, {u"projects"_s, {}, u"line="_s + line.code});
        }
    });
    ask(u"unit.list"_s, tr("单位"), u"unit"_s, named);
    ask(u"project.list"_s, tr("项目"), u"project"_s, named);
    ask(u"payment.list"_s, tr("拨付"), u"payment"_s, [](const QJsonObject& row) {
        return tr("%1 %2 元 %3")
            .arg(row.value("id"_L1).toString(), widgets::yuan(row.value("amount"_L1)),
                 row.value("project_name"_L1).toString());
    });
}

void Locator::choose() {
    const int row = m_found->currentRow();
    if (row < 0 || row >= m_places.size())
        return;
    const NavigationTarget place = m_places[row];
    close();
    Q_EMIT chosen(place);
}

} // namespace shell
