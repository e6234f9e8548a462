// @ts-check
// Every screen once, with something on it to see: what looks.mjs takes pictures of and access.mjs examines.

import assert from 'node:assert/strict';

import { asked } from './asked.mjs';
import { Client } from './client.mjs';
import { photo } from './furnish.mjs';
import { eventually } from './report.mjs';
import { desktop, password } from './stage.mjs';

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('playwright-core').BrowserContextOptions} Options */
/** @typedef {import('./furnish.mjs').Tickets} Tickets */
/** @typedef {'light' | 'dark'} Colour */
/** @typedef {'zh' | 'en'} Language */
/** @typedef {(person: Person, screen: string, hash: string, arrange?: (person: Person) => Promise<void>) => Promise<void>} Visit */

/** How somebody's browser is set. @param {Colour} colour @param {Language} language @returns {Options} */
export function look(colour, language) {
    return { ...desktop, locale: language === 'zh' ? 'zh-CN' : 'en-US', colorScheme: colour };
}

/** Shows a screen, and waits until everything of it is there. @param {Person} person @param {string} hash */
export async function show(person, hash) {
    await person.page.goto(person.page.url().replace(/#.*|$/, hash));
    const target = { b: 'buyer', m: 'desk', p: 'desk' }[/^#\/([bmp])\//.exec(hash)?.[1] || ''] || '';
    if (target) await person.page.waitForFunction((name) => /** @type {any} */ (window).Module?.rest[0].startsWith(name), target);
    await drawn(person);
    await settled(person);
}

/** The page has answered what came last, and drawn it. @param {Person} person */
export async function drawn(person) {
    // Unlike evaluate it outlives the change from one program to the other.
    await person.page.waitForFunction(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => done(true))); }));
}

/** Those to whom the server does not answer: their screens stay as they are while they load. @type {WeakSet<Person>} */
const left_waiting = new WeakSet();

/** @param {Person} person */
export async function settled(person) {
    if (left_waiting.has(person)) return person.page.locator('#mirror [aria-busy=true]').first().waitFor({ state: 'attached' });
    await person.page.waitForFunction(() => document.body.classList.contains('ready') &&
        !document.querySelector('#mirror [aria-busy=true]') &&
        Array.from(document.images).every((picture) => picture.complete));
}

/**
 * A screen while its data is on the way, and when it could not be had.
 * @param {Person} person @param {string} screen @param {string} hash @param {Visit} visit
 */
async function without_data(person, screen, hash, visit) {
    const { page } = person;
    const here = page.url().replace(/#.*|$/, hash);
    /** @type {import('playwright-core').Route[]} */ const held = [];
    let refuse = false;
    const give_up = async (/** @type {import('playwright-core').Route} */ route) => route.abort().catch(() => {});  // the page may have given up before
    await page.goto('about:blank');
    await page.route(/\/api\/v1\/\w+\/(?!session|events|evidence)/, (route) => { if (refuse) give_up(route); else held.push(route); });
    left_waiting.add(person);
    await page.goto(here);
    await visit(person, `${screen}-loading`, hash);
    left_waiting.delete(person);
    refuse = true;
    await Promise.all(held.map(give_up));
    await visit(person, `${screen}-failed`, hash);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
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

/** What a buyer seldom sees: a list of nothing, data on its way or not to be had, and each dialog. @param {import('./stage.mjs').Stage} stage @param {Options} how @param {Language} language @param {Tickets} tickets @param {Visit} visit */
export async function tour_buyer_seldom(stage, how, language, tickets, visit) {
    /** @template T @param {T} zh @param {T} en */
    const say = (zh, en) => language === 'zh' ? zh : en;
    const buyer = await stage.buyer('b1', 'E1010', how);
    await buyer.sees(buyer.find('heading', /E1010/), 20_000);
    await visit(buyer, 'orders-empty', '#/b/orders?q=nothing');
    await visit(buyer, 'order-missing', '#/b/orders/E9999');
    await visit(buyer, 'tickets-empty', '#/b/tickets?q=nothing');
    for (const [screen, hash] of [['orders', '#/b/orders'], ['order', '#/b/orders/E1010'], ['apply', '#/b/orders/E1010/apply/return_refund'],
        ['tickets', '#/b/tickets'], ['ticket', '#/b/tickets/' + tickets.offered], ['devices', '#/b/devices']]) {
        await without_data(buyer, screen, hash, visit);
    }
    await visit(buyer, 'ticket-counter', `#/b/tickets/${tickets.offered}/counter`);
    for (const [order, type] of [['E1001', 'refund_unshipped'], ['E1004', 'virtual_refund'], ['E1297', 'refund_shipped']]) {
        await visit(buyer, 'apply-' + type, `#/b/orders/${order}/apply/${type}`);
    }
    await visit(buyer, 'verify', '#/verify');
    const proof = await buyer.page.request.get(`${stage.server.origin}/api/v1/buyer/tickets/${tickets.offered}/proof`);
    assert.equal(proof.status(), 200);
    const file = { name: 'proof.json', mimeType: 'application/json', buffer: await proof.body() };
    await visit(buyer, 'verify-sound', '#/verify', async () => {
        await buyer.field(say('选择凭证文件', 'Choose a proof file')).setInputFiles(file);
        await buyer.reads(say('核验通过', 'Sound: every check passed'));
    });
    const changed = { ...file, buffer: Buffer.from(file.buffer.toString().replace('quality', 'qualitx')) };
    await visit(buyer, 'verify-changed', '#/verify', async () => {
        await buyer.field(say('选择凭证文件', 'Choose a proof file')).setInputFiles(changed);
        await buyer.reads(say(/^核验不通过/, /^Not sound/));
    });
    const stranger = await stage.buyer('b10', 'E1039', how);
    await stranger.sees(stranger.find('heading', /E1039/), 20_000);
    await visit(stranger, 'order-repair', '#/b/orders/E1039');
    for (const [order, type] of [['E1039', 'repair'], ['E1039', 'exchange'], ['E1038', 'return_refund'], ['E1038', 'price_protect'], ['E1038', 'reship']]) {
        await visit(stranger, 'apply-' + type, `#/b/orders/${order}/apply/${type}`);
    }
    /** @type {[string, import('./furnish.mjs').Place, string[]][]} */
    const places = [['agreed', tickets.agreed, ['ship', 'withdraw']], ['sent', tickets.sent, ['ship', 'extend']],
        ['rejected', tickets.rejected, ['platform', 'proof']], ['done', tickets.done, ['rate']]];
    for (const [state, place, dialogs] of places) {
        const owner = await stage.buyer(place.buyer_id, place.order_no, how);
        await owner.sees(owner.find('heading', new RegExp(place.order_no)), 20_000);
        await visit(owner, 'ticket-' + state, '#/b/tickets/' + place.no);
        for (const dialog of dialogs) await visit(owner, `${state}-${dialog}`, `#/b/tickets/${place.no}/${dialog}`);
        if (state === 'agreed') await pickup_screens(owner, language, '#/b/pickup/' + place.no, visit);
    }
}

/** Somebody sent for the goods: asked for, booked, changed, cancelled. @param {Person} owner @param {Language} language @param {string} hash @param {Visit} visit */
async function pickup_screens(owner, language, hash, visit) {
    /** @template T @param {T} zh @param {T} en */
    const say = (zh, en) => language === 'zh' ? zh : en;
    await without_data(owner, 'pickup', hash, visit);
    await visit(owner, 'pickup-missing', '#/b/pickup/AS2026113000000001');
    const change = owner.button(say('改约时段', 'Change the time'));
    await visit(owner, 'pickup-booked', hash, async () => {
        if (await change.count()) return;
        await owner.press(owner.button(new RegExp('^' + say('取件时段', 'When'))));
        await owner.press(owner.page.getByRole('option').first());
        await owner.field(say('寄件人姓名', "Sender's name")).fill('林晚');
        await owner.field(say('寄件人电话', "Sender's phone")).fill('13800138000');
        await owner.field(say('取件地址', 'Pickup address')).fill('浙江省杭州市西湖区文三路 90 号 3 幢 2 单元 501');
        await owner.press(owner.button(say('预约上门取件', 'Have it picked up')));
        await owner.sees(change, 30_000);
    });
    await visit(owner, 'pickup-change', hash + '/change');
    await visit(owner, 'pickup-cancel', hash + '/cancel');
    await show(owner, hash + '/cancel');
    await owner.press(owner.page.getByRole('dialog').getByRole('button', { name: say('取消取件', 'Cancel the pickup') }));
    await owner.sees_no(change);
    await visit(owner, 'pickup-cancelled', hash);
}

/** @type {WeakMap<import('./server.mjs').Server, Promise<string>>} */
const refused = new WeakMap();

/** The ticket of a refund that its channel refused. @param {import('./stage.mjs').Stage} stage */
async function refused_refund(stage) {
    const admin = new Client(stage.server.origin, 'platform');
    assert.equal((await admin.sign_in('admin', password)).status, 200);
    const once = { delay_ms: 0, fail_next: 1, lose_answer_next: 0, duplicate_answers: false };
    assert.equal((await admin.send('POST', '/channel', once)).status, 200);
    const goods = { sku: 'TR1', spu: 'TR1', title: '骨瓷马克杯', spec: '月白', category: 'home', unit_price_fen: 5_900 };
    const { no } = await asked(stage, { order_no: 'ETOUR1', shop: 's1', buyer: 'b7', goods }, { type: 'refund_shipped', reason: 'quality' });
    const merchant = new Client(stage.server.origin, 'merchant');
    assert.equal((await merchant.sign_in('yunshan', password)).status, 200);
    const answer = await merchant.command(no, (await merchant.ticket(no)).version, 'agree');
    assert.equal(answer.status, 200, answer.text);
    await eventually(async () => (await admin.ticket(no)).state === 'refund_failed', 'the refusal', 10_000);
    return no;
}

/** @param {import('./stage.mjs').Stage} stage */
function refused_once(stage) {
    const no = refused.get(stage.server) || refused_refund(stage);
    refused.set(stage.server, no);
    return no;
}

/** A refund that the channel calls abnormal: where it goes instead. @param {import('./stage.mjs').Stage} stage @param {Person} staff @param {Visit} visit */
async function abnormal_screens(stage, staff, visit) {
    const no = await refused_once(stage);
    const hash = '#/p/refund-to/' + no;
    // The demo's channel refuses, but knows nothing of accounts that take no money.
    await staff.page.route(/\/tickets\/AS/, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (await response.text()).replace(/"(failure|code)":"[A-Z_]+"/g, '"$1":"ABNORMAL"') });
    });
    await visit(staff, 'platform-ticket-abnormal', '#/p/tickets/' + no);
    await visit(staff, 'platform-abnormal', hash);
    await visit(staff, 'platform-abnormal-merchant', hash, () => staff.press(staff.page.getByRole('radio').nth(1)));
    await staff.page.unrouteAll({ behavior: 'ignoreErrors' });
}

/** @param {import('./stage.mjs').Stage} stage @param {Options} how @param {Tickets} tickets @param {Visit} visit */
export async function tour_staff(stage, how, tickets, visit) {
    const merchant = await stage.staff_again('merchant', 'yunshan', 'tickets', how);
    await visit(merchant, 'work', '#/m/work');
    await visit(merchant, 'queue', '#/m/tickets');
    await visit(merchant, 'review', '#/m/tickets/' + tickets.waiting);
    for (const dialog of ['agree', 'reject', 'offer']) {
        await visit(merchant, 'dialog-' + dialog, `#/m/tickets/${tickets.waiting}/${dialog}`);
    }
    await visit(merchant, 'dialog-extend', `#/m/tickets/${tickets.offered}/extend`);
    await visit(merchant, 'devices', '#/m/devices');
    await visit(merchant, 'dialog-devices', '#/m/devices/others');
    for (const [name, hash] of [['receive', 'receive'], ['rules', 'rules/review'], ['rules-versions', 'rules/versions'], ['staff', 'staff'],
        ['dialog-staff', 'staff/add'], ['audit', 'audit'], ['security', 'security'], ['for-buyer', 'for-buyer?q=6218'], ['stock', 'stock'],
        ['addresses', 'addresses'], ['dialog-address', 'addresses/add']]) {
        await visit(merchant, name, '#/m/' + hash);
    }
    const platform = await stage.staff_again('platform', 'admin', 'tickets', how);
    for (const name of ['disputes', 'rules/windows', 'staff', 'audit', 'health']) {
        await visit(platform, 'platform-' + name.replace('/', '-'), '#/p/' + name);
    }
    for (const [name, hash] of [['keys', 'keys'], ['dialog-key', 'keys/add'], ['dialog-step-in', `tickets/${tickets.waiting}/step-in`]]) {
        await visit(platform, 'platform-' + name, '#/p/' + hash);
    }
    await abnormal_screens(stage, platform, visit);
    await visit(platform, 'platform-work', '#/p/work');
    await visit(platform, 'all', '#/p/tickets');
    await visit(platform, 'channel', '#/p/channel');
    await visit(platform, 'landing', '#/');
    await visit(platform, 'about', '#/about');
    const nobody = await stage.person('nobody', how);
    await nobody.page.goto(stage.server.origin);
    await visit(nobody, 'sign-in', '#/m/tickets');
}

/** Staff's screens with nothing on them, while their data is on its way, and when it could not be had.
 * @param {import('./stage.mjs').Stage} stage @param {Options} how @param {Tickets} tickets @param {Visit} visit */
export async function tour_staff_seldom(stage, how, tickets, visit) {
    const merchant = await stage.staff_again('merchant', 'yunshan', 'tickets', how);
    for (const [name, hash] of [['queue', 'tickets?q=nothing'], ['audit', 'audit?q=nothing'], ['for-buyer', 'for-buyer?q=0000'],
        ['review', 'tickets/T0']]) {
        await visit(merchant, name + '-empty', '#/m/' + hash);
    }
    for (const [name, hash] of [['work', 'work'], ['queue', 'tickets'], ['review', 'tickets/' + tickets.waiting], ['rules', 'rules/review'],
        ['rules-versions', 'rules/versions'], ['staff', 'staff'], ['audit', 'audit'], ['security', 'security'],
        ['for-buyer', 'for-buyer?q=6218'], ['stock', 'stock'], ['addresses', 'addresses'], ['devices', 'devices']]) {
        await without_data(merchant, name, '#/m/' + hash, visit);
    }
    const other = await stage.staff_again('merchant', 'qinghe', 'tickets', how);
    for (const name of ['work', 'stock', 'addresses']) await visit(other, name + '-empty', '#/m/' + name);
    const platform = await stage.staff_again('platform', 'admin', 'tickets', how);
    for (const name of ['work', 'tickets', 'disputes', 'rules/windows', 'staff', 'audit', 'health', 'channel', 'keys']) {
        await without_data(platform, 'platform-' + name.replace('/', '-'), '#/p/' + name, visit);
    }
    const to = '#/p/refund-to/' + await refused_once(stage);
    await without_data(platform, 'platform-abnormal', to, visit);
    await platform.page.reload();
    await visit(platform, 'platform-abnormal-none', to);
}
