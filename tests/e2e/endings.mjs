// @ts-check
// How requests end when somebody does not act, or the goods are not as they should be. What the buyer sees is on a phone
// and on a desktop in turn; staff act through the API, and the clock is the demo's.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { asked, give, mall_of } from './asked.mjs';
import { Client } from './client.mjs';
import { desktop, password, phone } from './stage.mjs';

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {{merchant: Client, platform: Client}} Desk */

const minute_ms = 60_000;
const photo = new URL('../fixtures/evidence/parcel.jpg', import.meta.url);
const address = { name: '深蓝数码售后中心', phone: '0755-5550201', text: '广东省深圳市龙华区清湖路 9 号 5 栋 101' };
const goods = { sku: 'W301-1', spu: 'W301', title: '无线降噪耳塞', spec: '黑色', category: 'digital', unit_price_fen: 49_900 };
const white = { sku: 'W301-2', spu: 'W301', title: '无线降噪耳塞', spec: '白色', unit_price_fen: 49_900, available: 3 };

/** @param {Client} who @param {string} no @param {string} command @param {object} [fields] */
async function order(who, no, command, fields) {
    const answer = await who.command(no, (await who.ticket(no)).version, command, fields);
    assert.equal(answer.status, 200, `${command}: ${answer.text.slice(0, 300)}`);
}

/** What the shop found, with a photo of it. @param {Desk} desk @param {string} no @param {number} accepted @param {number} refused @param {string} text */
async function inspect({ merchant }, no, accepted, refused, text) {
    const kept = await merchant.send('POST', '/evidence', await readFile(photo));
    assert.equal(kept.status, 201, kept.text);
    await order(merchant, no, 'inspect', { lines: [{ line_no: 1, accepted, refused, reason: 'damaged' }], text, evidence: [kept.body.id] });
}

/** To just after the ticket's deadline. @param {Desk} desk @param {string} no */
async function let_it_pass({ platform }, no) {
    const { deadline_ms } = await platform.ticket(no);
    assert.ok(deadline_ms, 'a clock runs');
    const { now_ms } = await platform.get('/clock');
    const moved = await platform.send('POST', '/clock', { advance_ms: deadline_ms - now_ms + minute_ms });
    assert.equal(moved.status, 200, moved.text);
}

/**
 * A request of b8's, and b8 before it.
 * @param {Stage} stage @param {string} order_no @param {object} how @param {{type: string, reason: string, line?: object}} request
 */
async function before(stage, order_no, how, request) {
    const ticket = await asked(stage, { order_no, shop: 's2', buyer: 'b8', goods }, request);
    const buyer = await stage.buyer('b8', order_no, how);
    await buyer.arrives_at(/^#\/b\//);
    await buyer.page.goto(`${stage.server.origin}/#/b/tickets/${ticket.no}`);
    await buyer.sees_state('待商家处理', 20_000);
    return { ticket, buyer, no: ticket.no };
}

const to_return = { type: 'return_refund', reason: 'quality' };
const to_exchange = { type: 'exchange', reason: 'quality', line: { want_sku: white.sku } };

/** @typedef {(stage: Stage, desk: Desk, step: import('./report.mjs').Step) => Promise<void>} Ending */
/** @type {Record<string, Ending>} */
const endings = {
    async 'inspection refused everything: the goods go back to the buyer'(stage, desk, step) {
        /** @type {Awaited<ReturnType<typeof before>>} */ let scene;
        await step('the goods come to the shop, which looks at them first', async () => {
            scene = await before(stage, 'E9101', phone, to_return);
            await order(desk.merchant, scene.no, 'agree', { address });
            await give(scene.ticket, 'ship_back', { parcel: { carrier: 'sf', tracking_no: 'SF9101000011' } });
            await order(desk.merchant, scene.no, 'receive', { inspect: true });
            await scene.buyer.reads('商家正在验货');
        });
        await step('they are refused: why, and what happens now', async () => {
            await inspect(desk, scene.no, 0, 1, '外壳有摔痕，不是质量问题');
            await scene.buyer.sees_state('待寄回买家');
            await scene.buyer.reads('请等商家把商品寄回给您');
            await scene.buyer.reads(/外壳有摔痕，不是质量问题/);
            await scene.buyer.finds_live(scene.buyer.button('申请平台介入'));
        });
        await step('they come back, the buyer confirms: closed, nothing was paid', async () => {
            await order(desk.merchant, scene.no, 'reship', { parcel: { carrier: 'zto', tracking_no: 'ZT9101000011' } });
            await scene.buyer.reads('中通快递：ZT9101000011');
            await scene.buyer.press(scene.buyer.button('确认收货'));
            await scene.buyer.press(scene.buyer.button('确认收货', scene.buyer.dialog('确认收货')));
            await scene.buyer.sees_state('已关闭');
            await scene.buyer.reads(/^(本售后单已关闭|验货不通过)/);
        });
    },

    async 'inspection refused a part of it: the rest is refunded'(stage, desk, step) {
        /** @type {Awaited<ReturnType<typeof before>>} */ let scene;
        await step('two come to the shop, one is in order', async () => {
            const two = { ...goods, quantity: 2 };
            const ticket = await asked(stage, { order_no: 'E9102', shop: 's2', buyer: 'b8', goods: two }, { ...to_return, line: { quantity: 2 } });
            const buyer = await stage.buyer('b8', 'E9102', desktop);
            await buyer.arrives_at(/^#\/b\//);
            await buyer.page.goto(`${stage.server.origin}/#/b/tickets/${ticket.no}`);
            await buyer.sees_state('待商家处理', 20_000);
            scene = { ticket, buyer, no: ticket.no };
            await order(desk.merchant, scene.no, 'agree', { address });
            await give(scene.ticket, 'ship_back', { parcel: { carrier: 'sf', tracking_no: 'SF9102000011' } });
            await order(desk.merchant, scene.no, 'receive', { inspect: true });
            await inspect(desk, scene.no, 1, 1, '其中一件缺少耳机盒');
        });
        await step('the buyer reads what is refunded and what comes back', async () => {
            await scene.buyer.sees_state('待寄回买家', 15_000);
            await scene.buyer.reads(/其中一件缺少耳机盒/);
            await order(desk.merchant, scene.no, 'reship', { parcel: { carrier: 'zto', tracking_no: 'ZT9102000011' } });
            await scene.buyer.press(scene.buyer.button('确认收货'));
            await scene.buyer.press(scene.buyer.button('确认收货', scene.buyer.dialog('确认收货')));
            await scene.buyer.sees_state('已完成');
            await scene.buyer.reads('¥499.00');
        });
    },

    async 'out of stock: the exchange becomes a refund'(stage, desk, step) {
        /** @type {Awaited<ReturnType<typeof before>>} */ let scene;
        await step('the old one is back, and the other colour is not to be had', async () => {
            await stage.server.bring([{ stock: { shop_id: 's2', items: [white] } }]);
            scene = await before(stage, 'E9103', phone, to_exchange);
            await order(desk.merchant, scene.no, 'agree', { address });
            await give(scene.ticket, 'ship_back', { parcel: { carrier: 'sf', tracking_no: 'SF9103000011' } });
            await order(desk.merchant, scene.no, 'receive');
            await scene.buyer.reads('请等商家寄出商品');
            await order(desk.merchant, scene.no, 'fall_back', { text: '白色断货，改为退款' });
        });
        await step('the money goes back instead, and the page says why', async () => {
            await scene.buyer.sees_state('已完成', 15_000);
            await scene.buyer.reads(/白色断货，改为退款/);
            await scene.buyer.reads('退款已完成');
        });
    },

    async 'rejected and left: closed when its time is over'(stage, desk, step) {
        /** @type {Awaited<ReturnType<typeof before>>} */ let scene;
        await step('the shop rejects', async () => {
            scene = await before(stage, 'E9104', desktop, to_return);
            await order(desk.merchant, scene.no, 'reject', { reason: 'evidence_insufficient', text: '看不出问题' });
            await scene.buyer.sees_state('商家已拒绝');
            await scene.buyer.reads(/过期将关闭/);
        });
        await step('nobody acts: it is closed, and still to be read', async () => {
            await let_it_pass(desk, scene.no);
            await scene.buyer.sees_state('已关闭', 15_000);
            await scene.buyer.reads(/看不出问题/);
            await scene.buyer.sees_no(scene.buyer.button('申请平台介入'));
        });
    },

    async 'the shop does not answer: approved by itself; nothing is sent: closed'(stage, desk, step) {
        /** @type {Awaited<ReturnType<typeof before>>} */ let scene;
        await step('the buyer is told what happens if nobody answers, and it happens', async () => {
            scene = await before(stage, 'E9105', phone, to_return);
            await scene.buyer.reads(/到期未处理将自动同意/);
            await let_it_pass(desk, scene.no);
            await scene.buyer.sees_state('待买家退货', 15_000);
            await scene.buyer.reads('请寄回商品，并填写运单号');
        });
        await step('the time to send is over: closed', async () => {
            await let_it_pass(desk, scene.no);
            await scene.buyer.sees_state('已关闭', 15_000);
        });
    },

    async 'the shop does not confirm the parcel: refunded by itself'(stage, desk, step) {
        await step('sent back, not received in time: the money goes out', async () => {
            const { ticket, buyer, no } = await before(stage, 'E9106', desktop, to_return);
            await order(desk.merchant, no, 'agree', { address });
            await give(ticket, 'ship_back', { parcel: { carrier: 'sf', tracking_no: 'SF9106000011' } });
            await buyer.reads(/到期视为已收货/);
            await let_it_pass(desk, no);
            await buyer.sees_state('已完成', 15_000);
            await buyer.reads('退款已完成');
        });
    },
};

/** The clock is moved last. @param {import('./report.mjs').Report} report @param {Stage} stage */
export async function ending_flows(report, stage) {
    const merchant = new Client(stage.server.origin, 'merchant');
    assert.equal((await merchant.sign_in('shenlan', password)).status, 200);
    const desk = { merchant, platform: await mall_of(stage) };
    for (const [title, ends] of Object.entries(endings)) {
        await report.flow(title, async (step) => {
            await ends(stage, desk, step);
            await stage.clear();
        }, () => stage.keep_failure('endings'));
        await stage.clear().catch(() => {});
    }
}
