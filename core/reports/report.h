// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringList>

#include <variant>
#include <vector>

// A paper before it is laid out: one model that PDF, printer, XLSX, HTML, CSV and text all render,
// so that every format shows the same figures. Cells are canonical ("1234567.89", "2019-06-30",
// "0.3620"); what a reader sees of one comes from `shown`, in every format the same:
//
//     shown(Kind::Amount, "1234567.89") == "1,234,567.89"
//     shown(Kind::WanAmount, "1234567.89") == "123.456789"
//     shown(Kind::Percent, "0.3620") == "36.20%"

namespace reports {

// What a column holds. Both amounts are in yuan; a WanAmount is shown in 万元.
enum class ColumnKind { Text, Count, Amount, WanAmount, Percent, Date };

struct Column {
    QString title;
    ColumnKind kind = ColumnKind::Text;
    int width = 8;       // in Chinese characters
    bool sum = false;    // the total is the sum of its cells
    bool number = false; // an account that stays whole: on papers that don't leave the office
    bool bar = false;    // a rate that is drawn, too: as a bar behind its figure
    friend bool operator==(const Column&, const Column&) = default;
};

struct Table {
    QString caption = {};
    QString unit = {}; // "单位:元", above the table at the right
    std::vector<Column> columns = {};
    std::vector<QStringList> rows = {};
    QStringList total = {}; // one cell a column, "" where none; empty where there is no total row
    int head = 0;           // the column that names a row, for readers who hear the table
    bool listed = false;    // an annex: from a new page on, each page with the sum of its rows
    friend bool operator==(const Table&, const Table&) = default;
};

struct LabeledValue {
    QString label;
    QString value;
    bool amount = false; // value is canonical; shown in figures and 大写
    friend bool operator==(const LabeledValue&, const LabeledValue&) = default;
};

struct Fields {
    QString caption = {};
    std::vector<LabeledValue> fields = {};
    int columns = 2;
    friend bool operator==(const Fields&, const Fields&) = default;
};

struct Paragraph {
    enum class Role { Body, Heading, Note };
    QString text;
    Role role = Role::Body;
    friend bool operator==(const Paragraph&, const Paragraph&) = default;
};

// Places to sign and seal, filled where the step was taken.
struct Signatures {
    struct Place {
        QString role;
        QString name;
        QString date;
        QString opinion;
        bool seal = false;
        friend bool operator==(const Place&, const Place&) = default;
    };
    std::vector<Place> places = {};
    friend bool operator==(const Signatures&, const Signatures&) = default;
};

using Block = std::variant<Paragraph, Fields, Table, Signatures>;

struct Printable {
    QString kind = {};
    QString id = {};
    QString title = {};
    QString subtitle = {};
    QString number = {};
    bool landscape = false;
    std::vector<Block> blocks = {};
    QStringList footers = {};
    QString head = {}; // of the journal when it was made or published
    // Units whose accounts stand on it whole: that is a reading (see units::wholeAccount).
    QStringList accounts = {};
    bool draft = false;
    friend bool operator==(const Printable&, const Printable&) = default;
};

QString shown(ColumnKind kind, const QString& cell);
// The same without thousands separators, as a machine reads it: "1234567.89".
QString plain(ColumnKind kind, const QString& cell);
// Numbers are set to the right.
bool isNumber(ColumnKind kind);
// "2019年6月30日"; what is no date stays as it is.
QString longDate(const QString& date);
// An amount for a form: "1,100,000.00 元(大写:人民币壹佰壹拾万元整)".
QString inWords(const QString& amount);
// What of a field a reader sees.
QString shown(const LabeledValue& field);

} // namespace reports
