#include "aftermath.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "crypto/digest.hpp"
#include "domain/ticket/personal.hpp"
#include "files/evidence_files.hpp"
#include "files/small_file.hpp"
#include "files/upload_files.hpp"
#include "outside/simulated/book.hpp"
#include "scenario.hpp"
#include "service/erasure.hpp"
#include "service/unkept_files.hpp"
#include "service/verify.hpp"
#include "store/audit.hpp"
#include "store/erasure.hpp"
#include "store/evidence_uploads.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"
#include "store/store.hpp"
#include "store/tickets.hpp"
#include "testing.hpp"

namespace afterdesk::fault {

namespace {

constexpr std::uintmax_t enough_bytes = 1U << 30U;

std::filesystem::path place() {
    std::filesystem::path const memory("/dev/shm");
    std::error_code none;
    auto const space = std::filesystem::space(memory, none);
    bool const usable = !none && space.available >= enough_bytes && ::access(memory.c_str(), W_OK) == 0;
    return usable ? memory : std::filesystem::temp_directory_path();
}

void check_all_paid_once(std::string const& folder) {
    outside::simulated::Book book(outside::simulated::book_file(folder));
    store::Moment moment(folder);
    auto const refunds = store::all_refunds(moment.tx());
    auto const paid = book.all();
    CHECK(paid.size() == refunds.size());
    for (auto const& entry : paid) CHECK(entry.times_paid == 1);
    for (auto const& entry : refunds) {
        CAPTURE(entry.first);
        CHECK(entry.second.state == PartStatus::succeeded);
    }
}

std::string lost_pieces(std::string const& folder, std::string const& id, std::int64_t told) {
    static std::string const film = sample_film();
    store::Moment moment(folder);
    auto const row = store::find_upload(moment.tx(), {"mall"}, wire::Audience::buyer, "b1", id);
    if (!row) return told > 0 ? "the upload is lost" : "";
    if (row->kept_bytes < told) return "less is kept than was answered";
    auto const size = static_cast<std::size_t>(row->kept_bytes);
    std::string const path = files::UploadFiles(folder).path_of(id);
    bool const same = files::read_piece(path, 0, size) == film.substr(0, size);
    return same ? "" : "what is kept is not what was sent";
}

}  // namespace

bool says_erased_words(std::string const& folder) {
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::string const bytes{std::istreambuf_iterator<char>(in), {}};
        if (bytes.find(erased_words) != std::string::npos) return true;
    }
    return false;
}

namespace {

/// As if hours had passed since an upload was killed.
void make_older(std::string const& folder) {
    namespace fs = std::filesystem;
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - 2 * unkept_for);
    }
}

bool is_erased(store::ReadTx& tx) {
    auto const buyer = store::find_buyer(tx, {"mall"}, {"b1"});
    return buyer && buyer->name == erased_mark;
}

/// What a server does with its next looks.
bool finish(store::Store& store) {
    make_older(store.data_dir());
    remove_unkept_files(store);
    return finish_erasures(store, true);
}

}  // namespace

std::string half_erased(std::string const& folder) {
    bool erased = false;
    {
        store::Store store(store::StoreOptions{folder});
        finish(store);
        erased = store.read(is_erased);
    }
    bool const says = says_erased_words(folder);
    if (erased && says) return "erased, and words are left";
    return !erased && !says ? "not erased, and words are gone" : "";
}

std::string erase_to_the_end(std::string const& folder) {
    store::Store store(store::StoreOptions{folder});
    auto const now = std::chrono::system_clock::now().time_since_epoch();
    Instant const later{std::chrono::duration_cast<std::chrono::milliseconds>(now).count() + days(100).ms};
    if (!erase(store, {{"mall"}, store::Erasable::buyer, "b1", "asked", later}).ok()) return "it is refused";
    if (!finish(store)) return "it does not come to its end";
    store::ErasureRest const rest = store.read([](store::ReadTx& tx) { return store::erasure_rest(tx); });
    bool const over = rest.files.empty() && rest.uploads.empty() && rest.scrubs.empty() && rest.logs.empty();
    if (!over) return "something is left to do";
    if (!files::read_small_file(folder + "/" + erased_list)) return "there is no list of what was erased";
    return says_erased_words(folder) ? "words are left" : "";
}

std::string half_in_rows(std::string const& folder) {
    store::Moment moment(folder);
    bool const erased = is_erased(moment.tx());
    for (TicketNo const& no : store::tickets_of_buyer(moment.tx(), {"mall"}, {"b1"})) {
        auto const ticket = store::find_ticket(moment.tx(), {{"mall"}, store::Scope::Of::tenant, {}}, no);
        if (!ticket) return no.value + " is not there";
        bool const says = ticket->rating && ticket->rating->text == erased_words;
        bool const marked = ticket->rating && ticket->rating->text == erased_mark;
        if (ticket->rating && says == marked) return no.value + " says something else";
        // By age tickets go first, and then he.
        if (erased && says) return no.value + " still says it";
    }
    return "";
}

Fen books_of(std::string const& folder) {
    store::Moment moment(folder);
    Fen sum = 0;
    std::set<std::string> orders;
    store::each_ticket(moment.tx(), [&](store::TicketRow const& row) { orders.insert(row.order_no.value); });
    for (std::string const& no : orders) {
        for (auto const& [payment, accounts] : store::ledger_balances(moment.tx(), {"mall"}, {no})) {
            for (auto const& [account, fen] : accounts) sum += fen;
        }
    }
    return sum;
}

Folder::Folder(std::string const& suffix)
    : path((place() / ("afterdesk-fault-" + std::to_string(::getpid()) + suffix)).string()) {
    std::filesystem::remove_all(path);
}
Folder::~Folder() { std::filesystem::remove_all(path); }

void Folder::copy_of(std::string const& other) const {
    std::filesystem::remove_all(path);
    std::filesystem::copy(other, path, std::filesystem::copy_options::recursive);
}

Answers answers_in(std::string const& told) {
    Answers out;
    std::istringstream lines(told.substr(0, told.rfind('\n') + 1));
    std::string what;
    int number = 0;
    while (lines >> what >> number) out[what] = std::max(out[what], number);
    return out;
}

int tickets_in(Answers const& answers) {
    return static_cast<int>(std::count_if(answers.begin(), answers.end(),
                                          [](auto const& one) { return one.first.starts_with("AS"); }));
}

int lost_answers(std::string const& folder, Answers const& answers) {
    std::map<std::string, std::int64_t> there;
    store::Moment moment(folder);
    store::each_ticket(moment.tx(), [&](store::TicketRow const& row) { there[row.no.value] = row.version; });
    int lost = 0;
    for (auto const& [what, version] : answers)
        lost += what.starts_with("AS") && there[what] < version ? 1 : 0;
    return lost;
}

std::string lost_files(std::string const& folder, Answers const& answers) {
    auto const told = answers.contains("upload") ? answers.at("upload") : 0;
    files::EvidenceFiles const kept(folder);
    bool const picture = answers.contains("picture");
    if (picture && kept.read(crypto::sha256_hex(sample_picture())) != sample_picture())
        return "the picture is lost";
    static std::string const sha256 = crypto::sha256_hex(sample_film());
    if (kept.read(sha256)) return "";
    if (answers.contains("kept")) return "the film is lost";
    for (std::string const& id : files::UploadFiles(folder).all()) return lost_pieces(folder, id, told);
    return told > 0 ? "the pieces are lost" : "";
}

void check_folder(std::string const& folder) {
    // The scenario's one picture is a row without files.
    for (std::string const& difference : verify_folder(folder).differences) {
        if (difference.find("file aaaa") != 0) FAIL_CHECK(difference);
    }
}

void settle_here(std::string const& folder) {
    settle(folder);
    check_folder(folder);
    check_all_paid_once(folder);
}

}  // namespace afterdesk::fault
