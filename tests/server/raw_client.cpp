#include "server/raw_client.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "http/message.hpp"

namespace afterdesk::test {

namespace {

void wait_at_most(int fd, int option, int seconds) {
    timeval time{};
    time.tv_sec = seconds;
    ::setsockopt(fd, SOL_SOCKET, option, &time, sizeof time);
}

}  // namespace

std::vector<std::string> Answer::all(std::string_view name) const {
    std::vector<std::string> values;
    std::size_t at = head.find("\r\n");
    while (at != std::string::npos && at + 2 < head.size()) {
        std::size_t const end = head.find("\r\n", at + 2);
        std::string const line = head.substr(at + 2, end - at - 2);
        std::size_t const colon = line.find(':');
        if (colon != std::string::npos && http::same_word(line.substr(0, colon), name)) {
            values.push_back(line.substr(line.find_first_not_of(' ', colon + 1)));
        }
        at = end;
    }
    return values;
}

std::string Answer::header(std::string_view name) const {
    auto const values = all(name);
    return values.empty() ? "" : values.front();
}

RawClient::RawClient(int port, int receive_buffer) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    wait_at_most(fd_, SO_RCVTIMEO, 10);
    wait_at_most(fd_, SO_SNDTIMEO, 10);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0) ended_ = true;
}

RawClient::~RawClient() { ::close(fd_); }

bool RawClient::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        ssize_t const sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawClient::shut_for_writing() const { ::shutdown(fd_, SHUT_WR); }

bool RawClient::more() {
    char chunk[16 * 1024];
    ssize_t const got = ended_ ? 0 : ::recv(fd_, chunk, sizeof chunk, 0);
    if (got > 0) buffer_.append(chunk, static_cast<std::size_t>(got));
    if (got == 0 || (got < 0 && errno != EAGAIN)) ended_ = true;
    return got > 0;
}

std::string RawClient::until(std::string_view text) {
    std::size_t at = buffer_.find(text);
    while (at == std::string::npos && more()) at = buffer_.find(text);
    std::size_t const size = at == std::string::npos ? buffer_.size() : at + text.size();
    std::string taken = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return taken;
}

bool RawClient::ended() {
    while (more()) buffer_.clear();
    return ended_;
}

Answer RawClient::answer(bool to_head) {
    Answer answer;
    answer.head = until("\r\n\r\n");
    if (answer.head.rfind("HTTP/1.1 ", 0) != 0) return Answer{};
    answer.status = std::atoi(answer.head.c_str() + 9);
    std::string const length = answer.header("Content-Length");
    if (answer.header("Transfer-Encoding") == "chunked") {
        for (std::string size = until("\r\n"); std::strtoul(size.c_str(), nullptr, 16) > 0;
             size = until("\r\n")) {
            std::size_t const piece = std::strtoul(size.c_str(), nullptr, 16);
            while (buffer_.size() < piece + 2 && more()) {
            }
            answer.body += buffer_.substr(0, piece);
            buffer_.erase(0, piece + 2);
        }
        return answer;
    }
    bool const bodiless = to_head || answer.status == 100 || answer.status == 204 || answer.status == 304;
    if (bodiless || length.empty()) return answer;
    std::size_t const size = static_cast<std::size_t>(std::atoll(length.c_str()));
    while (buffer_.size() < size && more()) {
    }
    answer.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return answer;
}

std::string request_text(std::string_view method, std::string_view target,
                         std::vector<std::pair<std::string, std::string>> const& fields,
                         std::string_view body) {
    std::string text(method);
    text.append(" ").append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (auto const& [name, value] : fields) text.append(name).append(": ").append(value).append("\r\n");
    if (method == "POST" || method == "PUT" || method == "PATCH")
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return text.append("\r\n").append(body);
}

}  // namespace afterdesk::test
