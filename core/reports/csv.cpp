// SPDX-License-Identifier: GPL-3.0-only
#include "render.h"

#include <journal/csv.h>

namespace reports {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList titles(const Table& table) {
    QStringList all;
    for (const Column& column : table.columns)
        all << column.title;
    return all;
}

// Amounts without thousands separators, as a spreadsheet reads them.
QStringList plainRow(const Table& table, const QStringList& row) {
    QStringList cells;
    for (qsizetype i = 0; i < row.size(); ++i)
        cells << plain(table.columns[static_cast<std::size_t>(i)].kind, row[i]);
    return cells;
}

struct CsvWriter {
    QString text;

    void add(const QStringList& cells) { text += journal::csvLine(cells); }
    void operator()(const Paragraph& paragraph) { add({paragraph.text}); }
    void operator()(const Fields& fields) {
        if (!fields.caption.isEmpty())
            add({fields.caption});
        for (const LabeledValue& field : fields.fields)
            add({field.label, field.value});
    }
    void operator()(const Table& table) {
        add({table.caption, table.unit});
        add(titles(table));
        for (const QStringList& row : table.rows)
            add(plainRow(table, row));
        if (!table.total.isEmpty())
            add(plainRow(table, table.total));
    }
    void operator()(const Signatures& signatures) {
        for (const Signatures::Place& place : signatures.places)
            add({place.role, place.name, place.date, place.opinion});
    }
};

struct TextWriter {
    QString text;

    void operator()(const Paragraph& paragraph) { text += paragraph.text + u'\n'; }
    void operator()(const Fields& fields) {
        for (const LabeledValue& field : fields.fields)
            text += field.label + u':' + shown(field) + u'\n';
    }
    void row(const Table& table, const QStringList& cells) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const QString& cell = cells[static_cast<qsizetype>(i)];
            if (!cell.isEmpty())
                text += table.columns[i].title + u':' + shown(table.columns[i].kind, cell) + u'\n';
        }
        text += u'\n';
    }
    void operator()(const Table& table) {
        text += table.caption + u'(' + table.unit + u")\n\n"_s;
        for (const QStringList& cells : table.rows)
            row(table, cells);
        if (!table.total.isEmpty())
            row(table, table.total);
    }
    void operator()(const Signatures& signatures) {
        for (const Signatures::Place& place : signatures.places)
            text += u"%1:%2 %3 %4\n"_s.arg(place.role, place.name, place.date, place.opinion);
    }
};

} // namespace

QByteArray toCsv(const Printable& paper) {
    CsvWriter writer;
    writer.add({paper.title});
    writer.add({paper.subtitle});
    for (const Block& block : paper.blocks) {
        std::visit(writer, block);
        writer.text += u"\r\n"_s;
    }
    for (const QString& footer : paper.footers)
        writer.add({footer});
    return (journal::byteOrderMark + writer.text).toUtf8();
}

QByteArray toText(const Printable& paper) {
    TextWriter writer;
    writer.text = paper.title + u'\n' + paper.subtitle + u"\n\n"_s;
    for (const Block& block : paper.blocks) {
        std::visit(writer, block);
        writer.text += u'\n';
    }
    writer.text += paper.footers.join(u'\n') + u'\n';
    return writer.text.toUtf8();
}

} // namespace reports
