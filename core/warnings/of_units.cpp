// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <journal/clean_text.h>
#include <units/units.h>

// What units share: accounts, persons, telephones. The numbers stand beside the journal; a text
// that was forgotten is shared by nobody.

namespace warnings {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

// As it is compared: without blanks, width and case.
QString bare(const QString& text) {
    QString plain = journal::normalForm(text).toLower();
    plain.removeIf([](QChar c) { return c.isSpace(); });
    return plain;
}

// Of each value the units that have it, with the day on which each first had it.
using Sharing = std::map<QString, std::map<QString, QString>>;

void note(Sharing& sharing, const QString& value, const QString& unit, const QString& date) {
    const QString key = bare(value);
    if (!key.isEmpty())
        sharing[key].emplace(unit, date);
}

Sharing accounts(Search& search) {
    Sharing sharing;
    auto rows =
        search.context.db.query("SELECT private.value, bank.unit,"
                                " CASE WHEN bank.date = '' THEN unit.date ELSE bank.date END"
                                " FROM unit_bank AS bank JOIN unit ON unit.id = bank.unit"
                                " JOIN private ON private.hash = bank.account_ref"
                                " ORDER BY bank.unit COLLATE BINARY, bank.number");
    while (rows.next())
        note(sharing, rows.text(0), rows.text(1), rows.text(2));
    return sharing;
}

Sharing holders(Search& search) {
    Sharing sharing;
    auto rows = search.context.db.query("SELECT bank.holder, bank.unit, CASE WHEN bank.date = ''"
                                        " THEN unit.date ELSE bank.date END FROM unit_bank AS bank"
                                        " JOIN unit ON unit.id = bank.unit"
                                        " ORDER BY bank.unit COLLATE BINARY, bank.number");
    while (rows.next())
        note(sharing, rows.text(0), rows.text(1), rows.text(2));
    return sharing;
}

Sharing legalPersons(Search& search) {
    Sharing sharing;
    auto rows = search.context.db.query(
        "SELECT legal_person, id, CASE WHEN changed_on > date THEN changed_on ELSE date END"
        " FROM unit WHERE legal_person <> ''");
    while (rows.next())
        note(sharing, rows.text(0), rows.text(1), rows.text(2));
    return sharing;
}

Sharing telephones(Search& search) {
    Sharing sharing;
    auto rows = search.context.db.query(
        "SELECT private.value, unit.id, CASE WHEN changed_on > date THEN changed_on ELSE date END"
        " FROM unit JOIN private ON private.hash = unit.phone_ref WHERE unit.phone_ref <> ''");
    while (rows.next())
        note(sharing, rows.text(0), rows.text(1), rows.text(2));
    return sharing;
}

// Each further unit beside the first one that has the same.
template <class Message> void pairs(Search& search, const Sharing& sharing, Message message) {
    for (const auto& [value, having] : sharing) {
        const auto& [first, firstDate] = *having.begin();
        for (auto other = std::next(having.begin()); other != having.end(); ++other)
            search.found({.code = {},
                          .about = {{u"unit"_s, first}, {u"unit"_s, other->first}},
                          .project = {},
                          .unit = other->first,
                          .line = {},
                          .amount = {},
                          .since = std::max(firstDate, other->second),
                          .message = message(first, other->first)});
    }
}

} // namespace

void sameAccount(Search& search) {
    pairs(search, accounts(search), [&](const QString& a, const QString& b) {
        return sentence("warning.same-account", search.unitName(a), search.unitName(b));
    });
}

void privateAccount(Search& search) {
    auto rows = search.context.db.query(
        "SELECT unit.id, unit.name, bank.holder, CASE WHEN unit.changed_on > unit.date THEN"
        " unit.changed_on ELSE unit.date END FROM unit JOIN unit_bank AS bank ON"
        " bank.unit = unit.id AND bank.number ="
        " (SELECT max(number) FROM unit_bank WHERE unit = unit.id)");
    while (rows.next())
        if (bare(rows.text(1)) != bare(rows.text(2)))
            search.found({.code = {},
                          .about = {{u"unit"_s, rows.text(0)}},
                          .project = {},
                          .unit = rows.text(0),
                          .line = {},
                          .amount = {},
                          .since = rows.text(3),
                          .message = sentence("warning.private-account",
                                              named(rows.text(0), rows.text(1)), rows.text(2))});
}

void samePerson(Search& search) {
    pairs(search, legalPersons(search), [&](const QString& a, const QString& b) {
        return sentence("warning.same-person", search.unitName(a), search.unitName(b));
    });
    pairs(search, telephones(search), [&](const QString& a, const QString& b) {
        return sentence("warning.same-telephone", search.unitName(a), search.unitName(b));
    });
}

void barredAgain(Search& search) {
    QSet<QString> barred;
    auto rows = search.context.db.query("SELECT id FROM unit WHERE bars > 0");
    while (rows.next())
        barred.insert(rows.text(0));
    if (barred.isEmpty())
        return;
    QSet<QString> named;
    const auto look = [&](const Sharing& sharing, const QString& what) {
        for (const auto& [value, having] : sharing) {
            const auto bad = std::find_if(having.begin(), having.end(), [&](const auto& one) {
                return barred.contains(one.first);
            });
            if (bad == having.end())
                continue;
            for (const auto& [unit, date] : having)
                if (!barred.contains(unit) && !named.contains(unit)) {
                    named.insert(unit);
                    search.found({.code = {},
                                  .about = {{u"unit"_s, unit}},
                                  .project = {},
                                  .unit = unit,
                                  .line = {},
                                  .amount = {},
                                  .since = std::max(date, bad->second),
                                  .message = sentence("warning.barred-again", search.unitName(unit),
                                                      search.unitName(bad->first), what)});
                }
        }
    };
    look(accounts(search), u"银行账号"_s);
    look(holders(search), u"账户户名"_s);
    look(legalPersons(search), u"法定代表人"_s);
    look(telephones(search), u"联系电话"_s);
}

} // namespace warnings
