// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "wire.h"

#include <QHash>
#include <QMap>

#include <random>

namespace torture {

using Random = std::mt19937_64;

inline quint64 below(Random& random, quint64 bound) {
    return random() % bound;
}

using Folder = QMap<QByteArray, QByteArray>; // path to bytes

// What lies on a disk that keeps a promise only where it was asked to: a file's bytes once the file
// was synced, a name once its folder was. The rest is there, or not, or in parts, in any order.
class Disk {
public:
    // How the unsynced part is treated by a power cut.
    enum class Cut { DropAll, KeepAll, Subset, Torn512, Torn4096, LastTorn };
    static constexpr int cuts = 6;

    // The files that lay there, durable, before the recording began.
    void put(const QByteArray& path, int file, const QByteArray& bytes);
    void apply(const Op& op);
    Folder afterPowerCut(Cut cut, Random& random) const;
    // Nothing waits for a sync: every cut leaves the same.
    bool settled() const;

private:
    struct File {
        QByteArray durable;
        std::vector<Op> pending;
    };
    void applyName(QMap<QByteArray, int>& names, const Op& op) const;
    QByteArray contentAfter(const File& file, Cut cut, Random& random) const;

    QHash<int, File> m_files;
    QMap<QByteArray, int> m_names; // durable
    std::vector<Op> m_pendingNames;
};

} // namespace torture
