// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <labels/sentence.h>

// What a refusal has to tell, by its code and what it is filled with; the words themselves stand in
// tests/core/labels/golden_sentences.txt:
//
//     CHECK(no.message == told("project.unknown", "XM-1"));

namespace testing {

// What Guzhang's plan calls its offices and clauses: tests found their funds with it.
inline const labels::Words& guzhangWords() {
    static const labels::Words words = [] {
        const std::pair<const char*, const char*> rows[] = {
            {"office", "领导小组办公室"},
            {"leader", "县政府分管领导"},
            {"group", "领导小组"},
            {"inspecting", "县经信局"},
            {"finance", "财务"},
            {"evaluation", "中期绩效评价"},
            {"batch", "第二批"},
            {"kinds", "七类"},
            {"required", "站点的门头店招、室内装饰设计方案"},
            {"eligibility", "第五条"},
            {"ways", "第九条"},
            {"materials", ",例如建设改造方案、设备采购方案、培训开班申请表、活动实施方案"}};
        labels::Words all;
        for (const auto& [marker, word] : rows)
            all.insert(QString::fromUtf8(marker), QString::fromUtf8(word));
        return all;
    }();
    return words;
}

template <class... Arguments>
QString told(labels::SentenceCode code, const Arguments&... arguments) {
    [[maybe_unused]] const auto argument = [](const auto& one) {
        if constexpr (std::is_convertible_v<decltype(one), const char*>)
            return QString::fromUtf8(one);
        else
            return labels::argument(one);
    };
    return labels::sentence(code, argument(arguments)...).in(guzhangWords()).text();
}

} // namespace testing
