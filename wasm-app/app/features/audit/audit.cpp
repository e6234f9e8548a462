// Who did what: searched by what stands in the address, fetched page by page.

#include "app/calls/remote.hpp"
#include "app/shell/filter_words.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "screens/audit_screen.hpp"
#include "text/acts.hpp"
#include "text/names.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk::app::audit {
namespace {

using Item = wire::AuditPage::Item;

struct Model {
    PagedList<wire::AuditPage> list;
    std::vector<wire::AuditPage::Person> people;
    wire::Audience audience = wire::Audience::buyer;
    std::string query;
    int check_call = 0;
    std::optional<wire::ChainView> chain;
    screens::AuditUi ui;
    screens::AuditView view;
};

// ---- What it is narrowed by -------------------------------------------------------------------------------

/// The id that the address asks for, before it is known whose it is.
std::string asked_who(std::string const& query) {
    std::size_t const at = ("&" + query).find("&who=");
    if (at == std::string::npos) return {};
    std::string_view rest = std::string_view(query).substr(at + 4);
    return percent_decode(rest.substr(0, rest.find('&')));
}

std::vector<ui::FilterField> fields_of(Model const& model, Shell const& shell) {
    std::vector<ui::Choice> people, actions, nouns;
    std::string const asked = asked_who(model.query);
    bool known = asked.empty();
    for (auto const& person : model.people) {
        people.push_back({person.id, person.name});
        known |= person.id == asked;
    }
    if (!known) people.push_back({asked, asked});
    for (text::ActName const& act : text::act_names())
        actions.push_back({std::string(act.action), say(shell, act.name)});
    for (std::string_view const noun : wire::all_names<wire::AuditNoun>())
        nouns.push_back({std::string(noun), say(shell, text::name(*wire::from_name<wire::AuditNoun>(noun)))});
    return {
        {.key = "q", .label = say(shell, t::audit_search), .kind = ui::FilterKind::words},
        {.key = "who", .label = say(shell, t::audit_who), .items = std::move(people)},
        {.key = "action", .label = say(shell, t::audit_action), .items = std::move(actions)},
        {.key = "noun", .label = say(shell, t::audit_noun), .items = std::move(nouns)},
        {.key = "days", .label = say(shell, t::audit_days), .kind = ui::FilterKind::days},
    };
}

Query question_of(Model const& model) {
    ui::FilterState const& filters = model.ui.filters;
    Query query;
    for (char const* const key : {"q", "who", "action", "noun"}) query.add(key, filters.get(key));
    ui::FilterRange const days = ui::filter_range(filters.get("days"));
    query.add("from", days.from);
    query.add("to", days.to);
    return query;
}

// ---- What is fetched --------------------------------------------------------------------------------------

void on_page(Model& model, Shell&, Answer const& answer) {
    hear_list(model.list, answer, wire::read_audit_page);
    if (model.list.page.value) model.people = model.list.page.value->people;
}

void enter(Model& model, Shell& shell, Route const& before) {
    bool const other = model.audience != shell.route.audience;
    if (other) {
        if (model.list.page.call != 0) shell.effects.push_back(CancelCall{model.list.page.call});
        model = {};
        model.audience = shell.route.audience;
    }
    bool const same = !other && before.screen == Screen::audit && model.query == shell.route.query;
    model.query = shell.route.query;
    model.ui.filters = ui::parse_filters(fields_of(model, shell), model.query);
    if (same) return;
    model.chain.reset();
    fetch(shell, model.list, {"/audit" + question_of(model).text, 0, Seen::no}, in_feature<&on_page>);
}

/// The ticket that is looked for by its whole number.
std::string ticket_asked(Model const& model) {
    std::string_view const typed = model.ui.filters.get("q");
    if (typed.empty() || !model.list.page.value) return {};
    for (Item const& item : model.list.page.value->items) {
        if (item.noun == wire::AuditNoun::ticket && item.name == typed) return item.name;
    }
    return {};
}

void on_chain(Model& model, Shell&, Answer const& answer) {
    if (model.check_call != answer.id) return;
    model.check_call = 0;
    if (!answer.good()) return;
    auto chain = read_body(answer.body, wire::read_chain);
    if (chain) model.chain = std::move(chain).value();
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::LoadMore>(intent))
        fetch_more(shell, model.list, in_feature<&on_page>);
    if (std::holds_alternative<screens::FilterChanged>(intent)) {
        Route route = shell.route;
        route.query = ui::format_filters(fields_of(model, shell), model.ui.filters);
        go(shell, route, true);
    }
    std::string const no = ticket_asked(model);
    if (!std::holds_alternative<screens::Submit>(intent) || no.empty() || model.check_call != 0) return;
    model.check_call =
        ask(shell, get(model.audience, "/tickets/" + percent_encode(no) + "/chain"), in_feature<&on_chain>);
}

// ---- What is shown ----------------------------------------------------------------------------------------

std::string actor_of(Shell const& shell, Item const& item) {
    if (!item.actor.empty()) return item.actor;
    bool const of_its_own = item.noun == wire::AuditNoun::ticket && item.action != "erased";
    bool const operators = item.side == ActorKind::system && !of_its_own;
    return say(shell, operators ? t::audit_operator : text::name(item.side));
}

ui::TableRow make_row(Model const& model, Shell const& shell, Item const& item, std::size_t index) {
    ui::TableRow row;
    row.key = std::to_string(index);
    std::string const action = text::act_text(shell.language, item.action);
    row.name = actor_of(shell, item) + " " + action + " " + item.name;
    // A ticket has a page; of anything else there is what was done to it.
    Route about;
    about.audience = model.audience;
    bool const is_ticket = item.noun == wire::AuditNoun::ticket;
    about.screen = is_ticket ? Screen::ticket : Screen::audit;
    if (is_ticket) about.id = item.name;
    if (!is_ticket) about.query = "q=" + percent_encode(item.name);
    row.href = to_hash(about);
    row.cells = {{.words = action, .note = item.note, .style = ui::TextStyle::strong},
                 {.words = item.name, .note = say(shell, text::name(item.noun))},
                 {.words = actor_of(shell, item)},
                 {.words = minute(shell, {item.at_ms}), .style = ui::TextStyle::muted}};
    return row;
}

std::vector<ui::Column> columns_of(Shell const& shell) {
    return {{.key = "action",
             .title = say(shell, t::audit_action),
             .least_w = 130,
             .always = true,
             .on_card = ui::OnCard::title},
            {.key = "noun", .title = say(shell, t::audit_noun), .weight = 1.5f, .least_w = 170},
            {.key = "who", .title = say(shell, t::audit_who)},
            {.key = "when", .title = say(shell, t::audit_when), .least_w = 140}};
}

void show(Model& model, Shell& shell) {
    screens::AuditView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::audit_title);
    view.page.options.max_width = 1680;
    view.load = load_view(shell, model.list.page);
    view.fields = fields_of(model, shell);
    view.filters.words = filter_words(shell);
    view.columns = columns_of(shell);
    if (std::string const no = ticket_asked(model); !no.empty()) {
        view.check_label = text::fill(shell.language, t::chain_check, {no});
        view.proof_href = api_path(model.audience, "/tickets/" + percent_encode(no) + "/proof");
    }
    view.checking = model.check_call != 0;
    if (model.chain) {
        view.sound = model.chain->sound;
        int const number = view.sound ? model.chain->events : model.chain->broken_at;
        view.checked = text::fill(shell.language, view.sound ? t::chain_sound : t::chain_broken,
                                  {model.chain->ticket_no, std::to_string(number)});
    }
    if (!model.list.page.value) return;
    auto const& items = model.list.page.value->items;
    for (std::size_t i = 0; i < items.size(); ++i) view.rows.push_back(make_row(model, shell, items[i], i));
    view.table.name = view.page.options.title;
    view.table.total = static_cast<int>(view.rows.size());
    view.table.opens = true;
    view.more = model.list.more();
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_audit(ui, model.view, model.ui, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>};

}  // namespace afterdesk::app::audit
