// @ts-check
// What keeps a mall going: orders are imported, a holiday is entered and time limits go around it, the clock is moved on the
// health page, and a refund that failed is seen and settled there.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { day, hour, order } from '../fixtures/folders/mall.mjs';
import { asked, mall_of } from './asked.mjs';
import { Client } from './client.mjs';
import { eventually } from './report.mjs';
import { password } from './stage.mjs';
import { two_ways } from './ways.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const wrong = { type: 'return_refund', reason: 'quality' };

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {import('./ways.mjs').Way} Way */
/** @typedef {import('./asked.mjs').Asked} Asked */

const mug = { sku: 'OP1', spu: 'OP1', title: '运营马克杯', spec: '白色', kind: 'physical', category: 'home', quantity: 1, unit_price_fen: 5_900 };

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Way} way @param {Client} platform */
async function imported(report, stage, way, platform) {
    const { say } = way;
    const tag = way.phone ? 'P' : 'D';
    await report.flow(`an import: all of a file or nothing, and the buyer has it (${way.name})`, async (step) => {
        const { now_ms } = await platform.get('/session');
        const made = (/** @type {number} */ i, /** @type {object} */ more) =>
            ({ ...order(`EI${tag}${i}`, 's3', 'b7', now_ms, 'received', [mug]), ...more });
        const bad = made(2, { payments: [{ payment_id: 'WEI', channel: 'wechat', amount_fen: 1 }] });
        const there = async (/** @type {number} */ i) => (await platform.send('GET', `/orders/EI${tag}${i}`)).status;
        await step('one line is wrong: it is named, and nothing of the file is taken', async () => {
            const { status, said } = await stage.server.tries_to_bring([made(1, {}), bad]);
            assert.equal(status, 2, said);
            assert.match(said, /2/);
            assert.match(said, /payment/i);
            assert.equal(await there(1), 404);
        });
        await step('only the sound ones, if that is wanted', async () => {
            const { status, said } = await stage.server.tries_to_bring([made(1, {}), bad], ['--skip-bad']);
            assert.equal(status, 3, said);
            assert.deepEqual([await there(1), await there(2)], [200, 404]);
        });
        await step('the buyer has it before him, and may ask', async () => {
            const buyer = await stage.buyer('b7', `EI${tag}1`, way.how);
            await buyer.sees(buyer.find('heading', new RegExp(`EI${tag}1`)), 20_000);
            await buyer.reads(new RegExp(mug.title));
            await buyer.sees(buyer.link(say(/^退货退款/, /^Return and refund/)));
        });
        await stage.clear();
    }, () => stage.keep_failure('import'));
}

/** The day of a moment where the mall is. @param {number} at_ms */
const day_of = (at_ms) => new Date(at_ms + 8 * hour).toISOString().slice(0, 10);

/** Through the health page. @param {Person} admin @param {Way} way @param {number} hours */
async function moves_the_clock(admin, { say }, hours) {
    const field = admin.field(say('拨快多少小时', 'Hours forward'));
    await admin.press(field);
    await field.fill(String(hours));
    await admin.press(admin.button(say('拨快时钟', 'Move the clock')));
    await admin.reads(say('时钟已拨快', 'The clock has moved'), undefined, 20_000);
}

/** What the health page says of one of its checks. @param {Person} admin @param {string} title */
const check_of = (admin, title) => admin.page.getByRole('listitem').filter({ has: admin.find('heading', title) });

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Way} way @param {Client} platform */
async function around_a_holiday(report, stage, way, platform) {
    const { say } = way;
    const tag = way.phone ? 'P' : 'D';
    await report.flow(`a holiday, time limits around it, and time travel (${way.name})`, async (step) => {
        /** @type {Person} */ let admin;
        /** @type {Person} */ let buyer;
        /** @type {Asked} */ let before;
        /** @type {Asked} */ let after;
        const { version } = await platform.get('/policy');
        const ask = (/** @type {number} */ i) => asked(stage, { order_no: `EH${tag}${i}`, shop: 's3', buyer: 'b7', goods: mug }, wrong);
        const limit_of = async (/** @type {Asked} */ { no }) => {
            const ticket = await platform.ticket(no);
            return (ticket.deadline_ms - ticket.applied_at_ms) / hour;
        };
        await step('a request of before: two days for the merchant', async () => {
            before = await ask(1);
            assert.equal(await limit_of(before), 48);
        });
        await step('three days of holiday, from tomorrow on, are entered', async () => {
            admin = await stage.staff('platform', 'admin', 'rules/holidays', way.how);
            await admin.page.goto(`${stage.server.origin}/#/p/rules/holidays`);
            await admin.press(admin.button(say('新增', 'Add')));
            const { now_ms } = await platform.get('/clock');
            await admin.field(say('第一天', 'First day')).fill(day_of(now_ms + day));
            await admin.field(say('最后一天', 'Last day')).fill(day_of(now_ms + 3 * day));
            const publish = say(`发布为版本 ${version + 1}`, `Publish as version ${version + 1}`);
            await admin.finds_live(admin.button(publish));
            await admin.press(admin.button(publish));
            await admin.press(admin.button(publish, admin.dialog(publish)));
            await admin.sees_no(admin.dialog(publish));
        });
        await step('the next one has the three days more, and its buyer reads so', async () => {
            after = await ask(2);
            assert.equal(await limit_of(after), 48 + 72);
            assert.equal(await limit_of(before), 48);  // what was asked for goes by the rules of then
            buyer = await stage.buyer('b7', after.order_no, way.how);
            await buyer.arrives_at(/^#\/b\//);
            await buyer.page.goto(`${stage.server.origin}/#/b/tickets/${after.no}`);
            await buyer.reads(say(/还剩 4 天 23 小时/, /4 d 23 h left/), undefined, 20_000);
        });
        await step('two days later, on the health page: the old one was approved, the new one waits', async () => {
            await admin.page.goto(`${stage.server.origin}/#/p/health`);
            await moves_the_clock(admin, way, 49);
            await eventually(async () => (await platform.ticket(before.no)).state === 'awaiting_return', 'the time limit', 15_000);
            assert.equal((await platform.ticket(after.no)).state, 'awaiting_merchant');
            await buyer.page.reload();  // a page does not hear of a clock that is moved
            await buyer.reads(say(/还剩 2 天 22 小时/, /2 d 22 h left/), undefined, 20_000);
            await admin.reads(say('正常', 'Fine'), check_of(admin, say('迟到的时限', 'Late time limits')));
            await admin.page.goto(`${stage.server.origin}/#/p/tickets/${before.no}`);
            await admin.reads(say(/商家超时未处理，自动同意/, /The merchant did not answer in time: approved/));
        });
        await step('when the holiday and its two days are over, so is its time', async () => {
            await admin.page.goto(`${stage.server.origin}/#/p/health`);
            await moves_the_clock(admin, way, 72);
            await buyer.sees_state(say('待买家退货', 'Waiting for the return parcel'), 15_000);
        });
        await stage.clear();
    }, () => stage.keep_failure('holiday'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Way} way @param {Client} platform */
async function settled_from_health(report, stage, way, platform) {
    const { say } = way;
    const tag = way.phone ? 'P' : 'D';
    await report.flow(`a failed refund is seen on the health page, and settled there (${way.name})`, async (step) => {
        /** @type {Person} */ let admin;
        /** @type {Asked} */ let ticket;
        const failed = () => check_of(admin, say('退款失败', 'Failed refunds'));
        const state = async () => (await platform.ticket(ticket.no)).state;
        await step('the channel refuses twice', async () => {
            admin = await stage.staff_again('platform', 'admin', 'channel', way.how);
            const field = admin.field(say('接下来失败的次数', 'Refuse the next'));
            await admin.sees(field, 20_000);
            await field.fill('2');
            await admin.press(admin.button(say('保存设置', 'Save settings')));
            await admin.reads(say('操作成功', 'Done'));
            ticket = await asked(stage, { order_no: `EX${tag}1`, shop: 's3', buyer: 'b7', goods: mug }, { type: 'refund_shipped', reason: 'quality' });
            const merchant = new Client(stage.server.origin, 'merchant');
            assert.equal((await merchant.sign_in('qinghe', password)).status, 200);
            const answer = await merchant.command(ticket.no, (await merchant.ticket(ticket.no)).version, 'agree');
            assert.equal(answer.status, 200, answer.text);
            await eventually(async () => await state() === 'refund_failed', 'the refusal', 10_000);
        });
        await step('the health page counts it, says what it means, and leads to it', async () => {
            await admin.page.goto(`${stage.server.origin}/#/p/health`);
            await admin.reads(say(/^\d+ · (待处理|异常)$/, /^\d+ · (Needs attention|Wrong)$/), failed(), 20_000);
            await admin.reads(say('打开售后单：重试、改退余额，或登记线下退款。',
                'Open the ticket: try again, refund to the balance, or enter a payment by hand.'), failed());
            await admin.picture(`health-${way.phone ? 'phone' : 'desktop'}${stage.webgl ? '' : '-html'}`);
            await admin.press(admin.link(ticket.no, failed()));
            await admin.sees_state(say('退款失败', 'Refund failed'));
        });
        await step('tried again it fails again', async () => {
            const retry = say('重试退款', 'Retry refund');
            const { version } = await platform.ticket(ticket.no);
            await admin.press(admin.button(retry));
            await admin.press(admin.button(retry, admin.dialog(retry)));
            await eventually(async () => {
                const now = await platform.ticket(ticket.no);
                return now.state === 'refund_failed' && now.version > version + 1;
            }, 'the second refusal', 10_000);
            await admin.sees_state(say('退款失败', 'Refund failed'));
        });
        await step('paid by hand, with the proof of it', async () => {
            const offline = say('登记线下退款', 'Enter an offline refund');
            await admin.press(admin.button(offline));
            const dialog = admin.dialog(offline);
            await admin.field(say('添加照片', 'Add photos'), dialog).setInputFiles(photo);
            await admin.sees(admin.find('img', say('照片 1', 'Photo 1'), dialog));
            await admin.type(admin.field(say('怎么退的', 'How it was paid'), dialog), 'bank transfer');
            await admin.finds_live(admin.button(offline, dialog));
            await admin.press(admin.button(offline, dialog));
            await admin.sees_state(say('已完成', 'Completed'), 15_000);
        });
        await step('the health page has nothing of it any more', async () => {
            await admin.page.goto(`${stage.server.origin}/#/p/health`);
            await admin.sees(admin.find('heading', say('退款失败', 'Failed refunds')), 20_000);
            await admin.press(admin.button(say('重新检查', 'Check again')));
            await admin.sees_no(admin.link(ticket.no));
            await admin.reads(say('正常', 'Fine'), check_of(admin, say('账目', 'The books')));
        });
        await stage.clear();
    }, () => stage.keep_failure('settled'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage */
export async function operation_flows(report, stage) {
    const { policy } = await (await mall_of(stage)).get('/policy');
    for (const way of two_ways(stage)) {
        for (const flow of [imported, settled_from_health, around_a_holiday]) {
            await flow(report, stage, way, await mall_of(stage));
            await stage.clear().catch(() => {});
        }
        const platform = await mall_of(stage);
        const { version } = await platform.get('/policy');
        const put = await platform.send('PUT', '/policy', { based_on: version, policy });
        assert.equal(put.status, 200, put.text);
    }
}
