// @ts-check
// A shop inspects line by line, with reasons, photos and grades; a buyer who got nothing appeals, and somebody else of
// the platform decides about it; a clock is stopped with words that both sides read.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { asked, give, staff_at } from './asked.mjs';
import { Client } from './client.mjs';
import { desktop, password, phone } from './stage.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const address = { name: '深蓝数码售后中心', phone: '0755-5550201', text: '广东省深圳市龙华区清湖路 9 号 5 栋 101' };
const goods = { sku: 'W301-1', spu: 'W301', title: '无线降噪耳塞', spec: '黑色', category: 'digital', unit_price_fen: 49_900 };
const to_return = { type: 'return_refund', reason: 'quality' };

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {import('./report.mjs').Report} Report */
/** @typedef {{merchant: Client, platform: Client}} Desk */

/** @param {Client} who @param {string} no @param {string} command @param {object} [fields] */
async function order(who, no, command, fields) {
    const answer = await who.command(no, (await who.ticket(no)).version, command, fields);
    assert.equal(answer.status, 200, `${command}: ${answer.text.slice(0, 300)}`);
}

/** Two pieces on the shop's bench. @param {Stage} stage @param {Desk} desk @param {string} order_no @param {string} number */
async function on_the_bench(stage, desk, order_no, number) {
    const ticket = await asked(stage, { order_no, shop: 's2', buyer: 'b8', goods: { ...goods, quantity: 2 } }, { ...to_return, line: { quantity: 2 } });
    await order(desk.merchant, ticket.no, 'agree', { address });
    await give(ticket, 'ship_back', { parcel: { carrier: 'sf', tracking_no: number } });
    await order(desk.merchant, ticket.no, 'receive', { inspect: true });
    return ticket;
}

/** @param {Report} report @param {Stage} stage @param {Desk} desk @param {typeof desktop} how @param {string} order_no @param {string} number */
async function inspection(report, stage, desk, how, order_no, number) {
    await report.flow(`inspection by line (${how === phone ? 'phone' : 'desktop'})`, async (step) => {
        const ticket = await on_the_bench(stage, desk, order_no, number);
        /** @type {Person} */ let merchant;
        await step('one of two is refused: its reason and a photo are asked for', async () => {
            merchant = await staff_at(stage, 'merchant', 'shenlan', ticket.no, how);
            await merchant.sees_state('验货中', 20_000);
            await merchant.press(merchant.button('登记验货结果'));
            const dialog = merchant.dialog('登记验货结果');
            await merchant.reads('可售 2 件', dialog);
            await merchant.press(merchant.button(/^增加不合格/, dialog));
            await merchant.reads('可售 1 件', dialog);
            await merchant.finds_dead(merchant.button('登记验货结果', dialog), '不合格原因');
            await merchant.chooses('不合格原因：无线降噪耳塞 黑色', '有使用痕迹', dialog);
            await merchant.finds_dead(merchant.button('登记验货结果', dialog), '不合格照片');
            await merchant.page.getByLabel(/^添加照片：/).setInputFiles(photo);
            await merchant.press(merchant.button(/^增加次品/, dialog));
            await merchant.finds_live(merchant.button('登记验货结果', dialog));
            await merchant.press(merchant.button('登记验货结果', dialog));
            await merchant.sees_state('待寄回买家', 20_000);
        });
        await step('the shop reads its grades, the buyer only what was accepted and why not', async () => {
            await merchant.reads('可售 0 件，次品 1 件，报废 0 件');
            const buyer = await stage.buyer('b8', order_no, how);
            await buyer.arrives_at(/^#\/b\//);
            await buyer.page.goto(`${stage.server.origin}/#/b/tickets/${ticket.no}`);
            const found = buyer.find('region', '验货结果');
            await buyer.sees(found, 20_000);
            await buyer.reads('有使用痕迹', found);
            assert.equal(await buyer.words('次品').count(), 0);
        });
        await stage.clear();
    }, () => stage.keep_failure('inspection'));
}

/** @param {Report} report @param {Stage} stage @param {Desk} desk */
async function accepted_by_keys(report, stage, desk) {
    await report.flow('an inspection without faults: two keys', async (step) => {
        const ticket = await on_the_bench(stage, desk, 'E9303', 'SF9303000011');
        await step('A opens it, Control and Enter enter it', async () => {
            const merchant = await staff_at(stage, 'merchant', 'shenlan', ticket.no, desktop);
            await merchant.sees_state('验货中', 20_000);
            await merchant.page.keyboard.press('a');
            await merchant.finds_live(merchant.button('登记验货结果', merchant.dialog('登记验货结果')));
            await merchant.page.keyboard.press('Control+Enter');
            await merchant.sees_state(/退款中|已完成/, 20_000);
        });
        await stage.clear();
    }, () => stage.keep_failure('inspection-keys'));
}

/** @param {Person} who @param {string} group @param {string} name */
const chooses = (who, group, name) => who.press(who.find('radio', name, who.find('radiogroup', group)));

/** @param {Report} report @param {Stage} stage @param {Desk} desk */
async function appeal(report, stage, desk) {
    await report.flow('a verdict is appealed against once', async (step) => {
        const ticket = await asked(stage, { order_no: 'E9304', shop: 's2', buyer: 'b8', goods }, to_return);
        await order(desk.merchant, ticket.no, 'reject', { reason: 'evidence_insufficient', text: '看不出问题' });
        await give(ticket, 'escalate', { text: '左耳没有声音', evidence: [] });
        await order(desk.platform, ticket.no, 'verdict', { verdict: {
            outcome: 'refund_none', refund_fen: 0, fault: 'buyer', freight_payer: 'buyer', return_goods: false, text: '证据不足' } });
        /** @type {Person} */ let buyer;
        await step('the buyer is told until when, and appeals with words', async () => {
            buyer = await stage.buyer('b8', 'E9304', phone);
            await buyer.arrives_at(/^#\/b\//);
            await buyer.page.goto(`${stage.server.origin}/#/b/tickets/${ticket.no}`);
            await buyer.sees_state('已关闭', 20_000);
            await buyer.reads(/前可以申诉一次$/);
            await buyer.press(buyer.button('申诉'));
            const dialog = buyer.dialog('申诉');
            await buyer.finds_dead(buyer.button('申诉', dialog), '给平台的说明');
            await buyer.type(buyer.field('给平台的说明', dialog), '视频里能听出左耳没有声音');
            await buyer.press(buyer.button('申诉', dialog));
            await buyer.sees_state('商家已拒绝', 20_000);
            await buyer.sees_no(buyer.button('申诉'));
        });
        await step('whoever decided first can not decide again', async () => {
            const first = await staff_at(stage, 'platform', 'admin', ticket.no, desktop);
            await first.sees_state('商家已拒绝', 20_000);
            await first.finds_dead(first.button('裁决'), '申诉须由另一位同事裁决');
        });
        await step('the queue of disputes marks it with its round, and can show appeals alone', async () => {
            const other = await stage.staff_again('platform', 'arbiter', 'disputes?appeal=1', desktop);
            await other.sees(other.link(new RegExp(`${ticket.no} 申诉 · 第 2 轮`)), 20_000);
            await other.sees(other.button('取消条件 轮次：申诉'));
            await other.press(other.link(/^举证中/));
            await other.sees_no(other.link(new RegExp(ticket.no)));
        });
        await step('somebody else reads both, and decides for good', async () => {
            const second = await staff_at(stage, 'platform', 'arbiter', ticket.no, desktop);
            await second.sees_state('商家已拒绝', 20_000);
            await second.press(second.button('裁决'));
            await second.reads('视频里能听出左耳没有声音', second.find('region', '申诉'));
            await chooses(second, '怎么处理', '全额退款');
            await chooses(second, '谁的责任', '商家');
            await chooses(second, '退货运费由谁承担', '商家');
            await second.type(second.field('裁决理由'), '视频成立');
            await second.finds_live(second.button('裁决'));
            await second.press(second.button('裁决'));
            await buyer.sees_state('已完成', 20_000);
            await buyer.reads('最终裁决');
        });
        await stage.clear();
    }, () => stage.keep_failure('appeal'));
}

/** @param {Report} report @param {Stage} stage @param {Desk} desk */
async function frozen(report, stage, desk) {
    await report.flow('a clock is stopped with its reason', async (step) => {
        const ticket = await asked(stage, { order_no: 'E9305', shop: 's2', buyer: 'b8', goods }, to_return);
        await step('the platform writes why, and both sides read it', async () => {
            const platform = await staff_at(stage, 'platform', 'admin', ticket.no, desktop);
            await platform.sees_state('待商家处理', 20_000);
            await platform.press(platform.button('暂停计时'));
            const dialog = platform.dialog('暂停计时');
            await platform.finds_dead(platform.button('暂停计时', dialog), '暂停原因');
            await platform.type(platform.field('暂停原因', dialog), '等待第三方检测');
            await platform.press(platform.button('暂停计时', dialog));
            await platform.sees(platform.button('恢复计时'), 20_000);
            await platform.reads(/等待第三方检测/);
            const merchant = await staff_at(stage, 'merchant', 'shenlan', ticket.no, phone);
            await merchant.reads(/等待第三方检测/, undefined, 20_000);
        });
        await order(desk.platform, ticket.no, 'resume');
        await stage.clear();
    }, () => stage.keep_failure('frozen'));
}

/** @param {Report} report @param {Stage} stage */
export async function appeal_flows(report, stage) {
    const merchant = new Client(stage.server.origin, 'merchant');
    const platform = new Client(stage.server.origin, 'platform');
    assert.equal((await merchant.sign_in('shenlan', password)).status, 200);
    assert.equal((await platform.sign_in('admin', password)).status, 200);
    const desk = { merchant, platform };
    await inspection(report, stage, desk, desktop, 'E9301', 'SF9301000011');
    await inspection(report, stage, desk, phone, 'E9302', 'SF9302000011');
    for (const flow of [accepted_by_keys, appeal, frozen]) {
        await flow(report, stage, desk);
        await stage.clear().catch(() => {});
    }
}
