// @ts-check
// The rules of a shop: a number is moved, past tickets show at once what it would have done, one of them is looked at, the
// draft is still there, it is published and decides the next request. A bad value stays at its field. The platform adds a
// holiday.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Client } from './client.mjs';
import { desktop, password, phone } from './stage.mjs';

/** Of yunshan, who sets its rules here. */
const shop = 's1';
const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./stage.mjs').Stage} Stage */

/**
 * Asks for a return of one piece of something of the shop, whatever can be had.
 * @param {Client} buyer @param {Set<string>} used
 * @returns {Promise<{no: string, refund_fen: number, state: string}>}
 */
async function return_one(buyer, used) {
    const kept = await buyer.send('POST', '/evidence', await readFile(photo));
    for (const item of (await buyer.get('/orders?count=100')).items) {
        const order = (await buyer.get(`/orders/${item.order_no}`)).order;
        if (order.shop_id !== shop) continue;
        for (const line of order.lines) {
            const key = `${item.order_no}/${line.line_no}`;
            const request = { type: 'return_refund', reason: 'quality', lines: [{ line_no: line.line_no, quantity: 1 }] };
            const quoted = used.has(key) ? undefined : await buyer.send('POST', '/quotes', { order_no: item.order_no, request });
            used.add(key);
            if (quoted?.status !== 200 || quoted.body.quote.refund_fen < 2) continue;
            const { answer } = await buyer.apply(item.order_no, request, { remark: '开线了', evidence: [kept.body.id] });
            if (answer.status !== 201) continue;
            const { no, quote, state } = answer.body.ticket;
            return { no, refund_fen: quote.refund_fen, state };
        }
    }
    throw new Error('nothing can be sent back any more');
}

/** @param {Stage} stage @param {string} buyer */
async function buyer_of(stage, buyer) {
    const api = new Client(stage.server.origin, 'buyer');
    assert.equal((await api.launch(await stage.server.launch_token(buyer))).status, 200);
    return api;
}

/** A policy as it was. @param {Client} merchant @param {Client} platform @param {any} overrides @param {any} policy */
async function put_back(merchant, platform, overrides, policy) {
    for (const [who, document] of /** @type {[Client, any][]} */ ([[platform, { policy }], [merchant, { overrides }]])) {
        const { version } = await who.get('/policy');
        const answer = await who.send('PUT', '/policy', { based_on: version, ...document });
        assert.equal(answer.status, 200, answer.text);
    }
}

/** @param {Person} who @param {string | RegExp} name @param {string} text */
async function fill(who, name, text) {
    const field = who.field(name);
    await who.press(field);
    await field.fill(text);
}

/** @param {Person} who @param {number} version */
async function publish(who, version) {
    await who.press(who.button(`发布为版本 ${version}`));
    const dialog = who.dialog(`发布为版本 ${version}`);
    await who.sees(dialog);
    await who.press(who.button(`发布为版本 ${version}`, dialog));
    await who.sees_no(dialog);
}

/**
 * @param {import('./report.mjs').Report} report @param {Stage} stage
 * @param {{merchant: Client, platform: Client}} desk @param {import('playwright-core').BrowserContextOptions} how @param {string} device
 */
async function shop_rules(report, stage, desk, how, device) {
    await report.flow(`rules: a threshold is moved, tried on the past and published (${device})`, async (step) => {
        /** @type {Person} */ let manager;
        const buyer = await buyer_of(stage, 'b6');
        /** @type {Set<string>} */ const used = new Set();
        const past = await return_one(buyer, used);
        const yuan = (past.refund_fen / 100).toFixed(2), below = ((past.refund_fen - 1) / 100).toFixed(2);
        let version = (await desk.merchant.get('/policy')).version;
        await step('a new rule: what it needs is said at its fields', async () => {
            manager = await stage.staff_again('merchant', 'yunshan', 'tickets', how);
            if (manager.touches) await manager.press(manager.link('我的'));
            await manager.press(manager.link('规则'));
            await manager.arrives_at(/^#\/m\/rules\/windows$/);
            await manager.page.goto(`${stage.server.origin}/#/m/rules/review`);
            await manager.press(manager.button('新增'));
            await manager.arrives_at(/^#\/m\/rules\/review\/\d+$/);
            await manager.finds_dead(manager.button(`发布为版本 ${version + 1}`), /转入的队列/);
            await manager.chooses('结果', '自动同意');
            await fill(manager, '规则名称', 'small');
            await fill(manager, '退款金额至多（元）', '一百');
            await manager.finds_dead(manager.button(`发布为版本 ${version + 1}`), /退款金额至多/);
            await fill(manager, '退款金额至多（元）', below);
            await manager.finds_live(manager.button(`发布为版本 ${version + 1}`));
            await manager.sees_no(manager.link(new RegExp(`^${past.no} `)));
        });
        await step('the threshold moves: the ticket is among those that it would have decided', async () => {
            await fill(manager, '退款金额至多（元）', yuan);
            await manager.sees(manager.link(`${past.no} 改为自动同意`));
            await manager.reads('新规则：自动同意（small）');
            await manager.picture(`rules-${device}`);
            await manager.press(manager.link(`${past.no} 改为自动同意`));
            await manager.arrives_at(new RegExp(`^#/m/tickets/${past.no}`));
            await manager.sees_state('待商家处理');
            await manager.page.goBack();
            await manager.arrives_at(/^#\/m\/rules\/review/);
            assert.equal(await manager.field('退款金额至多（元）').inputValue(), yuan);
        });
        await step('loaded anew, the draft is still there', async () => {
            await manager.page.reload();
            await manager.sees(manager.button(`发布为版本 ${version + 1}`), 20_000);
            assert.equal(await manager.field('退款金额至多（元）').inputValue(), yuan);
        });
        await step('published: the version names who, what the dry run said, and the difference', async () => {
            await manager.reads(/1 处修改未发布/);
            await manager.sees(manager.link(`${past.no} 改为自动同意`), 20_000);
            await publish(manager, ++version);
            await manager.page.goto(`${stage.server.origin}/#/m/rules/versions/${version}`);
            await manager.reads(/许蔓/);
            await manager.reads(/试算 \d+ 张：改为自动同意 [1-9]/);
            await manager.reads('· 自动审核规则：新增 small');
            await manager.picture(`rules-version-${device}`);
        });
        await step('the next request is decided by it', async () => {
            let next = await return_one(buyer, used);
            while (next.refund_fen > past.refund_fen) next = await return_one(buyer, used);
            assert.equal(next.state, 'awaiting_return');
            assert.equal((await desk.merchant.ticket(next.no)).auto_rule, 'small');
        });
        await stage.clear();
    }, () => stage.keep_failure(`rules-${device}`));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {{merchant: Client, platform: Client}} desk */
async function mall_holiday(report, stage, desk) {
    await report.flow('rules: the platform adds a holiday, and a shop has it', async (step) => {
        const admin = await stage.staff_again('platform', 'admin');
        const { version } = await desk.platform.get('/policy');
        await step('days that end before they begin are refused at the field', async () => {
            await admin.press(admin.link('规则'));
            await admin.page.goto(`${stage.server.origin}/#/p/rules/holidays`);
            await admin.press(admin.button('新增'));
            await fill(admin, '第一天', '2031-01-22');
            await fill(admin, '最后一天', '2031-01-01');
            await admin.finds_dead(admin.button(`发布为版本 ${version + 1}`), /最后一天/);
            await fill(admin, '最后一天', '2031-01-29');
        });
        await step('published, it holds in the shops', async () => {
            await publish(admin, version + 1);
            const { policy } = await desk.merchant.get('/policy');
            const from_ms = Date.parse('2031-01-22T00:00+08:00'), to_ms = Date.parse('2031-01-30T00:00+08:00');
            assert.deepEqual(policy.holidays, [{ from_ms, to_ms }]);
        });
        await stage.clear();
    }, () => stage.keep_failure('rules-holiday'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage */
export async function rules_flows(report, stage) {
    const merchant = new Client(stage.server.origin, 'merchant');
    const platform = new Client(stage.server.origin, 'platform');
    assert.equal((await merchant.sign_in('yunshan', password)).status, 200);
    assert.equal((await platform.sign_in('admin', password)).status, 200);
    const { overrides } = await merchant.get('/policy');
    const { policy } = await platform.get('/policy');
    for (const [how, device] of /** @type {const} */ ([[desktop, 'desktop'], [phone, 'phone']])) {
        await shop_rules(report, stage, { merchant, platform }, how, device);
        await put_back(merchant, platform, overrides, policy);
    }
    await mall_holiday(report, stage, { merchant, platform });
    await put_back(merchant, platform, overrides, policy);
}
