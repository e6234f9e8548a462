// The larger building blocks of the gallery.

#include "screens/gallery_screen.hpp"

namespace afterdesk::screens {
namespace {

void draw_pickers(ui::Ui& ui, GalleryUi& state) {
    ui::Choice const reasons[] = {{"unwanted", "不想要了", "您付运费 · 7 天内"},
                                  {"quality", "质量问题", "商家付运费 · 需照片"},
                                  {"fake", "假冒品牌", "", "已超过 15 天"},
                                  {"other", "Other", ""}};
    ui::picker(ui, "picked", "退货原因", reasons, state.picked, {.required = true});
    std::vector<ui::Choice> carriers;
    for (char const* name : {"顺丰速运", "EMS", "中通快递", "圆通速递", "韵达快递", "申通快递", "极兔速递",
                             "京东物流", "德邦快递", "百世快递"})
        carriers.push_back({name, name});
    ui::picker(ui, "carrier", "快递公司", carriers, state.carrier, {.error = "请选择快递公司"});
    std::string none;
    ui::picker(ui, "dead", "上门取件时间", carriers, none, {.why_not = "此地址不支持上门取件"});
}

}  // namespace

void draw_gallery_blocks(ui::Ui& ui, GalleryUi& state) {
    ui::begin_section(ui, "blocks", "选择");
    ui::begin_card(ui, "card");
    draw_pickers(ui, state);
    ui::end_card(ui);
    ui::end_section(ui);
}

}  // namespace afterdesk::screens
