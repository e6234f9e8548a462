#pragma once
// A ticket with personal words in each of its places, long over.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "crypto/digest.hpp"
#include "domain/ticket/personal.hpp"
#include "files/evidence_files.hpp"
#include "server/tamper.hpp"
#include "service/backup.hpp"
#include "service/copying.hpp"
#include "service/retention.hpp"
#include "store/audit.hpp"
#include "store/contacts.hpp"
#include "store/copies.hpp"
#include "store/engine.hpp"
#include "store/evidence.hpp"
#include "store/sessions.hpp"
#include "wire/proof_check.hpp"
#include "world.hpp"

using namespace afterdesk;

using store::Erasable;
using wire::ProofCheck;
using wire::ProofFinding;
using world::World;

namespace fs = std::filesystem;

/// Words that stand nowhere else, each in a place of its own.
inline constexpr char const* remark = "龘甲请退到我家";
inline constexpr char const* rejection = "靐乙您先寄来";
inline constexpr char const* evidence_words = "齉丙补充";
inline constexpr char const* rating = "爩丁不错";
inline constexpr char const* note = "麤戊电话里说";
inline constexpr char const* number = "ZQ7734210098XW";
inline constexpr char const* picture_bytes = "PICTURE-OF-A-LETTER-WITH-AN-ADDRESS";
inline constexpr char const* thumb_bytes = "SMALL-PICTURE-OF-A-LETTER";
inline constexpr char const* everything[] = {remark, rejection, evidence_words, rating,        note,
                                             number, "龘甲",    "靐乙",         picture_bytes, thumb_bytes};

inline std::string bytes_of(fs::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The words that stand in any file of the folder, and in which.
inline std::string left_in(std::string const& folder, std::initializer_list<char const*> more = {}) {
    std::string found;
    std::vector<char const*> words(std::begin(everything), std::end(everything));
    words.insert(words.end(), more);
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::string const bytes = bytes_of(entry.path());
        for (char const* one : words) {
            if (bytes.find(one) != std::string::npos)
                found += std::string(one) + " in " + entry.path().filename().string() + "; ";
        }
    }
    return found;
}

struct Erasing : World {
    std::string no;  ///< a ticket with all of these words, long over

    Erasing() { no = whole_story(); }

    Instant now() const { return {now_ms.load()}; }
    EvidenceId real_picture() {
        files::EvidenceFiles const files(folder.path());
        EvidenceId const id{files.keep(picture_bytes)};
        std::string const thumb = files.keep(thumb_bytes);
        store->write([&](store::WriteTx& tx) {
            store::add_evidence(tx, buyer.tenant, {id, wire::Audience::buyer, "b1", 35, 1, 1, thumb},
                                world::noon);
            return true;
        });
        return id;
    }
    std::string whole_story() {
        auto body = application(buyer, "E2", request(TicketType::return_refund, "size_unfit", {{1, 1, {}}}));
        body.apply.remark = remark;
        body.apply.evidence = {real_picture()};
        std::string const ticket = read(apply(buyer, body, next_key())).ticket.no.value;
        must(merchant, ticket, Reject{"other", rejection, {}});
        must(buyer, ticket, AddEvidence{{}, evidence_words});
        must(merchant, ticket, Agree{world::address()});
        must(buyer, ticket, ShipBack{world::parcel(number)});
        must(merchant, ticket, Receive{});
        service->jobs.run_due();
        must(buyer, ticket, Rate{{5, rating}});
        store->write([&](store::WriteTx& tx) {
            store::add_contact(tx, {"mall"}, {ticket}, {{wire::ContactSource::phone, note}, "m1", now()});
            return true;
        });
        pass(days(40));
        return ticket;
    }
    ErasureAsked asked(Erasable kind, std::string name) const {
        return {{"mall"}, kind, std::move(name), "buyer asked, case 7", now()};
    }
    Result<store::ErasedRows, ErasureProblem> try_erase(Erasable kind, std::string name) {
        return erase(*store, asked(kind, std::move(name)));
    }
    store::ErasedRows must_erase(Erasable kind, std::string name) {
        auto const done = try_erase(kind, std::move(name));
        REQUIRE(done.ok());
        CHECK(finish_erasures(*store, true));
        return *done;
    }
    DailyRetention daily(int age) {
        return {*store, days(age), [this] { return now(); }, [](std::string_view) {}};
    }
    int found(std::string const& words) {
        TicketQuery search;
        search.q = words;
        auto const list = service->tickets.list(platform, search);
        REQUIRE(list.ok());
        return static_cast<int>(list->items.size());
    }
    wire::CheckedProof proof(Caller const& who) {
        auto const made = service->proofs.make(who, no);
        REQUIRE(made.ok());
        auto const document = wire::parse_json(wire::write_json(wire::to_json(*made)), wire::proof_limits);
        REQUIRE(document.ok());
        auto const read = wire::read_proof(*document);
        REQUIRE(read.ok());
        return wire::check_proof(*read);
    }
    /// As events lay there before they had seals: hashed whole.
    void unseal() {
        store->write([&](store::WriteTx& tx) {
            std::string prev = wire::first_chain_hash();
            for (store::EventRow const& row : store::event_rows(tx, {"mall"}, {no})) {
                std::string const hash =
                    crypto::sha256(wire::chained_text(prev, {"mall"}, {no}, row.linked.body));
                store::sql(tx).run(
                    "UPDATE ticket_event SET prev_hash = $3, hash = $4, seal = x'' WHERE tenant = 'mall'"
                    " AND ticket_no = $1 AND seq = $2",
                    {no, row.seq, store::Blob{prev}, store::Blob{hash}});
                prev = hash;
            }
            return true;
        });
    }
};
