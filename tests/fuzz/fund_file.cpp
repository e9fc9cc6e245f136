// SPDX-License-Identifier: GPL-3.0-only
#include "desk.h"
#include "planted.h"

#include <QFile>
#include <QJsonDocument>

// A fund file with bytes changed as the input says: it is refused with a sentence, or opens and
// answers; `verify` always comes to an end; and where it finds nothing, every figure is as it was.
//
// The input: one byte, then edits of five bytes each - a place in the file (four bytes, modulo its
// size) and what is put there. The first byte's lowest bit cuts the file at the first place; its
// second adds the input itself at the end.

namespace {

using namespace Qt::Literals::StringLiterals;

QByteArray edited(QByteArray file, const std::uint8_t* data, std::size_t size) {
    if (size < 6)
        return file;
    const auto whole = static_cast<std::uint32_t>(file.size());
    std::uint32_t first = 0;
    for (std::size_t at = 1; at + 5 <= size; at += 5) {
        std::uint32_t place = 0;
        for (std::size_t i = 0; i < 4; ++i)
            place = place << 8 | data[at + i];
        place %= whole;
        first = at == 1 ? place : first;
        file[static_cast<qsizetype>(place)] = static_cast<char>(data[at + 4]);
    }
    if (data[0] & 1)
        file.truncate(static_cast<qsizetype>(first));
    if (data[0] & 2)
        file.append(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    return file;
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        fuzz::wrong("no room for the copy");
}

QByteArray read(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        fuzz::wrong("no file");
    return file.readAll();
}

// "" where the fund does not say them.
QByteArray figures(fund::Fund& fund) {
    const journal::Answer answer = fund.ask({u"auditor"_s, u"budget.execution"_s, {}});
    if (!answer.ok())
        return {};
    return QJsonDocument(answer.result.toObject()).toJson(QJsonDocument::Compact);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static fuzz::FuzzTarget desk;
    static const QByteArray whole = read(desk.path());
    static const QByteArray expected = figures(*desk.open(desk.path()));
    const QString path = desk.copyPath();
    QFile::remove(path + u"-journal"_s);
    write(path, edited(whole, data, size));
    QByteArray shown;
    try {
        const auto fund = desk.open(path);
        shown = figures(*fund);
        for (const char* list : {"unit.list", "project.list", "payment.list", "acceptance.list"})
            fund->ask({u"auditor"_s, QString::fromLatin1(list), {}});
        fund->submit({u"finance"_s, u"fund.interest"_s,
                      QJsonObject{{"id"_L1, u"I"_s},
                                  {"amount"_L1, u"1.00"_s},
                                  {"date"_L1, u"2019-06-30"_s},
                                  {"voucher"_L1, u"记"_s}},
                      true});
    } catch (const storage::Failure& failure) {
        if (failure.message().isEmpty())
            fuzz::wrong("a failure without a sentence");
        // The canary is reached by a file that was damaged, and not by a word of the input.
        static constexpr std::uint8_t word[] = {'!', 'f', 'u', 'n', 'd'};
        if (failure.trouble() == storage::Trouble::Damaged)
            fuzz::plantedCrash(word, sizeof(word));
    }
    try {
        const journal::VerificationReport report = fund::Fund::verify(path);
        if (report.sound() && !shown.isEmpty() && shown != expected)
            fuzz::wrong("a figure is wrong and verify finds nothing");
    } catch (const storage::Failure&) { // said so: it can't be read at all
    }
    return 0;
}
