// SPDX-License-Identifier: GPL-3.0-only
#include "request_line.h"

namespace fund {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using labels::sentence;

std::variant<journal::Request, journal::Rejection> readRequest(const QJsonObject& line,
                                                               Speaker speaker) {
    static const QStringList keys{u"do"_s, u"ask"_s, u"with"_s, u"dry"_s, u"signed"_s, u"sheet"_s};
    const bool named = speaker == Speaker::Named;
    for (const QString& key : line.keys())
        if (!keys.contains(key) && !(named && key == "as"_L1))
            return badInput(key, sentence("key.unknown", key));
    const bool command = line.contains("do"_L1);
    if (command == line.contains("ask"_L1))
        return badInput(u"do"_s, sentence("request.do-or-ask"));
    const QJsonValue action = line.value(command ? "do"_L1 : "ask"_L1);
    const QJsonValue with = line.value("with"_L1);
    if (!action.isString())
        return badInput(command ? u"do"_s : u"ask"_s, sentence("request.action.not-text"));
    if (named && !line.value("as"_L1).isString())
        return badInput(u"as"_s, sentence("request.as.missing"));
    if (!with.isUndefined() && !with.isObject())
        return badInput(u"with"_s, sentence("request.with.not-object"));
    if (line.contains("dry"_L1) && (!command || !line.value("dry"_L1).isBool()))
        return badInput(u"dry"_s, sentence("request.dry.unfit"));
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
    return badInput({}, sentence("request.too-long"));
}

} // namespace fund
