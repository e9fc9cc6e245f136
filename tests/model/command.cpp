// SPDX-License-Identifier: GPL-3.0-only
#include "command.h"

#include <support/office.h>

#include <QJsonArray>
#include <QJsonDocument>

namespace model {

using namespace Qt::Literals::StringLiterals;

namespace {

QString q(const std::string& text) {
    return QString::fromStdString(text);
}

QJsonArray list(const Parts& parts, QLatin1StringView key, QLatin1StringView value = "amount"_L1) {
    QJsonArray array;
    for (const auto& [name, amount] : parts)
        array.append(QJsonObject{{key, q(name)}, {value, q(yuan(amount))}});
    return array;
}

QJsonArray names(const std::vector<std::string>& names) {
    QJsonArray array;
    for (const std::string& name : names)
        array.append(q(name));
    return array;
}

QJsonObject account(int number, const std::string& holder) {
    return {{"name"_L1, u"农行古丈支行"_s},
            {"account"_L1, u"62284800"_s + QString::number(number).rightJustified(8, u'0')},
            {"holder"_L1, q(holder)}};
}

QJsonObject ticks(const std::string& date) {
    QJsonObject all;
    for (const char* tick : {"registered", "qualified", "accounts", "clean_record", "truthful"})
        all[QLatin1StringView(tick)] =
            QJsonObject{{"ok"_L1, true}, {"evidence"_L1, u"证明"_s}, {"date"_L1, q(date)}};
    return all;
}

void unitWords(const Command& c, QJsonObject& with) {
    if (c.action == "unit.register") {
        with.remove("date"_L1);
        with["name"_L1] = q(c.id);
        with["bank"_L1] = account(1, c.id);
    } else if (c.action == "unit.change") {
        with["document"_L1] = u"变更函"_s;
    }
    if (!c.kind.empty())
        with["kind"_L1] = q(c.kind);
    if (!c.code.empty())
        with["code"_L1] = q(c.code);
    if (!c.inside.empty())
        with["eligibility"_L1] = ticks(c.inside);
    if (c.bank > 0)
        with["bank"_L1] = account(c.bank, c.id);
}

void supervisionWords(const Command& c, QJsonObject& with) {
    if (c.action == "supervision.recover") {
        with["finding"_L1] = q(c.finding);
        with["source"_L1] = q(c.source);
        with["amount"_L1] = q(yuan(c.amount));
        with["voucher"_L1] = u"记-4"_s;
        with["project"_L1] = q(c.about);
        if (!c.payee.empty())
            with["payee"_L1] = q(c.payee);
        return;
    }
    with["document"_L1] = u"会议纪要"_s;
    if (c.action != "supervision.find") {
        with["note"_L1] = u"说明"_s;
        return;
    }
    with["unit"_L1] = q(c.unit);
    with["kind"_L1] = q(c.kind);
    with["finding"_L1] = u"问题"_s;
    with["recover"_L1] = q(yuan(c.amount));
    if (!c.about.empty())
        with["project"_L1] = q(c.about);
}

void recordWords(const Command& c, QJsonObject& with) {
    if (c.action == "milestone.record") {
        with["project"_L1] = q(c.about);
        with["stage"_L1] = q(c.number);
        with["document"_L1] = u"监理报告"_s;
        return;
    }
    with["amount"_L1] = q(yuan(c.amount));
    if (c.action == "fund.interest") {
        with["voucher"_L1] = u"记-5"_s;
        return;
    }
    with["project"_L1] = q(c.about);
    with["number"_L1] = q(c.number);
    with[c.action == "contract.record" ? "party"_L1 : "issuer"_L1] =
        c.party.empty() ? u"湖南设备公司"_s : q(c.party);
    if (!c.code.empty())
        with["code"_L1] = q(c.code);
}

void baseWords(const Command& c, QJsonObject& with) {
    if (c.investment > 0)
        with["base"_L1] =
            QJsonObject{{"investment"_L1, q(yuan(c.investment))}, {"own"_L1, q(yuan(c.own))}};
}

void deliverableWords(const Command& c, QJsonObject& with) {
    with = {{"project"_L1, q(c.about)}};
    QJsonArray items;
    for (const Handed& one : c.handed) {
        QJsonObject item{{"id"_L1, q(one.id)}, {"kind"_L1, q(c.kind)}};
        if (c.kind == "training") {
            item["class"_L1] = u"popularisation"_s;
            item["headcount"_L1] = 80;
            item["date"_L1] = q(c.inside);
        } else {
            item["unit"_L1] = q(one.unit);
        }
        if (!one.scheme.empty())
            item["scheme"_L1] = q(one.scheme);
        items.append(item);
    }
    with["items"_L1] = items;
}

void declaration(const Command& c, QJsonObject& with) {
    with["unit"_L1] = q(c.unit);
    with["line"_L1] = q(c.line);
    if (!c.item.empty())
        with["item"_L1] = q(c.item);
    if (c.year != 0)
        with["year"_L1] = c.year;
    with["name"_L1] = u"项目"_s;
    with["content"_L1] = u"建设内容"_s;
    with["schedule"_L1] = QJsonObject{{"from"_L1, q(c.from)}, {"to"_L1, q(c.until)}};
    with["support"_L1] = q(yuan(c.amount));
    baseWords(c, with);
    with["materials"_L1] = QJsonArray{u"建设改造方案"_s, u"门头店招"_s, u"室内装饰设计方案"_s};
}

void planChange(const Command& c, QJsonObject& with) {
    with["document"_L1] = u"会议纪要"_s;
    if (!c.moves.empty()) {
        QJsonArray moves;
        for (const Move& move : c.moves)
            moves.append(QJsonObject{{"from"_L1, q(move.from)},
                                     {"to"_L1, q(move.to)},
                                     {"source"_L1, q(move.source)},
                                     {"amount"_L1, q(yuan(move.amount))}});
        with["moves"_L1] = moves;
    }
    if (!c.allocations.empty())
        with["allocations"_L1] = list(c.allocations, "line"_L1);
    if (!c.ceilings.empty())
        with["items"_L1] = list(c.ceilings, "item"_L1, "ceiling"_L1);
    if (c.action == "plan.supplement" || c.action == "fund.return") {
        with["amount"_L1] = q(yuan(c.amount));
        with["source"_L1] = q(c.source);
    }
    if (c.action == "plan.supplement" && c.flag)
        with["source"_L1] = QJsonObject{{"code"_L1, q(c.source)}, {"name"_L1, u"统筹资金"_s}};
    if (c.action == "fund.return")
        with["voucher"_L1] = u"记-1"_s;
}

void decision(const Command& c, QJsonObject& with) {
    with["opinion"_L1] = u"意见"_s;
    if (c.action == "acceptance.conclude") {
        with["result"_L1] = q(c.decision);
        with["team"_L1] = QJsonArray{QJsonObject{{"name"_L1, u"王"_s}, {"unit"_L1, u"县经信局"_s}}};
        if (c.amount > 0)
            with["accepted"_L1] = q(yuan(c.amount));
        QJsonArray taken;
        for (const std::string& name : c.names) {
            const bool no = name.starts_with('-');
            taken.append(QJsonObject{{"id"_L1, q(name.substr(no ? 1 : 0))}, {"accepted"_L1, !no}});
        }
        if (!taken.isEmpty())
            with["deliverables"_L1] = taken;
        if (c.audited > 0)
            with["audited"_L1] = QJsonObject{{"amount"_L1, q(yuan(c.audited))},
                                             {"by"_L1, u"会计师事务所"_s},
                                             {"document"_L1, u"审字1号"_s},
                                             {"date"_L1, q(c.date)}};
        return;
    }
    with["decision"_L1] = q(c.decision);
    if (c.action == "payment.approve" && c.flag)
        with["minutes"_L1] = QJsonObject{{"document"_L1, u"会议纪要1号"_s}, {"date"_L1, q(c.date)}};
    if (c.amount > 0)
        with["support"_L1] = q(yuan(c.amount));
}

void payment(const Command& c, QJsonObject& with) {
    if (c.action == "payment.request") {
        with["project"_L1] = q(c.about);
        with["kind"_L1] = q(c.kind);
        with["report"_L1] = u"申请报告"_s;
        if (!c.payees.empty())
            with["payees"_L1] = list(c.payees, "unit"_L1);
        if (c.guarantee > 0)
            with["guarantee"_L1] = QJsonObject{{"bank"_L1, u"农行古丈支行"_s},
                                               {"number"_L1, u"保函1号"_s},
                                               {"amount"_L1, q(yuan(c.guarantee))},
                                               {"until"_L1, q(c.until)}};
    } else if (c.action == "payment.refund") {
        with["payment"_L1] = q(c.about);
        if (!c.payee.empty())
            with["payee"_L1] = q(c.payee);
    } else if (c.action == "payment.reverse" && !c.names.empty()) {
        with["payees"_L1] = names(c.names);
    }
    if (c.amount > 0)
        with["amount"_L1] = q(yuan(c.amount));
    if (c.action == "payment.refund" || c.action == "payment.reverse") {
        with["reason"_L1] = u"退回"_s;
        with["voucher"_L1] = u"记-2"_s;
    }
    if (c.action != "payment.pay")
        return;
    QJsonArray vouchers;
    for (const auto& [source, amount] : c.sources)
        vouchers.append(QJsonObject{{"source"_L1, q(source)}, {"number"_L1, u"记-3"_s}});
    with["vouchers"_L1] = vouchers;
}

void otherWords(const Command& c, QJsonObject& with) {
    if (c.action == "fund.receive" || c.action == "evaluation.record") {
        with["document"_L1] = u"文号"_s;
        with[c.action == "fund.receive" ? "amount"_L1 : "awarded"_L1] = q(yuan(c.amount));
        if (c.action == "fund.receive")
            with["source"_L1] = q(c.source);
        else
            with["passed"_L1] = c.flag;
    } else if (c.action == "project.amend") {
        with["project"_L1] = q(c.about);
        with["reason"_L1] = u"变更"_s;
        if (c.amount > 0)
            with["support"_L1] = q(yuan(c.amount));
        baseWords(c, with);
    } else if (c.action == "acceptance.request") {
        with["project"_L1] = q(c.about);
        with["stage"_L1] = u"阶段"_s;
        with["claimed"_L1] = q(yuan(c.amount));
        if (!c.names.empty())
            with["deliverables"_L1] = names(c.names);
    } else if (c.action == "disclosure.publish") {
        with["month"_L1] = q(c.number);
    } else if (c.action == "notice.post") {
        with.remove("date"_L1);
        with["about"_L1] = QJsonObject{{"kind"_L1, u"acceptance"_s}, {"id"_L1, q(c.about)}};
        with["from"_L1] = q(c.date);
        with["to"_L1] = q(c.until);
        with["where"_L1] = u"公示栏"_s;
    } else if (c.action == "withdraw" || c.action == "void") {
        with["kind"_L1] = q(c.kind);
        with["reason"_L1] = u"有误"_s;
    } else if (c.action == "project.close" || c.action == "project.cancel") {
        with["reason"_L1] = u"办结"_s;
    }
}

} // namespace

QJsonObject words(const Command& c) {
    QJsonObject with{{"id"_L1, q(c.id)}, {"date"_L1, q(c.date)}};
    if (c.action == "project.declare")
        declaration(c, with);
    else if (c.action.starts_with("plan.") || c.action == "fund.return")
        planChange(c, with);
    else if (c.action.starts_with("unit."))
        unitWords(c, with);
    else if (c.action.starts_with("supervision."))
        supervisionWords(c, with);
    else if (c.action.ends_with(".record") && c.action != "evaluation.record")
        recordWords(c, with);
    else if (c.action == "fund.interest")
        recordWords(c, with);
    else if (c.action == "warning.explain")
        with["note"_L1] = u"已经核对"_s;
    else if (c.action == "deliverable.add")
        deliverableWords(c, with);
    else if (!c.decision.empty())
        decision(c, with);
    else if (c.action.starts_with("payment."))
        payment(c, with);
    else
        otherWords(c, with);
    if (!c.sources.empty() && c.action != "payment.pay")
        with["sources"_L1] = list(c.sources, "source"_L1);
    return with;
}

std::string batchLine(const Command& c) {
    const QJsonObject line{{"as"_L1, q(c.as)}, {"do"_L1, q(c.action)}, {"with"_L1, words(c)}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace model
