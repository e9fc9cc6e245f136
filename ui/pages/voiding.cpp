// SPDX-License-Identifier: GPL-3.0-only
#include "voiding.h"

#include "action_button.h"

#include <overview/overview.h>
#include <widgets/form_window.h>
#include <widgets/layout.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;

void openVoid(QWidget* parent, session::Session& session, const QString& kind, const QString& id) {
    auto* window = new FormWindow(parent, session, u"void"_s, QObject::tr("作废 %1").arg(id));
    window->form->fix(u"kind"_s, kind);
    window->form->fix(u"id"_s, id);
    window->form->add(u"date"_s, QObject::tr("日期"), new DateField(session.today()));
    window->form->add(u"reason"_s, QObject::tr("原因"), new LongTextField);
    window->form->addSignature({overview::voidingRole(kind)});
    window->open();
}

QPushButton* voidButton(session::Session& session, TableView* table, const QString& words,
                        std::function<Voidable(const QJsonObject& row)> which) {
    auto* made = button(words);
    made->setObjectName(u"do:void"_s);
    made->hide();
    QObject::connect(table, &TableView::moved, made, [=, &session](const QJsonObject& row) {
        const Voidable thing = which(row);
        made->hide();
        if (!thing.kind.isEmpty())
            updateActionButton(session, made, u"void"_s,
                               {{"kind"_L1, thing.kind},
                                {"id"_L1, thing.id},
                                {"date"_L1, session.today()},
                                {"reason"_L1, u"-"_s}});
    });
    QObject::connect(table->model(), &QAbstractItemModel::modelReset, made, &QWidget::hide);
    QObject::connect(made, &QPushButton::clicked, table, [=, &session] {
        const Voidable thing = which(table->current());
        if (!thing.kind.isEmpty())
            openVoid(table, session, thing.kind, thing.id);
    });
    return made;
}

} // namespace pages
