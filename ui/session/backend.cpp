// SPDX-License-Identifier: GPL-3.0-only
#include "backend.h"

namespace session {

using namespace Qt::Literals::StringLiterals;

journal::Answer fileDocument(Backend& backend, const Token& token, const QString& today,
                             const QString& path, QJsonObject with, const Progress& progress) {
    const auto part = [&](int from, int to) -> Progress {
        if (!progress)
            return {};
        return [=, &progress](qint64 done, qint64 all) {
            return progress(from + (all > 0 ? done * (to - from) / all : 0), 100);
        };
    };
    const journal::Answer number =
        backend.ask(token, u"number.next"_s, {{"kind"_L1, u"document"_s}, {"date"_L1, today}});
    if (number.ok())
        with.insert("id"_L1, number.result.toObject().value("id"_L1));
    const journal::Answer sent = backend.upload(token, path, part(0, 30));
    if (!sent.ok())
        return sent;
    with.insert("sha256"_L1, sent.result.toObject().value("sha256"_L1));
    return backend.submit(token, u"document.file"_s, with, part(30, 100));
}

} // namespace session
