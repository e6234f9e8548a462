// @ts-check
// A merchant's whole day with the keyboard alone: the page never hears of a pointer, and a normal ticket takes three keys.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { asked, give, mall_of } from './asked.mjs';
import { Client } from './client.mjs';
import { typist } from './hands.mjs';
import { eventually } from './report.mjs';
import { password } from './stage.mjs';
import { two_ways } from './ways.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const wrong = { type: 'return_refund', reason: 'quality' };

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {import('./ways.mjs').Way} Way */
/** @typedef {import('./asked.mjs').Asked} Asked */

/** What waits in the morning: three to review, one on its way back, one whose refund failed. @typedef {{review: Asked[], sent: Asked, failed: Asked, title: string, number: string}} Morning */

/** @param {Stage} stage @param {string} shop @param {string} login @param {string} tag @returns {Promise<Morning>} */
async function morning(stage, shop, login, tag) {
    const merchant = new Client(stage.server.origin, 'merchant');
    assert.equal((await merchant.sign_in(login, password)).status, 200);
    const platform = await mall_of(stage);
    const title = `键盘紫砂壶${tag}`, number = `ZT88${tag === 'D' ? 1 : 2}0000001`;
    const ask = (/** @type {number} */ i, quantity = 1) => asked(stage, {
        order_no: `EK${tag}${i}`, shop, buyer: 'b9', goods: { sku: 'KT' + tag, spu: 'KT' + tag, title, spec: '300ml', category: 'home', quantity, unit_price_fen: 12_900 },
    }, { ...wrong, line: { quantity } });
    const order = async (/** @type {Asked} */ { no }, /** @type {string} */ command, /** @type {object} */ fields) => {
        const answer = await merchant.command(no, (await merchant.ticket(no)).version, command, fields);
        assert.equal(answer.status, 200, answer.text);
    };
    const review = [await ask(1), await ask(2), await ask(3)];
    const sent = await ask(4, 2), failed = await ask(5);
    for (const [ticket, tracking_no] of /** @type {[Asked, string][]} */ ([[sent, number], [failed, number + '9']])) {
        const { shop: { addresses: [address] } } = await merchant.get('/tickets/' + ticket.no);
        await order(ticket, 'agree', { address });
        await give(ticket, 'ship_back', { parcel: { carrier: 'zto', tracking_no } });
    }
    const once = { delay_ms: 0, fail_next: 1, lose_answer_next: 0, duplicate_answers: false };
    assert.equal((await platform.send('POST', '/channel', once)).status, 200);
    await order(failed, 'receive', {});
    await eventually(async () => (await merchant.ticket(failed.no)).state === 'refund_failed', 'the failed refund', 10_000);
    return { review, sent, failed, title, number };
}

/** Counts the keys, and whether anything else was used. @param {Person} person */
async function is_watched(person) {
    await person.page.addInitScript(() => {
        const met = { keys: 0, others: 0 };
        Object.assign(window, { met });
        addEventListener('keydown', (event) => { if (event.isTrusted && !event.repeat) met.keys += 1; }, true);
        for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel'])
            addEventListener(kind, () => { met.others += 1; }, true);
    });
}
/** @param {Person} person @returns {Promise<{keys: number, others: number}>} */
const met = (person) => person.page.evaluate(() => /** @type {any} */ (window).met);

/** The live event overtakes it. @param {import('playwright-core').Route} route */
async function answered_late(route) {
    const response = await route.fetch();
    await new Promise((later) => setTimeout(later, 500));
    await route.fulfill({ response });
}

/** Somebody at the keyboard. */
class Typing {
    /** @param {Person} person @param {Way} way */
    constructor(person, way) {
        this.person = person;
        this.way = way;
        this.hands = typist(person);
    }
    /** @param {string} key */
    async key(key) { await this.person.page.keyboard.press(key); }

    /** A pile of the workbench. @param {RegExp} tile */
    async goes_to_pile(tile) {
        await this.hands.press(this.person.link(this.way.say('工作台', 'Home')));
        await this.hands.press(this.person.link(tile));
        await this.person.arrives_at(/^#\/m\/tickets\?work=/);
    }

    /** In a table J leads to the row, among cards Tab. @param {string} no */
    async opens(no) {
        const link = this.person.link(new RegExp(no));
        await this.person.sees(link);
        if (this.way.phone) {
            await this.hands.press(link);
        } else {
            if (await this.person.page.evaluate(() => document.activeElement?.tagName === 'INPUT')) await this.key('Tab');  // else J is typed
            const is_there = () => link.evaluate((node) => node === document.activeElement);
            for (let rows = 0; rows < 20 && !await is_there(); ++rows) await this.key('j');
            assert.ok(await is_there(), 'J does not lead to it');
            await this.key('Enter');
        }
        await this.person.arrives_at(new RegExp(`^#/m/tickets/${no}`));
    }

    /** A letter opens the dialog of a command. @param {string} letter @param {string} name */
    async begins(letter, name) {
        await this.person.finds_live(this.person.button(name));
        await this.key(letter);
        await this.person.sees(this.person.dialog(name));
        return this.person.dialog(name);
    }

    /** @param {import('playwright-core').Locator} dialog */
    async confirms(dialog) {
        await this.person.sees(dialog);
        await this.key('Control+Enter');
        await this.person.sees_no(dialog, 10_000);
    }
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Way} way @param {string} shop @param {string} login */
async function whole_day(report, stage, way, shop, login) {
    const { say } = way;
    await report.flow(`a merchant's whole day by keyboard alone (${way.name})`, async (step) => {
        const work = await morning(stage, shop, login, way.phone ? 'P' : 'D');
        const [first, second, third] = work.review;
        const person = await stage.person('merchant ' + login, way.how);
        const typing = new Typing(person, way);
        const { hands } = typing;
        await is_watched(person);
        await step('signs in, and begins with the workbench', async () => {
            await person.page.goto(`${stage.server.origin}/#/m/work`);
            await person.sees(person.find('heading', say('商家登录', 'Merchant sign-in')), 20_000);
            await hands.fill(person.field(say('账号', 'Account')), login);
            await hands.fill(person.field(say('密码', 'Password')), password);
            await typing.key('Enter');
            await person.sees(person.find('heading', say('工作台', 'Home')));
        });
        await step('a count leads to the queue; a filter, a view of it, a word', async () => {
            await hands.press(person.link(say(/^待审核：\d+ 张$/, /^To review: \d+$/)));
            await person.arrives_at(/work=review&sort=deadline$/);
            await hands.press(person.button(say('筛选', 'Filter')));
            const dialog = person.dialog(say('筛选', 'Filter'));
            await hands.check(person.find('checkbox', say('退货退款', 'Return and refund'), dialog));
            await hands.press(person.button(say('完成', 'Done'), dialog));
            await person.arrives_at(/type=return_refund/);
            await hands.press(person.button(say('存为视图', 'Save as a view')));
            await hands.fill(person.field(say('视图名称', 'Name of the view')), say('退货', 'Returns'));
            await typing.key('Enter');
            await person.sees(person.link(say('退货', 'Returns')));
            await hands.fill(person.find('searchbox', say('搜索', 'Search')), work.title);
            await person.arrives_at(/q=/);
            await eventually(async () => await person.link(new RegExp(work.title)).count() === 3, 'the three of them', 10_000);
        });
        await step('a normal ticket: opened, and decided in three keys; the next one opens', async () => {
            await typing.opens(first.no);
            await person.sees_state(say('待商家处理', 'Waiting for the merchant'));
            const before = (await met(person)).keys;
            const dialog = await typing.begins('a', say('同意退货', 'Approve return'));
            await typing.confirms(dialog);
            await person.arrives_at(new RegExp(`^#/m/tickets/${second.no}\\?.*work=review`));
            const used = (await met(person)).keys - before;
            assert.ok(used <= 3, `${used} keys`);
            assert.equal((await first.buyer.ticket(first.no)).state, 'awaiting_return');
        });
        await step('the second gets an offer: the next one opens, though the page hears of it before its answer comes', async () => {
            await person.page.route('**/commands', answered_late);
            await person.sees_state(say('待商家处理', 'Waiting for the merchant'));
            const offer = await typing.begins('o', say('协商金额', 'Offer less'));
            await hands.fill(person.field(say(/^退款金额（元）/, /^Refund amount/), offer), '100');
            await hands.fill(person.field(say('给买家的说明', 'Explanation for the buyer'), offer), say('退 100 元可以吗？', 'Would ¥100 do?'));
            await typing.confirms(offer);
            await person.arrives_at(new RegExp(`^#/m/tickets/${third.no}\\?.*work=review`));
            assert.equal((await second.buyer.ticket(second.no)).offer.refund_fen, 10_000);
            await person.page.unroute('**/commands', answered_late);
        });
        await step('the third is rejected', async () => {
            const reject = await typing.begins('r', say('拒绝', 'Reject'));
            await hands.pick(person.button(say(/^拒绝原因：/, /^Reason: /), reject), person.find('option', say('凭证不足', 'The evidence is not sufficient')));
            await hands.fill(person.field(say('给买家的说明', 'Explanation for the buyer'), reject), say('请补充照片', 'More photos, please'));
            await typing.confirms(reject);
            await person.sees_state(say('商家已拒绝', 'Rejected by the merchant'));
        });
        await step('a parcel is received by its scanned number, to be inspected', async () => {
            await hands.press(person.link(say('扫码收货', 'Receive')));
            await person.page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
            await person.page.keyboard.type(work.number);
            await typing.key('Enter');
            await person.reads(new RegExp(work.number));
            await hands.check(person.find('checkbox', say('先验货，再退款或发货', 'Inspect before anything is paid or sent')));
            await hands.press(person.button(say('收货并去验货', 'Receive and inspect')));
            await person.reads(new RegExp(work.sent.no), person.find('region', say('刚刚收到', 'Just received')));
        });
        await step('it is inspected: one in order, one not, with a photo of it', async () => {
            await typing.goes_to_pile(say(/^待验货：\d+ 张$/, /^To inspect: \d+$/));
            await typing.opens(work.sent.no);
            const dialog = await typing.begins('a', say('登记验货结果', 'Enter the inspection'));
            await hands.press(person.button(say(/^增加不合格/, /^Increase Refused/), dialog));
            await hands.pick(person.button(say(/^不合格原因/, /^Why refused/), dialog), person.find('option', say('破损或污渍', 'Damaged or stained')));
            await person.reads(say(/可售 [01] 件/, /[01] resaleable/), dialog);
            await hands.fill(person.field(say('验货说明', 'What was found'), dialog), say('壶嘴磕碰', 'The spout is chipped'));
            await hands.attach(person.field(say(/^添加照片：/, /^Add a photo: /), dialog), photo);
            await person.sees(person.find('img', say('照片 1', 'Photo 1'), dialog));
            await person.finds_live(person.button(say('登记验货结果', 'Enter the inspection'), dialog));
            await typing.confirms(dialog);
            await person.sees_state(say('待寄回买家', 'Sending back to the buyer'), 15_000);
        });
        await step('what is not in order is sent back', async () => {
            await typing.goes_to_pile(say(/^待发货：\d+ 张$/, /^To send: \d+$/));
            await typing.opens(work.sent.no);
            const dialog = await typing.begins('a', say('填写发货物流', 'Enter outgoing parcel'));
            await hands.pick(person.button(say(/^快递公司：/, /^Carrier: /), dialog), person.find('option', say('顺丰速运', 'SF Express')));
            await hands.fill(person.field(say('运单号', 'Tracking number'), dialog), 'SF5566778899');
            await typing.confirms(dialog);
            const { out_parcel, refunds } = await work.sent.buyer.ticket(work.sent.no);
            assert.equal(out_parcel.tracking_no, 'SF5566778899');
            assert.deepEqual(refunds.map((/** @type {any} */ part) => part.amount_fen), [12_900]);
        });
        await step('a refund that failed is tried again', async () => {
            await typing.goes_to_pile(say(/^退款失败：\d+ 张$/, /^Refund failed: \d+$/));
            await typing.opens(work.failed.no);
            await typing.confirms(await typing.begins('a', say('重试退款', 'Retry refund')));
            await person.sees_state(say('已完成', 'Completed'), 15_000);
        });
        await step('the kept view leads back to the list, which goes out as a file', async () => {
            await hands.press(person.link(say('售后工单', 'Tickets')));
            await hands.press(person.link(say('退货', 'Returns')));
            await person.arrives_at(/type=return_refund/);
            const coming = person.page.waitForEvent('download');
            coming.catch(() => {});
            await hands.press(person.link(say('导出 CSV', 'Export CSV')));
            const text = await readFile(await (await coming).path(), 'utf8');
            assert.ok(text.startsWith('\ufeff"'), text.slice(0, 40));
        });
        await step('signs out; nothing but keys was used', async () => {
            const own_page = person.link(say('我的', 'Me'));
            const menu = person.page.locator('#mirror nav button[aria-haspopup], #mirror:not(:has(nav)) header button[aria-haspopup]');
            await hands.press(way.phone ? own_page : menu);
            await hands.press(person.button(say('退出登录', 'Sign out')));
            await person.sees(person.find('heading', say('商家登录', 'Merchant sign-in')));
            const { others } = await met(person);
            assert.equal(others, 0, 'a pointer was used');
        });
        await stage.clear();
    }, () => stage.keep_failure('keys'));
    await stage.clear().catch(() => {});
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage */
export async function key_flows(report, stage) {
    const [wide, narrow] = two_ways(stage);
    await whole_day(report, stage, wide, 's3', 'qinghe');
    await whole_day(report, stage, narrow, 's5', 'huajian');
}
