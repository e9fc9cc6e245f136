// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "shape.h"

#include <labels/labels.h>
#include <money/fen.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <optional>
#include <typeinfo>
#include <vector>

namespace journal {

class PrivateStore;

// What a command or question was given, read by key. The shape has been checked before, so a
// missing optional key reads as empty and nothing else can be missing. A text that is kept beside
// the journal reads as itself where the store still has it.
class Args {
public:
    Args() = default;
    explicit Args(QJsonObject json, const PrivateStore* store = nullptr)
        : m_json(std::move(json)), m_store(store) {}

    bool has(QLatin1StringView key) const { return m_json.contains(key); }
    QString text(QLatin1StringView key) const { return textOf(m_json.value(key)); }
    money::Fen fen(QLatin1StringView key) const;
    std::optional<money::Fen> optionalFen(QLatin1StringView key) const;
    bool flag(QLatin1StringView key) const { return m_json.value(key).toBool(); }
    qint64 integer(QLatin1StringView key, qint64 absent = 0) const {
        return m_json.value(key).toInteger(absent);
    }
    Args object(QLatin1StringView key) const;
    std::vector<Args> list(QLatin1StringView key) const;
    QStringList texts(QLatin1StringView key) const;
    // Of a list of ids, or of objects with an id.
    QStringList ids(QLatin1StringView key) const;

    // The hash under which a secret stands beside the journal; "" where it does not.
    QString secretHash(QLatin1StringView key) const;

    const QJsonObject& json() const { return m_json; }
    // The same with every text that is kept beside the journal in its place.
    QJsonObject revealed() const;
    const PrivateStore* store() const { return m_store; }
    // Writes down what was left out and is now decided, so that replay need not judge it again.
    void setDefault(QLatin1StringView key, const QJsonValue& value) {
        m_json.insert(key, value);
        m_typed = {};
    }

    // The same as its command's own struct, made by `Typed::from(args)` when it is first asked for
    // and again only after something was settled:
    //
    //     const auto& request = call.with.as<RequestArgs>();
    template <class Typed> const Typed& as() const {
        if (m_typed.type != &typeid(Typed)) {
            m_typed.value = std::make_shared<const Typed>(Typed::from(*this));
            m_typed.type = &typeid(Typed);
        }
        return *static_cast<const Typed*>(m_typed.value.get());
    }
    // A code of a vocabulary; nothing where the key was left out.
    template <labels::Coded Code> std::optional<Code> code(QLatin1StringView key) const {
        return labels::parse<Code>(text(key));
    }

private:
    QString textOf(const QJsonValue& value) const;
    QJsonValue revealed(const QJsonValue& value) const;

    struct Made {
        std::shared_ptr<const void> value;
        const std::type_info* type = nullptr;
    };

    QJsonObject m_json;
    const PrivateStore* m_store = nullptr;
    mutable Made m_typed;
};

// One source and how much of it.
struct SourceAmount {
    QString source;
    money::Fen amount;
};

std::vector<SourceAmount> sourceAmounts(const Args& words, QLatin1StringView key);
QJsonArray toJson(const std::vector<SourceAmount>& amounts);
money::Fen sum(const std::vector<SourceAmount>& amounts);
money::Fen amountOf(const std::vector<SourceAmount>& amounts, const QString& source);

} // namespace journal
