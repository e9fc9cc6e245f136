// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "clock.h"
#include "privacy.h"

#include <storage/database.h>

#include <functional>
#include <memory>
#include <optional>
#include <typeindex>
#include <unordered_map>
#include <vector>

namespace journal {

// A file that somebody brought before the command that files it.
struct Upload {
    QString path; // where its bytes are
    QString name; // what it was called there
    qint64 size = 0;
};

class Registry;

// What commands and questions see of a fund: its database, the private texts beside the journal,
// and what rooms keep in memory (the plan, the users). Whoever changes a table that stands in
// memory forgets the copy; a rollback forgets them all.
class Context {
public:
    // `secrets` is where private texts are: the same database, but for a replay the original.
    Context(storage::Database& database, storage::Database& secretsAt)
        : db(database), secrets(secretsAt) {}
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    storage::Database& db;
    PrivateStore secrets;
    // All rooms' commands and questions, for a question that asks others; a replay asks none.
    const Registry* registry = nullptr;
    // What time it is; a replay needs none.
    Clock* clock = nullptr;
    QString today() const { return clock->now().left(10); }
    // Where whoever speaks sits, over a network; "" at this machine.
    QString address;
    // Whoever works here was asked about a clock that jumped ahead, and said that it is right.
    bool clockIsRight = false;
    // Told how far long work is: filing a scan, an export, a check.
    storage::Progress progress;
    // What a user brought under a hash, while it is kept.
    std::function<std::optional<Upload>(const QString& user, const QString& sha256)> uploads;

    template <class Cached, class Load> const Cached& cached(Load load) {
        std::shared_ptr<void>& slot = m_cached[std::type_index(typeid(Cached))];
        if (!slot)
            slot = std::make_shared<Cached>(load());
        return *static_cast<const Cached*>(slot.get());
    }
    template <class Cached> void invalidate() { m_cached.erase(std::type_index(typeid(Cached))); }
    void invalidateAll() { m_cached.clear(); }

    // While one command is judged, what its rules read again and again is read once: nothing else
    // writes meanwhile, and what this connection writes ends it. A type of value and an id name
    // what was read: who reads the same type in two ways says so in the id.
    class Judging {
    public:
        explicit Judging(Context& context) : m_context(context) { ++m_context.m_judging; }
        ~Judging() {
            if (--m_context.m_judging == 0)
                m_context.m_read.clear();
        }
        Judging(const Judging&) = delete;
        Judging& operator=(const Judging&) = delete;

    private:
        Context& m_context;
    };
    template <class Value, class Load> Value readOnce(const QString& id, Load load) {
        if (m_judging == 0)
            return load();
        if (const qint64 changes = db.changes(); changes != m_readAt) {
            m_read.clear();
            m_readAt = changes;
        }
        for (const Read& one : m_read)
            if (one.type == typeid(Value) && one.id == id)
                return *static_cast<const Value*>(one.value.get());
        auto value = std::make_shared<Value>(load());
        m_read.push_back({typeid(Value), id, value});
        return *value;
    }

private:
    std::unordered_map<std::type_index, std::shared_ptr<void>> m_cached;
    struct Read {
        std::type_index type;
        QString id;
        std::shared_ptr<void> value;
    };
    std::vector<Read> m_read;
    qint64 m_readAt = 0;
    int m_judging = 0;
};

} // namespace journal
