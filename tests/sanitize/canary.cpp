// SPDX-License-Identifier: GPL-3.0-only
#include <climits>
#include <cstring>
#include <memory>

// Does one thing that a sanitizer must report; canary_test.py sees that it does. Built with the
// flags of every other program of the sanitized tree.

namespace {

volatile int at = 8;
volatile int most = INT_MAX;

int overflow() {
    const std::unique_ptr<char[]> bytes(new char[8]());
    return bytes[static_cast<unsigned>(at)];
}

int afterUse() {
    auto bytes = std::make_unique<char[]>(8);
    const char* left = bytes.get();
    bytes.reset();
    return left[at - 8];
}

int undefined() {
    const int sum = most + at;
    return sum != 0 ? 1 : 0;
}

int leak() {
    static volatile char* kept;
    kept = new char[100];
    kept[0] = 1;
    kept = nullptr;
    return 0;
}

} // namespace

int main(int count, char** words) {
    const char* what = count > 1 ? words[1] : "";
    if (std::strcmp(what, "overflow") == 0)
        return overflow();
    if (std::strcmp(what, "after-use") == 0)
        return afterUse();
    if (std::strcmp(what, "undefined") == 0)
        return undefined();
    if (std::strcmp(what, "leak") == 0)
        return leak();
    return std::strcmp(what, "nothing") == 0 ? 0 : 2;
}
