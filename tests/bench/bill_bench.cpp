// A bill of a million lines, beside going through the file's lines alone in the same run: its text plain and
// in gzip, and the whole comparison with books of as many refunds as it has, with the memory that it takes.
// Run it by hand, from the release build: build/release/tests/bill_bench [LINES [ONE REFUND IN [FOLDER]]]

#include <zlib.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "crypto/digest.hpp"
#include "outside/bill.hpp"
#include "outside/bill_lines.hpp"
#include "outside/file_writer.hpp"
#include "outside/wechat/bill_text.hpp"
#include "service/ground.hpp"
#include "service/mall.hpp"
#include "service/reconciliation.hpp"
#include "store/copies.hpp"
#include "store/sqlite/database.hpp"

using namespace afterdesk;

namespace {

using Steady = std::chrono::steady_clock;
constexpr double most_seconds = 15, most_megabytes = 64;
constexpr char const* day = "2026-11-20";

struct Asked {
    int lines = 1'000'000, one_in = 10;
    std::string folder = "/tmp/bill_bench";
};

std::string refund_no(int number) {
    std::string digits = std::to_string(number);
    return "AS20261120" + std::string(8 - digits.size(), '0') + digits + "-1";
}

/// Payments, and among them refunds in the same form.
void write_bill(Asked const& asked, std::string const& path) {
    outside::FileWriter file(path);
    outside::wechat::BillWriter lines("1900000109");
    file.add(outside::wechat::BillWriter::head());
    Instant const from = outside::bill_day(day)->from;
    for (int i = 0; i < asked.lines; ++i) {
        Instant const at = from + Duration{i % 86'400'000};
        bool const refund = i % asked.one_in == 0;
        std::string text = lines.line({refund ? refund_no(i / asked.one_in) : "0",
                                       "P" + std::to_string(refund ? i / asked.one_in : i), 1'000, at});
        file.add(text);
    }
    file.add(lines.foot());
    if (!file.finish()) std::abort();
}

void pack(std::string const& from, std::string const& to) {
    std::ifstream in(from, std::ios::binary);
    gzFile const out = gzopen(to.c_str(), "wb1");
    std::string piece(1u << 20, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
        gzwrite(out, piece.data(), static_cast<unsigned>(in.gcount()));
    gzclose(out);
}

/// The books of as many refunds, without their tickets, which nobody looks at here.
void write_books(Asked const& asked, std::string const& folder) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    {
        store::Store store({folder});
        Mall mall;
        mall.tenant = {{"mall"}, "mall", "mall"};
        mall.shops = {{{"s1"}, "s1", "1", {}}};
        load_mall(store, mall);
    }
    store::sqlite::Database db(store::tables_file(folder), store::sqlite::Access::write);
    Instant const noon = outside::bill_day(day)->from + hours(12);
    std::string const count = std::to_string(asked.lines / asked.one_in), at = std::to_string(noon.ms);
    std::string const numbers =
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < " + count + ") ";
    std::string const ticket = "'AS20261120' || printf('%08d', i)";
    db.script("PRAGMA foreign_keys = OFF");
    db.script(numbers +
              "INSERT INTO order_money (tenant, order_no, payment_id, channel, paid_fen, reserved_fen, "
              "refunded_fen) SELECT 'mall', 'O' || i, 'P' || i, 'wechat', 5000, 0, 1000 FROM n");
    db.script(
        numbers +
        "INSERT INTO payment_number (tenant, number, order_no, payment_id) SELECT 'mall', 'P' || i, 'O' || "
        "i, 'P' || i FROM n");
    db.script(numbers +
              "INSERT INTO ledger_entry (tenant, order_no, entry_no, at_ms, payment_id, ticket_no, debit, "
              "credit, amount_fen) SELECT 'mall', 'O' || i, 1, " +
              at + ", 'P' || i, " + ticket + ", 'reserved', 'refunded', 1000 FROM n");
    db.script(numbers +
              "INSERT INTO refund (tenant, refund_no, ticket_no, order_no, payment_id, channel, amount_fen, "
              "state, failure, via, started_at_ms, settled_at_ms) SELECT 'mall', " +
              ticket + " || '-1', " + ticket +
              ", 'O' || i, 'P' || i, 'wechat', 1000, 'succeeded', '', 'original', " + at + ", " + at +
              " + i FROM n");
}

/// The most that the program had in memory since it was last asked. Units: megabytes.
double peak_megabytes() {
    std::ifstream status("/proc/self/status");
    double out = 0;
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) out = std::atof(line.c_str() + 6) / 1'024;
    }
    std::ofstream("/proc/self/clear_refs") << 5;
    return out;
}

template <class Work>
double seconds_of(Work work) {
    auto const began = Steady::now();
    work();
    return std::chrono::duration<double>(Steady::now() - began).count();
}

std::int64_t lines_alone(std::string const& path) {
    auto const bytes = outside::open_bytes(outside::BillFile::at(path));
    outside::Lines lines(*bytes);
    std::int64_t count = 0;
    while (lines.next()) ++count;
    return count;
}

void read(std::string const& path) {
    auto const done = outside::read_bill(outside::BillFile::at(path), {*outside::bill_day(day)},
                                         [](outside::BilledRefund const&) {});
    if (!done.ok()) std::abort();
}

ServiceConfig config() {
    ServiceConfig out;
    out.now = [] { return outside::bill_day(day)->until + hours(11); };
    out.random64 = crypto::random64;
    return out;
}

void say(char const* what, double seconds, double alone) {
    std::printf("%-44s %6.2f s, %5.1f x the lines alone\n", what, seconds, seconds / alone);
}

}  // namespace

int main(int count, char** words) {
    Asked asked;
    if (count > 1) asked.lines = std::atoi(words[1]);
    if (count > 2) asked.one_in = std::atoi(words[2]);
    if (count > 3) asked.folder = words[3];
    std::string const plain = asked.folder + "/bill.csv", packed = asked.folder + "/bill.csv.gz",
                      books = asked.folder + "/books";
    write_books(asked, books);
    write_bill(asked, plain);
    pack(plain, packed);
    std::printf("%d lines, %d of them refunds, %.0f MB, %.0f MB in gzip\n", asked.lines,
                asked.lines / asked.one_in, static_cast<double>(std::filesystem::file_size(plain)) / 1e6,
                static_cast<double>(std::filesystem::file_size(packed)) / 1e6);

    lines_alone(plain);  // the system has it at hand from now on
    double const alone = seconds_of([&] { lines_alone(plain); });
    say("the file's lines alone", alone, alone);
    say("read as a bill", seconds_of([&] { read(plain); }), alone);
    say("read as a bill, in gzip", seconds_of([&] { read(packed); }), alone);
    store::Store store({books});
    Ground ground(store, config());
    Reconciliation desk(ground);
    peak_megabytes();
    bool closed = false;
    double const seconds = seconds_of([&] {
        auto const done =
            desk.take(TenantId{"mall"}, {PaymentChannel::wechat, day}, outside::BillFile::at(packed));
        closed = done.ok() && done->state == wire::BillDayState::closed;
    });
    double const megabytes = peak_megabytes();
    say("compared with the books, in gzip", seconds, alone);
    bool const good = closed && seconds <= most_seconds && megabytes <= most_megabytes;
    std::printf("limit %.0f s: %.2f of it; memory %.1f MB, limit %.0f MB: %s\n", most_seconds,
                seconds / most_seconds, megabytes, most_megabytes,
                good     ? "ok"
                : closed ? "over"
                         : "it differs");
    return good ? 0 : 1;
}
