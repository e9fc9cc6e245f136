// SPDX-License-Identifier: GPL-3.0-only
#include "plan_file.h"
#include "plan_values.h"

#include <journal/json_text.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

// A plan file as bytes. Which keys stand twice is seen only there: JSON that was read has one of
// them.

namespace plan {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

// The places of keys that stand twice in JSON that was read without an error.
class KeysTwice {
public:
    explicit KeysTwice(const QByteArray& text) : m_text(text) {}

    QStringList places() {
        while (m_at < m_text.size())
            step();
        return m_twice;
    }

private:
    struct Level {
        bool object;
        bool wantsKey;
        QString key;
        int index;
        QSet<QString> keys;
    };

    void step() {
        const char sign = m_text[m_at];
        switch (sign) {
        case '{':
        case '[':
            m_levels.push_back({sign == '{', sign == '{', {}, 0, {}});
            break;
        case '}':
        case ']':
            m_levels.pop_back();
            break;
        case ',':
            m_levels.back().wantsKey = m_levels.back().object;
            ++m_levels.back().index;
            break;
        case '"':
            return string();
        default:
            break;
        }
        ++m_at;
    }

    void string() {
        const qsizetype from = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        ++m_at;
        if (m_levels.empty() || !m_levels.back().wantsKey)
            return;
        Level& level = m_levels.back();
        level.wantsKey = false;
        const QByteArray raw = m_text.mid(from, m_at - from);
        level.key = QJsonDocument::fromJson('[' + raw + ']').array().at(0).toString();
        if (level.keys.contains(level.key) && !m_twice.contains(place()))
            m_twice << place();
        level.keys.insert(level.key);
    }

    QString place() const {
        QString text;
        for (const Level& level : m_levels) {
            if (!level.object)
                text += u"[%1]"_s.arg(level.index);
            else
                text += (text.isEmpty() ? QString() : u"."_s) + level.key;
        }
        return text;
    }

    const QByteArray m_text;
    qsizetype m_at = 0;
    std::vector<Level> m_levels;
    QStringList m_twice;
};

} // namespace

PlanText readPlanText(const QByteArray& text) {
    const auto [json, error] = journal::readJsonText(text);
    if (error)
        return {{}, error, {}};
    PlanText read{json, {}, {}};
    for (const QString& place : KeysTwice(journal::withoutByteOrderMark(text)).places())
        read.faults.push_back(
            withCodes(json, journal::badInput(place, sentence("plan-file.key-twice", place))));
    for (const journal::Rejection& fault : planFaults(json))
        read.faults.push_back(fault);
    return read;
}

} // namespace plan
