// SPDX-License-Identifier: GPL-3.0-only
#include "pieces.h"

#include <journal/entry.h>

#include <QElapsedTimer>

namespace fundserver {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 atOnce = 1 << 20;
// How long others wait for a batch that is kept whole or not at all, and for a group of one.
constexpr qint64 longestWhole = 5000; // ms
constexpr int mostOfGroup = 256;

} // namespace

void ContentPieces::next(Take take) {
    if (m_at >= m_end)
        return take({}, false);
    m_house->thread.run([this, take = std::move(take)](fund::Fund& fund) {
        const qint64 size = std::min(atOnce, m_end - m_at);
        const fund::Fund::From from(fund, m_bearer.address);
        const journal::Answer answer =
            fund.ask({m_bearer.user, u"document.read"_s,
                      QJsonObject{{"sha256"_L1, m_sha256}, {"from"_L1, m_at}, {"bytes"_L1, size}}});
        const QByteArray bytes = QByteArray::fromBase64(
            answer.result.toObject().value("base64"_L1).toString().toLatin1());
        m_at += bytes.size();
        // What ends before its time is shorter than was said: the client sees it.
        take(bytes, !bytes.isEmpty() && m_at < m_end);
    });
}

FilePieces::FilePieces(const QString& path, const protocol::Part& part)
    : m_file(path), m_left(part.size) {
    if (m_file.open(QIODevice::ReadOnly))
        m_file.seek(part.from);
}

void FilePieces::next(Take take) {
    const QByteArray bytes = m_file.read(std::min(atOnce, m_left));
    m_left -= bytes.size();
    take(bytes, !bytes.isEmpty() && m_left > 0);
}

BatchPieces::BatchPieces(std::shared_ptr<House> house, std::unique_ptr<QFile> lines, const How& how)
    : m_house(std::move(house)), m_lines(std::move(lines)), m_how(how) {}

BatchPieces::~BatchPieces() {
    if (m_lines)
        m_lines->remove();
}

void BatchPieces::next(Take take) {
    if (m_over)
        return take({}, false);
    m_house->thread.run([self = shared_from_this(), take = std::move(take)](fund::Fund& fund) {
        self->go(fund, take);
    });
}

// Until there is something to take; while a password is hashed others have the fund's thread.
void BatchPieces::go(fund::Fund& fund, Take take) {
    const bool more = work(fund);
    if (m_needs.isEmpty())
        return take(std::exchange(m_out, {}), more);
    const auto needs = std::exchange(m_needs, {});
    m_house->hashing.make(needs, m_hashes, Hashing::For::Batches,
                          [self = shared_from_this(), take = std::move(take)] {
                              self->m_house->thread.run(
                                  [self, take](fund::Fund& again) { self->go(again, take); });
                          });
}

// Looked at once. A group is closed before, but where it is kept whole or not at all: there the
// hash is made in its turn, and counts to the time that the whole may take.
bool BatchPieces::waitsForHashes(fund::Fund& fund) {
    if (std::exchange(m_lineLookedAt, true) || m_lineTooLong
        || (m_how.allOrNothing && fund.inGroup()))
        return false;
    auto needs = m_batch->hashesOf(*m_line);
    if (needs.isEmpty())
        return false;
    if (fund.inGroup())
        m_batch->release();
    *m_hashes = {};
    m_needs = std::move(needs);
    return true;
}

// A line as it was sent, or what stands for one that is too long; false at the end.
bool BatchPieces::readLine() {
    QByteArray line = m_lines->readLine(fund::Batch::longestLine + 2);
    if (line.isEmpty())
        return false;
    bool ended = line.endsWith('\n');
    const bool tooLong = line.size() - qsizetype(ended) > fund::Batch::longestLine;
    while (!ended) {
        const QByteArray rest = m_lines->readLine(fund::Batch::longestLine);
        if (rest.isEmpty())
            break;
        ended = rest.endsWith('\n');
        if (!tooLong)
            line += rest;
    }
    if (line.endsWith('\n'))
        line.chop(1);
    m_line = tooLong ? QByteArray() : line;
    m_lineTooLong = tooLong;
    m_lineLookedAt = false;
    return true;
}

// Others have waited long enough: nothing of it is kept, and the one answer says so.
void BatchPieces::tooLong(fund::Fund& fund) {
    if (fund.inGroup())
        fund.abandonGroup();
    journal::Answer answer;
    answer.rejection = journal::Error{
        journal::ErrorKind::TooLarge, {}, labels::sentence("batch.too-long", longestWhole / 1000)};
    m_out = journal::canonical(answer.toJson()) + '\n';
    m_over = true;
}

// Until there is something to answer. A group is never left open: other clients come in between.
bool BatchPieces::work(fund::Fund& fund) {
    const fund::Fund::Apart apart(fund, m_sessions);
    const fund::Fund::From from(fund, m_how.address);
    m_house->speaking.clear();
    m_house->speakingFrom = m_how.address;
    if (!m_batch) {
        m_batch =
            std::make_unique<fund::Batch>(fund, std::min(m_how.group, mostOfGroup),
                                          [this](const QByteArray& line) { m_out += line + '\n'; });
        if (m_how.allOrNothing)
            m_batch->allOrNothing();
        if (m_how.codes)
            m_batch->withCodes();
    }
    QElapsedTimer timer;
    timer.start();
    try {
        const identity::Hashes::Use use(*m_hashes);
        while (!m_batch->internalError() && (m_out.isEmpty() || fund.inGroup())) {
            if (!m_line && !readLine()) {
                m_over = true;
                break;
            }
            if (waitsForHashes(fund))
                break;
            m_lineTooLong ? m_batch->lineTooLong() : m_batch->line(*m_line);
            m_line.reset();
            if (m_how.allOrNothing && timer.elapsed() > longestWhole) {
                tooLong(fund);
                return false;
            }
        }
        m_over = m_over || m_batch->internalError();
        if (m_over)
            m_batch->finish();
        if (m_over && m_batch->published())
            m_house->jobs.backUpBeside(m_house->place);
    } catch (const std::exception& error) {
        if (fund.inGroup())
            fund.abandonGroup();
        m_out += journal::canonical(fund::answerTo(error, u"batch"_s).toJson()) + '\n';
        m_over = true;
    }
    m_house->waiters.wake(fund);
    return !m_over;
}

} // namespace fundserver
