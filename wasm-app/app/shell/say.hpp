#pragma once
// What several features show, ready to print: sentences, amounts, times, the frame of a screen, receipts,
// rows of tickets.

#include "app/shell/shell.hpp"
#include "screens/ticket_row.hpp"

namespace afterdesk::app {

std::string say(Shell const& shell, text::Text const& sentence);
std::string yuan(Fen amount_fen);
/// What is taken off. Promise: no browser breaks a line behind its sign.
std::string minus_yuan(Fen amount_fen);
/// "12 MB", "640 KB".
std::string size_text(std::int64_t bytes);
std::string minute(Shell const& shell, Instant at);
std::string message_of(Shell const& shell, Mistake const& mistake);
/// All sentences, or the network's when the server was not reached.
std::string message_of(Shell const& shell, Mistakes const& mistakes, bool unreachable);
/// The first mistake whose path starts with `path`; empty when there is none.
std::string message_at(Shell const& shell, Mistakes const& mistakes, std::string_view path);
/// Why somebody of the staff can not do it: the right that he lacks. Empty when he has it.
std::string why_no_right(Shell const& shell, Right right);
/// Something that waited for the network was refused: said wherever one is now.
void toast_refused(Shell& shell, Answer const& answer);
/// A text that a policy has in both languages.
template <class Named>
std::string named(Shell const& shell, Named const* it, std::string const& otherwise) {
    if (it == nullptr) return otherwise;
    return shell.language == text::Language::en ? it->en : it->zh;
}

template <class T>
screens::LoadView load_view(Shell const& shell, Remote<T> const& remote) {
    bool const failed = remote.state == screens::Phase::failed;
    return {remote.state,
            failed ? message_of(shell, remote.mistakes, remote.mistakes.empty()) : std::string()};
}
/// Says when it was that the data looked so, when it is not the server's of now.
template <class T>
void note_seen(Shell const& shell, Remote<T> const& remote, screens::PageView& page) {
    if (remote.seen_at)
        page.notice = text::fill(shell.language, t::seen_before, {minute(shell, *remote.seen_at)});
}
screens::PageView make_page_view(Shell const& shell);

screens::TicketRowView make_ticket_row(Shell const& shell, wire::TicketSummary const& ticket);
ui::Tone tone_of(ShortStatus status);
/// The time until `deadline`, as people say it.
std::string time_left(Shell const& shell, Instant deadline);
/// The server's time by the clock of this page, for ui::countdown. Units: ms.
std::int64_t page_clock(Shell const& shell, Instant at);
bool is_urgent(Shell const& shell, Instant deadline);
/// The quote as a receipt, and its notices (gifts, promotions).
std::vector<screens::ReceiptRow> make_receipt(Shell const& shell, Order const& order, Quote const& quote);
std::vector<std::string> make_notices(Shell const& shell, Order const& order, Quote const& quote);

}  // namespace afterdesk::app
