// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <concepts>
#include <vector>

// What the big questions answer, as plain structs: money is money::Fen, a state or kind the
// enumerator of its vocabulary, a date its text. Core fills them in, pages and papers read them;
// the JSON that the contract promises is made and read here, from one table of fields each:
//
//     Reply answer = api::toJson(payment);                                   // at the question
//     const auto payment = api::fromJson<api::Payment>(answer.result);       // where it arrives
//
// What stands in the JSON besides is not read; what is missing there is as in `T()`. A code that
// its vocabulary has not is a fault of the program that wrote it (logging::Bug).

namespace api {

template <class T> QJsonObject toJson(const T& shown);
template <class T> T fromJson(const QJsonValue& json);

template <class T> QJsonArray listToJson(const std::vector<T>& items) {
    QJsonArray json;
    for (const T& item : items)
        json.append(toJson(item));
    return json;
}

template <class T> std::vector<T> listFromJson(const QJsonValue& json) {
    const QJsonArray array = json.toArray();
    std::vector<T> items;
    items.reserve(static_cast<std::size_t>(array.size()));
    for (const QJsonValue& item : array)
        items.push_back(fromJson<T>(item));
    return items;
}

// The whole of a thing from what its lists say of it; the rest is as in `Whole()`:
//
//     auto shown = api::extended<api::Payment>(summaryOf(context, payment));
template <class Whole, class Summary>
requires std::derived_from<Whole, Summary> Whole extended(Summary summary) {
    Whole whole{};
    static_cast<Summary&>(whole) = std::move(summary);
    return whole;
}

} // namespace api
