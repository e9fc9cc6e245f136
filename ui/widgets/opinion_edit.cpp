// SPDX-License-Identifier: GPL-3.0-only
#include "opinion_edit.h"

#include "layout.h"

#include <QJsonArray>
#include <QMenu>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int looked = 60;  // entries
constexpr int offered = 8;  // opinions
constexpr int longest = 36; // characters of one in the menu

} // namespace

OpinionField::OpinionField(session::Session& session, const QString& command, int lines)
    : LongTextField(lines), m_recent(button(tr("用过的意见"))) {
    m_recent->setObjectName(u"recent-opinions"_s);
    m_recent->setFocusPolicy(Qt::ClickFocus);
    m_recent->hide();
    qobject_cast<QBoxLayout*>(layout())->insertWidget(1, m_recent, 0, Qt::AlignTop);
    session.ask(
        u"journal.list"_s, {{"do"_L1, command}, {"newest"_L1, true}, {"count"_L1, looked}}, this,
        [this](const journal::Answer& answer) {
            QStringList opinions;
            const QJsonObject result = answer.result.toObject();
            for (const QJsonValue& one : result.value("entries"_L1).toArray()) {
                const QString opinion =
                    one.toObject().value("with"_L1).toObject().value("opinion"_L1).toString();
                if (!opinion.isEmpty() && !opinions.contains(opinion))
                    opinions << opinion;
            }
            offer(opinions.mid(0, offered));
        });
}

void OpinionField::offer(const QStringList& opinions) {
    if (opinions.isEmpty())
        return;
    auto* menu = new QMenu(m_recent);
    for (const QString& opinion : opinions) {
        const QString shown = opinion.size() > longest ? opinion.left(longest - 1) + u'…' : opinion;
        auto* action = menu->addAction(withoutMnemonic(shown), this, [this, opinion] {
            setValue(opinion);
            editor()->setFocus();
        });
        action->setToolTip(opinion);
    }
    menu->setToolTipsVisible(true);
    m_recent->setMenu(menu);
    m_recent->show();
}

} // namespace widgets
