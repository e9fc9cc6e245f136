// SPDX-License-Identifier: GPL-3.0-only
#include "request_line.h"

namespace fund {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;

std::variant<journal::Request, journal::Rejection> readRequest(const QJsonObject& line,
                                                               Speaker speaker) {
    static const QStringList keys{u"do"_s, u"ask"_s, u"with"_s, u"dry"_s, u"signed"_s, u"sheet"_s};
    const bool named = speaker == Speaker::Named;
    for (const QString& key : line.keys())
        if (!keys.contains(key) && !(named && key == "as"_L1))
            return badInput(key, u"不认识的项 %1,请删去或改正。"_s.arg(key));
    const bool command = line.contains("do"_L1);
    if (command == line.contains("ask"_L1))
        return badInput(u"do"_s, u"每一行须有 do 或 ask 之一,请补充或删去多余的。"_s);
    const QJsonValue action = line.value(command ? "do"_L1 : "ask"_L1);
    const QJsonValue with = line.value("with"_L1);
    if (!action.isString())
        return badInput(command ? u"do"_s : u"ask"_s, u"命令名须为文字。"_s);
    if (named && !line.value("as"_L1).isString())
        return badInput(u"as"_s, u"缺少 as,请写明由哪个用户办理。"_s);
    if (!with.isUndefined() && !with.isObject())
        return badInput(u"with"_s, u"with 须为 {…} 形式的对象。"_s);
    if (line.contains("dry"_L1) && (!command || !line.value("dry"_L1).isBool()))
        return badInput(u"dry"_s, u"dry 只与 do 同用,值为 true 或 false。"_s);
    journal::Request request{line.value("as"_L1).toString(), action.toString(), with.toObject(),
                             line.value("dry"_L1).toBool()};
    for (const QString& key : {u"signed"_s, u"sheet"_s})
        if (line.contains(key))
            request.with.insert(key, line.value(key));
    return request;
}

bool holdsPassword(const journal::Request& request) {
    return request.action.startsWith("user."_L1);
}

journal::Rejection lineTooLong() {
    return badInput({}, u"这一行超过 1 MiB,没有读取:请拆成较短的命令。"_s);
}

} // namespace fund
