// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

// What a process that has passwords in its memory asks of the system when it starts, and where it
// is: what a program loads stands beside its own file, whatever name it was started by.

namespace platform {

// No image of the memory is left behind when the program crashes, and what it makes from now on
// is for its owner alone. A limit of a file's size and a pipe without a reader end no process: the
// call that meets them fails. Called first of all in main().
void protectProcess();
// The variable's value, taken out of the environment and overwritten there.
std::optional<std::string> takeFromEnvironment(const char* name);
// Overwrites memory in a way that no compiler leaves out.
void wipe(void* memory, std::size_t size);
// Lets others go first from now on where the processors are short: for a thread whose work nobody
// waits for second by second. It keeps a tenth or so of one that never rests.
void yieldToOthers();
// Whether this thread does.
bool yieldsToOthers();
// The running program's own file, links followed; empty where the system will not say. Under a
// loader that was started by hand (the bundle's launcher does so) it is the loader's.
std::filesystem::path programFile();

} // namespace platform
