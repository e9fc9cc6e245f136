// SPDX-License-Identifier: GPL-3.0-only
#include <session/backend.h>

#include <journal/entry.h>

#include <catch2/catch.hpp>

// A file that is filed again because nobody knows what became of the first time.

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using journal::ErrorKind;
using session::Token;

namespace {

// As a server seen over a line that breaks: the same body is booked once, whoever sends it again.
class Line : public session::Backend {
public:
    enum class Breaks { Never, BeforeIt, AfterIt };
    Breaks breaks = Breaks::Never;
    QHash<QByteArray, qint64> booked; // the entry of each body
    QSet<QString> numbers;            // that are taken

    Answer ask(const Token&, const QString& question, const QJsonObject&) override {
        REQUIRE(question == u"number.next"_s);
        Answer answer;
        answer.result = QJsonObject{{"id"_L1, u"WJ-%1"_s.arg(numbers.size() + 1)}};
        return answer;
    }
    Answer submit(const Token&, const QString&, const QJsonObject& with,
                  const session::Progress&) override {
        const QByteArray body = journal::canonical(with);
        const QString id = with.value("id"_L1).toString();
        if (breaks != Breaks::BeforeIt && !booked.contains(body)) {
            if (numbers.contains(id))
                return no(ErrorKind::BadInput, u"id"_s);
            numbers.insert(id);
            booked.insert(body, booked.size() + 1);
        }
        if (breaks != Breaks::Never)
            return no(ErrorKind::Connection, {});
        Answer answer;
        answer.seq = booked.value(body);
        return answer;
    }
    Answer upload(const Token&, const QString& path, const session::Progress&) override {
        Answer answer;
        answer.result = QJsonObject{{"sha256"_L1, path}};
        return answer;
    }

    QString fundName() override { return {}; }
    session::Login login(const QString&, const QString&) override { return {}; }
    void logout(const Token&) override {}
    Answer judge(const Token&, const QString&, const QJsonObject&) override { return {}; }
    void clockIsRight() override {}
    Answer content(const Token&, const QString&, const QString&,
                   const session::Progress&) override {
        return {};
    }
    session::PaperAnswer report(const Token&, const session::PaperOf&) override { return {}; }
    Answer job(const Token&, const session::JobOrder&, const session::Progress&) override {
        return {};
    }
    session::ImportAnswer import(const Token&, const fund::Import&, bool,
                                 const session::Progress&) override {
        return {};
    }
    Answer changes(const Token&, qint64) override { return {}; }

    Answer file(const QString& path, const QString& title) {
        return session::fileDocument(*this, {}, u"2020-01-15"_s, path, {{"title"_L1, title}});
    }

private:
    static Answer no(ErrorKind kind, const QString& field) {
        Answer answer;
        answer.rejection = journal::Error{kind, field, labels::sentence("server.closing")};
        return answer;
    }
};

} // namespace

TEST_CASE("A file whose filing nobody knows of is filed once, however often it is sent again") {
    Line line;
    line.breaks = Line::Breaks::AfterIt;
    CHECK_FALSE(line.file(u"a"_s, u"合同"_s).ok());
    CHECK_FALSE(line.file(u"a"_s, u"合同"_s).ok());
    line.breaks = Line::Breaks::Never;
    CHECK(line.file(u"a"_s, u"合同"_s).seq == 1);
    CHECK(line.booked.size() == 1);
    // It is settled: the same file once more is another paper, and so is another file.
    CHECK(line.file(u"a"_s, u"合同"_s).seq == 2);
    CHECK(line.file(u"b"_s, u"合同"_s).seq == 3);
    CHECK(line.numbers == QSet<QString>{u"WJ-1"_s, u"WJ-2"_s, u"WJ-3"_s});
}

TEST_CASE("A number that somebody took while nobody knew is left to them") {
    Line line;
    line.breaks = Line::Breaks::BeforeIt;
    CHECK_FALSE(line.file(u"a"_s, u"合同"_s).ok());
    line.breaks = Line::Breaks::Never;
    CHECK(line.file(u"b"_s, u"发票"_s).seq == 1); // another desk's, under the same number
    CHECK(line.file(u"a"_s, u"合同"_s).seq == 2);
    CHECK(line.numbers == QSet<QString>{u"WJ-1"_s, u"WJ-2"_s});
}
