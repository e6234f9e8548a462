#include "server/bill_sample.hpp"

#include <iconv.h>
#include <zip.h>
#include <zlib.h>

#include "outside/wechat/bill_text.hpp"
#include "testing.hpp"

namespace afterdesk::test {

std::string wechat_text(WechatLine const& line) {
    bool const refund = !line.refund_no.empty();
    std::string const cells[] = {
        line.time,
        "wx2421b1c4370ec43b",
        line.mchid,
        "0",
        "",
        line.transaction_id.empty() ? "4200" + line.out_trade_no : line.transaction_id,
        line.out_trade_no,
        "oUpF8uN95",
        "JSAPI",
        refund ? "REFUND" : "SUCCESS",
        "OTHERS",
        line.currency,
        refund ? "0.00" : line.amount,
        "0.00",
        refund ? "5030" : "0",
        refund ? line.refund_no : "0",
        refund ? line.amount : "0.00",
        "0.00",
        refund ? "ORIGINAL" : "",
        refund ? line.state : "",
        "羊绒衫, 灰",
        "",
        line.fee,
        "0.60%",
        refund ? "0.00" : line.amount,
        refund ? line.amount : "0.00",
        ""};
    std::string out;
    for (std::string const& cell : cells) out += (out.empty() ? "`" : ",`") + cell;
    return out + "\r\n";
}

std::string wechat_bill(std::vector<WechatLine> const& lines) {
    std::string text = outside::wechat::BillWriter::head();
    for (WechatLine const& line : lines) text += wechat_text(line);
    return text +
           "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,"
           "申请退款总金额\r\n`" +
           std::to_string(lines.size()) + ",`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00\r\n";
}

std::string alipay_bill(std::vector<AlipayLine> const& lines) {
    std::string text =
        "#支付宝业务明细查询\r\n#账号：[20889114560820130156]\r\n"
        "#起始日期：[2026年11月20日 00:00:00]   终止日期：[2026年11月21日 00:00:00]\r\n"
        "#-----------------------------------------业务明细列表----------------------------------------\r\n"
        "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,"
        "对方账户,"
        "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,"
        "券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/"
        "请求号,服务费（元）,分润（元）,"
        "备注\r\n";
    int refunds = 0;
    for (AlipayLine const& line : lines) {
        refunds += line.kind == "退款" ? 1 : 0;
        text += line.trade_no + "\t," + line.out_trade_no + "\t," + line.kind +
                "\t,\"羊绒衫, 灰\"\t,2026-11-20 10:00:00\t,2026-11-20 12:00:01\t,,,,,林*(b1***@x.cn)\t," +
                line.amount + "," + line.amount + ",0.00,0.00,0.00,0.00,0.00,,0.00,0.00," + line.refund_no +
                "\t," + line.fee + ",0.00,\t\r\n";
    }
    return text +
           "#-----------------------------------------业务明细列表结束--------------------------------------"
           "\r\n"
           "#交易合计：" +
           std::to_string(static_cast<int>(lines.size()) - refunds) +
           "笔，商家实收共0.00元，商家优惠共0.00元\r\n#退款合计：" + std::to_string(refunds) +
           "笔，商家实收退款共0.00元，商家优惠退款共0.00元\r\n#导出时间：[2026年11月21日 09:03:58]\r\n";
}

std::string as_gb18030(std::string_view utf8) {
    iconv_t const cd = iconv_open("GB18030", "UTF-8");
    std::string in(utf8), out(in.size() * 2, '\0');
    char* from = in.data();
    char* to = out.data();
    std::size_t left = in.size(), room = out.size();
    REQUIRE(iconv(cd, &from, &left, &to, &room) != static_cast<std::size_t>(-1));
    iconv_close(cd);
    out.resize(out.size() - room);
    return out;
}

std::string gzipped(std::string_view text) {
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string in(text), out(deflateBound(&stream, in.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string zipped(std::vector<std::string> const& files) {
    zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_t* const zip = zip_open_from_source(target, ZIP_CREATE, nullptr);
    REQUIRE(zip != nullptr);
    zip_source_keep(target);
    int number = 0;
    for (std::string const& file : files) {
        zip_source_t* const source = zip_source_buffer(zip, file.data(), file.size(), 0);
        REQUIRE(zip_file_add(zip, (std::to_string(++number) + ".csv").c_str(), source, 0) >= 0);
    }
    REQUIRE(zip_close(zip) == 0);
    zip_stat_t stat;
    REQUIRE(zip_source_stat(target, &stat) == 0);
    std::string out(stat.size, '\0');
    zip_source_open(target);
    zip_source_read(target, out.data(), out.size());
    zip_source_close(target);
    zip_source_free(target);
    return out;
}

}  // namespace afterdesk::test
