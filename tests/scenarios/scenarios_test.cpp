// SPDX-License-Identifier: GPL-3.0-only
#include "script.h"

#include <support/places.h>

#include <catch2/catch.hpp>

#include <QDir>

using namespace Qt::Literals::StringLiterals;

TEST_CASE("every scenario goes as it is written", "[scenarios]") {
    const QDir folder(testing::source(u"/tests/scenarios"_s));
    const QStringList files = folder.entryList({u"*.txt"_s}, QDir::Files, QDir::Name);
    CHECK(files.size() >= 16);
    for (const QString& file : files)
        SECTION(file.toStdString())
    scenarios::run(folder.filePath(file));
}
