// SPDX-License-Identifier: GPL-3.0-only
#include "disk.h"

#include <algorithm>
#include <cstring>

namespace torture {

namespace {

// What lies in a part of a file that was made longer but never written.
constexpr char fill = '\0';

void place(QByteArray& content, qint64 offset, const char* bytes, qint64 size) {
    if (content.size() < offset + size)
        content.append(QByteArray(offset + size - content.size(), fill));
    std::memcpy(content.data() + offset, bytes, static_cast<std::size_t>(size));
}

void applyWhole(QByteArray& content, const Op& op) {
    if (op.kind == Op::Write)
        place(content, op.offset, op.bytes.constData(), op.bytes.size());
    else if (op.offset < content.size())
        content.truncate(op.offset);
    else
        content.append(QByteArray(op.offset - content.size(), fill));
}

// Each sector of the write reached the disk or did not.
void applyTorn(QByteArray& content, const Op& op, qint64 sector, Random& random) {
    if (op.kind != Op::Write) {
        if (below(random, 2) == 0)
            applyWhole(content, op);
        return;
    }
    const qint64 end = op.offset + op.bytes.size();
    for (qint64 from = op.offset; from < end;) {
        const qint64 to = std::min(end, (from / sector + 1) * sector);
        if (below(random, 2) == 0)
            place(content, from, op.bytes.constData() + (from - op.offset), to - from);
        from = to;
    }
}

QByteArray folderOf(const QByteArray& path) {
    return path.left(path.lastIndexOf('/'));
}

} // namespace

void Disk::put(const QByteArray& path, int file, const QByteArray& bytes) {
    m_files[file].durable = bytes;
    m_names.insert(path, file);
}

void Disk::applyName(QMap<QByteArray, int>& names, const Op& op) const {
    switch (op.kind) {
    case Op::Create:
        names.insert(op.path, op.file);
        break;
    case Op::Unlink:
        names.remove(op.path);
        break;
    case Op::Rename:
        if (names.contains(op.path))
            names.insert(op.other, names.take(op.path));
        break;
    case Op::Link:
        if (names.contains(op.path))
            names.insert(op.other, names.value(op.path));
        break;
    default:
        break;
    }
}

void Disk::apply(const Op& op) {
    switch (op.kind) {
    case Op::Create:
        m_files.insert(op.file, {});
        m_pendingNames.push_back(op);
        break;
    case Op::Unlink:
    case Op::Rename:
    case Op::Link:
        m_pendingNames.push_back(op);
        break;
    case Op::Write:
    case Op::Truncate:
        m_files[op.file].pending.push_back(op);
        break;
    case Op::Sync:
        for (const Op& waiting : m_files[op.file].pending)
            applyWhole(m_files[op.file].durable, waiting);
        m_files[op.file].pending.clear();
        break;
    case Op::SyncFolder:
        std::erase_if(m_pendingNames, [&](const Op& waiting) {
            const QByteArray& name = waiting.other.isEmpty() ? waiting.path : waiting.other;
            if (folderOf(name) != op.path)
                return false;
            applyName(m_names, waiting);
            return true;
        });
        break;
    case Op::Mark:
        break;
    }
}

QByteArray Disk::contentAfter(const File& file, Cut cut, Random& random) const {
    QByteArray content = file.durable;
    for (std::size_t i = 0; i < file.pending.size(); ++i) {
        const Op& op = file.pending[i];
        const bool last = i + 1 == file.pending.size();
        switch (cut) {
        case Cut::DropAll:
            break;
        case Cut::KeepAll:
            applyWhole(content, op);
            break;
        case Cut::Subset:
            if (below(random, 2) == 0)
                applyWhole(content, op);
            break;
        case Cut::Torn512:
            applyTorn(content, op, 512, random);
            break;
        case Cut::Torn4096:
            applyTorn(content, op, 4096, random);
            break;
        case Cut::LastTorn:
            last ? applyTorn(content, op, 512, random) : applyWhole(content, op);
            break;
        }
    }
    return content;
}

Folder Disk::afterPowerCut(Cut cut, Random& random) const {
    QMap<QByteArray, int> names = m_names;
    // Names either go to the disk in their order, as on a journaling file system, or in none.
    const bool inOrder = below(random, 2) == 0;
    std::size_t kept = cut == Cut::DropAll ? 0 : m_pendingNames.size();
    if (inOrder && cut != Cut::DropAll && cut != Cut::KeepAll)
        kept = below(random, m_pendingNames.size() + 1);
    for (std::size_t i = 0; i < kept; ++i)
        if (inOrder || cut == Cut::KeepAll || below(random, 2) == 0)
            applyName(names, m_pendingNames[i]);
    Folder folder;
    QHash<int, QByteArray> contents;
    for (auto it = names.constBegin(); it != names.constEnd(); ++it) {
        if (!contents.contains(it.value()))
            contents.insert(it.value(), contentAfter(m_files.value(it.value()), cut, random));
        folder.insert(it.key(), contents.value(it.value()));
    }
    return folder;
}

bool Disk::settled() const {
    return m_pendingNames.empty()
           && std::all_of(m_files.cbegin(), m_files.cend(),
                          [](const File& file) { return file.pending.empty(); });
}

} // namespace torture
