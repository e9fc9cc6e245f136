// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <support/places.h>

#include <fund/demo.h>
#include <fund/internals.h>
#include <money/fen.h>

#include <catch2/catch.hpp>

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

// The demo as its tests ask it: made once by its script, and only read.

namespace demo_tests {

using namespace Qt::Literals::StringLiterals;

inline QByteArray source(const QString& name) {
    QFile file(testing::source(u"/resources/"_s + name));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

inline QByteArray script() {
    return source(u"demo/guzhang.jsonl"_s);
}

// One demo fund in a folder of its own, asked by its auditor.
class Demo {
public:
    Demo() {
        fund::makeDemo(path(), source(u"plans/guzhang.json"_s), script());
        m_fund = fund::Fund::open(path(), m_clock, m_randomness);
        fund::Internals::trust(*m_fund, u"auditor1"_s);
    }

    QString path() const { return m_folder.filePath(u"demo.fund"_s); }

    journal::Answer answer(const QString& question, const QJsonObject& with = {}) {
        return m_fund->ask({u"auditor1"_s, question, with});
    }
    QJsonObject ask(const QString& question, const QJsonObject& with = {}) {
        const journal::Answer given = answer(question, with);
        INFO(question.toStdString());
        REQUIRE(given.ok());
        return given.result.toObject();
    }
    // All of a list, page after page.
    QJsonArray all(const QString& question) {
        QJsonArray items;
        QJsonObject with{{"count"_L1, 50}};
        for (;;) {
            const QJsonObject page = ask(question, with);
            for (const QJsonValue& item : page.value("items"_L1).toArray())
                items.append(item);
            if (!page.contains("next"_L1))
                return items;
            with.insert("after"_L1, page.value("next"_L1));
        }
    }
    fund::Fund& open() { return *m_fund; }
    void close() { m_fund.reset(); }

private:
    QTemporaryDir m_folder;
    journal::FixedClock m_clock{u"2020-01-06"_s};
    journal::SystemRandomness m_randomness;
    std::unique_ptr<fund::Fund> m_fund;
};

// Made once, and only read.
inline Demo& demo() {
    static Demo one;
    return one;
}

inline QString text(const QJsonValue& json, QLatin1StringView key) {
    return json.toObject().value(key).toString();
}

// An amount as it is printed; of a month it may be below zero.
inline money::Fen fen(const QJsonValue& json, QLatin1StringView key) {
    return money::Fen::parsePrinted(text(json, key));
}

inline QJsonObject bySource(const QJsonObject& execution, const QString& source) {
    for (const QJsonValue& row : execution.value("by_source"_L1).toArray())
        if (text(row, "source"_L1) == source)
            return row.toObject();
    FAIL("no such source");
    return {};
}

inline QJsonObject row(const QJsonObject& execution, const QString& line, const QString& source) {
    for (const QJsonValue& one : execution.value("rows"_L1).toArray())
        if (text(one, "line"_L1) == line && text(one, "source"_L1) == source)
            return one.toObject();
    FAIL("no such row");
    return {};
}

} // namespace demo_tests
