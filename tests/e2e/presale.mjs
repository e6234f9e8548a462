// @ts-check
// A presale of which only the deposit was paid: the order, the form and the ticket say so; what comes back is the deposit,
// where the shop is at fault.

import assert from 'node:assert/strict';

import { order } from '../fixtures/folders/mall.mjs';
import { desktop, phone } from './stage.mjs';

/** @typedef {import('./stage.mjs').Person} Person */

const coat = { sku: 'Y101-1', spu: 'Y101', title: '预售长款羽绒服', spec: '墨绿 / M', kind: 'physical', category: 'apparel', quantity: 1,
    unit_price_fen: 159_900, presale: { deposit_fen: 20_000, balance_paid: false } };
const socks = { sku: 'Y102-1', spu: 'Y102', title: '羊毛中筒袜', spec: '灰色', kind: 'physical', category: 'apparel', quantity: 1,
    unit_price_fen: 5_900 };

/** Coat and socks: the balance of 1,399.00 was never paid. @param {string} order_no @param {string} buyer */
const half_paid = (order_no, buyer) => ({
    ...order(order_no, 's1', buyer, Date.now(), 'unshipped', [coat, socks], { freight: 1_000 }),
    payments: [{ payment_id: 'D' + order_no, channel: 'wechat', amount_fen: 20_000 },
        { payment_id: 'W' + order_no, channel: 'alipay', amount_fen: 6_900 }],
});

/** On a phone the explanation of the amount is one tap away. @param {Person} buyer */
async function explained(buyer) {
    await buyer.reads(/^退款金额/);
    const how = buyer.button('怎么算的');
    if (await how.count()) await buyer.press(how);
}

/**
 * @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage
 * @param {{order_no: string, device: import('playwright-core').BrowserContextOptions, label: string}} place
 */
async function deposit_only(report, stage, { order_no, device, label }) {
    const picture = `presale-${label}${stage.webgl ? '' : '-html'}`;
    await report.flow(`a presale of which only the deposit was paid (${label})`, async (step) => {
        /** @type {Person} */ let buyer;
        await step('the order says what was not paid, and adds up', async () => {
            await stage.server.bring([half_paid(order_no, 'b11')]);
            buyer = await stage.buyer('b11', order_no, device);
            await buyer.sees(buyer.find('heading', new RegExp(order_no)));
            await buyer.reads('预售');
            for (const row of ['商品：¥1,658.00', '尾款未付：−\u2060¥1,399.00', '运费：¥10.00', '实付：¥269.00']) await buyer.reads(row);
            assert.equal(await buyer.page.getByText(/^优惠/).count(), 0);
            await buyer.picture(picture + '-order');
        });
        await step('his own wish: nothing of it comes back, and the form says why', async () => {
            await buyer.press(buyer.link(/^仅退款（未发货）/));
            await buyer.press(buyer.button(`增加${coat.title} 的数量`));
            await buyer.chooses('申请原因', /^不想要了/);
            await buyer.reads('退款金额：¥0.00');
            await explained(buyer);
            await buyer.reads('商品价 ¥1,599.00 × 1：¥1,599.00');
            await buyer.reads('尾款未付：−\u2060¥1,399.00');
            await buyer.reads('定金不退：−\u2060¥200.00');
            await buyer.picture(picture + '-wish');
        });
        await step('the shop has none: the deposit comes back, never the balance', async () => {
            await buyer.chooses('申请原因', /^缺货/);
            await buyer.reads('退款金额：¥200.00');
            await buyer.reads('尾款未付：−\u2060¥1,399.00');
            assert.equal(await buyer.page.getByText(/^定金不退/).count(), 0);
            await buyer.reads('原路退回 微信支付：¥200.00');
            await buyer.finds_live(buyer.button('提交并退款 ¥200.00'));
            await buyer.picture(picture + '-form');
        });
        await step('it is refunded at once, and the ticket explains the same', async () => {
            await buyer.press(buyer.button('提交并退款 ¥200.00'));
            await buyer.arrives_at(/^#\/b\/tickets\/AS\d{16}$/);
            await buyer.sees_state('已完成');
            await buyer.reads(/退款成功 ¥200\.00/);
            await buyer.reads('尾款未付：−\u2060¥1,399.00');
            await buyer.reads('应退合计：¥200.00');
            await buyer.picture(picture + '-ticket');
        });
        await step('the rest of the order brings what was paid for it, and the freight', async () => {
            await buyer.press(buyer.link('查看订单'));
            await buyer.press(buyer.link('仅退款（未发货）'));
            await buyer.press(buyer.button(`增加${socks.title} 的数量`));
            await buyer.chooses('申请原因', /^不想要了/);
            await explained(buyer);
            await buyer.reads('最后一部分未发货商品，退还运费');
            assert.equal(await buyer.page.getByText(/^尾款未付/).count(), 0);
            await buyer.press(buyer.button('提交并退款 ¥69.00'));
            await buyer.sees_state('已完成');
        });
        await stage.clear();
    }, () => stage.keep_failure(picture));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function presale_flows(report, stage) {
    await deposit_only(report, stage, { order_no: 'E9021', device: phone, label: 'phone' });
    await stage.clear().catch(() => {});
    await deposit_only(report, stage, { order_no: 'E9022', device: desktop, label: 'desktop' });
    await stage.clear().catch(() => {});
}
