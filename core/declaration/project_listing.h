// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/listing.h>

// The projects that a list question asks for: project.list, and every other that lists them.

namespace declaration {

// state?, line?, unit?, item?, year?, path?, and what every list takes.
journal::Shape projectListShape(const journal::ListSource& of);
// Those that the filters leave, withdrawn ones only where they are asked for; `of` reads from the
// table of projects.
journal::Listing projectListing(journal::Context& context, const journal::Args& with,
                                const journal::ListSource& of);

} // namespace declaration
