// SPDX-License-Identifier: GPL-3.0-only
#include "report_json.h"

#include <QJsonArray>

namespace reports {

using namespace Qt::Literals::StringLiterals;

namespace {

// One value of a block under its key: written where it is not what a new block has, and read back.
class Writer {
public:
    explicit Writer(QJsonObject& json) : m_json(json) {}
    void operator()(QLatin1StringView key, const QString& text) {
        if (!text.isEmpty())
            m_json.insert(key, text);
    }
    void operator()(QLatin1StringView key, bool yes) {
        if (yes)
            m_json.insert(key, yes);
    }
    void operator()(QLatin1StringView key, int number) { m_json.insert(key, number); }
    void operator()(QLatin1StringView key, const QStringList& texts) {
        if (!texts.isEmpty())
            m_json.insert(key, QJsonArray::fromStringList(texts));
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void operator()(QLatin1StringView key, Enum value) {
        m_json.insert(key, static_cast<int>(value));
    }

private:
    QJsonObject& m_json;
};

class Reader {
public:
    Reader(const QJsonObject& json, bool& good) : m_json(json), m_good(good) {}
    void operator()(QLatin1StringView key, QString& text) {
        text = value(key, QJsonValue::String).toString();
    }
    void operator()(QLatin1StringView key, bool& yes) {
        yes = value(key, QJsonValue::Bool).toBool();
    }
    void operator()(QLatin1StringView key, int& number) {
        number = value(key, QJsonValue::Double).toInt();
    }
    void operator()(QLatin1StringView key, QStringList& texts) {
        const QJsonArray all = value(key, QJsonValue::Array).toArray();
        texts.clear();
        for (const QJsonValue& one : all) {
            m_good = m_good && one.isString();
            texts << one.toString();
        }
    }
    void operator()(QLatin1StringView key, ColumnKind& kind) {
        kind = static_cast<ColumnKind>(among(key, static_cast<int>(ColumnKind::Date)));
    }
    void operator()(QLatin1StringView key, Paragraph::Role& role) {
        role = static_cast<Paragraph::Role>(among(key, static_cast<int>(Paragraph::Role::Note)));
    }

private:
    QJsonValue value(QLatin1StringView key, QJsonValue::Type type) {
        const QJsonValue found = m_json.value(key);
        m_good = m_good && (found.isUndefined() || found.type() == type);
        return found;
    }
    int among(QLatin1StringView key, int last) {
        const int number = value(key, QJsonValue::Double).toInt();
        const bool known = number >= 0 && number <= last;
        m_good = m_good && known;
        return known ? number : 0;
    }

    const QJsonObject& m_json;
    bool& m_good;
};

// What each part holds, said once for both ways. `Part` is const where it is written.
template <class Each, class Part> void column(Each& each, Part& part) {
    each("title"_L1, part.title);
    each("kind"_L1, part.kind);
    each("width"_L1, part.width);
    each("sum"_L1, part.sum);
    each("number"_L1, part.number);
    each("bar"_L1, part.bar);
}

template <class Each, class Part> void field(Each& each, Part& part) {
    each("label"_L1, part.label);
    each("value"_L1, part.value);
    each("amount"_L1, part.amount);
}

template <class Each, class Part> void place(Each& each, Part& part) {
    each("role"_L1, part.role);
    each("name"_L1, part.name);
    each("date"_L1, part.date);
    each("opinion"_L1, part.opinion);
    each("seal"_L1, part.seal);
}

template <class Each, class Part> void paragraph(Each& each, Part& part) {
    each("text"_L1, part.text);
    each("role"_L1, part.role);
}

template <class Each, class Part> void table(Each& each, Part& part) {
    each("caption"_L1, part.caption);
    each("unit"_L1, part.unit);
    each("total"_L1, part.total);
    each("head"_L1, part.head);
    each("listed"_L1, part.listed);
}

template <class Each, class Part> void fields(Each& each, Part& part) {
    each("caption"_L1, part.caption);
    each("columns"_L1, part.columns);
}

template <class Each, class Part> void printable(Each& each, Part& part) {
    each("kind"_L1, part.kind);
    each("id"_L1, part.id);
    each("title"_L1, part.title);
    each("subtitle"_L1, part.subtitle);
    each("number"_L1, part.number);
    each("landscape"_L1, part.landscape);
    each("footers"_L1, part.footers);
    each("head"_L1, part.head);
    each("accounts"_L1, part.accounts);
    each("draft"_L1, part.draft);
}

template <class Part, class Walk> QJsonObject written(const Part& part, Walk walk) {
    QJsonObject json;
    Writer writer(json);
    walk(writer, part);
    return json;
}

template <class Part, class Walk> QJsonArray writtenAll(const std::vector<Part>& parts, Walk walk) {
    QJsonArray all;
    for (const Part& part : parts)
        all.append(written(part, walk));
    return all;
}

constexpr auto eachColumn = [](auto& each, auto& part) { column(each, part); };
constexpr auto eachField = [](auto& each, auto& part) { field(each, part); };
constexpr auto eachPlace = [](auto& each, auto& part) { place(each, part); };

QJsonObject blockJson(const Paragraph& block) {
    QJsonObject json = written(block, [](auto& each, auto& part) { paragraph(each, part); });
    json.insert("block"_L1, u"paragraph"_s);
    return json;
}

QJsonObject blockJson(const Fields& block) {
    QJsonObject json = written(block, [](auto& each, auto& part) { fields(each, part); });
    json.insert("block"_L1, u"fields"_s);
    json.insert("fields"_L1, writtenAll(block.fields, eachField));
    return json;
}

QJsonObject blockJson(const Table& block) {
    QJsonObject json = written(block, [](auto& each, auto& part) { table(each, part); });
    json.insert("block"_L1, u"table"_s);
    json.insert("columns"_L1, writtenAll(block.columns, eachColumn));
    QJsonArray rows;
    for (const QStringList& row : block.rows)
        rows.append(QJsonArray::fromStringList(row));
    json.insert("rows"_L1, rows);
    return json;
}

QJsonObject blockJson(const Signatures& block) {
    return {{"block"_L1, u"signatures"_s}, {"places"_L1, writtenAll(block.places, eachPlace)}};
}

template <class Part, class Walk> Part readPart(const QJsonObject& json, bool& good, Walk walk) {
    Part part;
    Reader reader(json, good);
    walk(reader, part);
    return part;
}

template <class Part, class Walk>
std::vector<Part> readAll(const QJsonValue& json, bool& good, Walk walk) {
    good = good && json.isArray();
    std::vector<Part> parts;
    for (const QJsonValue& one : json.toArray()) {
        good = good && one.isObject();
        parts.push_back(readPart<Part>(one.toObject(), good, walk));
    }
    return parts;
}

Table readTable(const QJsonObject& json, bool& good) {
    auto block = readPart<Table>(json, good, [](auto& each, auto& part) { table(each, part); });
    block.columns = readAll<Column>(json.value("columns"_L1), good, eachColumn);
    good = good && json.value("rows"_L1).isArray();
    for (const QJsonValue& row : json.value("rows"_L1).toArray()) {
        QStringList cells;
        for (const QJsonValue& cell : row.toArray())
            cells << cell.toString();
        // A row of another width would be drawn beside its columns.
        good = good && static_cast<std::size_t>(cells.size()) == block.columns.size();
        block.rows.push_back(cells);
    }
    return block;
}

Block readBlock(const QJsonObject& json, bool& good) {
    const QString kind = json.value("block"_L1).toString();
    if (kind == "paragraph"_L1)
        return readPart<Paragraph>(json, good,
                                   [](auto& each, auto& part) { paragraph(each, part); });
    if (kind == "fields"_L1) {
        auto block =
            readPart<Fields>(json, good, [](auto& each, auto& part) { fields(each, part); });
        block.fields = readAll<LabeledValue>(json.value("fields"_L1), good, eachField);
        return block;
    }
    if (kind == "table"_L1)
        return readTable(json, good);
    good = good && kind == "signatures"_L1;
    return Signatures{readAll<Signatures::Place>(json.value("places"_L1), good, eachPlace)};
}

} // namespace

QJsonObject toJson(const Printable& paper) {
    QJsonObject json = written(paper, [](auto& each, auto& part) { printable(each, part); });
    QJsonArray blocks;
    for (const Block& block : paper.blocks)
        blocks.append(std::visit([](const auto& one) { return blockJson(one); }, block));
    json.insert("blocks"_L1, blocks);
    return json;
}

std::optional<Printable> reportFrom(const QJsonObject& json) {
    bool good = json.value("blocks"_L1).isArray();
    auto paper =
        readPart<Printable>(json, good, [](auto& each, auto& part) { printable(each, part); });
    for (const QJsonValue& block : json.value("blocks"_L1).toArray())
        paper.blocks.push_back(readBlock(block.toObject(), good));
    return good ? std::optional(std::move(paper)) : std::nullopt;
}

} // namespace reports
