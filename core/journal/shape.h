// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "answer.h"
#include "clean_text.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>
#include <vector>

// The shape of a command's or question's `with`: which keys, of which type. Checked once for all
// commands, before any of them looks at it; what does not fit is bad input on its field, named
// with its path ("sources[0].amount").
//
//     Shape{id("id"), ref("project", "project"), amount("amount"), date("date"),
//           opt(list("sources", sourceShape()))}

namespace journal {

class Shape;

enum class Type {
    Id,        // 1 to 64 letters, digits, - _ .
    Text,      // one line, not empty
    LongText,  // may hold newlines
    Amount,    // yuan, above zero
    AnyAmount, // yuan, zero or more
    Date,      // 2019-06-30
    Month,     // 2019-06
    Bool,
    Integer,    // zero or more
    Decimal,    // "12.5": digits with a point, as text
    Choice,     // one of `choices`
    Object,     // of `shape`
    Dict,       // an object with free keys, each value an object of `shape`
    List,       // of objects of `shape`, not empty
    TextList,   // of texts, not empty
    Ids,        // of Ids, or of objects {"id": Id}
    Secret,     // one line, kept beside the journal always
    Path,       // a file's path: any characters but NUL
    Json,       // any object, judged by its own room
    NewOrKnown, // an Id, or {"code": Id, "name": text} for something new
};

// What a date says of when something was or will be.
enum class When {
    Any,      // a plan, a deadline: may lie ahead
    Happened, // none after the command's own date, or today
    Evidence, // the same, and it may be older than the plan
};

struct ArgumentSpec {
    QString key;
    Type type;
    When when = When::Any; // of a date
    bool optional = false;
    bool mayBeEmpty = false; // of a list
    bool number = false;     // a number itself: no personal numbers are looked for in it
    bool exact = false;      // compared sign by sign: nothing invisible may stand in it
    QString refersTo;        // the kind of thing an Id names, for the journal's index
    QStringList choices;
    std::shared_ptr<const Shape> shape;
};

class Shape {
public:
    Shape() = default;
    Shape(std::initializer_list<ArgumentSpec> fields) : m_fields(fields) {} // NOLINT
    const std::vector<ArgumentSpec>& fields() const { return m_fields; }
    Shape with(std::initializer_list<ArgumentSpec> more) const;

    // A date that `object` names, in it or in its parts.
    struct NamedDate {
        QString field; // with its path
        QString date;
        When when;
    };
    std::vector<NamedDate> dates(const QJsonObject& object, const QString& path = {}) const;

    // Nothing where `object` fits.
    std::optional<Rejection> rejection(const QJsonObject& object, const QString& path = {}) const;

private:
    std::vector<ArgumentSpec> m_fields;
};

ArgumentSpec id(const char* key);
ArgumentSpec ref(const char* key, const char* kind);
ArgumentSpec text(const char* key);
ArgumentSpec longText(const char* key);
ArgumentSpec amount(const char* key);
ArgumentSpec anyAmount(const char* key);
ArgumentSpec date(const char* key);
ArgumentSpec month(const char* key);
ArgumentSpec flag(const char* key);
ArgumentSpec integer(const char* key);
ArgumentSpec decimal(const char* key);
ArgumentSpec choice(const char* key, std::initializer_list<const char*> choices);
ArgumentSpec object(const char* key, Shape shape);
ArgumentSpec list(const char* key, Shape shape);
ArgumentSpec dict(const char* key, Shape shape);
ArgumentSpec textList(const char* key);
ArgumentSpec ids(const char* key);
ArgumentSpec secret(const char* key);
ArgumentSpec path(const char* key);
ArgumentSpec json(const char* key);
ArgumentSpec newOrKnown(const char* key);
ArgumentSpec happened(const char* key);  // a date
ArgumentSpec evidenced(const char* key); // a date
ArgumentSpec opt(ArgumentSpec field);
ArgumentSpec emptyAllowed(ArgumentSpec field);

// {"source": …, "amount": …}, as `sources` lists them.
Shape sourceShape();
// {"line": …, "amount": …}, as `allocations` list them.
Shape allocationShape(Type amountType = Type::Amount);

bool isDate(QStringView text);
// Keys of numbers: voucher, number, code, document. They are never looked at for personal ones.
bool isNumberKey(QStringView key);

} // namespace journal
