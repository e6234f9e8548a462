#pragma once
// A proof file, checked: what was found, what it proves and what not.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

inline constexpr Text verify_intro{
    "选择从售后单下载的凭证文件。只在这台设备上核验，不会上传，没有网络也可以。",
    "Choose a proof file of a ticket. It is checked on this device, also offline; nothing is sent."_en};
inline constexpr Text verify_choose{"选择凭证文件", "Choose a proof file"_en};
inline constexpr Text verify_unreadable{"无法读取这个文件，请重新选择。",
                                        "This file could not be read. Please choose it again."_en};
inline constexpr Text verify_no_proof{"这不是凭证文件，或者已经损坏：{0}",
                                      "This is no proof file, or it is damaged: {0}"_en};
inline constexpr Text verify_all_good{"核验通过", "Sound: every check passed"_en};
inline constexpr Text verify_nothing_failed{"没有发现改动，但有的项目无法判断",
                                            "No change was found, but not everything can be judged"_en};
inline constexpr Text verify_broken{"核验不通过：文件已不是签发时的内容",
                                    "Not sound: the file is not what was issued"_en};
inline constexpr Text verify_good{"通过", "OK"_en};
inline constexpr Text verify_failed{"不通过", "Failed"_en};
inline constexpr Text verify_open{"无法判断", "Not known"_en};
inline constexpr Text verify_of{"签发方", "Issued by"_en};
inline constexpr Text verify_made_at{"签发时间", "Issued at"_en};
inline constexpr Text verify_file{"文件", "File"_en};
inline constexpr Text verify_chain{"事件链", "Chain of events"_en};
inline constexpr Text verify_chain_good{
    "{0} 个事件首尾相连，中间没有缺失或改动。",
    "{0} events follow each other; none between them is missing or changed."_en};
inline constexpr Text verify_chain_cut{
    "其中 {0} 个不含商家内部信息，由签名担保。",
    "{0} stand without the shop's own notes; the signature vouches for them."_en};
inline constexpr Text verify_chain_erased{
    "{0} 个事件中的个人信息已按要求删除，其余内容仍由哈希证明。",
    "Personal words of {0} were erased on request; what stays is proven."_en};
inline constexpr Text verify_chain_vouched{"其中 {0} 个较早，由签名担保。",
                                           "{0} of these are older: the signature vouches for them."_en};
inline constexpr Text verify_chain_failed{"第 {0} 个事件与前面的对不上。",
                                          "Event {0} does not fit what stands before it."_en};
inline constexpr Text verify_replay{"重放事件", "Events replayed"_en};
inline constexpr Text verify_replay_good{"由事件得出的状态是「{0}」，与文件一致。",
                                         "They lead to \"{0}\", as the file says."_en};
inline constexpr Text verify_replay_failed{"由事件得出的售后单与文件所写不同。",
                                           "They lead to another ticket than the file says."_en};
inline constexpr Text verify_amounts{"金额", "Amounts"_en};
inline constexpr Text verify_amounts_good{"应退 {0}，已退 {1}，各部分相加一致。",
                                          "{0} granted, {1} refunded; the parts add up."_en};
inline constexpr Text verify_amounts_failed{"各部分相加不一致。", "The parts do not add up."_en};
inline constexpr Text verify_quote{"重新计算", "Worked out again"_en};
inline constexpr Text verify_quote_good{"按文件中的订单和规则重新计算，同样是 {0}。",
                                        "The order and the rules in the file lead to {0} again."_en};
inline constexpr Text verify_quote_open{
    "订单后来有变化，由文件得不出同一金额。",
    "The order has changed since; the file does not lead to this amount again."_en};
inline constexpr Text verify_files{"图片清单", "List of pictures"_en};
inline constexpr Text verify_files_good{"{0} 张图片，与事件一致。",
                                        "Pictures: {0}, as the events name them."_en};
inline constexpr Text verify_files_failed{"清单与事件不一致。", "Other pictures than the events name."_en};
inline constexpr Text verify_signature{"签名", "Signature"_en};
inline constexpr Text verify_signature_ours{"由本平台的密钥 {0} 签名，签发后没有改动。",
                                            "Signed with this desk's key {0}, unchanged since."_en};
inline constexpr Text verify_signature_strange{
    "签名有效，但密钥 {0} 不是本平台的，请与签发方核对。",
    "The signature is right, but {0} is not this desk's key. Compare it with the issuer's."_en};
inline constexpr Text verify_signature_offline{
    "签名有效；没有网络，无法确认密钥 {0} 属于谁。",
    "The signature is right; without a network it is not known whose key {0} is."_en};
inline constexpr Text verify_signature_wrong{
    "签名不符：文件在签发后被改动过。",
    "The signature is wrong: the file was changed after it was issued."_en};
inline constexpr Text verify_signature_none{"文件没有签名。", "The file is not signed."_en};
inline constexpr Text verify_signature_waits{"正在核验签名…", "The signature is being checked…"_en};
inline constexpr Text verify_signature_unknown{
    "这个浏览器不能核验签名：请用新版浏览器经 https 打开，或者运行 afterdesk verify-proof。",
    "This browser can not check signatures: use a newer one over https, or run afterdesk verify-proof."_en};
inline constexpr Text verify_proves{"它证明", "What this proves"_en};
inline constexpr Text verify_proves_events{
    "签发方按这个顺序记下了这些事件，{0} 之后没有改动。",
    "The issuer wrote down these events in this order; unchanged after {0}."_en};
inline constexpr Text verify_proves_amount{"金额由这些事件而来，一分不差。",
                                           "The amounts follow from these events, to the fen."_en};
inline constexpr Text verify_proves_not{"它不证明", "What it does not prove"_en};
inline constexpr Text verify_not_truth{"图片和文字所说的是真的。",
                                       "That pictures and words show the truth."_en};
inline constexpr Text verify_not_money{"钱已到账：以支付渠道的记录为准。",
                                       "That money has arrived: the payment channel's records say that."_en};
inline constexpr Text verify_not_later{"{0} 之后没有新的事件。", "That nothing has happened after {0}."_en};
inline constexpr Text verify_not_internal{"商家内部的记录：不在文件里。",
                                          "The shop's own notes: they are not in the file."_en};
inline constexpr Text verify_pictures{"核对图片", "Check pictures"_en};
inline constexpr Text verify_pictures_note{
    "选择从售后单保存的图片。相机里的原图会不同：上传时去掉了拍摄信息。",
    "Choose pictures saved from the ticket. Originals differ: sending takes out what cameras write."_en};
inline constexpr Text verify_add_pictures{"选择图片", "Choose pictures"_en};
inline constexpr Text verify_listed{"在清单里，没有改动", "on the list, unchanged"_en};
inline constexpr Text verify_unlisted{"不在清单里，或者改动过", "not on the list, or changed"_en};

}  // namespace afterdesk::t
