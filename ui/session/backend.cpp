// SPDX-License-Identifier: GPL-3.0-only
#include "backend.h"

#include <journal/entry.h>

namespace session {

using namespace Qt::Literals::StringLiterals;

namespace {

QString fieldOf(const journal::Answer& answer) {
    if (answer.ok())
        return {};
    const journal::Refusal* refusal = answer.rejection->refusal();
    return refusal ? refusal->field : answer.rejection->error()->field;
}

bool inDoubt(const journal::Answer& answer) {
    const journal::Error* error = answer.rejection ? answer.rejection->error() : nullptr;
    return error && error->kind == journal::ErrorKind::Connection;
}

} // namespace

journal::Answer fileDocument(Backend& backend, const Token& token, const QString& today,
                             const QString& path, QJsonObject with, const Progress& progress) {
    const auto part = [&](int from, int to) -> Progress {
        if (!progress)
            return {};
        return [=, &progress](qint64 done, qint64 all) {
            return progress(from + (all > 0 ? done * (to - from) / all : 0), 100);
        };
    };
    const journal::Answer sent = backend.upload(token, path, part(0, 30));
    if (!sent.ok())
        return sent;
    with.insert("sha256"_L1, sent.result.toObject().value("sha256"_L1));
    const QByteArray what = journal::canonical(with);
    QJsonValue next = backend.unsettled.value(what, QJsonValue::Undefined);
    // Another desk may take the number between the question and the command.
    constexpr int tries = 5;
    for (int i = 0;; ++i) {
        if (next.isUndefined())
            next =
                backend
                    .ask(token, u"number.next"_s, {{"kind"_L1, u"document"_s}, {"date"_L1, today}})
                    .result.toObject()
                    .value("id"_L1);
        const bool another = next.isString() && next != with.value("id"_L1);
        if (next.isString())
            with.insert("id"_L1, next);
        next = QJsonValue::Undefined;
        const journal::Answer filed =
            backend.submit(token, u"document.file"_s, with, part(30, 100));
        if (inDoubt(filed))
            backend.unsettled.insert(what, with.value("id"_L1));
        else
            backend.unsettled.remove(what);
        if (fieldOf(filed) != "id"_L1 || !another || i >= tries)
            return filed;
    }
}

} // namespace session
