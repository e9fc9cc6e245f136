// SPDX-License-Identifier: GPL-3.0-only
#include "warning_pictures.h"

#include "people_at_work.h"

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

void takeWarnings(const std::function<void(Desktop&, const QString&)>& take) {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    const auto change = [&](const QString& unit, const QString& account, const QJsonObject& more) {
        QJsonObject with{{"id"_L1, unit},
                         {"date"_L1, u"2020-01-15"_s},
                         {"document"_L1, u"变更函"_s},
                         {"bank"_L1, QJsonObject{{"name"_L1, u"湖南古丈农商行"_s},
                                                 {"account"_L1, account},
                                                 {"holder"_L1, u"湘西州某某文化旅游投资集团"_s}}}};
        for (auto it = more.begin(); it != more.end(); ++it)
            with.insert(it.key(), it.value());
        testing::given(desktop, u"clerk2"_s, u"unit.change"_s, with);
    };
    const QString named =
        u"湘西土家族苗族自治州古丈县Donaudampfschifffahrtsgesellschaftskapitän电子商务有限公司"_s;
    change(u"DW-001"_s, u"6217995500012345678"_s, {{"name"_L1, named}});
    change(u"DW-003"_s, u"6217995500012345678"_s, {});
    desktop.window().goTo({u"warnings"_s, u"private-account:DW-001"_s, u"code=private-account"_s});
    desktop.click(u"do:warning.explain"_s);
    desktop.type(u"edit:note"_s, u"集团统一代管,已附说明。"_s);
    take(desktop, u"warning-explain"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    take(desktop, u"warning-explained"_s);
    desktop.window().goTo({u"project-form"_s, u"XM-2019-028"_s, u"do=project.review"_s});
    take(desktop, u"warnings-review"_s);
    desktop.window().goTo({u"approve"_s, u"XM-2019-028"_s});
    take(desktop, u"warnings-approve"_s);
    desktop.window().goTo({u"unit"_s, u"DW-001"_s});
    take(desktop, u"warnings-unit"_s);
    desktop.window().goTo({u"payment"_s, u"BF-2019-017"_s});
    take(desktop, u"warnings-payment"_s);
}
