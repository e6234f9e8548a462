#include "app/app.hpp"

#include "app/update.hpp"
#include "app/views.hpp"

#ifdef AFTERDESK_GALLERY
#include "screens/gallery_screen.hpp"
#endif

namespace afterdesk::app {

/// The views of the current screen, made anew when the model changed.
struct Views {
    std::uint64_t revision = 0;
    Screen screen = Screen::landing;
    screens::LandingView landing;
    screens::SignInView sign_in;
    screens::AboutView about;
    screens::OrdersView orders;
    screens::OrderView order;
    screens::ApplyView apply;
    screens::TicketsView tickets;
    screens::TicketView ticket;
    screens::ChannelView channel;
#ifdef AFTERDESK_GALLERY
    screens::GalleryUi gallery;
#endif
};

namespace {

void make_views(Model const& model, Views& views) {
    views.revision = model.revision;
    views.screen = model.route.screen;
    switch (model.route.screen) {
        case Screen::landing: views.landing = make_landing_view(model); break;
        case Screen::sign_in: views.sign_in = make_sign_in_view(model); break;
        case Screen::about: views.about = make_about_view(model); break;
        case Screen::orders: views.orders = make_orders_view(model); break;
        case Screen::order: views.order = make_order_view(model); break;
        case Screen::apply: views.apply = make_apply_view(model); break;
        case Screen::tickets: views.tickets = make_tickets_view(model); break;
        case Screen::ticket:
            views.ticket = make_ticket_view(model);
            if (model.route.audience != wire::Audience::buyer) views.tickets = make_tickets_view(model);
            break;
        case Screen::channel: views.channel = make_channel_view(model); break;
        case Screen::gallery: break;
    }
}

void draw_screen(ui::Ui& ui, Model& model, Views& views, screens::Intents& intents) {
    switch (views.screen) {
        case Screen::landing: draw_landing(ui, views.landing, intents); break;
        case Screen::sign_in: draw_sign_in(ui, views.sign_in, model.sign_in_ui, intents); break;
        case Screen::about: draw_about(ui, views.about, intents); break;
        case Screen::orders: draw_orders(ui, views.orders, model.orders_ui, intents); break;
        case Screen::order: draw_order(ui, views.order, intents); break;
        case Screen::apply: draw_apply(ui, views.apply, model.apply.ui, intents); break;
        case Screen::tickets:
            draw_tickets(ui, views.tickets, model.tickets_ui, views.ticket, model.ticket_ui, intents);
            break;
        case Screen::ticket:
            if (model.route.audience == wire::Audience::buyer) {
                draw_ticket(ui, views.ticket, model.ticket_ui, intents);
            } else {
                draw_tickets(ui, views.tickets, model.tickets_ui, views.ticket, model.ticket_ui, intents);
            }
            break;
        case Screen::channel: draw_channel(ui, views.channel, model.channel_ui, intents); break;
        case Screen::gallery:
#ifdef AFTERDESK_GALLERY
            if (model.route.id.empty()) {
                draw_gallery(ui, views.gallery);
            } else {
                screens::draw_gallery_tickets(ui, model.route.id == "hanzi");
            }
#else
            draw_landing(ui, views.landing, intents);
#endif
            break;
    }
}

}  // namespace

App::App() : model_(std::make_unique<Model>()), views_(std::make_unique<Views>()) {}
App::~App() = default;

void App::on(Happening happening) { update(*model_, happening); }

void App::draw(ui::Ui& ui) {
    if (model_->dark != ui.theme().dark) {
        model_->dark = ui.theme().dark;
        ++model_->revision;
    }
    if (views_->revision != model_->revision) make_views(*model_, *views_);
    ui.frame().language = model_->language == text::Language::en ? "en" : "zh-CN";
    screens::Intents intents;
    std::uint64_t const before = model_->revision;
    bool const toasts_shown = !model_->toasts.empty();
    draw_screen(ui, *model_, *views_, intents);
    if (toasts_shown) {
        model_->toasts.clear();
        ++model_->revision;
    }
    for (screens::Intent const& intent : intents) update(*model_, intent);
    wants_frame_ = model_->revision != before;
}

std::vector<Effect> App::take_effects() { return std::exchange(model_->effects, {}); }

bool App::wants_frame() const { return wants_frame_; }

}  // namespace afterdesk::app
