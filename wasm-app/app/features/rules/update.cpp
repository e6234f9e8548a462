// The rules' page: which section is shown, and how a draft becomes a version.

#include "app/features/rules/model.hpp"
#include "app/shell/say.hpp"
#include "text/rules.hpp"

namespace afterdesk::app::rules {
namespace {

void on_book(Model& model, Shell& shell, Answer const& answer) {
    std::optional<wire::PolicyView> const before = model.book.value;
    if (!settle(model.book, answer, wire::read_policy_view) || !model.book.value) return;
    take_book(model);
    if (before) note_overtaken(model, *before);
    altered(model, shell);
    if (!model.recalled) recall_draft(model, shell);
    model.recalled = true;
    enter_versions(model, shell);
}

void fetch(Model& model, Shell& shell) {
    load(shell, model.book, get(model.audience, "/policy"), in_feature<&on_book>);
}

void enter(Model& model, Shell& shell, Route const& before) {
    if (model.audience != shell.route.audience) {
        model = {};
        model.audience = shell.route.audience;
    }
    if (find_section(shell.route.id) == nullptr) {
        Route first = shell.route;
        first.id = sections().front().slug;
        first.dialog.clear();
        return go(shell, first, true);
    }
    bool const elsewhere = before.screen != Screen::rules || before.id != shell.route.id;
    bool const other_item = before.dialog != shell.route.dialog && number_in(shell.route.dialog) >= 0;
    if (elsewhere || other_item)
        std::erase_if(model.ui.form.values, [](auto const& it) { return it.first != "note"; });
    if (elsewhere) model.ui.table = {};
    if (model.saving == 0) model.save_mistakes.clear();
    if (!model.book.value || before.screen != Screen::rules) fetch(model, shell);
    if (shell.route.id == "review") fetch_past(model, shell);
    enter_versions(model, shell);
}

void on_published(Model& model, Shell& shell, Answer const& answer) {
    if (model.saving != answer.id) return;
    model.saving = 0;
    model.save_mistakes.clear();
    model.unreachable = answer.status == 0;
    if (!answer.good()) {
        if (!model.unreachable) model.save_mistakes = wire::read_api_error(answer.body).mistakes;
        bool const stale =
            !model.save_mistakes.empty() && model.save_mistakes.front().rule == Rule::stale_version;
        if (!stale) return;
        model.save_mistakes.clear();
        close_dialog(shell);
        return fetch(model, shell);
    }
    auto view = read_body(answer.body, wire::read_policy_view);
    if (!view) return;
    model.book.value = std::move(view).value();
    model.draft.edits.clear();
    model.ui.form.values.clear();
    model.stale_version = 0;
    model.changed_meanwhile.clear();
    take_book(model);
    altered(model, shell);
    forget_draft(model, shell);
    std::string const version = std::to_string(model.book.value->stamp.version);
    shell.toasts.push_back({text::fill(shell.language, t::rules_published, {version}), ui::Tone::success});
    close_dialog(shell);
}

/// The author's words, then what the dry run said.
std::string note_of(Model const& model, Shell const& shell) {
    std::string note(model.ui.form.value_of("note"));
    std::string const says = what_if_says(model, shell);
    if (!note.empty() && !says.empty()) note += '\n';
    return note + says;
}

void publish(Model& model, Shell& shell) {
    if (model.saving != 0 || !model.mistakes.empty() || model.draft.edits.empty()) return;
    char const* const document = model.draft.book ? "policy" : "overrides";
    wire::Object body{{"based_on", model.book.value->stamp.version}, {document, model.draft.document()}};
    std::string const note = note_of(model, shell);
    if (!note.empty()) body.emplace_back("note", note);
    Ask question = post(model.audience, "/policy", std::move(body));
    question.method = "PUT";
    model.unreachable = false;
    model.saving = ask(shell, std::move(question), in_feature<&on_published>);
}

void discard(Model& model, Shell& shell) {
    model.draft.edits.clear();
    model.ui.form.values.clear();
    altered(model, shell);
    forget_draft(model, shell);
    close_dialog(shell);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (!model.book.value) return;
    if (auto const* wanted = std::get_if<screens::ChangeRules>(&intent)) change(model, shell, *wanted);
    if (!std::holds_alternative<screens::Submit>(intent)) return;
    if (shell.route.dialog == publish_dialog) publish(model, shell);
    if (shell.route.dialog == discard_dialog) discard(model, shell);
}

void show(Model& model, Shell& shell) { model.view = make_view(model, shell); }

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_rules(ui, model.view, model.ui, out);
}

bool is_dialog(std::string_view name) {
    return name == publish_dialog || name == discard_dialog || number_in(name) >= 0;
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>,
                         .is_dialog = &is_dialog};

}  // namespace afterdesk::app::rules
