// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <labels/sentence.h>

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
    Failure(Trouble trouble, const labels::Sentence& sentence)
        : std::runtime_error(sentence.text().toStdString()), m_trouble(trouble),
          m_sentence(sentence) {}
    Trouble trouble() const { return m_trouble; }
    const labels::Sentence& sentence() const { return m_sentence; }
    QString message() const { return m_sentence.text(); }

private:
    Trouble m_trouble;
    labels::Sentence m_sentence;
};

// The folder for what is laid aside meanwhile failed, and nothing is wrong with the fund.
inline Failure temporaryFailure(const QString& folder, const QString& detail) {
    return {Trouble::Temporary, labels::sentence("temporary.failed", folder, detail)};
}

// A row names what is not there: the file was altered around the program.
[[noreturn]] inline void contradiction(const QString& what) {
    throw Failure(Trouble::Damaged, labels::sentence("fund.contradicts", what));
}

} // namespace storage
