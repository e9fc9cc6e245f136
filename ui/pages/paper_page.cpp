// SPDX-License-Identifier: GPL-3.0-only
#include "form_page.h"
#include "page_registry.h"
#include "paper_view.h"

#include <theme/theme.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

// A paper before it is printed. The place's id is the paper's, its filter names the kind:
// "kind=payment".
class PaperPage : public Page {
public:
    PaperPage(session::Session& session, const NavigationTarget& place)
        : Page(session, place), m_panel(new PaperPanel(session)) {
        setTitle(QObject::tr("打印预览"));
        auto* whole = new QVBoxLayout(this);
        whole->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, 0);
        whole->addWidget(m_panel);
        setFocusProxy(m_panel);
        connect(m_panel->view(), &PaperView::shown, this,
                [this] { setTitle(m_panel->view()->report().title); });
    }
    void refresh() override { m_panel->ask({filterValue(place(), u"kind"_s), place().id}); }

private:
    PaperPanel* m_panel;
};

} // namespace

Page* makePaper(session::Session& session, const NavigationTarget& place) {
    return new PaperPage(session, place);
}

} // namespace pages
