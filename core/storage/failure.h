// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <stdexcept>

namespace storage {

enum class Trouble {
    CannotOpen, // missing, no rights, a folder
    NotAFund,   // something else than a fund file
    Newer,      // made by a newer program
    InUse,      // another program holds it
    Damaged,    // cut short, or its pages contradict each other
    ReadOnly,
    Full,
    Temporary, // the folder for what is laid aside is full or can't be used; the fund is well
    TooLarge,
    Exists,    // a new file would have overwritten one
    Cancelled, // somebody stopped it
    Io,
};

// The disk or the file failed, not the person. Caught once, at the edge; its message is a whole
// sentence that says what to do.
class Failure : public std::runtime_error {
public:
    Failure(Trouble trouble, const QString& message)
        : std::runtime_error(message.toStdString()), m_trouble(trouble), m_message(message) {}
    Trouble trouble() const { return m_trouble; }
    const QString& message() const { return m_message; }

private:
    Trouble m_trouble;
    QString m_message;
};

// The folder for what is laid aside meanwhile failed, and nothing is wrong with the fund.
inline Failure temporaryFailure(const QString& folder, const QString& detail) {
    return {Trouble::Temporary,
            QStringLiteral("临时文件夹 %1 不能使用(%2):请在那里腾出空间、检查权限,"
                           "或用环境变量 TMPDIR 另指一个文件夹;资金文件没有问题,也没有改动。")
                .arg(folder, detail)};
}

// A row names what is not there: the file was altered around the program.
[[noreturn]] inline void contradiction(const QString& what) {
    throw Failure(Trouble::Damaged, QStringLiteral("资金文件的内容前后不符(%1):请停止使用,运行 "
                                                   "fundctl verify 查明,并从备份恢复。")
                                        .arg(what));
}

} // namespace storage
