// SPDX-License-Identifier: GPL-3.0-only
#include "worker.h"

#include <fund/backup.h>
#include <logging/log.h>
#include <plan/plan.h>
#include <storage/failure.h>

namespace session {

using namespace Qt::Literals::StringLiterals;

namespace {

journal::Answer noFund() {
    journal::Answer answer;
    answer.objection =
        journal::Error{journal::ErrorKind::Storage, {}, u"没有打开的资金文件,请先打开。"_s};
    return answer;
}

// Runs it and turns what it throws into its sentence.
template <class Call> QString sentenceOf(Call call) {
    try {
        return call();
    } catch (const storage::Failure& failure) {
        return failure.message();
    } catch (const fund::Unfit& unfit) {
        return unfit.objection().message();
    } catch (const fund::NotSound& unsound) {
        return unsound.message();
    } catch (const std::exception& other) {
        return logging::internalError(other, u"window"_s).sentence;
    }
}

} // namespace

QString Worker::open(const QString& path) {
    m_fund.reset();
    return sentenceOf([&] {
        m_fund = fund::Fund::open(path, m_clock, m_randomness);
        return QString();
    });
}

QString Worker::name() const {
    QString name;
    sentenceOf([&] {
        name = m_fund ? plan::current(m_fund->context()).name : QString();
        return QString();
    });
    return name;
}

QString Worker::create(const QString& path, const fund::Founding& founding, QString& recoveryCode) {
    m_fund.reset();
    return sentenceOf([&] {
        m_fund = fund::Fund::create(path, founding, m_clock, m_randomness, recoveryCode);
        return QString();
    });
}

journal::Answer Worker::login(const QString& user, const QString& password) {
    return m_fund ? m_fund->login(user, password) : noFund();
}

void Worker::logout(const QString& user) {
    if (m_fund)
        m_fund->logout(user);
}

journal::Answer Worker::send(const journal::Request& request, bool command) {
    if (!m_fund)
        return noFund();
    return command ? m_fund->submit(request) : m_fund->ask(request);
}

QString Worker::work(const std::function<QString(fund::Fund&)>& work) {
    if (!m_fund)
        return noFund().objection->message();
    return sentenceOf([&] { return work(*m_fund); });
}

QString Worker::free(const std::function<QString(const storage::Progress&)>& work,
                     const storage::Progress& progress) {
    return sentenceOf([&] { return work(progress); });
}

} // namespace session
