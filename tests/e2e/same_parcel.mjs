// @ts-check
// One parcel number on two open tickets: staff are told on both, each what he may know; buyers are not.

import assert from 'node:assert/strict';

import { asked, give, staff_at } from './asked.mjs';
import { desktop, phone } from './stage.mjs';

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./asked.mjs').Asked} Asked */

const shampoo = { sku: 'H501-1', spu: 'H501', title: '氨基酸洗发水', spec: '500ml', category: 'beauty', unit_price_fen: 8_900 };
const cable = { sku: 'K202-1', spu: 'K202', title: '编织充电线', spec: '2m', category: 'digital', unit_price_fen: 3_900 };
const wrong = { type: 'return_refund', reason: 'quality' };
const number = 'YT7300445566';
const elsewhere = '另一家店铺的售后单也填写了这个退货运单号，请核对包裹后再收货或退款。';
const any = /也填写了这个退货运单号/;

/** @param {string} no of the other ticket */
const also = (no) => `售后单 ${no} 也填写了这个退货运单号，请核对包裹后再收货或退款。`;

/** @param {Person} merchant */
async function agrees(merchant) {
    await merchant.press(merchant.button('同意退货'));
    const dialog = merchant.dialog('同意退货');
    await merchant.press(merchant.button('同意退货', dialog));
    await merchant.sees_state('待买家退货');
}

/** @param {Person} buyer @param {string} command as its button and its dialog are called @param {string} number */
async function sends_back(buyer, command, number) {
    await buyer.press(buyer.button(command));
    const dialog = buyer.dialog(command);
    await buyer.chooses('快递公司', '圆通速递', dialog);
    await buyer.field('运单号', dialog).fill(number);
    await buyer.finds_live(buyer.button(command, dialog));
    await buyer.press(buyer.button(command, dialog));
    await buyer.sees_no(dialog);
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function same_parcel_flows(report, stage) {
    const way = stage.webgl ? '' : '-html';
    await report.flow('one parcel number on two open tickets', async (step) => {
        /** @type {Asked} */ let one;
        /** @type {Asked} */ let two;
        /** @type {Asked} */ let other;
        /** @type {Person} */ let buyer;
        /** @type {Person} */ let merchant;
        /** @type {Person} */ let platform;
        await step('two buyers of one shop, and one of another, are to send goods back', async () => {
            one = await asked(stage, { order_no: 'E9011', shop: 's5', buyer: 'b8', goods: shampoo }, wrong);
            two = await asked(stage, { order_no: 'E9012', shop: 's5', buyer: 'b9', goods: shampoo }, wrong);
            other = await asked(stage, { order_no: 'E9013', shop: 's2', buyer: 'b11', goods: cable }, wrong);
            merchant = await staff_at(stage, 'merchant', 'huajian', two.no, desktop);
            await agrees(merchant);
            await merchant.page.goto(`${stage.server.origin}/#/m/tickets/${one.no}`);
            await agrees(merchant);
        });
        await step('the first number is remarked to nobody', async () => {
            await give(one, 'ship_back', { parcel: { carrier: 'YTO', tracking_no: number } });
            await merchant.sees_state('待商家收货');
            await merchant.reads(`圆通速递：${number}`);
            assert.equal(await merchant.page.getByText(any).count(), 0);
        });
        await step('the second buyer enters the same number, and reads nothing of the other', async () => {
            buyer = await stage.buyer('b9', undefined, phone);
            await buyer.press(buyer.link('售后记录'));
            await buyer.press(buyer.link(new RegExp(two.no)));
            await buyer.sees_state('待买家退货');
            await sends_back(buyer, '填写退货物流', number);
            await buyer.sees_state('待商家收货');
            await buyer.reads(`圆通速递：${number}`);
            assert.equal(await buyer.page.getByText(any).count(), 0);
        });
        await step('the merchant reads on each ticket which other names it', async () => {
            for (const [here, there] of [[two, one], [one, two]]) {
                await merchant.page.goto(`${stage.server.origin}/#/m/tickets/${here.no}`);
                await merchant.sees(merchant.words(also(there.no)));
            }
            await merchant.has_before_eyes(merchant.words(also(two.no)));
            await merchant.picture(`same-parcel-merchant${way}`);
        });
        await step('another shop reads that there is one, the platform reads which: on a phone, too', async () => {
            const second = await staff_at(stage, 'merchant', 'shenlan', other.no, phone);
            await agrees(second);
            await give(other, 'ship_back', { parcel: { carrier: 'YTO', tracking_no: number } });
            await second.sees_state('待商家收货');
            await second.sees(second.words(elsewhere));
            await second.has_before_eyes(second.words(elsewhere));
            await second.picture(`same-parcel-other-shop${way}`);
            assert.equal(await second.page.getByText(also(one.no)).count(), 0);
            platform = await staff_at(stage, 'platform', 'admin', other.no, desktop);
            await platform.sees(platform.words(also(one.no)));
            await platform.sees(platform.words(also(two.no)));
        });
        await step('the second buyer had the wrong number: corrected, it is remarked no more', async () => {
            await sends_back(buyer, '修改物流', 'YT7300445577');
            await buyer.reads('圆通速递：YT7300445577');
            await merchant.page.goto(`${stage.server.origin}/#/m/tickets/${two.no}`);
            await merchant.reads('圆通速递：YT7300445577');
            assert.equal(await merchant.page.getByText(any).count(), 0);
        });
        await stage.clear();
    }, () => stage.keep_failure(`same-parcel${way}`));
    await stage.clear().catch(() => {});
}
