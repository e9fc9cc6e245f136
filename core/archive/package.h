// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "documents.h"
#include "zip.h"

namespace archive {

// A project's archive as one ZIP: its documents, an index (CSV), hashes and a page that says how
// to check them with common tools. Personal numbers in titles are masked. Returns
// the SHA-256 of the list of hashes.
QString exportProject(journal::Context& context, const QString& project, const QString& path);

// Puts documents into a package under `folder`, and their index; for the audit package.
void addDocuments(journal::Context& context, ZipWriter& package, const QString& folder,
                  const std::vector<Document>& documents);

} // namespace archive
