// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <disbursement/payments.h>

#include <functional>

// 归档 (第十条): documents about anything, stored whole in the fund's file in chunks under their
// SHA-256, the same bytes once; seven kinds for a project, complete or waived before it closes.

namespace archive {

struct Document {
    QString id;
    QString aboutKind;
    QString aboutId;
    QString kind;
    QString title;
    QString date;
    QString sha256;
    qint64 size = 0;
    QString fileName;
    // The last day of its retention by 会计档案管理办法: "2049-12-31".
    QString retainUntil() const;
};

// The seven kinds of a project's archive, in the document's order, and their Chinese names.
// The kinds of paper that a project's archive has, as the plan lists them.
QStringList projectKinds(journal::Context& context);
QString kindName(journal::Context& context, const QString& kind);
// What a kind of thing that documents are about is called: "receipt" is 到账.
QString aboutName(const QString& aboutKind);
// Whole years that a document about this kind of thing is kept, from the end of its fiscal year on.
int retentionYears(const QString& aboutKind);

std::vector<Document> documentsAbout(journal::Context& context, const QString& kind,
                                     const QString& id);
// Documents of one kind about one thing, counted: a volume in the list of what is handed over.
// Those of one fiscal year, or of all where `year` is "".
struct Volume {
    QString aboutKind;
    QString aboutId;
    QString kind;
    qint64 count = 0;
    QString from;
    QString to;
};
std::vector<Volume> volumes(journal::Context& context, const QString& year);
// {kind: count} and the kinds that have neither a document nor a waiver.
std::map<QString, int> countsByKind(journal::Context& context, const QString& project);
QStringList missingKinds(journal::Context& context, const QString& project);
std::vector<api::ArchiveWaiver> shownWaivers(journal::Context& context, const QString& project);

// Why a file of this machine can't be filed: no regular file, empty, above 1 GiB, a name that reads
// otherwise than it is. Nothing where it can.
std::optional<journal::Rejection> unfitFile(const QString& path);

// The bytes of a document, a part at a time; empty at the end.
QByteArray readContent(journal::Context& context, const QString& sha256, qint64 from, qint64 bytes);
// Hands the whole content out chunk by chunk.
void eachChunk(journal::Context& context, const QString& sha256,
               const std::function<void(const QByteArray&)>& take);

void install(journal::Registry& registry);

} // namespace archive
