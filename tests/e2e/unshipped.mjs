// @ts-check
// The buyer gets money back for what was not shipped yet.

import assert from 'node:assert/strict';

import { desktop, phone } from './stage.mjs';

const knit = '美利奴羊毛圆领针织衫 的数量', coat = '羊绒混纺双排扣风衣 的数量';

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function in_parts(report, stage) {
    await report.flow('a part, then the rest of an order that was not shipped (phone, touch)', async (step) => {
        /** @type {import('./stage.mjs').Person} */ let buyer;
        /** @type {import('./stage.mjs').Person} */ let merchant;
        await step('the launch link opens the order, and the token does not stay in the address', async () => {
            buyer = await stage.buyer('b1', 'E1001', phone);
            await buyer.sees(buyer.find('heading', /E1001/), 20_000);
            assert.equal(buyer.hash(), '#/b/orders/E1001');
            assert.ok(!buyer.page.url().includes('launch'));
        });
        await step('the order is found by its number in the list of all orders', async () => {
            await buyer.press(buyer.link('我的订单'));
            await buyer.sees(buyer.find('heading', '我的订单'));
            await buyer.sees(buyer.find('list', '我的订单'));
            await buyer.type(buyer.find('searchbox', '搜索'), 'E1001');
            await buyer.press(buyer.link(/^云杉服饰旗舰店 .*¥1,279\.00 待发货 E1001/));
            await buyer.sees(buyer.find('heading', /E1001/));
        });
        await step('it shows what was paid, and what can be asked for and why not', async () => {
            await buyer.reads('实付：¥1,279.00');
            await buyer.reads('运费：¥12.00');
            await buyer.reads('没有已发货的商品可退');
            await buyer.press(buyer.link(/^仅退款（未发货）/));
            await buyer.sees(buyer.find('heading', '仅退款（未发货）'));
            await buyer.finds_dead(buyer.button('提交申请'), '请先选择商品');
        });
        await step('the amount follows each choice: ¥216.18, ¥432.35, ¥216.18', async () => {
            await buyer.press(buyer.button('增加' + knit));
            await buyer.reads('退款金额：¥216.18');
            await buyer.press(buyer.button('增加' + knit));
            await buyer.reads('退款金额：¥432.35');
            assert.equal(await buyer.button('增加' + knit).getAttribute('aria-disabled'), 'true', 'a third of two');
            await buyer.press(buyer.button('减少' + knit));
            await buyer.reads('退款金额：¥216.18');
        });
        await step('the amount is explained: price, each share, freight, where the money goes', async () => {
            await buyer.press(buyer.button('怎么算的'));
            await buyer.reads('商品价 ¥259.00 × 1：¥259.00');
            await buyer.reads('会员价分摊：−\u2060¥10.00');
            await buyer.reads('店铺券分摊：−\u2060¥17.83');
            await buyer.reads('尾差调整：+¥0.01');
            await buyer.reads('平台券分摊：−\u2060¥15.00');
            await buyer.reads('部分退款，运费不退');
            await buyer.reads('原路退回 微信支付：¥216.18');
        });
        await step('without a reason it can not be sent; with one it is refunded at once', async () => {
            await buyer.finds_dead(buyer.button('提交并退款 ¥216.18'), '请选择申请原因');
            await buyer.chooses('申请原因', /^不想要了/);
            await buyer.finds_live(buyer.button('提交并退款 ¥216.18'));
            await buyer.press(buyer.button('提交并退款 ¥216.18'));
            await buyer.arrives_at(/^#\/b\/tickets\/AS\d{16}$/);
            await buyer.sees_state('已完成', 15_000);
        });
        await step('the ticket tells its story', async () => {
            await buyer.reads(/^买家：提交申请，退款 ¥216\.18/);
            await buyer.reads(/退款成功 ¥216\.18/);
            await buyer.sees(buyer.find('list', '进度'));
        });
        await step('the rest of the order brings the freight: ¥1,062.82', async () => {
            await buyer.press(buyer.link('查看订单'));
            await buyer.sees(buyer.link(/^仅退款（未发货） 美利奴羊毛圆领针织衫 ¥216\.18 已完成 AS/));
            await buyer.press(buyer.link('仅退款（未发货）'));
            await buyer.press(buyer.button('增加' + coat));
            await buyer.reads('退款金额：¥834.65');
            await buyer.press(buyer.button('增加' + knit));
            await buyer.reads('退款金额：¥1,062.82');
            await buyer.press(buyer.button('怎么算的'));
            await buyer.reads('最后一部分未发货商品，退还运费');
            await buyer.chooses('申请原因', /^拍错\/多拍/);
            await buyer.press(buyer.button('提交并退款 ¥1,062.82'));
            await buyer.sees_state('已完成', 15_000);
        });
        await step('then nothing of the order is left', async () => {
            await buyer.press(buyer.link('查看订单'));
            await buyer.reads('没有未发货的商品可退');
        });
        await step('shipped all the same: the mall is told which ticket, and the merchant finds a task', async () => {
            const platform = await stage.staff_again('platform', 'admin');
            const facts = { order_no: 'E1001', lines: [{ line_no: 2, shipped_quantity: 2 }] };
            const told = await platform.page.request.post(stage.server.origin + '/api/v1/platform/facts', { data: facts });
            const [line] = (await told.json()).lines;
            assert.deepEqual([line.outcome, line.code], ['conflict', 'shipped_after_refund']);
            await buyer.reads('已退款后又发货：×2');
            merchant = await stage.staff_again('merchant', 'yunshan', 'work');
            await merchant.press(merchant.link(/^已退款后又发货或退款：[1-9]/));
            await merchant.arrives_at(/work=strays/);
            await merchant.press(merchant.link(new RegExp(line.ticket_no)));
            await merchant.reads(/^已退款后又发货：美利奴羊毛圆领针织衫/);
        });
        await step('he has the parcel stopped: nothing is refunded again', async () => {
            await merchant.press(merchant.button('拦截并追回'));
            await merchant.sees_state('物流拦截中');
            await merchant.reads('这些商品已经退款，拦截或寄回后不再退款。');
            await merchant.press(merchant.button('登记拦截结果'));
            const dialog = merchant.dialog('登记拦截结果');
            await merchant.press(merchant.find('checkbox', '已拦截，包裹正在退回', dialog));
            await merchant.press(merchant.button('登记拦截结果', dialog));
            await merchant.sees_state('已完成');
        });
        await stage.clear();
    }, () => stage.keep_failure('in_parts'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage @param {string} [view] */
async function whole(report, stage, view) {
    const [order, buyer_id] = view ? ['E1009', 'b1'] : ['E1008', 'b1'];
    const how = view ? 'without canvas, by keyboard' : 'desktop, by keyboard';
    await report.flow(`a whole order with freight, draft and back (${how})`, async (step) => {
        /** @type {import('./stage.mjs').Person} */ let buyer;
        const amount = view ? '¥1,299.20' : '¥687.00';
        await step('the order opens', async () => {
            buyer = await stage.buyer(buyer_id, order, desktop, view);
            await buyer.sees(buyer.find('heading', new RegExp(order)), 20_000);
            await buyer.press_key(buyer.link('仅退款（未发货）'));
            await buyer.sees(buyer.find('heading', '仅退款（未发货）'));
        });
        await step('everything is chosen with the keyboard; the freight comes along', async () => {
            const more = buyer.button(/^增加/);
            await buyer.sees(more);
            for (let i = 0; i < await more.count(); ++i) {
                for (let n = 0; n < 9 && await more.nth(i).getAttribute('aria-disabled') !== 'true'; ++n) {
                    await buyer.press_key(more.nth(i));
                    await buyer.page.waitForTimeout(60);
                }
            }
            await buyer.reads('退款金额：' + amount);
            await buyer.reads('整单未发货，退还运费');
            await buyer.press_key(buyer.button(/^申请原因：/));
            await buyer.press_key(buyer.find('option', /^不想要了/));
            await buyer.finds_live(buyer.button('提交并退款 ' + amount));
        });
        await step('back and forth and after a reload the choice is still there', async () => {
            await buyer.page.goBack();
            await buyer.sees(buyer.find('heading', new RegExp(order)));
            await buyer.page.goForward();
            await buyer.sees(buyer.button('提交并退款 ' + amount));
            await buyer.page.reload();
            await buyer.sees(buyer.button('提交并退款 ' + amount), 20_000);
            await buyer.sees(buyer.button('申请原因：不想要了'));
        });
        await step('it is refunded', async () => {
            await buyer.press_key(buyer.button('提交并退款 ' + amount));
            await buyer.sees_state('已完成', 15_000);
        });
        await stage.clear();
    }, () => stage.keep_failure('whole' + (view || '')));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function unshipped_flows(report, stage) {
    await in_parts(report, stage);
    await stage.clear().catch(() => {});
    await whole(report, stage);
    await stage.clear().catch(() => {});
    await whole(report, stage, 'html');
    await stage.clear().catch(() => {});
}
