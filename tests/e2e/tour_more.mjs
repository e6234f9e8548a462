// @ts-check
// More of a buyer's screens than tour.mjs comes by: what is open over a screen, what goes wrong, each type's form filled
// in; and, in the living demo, a ticket of each type in each state that one of them is in.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Client } from './client.mjs';
import { photo } from './furnish.mjs';
import { root } from './server.mjs';
import { password } from './stage.mjs';
import { drawn, show } from './tour.mjs';

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./tour.mjs').Visit} Visit */
/** @typedef {import('playwright-core').BrowserContextOptions} Options */

/** Each type's form, filled in. @type {[string, string, string, RegExp, RegExp, [RegExp, string][]][]} */
const forms = [
    ['b11', 'E1030', 'refund_shipped', /^(未收到商品|Not received|Never)/, /^$/, []],
    ['b10', 'E1039', 'exchange', /^(质量问题|Quality)/, /./, []],
    ['b10', 'E1039', 'repair', /^(使用中出现故障|.*(broke|fault))/i, /^$/, [[/^(故障描述|What is broken)/, '左耳没有声音，充电以后也一样']]],
    ['b6', 'E1025', 'reship', /^(双方协商一致|.*agreed)/i, /^$/, [[/^(缺少什么|What is missing)/, '少了一罐']]],
    ['b3', 'E1020', 'price_protect', /^(商品降价|.*price)/i, /^$/, [[/(现在的单价|Present price)/, '120']]],
    ['b11', 'E1028', 'virtual_refund', /^(不想要了|.*(want|mind))/i, /^$/, []],
    ['b12', 'E1023', 'return_refund', /^(质量问题|Quality)/, /^$/, []],
];

const more = /^(增加|Increase)/;

/** @param {Person} person */
const reason = (person) => person.button(/^(申请原因|Reason)(：|: )/);

/** One of everything, if nothing is chosen yet. @param {Person} person */
async function takes_one(person) {
    if (await person.page.getByRole('dialog').count()) await person.page.keyboard.press('Escape');
    await person.sees(person.button(more).first());
    const none = await person.page.getByText(/^(退款金额|差价|Refund|Difference)(：|: )—$/).count();
    const first = person.button(more).first();
    if (none && await first.getAttribute('aria-disabled') !== 'true') await person.press(first);
}

/** @param {import('./stage.mjs').Stage} stage @param {Options} how @param {string} buyer_id @param {string} order_no */
async function comes(stage, how, buyer_id, order_no) {
    const buyer = await stage.buyer(buyer_id, order_no, how);
    await buyer.sees(buyer.find('heading', new RegExp(order_no)), 20_000);
    return buyer;
}

/** @param {import('./stage.mjs').Stage} stage @param {Options} how @param {Visit} visit */
async function filled_forms(stage, how, visit) {
    for (const [buyer_id, order_no, type, why, instead, words] of forms) {
        const buyer = await comes(stage, how, buyer_id, order_no);
        await visit(buyer, 'filled-' + type, `#/b/orders/${order_no}/apply/${type}`, async () => {
            await takes_one(buyer);
            const want = buyer.button(/(换成|Instead of).*(：|: )/);
            if (instead.source !== '^$') {
                await buyer.press(want);
                await buyer.press(buyer.page.getByRole('option', { name: instead }).first());
            }
            if (await buyer.button(/^(申请原因|Reason)(：|: )(请选择|Choose)$/).count()) {
                await buyer.press(reason(buyer));
                await buyer.press(buyer.page.getByRole('option', { name: why }).first());
            }
            for (const [label, said] of words) await buyer.page.getByLabel(label).fill(said);
        });
        await buyer.leave();
    }
}

/** The form with something open over it, and its files on their way. @param {import('./stage.mjs').Stage} stage @param {Options} how @param {Visit} visit */
async function over_the_form(stage, how, visit) {
    const form = '#/b/orders/E1010/apply/return_refund';
    const buyer = await comes(stage, how, 'b1', 'E1010');
    await visit(buyer, 'sheet-reason', form, async () => {
        await takes_one(buyer);
        await buyer.press(reason(buyer));
    });
    await buyer.page.keyboard.press('Escape');
    const add = buyer.field(/^(添加照片|Add photos)$/);
    const at_proof = () => add.evaluate((node) => node.scrollIntoView({ block: 'center' }));
    await visit(buyer, 'upload-refused', form, async () => {
        await add.setInputFiles({ name: '一份名字很长很长的检测报告（最终版）的扫描件.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(5_000, 1) });
        await buyer.reads(/只能上传|Only pictures|only/, undefined, 20_000);
        await at_proof();
    });
    await buyer.context.route(/\/buyer\/(evidence|uploads)/, () => {});
    await visit(buyer, 'upload-running', form, async () => {
        await add.setInputFiles(photo);
        await at_proof();
    });
    await buyer.context.unrouteAll({ behavior: 'ignoreErrors' });
    await buyer.leave();
}

/** @param {import('./stage.mjs').Stage} stage @param {Options} how @param {Visit} visit */
async function what_goes_wrong(stage, how, visit) {
    const lost = await stage.person('whose link is over', how);
    const opens = async (/** @type {string} */ end) => { await lost.page.goto('about:blank'); await lost.page.goto(stage.server.origin + '/' + end); };
    await opens('#launch=abc');
    await lost.sees(lost.page.getByRole('alert'), 20_000);
    await visit(lost, 'launch-refused', '#/', async () => { await opens('#launch=abc'); await lost.sees(lost.page.getByRole('alert'), 20_000); });
    await lost.leave();
    const buyer = await comes(stage, how, 'b2', 'E1011');
    await visit(buyer, 'menu', '#/b/orders', async () => {
        await buyer.page.keyboard.press('Escape');
        const menu = buyer.page.locator('#mirror nav button[aria-haspopup]');
        if (await menu.count()) await buyer.press(menu);
    });
    await buyer.page.keyboard.press('Escape');
    await visit(buyer, 'orders-open', '#/b/orders?status=open');
    await visit(buyer, 'orders-applicable', '#/b/orders?status=applicable');
    await visit(buyer, 'dialog-device', '#/b/devices/others');
    await visit(buyer, 'ticket-missing', '#/b/tickets/AS2026113000000001');
    await buyer.page.route(/\/api\/v1\/\w+\/(?!session|events)/, (route) => route.abort());
    for (const [screen, hash] of [['orders', '#/b/orders?q=7'], ['order', '#/b/orders/E1143'], ['apply', '#/b/orders/E1143/apply/return_refund'],
        ['tickets', '#/b/tickets?q=7'], ['ticket', '#/b/tickets/AS2026113000000000']]) {
        await visit(buyer, screen + '-unreachable', hash);
    }
    await buyer.page.unrouteAll({ behavior: 'ignoreErrors' });
    await show(buyer, '#/b/orders');
    await buyer.page.route(/\/events/, (route) => route.abort());
    await visit(buyer, 'live-lost', '#/b/orders', async () => {
        await buyer.page.reload();
        await buyer.reads(/^(实时更新已断开|Live updates)/, undefined, 20_000);
    });
    await buyer.page.unrouteAll({ behavior: 'ignoreErrors' });
    await buyer.context.clearCookies();
    await visit(buyer, 'signed-out', '#/b/orders', async () => {
        await buyer.page.reload();
        await drawn(buyer);
    });
    await buyer.leave();
    const fresh = await stage.person('a new buyer', how);
    await fresh.page.goto(await stage.server.launch_url('nobody-yet'));
    await fresh.sees(fresh.find('heading', /^(我的订单|My orders)$/), 20_000);
    await visit(fresh, 'orders-none', '#/b/orders');
    await visit(fresh, 'tickets-none', '#/b/tickets');
    await fresh.leave();
}

/** @param {import('./stage.mjs').Stage} stage @param {Options} how @param {Visit} visit */
export async function tour_buyer_more(stage, how, visit) {
    await over_the_form(stage, how, visit);
    await filled_forms(stage, how, visit);
    await what_goes_wrong(stage, how, visit);
}

/** Of the living demo: the first ticket of each type in each state. @param {import('./stage.mjs').Stage} stage @param {Options} how @param {Visit} visit */
export async function tour_buyer_states(stage, how, visit) {
    const platform = new Client(stage.server.origin, 'platform');
    assert.equal((await platform.sign_in('admin', password)).status, 200);
    /** @type {Map<string, string>} */ const buyers = new Map();
    for (const file of ['orders.jsonl', 'past/orders.jsonl']) {
        for (const line of (await readFile(join(root, 'assets/demo', file), 'utf8')).trim().split('\n')) {
            const order = JSON.parse(line);
            if (order.order_no) buyers.set(order.order_no, order.buyer_id);
        }
    }
    /** @type {Map<string, any>} */ const found = new Map();
    for (let at = ''; ;) {
        const { items, next_cursor } = await platform.get('/tickets' + (at && '?cursor=' + encodeURIComponent(at)));
        for (const item of items) {
            const key = `${item.type}-${item.state}`;
            if (buyers.has(item.order_no) && !found.has(key)) found.set(key, item);
        }
        if (!next_cursor) break;
        at = next_cursor;
    }
    for (const [key, { order_no, ticket_no }] of Array.from(found).sort()) {
        const buyer = await comes(stage, how, String(buyers.get(order_no)), order_no);
        await visit(buyer, 'state-' + key, '#/b/tickets/' + ticket_no);
        await buyer.leave();
    }
}
