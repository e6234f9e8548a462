// A number moved along a line: by keys, by the pointer, and as it is read.
#include "widgets/slider.hpp"
#include "testing.hpp"
#include "widgets/headless.hpp"

namespace afterdesk::ui {
namespace {

struct Page {
    std::int64_t value = 20'000;
    int changes = 0;
    SliderOptions options{.least = 0, .most = 25'050, .step = 100, .said = "买家得到"};

    void operator()(Ui& ui) {
        begin_page(ui, {.title = "协商"});
        changes += slider(ui, "share", "双方各得多少", value, options) ? 1 : 0;
        end_page(ui);
    }
};

Node const& node_of(Headless const& page) {
    Node const* const node = page.find(Role::slider, "双方各得多少");
    REQUIRE(node != nullptr);
    return *node;
}

}  // namespace

TEST_CASE("a slider says where it stands, and what that means") {
    Page slider;
    Headless page([&](Ui& ui) { slider(ui); });
    CHECK(node_of(page).value == "80% 买家得到");
    CHECK((node_of(page).state & takes_keys) != 0);
    CHECK(node_of(page).rect.h >= 44);
    CHECK(slider.changes == 0);
}

TEST_CASE("keys move a slider: arrows by a step, page keys by a tenth, Home and End to the ends") {
    struct Row {
        char const* key;
        std::int64_t value;
    };
    for (Row const& row : {Row{"ArrowRight", 20'100}, Row{"ArrowUp", 20'100}, Row{"ArrowLeft", 19'900},
                           Row{"ArrowDown", 19'900}, Row{"PageUp", 22'500}, Row{"PageDown", 17'500},
                           Row{"Home", 0}, Row{"End", 25'050}, Row{"j", 20'000}}) {
        CAPTURE(row.key);
        Page slider;
        Headless page([&](Ui& ui) { slider(ui); });
        page.focus("双方各得多少");
        page.key(row.key);
        CHECK(slider.value == row.value);
        CHECK(slider.changes == (row.value == 20'000 ? 0 : 1));
    }
    Page slider;
    slider.value = 25'000;
    Headless page([&](Ui& ui) { slider(ui); });
    page.focus("双方各得多少");
    page.key("ArrowRight");
    page.key("ArrowRight");
    CHECK(slider.value == 25'050);
    page.key("ArrowLeft");
    CHECK(slider.value == 24'950);  // a fen stays until the field, or an end, says otherwise
}

TEST_CASE("a slider follows the pointer, also beyond its ends") {
    Page slider;
    Headless page([&](Ui& ui) { slider(ui); });
    Rect const at = node_of(page).rect;
    page.move_pointer(at.x + at.w / 2, at.y + at.h / 2);
    page.pointer_down(true);
    page.draw();
    CHECK(slider.value == 12'500);
    page.move_pointer(at.x + at.w + 100, at.y + 200);
    CHECK(slider.value == 25'050);
    page.move_pointer(0, at.y);
    CHECK(slider.value == 0);
    page.pointer_down(false);
    page.move_pointer(at.x + at.w / 2, at.y + at.h / 2);
    CHECK(slider.value == 0);
}

TEST_CASE("a slider whose ends are one stays there") {
    Page slider{0, 0, {.least = 0, .most = 0}};
    Headless page([&](Ui& ui) { slider(ui); });
    page.focus("双方各得多少");
    for (char const* key : {"ArrowRight", "End", "PageDown"}) page.key(key);
    CHECK(slider.value == 0);
    CHECK(slider.changes == 0);
    CHECK(node_of(page).value == "0%");
}

}  // namespace afterdesk::ui
