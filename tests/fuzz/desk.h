// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <fund/fund.h>

#include <QTemporaryDir>

// What the fuzzers stand on: one fund in memory's file system with a little of everything in it.
//
//     static fuzz::FuzzTarget desk;
//     const auto fund = desk.open(desk.path());

namespace fuzz {

class FuzzTarget {
public:
    FuzzTarget();
    QString path() const { return m_folder.filePath(QStringLiteral("fuzz.fund")); }
    QString copyPath() const { return m_folder.filePath(QStringLiteral("copy.fund")); }
    QString scratchPath() const { return m_folder.filePath(QStringLiteral("replay")); }
    // All of its users may speak.
    std::unique_ptr<fund::Fund> open(const QString& path);

private:
    QTemporaryDir m_folder;
    journal::FixedClock m_clock;
    journal::SeededRandomness m_randomness;
};

// Ends the run with a sentence; the fuzzer keeps the input.
[[noreturn]] void wrong(const char* what);

} // namespace fuzz
