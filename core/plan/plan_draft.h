// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/answer.h>
#include <money/fen.h>

#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <vector>

// A plan before it is one: tables of text, as an office fills them in from its document, in a
// workbook or on a page. No code and no sum is asked of it that the program can find out by itself.
//
//     Draft draft = newDraft();
//     pasteAllocation(draft, clipboard);            // lines x sources, as the document prints them
//     const DraftRead read = readDraft(draft);      // the plan file, and what is wrong, by cell

namespace plan {

struct DraftSheet {
    QString name;
    int firstRow = 0;              // where its heads stand in the sheet of a workbook
    std::vector<QStringList> rows; // the heads, then what was filled in

    QString text(int row, int column) const;
    void put(int row, int column, const QString& text);
    int column(const QString& head) const; // -1 where there is none
    // Without the blank ones behind the last.
    int filledRows() const;
};

struct Draft {
    std::vector<DraftSheet> sheets;

    DraftSheet* sheet(const QString& name);
    const DraftSheet* sheet(const QString& name) const;
};

// The same with its columns in the usual order, from the first row on.
Draft arranged(const Draft& draft);
// After a source was named, renamed or added: the allocation's columns follow, by their order.
void alignSources(Draft& draft);

// What a cell may hold, for who offers a choice: of a column, or of a row of facts.
struct DraftColumn {
    QString title;
    int width = 10;      // in Chinese characters
    bool amount = false; // in the draft's unit
    QStringList choices = {};
    QString choicesFrom = {}; // a sheet whose names are the choices
    bool automatic = false;   // nobody fills it in
    bool several = false;     // of the choices, apart by semicolons
};
struct DraftForm {
    QString name;
    QString explains;
    std::vector<DraftColumn> columns;
    QStringList heads() const;
};
// All sheets of a draft, in order; that of the allocation has a column for each of its sources.
std::vector<DraftForm> draftForms(const Draft& draft);
// The choices of one cell of the sheet of facts.
QStringList factChoices(const Draft& draft, int row);

inline constexpr QStringView allocationSheet = u"分配";
inline constexpr QStringView factsSheet = u"基本";
inline constexpr QStringView sourcesSheet = u"来源";
inline constexpr QStringView totalWord = u"合计";

// A plan as a draft; its sums in 万元.
Draft draftOf(const QJsonObject& plan);
// A new one: the usual paths, kinds of unit and numbers, and no money.
Draft newDraft();
// The sheets of a workbook as a draft: the heads of each are looked for in its first rows.
Draft draftFrom(const std::vector<DraftSheet>& sheets);

// A figure of the printed table beside what its parts come to.
struct FootRow {
    QString name;
    std::optional<money::Fen> printed;
    money::Fen actual;
    int row = 0; // of the allocation's sheet; 0 where it has none
    bool differs() const { return printed && *printed != actual; }
};
struct CrossFoot {
    bool inWan = true; // the draft's unit: 万元, else yuan
    std::vector<FootRow> lines;
    std::vector<FootRow> sources;
    FootRow total;
    // What the printed table gets wrong, in the words in which the plan keeps it.
    QStringList notices;
};

struct DraftFault {
    QString sheet;
    int row = -1; // as DraftSheet::rows; -1 where no cell is to blame
    int column = -1;
    journal::Rejection rejection;
};
struct DraftRead {
    QJsonObject json;
    CrossFoot foot;
    std::vector<DraftFault> faults; // none: the plan passes the check
};
DraftRead readDraft(const Draft& draft);

// The allocation table as a document prints it, from the clipboard: cells apart by tabs, rows by
// lines. Replaces the lines of the draft, keeps the sources it has and adds those that the table's
// heads name. Nothing is changed where it is no such table.
std::optional<labels::Sentence> pasteAllocation(Draft& draft, const QString& text);

// A figure as a draft's cell has it: "220", in 万元 or yuan.
QString draftFigure(money::Fen amount, bool inWan);

// "D7".
QString cellName(int row, int column);

} // namespace plan
