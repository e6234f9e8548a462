// @ts-check
// Goods go out to the buyer again, what was missing or a replacement: both sides read in which parcel.

import assert from 'node:assert/strict';

import { asked, give, mall_of, staff_at } from './asked.mjs';
import { desktop, phone } from './stage.mjs';

/** @typedef {import('./stage.mjs').Person} Person */
/** Buyer and merchant in front of one ticket. @typedef {{buyer: Person, merchant: Person, ticket: import('./asked.mjs').Asked}} Scene */
/**
 * @typedef {object} Story
 * @property {string} title
 * @property {string} picture
 * @property {string} buyer
 * @property {boolean} buyer_has_phone the merchant has the other
 * @property {(stage: import('./stage.mjs').Stage) => Promise<import('./asked.mjs').Asked>} asks
 * @property {string} approves the sentence of a step
 * @property {(scene: Scene) => Promise<void>} approve
 */

const goods = { sku: 'W201-1', spu: 'W201', title: '无线降噪耳塞', spec: '黑色', category: 'digital', unit_price_fen: 49_900 };
const other_colour = { sku: 'W201-2', spu: 'W201', title: '无线降噪耳塞', spec: '白色', unit_price_fen: 49_900, available: 3 };

/** @param {Person} merchant @param {string | RegExp} command as its button and its dialog are called */
async function agrees(merchant, command) {
    await merchant.press(merchant.button(command));
    const dialog = merchant.dialog(command);
    await merchant.press(merchant.button(command, dialog));
    await merchant.sees_no(dialog);
}

/** @type {Story[]} */
const stories = [{
    title: 'reship: what was missing (buyer: phone, merchant: desktop)',
    picture: 'missing',
    buyer: 'b8',
    buyer_has_phone: true,
    asks: (stage) => asked(stage, { order_no: 'E9001', shop: 's2', buyer: 'b8', goods }, { type: 'reship', reason: 'missing_parts' }),
    approves: 'the merchant agrees, and has to send it',
    approve: ({ merchant }) => agrees(merchant, '同意'),
}, {
    title: 'exchange: the other colour (buyer: desktop, merchant: phone)',
    picture: 'exchange',
    buyer: 'b9',
    buyer_has_phone: false,
    asks: async (stage) => {
        await stage.server.bring([{ stock: { shop_id: 's2', items: [other_colour] } }]);
        return asked(stage, { order_no: 'E9002', shop: 's2', buyer: 'b9', goods },
            { type: 'exchange', reason: 'quality', line: { want_sku: other_colour.sku } });
    },
    approves: 'the merchant agrees, what the buyer sent back arrives, and he has to send the other',
    approve: async ({ merchant, ticket }) => {
        await agrees(merchant, '同意退货');
        await give(ticket, 'ship_back', { parcel: { carrier: 'SF', tracking_no: 'SF9002000011' } });
        await agrees(merchant, /^确认收货/);
    },
}];

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage @param {Story} story */
async function goes_out(report, stage, story) {
    const way = stage.webgl ? '' : '-html';
    await report.flow(story.title, async (step) => {
        /** @type {Scene} */ let scene;
        await step('the buyer has asked; both have the ticket before them', async () => {
            const ticket = await story.asks(stage);
            const [his, theirs] = story.buyer_has_phone ? [phone, desktop] : [desktop, phone];
            const buyer = await stage.buyer(story.buyer, undefined, his);
            await buyer.press(buyer.link('售后记录'));
            await buyer.press(buyer.link(new RegExp(ticket.no)));
            await buyer.sees_state('待商家处理');
            const merchant = await staff_at(stage, 'merchant', 'shenlan', ticket.no, theirs);
            await merchant.sees_state('待商家处理');
            scene = { buyer, merchant, ticket };
        });
        await step(story.approves, async () => {
            await story.approve(scene);
            await scene.merchant.sees_state('待商家发货');
            await scene.buyer.sees_state('待商家发货');
            assert.equal(await scene.buyer.button('填写发货物流').count(), 0);
        });
        await step('without a carrier, or the name of one that is not listed, it does not go', async () => {
            const { merchant } = scene;
            await merchant.press(merchant.button('填写发货物流'));
            const dialog = merchant.dialog('填写发货物流');
            const send = merchant.button('填写发货物流', dialog);
            await merchant.finds_dead(send, '快递公司：不能为空，请填写。');
            await merchant.chooses('快递公司', '其他快递', dialog);
            await merchant.type(merchant.field('运单号', dialog), 'YT8800112233');
            await merchant.finds_dead(send, '快递公司名称：不能为空，请填写。');
            await merchant.chooses('快递公司', '圆通速递', dialog);
            await merchant.finds_live(send);
            await merchant.picture(`reship-${story.picture}-dialog${way}`);
            await merchant.press(send);
            await merchant.sees_no(dialog);
        });
        await step('it is sent: the buyer reads carrier and number without reloading', async () => {
            const { buyer, merchant } = scene;
            await merchant.sees_state('待买家收货');
            await buyer.sees_state('待买家收货');
            await buyer.sees(buyer.find('heading', '寄给买家的包裹'));
            await buyer.reads('圆通速递：YT8800112233');
            await buyer.reads('商家：寄出商品：圆通速递 YT8800112233');
            await buyer.has_before_eyes(buyer.find('heading', '寄给买家的包裹'));
            await buyer.picture(`reship-${story.picture}-buyer${way}`);
        });
        await step('the merchant corrects it to a carrier of his own, and the buyer reads that', async () => {
            const { buyer, merchant } = scene;
            await merchant.press(merchant.button('修改物流'));
            const dialog = merchant.dialog('修改物流');
            await merchant.chooses('快递公司', '其他快递', dialog);
            await merchant.field('快递公司名称', dialog).fill('丹鸟物流');
            await merchant.field('运单号', dialog).fill('DN7700112233');
            await merchant.finds_live(merchant.button('修改物流', dialog));
            await merchant.press(merchant.button('修改物流', dialog));
            await merchant.sees_no(dialog);
            await buyer.reads('丹鸟物流：DN7700112233');
            await merchant.reads('丹鸟物流：DN7700112233');
        });
        await step('signed for, and confirmed by the buyer: both see the end', async () => {
            const { buyer, merchant, ticket } = scene;
            const mall = await mall_of(stage);
            const parcels = [{ tracking_no: 'DN7700112233', signed_at_ms: (await mall.get('/session')).now_ms }];
            const told = await mall.send('POST', '/facts', { order_no: ticket.order_no, parcels });
            assert.equal(told.status, 200, told.text);
            await buyer.reads(/包裹已签收/);
            await merchant.reads(/包裹已签收/);
            await give(ticket, 'confirm_receipt');
            await merchant.sees_state('已完成');
            await buyer.sees_state('已完成');
        });
        await stage.clear();
    }, () => stage.keep_failure(`reship-${story.picture}${way}`));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function reship_flows(report, stage) {
    for (const story of stories) {
        await goes_out(report, stage, story);
        await stage.clear().catch(() => {});
    }
}
