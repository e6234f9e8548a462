// @ts-check
// Rules changed after a dry run in the page: what it lists, and nothing else, ends otherwise when the same is asked for anew.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { day, order } from '../fixtures/folders/mall.mjs';
import { Client } from './client.mjs';
import { password } from './stage.mjs';
import { two_ways } from './ways.mjs';

const photo = new URL('../fixtures/evidence/parcel.jpg', import.meta.url);

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {import('./ways.mjs').Way} Way */

/** What is asked for: how many days after delivery, the goods, and what is taken off of all of them. @typedef {{reason: string, days: number, prices: number[], off?: object}} Wish */
/** What became of it. @typedef {{no: string, state: string, refund_fen: number, rule: string}} Outcome */

/** The first piece of each goes back. @type {Record<string, Wish>} */
const wishes = {
    small: { reason: 'quality', days: 1, prices: [8_000] },
    dear: { reason: 'quality', days: 1, prices: [12_000] },
    other_reason: { reason: 'size_unfit', days: 1, prices: [6_000] },
    promotion: { reason: 'size_unfit', days: 1, prices: [6_000, 6_000],
        off: { kind: 'full_reduction', amount_fen: 2_000, threshold_fen: 10_000, lines: [1, 2] } },
    late: { reason: 'not_wanted', days: 5, prices: [7_000] },
    in_time: { reason: 'not_wanted', days: 1, prices: [7_000] },
};

/**
 * Asks for each wish from an order of its own. Nothing: it can not be asked for.
 * @param {Stage} stage @param {Client} merchant @param {string} shop @param {string} prefix of the orders
 * @returns {Promise<Record<string, Outcome | undefined>>}
 */
async function asked_for(stage, merchant, shop, prefix) {
    const buyer = new Client(stage.server.origin, 'buyer');
    const came = await buyer.launch(await stage.server.launch_token('b7'));
    assert.equal(came.status, 200, came.text);
    const now = came.body.now_ms;
    await stage.server.bring(Object.entries(wishes).map(([name, wish]) => {
        const lines = wish.prices.map((unit_price_fen, i) => ({
            sku: 'PC' + i, spu: 'PC', title: '试算书签', spec: `第 ${i + 1} 款`, kind: 'physical', category: 'home', quantity: 1, unit_price_fen,
        }));
        const made = order(`${prefix}-${name}`, shop, 'b7', now, 'received', lines, { discounts: wish.off ? [wish.off] : [] });
        for (const line of made.lines) line.received_at_ms = now - wish.days * day;
        return { ...made, paid_at_ms: now - 10 * day };
    }));
    const kept = await buyer.send('POST', '/evidence', await readFile(photo));
    /** @type {Record<string, Outcome | undefined>} */ const outcomes = {};
    for (const [name, { reason }] of Object.entries(wishes)) {
        const request = { type: 'return_refund', reason, lines: [{ line_no: 1, quantity: 1 }] };
        const quoted = await buyer.send('POST', '/quotes', { order_no: `${prefix}-${name}`, request });
        outcomes[name] = undefined;
        if (quoted.status === 422) continue;
        const quote = { refund_fen: quoted.body.quote.refund_fen, digest: quoted.body.digest };
        const sent = { order_no: `${prefix}-${name}`, request, quote, remark: '', evidence: [kept.body.id] };
        const answer = await buyer.send('POST', '/tickets', sent, { 'idempotency-key': randomUUID() });
        assert.equal(answer.status, 201, answer.text);
        const { no, state } = answer.body.ticket;
        const { auto_rule } = await merchant.ticket(no);
        outcomes[name] = { no, state, refund_fen: quote.refund_fen, rule: auto_rule || '' };
    }
    return outcomes;
}

/** @param {number} fen */
const yuan = (fen) => '¥' + (fen / 100).toFixed(2);

/** How the page calls the way from one outcome to the other; nothing where they are the same. @param {Outcome} then @param {Outcome | undefined} now @param {Way} way */
function called(then, now, { say }) {
    if (!now) return say('不能申请', 'Not possible');
    if (now.state === 'awaiting_return' && then.state === 'awaiting_merchant') return say('改为自动同意', 'Approved by itself');
    return now.refund_fen === then.refund_fen ? '' : say('金额不同', 'Another amount');
}

/** @param {Person} who @param {string | RegExp} name @param {string} text */
async function fill(who, name, text) {
    const field = who.field(name);
    await who.press(field);
    await field.fill(text);
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Way} way @param {string} shop @param {string} login @param {Client} merchant */
async function listed_is_what_happens(report, stage, way, shop, login, merchant) {
    const { say } = way;
    await report.flow(`a policy changed after its dry run ends as it was listed (${way.name})`, async (step) => {
        /** @type {Person} */ let manager;
        /** @type {Record<string, Outcome>} */ let past;
        /** Marks and amounts of the list, by ticket. @type {Map<string, string>} */ const listed = new Map();
        const tag = `EC${way.phone ? 'P' : 'D'}`;
        const { version } = await merchant.get('/policy');
        const section = (/** @type {string} */ slug) => manager.page.goto(`${stage.server.origin}/#/m/rules/${slug}`);
        await step('six requests, all of which people have to decide', async () => {
            past = /** @type {Record<string, Outcome>} */ (await asked_for(stage, merchant, shop, tag + '1'));
            for (const outcome of Object.values(past)) assert.equal(outcome?.state, 'awaiting_merchant');
        });
        await step('a rule that approves, a promotion that is taken back, fewer days: one draft', async () => {
            manager = await stage.staff_again('merchant', login, 'rules/review', way.how);
            await manager.press(manager.button(say('新增', 'Add')));
            await manager.chooses(say('结果', 'Result'), say('自动同意', 'Approve by itself'));
            await fill(manager, say('规则名称', 'Name of the rule'), 'small_faults');
            await manager.chooses(say('添加原因', 'Add: Reasons'), say('质量问题', 'Quality problem'));
            await fill(manager, say('退款金额至多（元）', 'Refund at most (yuan)'), '100');
            await section('money');
            await manager.chooses(say('满减被破坏时', 'When a threshold promotion breaks'), say('扣回优惠', 'The discount is taken back'));
            await section('reasons');
            await manager.press(manager.link(say('不想要了', 'No longer wanted')));
            await fill(manager, say('申请期限（天）', 'Time to apply (days)'), '3');
            await manager.finds_live(manager.button(say(`发布为版本 ${version + 1}`, `Publish as version ${version + 1}`)));
        });
        await step('the dry run lists what would end otherwise, each a link', async () => {
            const list = manager.find('list', say('会不同的售后单', 'Tickets that would be different'));
            const all = manager.button(say(/^看全部 \d+ 张$/, /^Show all \d+$/));
            await manager.sees(list, 20_000);
            if (await all.count()) await manager.press(all);
            const items = list.getByRole('listitem');
            await items.first().scrollIntoViewIfNeeded();
            for (const item of await items.all()) {
                const no = /AS\d{16}/.exec(await item.textContent() || '')?.[0] || '';
                assert.equal(await item.getByRole('link', { name: new RegExp('^' + no) }).getAttribute('href'), `#/m/tickets/${no}`);
                listed.set(no, await item.textContent() || '');
            }
            for (const name of ['small', 'promotion', 'late']) assert.ok(listed.has(past[name].no), `${name} is not listed`);
            for (const name of ['dear', 'other_reason', 'in_time']) assert.ok(!listed.has(past[name].no), `${name} is listed`);
            await manager.picture(`policy-change-${way.phone ? 'phone' : 'desktop'}${stage.webgl ? '' : '-html'}`);
        });
        await step('published', async () => {
            const publish = say(`发布为版本 ${version + 1}`, `Publish as version ${version + 1}`);
            await manager.press(manager.button(publish));
            const dialog = manager.dialog(publish);
            await manager.press(manager.button(publish, dialog));
            await manager.sees_no(dialog);
            assert.equal((await merchant.get('/policy')).version, version + 1);
        });
        await step('the same is asked for anew: each ends as the list said, and the others as before', async () => {
            const anew = await asked_for(stage, merchant, shop, tag + '2');
            for (const [name, then] of Object.entries(past)) {
                const now = anew[name], said = listed.get(then.no) || '', mark = called(then, now, way);
                assert.equal(said !== '', mark !== '', `${name}: "${said}", but it ended as ${JSON.stringify(now)}`);
                assert.ok(said.includes(mark), `${name}: "${said}", but ${mark}`);
                if (now && now.refund_fen !== then.refund_fen)
                    assert.ok(said.includes(`${yuan(then.refund_fen)} → ${yuan(now.refund_fen)}`), `${name}: ${said}`);
                if (now?.rule) assert.ok(said.includes(now.rule), `${name}: ${said}`);
            }
            assert.equal(anew.small?.rule, 'small_faults');
            assert.equal(anew.late, undefined);
        });
        await stage.clear();
    }, () => stage.keep_failure('policy-change'));
    await stage.clear().catch(() => {});
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage */
export async function policy_change_flows(report, stage) {
    const [wide, narrow] = two_ways(stage);
    for (const [way, shop, login] of /** @type {[Way, string, string][]} */ ([[wide, 's4', 'xiaolu'], [narrow, 's3', 'qinghe']])) {
        const merchant = new Client(stage.server.origin, 'merchant');
        assert.equal((await merchant.sign_in(login, password)).status, 200);
        const { overrides } = await merchant.get('/policy');
        await listed_is_what_happens(report, stage, way, shop, login, merchant);
        await stage.clear().catch(() => {});
        const { version } = await merchant.get('/policy');
        const back = await merchant.send('PUT', '/policy', { based_on: version, overrides });
        assert.equal(back.status, 200, back.text);
    }
}
