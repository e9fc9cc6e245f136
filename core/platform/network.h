// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <string>
#include <vector>

struct sockaddr;

// What a server asks of the system about connections. Only where servers run: not on Windows.

namespace platform {

// The bytes of a socket address for a numeric host ("127.0.0.1", "::1"); empty where it is none.
std::vector<unsigned char> socketAddress(const std::string& host, int port);
// "127.0.0.1", "::1"; an IPv4 address that came through an IPv6 socket as IPv4.
std::string addressText(const sockaddr* address);
// Ends a connection for both sides; whoever reads or writes it finds it closed.
void cutConnection(int socket);
void closeSocket(int socket);

} // namespace platform
