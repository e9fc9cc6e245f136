// SPDX-License-Identifier: GPL-3.0-only
#include "story.h"

#include <catch2/catch.hpp>

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

namespace field {

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

QString compact(const QJsonValue& value) {
    return QString::fromUtf8(QJsonDocument(value.isArray() ? QJsonDocument(value.toArray())
                                                           : QJsonDocument(value.toObject()))
                                 .toJson(QJsonDocument::Compact));
}

// `rows[project=P1].paid_total` in an answer.
QJsonValue at(QJsonValue value, const QString& place) {
    static const QRegularExpression step(uR"(([\w-]+)|\[(\d+)\]|\[([\w-]+)=([^\]]*)\])"_s);
    auto steps = step.globalMatch(place);
    while (steps.hasNext()) {
        const auto found = steps.next();
        if (!found.captured(1).isEmpty()) {
            value = value.toObject().value(found.captured(1));
        } else if (!found.captured(2).isEmpty()) {
            value = value.toArray().at(found.captured(2).toInt());
        } else {
            QJsonValue match;
            for (const QJsonValue& one : value.toArray())
                if (one.toObject().value(found.captured(3)).toString() == found.captured(4))
                    match = one;
            value = match;
        }
    }
    return value;
}

std::string shown(const QJsonValue& value) {
    const bool nothing = value.isNull() || value.isUndefined()
                         || (value.isArray() && value.toArray().isEmpty())
                         || (value.isString() && value.toString().isEmpty());
    if (nothing)
        return "nothing";
    return (value.isObject() || value.isArray() ? compact(value) : value.toVariant().toString())
        .toStdString();
}

void said(const QJsonObject& line, const QString& text) {
    INFO(text.toStdString());
    for (const QJsonValue& one : line.value("says"_L1).toArray()) {
        const QStringList either = one.toString().split(u'|');
        INFO("must say " << one.toString().toStdString());
        CHECK(std::any_of(either.begin(), either.end(),
                          [&](const QString& words) { return text.contains(words); }));
    }
    for (const QJsonValue& one : line.value("silent"_L1).toArray()) {
        INFO("must not say " << one.toString().toStdString());
        CHECK_FALSE(text.contains(one.toString()));
    }
}

void given(Office& office, const QJsonObject& line) {
    const auto text = [&](QLatin1StringView key) { return line.value(key).toString(); };
    const QString what = text("given"_L1);
    if (what == u"unit")
        return office.unit(text("id"_L1), text("kind"_L1));
    if (what == u"fund")
        return office.fund(text("source"_L1), text("amount"_L1));
    if (what == u"evaluated")
        return office.evaluated(text("awarded"_L1));
    if (what == u"approved")
        return office.approved(text("id"_L1), text("line"_L1), text("item"_L1), text("support"_L1),
                               text("more"_L1), text("unit"_L1));
    if (what == u"started")
        return office.started(text("id"_L1), text("date"_L1));
    if (what == u"accepted")
        return office.accepted(text("id"_L1), text("project"_L1), text("amount"_L1),
                               text("date"_L1));
    REQUIRE(what == u"payment");
    office.payment(text("id"_L1), text("project"_L1), text("kind"_L1), text("amount"_L1),
                   text("date"_L1), text("state"_L1));
}

void act(Office& office, const QJsonObject& line) {
    const journal::Answer answer = office.submit(
        line.value("as"_L1).toString(), line.value("do"_L1).toString(), compact(line["with"_L1]));
    const QJsonObject json = answer.toJson();
    said(line, compact(json));
    const bool refused = line.contains("refused"_L1);
    const QJsonObject expected = line.value(refused ? "refused"_L1 : "error"_L1).toObject();
    INFO(compact(json).toStdString());
    REQUIRE(answer.ok() == expected.isEmpty());
    const QJsonObject why = json.value(refused ? "refusal"_L1 : "error"_L1).toObject();
    for (const QString& key : expected.keys()) {
        INFO(key.toStdString());
        CHECK(shown(why.value(key)) == shown(expected.value(key)));
    }
    for (const auto& places = line.value("answer"_L1).toObject();
         const QString& place : places.keys())
        CHECK(shown(at(answer.result, place)) == shown(places.value(place)));
}

void ask(Office& office, const QJsonObject& line) {
    const QJsonValue answer = office.ask(line.value("as"_L1).toString(),
                                         line.value("ask"_L1).toString(), compact(line["with"_L1]));
    said(line, compact(answer));
    const QJsonObject places = line.value("answer"_L1).toObject();
    for (const QString& place : places.keys()) {
        INFO(place.toStdString() << " in " << compact(answer).toStdString());
        CHECK(shown(at(answer, place)) == shown(places.value(place)));
    }
}

} // namespace

void play(const QString& path) {
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    Office office;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i].trimmed().isEmpty() || lines[i].startsWith('#'))
            continue;
        INFO(path.toStdString() << ':' << i + 1 << ": " << lines[i].toStdString());
        const QJsonDocument document = QJsonDocument::fromJson(lines[i]);
        REQUIRE(document.isObject());
        const QJsonObject line = document.object();
        if (line.contains("given"_L1))
            given(office, line);
        else if (line.contains("do"_L1))
            act(office, line);
        else
            ask(office, line);
    }
    office.verifySound();
}

} // namespace field
