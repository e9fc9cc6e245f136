// SPDX-License-Identifier: GPL-3.0-only
#include "form.h"

// The number that the core proposes for a new thing, and that another desk may take first.

namespace widgets {

using namespace Qt::Literals::StringLiterals;

void Form::proposeNumber(const QString& kind, const QString& words) {
    m_numbering = kind;
    add(u"id"_s, words.isEmpty() ? tr("编号") : words, new TextField(16));
    askNumber({});
    connect(&m_session, &session::Session::changed, this, [this] {
        if (!m_session.isLocal() && !m_busy && isProposed())
            askNumber({});
    });
}

bool Form::isProposed() const {
    const Field* number = m_numbering.isEmpty() ? nullptr : field(u"id"_s);
    return number && !m_proposed.isEmpty() && number->value() == m_proposed;
}

void Form::askNumber(const std::function<void(bool another)>& then) {
    m_session.ask(u"number.next"_s, {{"kind"_L1, m_numbering}, {"date"_L1, m_session.today()}},
                  this, [this, then](const journal::Answer& answer) {
                      const QString next = answer.result.toObject().value("id"_L1).toString();
                      Field* number = field(u"id"_s);
                      const bool another = answer.ok() && next != m_proposed
                                           && (isProposed() || number->value().isUndefined());
                      if (another) {
                          m_proposed = next;
                          number->setValue(next);
                      }
                      if (then)
                          then(another);
                  });
}

} // namespace widgets
