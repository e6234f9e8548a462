#pragma once
// What the process that gets killed does: a mall with many orders, buyers and a merchant at work, a channel
// that loses answers. Every answer that was given is told on standard output before the next thing is done.

#include <functional>
#include <string>

namespace afterdesk::fault {

inline constexpr int orders_per_thread = 200;
inline constexpr int threads = 4;
/// Two or three commits, see ShortLog.
inline constexpr int log_pages = 100;

/// Told what was answered, before the next thing is done: "AS… 3" (a ticket and its version), "upload 10000"
/// (bytes of the film), "kept 1" (all of it), "picture 1", "failed 1" (what kind of failure of the store),
/// "failed_file 5" (errno), "moved 3" (so many times the log was moved beside the writing). Empty: standard
/// output.
inline std::function<void(std::string const& line)> on_answer;

/// Fills an empty folder.
void prepare(std::string const& data_dir, int orders = orders_per_thread);

/// Threads that apply, agree, ship and receive, until the process is killed.
void work_for_ever(std::string const& data_dir, unsigned seed);

/// A refund and a return, step by step, the refunds too, on one thread.
void work_once(std::string const& data_dir);

/// An exchange until the replacement is received, and one that is given up after its approval.
void work_on_exchange(std::string const& data_dir);

/// A rejected return that the platform decides for the buyer, with the refund.
void work_on_verdict(std::string const& data_dir);

/// A film in many pieces, from where an earlier run got to; tells each place as "upload BYTES".
void work_on_upload(std::string const& data_dir);
std::string sample_film();
std::string sample_picture();

/// A refund that was paid, with words that nobody else says, in a picture and half a film, too; and then its
/// buyer is erased, with all that stays behind in the folder: because he asks for it (tells "erased 1" and
/// "gone 1"), or because his time is over (tells "gone 1").
inline constexpr char const* erased_words = "龘靐齉爩 to be erased";
void prepare_erasure(std::string const& data_dir);
void work_on_erasure(std::string const& data_dir);
void work_on_retention(std::string const& data_dir);

/// Each of the above in turn, then a few of them at once. In a pause the log is moved into the file.
void work_through(std::string const& data_dir, bool pauses);

/// Only what was left to do: until no refund is under way.
void settle(std::string const& data_dir);

}  // namespace afterdesk::fault
