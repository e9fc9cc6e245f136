// SPDX-License-Identifier: GPL-3.0-only
#include "contract.h"

#include "rules.h"

#include <labels/sentence.h>

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>

namespace journal {

using namespace Qt::Literals::StringLiterals;

namespace {

QString typeName(Type type) {
    switch (type) {
    case Type::Id:
        return u"id"_s;
    case Type::Text:
        return u"text"_s;
    case Type::LongText:
        return u"long-text"_s;
    case Type::Amount:
        return u"amount"_s;
    case Type::AnyAmount:
        return u"amount-or-zero"_s;
    case Type::Date:
        return u"date"_s;
    case Type::Month:
        return u"month"_s;
    case Type::Bool:
        return u"bool"_s;
    case Type::Integer:
        return u"integer"_s;
    case Type::Decimal:
        return u"decimal"_s;
    case Type::Choice:
        return u"choice"_s;
    case Type::Object:
        return u"object"_s;
    case Type::Dict:
        return u"dict"_s;
    case Type::List:
        return u"list"_s;
    case Type::TextList:
        return u"texts"_s;
    case Type::Ids:
        return u"ids"_s;
    case Type::Secret:
        return u"private"_s;
    case Type::Path:
        return u"path"_s;
    case Type::Json:
        return u"json"_s;
    case Type::NewOrKnown:
        return u"known-or-new"_s;
    }
    return {};
}

QJsonArray fieldsJson(const Shape& shape) {
    QJsonArray fields;
    for (const ArgumentSpec& field : shape.fields()) {
        QJsonObject json{{"key"_L1, field.key}, {"type"_L1, typeName(field.type)}};
        if (field.optional)
            json.insert("optional"_L1, true);
        if (field.mayBeEmpty)
            json.insert("empty"_L1, true);
        if (!field.refersTo.isEmpty())
            json.insert("refers"_L1, field.refersTo);
        if (!field.choices.isEmpty())
            json.insert("choices"_L1, QJsonArray::fromStringList(field.choices));
        if (field.shape)
            json.insert("of"_L1, fieldsJson(*field.shape));
        fields.append(json);
    }
    return fields;
}

QString fieldText(const ArgumentSpec& field) {
    QString text = field.key;
    if (field.type == Type::List || field.type == Type::TextList || field.type == Type::Ids)
        text += u"[]"_s;
    if (field.optional)
        text += u'?';
    if (!field.choices.isEmpty())
        return text + u": "_s + field.choices.join(u'·');
    if (field.shape)
        return text + u": {"_s + shapeLine(*field.shape) + u'}';
    if (field.type == Type::Bool)
        return text + u": bool"_s;
    return text;
}

// What is registered, by name: a hash table's own order differs from run to run.
template <class Registered> std::vector<const Registered*> sorted(const auto& registered) {
    std::vector<const Registered*> all;
    for (const Registered& one : registered)
        all.push_back(&one);
    std::ranges::sort(all, {}, &Registered::name);
    return all;
}

QString line(const QString& name, const QStringList& roles, const Shape& shape) {
    const QString who = roles.isEmpty() ? u"-"_s : roles.join(u'·');
    return u"  %1   %2   %3\n"_s.arg(name, who, shapeLine(shape));
}

QMap<QString, QJsonArray (*)()>& saidByRooms() {
    static QMap<QString, QJsonArray (*)()> said;
    return said;
}

QJsonObject withoutHash(const Registry& registry) {
    QJsonArray commands;
    for (const Command* command : sorted<Command>(registry.commands()))
        commands.append(QJsonObject{{"do"_L1, command->name},
                                    {"roles"_L1, QJsonArray::fromStringList(command->roles)},
                                    {"signed"_L1, command->deciding},
                                    {"with"_L1, fieldsJson(command->shape)}});
    QJsonArray questions;
    for (const Question* question : sorted<Question>(registry.questions()))
        questions.append(QJsonObject{{"ask"_L1, question->name},
                                     {"roles"_L1, QJsonArray::fromStringList(question->roles)},
                                     {"with"_L1, fieldsJson(question->shape)}});
    QJsonArray rules;
    for (const RuleInfo& rule : catalogue())
        rules.append(QJsonObject{{"id"_L1, rule.id},
                                 {"article"_L1, rule.article.toString()},
                                 {"sentence"_L1, labels::inWords(rule.demand.toString(), {})}});
    QJsonObject json{{"commands"_L1, commands}, {"questions"_L1, questions}, {"rules"_L1, rules}};
    const auto& said = saidByRooms();
    for (auto it = said.begin(); it != said.end(); ++it)
        json.insert(it.key(), it.value()());
    return json;
}

} // namespace

QString shapeLine(const Shape& shape) {
    QStringList fields;
    for (const ArgumentSpec& field : shape.fields())
        fields << fieldText(field);
    return fields.isEmpty() ? u"-"_s : fields.join(u", "_s);
}

void sayInContract(const QString& name, QJsonArray (*say)()) {
    saidByRooms().insert(name, say);
}

QString contractHash(const Registry& registry) {
    return QString::fromLatin1(
        QCryptographicHash::hash(canonical(withoutHash(registry)), QCryptographicHash::Sha256)
            .toHex());
}

QJsonObject contractJson(const Registry& registry) {
    QJsonObject json = withoutHash(registry);
    json.insert("hash"_L1, contractHash(registry));
    return json;
}

QString contractText(const Registry& registry) {
    QString text = u"命令(✍:可登记纸质签批)\n"_s;
    for (const Command* command : sorted<Command>(registry.commands()))
        text += line(command->deciding ? command->name + u" ✍"_s : command->name, command->roles,
                     command->shape);
    text += u"\n查询\n"_s;
    for (const Question* question : sorted<Question>(registry.questions()))
        text += line(question->name, question->roles, question->shape);
    text += u"\n规则(违反几条时,引在前的一条)\n"_s;
    for (const RuleInfo& rule : catalogue())
        text += u"  %1   %2   %3\n"_s.arg(rule.id,
                                          rule.article.isEmpty() ? u"-"_s : rule.article.toString(),
                                          labels::inWords(rule.demand.toString(), {}));
    return text + u"\n哈希 %1\n"_s.arg(contractHash(registry));
}

} // namespace journal
