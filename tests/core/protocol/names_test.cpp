// SPDX-License-Identifier: GPL-3.0-only
#include <protocol/names.h>

#include <catch2/catch.hpp>

// What client and server read alike, at the limit and a sign past it.

using namespace Qt::Literals::StringLiterals;
using namespace protocol;

TEST_CASE("a fund's name has 1 to 48 signs of a-z 0-9 - _, and is not health", "[protocol]") {
    CHECK(isFundName(u"guzhang"_s));
    CHECK(isFundName(u"2019-a_b"_s));
    CHECK(isFundName(QString(48, u'a')));
    CHECK_FALSE(isFundName(QString(49, u'a')));
    CHECK_FALSE(isFundName(QString()));
    CHECK_FALSE(isFundName(u"-a"_s));
    CHECK_FALSE(isFundName(u"_a"_s));
    CHECK_FALSE(isFundName(u"Guzhang"_s));
    CHECK_FALSE(isFundName(u"古丈"_s));
    CHECK_FALSE(isFundName(u"a\n"_s));
    CHECK_FALSE(isFundName(u"health"_s));
    CHECK(isFundName(u"healthy"_s));
}

TEST_CASE("a key has 1 to 64 signs, and new ones differ", "[protocol]") {
    CHECK(isKey(QString(64, u'Z')));
    CHECK_FALSE(isKey(QString(65, u'Z')));
    CHECK_FALSE(isKey(QString()));
    CHECK_FALSE(isKey(u"a.b"_s));
    CHECK_FALSE(isKey(u"a b"_s));
    CHECK(isKey(newKey()));
    CHECK(newKey().size() == 32);
    CHECK(newKey() != newKey());
}

TEST_CASE("a fingerprint is read with colons and capitals", "[protocol]") {
    const QString plain = u"0123456789abcdef"_s.repeated(4);
    QString typed = plain.toUpper();
    for (int i = 62; i > 0; i -= 2)
        typed.insert(i, u':');
    CHECK(fingerprint(plain) == plain);
    CHECK(fingerprint(typed) == plain);
    CHECK(fingerprint(plain.left(63)).isEmpty());
    CHECK(fingerprint(plain + u'0').isEmpty());
    CHECK(fingerprint(plain.left(63) + u'g').isEmpty());
}

TEST_CASE("a place is https://HOST:PORT/NAME and nothing more", "[protocol]") {
    CHECK(readPlace(u"https://127.0.0.1:8443/guzhang"_s).place
          == Place{u"127.0.0.1"_s, 8443, u"guzhang"_s});
    CHECK(readPlace(u"https://desk.example/guzhang"_s).place
          == Place{u"desk.example"_s, usualPort, u"guzhang"_s});
    CHECK(readPlace(u"HTTPS://[::1]:9/a"_s).place == Place{u"::1"_s, 9, u"a"_s});
    CHECK(readPlace(u"https://[::1]:9/a"_s).place->text() == u"https://[::1]:9/a"_s);
    for (const QString& wrong :
         {u"http://a:1/b"_s, u"https://a:1/"_s, u"https://a:1"_s, u"https://a:1/B"_s,
          u"https://a:1/b/c"_s, u"https://a:1/b?x=1"_s, u"https://a:1/b#x"_s,
          u"https://u:p@a:1/b"_s, u"https://a:65536/b"_s, u"https://a:0/b"_s, u"https:///b"_s,
          u"https://a:1/health"_s}) {
        INFO(wrong.toStdString());
        const ReadPlace read = readPlace(wrong);
        CHECK_FALSE(read.place);
        CHECK(read.trouble.text().endsWith(u'。'));
        CHECK_FALSE(read.trouble.text().contains(u"u:p"_s));
    }
    CHECK(isServerPlace(u"https://x"_s));
    CHECK(isServerPlace(u"HTTP://x"_s));
    CHECK_FALSE(isServerPlace(u"./https"_s));
}

TEST_CASE("host and port", "[protocol]") {
    CHECK(readHostPort(u"127.0.0.1:8443"_s) == std::pair{u"127.0.0.1"_s, 8443});
    CHECK(readHostPort(u"[::1]:0"_s) == std::pair{u"::1"_s, 0});
    CHECK(readHostPort(u"a:65535"_s) == std::pair{u"a"_s, 65535});
    for (const QString& wrong : {u"a:65536"_s, u"a"_s, u"a:"_s, u":1"_s, u"::1:2"_s, u"a:1x"_s})
        CHECK_FALSE(readHostPort(wrong));
}

TEST_CASE("the part of a file that is brought", "[protocol]") {
    CHECK(readContentRange("bytes 0-9/10") == Part{0, 10, 10});
    CHECK(readContentRange("bytes 5-5/10") == Part{5, 1, 10});
    CHECK(readContentRange("bytes */10") == Part{0, 0, 10});
    for (const char* wrong :
         {"", "bytes", "bytes 0-10/10", "bytes 5-4/10", "bytes 0-9/*", "bytes -1-2/10",
          "bytes 0-9/10/11", "bytes +0-9/10", "octets 0-9/10", "bytes 0-9/9999999999999999999"}) {
        INFO(wrong);
        CHECK_FALSE(readContentRange(wrong));
    }
    for (const Part& part : {Part{0, 10, 10}, Part{7, 2, 10}, Part{0, 0, 10}})
        CHECK(readContentRange(contentRange(part)) == part);
}

TEST_CASE("the part of a document that is asked for", "[protocol]") {
    CHECK(readRange("bytes=0-3", 10) == Part{0, 4, 10});
    CHECK(readRange("bytes=4-", 10) == Part{4, 6, 10});
    CHECK(readRange("bytes=-3", 10) == Part{7, 3, 10});
    CHECK(readRange("bytes=-30", 10) == Part{0, 10, 10});
    CHECK(readRange("bytes=8-99", 10) == Part{8, 2, 10});
    for (const char* wrong : {"", "bytes=10-", "bytes=3-2", "bytes=-0", "bytes=0-1,3-4", "bytes=-",
                              "lines=0-1", "bytes=0-1;"})
        CHECK_FALSE(readRange(wrong, 10));
    CHECK_FALSE(readRange("bytes=0-", 0));
}
