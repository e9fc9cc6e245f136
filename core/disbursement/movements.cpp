// SPDX-License-Identifier: GPL-3.0-only
#include "movements.h"

#include "room.h"

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using labels::MovementKind;

QString actionName(const Movement& movement) {
    return movement.action == MovementKind::Pay ? kindName(movement.kind)
                                                : labels::longLabel(movement.action);
}

std::vector<Movement> movements(Context& context) {
    std::vector<Movement> found;
    auto rows = context.db.query(
        "SELECT movement.date, payment, movement.project, payment.kind, movement.kind, unit,"
        " source, movement.amount, voucher, seq FROM payment_movement AS movement JOIN payment ON"
        " payment.id = payment WHERE movement.kind NOT IN ('recover', 'recover-void')"
        " ORDER BY movement.date COLLATE BINARY, seq, unit COLLATE BINARY, source COLLATE BINARY");
    while (rows.next())
        found.push_back({rows.text(0), rows.text(1), rows.text(2),
                         rows.code<labels::PaymentKind>(3), rows.code<MovementKind>(4),
                         rows.text(5), rows.text(6), rows.fen(7), rows.text(8), rows.integer(9)});
    return found;
}

} // namespace disbursement
