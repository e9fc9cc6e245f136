// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/raw_file.h>
#include <support/terse.h>

#include <catch2/catch.hpp>

// A decision that somebody else recorded as signed on paper, by one who could have signed on
// screen: it waits in the inbox until it was seen.

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::ok;
using testing::RawFile;

namespace {

void password(Office& office, const char* user) {
    ok(office, "admin", "user.change",
       QByteArray("{'id':'" + QByteArray(user) + "','password':'Right-2019!'}").constData());
    fund::Internals::trust(office.open(), QString::fromLatin1(user));
}

QList<QJsonObject> toSee(Office& office, const char* user) {
    QList<QJsonObject> found;
    for (const QJsonValue& one : office.ask(QString::fromLatin1(user), u"inbox"_s).toArray())
        if (one.toObject().value("command"_L1) == u"signature.seen"_s)
            found << one.toObject();
    return found;
}

journal::Answer see(Office& office, const char* user, const QJsonValue& entry) {
    return office.open().ask(
        {QString::fromLatin1(user), u"signature.seen"_s, {{"entry"_L1, entry}}});
}

void reviewed(Office& office, const QString& id) {
    office.payment(id, u"XM-1"_s, u"prepay"_s, u"100.00"_s, u"2019-02-15"_s, u"reviewed"_s);
}

void approvedOnPaper(Office& office, const char* id, const char* by, const char* recorder) {
    const QString with = u"{'id':'%1','decision':'approve','opinion':'同意','date':'2019-02-20',"
                         "'signed':{'by':'%2','on':'2019-02-19','document':'签1号'}}"_s.arg(
                             QString::fromLatin1(id), QString::fromLatin1(by));
    ok(office, recorder, "payment.approve", with.toUtf8().constData());
}

} // namespace

TEST_CASE("inbox: a paper signature of who could sign on screen, until it was seen") {
    Office office;
    office.fund(u"central-1"_s, u"1000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"10000.00"_s);
    reviewed(office, u"BF-1"_s);
    reviewed(office, u"BF-2"_s);
    reviewed(office, u"BF-3"_s);
    approvedOnPaper(office, "BF-1", "leader1", "clerk2"); // nobody has a password yet
    CHECK(toSee(office, "leader1").isEmpty());
    password(office, "leader1");
    CHECK(toSee(office, "leader1").isEmpty());
    approvedOnPaper(office, "BF-2", "paper1", "clerk2");
    CHECK(toSee(office, "leader1").isEmpty());
    approvedOnPaper(office, "BF-3", "leader1", "clerk2");
    const auto items = toSee(office, "leader1");
    REQUIRE(items.size() == 1);
    const QJsonObject item = items.front();
    CHECK(item.value("do"_L1) == u"payment.approve"_s);
    CHECK(item.value("id"_L1) == u"BF-3"_s);
    CHECK(item.value("project"_L1) == u"XM-1"_s);
    CHECK(item.value("amount"_L1) == u"100.00"_s);
    CHECK(item.value("decision"_L1) == u"approve"_s);
    CHECK(item.value("recorded_by"_L1) == u"clerk2"_s);
    CHECK(item.value("date"_L1) == u"2019-02-20"_s);
    CHECK(item.value("signed_on"_L1) == u"2019-02-19"_s);
    CHECK(item.value("document"_L1) == u"签1号"_s);
    // Nobody sees it for him, and he sees nobody else's.
    const QJsonValue entry = item.value("entry"_L1);
    for (const char* other : {"clerk2", "paper1", "finance1"})
        CHECK_FALSE(see(office, other, entry).ok());
    CHECK_FALSE(see(office, "leader1", entry.toInteger() - 1).ok());
    CHECK_FALSE(see(office, "leader1", 0).ok());
    CHECK(toSee(office, "leader1").size() == 1);
    const qint64 before = journal::head(fund::Internals::context(office.open())).seq;
    CHECK(see(office, "leader1", entry).ok());
    CHECK(toSee(office, "leader1").isEmpty());
    CHECK(journal::head(fund::Internals::context(office.open())).seq == before);
    office.reopen();
    CHECK(toSee(office, "leader1").isEmpty());
    office.verifySound();
}

TEST_CASE("inbox: what was found in the leading group's name is shown to all of it") {
    Office office;
    office.enterprise(u"U1"_s);
    password(office, "group1");
    password(office, "group2");
    password(office, "clerk2");
    ok(office, "clerk2", "supervision.find",
       "{'id':'WT-1','unit':'U1','kind':'irregularity','finding':'票据不实','recover':'0.00',"
       "'date':'2019-03-01','document':'文1','signed':{'by':'group1','on':'2019-03-01',"
       "'document':'纪要1号'}}");
    CHECK(toSee(office, "clerk2").isEmpty());
    for (const char* user : {"group1", "group2"}) {
        const auto items = toSee(office, user);
        REQUIRE(items.size() == 1);
        CHECK(items.front().value("unit"_L1) == u"U1"_s);
        CHECK(items.front().value("by"_L1) == u"group1"_s);
    }
    CHECK(see(office, "group1", toSee(office, "group1").front().value("entry"_L1)).ok());
    CHECK(toSee(office, "group1").isEmpty());
    CHECK(toSee(office, "group2").size() == 1); // each for himself
    // On screen it is one's own.
    ok(office, "group1", "supervision.find",
       "{'id':'WT-2','unit':'U1','kind':'irregularity','finding':'票据不实','recover':'0.00',"
       "'date':'2019-03-01','document':'文2'}");
    CHECK(toSee(office, "group1").isEmpty());
    CHECK(toSee(office, "group2").size() == 1);
}

TEST_CASE("verify finds a paper signature that was hidden from who is meant to see it") {
    Office office;
    office.enterprise(u"U1"_s);
    password(office, "group1");
    ok(office, "clerk2", "supervision.find",
       "{'id':'WT-1','unit':'U1','kind':'irregularity','finding':'票据不实','recover':'0.00',"
       "'date':'2019-03-01','document':'文1','signed':{'by':'group1','on':'2019-03-01',"
       "'document':'纪要1号'}}");
    const QJsonValue entry = toSee(office, "group1").front().value("entry"_L1);
    office.close();
    const QByteArray whole = testing::bytesOf(office.path());
    {
        RawFile file(office.path());
        file.run(u"DROP TRIGGER paper_signature_no_DELETE"_s);
        file.run(u"DELETE FROM paper_signature"_s);
    }
    CHECK_FALSE(fund::Fund::verify(office.path()).sound());
    testing::writeBytes(office.path(), whole);
    {
        RawFile file(office.path());
        file.run(u"INSERT INTO security_log VALUES (1, '2019-12-31T09:00:00.000+08:00', 'group1',"
                 " 'signature', 'read %1', '%2', '')"_s.arg(QString::number(entry.toInteger()),
                                                            QString(64, u'0')));
    }
    CHECK_FALSE(fund::Fund::verify(office.path()).sound());
    testing::writeBytes(office.path(), whole);
    CHECK(fund::Fund::verify(office.path()).sound());
}
