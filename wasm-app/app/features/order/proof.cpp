// The files of a request: where they go, and why the request must wait for them.

#include <algorithm>

#include "app/features/order/model.hpp"
#include "app/shell/say.hpp"

namespace afterdesk::app::order {
namespace {

void on_shrunk(Model& model, Shell& shell, PictureShrunk const& shrunk);
void on_uploaded(Model& model, Shell& shell, Answer const& answer);

void on_shrunk(Model& model, Shell& shell, PictureShrunk const& shrunk) {
    take_shrunk(shell, place_of(model, shell), model.form.photos, shrunk);
}

void on_uploaded(Model& model, Shell& shell, Answer const& answer) {
    if (take_uploaded(shell, place_of(model, shell), model.form.photos, answer))
        on_request_changed(model, shell);
}

}  // namespace

UploadPlace place_of(Model const& model, Shell const& shell) {
    int const most = model.order.value ? model.order.value->policy.max_evidence : 9;
    return {asker(model), draft_key(model, shell) + "photo/", most, in_feature<&on_uploaded>,
            in_feature<&on_shrunk>};
}

void add_photos(Model& model, Shell& shell, std::vector<ui::PickedFile> const& files) {
    app::add_photos(shell, place_of(model, shell), model.form.photos, files);
    on_request_changed(model, shell);
}

void remove_photo(Model& model, Shell& shell, std::size_t index) {
    app::remove_photo(shell, place_of(model, shell), model.form.photos, index);
    on_request_changed(model, shell);
}

void retry_photo(Model& model, Shell& shell, std::size_t index) {
    app::retry_photo(shell, place_of(model, shell), model.form.photos, index);
}

void retry_photos(Model& model, Shell& shell) {
    app::retry_photos(shell, place_of(model, shell), model.form.photos);
}

void next_photos(Model& model, Shell& shell) {
    app::next_photos(shell, place_of(model, shell), model.form.photos);
}

void fill_proof(Model const& model, Shell const& shell, screens::ApplyView& view) {
    ApplyForm const& form = model.form;
    Policy const& policy = policy_of(model);
    bool const needed = !for_a_buyer(model) && needs_evidence(policy, form.ui.reason, form.type);
    view.proof = make_proof(shell, form.photos, policy.max_evidence);
    // Nobody looks at the proof of what is refunded by itself.
    view.proof.shown = form.type != TicketType::refund_unshipped && form.type != TicketType::virtual_refund;
    view.proof.hint =
        (needed ? say(shell, t::photos_required)
                : text::fill(shell.language, t::photos_optional, {std::to_string(policy.max_evidence)})) +
        say(shell, t::between_hints) + say(shell, t::files_possible);
    auto const on_its_way = [](Photo const& photo) { return photo.on_its_way(); };
    auto const arrived = [](Photo const& photo) { return !photo.evidence_id.empty(); };
    bool const running = std::any_of(form.photos.begin(), form.photos.end(), on_its_way);
    bool const any = std::any_of(form.photos.begin(), form.photos.end(), arrived);
    if (running) view.submit_why_not = say(shell, t::wait_for_uploads);
    if (needed && !any && !running) view.submit_why_not = say(shell, t::photos_required);
}

}  // namespace afterdesk::app::order
