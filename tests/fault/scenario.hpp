#pragma once
// What the process that gets killed does: a mall with many orders, buyers and a merchant at work, a channel
// that loses answers. Every answer that was given is told on standard output before the next thing is done.

#include <string>

namespace afterdesk::fault {

inline constexpr int orders_per_thread = 200;
inline constexpr int threads = 4;

/// Fills an empty folder.
void prepare(std::string const& data_dir);

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

/// Only what was left to do: until no refund is under way.
void settle(std::string const& data_dir);

}  // namespace afterdesk::fault
