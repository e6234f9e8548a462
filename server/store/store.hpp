#pragma once
// The store: many snapshots to read from, one transaction at a time to write. What can be read and written
// stands in the headers beside this one, by noun.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "store/failure.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

class Engine;
struct Room;

/// What a decision on a snapshot leads to: an answer at once, or something to be written first.
template <class Answer>
struct Decided {
    std::optional<Answer> answer;
    std::function<Answer(WriteTx&)> write;  ///< when there is none
};

enum class Sharing : unsigned char {
    alone,   ///< the server: a second one on the same folder is refused
    beside,  ///< a tool that may run while the server does
};

struct StoreOptions {
    std::string data_dir;
    Sharing sharing = Sharing::alone;
    int readers = 4;
    /// Called when the disk failed; must not return. Empty: print and end the process. After a failed sync
    /// nobody knows what is on the disk, so nothing more may be acknowledged.
    std::function<void(std::string const&)> fatal = {};
    /// For tests: every operation is run, undone, and run again for real. See Store::write.
    bool write_twice = false;
    /// A connection that was not used for so long gives its memory back.
    std::chrono::milliseconds rest_after{3'000};
    /// Told what an operator should know of how the folder was found. Empty: nobody is.
    std::function<void(std::string const&)> notice = {};
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

    /// Whether there is room to write. Promise: when there is again, it says so by itself.
    Room room();

    /// f(ReadTx&) on one snapshot, on the caller's thread. Errors: StoreFailure, also when it takes seconds.
    template <class F>
    auto read(F&& f) {
        Lent const lent(*engine_, false);
        ReadTx tx(*lent.connection);
        return f(tx);
    }

    /// f(WriteTx&) in the transaction that writes; returns when it is durable. A Result that holds an error
    /// undoes everything.
    ///
    /// f MAY RUN TWICE, or more often: an engine that finds a transaction in conflict with another begins it
    /// again. What an earlier run wrote is undone and what it returned is thrown away, so f must begin anew
    /// each time: it leaves nothing behind outside of the transaction that the next run would see or repeat.
    /// No adding to a captured list, no moving from a capture, no message to anybody; to set a captured
    /// variable is all right, and so are new random numbers. Tests run with StoreOptions::write_twice.
    ///
    /// Errors: StoreFailure; what f threw.
    template <class F>
    auto write(F&& f) {
        using Out = std::invoke_result_t<F, WriteTx&>;
        std::optional<Out> out;
        run([&](WriteTx& tx) {
            out.emplace(f(tx));
            return keeps(*out);
        });
        return std::move(*out);
    }

    /// Decides on a snapshot, on the caller's thread, so that many do at once; the transaction that writes
    /// only checks that what was read (ReadTx::saw) still stands, and does what `Decided::write` says. When
    /// it does not, f decides again: a few times beside the others, then inside of that transaction. f keeps
    /// to what `write` says about running more than once; so does what it returns, which must not hold on to
    /// f's ReadTx. Errors: StoreFailure; what f and what it returned threw.
    template <class F>
    auto decide(F&& f) {
        using Out = std::invoke_result_t<F, ReadTx&>;
        using Answer = typename decltype(Out::answer)::value_type;
        for (int tries = 0; tries < decisions_beside; ++tries) {
            Basis basis;
            Out decided = look(basis, f);
            if (decided.answer) return Answer(std::move(*decided.answer));
            std::optional<Answer> answer;
            auto const put = [&](WriteTx& tx) {
                answer.emplace(decided.write(tx));
                return true;
            };
            if (run_on(basis, put)) return Answer(std::move(*answer));
        }
        return write([&](WriteTx& tx) -> Answer {
            Out decided = f(tx);
            return decided.answer ? std::move(*decided.answer) : decided.write(tx);
        });
    }

    /// The first half of `decide`: what f decides on a snapshot, and what that rests on.
    template <class F>
    auto decide_beside(F&& f) {
        Basis basis;
        auto decided = look(basis, f);
        return std::pair(std::move(decided), std::move(basis));
    }
    /// The other half, without waiting for others; where nobody writes, the caller's thread does. Promise:
    /// `told` hears once, from any thread, also before this returns, whether it is durable;
    /// when it is not (others were faster, too much waits, the disk is full …) nothing was written, and
    /// whoever decides once more finds out why. Units: as `write` has it of running more than once.
    void write_soon(Basis basis, Operation operation, Told told);

    /// A write that nobody waits for (when somebody was last seen). May run twice as well.
    void post(Operation operation);

    /// Told after each commit, on the thread that wrote it; must only wake somebody up.
    void on_commit(Listener listener);

  private:
    /// A reading connection for the time of one snapshot.
    struct Lent {
        Lent(Engine& from, bool decides);
        ~Lent();
        Lent(Lent const&) = delete;
        Lent& operator=(Lent const&) = delete;
        Engine& engine;
        bool decides;
        std::unique_ptr<Connection> connection;
    };

    template <class Out>
    static bool keeps(Out const& out) {
        if constexpr (requires { out.ok(); }) {
            return out.ok();
        } else {
            return true;
        }
    }
    template <class F>
    auto look(Basis& basis, F& f) {
        basis.moment = moment();
        Lent const lent(*engine_, true);
        ReadTx tx(*lent.connection, &basis);
        return f(tx);
    }
    static constexpr int decisions_beside = 3;
    std::uint64_t moment() const;
    void run(Operation operation);
    /// False when the basis does not stand any more.
    bool run_on(Basis const& basis, Operation operation);

    std::string data_dir_;
    std::unique_ptr<Engine> engine_;
};

/// What the disk still takes.
struct Room {
    std::int64_t free_bytes = 0;
    bool refused = false;  ///< the last commit failed for lack of it, and so does a try just now
};

/// One moment of a folder as it lies there, for tools that check it: a server may be at work on it, nothing
/// is brought up to date and nothing is changed. Errors: StoreFailure.
class Moment {
  public:
    explicit Moment(std::string const& data_dir);
    ~Moment();
    Moment(Moment const&) = delete;
    Moment& operator=(Moment const&) = delete;

    ReadTx& tx() { return tx_; }

  private:
    std::unique_ptr<Connection> connection_;
    ReadTx tx_;
};

}  // namespace afterdesk::store
