// @ts-check
// Every screen once, with something on it to see: what looks.mjs takes pictures of and access.mjs examines.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Client } from './client.mjs';
import { root } from './server.mjs';
import { desktop, password } from './stage.mjs';

export const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const address = { name: '云杉服饰售后组', phone: '0571-5550101', text: '浙江省杭州市余杭区良渚街道丰华路 18 号 3 号仓 2 楼退货区' };

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('playwright-core').BrowserContextOptions} Options */
/** @typedef {{offered: string, waiting: string}} Tickets */
/** @typedef {'light' | 'dark'} Colour */
/** @typedef {'zh' | 'en'} Language */
/** @typedef {(person: Person, screen: string, hash: string, arrange?: (person: Person) => Promise<void>) => Promise<void>} Visit */

/** @param {import('./server.mjs').Server} server @param {string} buyer_id @param {string} order_no @param {number} line_no @param {string} remark */
async function ask(server, buyer_id, order_no, line_no, remark) {
    const buyer = new Client(server.origin, 'buyer');
    await buyer.launch(await server.launch_token(buyer_id));
    const kept = await buyer.send('POST', '/evidence', await readFile(photo));
    const request = { type: 'return_refund', reason: 'quality', lines: [{ line_no, quantity: 1 }] };
    const { answer } = await buyer.apply(order_no, request, { remark, evidence: [kept.body.id] });
    assert.equal(answer.status, 201, answer.text);
    return { buyer, no: answer.body.ticket.no };
}

/** @type {WeakMap<import('./server.mjs').Server, Promise<Tickets>>} */
const furnished = new WeakMap();

/** Tickets in several states, so that there is something to look at. @param {import('./server.mjs').Server} server @returns {Promise<Tickets>} */
export function furnish(server) {
    const done = furnished.get(server) || ask_around(server);
    furnished.set(server, done);
    return done;
}

/** @param {import('./server.mjs').Server} server @returns {Promise<Tickets>} */
async function ask_around(server) {
    const merchant = new Client(server.origin, 'merchant');
    assert.equal((await merchant.sign_in('yunshan', password)).status, 200);
    const give = async (/** @type {Client} */ who, /** @type {string} */ no, /** @type {string} */ command, /** @type {object} */ fields) => {
        const answer = await who.command(no, (await who.ticket(no)).version, command, fields);
        assert.equal(answer.status, 200, answer.text);
    };
    const lines = (await readFile(join(root, 'assets/demo/orders.jsonl'), 'utf8')).trim().split('\n');
    const { demo_epoch_ms } = JSON.parse(await readFile(join(root, 'assets/demo/mall.json'), 'utf8'));
    const fresh = (/** @type {any} */ line) => !line.gift && demo_epoch_ms - (line.received_at_ms || 0) < 10 * 86_400_000;
    const orders = lines.slice(14).map((line) => JSON.parse(line)).filter((order) => order.shop_id === 's1' && order.lines.some(fresh));
    const remarks = ['袖口脱线', '颜色与图片不一致,做工也比较粗糙,希望尽快处理', '', '鞋底开胶', '有明显污渍', '尺码标错'];
    for (const [i, remark] of remarks.entries()) {
        const order = orders[i];
        const { buyer, no } = await ask(server, order.buyer_id, order.order_no, order.lines.find(fresh).line_no, remark);
        if (i === 0 || i === 1) await give(merchant, no, 'agree', { address });
        if (i === 1) await give(buyer, no, 'ship_back', { parcel: { carrier: 'jd', tracking_no: 'JD0012345678' } });
        if (i === 2) await give(merchant, no, 'reject', { reason: 'evidence_insufficient', text: '请补充细节照片' });
    }
    const { no } = await ask(server, 'b1', 'E1006', 1, '领口起球,穿了一次');
    await give(merchant, no, 'make_offer', { refund_fen: 20_000, text: '穿过一次,退 200 元可以吗?', address });
    const { items } = await merchant.get('/tickets?status=reviewing');
    const open = items.find((/** @type {any} */ item) => item.state === 'awaiting_merchant');
    return { offered: no, waiting: open.ticket_no };
}

/** How somebody's browser is set. @param {Colour} colour @param {Language} language @returns {Options} */
export function look(colour, language) {
    return { ...desktop, locale: language === 'zh' ? 'zh-CN' : 'en-US', colorScheme: colour };
}

/** Shows a screen, and waits until everything of it is there. @param {Person} person @param {string} hash */
export async function show(person, hash) {
    await person.page.goto(person.page.url().replace(/#.*|$/, hash));
    const target = { b: 'buyer', m: 'desk', p: 'desk' }[/^#\/([bmp])\//.exec(hash)?.[1] || ''] || '';
    if (target) await person.page.locator(`script[src^="${target}"]`).first().waitFor({ state: 'attached' });
    await person.page.waitForTimeout(100);
    await settled(person);
}

/** @param {Person} person */
export async function settled(person) {
    await person.page.waitForFunction(() => document.body.classList.contains('ready') &&
        !document.querySelector('#mirror [aria-busy=true]') &&
        Array.from(document.images).every((picture) => picture.complete));
}

/** @param {import('./stage.mjs').Stage} stage @param {Options} how @param {Language} language @param {Tickets} tickets @param {Visit} visit */
export async function tour_buyer(stage, how, language, tickets, visit) {
    const say = (/** @type {string} */ zh, /** @type {string} */ en) => language === 'zh' ? zh : en;
    const buyer = await stage.buyer('b1', 'E1010', how);
    await buyer.sees(buyer.find('heading', /E1010/), 20_000);
    await visit(buyer, 'orders', '#/b/orders');
    await visit(buyer, 'order', '#/b/orders/E1010');
    await visit(buyer, 'apply', '#/b/orders/E1010/apply/return_refund', async () => {
        const more = buyer.button(new RegExp(say('^增加主动降噪', '^Increase.*主动降噪')));
        await buyer.sees(more);
        const none = await buyer.page.getByText(/^(退款金额：|Refund: )—$/).count();
        if (none) await buyer.press(more);
        await buyer.chooses(say('申请原因', 'Reason'), new RegExp('^' + say('质量问题', 'Quality problem')));
        await buyer.field(say('添加照片', 'Add photos')).setInputFiles(photo);
        await buyer.finds_live(buyer.button(say('提交申请', 'Submit request')));
    });
    await buyer.page.setViewportSize(desktop.viewport);
    await visit(buyer, 'ticket', '#/b/tickets/' + tickets.offered);
    await visit(buyer, 'tickets', '#/b/tickets');
    await visit(buyer, 'devices', '#/b/devices');
    await visit(buyer, 'me', '#/b/me');
}

/** @param {import('./stage.mjs').Stage} stage @param {Options} how @param {Tickets} tickets @param {Visit} visit */
export async function tour_staff(stage, how, tickets, visit) {
    const merchant = await stage.staff_again('merchant', 'yunshan', 'tickets', how);
    await visit(merchant, 'queue', '#/m/tickets');
    await visit(merchant, 'review', '#/m/tickets/' + tickets.waiting);
    for (const dialog of ['agree', 'reject', 'offer']) {
        await visit(merchant, 'dialog-' + dialog, `#/m/tickets/${tickets.waiting}/${dialog}`);
    }
    await visit(merchant, 'dialog-extend', `#/m/tickets/${tickets.offered}/extend`);
    await visit(merchant, 'devices', '#/m/devices');
    await visit(merchant, 'dialog-devices', '#/m/devices/others');
    const platform = await stage.staff_again('platform', 'admin', 'tickets', how);
    await visit(platform, 'all', '#/p/tickets');
    await visit(platform, 'channel', '#/p/channel');
    await visit(platform, 'landing', '#/');
    await visit(platform, 'about', '#/about');
    const nobody = await stage.person('nobody', how);
    await nobody.page.goto(stage.server.origin);
    await visit(nobody, 'sign-in', '#/m/tickets');
}
