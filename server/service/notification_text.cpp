#include "service/notification_text.hpp"

#include "base/check.hpp"

namespace afterdesk {

namespace {

using wire::NotificationKind;
using wire::NotificationLanguage;

/// {shop}, {amount} and {until} are filled in; what stands in [brackets] only where there is an {until}, in
/// <these> only where there is an {amount}.
struct Words {
    char const* zh;
    char const* en;
};
struct Row {
    Words title, text;
};

Row const& row_of(NotificationKind kind) {
    static constexpr Row rows[] = {
        {{"商家已同意，请寄回商品", "The shop agreed: send the goods back"},
         {"{shop} 同意了您的售后申请。[请在 {until} 前寄出，并填写运单号。]退货地址请打开链接查看。",
          "{shop} agreed to your request. [Send the goods back and enter the parcel's number by {until}. ]"
          "The address to send them to is behind the link."}},
        {{"商家拒绝了售后申请", "The shop rejected your request"},
         {"{shop} 拒绝了您的售后申请，理由请打开链接查看。[如不认可，请在 {until} 前申请平台介入。]",
          "{shop} rejected your request; why stands behind the link. [If you do not agree, ask the platform "
          "to decide by {until}.]"}},
        {{"商家提出了新方案", "The shop made an offer"},
         {"{shop} 提出了新的处理方案<，退款 {amount}>。[请在 {until} 前答复。]",
          "{shop} made you an offer<: a refund of {amount}>. [Answer by {until}.]"}},
        {{"平台请您补充凭证", "The platform asks for evidence"},
         {"平台正在处理这笔售后，需要更多凭证。[请在 {until} 前提交。]",
          "The platform looks at this case and asks for evidence. [Send it by {until}.]"}},
        {{"退款已到账", "You have been refunded"},
         {"{shop} 的退款< {amount}> 已退回给您。",
          "Your refund< of {amount}> from {shop} has been paid back to you."}},
        {{"平台已作出裁决", "The platform has decided"},
         {"平台已对这笔售后作出裁决，内容与后续步骤请打开链接查看。",
          "The platform has decided this case; what, and what comes next, stands behind the link."}},
        {{"售后处理即将超时", "Your time ends soon"},
         {"这笔售后正在等您处理。[请在 {until} 前完成，逾期将按规则自动处理。]",
          "This case waits for you. [Act by {until}; after that it goes on by the rules.]"}},
        {{"新的售后申请待审核", "A new request to be reviewed"},
         {"{shop} 收到新的售后申请<，涉及 {amount}>。[请在 {until} 前审核，逾期将按规则自动处理。]",
          "{shop} has a new request< about {amount}>. [Review it by {until}; after that it goes on by the "
          "rules.]"}},
        {{"买家提出了还价", "The buyer made another offer"},
         {"买家对 {shop} 的方案提出了还价<，希望退款 {amount}>。[请在 {until} 前答复。]",
          "A buyer of {shop} answered with another offer<: a refund of {amount}>. [Answer by {until}.]"}},
        {{"退回的包裹已签收", "A returned parcel has arrived"},
         {"退回 {shop} 的包裹已签收。[请在 {until} 前确认收货，逾期将按规则自动处理。]",
          "A parcel to {shop} was signed for. [Confirm it by {until}; after that it goes on by the rules.]"}},
        {{"售后处理即将超时", "A time limit of the shop ends soon"},
         {"这笔售后正在等 {shop} 处理。[请在 {until} 前完成，逾期将按规则自动处理。]",
          "This case waits for {shop}. [Act by {until}; after that it goes on by the rules.]"}},
        {{"有售后申请平台介入", "A dispute to be decided"},
         {"{shop} 的一笔售后需要平台裁决。", "A case of {shop} has to be decided."}},
        {{"退款失败，需要处理", "A refund failed"},
         {"{shop} 的一笔退款<（共 {amount}）>被支付渠道拒绝，请处理。",
          "The channel refused to pay a refund of {shop}< ({amount} in all)>; see to it."}},
    };
    auto const index = static_cast<std::size_t>(kind);
    CHECK(index < std::size(rows));
    return rows[index];
}

std::string amount_of(Told const& told) {
    return told.amount_fen ? "¥" + format_fen(*told.amount_fen) : std::string();
}

std::string until_of(Told const& told) {
    return told.until ? format_minute(*told.until, china_offset_minutes) : std::string();
}

/// Without the brackets, and without what stands in those that there is nothing for.
std::string without_brackets(std::string_view words, Told const& told) {
    std::string out;
    bool keep = true;
    for (char const c : words) {
        switch (c) {
            case '[': keep = told.until.has_value(); break;
            case '<': keep = told.amount_fen.has_value(); break;
            case ']':
            case '>': keep = true; break;
            default:
                if (keep) out += c;
        }
    }
    return out;
}

/// One after the other, so that what is filled in is never taken for a place.
std::string filled(std::string_view words, Told const& told, bool english) {
    std::string const pattern = without_brackets(words, told);
    std::string out;
    for (std::size_t at = 0; at < pattern.size();) {
        std::size_t const open = pattern.find('{', at);
        std::size_t const close = open == std::string::npos ? open : pattern.find('}', open);
        out += pattern.substr(at, open - at);
        if (close == std::string::npos) break;
        std::string const name = pattern.substr(open + 1, close - open - 1);
        if (name == "shop") out += told.shop;
        if (name == "amount") out += amount_of(told);
        if (name == "until") out += until_of(told) + (english ? " (China time)" : "（北京时间）");
        at = close + 1;
    }
    return out;
}

}  // namespace

NotificationText text_of(Told const& told, NotificationLanguage language) {
    bool const english = language == NotificationLanguage::en;
    Row const& row = row_of(told.kind);
    NotificationText out;
    out.title = (english ? row.title.en : row.title.zh) + std::string(" · ") + told.shop;
    out.text = filled(english ? row.text.en : row.text.zh, told, english);
    while (out.text.ends_with(' ')) out.text.pop_back();
    out.text += english ? "\n\nCase: " : "\n\n售后单号：";
    out.text += told.ticket_no;
    out.text += english ? "\nLook and act: " : "\n查看与处理：";
    out.text += told.link;
    out.text += english ? "\n\nSent by a machine; answers are not read. To hear no more of this, tell the "
                          "mall's customer service.\n"
                        : "\n\n此信由系统自动发出，回复不会被阅读。不想再收到，请告知商城客服。\n";
    return out;
}

std::vector<std::pair<std::string, std::string>> params_of(Told const& told) {
    std::vector<std::pair<std::string, std::string>> out{
        {"shop", told.shop}, {"ticket", told.ticket_no}, {"link", told.link}};
    if (told.amount_fen) out.emplace_back("amount", amount_of(told));
    if (told.until) out.emplace_back("until", until_of(told));
    return out;
}

}  // namespace afterdesk
