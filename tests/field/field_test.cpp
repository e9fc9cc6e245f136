// SPDX-License-Identifier: GPL-3.0-only
#include "story.h"

#include <support/places.h>

#include <fund/batch.h>

#include <catch2/catch.hpp>

#include <QDir>

using namespace Qt::Literals::StringLiterals;

TEST_CASE("what went wrong in offices like ours is answered as it should be", "[field]") {
    const QDir folder(testing::source(u"/tests/field"_s));
    const QStringList files = folder.entryList({u"*.jsonl"_s}, QDir::Files, QDir::Name);
    CHECK(files.size() >= 18);
    for (const QString& file : files)
        SECTION(file.toStdString())
    field::play(folder.filePath(file));
}

// A stream that a spreadsheet saved in the old Chinese encoding: the sentence says so, and does not
// send people looking for quotation marks.
TEST_CASE("a line in GB18030 is told what its encoding should be", "[field]") {
    testing::Office office;
    QByteArrayList answers;
    fund::Batch batch(office.open(), 1, [&](const QByteArray& line) { answers << line; });
    batch.line(QByteArrayLiteral(R"({"as":"clerk1","do":"unit.change","with":{"id":")"
                                 "\xB9\xC5\xD5\xC9" // 古丈
                                 R"("}})"));
    batch.finish();
    REQUIRE(answers.size() == 1);
    INFO(answers[0].toStdString());
    CHECK(answers[0].contains("\"bad-input\""));
    CHECK(answers[0].contains("UTF-8"));
    CHECK_FALSE(answers[0].contains("引号"));
}
