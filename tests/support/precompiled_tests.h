// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cmake/precompiled.h>

#include <catch2/catch.hpp>
