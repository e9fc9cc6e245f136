// SPDX-License-Identifier: GPL-3.0-only
#include "jobs.h"

#include <fund/backup.h>
#include <journal/clock.h>
#include <journal/entry.h>
#include <platform/process.h>
#include <protocol/names.h>
#include <reports/report_json.h>
#include <storage/durable.h>
#include <storage/part.h>

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QLoggingCategory>

#include <future>

namespace fundserver {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using labels::sentence;
using protocol::JobBody;

namespace {

Q_LOGGING_CATEGORY(jobsLog, "funddesk.fundserver", QtInfoMsg)

constexpr std::chrono::hours keptFor{1};
constexpr int copied = 20; // of a job's 100, once its copy is made

Answer failure(const labels::Sentence& why) {
    Answer answer;
    answer.rejection = journal::Error{journal::ErrorKind::Storage, {}, why};
    return answer;
}

QString hashOf(const QString& path) {
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        throw storage::Failure(storage::Trouble::Io, sentence("job.not-complete"));
    return QString::fromLatin1(hash.result().toHex());
}

QByteArray pagesOf(const std::vector<reports::MonthPage>& pages) {
    QJsonArray all;
    for (const reports::MonthPage& page : pages)
        all.append(QJsonObject{{"facts"_L1, page.facts}, {"report"_L1, toJson(page.paper)}});
    return journal::canonical(QJsonObject{{"pages"_L1, all}});
}

} // namespace

Jobs::Jobs(const QString& folder, FundThread& fund) : m_folder(folder), m_fund(fund) {
    // Gone after a restart.
    QDir(m_folder).removeRecursively();
    QDir().mkpath(m_folder);
    m_thread = std::thread([this] { loop(); });
}

Jobs::~Jobs() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        for (const auto& [id, job] : m_jobs)
            job->stopped = true;
    }
    m_news.notify_one();
    m_thread.join();
    QDir(m_folder).removeRecursively();
}

QString Jobs::pathOf(const Job& job, const char* suffix) const {
    return m_folder + u'/' + job.id + QString::fromLatin1(suffix);
}

QString Jobs::start(const QString& user, const JobBody& body) {
    auto job = std::make_shared<Job>();
    job->id = protocol::newKey();
    job->user = user;
    job->body = body;
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() >= mostWaiting)
            return {};
        m_jobs.emplace(job->id, job);
        m_waiting.push_back(job);
    }
    m_news.notify_one();
    return job->id;
}

void Jobs::backUpBeside(const QString& fundPath) {
    auto job = std::make_shared<Job>();
    job->id = protocol::newKey();
    job->body.kind = JobBody::Kind::Backup;
    job->beside = fundPath;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& waiting : m_waiting)
            if (!waiting->beside.isEmpty()) // one that has not begun has what is there by then
                return;
        m_jobs.emplace(job->id, job);
        m_waiting.push_back(job);
    }
    m_news.notify_one();
}

std::shared_ptr<Jobs::Job> Jobs::find(const QString& user, const QString& id) const {
    const auto found = m_jobs.find(id);
    return found != m_jobs.end() && found->second->user == user ? found->second : nullptr;
}

std::optional<QJsonObject> Jobs::state(const QString& user, const QString& id) const {
    static constexpr const char* names[] = {"queued", "running", "done", "failed", "stopped"};
    const std::lock_guard lock(m_mutex);
    const auto job = find(user, id);
    if (!job)
        return {};
    QJsonObject json{{"job"_L1, protocol::jobName(job->body.kind)},
                     {"state"_L1, QString::fromLatin1(names[static_cast<int>(job->state)])},
                     {"progress"_L1, job->state == State::Done ? 100 : job->progress.load()}};
    if (job->state == State::Done)
        json.insert("result"_L1, job->answer.result);
    if (job->state == State::Failed) {
        const QJsonObject answer = job->answer.toJson();
        const auto key = answer.contains("refusal"_L1) ? "refusal"_L1 : "error"_L1;
        json.insert(key, answer.value(key));
    }
    return json;
}

std::optional<QString> Jobs::file(const QString& user, const QString& id) const {
    const std::lock_guard lock(m_mutex);
    const auto job = find(user, id);
    return job && job->state == State::Done && job->hasFile ? std::optional(pathOf(*job, ".out"))
                                                            : std::nullopt;
}

bool Jobs::stop(const QString& user, const QString& id) {
    const std::lock_guard lock(m_mutex);
    const auto job = find(user, id);
    if (!job)
        return false;
    job->stopped = true;
    if (job->state == State::Queued) {
        job->state = State::Stopped;
        job->ended = std::chrono::steady_clock::now();
        std::erase(m_waiting, job);
    }
    return true;
}

void Jobs::removeOld() {
    const std::lock_guard lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(m_jobs, [&](const auto& one) {
        const Job& job = *one.second;
        const bool over =
            job.state != State::Queued && job.state != State::Running && now - job.ended > keptFor;
        if (over)
            QFile::remove(pathOf(job, ".out"));
        return over;
    });
}

void Jobs::loop() {
    platform::yieldToOthers();
    for (;;) {
        std::shared_ptr<Job> job;
        {
            std::unique_lock lock(m_mutex);
            m_news.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
            if (m_ending)
                return;
            job = m_waiting.front();
            m_waiting.pop_front();
            job->state = State::Running;
        }
        work(*job);
    }
}

// The fund's thread copies a piece whenever it comes by. This one forces each to the disk before
// the next: what piled up would keep the commands' own syncs waiting.
bool Jobs::copy(Job& job, const QString& path) {
    storage::makePrivateFile(path);
    std::unique_ptr<storage::Copying> copying;
    bool more = true;
    while (more && !job.stopped) {
        std::promise<Answer> over;
        auto future = over.get_future();
        m_fund.run([&](fund::Fund& fund) {
            try {
                if (!copying)
                    copying = fund.copying(path);
                more = copying->step();
                job.progress = static_cast<int>(copying->done() * copied
                                                / std::max<qint64>(1, copying->all()));
                over.set_value({});
            } catch (const std::exception& error) {
                over.set_value(fund::answerTo(error, u"copy"_s));
            }
        });
        job.answer = future.get();
        if (!job.answer.ok())
            break;
        copying->settle();
    }
    std::promise<void> gone;
    m_fund.run([&](fund::Fund&) {
        copying.reset();
        gone.set_value();
    });
    gone.get_future().wait();
    return job.answer.ok() && !job.stopped;
}

Answer Jobs::done(Job& job, const QString& copy, const storage::Progress& progress) {
    const QString out = pathOf(job, ".out");
    Answer answer;
    if (!job.beside.isEmpty()) {
        journal::SystemClock clock;
        fund::rotatingBackupOf(copy, job.beside, clock, progress);
        return answer;
    }
    if (job.body.kind == JobBody::Kind::Verify || job.body.kind == JobBody::Kind::Backup) {
        const QByteArray head = job.body.head.toLatin1();
        const journal::VerificationReport report = fund::Fund::verify(
            copy, head.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{head}, progress);
        answer.result = toJson(report);
        if (job.body.kind == JobBody::Kind::Verify)
            return answer;
        if (!report.sound())
            return failure(sentence("job.copy-unsound"));
        QFile::rename(copy, out);
        answer.result = QJsonObject{{"head"_L1, QString::fromLatin1(report.headHash)}};
    } else {
        journal::SystemClock clock;
        journal::SystemRandomness randomness;
        const auto fund = fund::Fund::openToRead(copy, clock, randomness);
        fund->trust(job.user);
        if (job.body.kind == JobBody::Kind::Audit) {
            answer = fund->exportAudit(job.user, out, progress);
        } else if (job.body.kind == JobBody::Kind::Archive) {
            answer = fund->exportArchive(job.user, job.body.project, out, progress);
        } else {
            auto pages = fund->pagesOfMonth(job.user, job.body.month);
            if (auto* no = std::get_if<journal::Rejection>(&pages))
                answer.rejection = std::move(*no);
            else
                storage::writeAtomically(out,
                                         pagesOf(std::get<std::vector<reports::MonthPage>>(pages)));
        }
    }
    if (!answer.ok())
        return answer;
    QJsonObject result = answer.result.toObject();
    result.insert("size"_L1, QFileInfo(out).size());
    result.insert("sha256"_L1, hashOf(out));
    answer.result = result;
    job.hasFile = true;
    return answer;
}

void Jobs::work(Job& job) {
    const QString path = pathOf(job, ".copy");
    const storage::Progress progress = [&job](qint64 done, qint64 all) {
        if (all > 0)
            job.progress = copied + static_cast<int>(done * (99 - copied) / all);
        return !job.stopped;
    };
    Answer answer;
    try {
        if (copy(job, path))
            answer = done(job, path, progress);
        else
            answer = job.answer;
    } catch (const std::exception& error) {
        answer = fund::answerTo(error, u"job"_s);
    }
    QFile::remove(path);
    if (!job.beside.isEmpty())
        qCInfo(jobsLog) << "backup beside a fund" << protocol::statusOf(answer);
    const std::lock_guard lock(m_mutex);
    job.answer = answer;
    job.state = job.stopped ? State::Stopped : answer.ok() ? State::Done : State::Failed;
    job.ended = std::chrono::steady_clock::now();
    if (job.state != State::Done)
        QFile::remove(pathOf(job, ".out"));
}

} // namespace fundserver
