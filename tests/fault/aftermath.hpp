#pragma once
// What must be true of a folder, whatever happened to it: what was answered is there, nothing is half done,
// the channel paid every number once.

#include <map>
#include <string>

#include "base/money.hpp"

namespace afterdesk::fault {

/// A folder of its own that goes away with its owner; in memory where the machine has such a place.
struct Folder {
    std::string path;
    explicit Folder(std::string const& suffix);
    ~Folder();
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    /// As the other is now.
    void copy_of(std::string const& other) const;
};

/// What was told, see on_answer: the newest number of each.
using Answers = std::map<std::string, int>;
Answers answers_in(std::string const& told);
int tickets_in(Answers const& answers);

/// Tickets that were answered, and are not there as they were answered.
int lost_answers(std::string const& folder, Answers const& answers);
/// The film as far as it was answered (its pieces in order, or the whole of it), and the picture.
/// Promise: what is wrong, or "".
std::string lost_files(std::string const& folder, Answers const& answers);
/// What is wrong with an erasure of work_on_erasure that was cut short: words are left although it has
/// happened, or gone although it has not. Promise: "" when nothing is; what was begun is finished.
std::string half_erased(std::string const& folder);
/// Erases the buyer of prepare_erasure, once more when that was cut short, to the end. Promise: what is left
/// of him, or "".
std::string erase_to_the_end(std::string const& folder);
/// True when a file of the folder says the words of prepare_erasure.
bool says_erased_words(std::string const& folder);
/// Whether his name, and every word on his tickets, are there or gone. Promise: what is half, or "".
std::string half_in_rows(std::string const& folder);
/// The sum of everything in the books. Units: fen.
Fen books_of(std::string const& folder);
/// What `afterdesk verify` says of it.
void check_folder(std::string const& folder);
/// Opened, and worked on until nothing is under way; then every refund was paid, each number once.
void settle_here(std::string const& folder);

}  // namespace afterdesk::fault
