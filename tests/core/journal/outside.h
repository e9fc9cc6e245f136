// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <support/raw_file.h>
#include <support/terse.h>

#include <catch2/catch.hpp>

#include <sqlite3.h>

// A fund's file in the hands of somebody with a common tool, for the tests that tamper with it.

namespace testing {

using namespace Qt::Literals::StringLiterals;

// The file from outside, as somebody with a SQLite tool would have it; triggers are put aside and
// put back, so that only what was edited differs.
class Outside {
public:
    explicit Outside(const QString& path) {
        REQUIRE(sqlite3_open(path.toUtf8().constData(), &m_file) == SQLITE_OK);
        run("PRAGMA synchronous = OFF"); // no power is cut here, and waiting for a disk is long
        for (const QString& trigger : column("SELECT name FROM sqlite_schema WHERE type='trigger'"))
            m_triggers << column("SELECT sql FROM sqlite_schema WHERE name='" + trigger.toUtf8()
                                 + "'")
                              .front(),
                run("DROP TRIGGER " + trigger.toUtf8());
    }
    ~Outside() {
        for (const QString& trigger : m_triggers)
            run(trigger.toUtf8());
        sqlite3_close(m_file);
    }
    int run(const QByteArray& sql) {
        INFO(sql.toStdString());
        const int code = sqlite3_exec(m_file, sql.constData(), nullptr, nullptr, nullptr);
        CHECK((code == SQLITE_OK || code == SQLITE_CONSTRAINT));
        return sqlite3_changes(m_file);
    }
    QStringList column(const QByteArray& sql) {
        sqlite3_stmt* statement = nullptr;
        REQUIRE(sqlite3_prepare_v2(m_file, sql.constData(), -1, &statement, nullptr) == SQLITE_OK);
        QStringList found;
        while (sqlite3_step(statement) == SQLITE_ROW)
            found << QString::fromUtf8(
                reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
        sqlite3_finalize(statement);
        return found;
    }

private:
    sqlite3* m_file = nullptr;
    QStringList m_triggers;
};

// A fund with something in most tables.
inline void fill(Office& office) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    ok(office, "finance1", "fund.interest",
       "{'id':'I','amount':'1.00','date':'2019-02-01','voucher':'记'}");
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1100000.00"_s, u"2019-02-15"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"2000000.00"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"100.00"_s, u"2019-06-10"_s);
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-1','payment':'BF-2','amount':'1.00','date':'2019-06-12','reason':'退',"
       "'voucher':'记'}");
    ok(office, "clerk1", "contract.record",
       "{'id':'H','project':'XM-1','number':'1','party':'某','amount':'1.00',"
       "'date':'2019-06-01'}");
    ok(office, "clerk1", "invoice.record",
       "{'id':'F','project':'XM-1','number':'1','issuer':'某','amount':'1.00',"
       "'date':'2019-06-01'}");
    ok(office, "group1", "supervision.find",
       "{'id':'JG','unit':'U1','kind':'irregularity','finding':'不规范','recover':'1.00',"
       "'date':'2019-06-20','document':'文'}");
    ok(office, "finance1", "supervision.recover",
       "{'id':'ZH','finding':'JG','project':'XM-1','source':'central-1','amount':'1.00',"
       "'date':'2019-06-21','voucher':'记'}");
    for (const char* n : {"1", "2", "3"}) {
        const QString path = office.folder() + u"/paper"_s + QString::fromLatin1(n);
        writeBytes(path, QByteArray(3000, *n));
        office.ok(u"clerk1"_s, u"document.file"_s,
                  u"{\"id\":\"WJ-%1\",\"about\":{\"kind\":\"project\",\"id\":\"XM-1\"},"
                  "\"kind\":\"expense\",\"title\":\"文\",\"date\":\"2019-06-21\","
                  "\"path\":\"%2\"}"_s.arg(QString::fromLatin1(n), path));
    }
    ok(office, "admin", "user.change", "{'id':'clerk2','password':'Right-2019!'}");
    office.open().login(u"clerk2"_s, u"wrong"_s);
    office.open().login(u"clerk2"_s, u"Right-2019!"_s);
    ok(office, "reviewer1", "disclosure.publish",
       "{'id':'GS','month':'2019-06','date':'2019-07-02'}");
}

} // namespace testing
