// SPDX-License-Identifier: GPL-3.0-only
#include "older_file.h"

#include <fund/upgrade.h>

#include <catch2/catch.hpp>

// What a file says of itself: its version, and the hash of its tables.

using namespace Qt::Literals::StringLiterals;
using older::OlderFile;

namespace {

QString placeOf(const QString& path) {
    const auto report = fund::Fund::verify(path);
    return report.findings.size() == 1 ? report.findings.front().place : QString();
}

} // namespace

TEST_CASE("What an older file says of its own tables is proved as well") {
    OlderFile file(older::allWritten().back());
    file.alter(u"UPDATE file_property SET value = value || 'x'"_s);
    CHECK(placeOf(file.path()) == u"table file_property");
}

TEST_CASE("A version of nought is named, and not opened") {
    const OlderFile file(older::allWritten().back());
    fund::upgrade(file.path());
    testing::RawFile(file.path()).run(u"PRAGMA user_version = 0"_s);
    CHECK(placeOf(file.path()) == u"schema");
    journal::SystemClock clock;
    journal::SystemRandomness randomness;
    CHECK_THROWS_AS(fund::Fund::open(file.path(), clock, randomness), storage::Failure);
}
