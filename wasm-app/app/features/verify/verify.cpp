// A proof file is checked: by the core, and its signature by the browser.

#include <algorithm>

#include "app/calls/remote.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "base/sha256.hpp"
#include "screens/verify_screen.hpp"
#include "text/names.hpp"
#include "text/proof_words.hpp"
#include "wire/proof_check.hpp"

namespace afterdesk::app::verify {
namespace {

using wire::ProofCheck;
using wire::ProofFinding;

constexpr std::string_view keys_path = "/proof-keys";
constexpr char const* kept_keys = "proof-keys";

struct Picture {
    int file_handle = 0;
    std::string name;
    bool listed = false;
};

struct Model {
    ui::PickedFile file;  ///< handle 0: none chosen
    bool unreadable = false;
    Mistakes mistakes;
    std::optional<wire::Proof> proof;
    wire::CheckedProof checked;
    std::optional<SignatureFinding> signature;  ///< nothing: being checked
    std::optional<wire::ProofKeys> keys;        ///< this desk's
    std::vector<Picture> pictures;
    screens::VerifyView view;
};

// ---- Whose keys -------------------------------------------------------------------------------------------

void take_keys(Model& model, std::string const& body) {
    auto keys = read_body(body, wire::read_proof_keys);
    if (keys) model.keys = std::move(keys).value();
}

void on_kept_keys(Model& model, Shell&, Recalled const& recalled) {
    if (!recalled.items.empty() && !model.keys) take_keys(model, recalled.items.front().text);
}

void on_keys(Model& model, Shell& shell, Answer const& answer) {
    if (answer.good()) {
        take_keys(model, answer.body);
        shell.effects.push_back(Keep{kept_keys, answer.body, 0});
    } else {
        recall(shell, kept_keys, in_feature<&on_kept_keys>);
    }
}

void enter(Model& model, Shell& shell, Route const&) {
    if (model.keys) return;
    Ask question;
    question.path = std::string(wire::api_root) + std::string(keys_path);
    ask(shell, std::move(question), in_feature<&on_keys>);
}

// ---- The file ---------------------------------------------------------------------------------------------

void on_signature(Model& model, Shell&, SignatureChecked const& checked) {
    if (checked.file_handle == model.file.handle) model.signature = checked.found;
}

void check(Model& model, Shell& shell, std::string const& bytes) {
    auto const document = wire::parse_json(bytes, wire::proof_limits);
    auto proof = document.ok() ? wire::read_proof(*document)
                               : Result<wire::Proof, Mistakes>(Err{Mistakes(document.error())});
    if (!proof.ok()) {
        model.mistakes = proof.error();
        return;
    }
    model.checked = wire::check_proof(*proof);
    model.proof = std::move(proof).value();
    if (!model.proof->signature) {
        model.signature = SignatureFinding::wrong;
        return;
    }
    wire::ProofSignature const& signature = *model.proof->signature;
    check_signature(shell, {model.file.handle, signature.key, signature.value, wire::signed_text(*document)},
                    in_feature<&on_signature>);
}

void on_file(Model& model, Shell& shell, FileRead const& read) {
    if (read.file_handle != model.file.handle) return;
    model.unreadable = !read.readable;
    if (read.readable) check(model, shell, read.bytes);
    shell.effects.push_back(ReleaseFile{read.file_handle});
}

void choose(Model& model, Shell& shell, ui::PickedFile const& file) {
    auto keys = std::move(model.keys);
    model = {};
    model.keys = std::move(keys);
    model.file = file;
    bool const too_large = std::cmp_greater(file.bytes, wire::proof_limits.bytes);
    if (too_large) {
        model.mistakes = {{Rule::file_too_large, "", static_cast<std::int64_t>(wire::proof_limits.bytes)}};
        shell.effects.push_back(ReleaseFile{file.handle});
        return;
    }
    read_file(shell, file.handle, in_feature<&on_file>);
}

// ---- Pictures ---------------------------------------------------------------------------------------------

void on_picture(Model& model, Shell& shell, FileRead const& read) {
    shell.effects.push_back(ReleaseFile{read.file_handle});
    if (!model.proof) return;
    std::string const hash = read.readable ? hex_of(sha256_of(read.bytes)) : std::string();
    auto const& files = model.proof->files;
    for (Picture& picture : model.pictures) {
        if (picture.file_handle != read.file_handle) continue;
        picture.listed = std::any_of(files.begin(), files.end(),
                                     [&](wire::ProofFile const& file) { return file.sha256 == hash; });
        picture.file_handle = 0;
    }
}

void add_pictures(Model& model, Shell& shell, std::vector<ui::PickedFile> const& files) {
    for (ui::PickedFile const& file : files) {
        bool const too_large = std::cmp_greater(file.bytes, wire::max_evidence_bytes);
        model.pictures.push_back({too_large ? 0 : file.handle, file.name});
        if (too_large) {
            shell.effects.push_back(ReleaseFile{file.handle});
        } else {
            read_file(shell, file.handle, in_feature<&on_picture>);
        }
    }
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (auto const* chosen = std::get_if<screens::ChooseFile>(&intent)) choose(model, shell, chosen->file);
    if (auto const* added = std::get_if<screens::AddPhotos>(&intent))
        add_pictures(model, shell, added->files);
}

// ---- What is shown ----------------------------------------------------------------------------------------

screens::VerifyView::Check marked(Shell const& shell, std::string name, ProofFinding finding,
                                  std::string says) {
    switch (finding) {
        case ProofFinding::good:
            return {std::move(name), say(shell, t::verify_good), std::move(says), ui::Tone::success};
        case ProofFinding::failed:
            return {std::move(name), say(shell, t::verify_failed), std::move(says), ui::Tone::danger};
        case ProofFinding::open:
            return {std::move(name), say(shell, t::verify_open), std::move(says), ui::Tone::warning};
    }
    CHECK(false);
}

/// What the browser found, and whether the key is one of this desk's.
struct Signed {
    ProofFinding finding = ProofFinding::open;
    std::string says;
};
Signed signature_of(Model const& model, Shell const& shell) {
    auto const& signature = model.proof->signature;
    if (!signature) return {ProofFinding::failed, say(shell, t::verify_signature_none)};
    if (!model.signature) return {ProofFinding::open, say(shell, t::verify_signature_waits)};
    switch (*model.signature) {
        case SignatureFinding::wrong: return {ProofFinding::failed, say(shell, t::verify_signature_wrong)};
        case SignatureFinding::unknown: return {ProofFinding::open, say(shell, t::verify_signature_unknown)};
        case SignatureFinding::right: break;
    }
    auto const with_key = [&](text::Text const& sentence) {
        return text::fill(shell.language, sentence, {wire::fingerprint_of(signature->key)});
    };
    if (!model.keys) return {ProofFinding::open, with_key(t::verify_signature_offline)};
    auto const& keys = model.keys->items;
    bool const ours =
        std::any_of(keys.begin(), keys.end(), [&](auto const& item) { return item.key == signature->key; });
    if (!ours) return {ProofFinding::open, with_key(t::verify_signature_strange)};
    return {ProofFinding::good, with_key(t::verify_signature_ours)};
}

std::string chain_says(Shell const& shell, wire::CheckedProof const& checked) {
    if (checked.broken_at > 0)
        return text::fill(shell.language, t::verify_chain_failed, {std::to_string(checked.broken_at)});
    int const cut = checked.cut + checked.withheld;
    std::string const all = std::to_string(checked.whole + cut);
    std::string says = text::fill(shell.language, t::verify_chain_good, {all});
    // A wide sign ends a Chinese sentence.
    std::string const between = shell.language == text::Language::en ? " " : "";
    auto const add = [&](text::Text const& sentence, int count) {
        if (count > 0) says += between + text::fill(shell.language, sentence, {std::to_string(count)});
    };
    add(t::verify_chain_cut, cut);
    add(t::verify_chain_erased, checked.erased);
    add(t::verify_chain_vouched, checked.vouched);
    return says;
}

std::string says_of(Model const& model, Shell const& shell, ProofCheck what) {
    wire::CheckedProof const& checked = model.checked;
    bool const good = checked.of(what) == ProofFinding::good;
    auto const fill = [&](text::Text const& sentence, std::string const& first,
                          std::string const& second = {}) {
        return text::fill(shell.language, sentence, {first, second});
    };
    Ticket const& ticket = checked.ticket;
    switch (what) {
        case ProofCheck::chain: return chain_says(shell, checked);
        case ProofCheck::replay:
            if (!good) return say(shell, t::verify_replay_failed);
            return fill(t::verify_replay_good, say(shell, text::name(ticket.state)));
        case ProofCheck::amounts:
            if (!good) return say(shell, t::verify_amounts_failed);
            return fill(t::verify_amounts_good, yuan(ticket.quote.refund_fen), yuan(checked.refunded_fen));
        case ProofCheck::quote:
            if (!good) return say(shell, t::verify_quote_open);
            return fill(t::verify_quote_good, yuan(ticket.quote.refund_fen));
        case ProofCheck::evidence:
            if (!good) return say(shell, t::verify_files_failed);
            return fill(t::verify_files_good, std::to_string(model.proof->files.size()));
        case ProofCheck::signature: return signature_of(model, shell).says;
    }
    CHECK(false);
}

void fill_checks(Model const& model, Shell const& shell, screens::VerifyView& view) {
    static constexpr text::Text const* names[] = {&t::verify_chain, &t::verify_replay, &t::verify_amounts,
                                                  &t::verify_quote, &t::verify_files,  &t::verify_signature};
    static_assert(std::size(names) == wire::proof_check_count);
    wire::CheckedProof all = model.checked;
    all.set(ProofCheck::signature, signature_of(model, shell).finding);
    for (int i = 0; i < wire::proof_check_count; ++i) {
        auto const what = static_cast<ProofCheck>(i);
        view.checks.push_back(
            marked(shell, say(shell, *names[i]), all.of(what), says_of(model, shell, what)));
    }
    bool const all_good = std::all_of(std::begin(all.found), std::end(all.found),
                                      [](ProofFinding finding) { return finding == ProofFinding::good; });
    view.tone = !all.sound() ? ui::Tone::danger : all_good ? ui::Tone::success : ui::Tone::warning;
    view.verdict = say(shell, !all.sound() ? t::verify_broken
                              : all_good   ? t::verify_all_good
                                           : t::verify_nothing_failed);
    if (!all.sound()) return;
    std::string const at = minute(shell, model.proof->made_at);
    view.proves = {text::fill(shell.language, t::verify_proves_events, {at}),
                   say(shell, t::verify_proves_amount)};
    view.proves_not = {say(shell, t::verify_not_truth), say(shell, t::verify_not_money),
                       text::fill(shell.language, t::verify_not_later, {at})};
    if (all.cut + all.withheld > 0) view.proves_not.push_back(say(shell, t::verify_not_internal));
}

void show(Model& model, Shell& shell) {
    screens::VerifyView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::verify_title);
    view.page.options.back_href = "#/";
    if (model.unreadable) view.error = say(shell, t::verify_unreadable);
    if (!model.mistakes.empty()) {
        Mistake const& first = model.mistakes.front();
        std::string const where = first.path.empty() ? "" : " (" + first.path + ")";
        view.error = text::fill(shell.language, t::verify_no_proof, {message_of(shell, first) + where});
    }
    if (!model.proof) return;
    view.facts = {{say(shell, t::ticket_no), model.proof->ticket_no.value},
                  {say(shell, t::verify_of), model.proof->tenant.value},
                  {say(shell, t::verify_made_at), minute(shell, model.proof->made_at)},
                  {say(shell, t::verify_file), model.file.name}};
    fill_checks(model, shell, view);
    for (Picture const& picture : model.pictures) {
        if (picture.file_handle != 0) continue;  // being read
        view.pictures.push_back(marked(shell, picture.name,
                                       picture.listed ? ProofFinding::good : ProofFinding::failed,
                                       say(shell, picture.listed ? t::verify_listed : t::verify_unlisted)));
    }
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_verify(ui, model.view, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>};

}  // namespace afterdesk::app::verify
