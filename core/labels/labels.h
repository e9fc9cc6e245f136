// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <type_traits>

// The contract's codes as people read them: one table a vocabulary, one row a code, with a short
// label for columns and chips and a long one for sentences and papers. Window, refusals, forms and
// the audit workbook all take their words from here, so that one thing has one name.
//
//     labels::shortLabel(Vocabulary::ProjectState, u"started") is 已开工
//     labels::longLabel(Vocabulary::ProjectState, u"declared") is 已申报待审核
//
// Inside the program a code is its enumerator; the text is what the journal, the wire and the
// tables hold:
//
//     labels::code(ProjectState::Started) is "started"
//     labels::parse<ProjectState>(u"started") is ProjectState::Started; nothing for another text
//     labels::is(text, ProjectState::Started) where a text from outside is looked at

namespace labels {

enum class ProjectState {
    Declared,
    Returned,
    Approved,
    Rejected,
    Started,
    Closed,
    Cancelled,
    Withdrawn
};
enum class AcceptanceState { Requested, Passed, Rectify, Failed, Voided, Withdrawn };
enum class PaymentState { Requested, Reviewed, Approved, Paid, Returned, Rejected, Withdrawn };
enum class AmendmentState { Requested, Approved, Rejected, Withdrawn };
enum class UnitState { Active, Barred };
enum class ReceiptState { Received, Valid, Voided, Withdrawn };
enum class DocumentState { Filed, Refiled };
enum class FindingState { Open, Rectified, Lifted, Voided };
enum class NoticeState { Posted, Objected, Settled, Voided };
enum class DisclosureState { Published, Amendment };
enum class PaymentKind { Prepay, Stage, Final };
enum class PathKind { Prepaid, Staged, Acceptance };
enum class UnitKind { Enterprise, Cooperative, SoleTrader, Organisation, Individual };
enum class DocumentKind {
    Declaration,
    Approval,
    Acceptance,
    Contract,
    Expense,
    Invoice,
    Accounting,
    Other
};
enum class FindingKind { FalseMaterials, Irregularity };
enum class DeliverableKind { Station, Training, Certification, Award, Operation };
enum class DeliverableState { Added, Accepted, Refused };
enum class StationLevel { Town, Village };
enum class TrainingClass { Popularisation, Entrepreneurship, Advanced };
enum class ObjectionState { Open, Settled }; // of a citizen's, on a notice
enum class MovementKind { Pay, Reverse, Refund, RefundVoid, Recover, RecoverVoid };
enum class IdleKind { Payment, Project, Source }; // whose money lies still
enum class ThingKind {
    Fund,
    Unit,
    Project,
    Receipt,
    Payment,
    Acceptance,
    Finding,
    Plan,
    Notice,
    Disclosure,
    Amendment,
    Refund,
    Contract,
    Invoice,
    Milestone
}; // what a document or a command is about
// What was decided on a declaration, a request or a change; what an acceptance came to; the duties
// that exclude each other on one thing.
enum class Decision { Approve, Return, Reject };
enum class Conclusion { Pass, Rectify, Fail };
enum class Duty { Request, Review, Conclude, Approve, Pay };
enum class Role { Clerk, Reviewer, Inspector, Leader, Finance, Group, Auditor, Security, Admin };

enum class Vocabulary {
    ProjectState,
    AcceptanceState,
    PaymentState,
    AmendmentState,
    UnitState,
    ReceiptState,
    DocumentState,
    FindingState,
    NoticeState,
    DisclosureState,
    PaymentKind,
    PathKind,
    UnitKind,
    DocumentKind,
    FindingKind,
    DeliverableKind,
    DeliverableState,
    StationLevel,
    TrainingClass,
    ObjectionState,
    MovementKind,
    IdleKind,
    ThingKind,
    Decision,
    Conclusion,
    Duty,
    Role,
};

// A vocabulary and the enum of its codes are one.
inline constexpr auto noVocabulary = static_cast<Vocabulary>(-1);
template <class Code> inline constexpr Vocabulary vocabularyOf = noVocabulary;
template <> inline constexpr Vocabulary vocabularyOf<ProjectState> = Vocabulary::ProjectState;
template <> inline constexpr Vocabulary vocabularyOf<AcceptanceState> = Vocabulary::AcceptanceState;
template <> inline constexpr Vocabulary vocabularyOf<PaymentState> = Vocabulary::PaymentState;
template <> inline constexpr Vocabulary vocabularyOf<AmendmentState> = Vocabulary::AmendmentState;
template <> inline constexpr Vocabulary vocabularyOf<UnitState> = Vocabulary::UnitState;
template <> inline constexpr Vocabulary vocabularyOf<ReceiptState> = Vocabulary::ReceiptState;
template <> inline constexpr Vocabulary vocabularyOf<DocumentState> = Vocabulary::DocumentState;
template <> inline constexpr Vocabulary vocabularyOf<FindingState> = Vocabulary::FindingState;
template <> inline constexpr Vocabulary vocabularyOf<NoticeState> = Vocabulary::NoticeState;
template <> inline constexpr Vocabulary vocabularyOf<DisclosureState> = Vocabulary::DisclosureState;
template <> inline constexpr Vocabulary vocabularyOf<PaymentKind> = Vocabulary::PaymentKind;
template <> inline constexpr Vocabulary vocabularyOf<PathKind> = Vocabulary::PathKind;
template <> inline constexpr Vocabulary vocabularyOf<UnitKind> = Vocabulary::UnitKind;
template <> inline constexpr Vocabulary vocabularyOf<DocumentKind> = Vocabulary::DocumentKind;
template <> inline constexpr Vocabulary vocabularyOf<FindingKind> = Vocabulary::FindingKind;
template <> inline constexpr Vocabulary vocabularyOf<DeliverableKind> = Vocabulary::DeliverableKind;
template <>
inline constexpr Vocabulary vocabularyOf<DeliverableState> = Vocabulary::DeliverableState;
template <> inline constexpr Vocabulary vocabularyOf<StationLevel> = Vocabulary::StationLevel;
template <> inline constexpr Vocabulary vocabularyOf<TrainingClass> = Vocabulary::TrainingClass;
template <> inline constexpr Vocabulary vocabularyOf<ObjectionState> = Vocabulary::ObjectionState;
template <> inline constexpr Vocabulary vocabularyOf<MovementKind> = Vocabulary::MovementKind;
template <> inline constexpr Vocabulary vocabularyOf<IdleKind> = Vocabulary::IdleKind;
template <> inline constexpr Vocabulary vocabularyOf<ThingKind> = Vocabulary::ThingKind;
template <> inline constexpr Vocabulary vocabularyOf<Decision> = Vocabulary::Decision;
template <> inline constexpr Vocabulary vocabularyOf<Conclusion> = Vocabulary::Conclusion;
template <> inline constexpr Vocabulary vocabularyOf<Duty> = Vocabulary::Duty;
template <> inline constexpr Vocabulary vocabularyOf<Role> = Vocabulary::Role;
template <class Code>
concept Coded = std::is_enum_v<Code> && vocabularyOf<Code>
!= noVocabulary;

namespace detail {
QLatin1StringView codeAt(Vocabulary vocabulary, int value);
std::optional<int> valueOf(Vocabulary vocabulary, const QString& code);
} // namespace detail

template <Coded Code> QLatin1StringView code(Code value) {
    return detail::codeAt(vocabularyOf<Code>, static_cast<int>(value));
}
template <Coded Code> std::optional<Code> parse(const QString& text) {
    const std::optional<int> value = detail::valueOf(vocabularyOf<Code>, text);
    return value ? std::optional(static_cast<Code>(*value)) : std::nullopt;
}
template <Coded Code> bool is(const QString& text, Code value) {
    return text == code(value);
}
template <Coded Code> QString shortLabel(Code value);
template <Coded Code> QString longLabel(Code value);

// A code that the vocabulary does not have stands as it is.
QString shortLabel(Vocabulary vocabulary, const QString& code);
QString longLabel(Vocabulary vocabulary, const QString& code);
bool has(Vocabulary vocabulary, const QString& code);
// All codes of it in the order in which a choice shows them.
QStringList codes(Vocabulary vocabulary);
// The vocabulary of a thing's states ("payment" is PaymentState); things without a table of their
// own (interest, refunds, contracts, …) have those of a receipt.
Vocabulary statesOf(const QString& thing);

template <Coded Code> QString shortLabel(Code value) {
    return shortLabel(vocabularyOf<Code>, QString(code(value)));
}
template <Coded Code> QString longLabel(Code value) {
    return longLabel(vocabularyOf<Code>, QString(code(value)));
}

} // namespace labels
