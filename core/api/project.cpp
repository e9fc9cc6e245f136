// SPDX-License-Identifier: GPL-3.0-only
#include "project.h"

#include "fields.h"

namespace api {

template <>
inline constexpr auto fieldsOf<ProjectSource> =
    std::tuple{field("source", &ProjectSource::source), field("support", &ProjectSource::support),
               field("paid", &ProjectSource::paid)};

template <>
inline constexpr auto fieldsOf<Span> =
    std::tuple{field("from", &Span::from), field("to", &Span::to)};

template <>
inline constexpr auto fieldsOf<Base> =
    std::tuple{field("investment", &Base::investment), field("own", &Base::own)};

template <>
inline constexpr auto fieldsOf<ProjectSummary> =
    std::tuple{field("id", &ProjectSummary::id),
               field("state", &ProjectSummary::state),
               field("unit", &ProjectSummary::unit),
               field("unit_name", &ProjectSummary::unitName),
               field("line", &ProjectSummary::line),
               field("item", &ProjectSummary::item),
               field("name", &ProjectSummary::name),
               field("content", &ProjectSummary::content),
               field("schedule", &ProjectSummary::schedule),
               field("path", &ProjectSummary::path),
               field("date", &ProjectSummary::date),
               field("approved_on", &ProjectSummary::approvedOn),
               field("support", &ProjectSummary::support),
               field("by_source", &ProjectSummary::bySource),
               field("paid", &ProjectSummary::paid),
               field("accepted", &ProjectSummary::accepted),
               field("materials", &ProjectSummary::materials),
               ifAny("year", &ProjectSummary::year),
               ifAny("base", &ProjectSummary::base)};

template <>
inline constexpr auto fieldsOf<RequestSummary> =
    std::tuple{field("id", &RequestSummary::id),         field("kind", &RequestSummary::kind),
               field("amount", &RequestSummary::amount), field("date", &RequestSummary::date),
               field("state", &RequestSummary::state),   ifAny("paid_on", &RequestSummary::paidOn)};

template <>
inline constexpr auto fieldsOf<SourceChange> =
    std::tuple{field("source", &SourceChange::source), field("amount", &SourceChange::amount)};

template <>
inline constexpr auto fieldsOf<AmendmentChange> = std::tuple{
    ifAny("name", &AmendmentChange::name),         ifAny("content", &AmendmentChange::content),
    ifAny("schedule", &AmendmentChange::schedule), ifAny("support", &AmendmentChange::support),
    ifAny("sources", &AmendmentChange::sources),   ifAny("base", &AmendmentChange::base)};

template <>
inline constexpr auto fieldsOf<Amendment> =
    std::tuple{field("id", &Amendment::id),         field("date", &Amendment::date),
               field("state", &Amendment::state),   field("reason", &Amendment::reason),
               field("change", &Amendment::change), ifAny("amount", &Amendment::amount)};

template <>
inline constexpr auto fieldsOf<DueDate> =
    std::tuple{field("due", &DueDate::due), field("amount", &DueDate::amount),
               field("condition", &DueDate::condition)};

template <>
inline constexpr auto fieldsOf<ContractRecord> =
    std::tuple{field("id", &ContractRecord::id),
               field("number", &ContractRecord::number),
               field("party", &ContractRecord::party),
               field("amount", &ContractRecord::amount),
               field("date", &ContractRecord::date),
               field("state", &ContractRecord::state),
               ifAny("schedule", &ContractRecord::schedule)};

template <>
inline constexpr auto fieldsOf<InvoiceRecord> =
    std::tuple{field("id", &InvoiceRecord::id),         field("number", &InvoiceRecord::number),
               field("issuer", &InvoiceRecord::issuer), field("amount", &InvoiceRecord::amount),
               field("date", &InvoiceRecord::date),     field("state", &InvoiceRecord::state),
               ifAny("code", &InvoiceRecord::code)};

template <>
inline constexpr auto fieldsOf<MilestoneRecord> =
    std::tuple{field("id", &MilestoneRecord::id), field("stage", &MilestoneRecord::stage),
               field("date", &MilestoneRecord::date),
               field("document", &MilestoneRecord::document)};

template <>
inline constexpr auto fieldsOf<ProjectStage> =
    std::tuple{field("name", &ProjectStage::name),   field("percent", &ProjectStage::percent),
               field("when", &ProjectStage::when),   field("of", &ProjectStage::of),
               field("ahead", &ProjectStage::ahead), field("reached", &ProjectStage::reached),
               ifAny("share", &ProjectStage::share)};

template <>
inline constexpr auto fieldsOf<ArchiveWaiver> =
    std::tuple{field("kind", &ArchiveWaiver::kind), field("reason", &ArchiveWaiver::reason),
               field("date", &ArchiveWaiver::date)};

template <>
inline constexpr auto fieldsOf<OpeningException> =
    std::tuple{field("rule", &OpeningException::rule), field("article", &OpeningException::article),
               field("message", &OpeningException::message),
               field("limit", &OpeningException::limit), field("asked", &OpeningException::asked)};

template <>
inline constexpr auto fieldsOf<Granting> =
    std::tuple{field("investment", &Granting::investment), field("most", &Granting::most)};

template <>
inline constexpr auto fieldsOf<AllowedPayee> =
    std::tuple{field("unit", &AllowedPayee::unit), field("name", &AllowedPayee::name)};

template <>
inline constexpr auto fieldsOf<Project> = std::tuple_cat(
    fieldsOf<ProjectSummary>,
    std::tuple{
        field("prepay_open", &Project::prepayOpen), field("requests", &Project::requests),
        field("acceptances", &Project::acceptances), field("amendments", &Project::amendments),
        field("deliverables", &Project::deliverables), field("contracts", &Project::contracts),
        field("invoices", &Project::invoices), ifAny("stages", &Project::stages),
        ifAny("milestones", &Project::milestones), field("archive", &Project::archive),
        field("waivers", &Project::waivers), field("missing", &Project::missing),
        field("steps", &Project::steps), field("exceptions", &Project::exceptions),
        ifAny("grant", &Project::granting), ifAny("payees_from", &Project::payeesFrom),
        ifAny("payees", &Project::payees), ifAny("audited", &Project::audited)});

template <>
inline constexpr auto fieldsOf<ArchiveRow> =
    std::tuple{field("id", &ArchiveRow::id),           field("name", &ArchiveRow::name),
               field("unit", &ArchiveRow::unit),       field("unit_name", &ArchiveRow::unitName),
               field("line", &ArchiveRow::line),       field("state", &ArchiveRow::state),
               field("archive", &ArchiveRow::archive), field("waivers", &ArchiveRow::waivers),
               field("missing", &ArchiveRow::missing)};

template QJsonObject toJson(const ArchiveRow& shown);
template QJsonObject toJson(const RequestSummary& shown);
template QJsonObject toJson(const Amendment& shown);
template QJsonObject toJson(const ContractRecord& shown);
template QJsonObject toJson(const InvoiceRecord& shown);
template QJsonObject toJson(const MilestoneRecord& shown);
template QJsonObject toJson(const ProjectStage& shown);
template QJsonObject toJson(const ArchiveWaiver& shown);
template QJsonObject toJson(const OpeningException& shown);
template QJsonObject toJson(const ProjectSummary& shown);
template AmendmentChange fromJson(const QJsonValue& json);
template DueDate fromJson(const QJsonValue& json);
template ProjectSummary fromJson(const QJsonValue& json);
template QJsonObject toJson(const Project& shown);
template Project fromJson(const QJsonValue& json);

} // namespace api
