// @ts-check
// What staff decide with care: a dispute with two rounds of proof, whose verdict says beforehand all that it causes;
// a large refund that two people approve; parcels received by their scanned number; refunds that failed.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Client } from './client.mjs';
import { desktop, password, phone } from './stage.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const address = { name: '云杉服饰售后组', phone: '0571-5550101', text: '浙江省杭州市余杭区良渚街道丰华路 18 号 3 号仓 2 楼退货区' };

/** @param {number} fen */
const yuan = (fen) => '¥' + (fen / 100).toLocaleString('en', { minimumFractionDigits: 2 });

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {{merchant: Client, platform: Client}} Desk */

/** @param {Client} who @param {string} no @param {string} command @param {object} [fields] */
async function give(who, no, command, fields) {
    const answer = await who.command(no, (await who.ticket(no)).version, command, fields);
    assert.equal(answer.status, 200, `${command}: ${answer.text}`);
}

/** A return, asked for through the API. @param {Stage} stage @param {string} buyer_id @param {string} order @param {number} line */
async function ask(stage, buyer_id, order, line) {
    const buyer = new Client(stage.server.origin, 'buyer');
    assert.equal((await buyer.launch(await stage.server.launch_token(buyer_id))).status, 200);
    const kept = await buyer.send('POST', '/evidence', await readFile(photo));
    const request = { type: 'return_refund', reason: 'quality', lines: [{ line_no: line, quantity: 1 }] };
    const { answer } = await buyer.apply(order, request, { remark: '开线了', evidence: [kept.body.id] });
    assert.equal(answer.status, 201, answer.text);
    return { buyer, no: /** @type {string} */ (answer.body.ticket.no) };
}

/** One with its parcel on the way. @param {Stage} stage @param {Desk} desk @param {string} buyer_id @param {string} order @param {number} line @param {string} number */
async function send_back(stage, desk, buyer_id, order, line, number) {
    const asked = await ask(stage, buyer_id, order, line);
    await give(desk.merchant, asked.no, 'agree', { address });
    await give(asked.buyer, asked.no, 'ship_back', { parcel: { carrier: 'zto', tracking_no: number } });
    return asked;
}

/** @param {Person} person @param {string} list */
const items_of = async (person, list) => (await person.find('list', list).getByRole('listitem').allTextContents()).map((it) => it.trim());

/** @param {Person} platform @param {string} group @param {string} name */
const chooses = (platform, group, name) => platform.press(platform.find('radio', name, platform.find('radiogroup', group)));

/** A rejected ticket that the buyer brought before the platform. @param {Stage} stage @param {Desk} desk @param {string} buyer_id @param {string} order @param {number} line */
async function disputed(stage, desk, buyer_id, order, line) {
    const { buyer, no } = await ask(stage, buyer_id, order, line);
    await give(desk.merchant, no, 'reject', { reason: 'evidence_insufficient', text: '看不出问题' });
    await give(buyer, no, 'escalate', { text: '明显开线', evidence: [] });
    return { buyer, no };
}

/** @param {Person} platform @param {string} no @param {string} words */
async function ask_for_proof(platform, no, words) {
    await platform.press(platform.button('要求举证'));
    const dialog = platform.dialog('要求举证');
    await platform.type(platform.field('需要双方举证什么', dialog), words);
    await platform.press(platform.button('要求举证', dialog));
    await platform.sees_no(dialog);
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Desk} desk */
async function two_rounds(report, stage, desk) {
    await report.flow('dispute: two rounds of proof, and a verdict that says beforehand what it causes', async (step) => {
        /** @type {Person} */ let platform;
        const { buyer, no } = await disputed(stage, desk, 'b5', 'E1084', 1);
        /** @type {string[]} */ let told = [];
        await step('the queue of disputes leads to it', async () => {
            platform = await stage.staff_again('platform', 'admin', 'disputes', desktop);
            await platform.sees(platform.find('heading', '纠纷裁决'));
            await platform.press(platform.link(new RegExp(no)));
            await platform.sees_state('商家已拒绝');
            assert.equal(await platform.button('裁决').getAttribute('aria-keyshortcuts'), 'A');
        });
        await step('both sides are asked twice, and answer', async () => {
            for (const round of [1, 2]) {
                await ask_for_proof(platform, no, `请举证 ${round}`);
                await platform.reads(`平台要求：请举证 ${round}`);
                await give(buyer, no, 'add_evidence', { text: `买家第 ${round} 次`, evidence: [] });
                await give(desk.merchant, no, 'add_evidence', { text: `商家第 ${round} 次`, evidence: [] });
                await platform.reads(`商家第 ${round} 次`);
            }
        });
        await step('a letter opens the page of the verdict: both sides side by side, round by round', async () => {
            await platform.page.keyboard.press('a');
            await platform.arrives_at(/\/verdict$/);
            for (const round of [1, 2]) {
                const region = platform.find('region', `第 ${round} 轮举证`);
                await platform.reads(`买家第 ${round} 次`, region);
                await platform.reads(`商家第 ${round} 次`, region);
                const [left, right] = await Promise.all(['买家', '商家'].map((side) => platform.find('heading', side, region).boundingBox()));
                assert.ok(left && right && left.x < right.x && Math.abs(left.y - right.y) < 2, 'side by side');
            }
            await platform.finds_dead(platform.button('裁决'), '怎么处理');
        });
        await step('as it is typed, it says each step, amount and parcel', async () => {
            await chooses(platform, '怎么处理', '部分退款');
            await platform.type(platform.field(/^退给买家（元）/), '300');
            await chooses(platform, '谁的责任', '商家');
            await chooses(platform, '退货运费由谁承担', '商家');
            await platform.type(platform.field('裁决理由'), '质量问题成立，买家留用');
            await platform.finds_live(platform.button('裁决'));
            await platform.reads('买家得到：¥300.00');
            told = await items_of(platform, '步骤');
            assert.ok(told.some((it) => it.includes('部分退款 ¥300.00')), told.join(' / '));
            assert.deepEqual(await items_of(platform, '包裹'), ['没有包裹']);
            await platform.page.getByLabel(/^退给买家（元）/).fill('200');
            await platform.reads('买家得到：¥200.00');
            told = await items_of(platform, '步骤');
        });
        await step('given, that is what happens: step by step, payment by payment', async () => {
            const table = platform.find('table', '按支付方式');
            const rows = await table.getByRole('row').allTextContents();
            await platform.press(platform.button('裁决'));
            await platform.sees_state('已完成', 15_000);
            const history = await items_of(platform, '处理记录');
            let at = -1;
            for (const words of told) {
                const found = history.findIndex((it, i) => i > at && it.includes(words));
                assert.ok(found > at, `${words} did not happen:\n${history.join('\n')}`);
                at = found;
            }
            const ticket = await desk.platform.ticket(no);
            const names = { alipay: '支付宝', balance: '余额' };
            const { order } = await desk.platform.get('/orders/E1084');
            let sum = 0;
            for (const part of ticket.refunds) {
                const { channel } = order.payments.find((/** @type {any} */ it) => it.payment_id === part.payment_id);
                const row = rows.find((it) => it.includes(names[/** @type {'alipay' | 'balance'} */ (channel)]));
                assert.ok(row?.includes(yuan(part.amount_fen)), `${row} says nothing of ${yuan(part.amount_fen)}`);
                sum += part.amount_fen;
            }
            assert.equal(sum, 20_000);
        });
        await stage.clear();
    }, () => stage.keep_failure('two-rounds'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Desk} desk */
async function on_a_phone(report, stage, desk) {
    await report.flow('dispute, on a phone: the goods come back first', async (step) => {
        const { no } = await disputed(stage, desk, 'b5', 'E1027', 1);
        /** @type {Person} */ let platform;
        await step('both sides stand below each other, and the parcel is said', async () => {
            platform = await stage.staff_again('platform', 'admin', `tickets/${no}/verdict`, phone);
            const region = platform.find('region', '介入之前');
            await platform.sees(region, 20_000);
            const [upper, lower] = await Promise.all(['买家', '商家'].map((side) => platform.find('heading', side, region).boundingBox()));
            assert.ok(upper && lower && upper.y < lower.y && upper.x === lower.x, 'below each other');
            await chooses(platform, '怎么处理', '全额退款');
            await chooses(platform, '谁的责任', '商家');
            await chooses(platform, '退货运费由谁承担', '商家');
            await platform.press(platform.find('checkbox', '买家先寄回商品'));
            await platform.reads(/^买家寄回商品到：云杉服饰售后组/);
            await platform.reads('寄回运费由商家承担');
        });
        await step('given, the buyer has to send it back', async () => {
            await platform.press(platform.button('裁决'));
            await platform.sees_state('待买家退货', 15_000);
            assert.equal((await desk.platform.ticket(no)).return_address.name, '云杉服饰售后组');
        });
        await stage.clear();
    }, () => stage.keep_failure('verdict-phone'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Desk} desk */
async function four_eyes(report, stage, desk) {
    await report.flow('four eyes: one approves, another one after him', async (step) => {
        /** @type {Person} */ let first;
        /** @type {Person} */ let second;
        let no = '';
        const set = async (/** @type {number} */ above_fen) => {
            const { version } = await desk.merchant.get('/policy');
            const put = await desk.merchant.send('PUT', '/policy', { based_on: version, overrides: { four_eyes_above_fen: above_fen } });
            assert.equal(put.status, 200, put.text);
        };
        await step('the first approves: it is said that a second has to', async () => {
            await set(50_000);
            ({ no } = await ask(stage, 'b5', 'E1024', 3));
            await set(0);
            first = await stage.staff_again('merchant', 'yunshan', `tickets/${no}`);
            await first.press(first.button('同意退货'));
            const dialog = first.dialog('同意退货');
            await first.reads('一审同意，等待复核', dialog);
            await first.press(first.button('同意退货', dialog));
            await first.sees_no(dialog);
            await first.finds_dead(first.button('复核并同意退货'), /./);
        });
        await step('the second reads who, when, how much and why, and approves', async () => {
            second = await stage.staff_again('merchant', 'yunshan-manager', `tickets/${no}`, phone);
            await second.reads(/已于 .* 一审同意退款 ¥[\d,.]+。单笔超过 ¥500\.00 须由另一位同事复核。/, undefined, 20_000);
            await second.press(second.button('复核并同意退货'));
            await second.press(second.button('复核并同意退货', second.dialog('复核并同意退货')));
            await second.sees_state('待买家退货');
            await first.sees_state('待买家退货');
        });
        await stage.clear();
    }, () => stage.keep_failure('four-eyes'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Desk} desk */
async function scanned(report, stage, desk) {
    await report.flow('receiving by scanned numbers', async (step) => {
        const one = await send_back(stage, desk, 'b5', 'E1027', 3, 'ZT7700000001');
        const other = await send_back(stage, desk, 'b9', 'E1211', 1, 'ZT7700000002');
        /** @type {Person} */ let merchant;
        const field = () => merchant.field('运单号、售后单号或订单号');
        const scan = async (/** @type {string} */ number) => {
            await merchant.page.keyboard.type(number);
            await merchant.page.keyboard.press('Enter');
        };
        await step('the field waits; a number and Enter find the ticket, Enter receives it', async () => {
            merchant = await stage.staff_again('merchant', 'yunshan', 'receive');
            await merchant.page.waitForFunction(() => document.activeElement?.tagName === 'INPUT', undefined, { timeout: 20_000 });
            await scan('ZT7700000001');
            await merchant.reads('退回包裹：中通快递 ZT7700000001');
            await merchant.page.waitForFunction(() => document.activeElement?.tagName === 'BUTTON');
            await merchant.page.keyboard.press('Enter');
            await merchant.reads('刚刚收到');
            assert.ok(['refunding', 'completed'].includes((await desk.merchant.ticket(one.no)).state));
        });
        await step('the field has the keyboard again: the next one, by its ticket number', async () => {
            await merchant.page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
            assert.equal(await field().inputValue(), '');
            await scan(other.no);
            await merchant.reads('退回包裹：中通快递 ZT7700000002');
            await merchant.page.waitForFunction(() => document.activeElement?.tagName === 'BUTTON');
            await merchant.page.keyboard.press('Enter');
            await merchant.reads(new RegExp(other.no), merchant.find('region', '刚刚收到'));
        });
        await step('a number that nobody knows says so', async () => {
            await merchant.page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
            await scan('NOSUCHPARCEL1');
            await merchant.reads(/没有找到「NOSUCHPARCEL1」的售后单/);
        });
        await stage.clear();
    }, () => stage.keep_failure('scanned'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Desk} desk */
async function failed_refunds(report, stage, desk) {
    await report.flow('refunds that failed: to the balance, and outside with proof', async (step) => {
        /** @type {Person} */ let merchant;
        const fail = async (/** @type {string} */ no) => {
            const settings = { delay_ms: 0, fail_next: 1, lose_answer_next: 0, duplicate_answers: false };
            assert.equal((await desk.platform.send('POST', '/channel', settings)).status, 200);
            await give(desk.merchant, no, 'receive');
        };
        await step('the channel refuses; the rest goes to the balance', async () => {
            const { no } = await send_back(stage, desk, 'b10', 'E1090', 2, 'ZT7700000003');
            await fail(no);
            merchant = await stage.staff_again('merchant', 'yunshan', `tickets/${no}`);
            await merchant.sees_state('退款失败', 20_000);
            await merchant.press(merchant.button('重试退款'));
            const dialog = merchant.dialog('重试退款');
            await merchant.press(merchant.find('radio', '买家余额', dialog));
            await merchant.reads('改退到账户余额', dialog);
            await merchant.press(merchant.button('重试退款', dialog));
            await merchant.sees_state('已完成', 15_000);
            await merchant.reads(/改退到账户余额/);
        });
        await step('another one is paid outside: without proof it can not be entered', async () => {
            const { no } = await send_back(stage, desk, 'b8', 'E1177', 2, 'ZT7700000004');
            await fail(no);
            await merchant.page.goto(`${stage.server.origin}/#/m/tickets/${no}`);
            await merchant.sees_state('退款失败', 15_000);
            await merchant.press(merchant.button('登记线下退款'));
            const dialog = merchant.dialog('登记线下退款');
            await merchant.finds_dead(merchant.button('登记线下退款', dialog), /凭证/);
            await merchant.field('添加照片', dialog).setInputFiles(photo);
            await merchant.sees(merchant.find('img', '照片 1', dialog));
            await merchant.type(merchant.field('怎么退的', dialog), '支付宝转账');
            await merchant.finds_live(merchant.button('登记线下退款', dialog));
            await merchant.press(merchant.button('登记线下退款', dialog));
            await merchant.sees_state('已完成', 15_000);
        });
        await stage.clear();
    }, () => stage.keep_failure('failed-refunds'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage */
export async function verdict_flows(report, stage) {
    const merchant = new Client(stage.server.origin, 'merchant');
    const platform = new Client(stage.server.origin, 'platform');
    assert.equal((await merchant.sign_in('yunshan', password)).status, 200);
    assert.equal((await platform.sign_in('admin', password)).status, 200);
    for (const flow of [two_rounds, on_a_phone, four_eyes, scanned, failed_refunds]) {
        await flow(report, stage, { merchant, platform });
        await stage.clear().catch(() => {});
    }
}
