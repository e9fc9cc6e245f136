// SPDX-License-Identifier: GPL-3.0-only
#include "answer.h"

#include <QJsonArray>

namespace journal {

using namespace Qt::Literals::StringLiterals;

Rejection& Rejection::at(const QString& field) {
    if (auto* refusal = std::get_if<Refusal>(&m_reason))
        refusal->field = field;
    else
        std::get<Error>(m_reason).field = field;
    return *this;
}

Rejection& Rejection::under(const QString& article) {
    if (auto* refusal = std::get_if<Refusal>(&m_reason))
        refusal->article = article;
    return *this;
}

Rejection& Rejection::in(const labels::Words& words) {
    if (auto* refusal = std::get_if<Refusal>(&m_reason))
        refusal->sentence = refusal->sentence.in(words);
    else
        std::get<Error>(m_reason).sentence = std::get<Error>(m_reason).sentence.in(words);
    return *this;
}

Rejection& Rejection::limit(const QString& text) {
    if (auto* refusal = std::get_if<Refusal>(&m_reason))
        refusal->limit = text;
    return *this;
}

Rejection& Rejection::asked(const QString& text) {
    if (auto* refusal = std::get_if<Refusal>(&m_reason))
        refusal->asked = text;
    return *this;
}

Rejection& Rejection::until(const QString& date) {
    if (auto* refusal = std::get_if<Refusal>(&m_reason))
        refusal->until = date;
    return *this;
}

Rejection& Rejection::limit(money::Fen amount) {
    return limit(std::max(amount, money::Fen()).toYuan());
}

Rejection& Rejection::asked(money::Fen amount) {
    return asked(amount.toYuan());
}

const labels::Sentence& Rejection::sentence() const {
    const Refusal* refused = refusal();
    return refused ? refused->sentence : error()->sentence;
}

Rejection refuse(Rule rule, const labels::Sentence& sentence) {
    return Refusal{rule, {}, sentence, {}, {}, {}};
}

Rejection badInput(const QString& field, const labels::Sentence& sentence) {
    return Error{ErrorKind::BadInput, field, sentence};
}

namespace {

struct KindName {
    ErrorKind kind;
    QLatin1StringView name;
};

constexpr KindName kindNames[] = {
    {ErrorKind::BadInput, "bad-input"_L1},  {ErrorKind::NotLoggedIn, "not-logged-in"_L1},
    {ErrorKind::Locked, "locked"_L1},       {ErrorKind::Storage, "storage"_L1},
    {ErrorKind::Internal, "internal"_L1},   {ErrorKind::Connection, "connection"_L1},
    {ErrorKind::Forbidden, "forbidden"_L1}, {ErrorKind::NotFound, "not-found"_L1},
    {ErrorKind::Method, "method"_L1},       {ErrorKind::TooLarge, "too-large"_L1},
    {ErrorKind::Busy, "busy"_L1},
};

} // namespace

QLatin1StringView errorName(ErrorKind kind) {
    for (const KindName& one : kindNames)
        if (one.kind == kind)
            return one.name;
    return {};
}

namespace {

labels::Sentence sentenceFrom(const QJsonObject& json) {
    QStringList arguments;
    for (const QJsonValue& one : json.value("arguments"_L1).toArray())
        arguments << one.toString();
    return labels::Sentence::told(json.value("message"_L1).toString(),
                                  json.value("code"_L1).toString(), arguments);
}

Rejection errorFrom(const QJsonObject& json) {
    const QString kind = json.value("kind"_L1).toString();
    Error error{ErrorKind::Internal, json.value("field"_L1).toString(), sentenceFrom(json),
                json.value("id"_L1).toString()};
    for (const KindName& one : kindNames)
        if (kind == one.name)
            error.kind = one.kind;
    return error;
}

} // namespace

QJsonObject toJson(const Refusal& refusal) {
    const RuleInfo& rule = info(refusal.rule);
    QJsonObject json{
        {"rule"_L1, rule.id}, {"article"_L1, refusal.article}, {"message"_L1, refusal.message()}};
    if (!refusal.field.isEmpty())
        json.insert("field"_L1, refusal.field);
    if (!refusal.limit.isEmpty())
        json.insert("limit"_L1, refusal.limit);
    if (!refusal.asked.isEmpty())
        json.insert("asked"_L1, refusal.asked);
    if (!refusal.until.isEmpty())
        json.insert("until"_L1, refusal.until);
    return json;
}

Rejection refusalFrom(const QJsonObject& json) {
    const auto text = [&](QLatin1StringView key) { return json.value(key).toString(); };
    for (const RuleInfo& one : catalogue())
        if (one.id == text("rule"_L1))
            return Refusal{one.rule,         text("article"_L1), sentenceFrom(json),
                           text("field"_L1), text("limit"_L1),   text("asked"_L1),
                           text("until"_L1)};
    return badInput(text("field"_L1), sentenceFrom(json));
}

QJsonObject Answer::toJson(Form form) const {
    if (!rejection) {
        QJsonObject json{{"ok"_L1, true}};
        if (dry) {
            json.insert("dry"_L1, true);
            return json;
        }
        if (seq > 0)
            json.insert("seq"_L1, seq);
        json.insert("result"_L1, result);
        return json;
    }
    QJsonObject json{{"ok"_L1, false}};
    const auto withCode = [&](QJsonObject reason) {
        const labels::Sentence& sentence = rejection->sentence();
        if (form == Form::WithCode && !sentence.code().empty()) {
            reason.insert("code"_L1, QString::fromUtf8(sentence.code()));
            reason.insert("arguments"_L1, QJsonArray::fromStringList(sentence.arguments()));
        }
        return reason;
    };
    if (const Refusal* refusal = rejection->refusal()) {
        json.insert("refusal"_L1, withCode(journal::toJson(*refusal)));
        return json;
    }
    const Error* error = rejection->error();
    QJsonObject reason{{"kind"_L1, errorName(error->kind)}, {"message"_L1, error->message()}};
    if (!error->field.isEmpty())
        reason.insert("field"_L1, error->field);
    if (!error->id.isEmpty())
        reason.insert("id"_L1, error->id);
    json.insert("error"_L1, withCode(reason));
    return json;
}

Answer Answer::fromJson(const QJsonObject& json) {
    Answer answer;
    if (json.value("ok"_L1).toBool()) {
        answer.dry = json.value("dry"_L1).toBool();
        answer.seq = json.value("seq"_L1).toInteger();
        if (!answer.dry)
            answer.result = json.value("result"_L1);
        return answer;
    }
    answer.rejection = json.contains("refusal"_L1)
                           ? refusalFrom(json.value("refusal"_L1).toObject())
                           : errorFrom(json.value("error"_L1).toObject());
    return answer;
}

} // namespace journal
