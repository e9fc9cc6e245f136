// SPDX-License-Identifier: GPL-3.0-only
#include <platform/network.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

namespace platform {

std::vector<unsigned char> socketAddress(const std::string& host, int port) {
    const auto bytesOf = [](const auto& address) {
        const auto* from = reinterpret_cast<const unsigned char*>(&address);
        return std::vector<unsigned char>(from, from + sizeof address);
    };
    sockaddr_in four{};
    if (inet_pton(AF_INET, host.c_str(), &four.sin_addr) == 1) {
        four.sin_family = AF_INET;
        four.sin_port = htons(static_cast<std::uint16_t>(port));
        return bytesOf(four);
    }
    sockaddr_in6 six{};
    if (inet_pton(AF_INET6, host.c_str(), &six.sin6_addr) == 1) {
        six.sin6_family = AF_INET6;
        six.sin6_port = htons(static_cast<std::uint16_t>(port));
        return bytesOf(six);
    }
    return {};
}

std::string addressText(const sockaddr* address) {
    char text[INET6_ADDRSTRLEN] = "";
    if (address && address->sa_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, address, sizeof four);
        inet_ntop(AF_INET, &four.sin_addr, text, sizeof text);
    } else if (address && address->sa_family == AF_INET6) {
        sockaddr_in6 six{};
        std::memcpy(&six, address, sizeof six);
        inet_ntop(AF_INET6, &six.sin6_addr, text, sizeof text);
    }
    const std::string plain(text);
    const std::string mapped = "::ffff:";
    return plain.starts_with(mapped) && plain.find('.') != std::string::npos
               ? plain.substr(mapped.size())
               : plain;
}

void cutConnection(int socket) {
    shutdown(socket, SHUT_RDWR);
}

void closeSocket(int socket) {
    close(socket);
}

} // namespace platform
