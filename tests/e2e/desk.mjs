// @ts-check
// The merchant's way in: workbench, filter, view, many at once, a file, and tickets decided by keys alone.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { faults } from './access.mjs';
import { asked } from './asked.mjs';
import { Client } from './client.mjs';
import { password, phone } from './stage.mjs';
import { eventually } from './report.mjs';

const wide = { viewport: { width: 1440, height: 900 } };
const goods = { sku: 'D1', spu: 'D1', title: '台面收纳盒', spec: '白色', category: 'home', unit_price_fen: 9_900 };
const wrong = { type: 'return_refund', reason: 'quality' };

/** @typedef {import('./stage.mjs').Person} Person */

/** Five requests of one shop; the last is agreed to already. @param {import('./stage.mjs').Stage} stage @param {string} shop @param {string} login @param {number} from */
async function five(stage, shop, login, from) {
    /** @type {string[]} */ const numbers = [];
    for (let i = 0; i < 5; ++i)
        numbers.push((await asked(stage, { order_no: `E${from + i}`, shop, buyer: `b${8 + i % 3}`, goods }, wrong)).no);
    const merchant = new Client(stage.server.origin, 'merchant');
    assert.equal((await merchant.sign_in(login, password)).status, 200);
    const { version } = await merchant.ticket(numbers[4]);
    const address = { name: '售后组', phone: '0571-5550101', text: '浙江省杭州市余杭区良渚街道丰华路 18 号' };
    const answer = await merchant.command(numbers[4], version, 'agree', { address });
    assert.equal(answer.status, 200, answer.text);
    return numbers;
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function at_a_desktop(report, stage) {
    await report.flow('workbench, filter, view, three at once, a file, keys (desktop)', async (step) => {
        /** @type {Person} */ let merchant;
        /** @type {string[]} */ let numbers = [];
        const choose = (/** @type {string} */ no) => merchant.press(merchant.find('checkbox', new RegExp(`^选择 .*${no}`)));
        await step('the workbench is what staff begin with, and counts what waits', async () => {
            numbers = await five(stage, 's2', 'shenlan', 9101);
            merchant = await stage.staff('merchant', 'shenlan', 'work', wide);
            await merchant.sees(merchant.find('heading', '工作台'));
            await merchant.sees(merchant.link('待审核：4 张'));
            await merchant.sees(merchant.link('退款失败：0 张'));
            assert.deepEqual(await faults(merchant), []);
            await merchant.picture(`desk-work${stage.webgl ? '' : '-html'}`);
            await merchant.press(merchant.link('待审核：4 张'));
            await merchant.arrives_at(/^#\/m\/tickets\?work=review&sort=deadline$/);
            await merchant.sees(merchant.find('grid', '售后工单'));
        });
        await step('it is narrowed otherwise, and kept as a view', async () => {
            await merchant.press(merchant.button('取消条件 待办：待审核'));
            await merchant.arrives_at(/^#\/m\/tickets\?sort=deadline$/);
            await merchant.press(merchant.button('筛选'));
            const dialog = merchant.dialog('筛选');
            await merchant.press(merchant.find('checkbox', '退货退款', dialog));
            await merchant.press(merchant.button('完成', dialog));
            await merchant.arrives_at(/type=return_refund/);
            await merchant.press(merchant.button('存为视图'));
            await merchant.type(merchant.field('视图名称'), '退货');
            await merchant.page.keyboard.press('Enter');
            await merchant.sees(merchant.link('退货'));
            await merchant.page.reload();
            await merchant.sees(merchant.link('退货'), 20_000);
        });
        await step('three at once: one would be left out, and it is said before', async () => {
            for (const no of [numbers[0], numbers[1], numbers[4]]) await choose(no);
            await merchant.reads('已选 3 张，合计 ¥297.00');
            await merchant.press(merchant.button('批量同意…'));
            await merchant.reads('2 张可以处理，合计 ¥198.00');
            await merchant.reads('1 张不会被处理');
            assert.deepEqual(await faults(merchant), []);
            await merchant.picture(`desk-batch${stage.webgl ? '' : '-html'}`);
            await merchant.press(merchant.button('同意 2 张'));
            await merchant.reads('2 张完成，1 张未完成', undefined, 15_000);
            await merchant.press(merchant.button('关闭', merchant.dialog('批量同意')).last());
            await merchant.sees_no(merchant.dialog('批量同意'));
            await merchant.sees(merchant.link(new RegExp(`待买家退货 ${numbers[0]}`)));
        });
        await step('the list as a file', async () => {
            await merchant.page.keyboard.press('Escape');
            await choose(numbers[4]);  // nothing is chosen any more
            const [download] = await Promise.all([merchant.page.waitForEvent('download'), merchant.press(merchant.link('导出 CSV'))]);
            assert.equal(download.suggestedFilename(), 'tickets.csv');
            const text = await readFile(await download.path(), 'utf8');
            assert.ok(text.startsWith('\ufeff"售后单号"'), text.slice(0, 40));
            assert.equal(text.trim().split('\r\n').length, 6);
            for (const no of numbers) assert.ok(text.includes(no));
        });
        await step('a ticket is decided in two keys, and the next of the view opens', async () => {
            await merchant.page.goto(`${stage.server.origin}/#/m/tickets?work=review&sort=deadline`);
            await merchant.sees(merchant.link(new RegExp(numbers[3])));
            await merchant.page.keyboard.press('j');
            await merchant.page.keyboard.press('Enter');
            await merchant.arrives_at(new RegExp(`^#/m/tickets/${numbers[2]}\\?`));
            await merchant.sees(merchant.find('heading', '这位买家'));
            await merchant.sees_state('待商家处理');
            await merchant.finds_live(merchant.button('同意退货'));
            await merchant.picture(`desk-ticket${stage.webgl ? '' : '-html'}`);
            await merchant.page.keyboard.press('a');
            await merchant.sees(merchant.dialog('同意退货'));
            await merchant.page.keyboard.press('Control+Enter');
            await merchant.arrives_at(new RegExp(`^#/m/tickets/${numbers[3]}\\?work=review`));
            await merchant.sees_state('待商家处理');
            await merchant.page.goBack();  // what was decided, without its dialog
            await merchant.arrives_at(new RegExp(`^#/m/tickets/${numbers[2]}\\?`));
            await merchant.sees_state('待买家退货');
        });
        await stage.clear();
    }, () => stage.keep_failure('desk'));
    await stage.clear().catch(() => {});
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function on_a_phone(report, stage) {
    await report.flow('workbench, status, cards, two at once (phone)', async (step) => {
        /** @type {Person} */ let merchant;
        /** @type {string[]} */ let numbers = [];
        await step('the same counts in two columns', async () => {
            numbers = await five(stage, 's5', 'huajian', 9111);
            merchant = await stage.staff('merchant', 'huajian', 'work', phone);
            await merchant.sees(merchant.link('待审核：4 张'));
            assert.deepEqual(await faults(merchant), []);
            await merchant.picture(`desk-work-phone${stage.webgl ? '' : '-html'}`);
            await merchant.press(merchant.link('待审核：4 张'));
            await merchant.arrives_at(/work=review/);
        });
        await step('the status is chosen from a list', async () => {
            await merchant.chooses('状态', /^待审核/);
            await merchant.arrives_at(/status=reviewing/);
            await merchant.sees(merchant.link(new RegExp(numbers[0])));
            await merchant.picture(`desk-queue-phone${stage.webgl ? '' : '-html'}`);
        });
        await step('two are rejected at once, for one reason', async () => {
            for (const no of numbers.slice(0, 2)) await merchant.press(merchant.find('checkbox', new RegExp(`^选择 .*${no}`)));
            await merchant.press(merchant.button('批量拒绝…'));
            const dialog = merchant.dialog('批量拒绝');
            await merchant.finds_dead(merchant.button('拒绝 2 张', dialog), '请先选择拒绝原因');
            await merchant.press(merchant.button(/^拒绝原因/, dialog));
            await merchant.press(merchant.page.getByRole('option').first());
            await merchant.type(merchant.field('给买家的说明', dialog), '请补充清晰的照片');
            await merchant.finds_live(merchant.button('拒绝 2 张', dialog));
            await merchant.press(merchant.button('拒绝 2 张', dialog));
            await merchant.reads('2 张完成，0 张未完成', undefined, 15_000);
            await merchant.press(merchant.button('关闭', dialog).last());
            await eventually(async () => await merchant.link(new RegExp(numbers[0])).count() === 0, 'it has left the list', 5000);
        });
        await step('a ticket of it opens alone, and back leads to the list', async () => {
            await merchant.press(merchant.link(new RegExp(numbers[2])));
            await merchant.sees_state('待商家处理');
            await merchant.page.goBack();
            await merchant.sees(merchant.link(new RegExp(numbers[2])));
        });
        await stage.clear();
    }, () => stage.keep_failure('desk_phone'));
    await stage.clear().catch(() => {});
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function desk_flows(report, stage) {
    await at_a_desktop(report, stage);
    await on_a_phone(report, stage);
}
