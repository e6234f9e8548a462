// @ts-check
// Addresses and the way back: every step has its address, back closes what lies on top, a reload brings all of it back.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Client } from './client.mjs';
import { eventually } from './report.mjs';
import { desktop, phone } from './stage.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {{report: import('./report.mjs').Report, stage: import('./stage.mjs').Stage, how: typeof desktop, device: string}} Scene */

/** A ticket that waits for the merchant of shop s3. @param {Scene} scene @param {string} order @param {number} line_no @param {string} buyer_id */
async function waiting_ticket({ stage }, buyer_id, order, line_no) {
    const buyer = new Client(stage.server.origin, 'buyer');
    await buyer.launch(await stage.server.launch_token(buyer_id));
    const kept = await buyer.send('POST', '/evidence', await readFile(photo));
    const request = { type: 'return_refund', reason: 'quality', lines: [{ line_no, quantity: 1 }] };
    const { answer } = await buyer.apply(order, request, { evidence: [kept.body.id] });
    assert.equal(answer.status, 201, answer.text);
    return answer.body.ticket.no;
}

/** @param {Scene} scene */
async function back(scene) {
    const { report, stage, how, device } = scene;
    await report.flow(`back closes what lies on top, and leads where one came from (${device})`, async (step) => {
        /** @type {Person} */ let merchant;
        let no = '';
        await step('list, ticket and dialog have an address each', async () => {
            no = await waiting_ticket(scene, 'b6', 'E1042', device === 'phone' ? 1 : 2);
            merchant = await stage.staff('merchant', 'qinghe', 'tickets', how);
            await merchant.press(merchant.link(new RegExp(no)));
            await merchant.arrives_at(new RegExp(`^#/m/tickets/${no}$`));
            await merchant.press(merchant.button('协商金额'));
            await merchant.arrives_at(new RegExp(`^#/m/tickets/${no}/offer$`));
            await merchant.sees(merchant.dialog('协商金额'));
        });
        await step('back closes the dialog, forward opens it again', async () => {
            await merchant.page.goBack();
            await merchant.sees_no(merchant.dialog('协商金额'));
            await merchant.page.goForward();
            await merchant.sees(merchant.dialog('协商金额'));
        });
        await step('a dialog closed by its button, Escape or × leaves no second step to go back through', async () => {
            await merchant.press(merchant.button('取消', merchant.dialog('协商金额')));
            await merchant.sees_no(merchant.dialog('协商金额'));
            await merchant.press(merchant.button('拒绝'));
            await merchant.sees(merchant.dialog('拒绝'));
            await merchant.page.keyboard.press('Escape');
            await merchant.sees_no(merchant.dialog('拒绝'));
            await merchant.press(merchant.button('拒绝'));
            await merchant.press(merchant.button('关闭', merchant.dialog('拒绝')));
            await merchant.sees_no(merchant.dialog('拒绝'));
            assert.equal(merchant.hash(), `#/m/tickets/${no}`);
            await merchant.page.goBack();
            await merchant.arrives_at(/^#\/m\/tickets$/);
        });
        await step('a dialog that was opened by its address closes to its ticket', async () => {
            await merchant.page.goto(`${stage.server.origin}/#/m/tickets/${no}/reject`);
            await merchant.arrives_at(/reject$/);
            await merchant.page.reload();
            await merchant.press(merchant.button('取消', merchant.dialog('拒绝')));
            await merchant.sees_no(merchant.dialog('拒绝'));
            assert.equal(merchant.hash(), `#/m/tickets/${no}`);
        });
        await stage.clear();
    }, () => stage.keep_failure('back'));
}

/** @param {Scene} scene */
async function reloads(scene) {
    const { report, stage, how, device } = scene;
    await report.flow(`a reload brings back screen, place and every unsent word (${device})`, async (step) => {
        /** @type {Person} */ let person;
        await step('a half-filled dialog: amount and explanation', async () => {
            const no = await waiting_ticket(scene, 'b3', 'E1184', device === 'phone' ? 1 : 2);
            person = await stage.staff('merchant', 'qinghe', 'tickets', how);
            await person.page.goto(`${stage.server.origin}/#/m/tickets/${no}/offer`);
            const dialog = person.dialog('协商金额');
            await person.type(person.field(/^退款金额/, dialog), '12.5');
            await person.type(person.field(/说明/, dialog), '包装完好的话可以退一半');
            await person.page.reload();
            await person.sees(dialog, 20_000);
            await eventually(async () => await person.field(/^退款金额/, dialog).inputValue() === '12.5', 'the amount');
            assert.equal(await person.field(/说明/, dialog).inputValue(), '包装完好的话可以退一半');
            await person.press(person.button('取消', dialog));
        });
        await step('what was searched for stands in the address, also for orders', async () => {
            person = await stage.buyer('b1', undefined, how);
            await person.sees(person.find('list', '我的订单'), 20_000);
            await person.type(person.find('searchbox', '搜索'), '大衣');
            await person.arrives_at(/^#\/b\/orders\?q=/);
            await person.page.reload();
            await person.sees(person.find('list', '我的订单'), 20_000);
            assert.equal(await person.find('searchbox', '搜索').inputValue(), '大衣');
            await person.find('searchbox', '搜索').fill('');
            await person.arrives_at(/^#\/b\/orders$/);
        });
        const scrolled = () => person.page.evaluate(() =>
            Math.max(...Array.from(document.querySelectorAll('#mirror .scroller'), (node) => node.scrollTop)));
        await step('how far a list was scrolled', async () => {
            await person.find('list', '我的订单').evaluate((list) => { (list.closest('.scroller') || list).scrollTop = 700; });
            await person.page.waitForTimeout(200);
            await person.page.reload();
            await person.sees(person.find('list', '我的订单'), 20_000);
            await eventually(async () => Math.abs(await scrolled() - 700) < 2, 'the place before', 5000);
        });
        await step('also when it stood beyond what comes at first', async () => {
            await person.press(person.button('加载更多'));
            const last = person.find('listitem').last();
            await eventually(async () => await last.getAttribute('aria-posinset') === '40', 'all orders', 10_000);
            await person.find('list', '我的订单').evaluate((list) => {
                const scroller = list.closest('.scroller') || list;
                scroller.scrollTop = scroller.scrollHeight;
            });
            await person.page.waitForTimeout(200);
            const before = await scrolled();
            await person.page.reload();
            await person.sees(person.find('list', '我的订单'), 20_000);
            await eventually(async () => Math.abs(await scrolled() - before) < 4, 'the place before', 10_000);
            await person.find('list', '我的订单').evaluate((list) => { (list.closest('.scroller') || list).scrollTop = 700; });
            await person.page.waitForTimeout(200);
        });
        await step('and after a look at an order, by the back button', async () => {
            await person.find('listitem').nth(3).getByRole('link').first().evaluate((link) => { /** @type {HTMLElement} */ (link).click(); });
            await person.sees(person.find('heading', /^订单号/));
            await person.page.goBack();
            await person.sees(person.find('list', '我的订单'));
            await eventually(async () => Math.abs(await scrolled() - 700) < 2, 'the place before', 5000);
        });
        await stage.clear();
    }, () => stage.keep_failure('reloads'));
}

/** @param {Scene} scene */
async function links({ report, stage, how, device }) {
    await report.flow(`links are links (${device})`, async (step) => {
        /** @type {Person} */ let buyer;
        await step('an order opens in another tab, already signed in', async () => {
            buyer = await stage.buyer('b9', undefined, how);
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            const link = buyer.find('listitem').first().getByRole('link').first();
            const href = await link.getAttribute('href');
            const opened = buyer.context.waitForEvent('page');
            await link.click({ modifiers: ['Control'] });
            const tab = await opened;
            // The driver tells a new tab which language to speak a little late.
            await tab.getByRole('heading', { name: /^(订单号|Order no)/ }).waitFor({ timeout: 20_000 });
            assert.equal(new URL(tab.url()).hash, href);
            assert.equal(buyer.hash(), '#/b/orders');
            await tab.close();
        });
        await step('the middle button does it too', async () => {
            const opened = buyer.context.waitForEvent('page');
            await buyer.link('售后记录').click({ button: 'middle' });
            const tab = await opened;
            await tab.getByRole('heading', { name: '售后记录' }).waitFor({ timeout: 20_000 });
            await tab.close();
            assert.equal(buyer.hash(), '#/b/orders');
        });
        await stage.clear();
    }, () => stage.keep_failure('links'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function history_flows(report, stage) {
    for (const [how, device] of /** @type {[typeof desktop, string][]} */ ([[phone, 'phone'], [desktop, 'desktop']])) {
        for (const flow of [back, reloads, links]) {
            await flow({ report, stage, how, device });
            await stage.clear().catch(() => {});
        }
    }
}
