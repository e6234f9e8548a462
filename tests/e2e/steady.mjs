// @ts-check
// What goes wrong around people: two of them at once, a broken connection, lost graphics, the back button, a reload.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Client } from './client.mjs';
import { eventually } from './report.mjs';
import { desktop, phone } from './stage.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function at_once(report, stage) {
    await report.flow('two members of staff, one ticket', async (step) => {
        /** @type {import('./stage.mjs').Person} */ let first;
        /** @type {import('./stage.mjs').Person} */ let second;
        let ticket_no = '';
        await step('both look at the same ticket, one of them without live events', async () => {
            const buyer = new Client(stage.server.origin, 'buyer');
            await buyer.launch(await stage.server.launch_token('b1'));
            const kept = await buyer.send('POST', '/evidence', await readFile(photo));
            const request = { type: 'return_refund', reason: 'quality', lines: [{ line_no: 1, quantity: 1 }] };
            const { answer } = await buyer.apply('E1007', request, { evidence: [kept.body.id] });
            assert.equal(answer.status, 201, answer.text);
            ticket_no = answer.body.ticket.no;
            first = await stage.staff('merchant', 'huajian');
            second = await stage.staff('merchant', 'huajian');
            await second.context.route('**/events*', (route) => route.abort());
            for (const merchant of [first, second]) {
                await merchant.page.goto(`${stage.server.origin}/#/m/tickets/${ticket_no}`);
                await merchant.page.reload();
                await merchant.sees_state('待商家处理', 20_000);
            }
        });
        await step('the back button closes a dialog, not the ticket', async () => {
            await first.press(first.button('拒绝'));
            await first.sees(first.dialog('拒绝'));
            assert.match(first.hash(), /\/reject$/);
            await first.page.goBack();
            await first.sees_no(first.dialog('拒绝'));
            await first.sees_state('待商家处理');
        });
        await step('what one decided, the other cannot decide again: he is told, and sees how it stands', async () => {
            await second.press(second.button('拒绝'));
            const late = second.dialog('拒绝');
            await second.chooses('拒绝原因', '凭证不足', late);
            await first.press(first.button('同意退货'));
            await first.press(first.button('同意退货', first.dialog('同意退货')));
            await first.sees_state('待买家退货');
            await second.press(second.button('拒绝', late));
            await second.reads(/内容刚刚有更新，已为您刷新/);
            await second.sees_state('待买家退货');
            await second.sees_no(late);
        });
        await step('with the connection back live events come again', async () => {
            await second.context.unroute('**/events*');
            await second.page.reload();
            await second.sees_state('待买家退货', 20_000);
            const buyer = new Client(stage.server.origin, 'buyer');
            await buyer.launch(await stage.server.launch_token('b1'));
            const { version } = await buyer.ticket(ticket_no);
            assert.equal((await buyer.command(ticket_no, version, 'withdraw')).status, 200);
            await first.sees_state('已关闭');
            await second.sees_state('已关闭');
        });
        await step('who gets no live events is told so, and no longer once they come', async () => {
            await second.context.route('**/events*', (route) => route.abort());
            await second.page.reload();
            await second.reads('实时更新已断开，正在重新连接…', undefined, 20_000);
            await second.context.unroute('**/events*');
            await second.words('实时更新已断开，正在重新连接…').waitFor({ state: 'detached', timeout: 20_000 });
        });
        await stage.clear();
    }, () => stage.keep_failure('at_once'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function outage(report, stage) {
    await report.flow('the server stops and comes back while a page is open', async (step) => {
        /** @type {import('./stage.mjs').Person} */ let buyer;
        await step('the page says that it is cut off; what is tried meanwhile fails in a sentence', async () => {
            buyer = await stage.buyer('b8', undefined, desktop);
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            assert.equal(await stage.server.stop(), 0);
            await buyer.reads('实时更新已断开，正在重新连接…', undefined, 15_000);
            await buyer.press(buyer.link('售后记录'));
            await buyer.reads('网络不通，请检查网络后重试。');
            await buyer.sees(buyer.button('重试'));
        });
        await step('once it is back, the page goes on by itself, without a reload', async () => {
            await stage.server.start();
            await buyer.words('实时更新已断开，正在重新连接…').waitFor({ state: 'detached', timeout: 20_000 });
            await buyer.sees(buyer.words('没有售后单'));
            await buyer.press(buyer.link('我的订单'));
            await buyer.sees(buyer.find('list', '我的订单'));
        });
        await stage.clear();
    }, () => stage.keep_failure('outage'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function kept(report, stage) {
    await report.flow('what a page keeps: draft, photo, look, place; and what it gives up', async (step) => {
        /** @type {import('./stage.mjs').Person} */ let buyer;
        await step('after a reload everything filled in is there, the photo too', async () => {
            buyer = await stage.buyer('b1', 'E1010', phone);
            await buyer.press(buyer.link('退货退款'));
            await buyer.press(buyer.button(/^增加5G 智能手机/));
            await buyer.chooses('申请原因', /^少件\/漏发/);
            await buyer.type(buyer.field('补充说明'), '少了一副耳罩');
            await buyer.field('添加照片').setInputFiles(photo);
            await buyer.finds_live(buyer.button('提交申请'));
            await buyer.page.reload();
            await buyer.finds_live(buyer.button('提交申请'));
            assert.equal(await buyer.field('补充说明').inputValue(), '少了一副耳罩');
            await buyer.sees(buyer.button('申请原因：少件/漏发'));
            await buyer.sees(buyer.find('img', '照片 1'));
        });
        await step('pressed twice in a hurry, it is one request', async () => {
            await buyer.press(buyer.button('提交申请'));
            await buyer.button('提交申请').tap({ timeout: 300, noWaitAfter: true }).catch(() => {});
            await buyer.sees_state('待商家处理');
            await buyer.press(buyer.link('售后记录'));
            await buyer.find('searchbox', '搜索').fill('E1010');
            await buyer.sees(buyer.find('tab', /^全部 1$/));
        });
        await step('a sent request leaves no draft behind', async () => {
            await buyer.page.goto(stage.server.origin + '/#/b/orders/E1010/apply/return_refund');
            await buyer.sees(buyer.find('heading', '退货退款'));
            await buyer.finds_dead(buyer.button('提交申请'), '请先选择商品');
        });
        await step('dark stays dark, and light again', async () => {
            await buyer.page.goto(stage.server.origin + '/#/b/orders');
            const ground = () => buyer.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
            await buyer.opens_account();
            await buyer.press(buyer.button('深色'));
            await buyer.sees(buyer.pressed('深色'));
            assert.equal(await ground(), 'dark');
            await buyer.page.reload();
            await buyer.sees(buyer.pressed('深色'), 20_000);
            assert.equal(await ground(), 'dark');
            await buyer.press(buyer.button('浅色'));
            await buyer.sees(buyer.pressed('浅色'));
            assert.equal(await ground(), 'light');
        });
        await step('the text size is kept, too, on top of the host\'s', async () => {
            const size = async () => (await buyer.find('heading', '我的').boundingBox())?.height || 0;
            const normal = await size();
            await buyer.press(buyer.button('特大'));
            await eventually(async () => await size() > normal * 1.15, 'larger words', 3000);
            await buyer.page.reload();
            await buyer.sees(buyer.pressed('特大'), 20_000);
            await eventually(async () => await size() > normal * 1.15, 'larger words after a reload', 3000);
            await buyer.press(buyer.button('标准'));
            await eventually(async () => Math.abs(await size() - normal) < 1, 'words as before', 3000);
        });
        await step('who signs out is out, also by the back button', async () => {
            await buyer.press(buyer.button('退出登录'));
            await buyer.sees(buyer.find('heading', '欢迎使用售后服务台'));
            await buyer.page.goBack();
            await buyer.page.waitForTimeout(500);
            assert.equal(await buyer.find('list', '我的订单').count(), 0);
            const answer = await buyer.page.request.get(stage.server.origin + '/api/v1/buyer/orders');
            assert.equal(answer.status(), 401);
        });
        await stage.clear();
    }, () => stage.keep_failure('kept'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function places(report, stage) {
    await report.flow('every screen begins at its top', async (step) => {
        await step('after a long form was sent, what became of it is read first', async () => {
            const buyer = await stage.buyer('b1', 'E1003', phone);
            await buyer.press(buyer.link('退货退款'));
            await buyer.press(buyer.button('增加每日坚果混合装 25g×30 包 的数量'));
            await buyer.chooses('申请原因', /^商品破损/);
            await buyer.field('添加照片').setInputFiles(photo);
            await buyer.finds_live(buyer.button('提交申请'));
            await buyer.press(buyer.button('提交申请'));
            await buyer.has_before_eyes(buyer.find('heading', '待商家处理'));
        });
        await stage.clear();
    }, () => stage.keep_failure('places'));
    await stage.clear().catch(() => {});
    await report.flow('a dialog begins at its top, with what fits the ticket', async (step) => {
        /** @type {import('./stage.mjs').Person} */ let merchant;
        await step('the merchant asks to reject that return', async () => {
            merchant = await stage.staff('merchant', 'qinghe');
            await merchant.press(merchant.link(/^退货退款 每日坚果混合装/));
            await merchant.press(merchant.button('拒绝'));
            await merchant.sees(merchant.dialog('拒绝'));
        });
        await step('reasons that are not for returns are not offered', async () => {
            await merchant.press(merchant.button(/^拒绝原因：/, merchant.dialog('拒绝')));
            await merchant.sees(merchant.find('option', '凭证不足'));
            for (const other of ['权益已使用', '商品已发出', '物流显示已签收']) {
                assert.equal(await merchant.find('option', other).count(), 0, other);
            }
        });
        await step('the first reason is before the eyes', async () => {
            await merchant.has_before_eyes(merchant.page.getByRole('option'));
        });
        await stage.clear();
    }, () => stage.keep_failure('dialogs'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function drawing(report, stage) {
    await report.flow('drawing: only when something changes, and again after the graphics were lost', async (step) => {
        /** @type {import('./stage.mjs').Person} */ let buyer;
        await step('a page that nobody touches draws nothing, also with a field in use', async () => {
            buyer = await stage.person('buyer', desktop);
            await buyer.page.addInitScript(() => {
                const draw = window.requestAnimationFrame.bind(window);
                Object.assign(window, { frames_asked: 0 });
                window.requestAnimationFrame = (then) => {
                    /** @type {any} */ (window).frames_asked += 1;
                    return draw(then);
                };
            });
            const asked = () => buyer.page.evaluate(() => /** @type {any} */ (window).frames_asked);
            await buyer.page.goto(await stage.server.launch_url('b7'));
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            await buyer.find('searchbox', '搜索').focus();
            await buyer.page.waitForTimeout(1500);
            const before = await asked();
            assert.ok(before > 0, 'frames are not counted');
            await buyer.page.waitForTimeout(2500);
            assert.equal(await asked() - before, 0, 'frames while nothing happens');
        });
        await step('after the graphics were lost and came back, the picture is the same', async () => {
            await buyer.find('searchbox', '搜索').blur();
            await buyer.page.mouse.move(700, 30);
            await buyer.page.waitForTimeout(400);
            const before = await buyer.page.screenshot({ animations: 'disabled' });
            const lost = await buyer.page.evaluateHandle(() => {
                const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
                const extension = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
                extension?.loseContext();
                return extension;
            });
            await buyer.page.waitForTimeout(300);
            await lost.evaluate((extension) => { extension?.restoreContext(); });
            await buyer.page.waitForTimeout(800);
            const after = await buyer.page.screenshot({ animations: 'disabled' });
            assert.ok(before.equals(after), 'another picture');
            await buyer.press(buyer.link('售后记录'));
            await buyer.sees(buyer.find('heading', '售后记录'));
        });
        await stage.clear();
    }, () => stage.keep_failure('drawing'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function steady_flows(report, stage) {
    for (const flow of [at_once, outage, kept, places, drawing]) {
        await flow(report, stage);
        await stage.clear().catch(() => {});
    }
}
