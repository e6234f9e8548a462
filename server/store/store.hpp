#pragma once
// The store: many snapshots to read from, one transaction at a time to write. What can be read and written
// stands in the headers beside this one, by noun.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "store/tx.hpp"
#include "store/writer.hpp"

namespace afterdesk::store {

enum class Sharing : unsigned char {
    alone,   ///< the server: a second one on the same folder is refused
    beside,  ///< a tool that may run while the server does
};

struct StoreOptions {
    std::string data_dir;
    Sharing sharing = Sharing::alone;
    int readers = 4;
    Writer::Fatal fatal = {};  ///< empty: print and end the process
};

class Store {
  public:
    /// Opens the folder (makes it when missing) and brings its schema up to date.
    /// Errors: StoreFailure, also when the file was written by a newer program.
    explicit Store(StoreOptions options);
    ~Store();
    Store(Store const&) = delete;
    Store& operator=(Store const&) = delete;

    std::string const& data_dir() const { return data_dir_; }

    /// f(ReadTx&) on one snapshot, on the caller's thread. Errors: StoreFailure, also when it takes seconds.
    template <class F>
    auto read(F&& f) {
        Lent const lent(*this);
        ReadTx tx{*lent.db};
        return f(tx);
    }

    /// f(WriteTx&) on the writer's thread; returns when it is on the disk. A Result that holds an error
    /// undoes everything. Errors: StoreFailure; what f threw.
    template <class F>
    auto write(F&& f) {
        using Out = std::invoke_result_t<F, WriteTx&>;
        std::optional<Out> out;
        writer_->run([&](WriteTx& tx) {
            out.emplace(f(tx));
            return keeps(*out);
        });
        return std::move(*out);
    }

    /// A write that nobody waits for (when somebody was last seen).
    void post(Writer::Operation operation) { writer_->post(std::move(operation)); }

    /// Told after each commit, on the writer's thread; must only wake somebody up.
    void on_commit(Writer::Listener listener) { writer_->on_commit(std::move(listener)); }

  private:
    /// A reading connection for the time of one snapshot.
    struct Lent {
        explicit Lent(Store& from);
        ~Lent();
        Lent(Lent const&) = delete;
        Lent& operator=(Lent const&) = delete;
        Store& store;
        std::unique_ptr<Database> db;
    };

    template <class Out>
    static bool keeps(Out const& out) {
        if constexpr (requires { out.ok(); }) {
            return out.ok();
        } else {
            return true;
        }
    }

    std::string data_dir_;
    int lock_fd_ = -1;
    std::unique_ptr<Writer> writer_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Database>> readers_;
};

}  // namespace afterdesk::store
