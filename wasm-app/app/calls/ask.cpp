// Questions to the server and to the browser, and who hears the answers.

#include <algorithm>
#include <utility>

#include "app/calls/calls.hpp"
#include "app/shell/session.hpp"
#include "app/shell/shell.hpp"
#include "base/hash.hpp"
#include "wire/names.hpp"

namespace afterdesk::app {

using wire::Audience;

std::string api_path(Audience audience, std::string_view rest) {
    return std::string(wire::api_root) + "/" + std::string(wire::name_of(audience)) + std::string(rest);
}

Ask get(Audience audience, std::string_view rest) {
    Ask question;
    question.audience = audience;
    question.path = api_path(audience, rest);
    return question;
}

Ask get(Shell const& shell, std::string_view rest) { return get(shell.route.audience, rest); }

Ask post(Audience audience, std::string_view rest, wire::Value const& body) {
    Ask question = get(audience, rest);
    question.method = "POST";
    question.body = wire::write_json(body);
    return question;
}

int ask(Shell& shell, Ask question, Then then) {
    int const id = ++shell.calls.last;
    shell.effects.push_back(HttpCall{id, question.method, question.path, question.body, question.key});
    question.body.clear();
    shell.calls.asked[id] = {std::move(question), then};
    return id;
}

namespace {

/// One thing more behind "?".
std::string with(std::string const& path, std::string_view key, std::string const& value) {
    return path + (path.find('?') == std::string::npos ? '?' : '&') + std::string(key) + '=' + value;
}

}  // namespace

Ask first_of(Shell const& shell, ListCalls& list, std::string path, std::size_t rows) {
    list = {std::move(path)};
    if (rows <= wire::page_size) return get(shell, list.path);
    return get(shell,
               with(list.path, "count", std::to_string(std::min<std::size_t>(rows, wire::max_page_size))));
}

void ask_more(Shell& shell, ListCalls& list, std::string const& cursor, Then then) {
    if (cursor.empty()) return;
    list.more_failed = false;
    list.more_call = ask(shell, get(shell, with(list.path, "cursor", percent_encode(cursor))), then);
}

int upload(Shell& shell, int file_handle, std::string path, Then then) {
    int const id = ++shell.calls.last;
    shell.calls.asked[id] = {get(shell, ""), then};
    shell.effects.push_back(UploadFile{id, file_handle, std::move(path)});
    return id;
}

int send_piece(Shell& shell, SendPiece piece, Then then) {
    piece.id = ++shell.calls.last;
    shell.calls.asked[piece.id] = {get(shell, ""), then};
    shell.effects.push_back(std::move(piece));
    return shell.calls.last;
}

int percent_of(Shell const& shell, int call) {
    auto const found = shell.calls.asked.find(call);
    return found == shell.calls.asked.end() ? 0 : found->second.percent;
}

void recall(Shell& shell, std::string prefix, ThenKept then) {
    shell.calls.recalls[prefix] = then;
    shell.effects.push_back(Recall{std::move(prefix)});
}

void shrink(Shell& shell, int file_handle, int most_edge, ThenShrunk then) {
    shell.calls.shrinks[file_handle] = then;
    shell.effects.push_back(ShrinkPicture{file_handle, most_edge});
}

void make_poster(Shell& shell, int file_handle, int most_edge, ThenShrunk then) {
    shell.calls.shrinks[file_handle] = then;
    shell.effects.push_back(MakePoster{file_handle, most_edge});
}

void read_file(Shell& shell, int file_handle, ThenRead then) {
    shell.calls.reads[file_handle] = then;
    shell.effects.push_back(ReadFile{file_handle});
}

void check_signature(Shell& shell, CheckSignature question, ThenSigned then) {
    shell.calls.signatures[question.file_handle] = then;
    shell.effects.push_back(std::move(question));
}

void pause(Shell& shell, int delay_ms, Then then) {
    shell.calls.after_pause = then;
    shell.effects.push_back(SetTimer{"pause", delay_ms});
}

std::string new_key(Shell& shell) {
    constexpr char digits[] = "0123456789abcdef";
    std::uint64_t const parts[2] = {fnv1a("key", shell.seed + ++shell.keys_made),
                                    fnv1a("more", shell.seed ^ static_cast<std::uint64_t>(shell.now.ms))};
    std::string key;
    for (std::uint64_t part : parts) {
        for (int shift = 60; shift >= 0; shift -= 4) key += digits[(part >> shift) & 15];
    }
    return key;
}

// ---- What comes back --------------------------------------------------------------------------------------

namespace {

/// The last word on a call: its listener hears it, and a session that is gone is left.
void conclude(Features& features, Shell& shell, Asked const& asked, Answer const& answer) {
    if (answer.good() && !answer.seen_at) remember(shell, asked.ask, answer.body);
    if (!asked.once.empty()) {
        on_sent(features, shell, asked.once, answer);
    } else if (asked.then != nullptr) {
        asked.then(features, shell, answer);
    }
    if (answer.status == 401 && !asked.ask.at_door) on_signed_out(features, shell, asked.ask.audience);
}

}  // namespace

void on_done(Features& features, Shell& shell, HttpDone const& done) {
    auto const found = shell.calls.asked.find(done.id);
    if (found == shell.calls.asked.end()) return;
    if (done.status == 0 && found->second.recalling.empty() && !found->second.ask.shown) {
        std::string const key = seen_key(shell, found->second.ask);
        if (!key.empty()) {
            found->second.recalling = key;
            shell.effects.push_back(Recall{key});
            return;
        }
    }
    Asked const asked = std::move(found->second);
    shell.calls.asked.erase(found);
    Answer answer{done.id, done.status, done.body, std::nullopt, asked.ask.audience};
    answer.retry_after_s = done.retry_after_s;
    conclude(features, shell, asked, answer);
}

void on_recalled(Features& features, Shell& shell, Recalled const& recalled) {
    for (auto it = shell.calls.asked.begin(); it != shell.calls.asked.end(); ++it) {
        if (it->second.recalling.empty() || it->second.recalling != recalled.prefix) continue;
        int const id = it->first;
        Asked const asked = std::move(it->second);
        shell.calls.asked.erase(it);
        conclude(features, shell, asked, seen_answer(asked.ask, id, recalled.items));
        return;
    }
    auto const waits = shell.calls.recalls.find(recalled.prefix);
    if (waits == shell.calls.recalls.end()) return;
    ThenKept const then = waits->second;
    shell.calls.recalls.erase(waits);
    then(features, shell, recalled);
}

namespace {

/// Whoever asked about this file hears it, once.
template <class Then, class News>
void tell(std::map<int, Then>& asked, Features& features, Shell& shell, News const& news) {
    auto const waits = asked.find(news.file_handle);
    if (waits == asked.end()) return;
    Then const then = waits->second;
    asked.erase(waits);
    then(features, shell, news);
}

}  // namespace

void on_shrunk(Features& features, Shell& shell, PictureShrunk const& shrunk) {
    tell(shell.calls.shrinks, features, shell, shrunk);
}
void on_read(Features& features, Shell& shell, FileRead const& read) {
    tell(shell.calls.reads, features, shell, read);
}
void on_signature(Features& features, Shell& shell, SignatureChecked const& checked) {
    tell(shell.calls.signatures, features, shell, checked);
}

}  // namespace afterdesk::app
