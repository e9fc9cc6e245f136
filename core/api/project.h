// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "acceptance.h"

#include <labels/labels.h>
#include <money/fen.h>

#include <map>
#include <optional>

// project.show: one project with all that was asked, decided, delivered and filed on it.

namespace api {

struct ProjectSource {
    QString source;
    money::Fen support;
    money::Fen paid;
    friend bool operator==(const ProjectSource&, const ProjectSource&) = default;
};

struct Span {
    QString from;
    QString to;
    friend bool operator==(const Span&, const Span&) = default;
};

// Of an item that supports a share of an investment: what is invested, and what of it the unit pays
// itself.
struct Base {
    money::Fen investment;
    money::Fen own;
    friend bool operator==(const Base&, const Base&) = default;
};

// What a list of projects has too.
struct ProjectSummary {
    QString id;
    labels::ProjectState state = labels::ProjectState::Declared;
    QString unit;
    QString unitName;
    QString line;
    QString item;
    QString name;
    QString content;
    Span schedule;
    QString path;
    QString date; // of the declaration
    QString approvedOn;
    money::Fen support;
    std::vector<ProjectSource> bySource;
    money::Fen paid;
    money::Fen accepted;
    QStringList materials;
    int year = 0; // 0 where its money is of no year
    std::optional<Base> base;
    friend bool operator==(const ProjectSummary&, const ProjectSummary&) = default;
};

// A payment that was asked for.
struct RequestSummary {
    QString id;
    labels::PaymentKind kind = labels::PaymentKind::Stage;
    money::Fen amount;
    QString date;
    labels::PaymentState state = labels::PaymentState::Requested;
    QString paidOn;
    friend bool operator==(const RequestSummary&, const RequestSummary&) = default;
};

// Of an amendment; the amount as it was written.
struct SourceChange {
    QString source;
    QString amount;
    friend bool operator==(const SourceChange&, const SourceChange&) = default;
};

// What is to become otherwise, and nothing else.
struct AmendmentChange {
    std::optional<QString> name;
    std::optional<QString> content;
    std::optional<Span> schedule;
    std::optional<QString> support; // as it was written
    std::optional<std::vector<SourceChange>> sources;
    std::optional<Base> base;
    friend bool operator==(const AmendmentChange&, const AmendmentChange&) = default;
};

struct Amendment {
    QString id;
    QString date;
    labels::AmendmentState state = labels::AmendmentState::Requested;
    QString reason;
    AmendmentChange change;
    std::optional<QString> amount; // the change's support
    friend bool operator==(const Amendment&, const Amendment&) = default;
};

// When and for what a contract is paid; the amount as it was written.
struct DueDate {
    QString due;
    QString amount;
    QString condition;
    friend bool operator==(const DueDate&, const DueDate&) = default;
};

struct ContractRecord {
    QString id;
    QString number;
    QString party;
    money::Fen amount;
    QString date;
    QString state;
    std::vector<DueDate> schedule;
    friend bool operator==(const ContractRecord&, const ContractRecord&) = default;
};

struct InvoiceRecord {
    QString id;
    QString number;
    QString issuer;
    money::Fen amount;
    QString date;
    QString state;
    QString code;
    friend bool operator==(const InvoiceRecord&, const InvoiceRecord&) = default;
};

// What a stage of its path was reached by.
struct MilestoneRecord {
    QString id;
    QString stage;
    QString date;
    QString document;
    friend bool operator==(const MilestoneRecord&, const MilestoneRecord&) = default;
};

// A stage of its path, as it stands today.
struct ProjectStage {
    QString name;
    QString percent;
    QString when;
    QString of;
    bool ahead = false;
    bool reached = false;
    std::optional<money::Fen> share; // nothing while its base is not known
    friend bool operator==(const ProjectStage&, const ProjectStage&) = default;
};

// Why documents of a kind are not there.
struct ArchiveWaiver {
    QString kind;
    QString reason;
    QString date;
    friend bool operator==(const ArchiveWaiver&, const ArchiveWaiver&) = default;
};

// A rule that history broke.
struct OpeningException {
    QString rule;
    QString article;
    QString message;
    QString limit;
    QString asked;
    friend bool operator==(const OpeningException&, const OpeningException&) = default;
};

// What a share of an investment comes to: of what was declared or amended, or was audited.
struct Granting {
    money::Fen investment;
    money::Fen most;
    friend bool operator==(const Granting&, const Granting&) = default;
};

// A unit that may be paid, where the plan says who.
struct AllowedPayee {
    QString unit;
    QString name;
    friend bool operator==(const AllowedPayee&, const AllowedPayee&) = default;
};

struct Project : ProjectSummary {
    bool prepayOpen = false;
    std::optional<Granting> granting;
    QString payeesFrom; // contract-party, named; "" where the plan says nothing
    std::vector<AllowedPayee> payees;
    std::vector<RequestSummary> requests;
    std::vector<AcceptanceSummary> acceptances;
    std::optional<Audited> audited; // the one that counts
    std::vector<Amendment> amendments;
    std::vector<Deliverable> deliverables;
    std::vector<ContractRecord> contracts;
    std::vector<InvoiceRecord> invoices;
    std::vector<ProjectStage> stages; // where its path has any
    std::vector<MilestoneRecord> milestones;
    std::map<QString, int> archive; // documents by kind
    std::vector<ArchiveWaiver> waivers;
    QStringList missing; // kinds of documents
    std::vector<Step> steps;
    std::vector<OpeningException> exceptions;
    friend bool operator==(const Project&, const Project&) = default;
};

// A row of archive.list: a project with its seven kinds.
struct ArchiveRow {
    QString id;
    QString name;
    QString unit;
    QString unitName;
    QString line;
    labels::ProjectState state = labels::ProjectState::Declared;
    std::map<QString, int> archive;
    std::vector<ArchiveWaiver> waivers;
    QStringList missing;
    friend bool operator==(const ArchiveRow&, const ArchiveRow&) = default;
};

extern template QJsonObject toJson(const ArchiveRow& shown);
extern template QJsonObject toJson(const RequestSummary& shown);
extern template QJsonObject toJson(const Amendment& shown);
extern template QJsonObject toJson(const ContractRecord& shown);
extern template QJsonObject toJson(const InvoiceRecord& shown);
extern template QJsonObject toJson(const MilestoneRecord& shown);
extern template QJsonObject toJson(const ProjectStage& shown);
extern template QJsonObject toJson(const ArchiveWaiver& shown);
extern template QJsonObject toJson(const OpeningException& shown);
extern template QJsonObject toJson(const ProjectSummary& shown);
extern template AmendmentChange fromJson(const QJsonValue& json);
extern template DueDate fromJson(const QJsonValue& json);
extern template ProjectSummary fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const Project& shown);
extern template Project fromJson(const QJsonValue& json);

} // namespace api
