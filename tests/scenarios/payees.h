// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "words.h"

#include <QJsonObject>

namespace scenarios {

// What an operation sends: for 免交档案 several commands, else one.
struct Sent {
    QString command;
    QList<QJsonObject> with;
};

// Awards and those who are paid for them.
Sent registerPerson(ScenarioArgs& words, QJsonObject with);       // 登记个人 I1
Sent registerOrganisation(ScenarioArgs& words, QJsonObject with); // 登记组织 某村
Sent recordContract(ScenarioArgs& words,
                    QJsonObject with); // 登记合同 HT-1 项目 XM-1 对方 U2 60,000.00 元
Sent voidContract(ScenarioArgs& words, QJsonObject with);   // 作废合同 HT-1
Sent award(ScenarioArgs& words, QJsonObject with);          // 登记获奖 J1 项目 XM-1 单位 I1
Sent changeAccount(ScenarioArgs& words, QJsonObject with);  // 变更账户 I1
Sent confirmAccount(ScenarioArgs& words, QJsonObject with); // 复核账户 I1

} // namespace scenarios
