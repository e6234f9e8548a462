#include "store/store.hpp"

#include <sys/statvfs.h>

#include <cstddef>
#include <filesystem>

#include "base/hash.hpp"
#include "store/engine.hpp"
#include "store/sqlite/folder.hpp"

namespace afterdesk::store {

Store::Store(StoreOptions options) : data_dir_(options.data_dir), engine_(sqlite::open(std::move(options))) {}
Store::~Store() = default;

std::uint64_t Store::moment() const { return engine_->moment(); }
void Store::run(Operation operation) { engine_->write(std::move(operation)); }

bool Store::run_on(Basis const& basis, Operation operation) {
    try {
        engine_->write(std::move(operation), &basis);
        return true;
    } catch (StoreFailure const& failure) {
        if (failure.kind() != FailureKind::moved) throw;
        return false;
    }
}

void Store::write_soon(Basis basis, Operation operation, Told told) {
    engine_->write_soon(std::move(operation), std::move(basis), std::move(told));
}

void Store::post(Operation operation) { engine_->post(std::move(operation)); }
void Store::on_commit(Listener listener) { engine_->on_commit(std::move(listener)); }

namespace {

std::uint64_t number_of(Book book, TenantId const& tenant, std::string_view id) {
    return fnv1a(id, fnv1a(tenant.value, static_cast<std::uint64_t>(book) + 1));
}

}  // namespace

void ReadTx::saw(Book book, TenantId const& tenant, std::string_view id) const {
    if (basis_ != nullptr) basis_->books.push_back(number_of(book, tenant, id));
}

void WriteTx::changed(Book book, TenantId const& tenant, std::string_view id) {
    changed_books.push_back(number_of(book, tenant, id));
}

Room Store::room() {
    Room room;
    struct statvfs about {};
    if (::statvfs(data_dir_.c_str(), &about) == 0) {
        // A disk without names for new files is full, too.
        bool const named = about.f_files == 0 || about.f_favail > 0;
        room.free_bytes = named ? static_cast<std::int64_t>(about.f_bavail * about.f_frsize) : 0;
    }
    room.refused = engine_->refuses();
    return room;
}

bool attempt(WriteTx& tx, std::function<bool()> const& part) {
    std::size_t const told = tx.live.size();
    auto const forget = [&] {
        tx.live.erase(tx.live.begin() + static_cast<std::ptrdiff_t>(told), tx.live.end());
    };
    try {
        bool const kept = sql(tx).attempt(part);
        if (!kept) forget();
        return kept;
    } catch (...) {
        forget();
        throw;
    }
}

namespace {

Lending lending(bool decides) { return decides ? Lending::to_decide : Lending::to_read; }

}  // namespace

Store::Lent::Lent(Engine& from, bool deciding)
    : engine(from), decides(deciding), connection(from.lend(lending(decides))) {}
Store::Lent::~Lent() { engine.give_back(std::move(connection), lending(decides)); }

Moment::Moment(std::string const& data_dir) : connection_(sqlite::open_moment(data_dir)), tx_(*connection_) {}
Moment::~Moment() = default;

void copy_tables(std::string const& data_dir, std::string const& to_dir, CopyPace const& pace) {
    sqlite::copy_file(data_dir, to_dir, pace);
}

std::string tables_file(std::string const& data_dir) { return sqlite::file_in(data_dir); }

std::int64_t bytes_of_tables(std::string const& data_dir) {
    std::int64_t sum = 0;
    for (char const* end : {"", "-wal"}) {
        std::error_code none;
        auto const size = std::filesystem::file_size(tables_file(data_dir) + end, none);
        if (!none) sum += static_cast<std::int64_t>(size);
    }
    return sum;
}

}  // namespace afterdesk::store
