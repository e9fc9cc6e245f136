// SPDX-License-Identifier: GPL-3.0-only
#include "opening.h"
#include "place.h"
#include "remote_batch.h"
#include "verbs.h"

#include <fund/backup.h>
#include <fund/batch.h>
#include <journal/json_text.h>
#include <platform/disk.h>
#include <platform/terminal.h>
#include <storage/durable.h>
#include <storage/part.h>

#include <cerrno>
#include <cstring>

// `fundctl batch`: a stream of lines, to a file or to a server.

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

// Lines as they arrive, of any bytes; one that is too long is skipped without being kept.
class LineReader {
public:
    enum class Result { Line, TooLong, End };
    explicit LineReader(platform::Input input) : m_input(std::move(input)) {}

    Result next(QByteArray& line) {
        line.clear();
        bool tooLong = false;
        bool any = false;
        for (;;) {
            if (m_at == m_size && !fill())
                return !any ? Result::End : tooLong ? Result::TooLong : Result::Line;
            any = true;
            const auto* from = m_buffer + m_at;
            const auto left = static_cast<std::size_t>(m_size - m_at);
            const auto* end = static_cast<const char*>(std::memchr(from, '\n', left));
            const qsizetype length = end ? end - from : m_size - m_at;
            tooLong = tooLong || line.size() + length > fund::Batch::longestLine;
            if (tooLong)
                line.clear();
            else
                line.append(from, length);
            m_at += length + (end ? 1 : 0);
            if (end)
                return tooLong ? Result::TooLong : Result::Line;
        }
    }

private:
    bool fill() {
        m_at = 0;
        m_size = m_input.read(m_buffer, sizeof m_buffer);
        if (m_size < 0)
            throw CliError(BadFile, sentence("batch.input-broken",
                                             QString::fromLocal8Bit(std::strerror(errno))));
        return m_size > 0;
    }

    platform::Input m_input;
    char m_buffer[65536];
    qsizetype m_at = 0;
    qsizetype m_size = 0;
};

void putLine(const QByteArray& line) {
    try {
        printJson(line + '\n');
        flushOutput();
    } catch (const CliError&) {
        throw CliError(BadFile, sentence("batch.output-broken"));
    }
}

[[noreturn]] void stopUndone() {
    throw CliError(Refused, sentence("batch.none-written"));
}

// To its end, or to an internal error, after which nothing more is done.
template <class Stream> void feed(Stream& stream, LineReader& reader) {
    QByteArray line;
    while (!stream.internalError()) {
        const LineReader::Result result = reader.next(line);
        if (result == LineReader::Result::End)
            return;
        result == LineReader::Result::TooLong ? stream.lineTooLong() : stream.line(line);
    }
}

// All lines in one request: the server groups them, or takes all of them or none.
int wholeBatch(client::Remote& remote, int group, bool allOrNothing, LineReader& reader) {
    const storage::TemporaryFolder folder;
    QFile lines(folder.filePath(u"lines"_s));
    storage::makePrivateFile(lines.fileName()); // passwords may stand in it
    if (!lines.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        throw storage::temporaryFailure(folder.path(), lines.errorString());
    FilesFirst files(remote);
    QByteArray line;
    for (;;) {
        const LineReader::Result result = reader.next(line);
        if (result == LineReader::Result::End)
            break;
        // The server says in its place that one is too long.
        line = result == LineReader::Result::TooLong ? QByteArray(fund::Batch::longestLine + 1, ' ')
                                                     : files.line(line);
        if (lines.write(line + '\n') != line.size() + 1)
            throw storage::temporaryFailure(folder.path(), lines.errorString());
    }
    lines.seek(0);
    bool good = true;
    QString internal;
    const journal::Answer answer =
        remote.batch(lines, group, allOrNothing, [&](const QByteArray& one) {
            const QJsonObject json = journal::readJsonText(one).object;
            const QJsonObject error = json.value("error"_L1).toObject();
            good = good && json.value("ok"_L1).toBool();
            if (error.value("kind"_L1) == "internal"_L1)
                internal = error.value("message"_L1).toString();
            putLine(one);
        });
    if (!answer.ok())
        throw CliError(BadFile, answer.rejection->sentence());
    if (!internal.isEmpty())
        throw CliError(BadFile, labels::Sentence::told(internal));
    if (allOrNothing && !good)
        stopUndone();
    return Done;
}

int remoteBatch(const Arguments& arguments, int group, LineReader& reader) {
    const auto remote = connectTo(arguments.word(0), arguments);
    if (arguments.has(u"--all-or-nothing"_s) || arguments.has(u"--group"_s))
        return wholeBatch(*remote, group, arguments.has(u"--all-or-nothing"_s), reader);
    RemoteBatch stream(*remote, putLine);
    feed(stream, reader);
    if (const auto& why = stream.internalError())
        throw CliError(BadFile, *why);
    return Done;
}

} // namespace

int batch(const QStringList& given) {
    const Arguments arguments(given, withPlaceOptions({u"--group"_s}),
                              {u"--all-or-nothing"_s, u"--clock-is-right"_s}, 1, 2, usage::batch);
    bool number = false;
    const int group = arguments.option(u"--group"_s, u"1"_s).toInt(&number);
    if (!number || group < 1 || group > 1'000'000)
        throw CliError(BadUsage, sentence("usage.group"));
    const QString script = arguments.word(1);
    const bool fromInput = script.isEmpty() || script == u"-";
    platform::Input input = fromInput ? platform::Input::standard()
                                      : platform::Input::open(storage::nativePath(script));
    if (!input.ok())
        throw CliError(BadFile, sentence("batch.script-unreadable", script));
    const platform::PathKind kind = platform::kindOf(input.descriptor());
    if (kind == platform::PathKind::Folder || kind == platform::PathKind::Other)
        throw CliError(BadFile, sentence("batch.no-stream"));
    LineReader reader(std::move(input));
    if (isServerPlace(arguments.word(0)))
        return remoteBatch(arguments, group, reader);
    auto fund = openFund(arguments.word(0));
    fund->clockIsRight(arguments.has(u"--clock-is-right"_s));
    fund::Batch stream(*fund, group, putLine);
    if (arguments.has(u"--all-or-nothing"_s))
        stream.allOrNothing();
    feed(stream, reader);
    stream.finish();
    if (const auto& why = stream.internalError())
        throw CliError(BadFile, *why);
    if (stream.undone())
        stopUndone();
    if (stream.published()) {
        fund.reset();
        fund::rotatingBackup(arguments.word(0));
    }
    return Done;
}

} // namespace fundctl
