// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/registry.h>
#include <reports/workbook.h>

#include <functional>
#include <map>

namespace audit {

// Makes files that the core can't make by itself: of a report, by the suffix of the file, and of
// the audit workbook (XLSX). A program tells its own once, when it starts; a package made without
// them has no such files, and its instructions name none.
//
//     audit::setRenderers({.ofReport = {{"xlsx", …}}, .ofWorkbook = …});
struct Renderers {
    std::map<QString, std::function<QByteArray(const reports::Printable&)>> ofReport;
    std::function<QByteArray(const reports::Workbook&)> ofWorkbook;
};
void setRenderers(Renderers renderers);

// What the auditors are handed: one ZIP with the journal (each line's canonical form, and the
// chain of hashes), the workbook, budget execution, the published disclosures in every format, all
// documents, hashes, and a page of instructions to check it with common tools only. No identity
// number, account or telephone stands in it, except where a scanned document shows one. Returns
// the SHA-256 of the list of hashes: whoever has it from elsewhere finds a package made anew.
QString exportPackage(journal::Context& context, const QString& path);

} // namespace audit
