// @ts-check
// A network that goes and comes back: what is sent meanwhile arrives once, what was seen can be read, a new version
// of the page loses nothing.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Client } from './client.mjs';
import { eventually } from './report.mjs';
import { desktop, phone, with_worker } from './stage.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const queued_request = '网络不通，申请已保存，联网后自动提交，只会提交一次。';

/** @typedef {import('./stage.mjs').Person} Person */

/** The tickets of an order, as the server has them. @param {import('./stage.mjs').Stage} stage @param {string} buyer @param {string} order */
async function tickets_of(stage, buyer, order) {
    const client = new Client(stage.server.origin, 'buyer');
    await client.launch(await stage.server.launch_token(buyer));
    return (await client.get('/orders/' + order)).tickets;
}

/** @param {Person} buyer @param {string} line */
async function fill_in(buyer, line) {
    await buyer.press(buyer.link(/^仅退款（未发货）/));
    await buyer.press(buyer.button(`增加${line} 的数量`));
    await buyer.chooses('申请原因', /^不想要了/);
    await buyer.type(buyer.field('补充说明'), '不需要了');
    await buyer.finds_live(buyer.button(/^提交并退款/));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage @param {typeof phone | typeof desktop} how @param {string} name @param {[string, string, string]} order */
async function submit(report, stage, how, name, [buyer_id, order_no, line]) {
    await report.flow(`a request on a dead network (${name})`, async (step) => {
        /** @type {Person} */ let buyer;
        /** @type {string[]} */ const keys = [];
        await step('is kept and shown as waiting, with no button left to send it twice', async () => {
            buyer = await stage.buyer(buyer_id, order_no, how);
            buyer.page.on('request', (request) => {
                const sent = request.method() === 'POST' && request.url().endsWith('/tickets');
                if (sent) keys.push(request.headers()['idempotency-key']);
            });
            await fill_in(buyer, line);
            await buyer.is_kept();
            await buyer.context.setOffline(true);
            await buyer.press(buyer.button(/^提交并退款/));
            await buyer.reads(queued_request);
            await buyer.reads('1 项操作已保存，联网后自动发送。');
            await buyer.finds_dead(buyer.button(/^提交并退款/), '等待网络，将自动发送');
        });
        await step('waits through a reload without a network, nothing of it lost', async () => {
            await buyer.page.reload();
            await buyer.reads(queued_request, undefined, 20_000);
            assert.equal(await buyer.field('补充说明').inputValue(), '不需要了');
        });
        await step('is sent once the network is back, under the same key, and is exactly one ticket', async () => {
            await buyer.context.setOffline(false);
            await buyer.sees_state('已完成', 20_000);
            assert.equal(new Set(keys).size, 1, keys.join());
            assert.equal((await tickets_of(stage, buyer_id, order_no)).length, 1);
            assert.equal(await buyer.words(/联网后自动发送/).count(), 0);
        });
        await stage.clear();
    }, () => stage.keep_failure('offline-submit'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function lost_answers(report, stage) {
    await report.flow('only the answer is lost', async (step) => {
        /** @type {Person} */ let buyer;
        await step('the request is sent again by itself, and still it is one ticket', async () => {
            buyer = await stage.buyer('b2', 'E1186', phone);
            let lost = 0;
            await buyer.context.route('**/buyer/tickets', async (route) => {
                if (route.request().method() !== 'POST' || lost++ > 0) { await route.continue(); return; }
                await route.fetch();
                await route.abort();
            });
            await buyer.press(buyer.link(/^仅退款（未发货）/));
            await buyer.press(buyer.button(/^增加/).first());
            await buyer.chooses('申请原因', /^不想要了/);
            await buyer.press(buyer.button(/^提交并退款/));
            await buyer.sees_state('已完成', 20_000);
            assert.equal(lost, 2);
            assert.equal((await tickets_of(stage, 'b2', 'E1186')).length, 1);
        });
        await stage.clear();
    }, () => stage.keep_failure('lost-answers'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function decision(report, stage) {
    await report.flow('a merchant decides on a dead network', async (step) => {
        /** @type {Person} */ let merchant;
        let no = '';
        const buyer = new Client(stage.server.origin, 'buyer');
        await step('the decision is kept, said, and cannot be given twice', async () => {
            await buyer.launch(await stage.server.launch_token('b1'));
            const kept = await buyer.send('POST', '/evidence', await readFile(photo));
            const request = { type: 'return_refund', reason: 'quality', lines: [{ line_no: 1, quantity: 1 }] };
            const { answer } = await buyer.apply('E1107', request, { evidence: [kept.body.id] });
            assert.equal(answer.status, 201, answer.text);
            no = answer.body.ticket.no;
            merchant = await stage.staff('merchant', 'shenlan', 'tickets', phone);
            await merchant.page.goto(`${stage.server.origin}/#/m/tickets/${no}`);
            await merchant.press(merchant.button('拒绝'));
            await merchant.chooses('拒绝原因', '凭证不足', merchant.dialog('拒绝'));
            await merchant.context.setOffline(true);
            await merchant.press(merchant.button('拒绝', merchant.dialog('拒绝')));
            await merchant.reads('网络不通，「拒绝」已保存，联网后自动发送。');
            await merchant.sees_no(merchant.dialog('拒绝'));
            await merchant.finds_dead(merchant.button('拒绝'), '等待网络，将自动发送');
        });
        await step('it may be taken back before it is sent', async () => {
            await merchant.press(merchant.button('暂不发送'));
            await merchant.finds_live(merchant.button('拒绝'));
        });
        await step('given again, it arrives when the network is back, once', async () => {
            await merchant.press(merchant.button('拒绝'));
            await merchant.sees(merchant.button('拒绝原因：凭证不足', merchant.dialog('拒绝')));
            await merchant.press(merchant.button('拒绝', merchant.dialog('拒绝')));
            await merchant.reads('网络不通，「拒绝」已保存，联网后自动发送。');
            await merchant.context.setOffline(false);
            await eventually(async () => (await buyer.ticket(no)).state !== 'awaiting_merchant', 'the decision at the server', 20_000);
            await merchant.sees_state('商家已拒绝', 20_000);
            const { version } = await buyer.ticket(no);
            assert.equal(version, 4);  // applied and rejected, each with its clock
        });
        await stage.clear();
    }, () => stage.keep_failure('decision'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage @param {typeof phone | typeof desktop} how @param {string} name */
async function reading(report, stage, how, name) {
    await report.flow(`what was seen can be read without a network (${name})`, async (step) => {
        /** @type {Person} */ let buyer;
        await step('lists and an order are looked at', async () => {
            buyer = await stage.buyer('b3', undefined, how);
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            await buyer.press(buyer.find('listitem').first().getByRole('link').first());
            await buyer.sees(buyer.find('heading', /^订单号/));
            await buyer.press(buyer.link('售后记录'));
            await buyer.sees(buyer.find('heading', '售后记录'));
            await buyer.is_kept();
        });
        await step('the server is gone: the page starts all the same, and says of when its lists are', async () => {
            assert.equal(await stage.server.stop(), 0);
            await buyer.page.goto(stage.server.origin + '/#/b/orders');
            await buyer.page.reload();
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            await buyer.reads(/^没有网络，显示的是 .* 的内容。$/);
            await buyer.picture(`offline-orders-${name}`);
            await buyer.press(buyer.find('listitem').first().getByRole('link').first());
            await buyer.sees(buyer.find('heading', /^订单号/));
            await buyer.press(buyer.link('售后记录'));
            await buyer.sees(buyer.find('heading', '售后记录'));
            await buyer.sees_no(buyer.button('重试'));
        });
        await step('what was never seen is not pretended', async () => {
            await buyer.page.goto(stage.server.origin + '/#/b/orders/E9999');
            await buyer.reads('网络不通，请检查网络后重试。');
        });
        await step('back again, all is of now', async () => {
            await buyer.page.goto(stage.server.origin + '/#/b/orders');
            await buyer.reads(/^没有网络，显示的是/);
            await stage.server.start();
            await buyer.words(/^没有网络，显示的是/).waitFor({ state: 'detached', timeout: 20_000 });
            await buyer.sees(buyer.find('list', '我的订单'));
        });
        await step('who signs out leaves nothing to be read behind', async () => {
            await buyer.opens_account();
            await buyer.press(buyer.button('退出登录'));
            await buyer.sees(buyer.find('heading', '欢迎使用售后服务台'));
            const left = await buyer.page.evaluate(() => new Promise((found) => {
                const asked = indexedDB.open('afterdesk');
                asked.onsuccess = () => {
                    const all = asked.result.transaction('kept').objectStore('kept').getAllKeys();
                    all.onsuccess = () => found(all.result.map(String));
                };
            }));
            assert.deepEqual(left, []);
        });
        await stage.clear();
    }, () => stage.keep_failure('reading'));
}

/** A stream that is refused, a session that ended. @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function streams(report, stage) {
    await report.flow('the live stream is refused', async (step) => {
        /** @type {Person} */ let merchant;
        await step('for now: what happened meanwhile is shown once it comes again', async () => {
            merchant = await stage.staff('merchant', 'shenlan');
            await merchant.sees(merchant.find('heading', '售后工单'));
            const refuse = (/** @type {import('playwright-core').Route} */ route) => route.fulfill({ status: 503, body: '' });
            await merchant.context.route('**/merchant/events*', refuse);
            await merchant.page.reload();
            await merchant.reads('实时更新已断开，正在重新连接…', undefined, 20_000);
            const buyer = new Client(stage.server.origin, 'buyer');
            await buyer.launch(await stage.server.launch_token('b1'));
            const kept = await buyer.send('POST', '/evidence', await readFile(photo));
            const request = { type: 'return_refund', reason: 'quality', lines: [{ line_no: 1, quantity: 1 }] };
            const { answer } = await buyer.apply('E1022', request, { evidence: [kept.body.id] });
            assert.equal(answer.status, 201, answer.text);
            await merchant.context.unroute('**/merchant/events*');
            await merchant.words('实时更新已断开，正在重新连接…').waitFor({ state: 'detached', timeout: 30_000 });
            await merchant.sees(merchant.link(new RegExp(answer.body.ticket.no)), 10_000);
        });
        await step('because the session ended: the door is shown, and the stream stays closed', async () => {
            let asked = 0;
            merchant.page.on('request', (request) => { asked += /\/events(\?|$)/.test(request.url()) ? 1 : 0; });
            await merchant.context.clearCookies();
            assert.equal(await stage.server.stop(), 0);
            await stage.server.start();
            await merchant.sees(merchant.field('密码'), 30_000);
            const before = asked;
            await merchant.page.waitForTimeout(4000);
            assert.equal(asked, before, 'the stream is asked for again');
        });
        await stage.clear();
    }, () => stage.keep_failure('streams'));
}

/** The page as the next version will be: another build of the same program. @param {string} web */
async function next_version(web) {
    const dir = await mkdtemp(join(tmpdir(), 'afterdesk-web-'));
    await cp(web, dir, { recursive: true });
    const build = /afterdesk-([0-9a-f]+)/.exec(await readFile(join(dir, 'sw.js'), 'utf8'))?.[1] || '';
    for (const name of ['index.html', 'sw.js']) {
        const text = await readFile(join(dir, name), 'utf8');
        assert.ok(text.includes(build));
        await writeFile(join(dir, name), text.replaceAll(build, 'next'));
        for (const form of ['.br', '.gz']) await rm(join(dir, name + form));
    }
    return dir;
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage @param {typeof phone | typeof desktop} how @param {string} name */
async function versions(report, stage, how, name) {
    await report.flow(`a new version comes while somebody writes (${name})`, async (step) => {
        /** @type {Person} */ let buyer;
        const next = await next_version(stage.server.web);
        const old = stage.server.web;
        await step('the page says so and stays as it is', async () => {
            buyer = await stage.buyer('b1', 'E1003', how);
            await buyer.press(buyer.link('退货退款'));
            await buyer.chooses('申请原因', /^质量问题/);
            await buyer.field('添加照片').setInputFiles(photo);
            await buyer.type(buyer.field('补充说明'), '罐子压扁了');
            await buyer.is_kept();
            await stage.server.stop();
            stage.server.web = next;
            await stage.server.start();
            await buyer.reads('页面有新版本，已填写的内容会保留。', undefined, 30_000);
            assert.equal(await buyer.field('补充说明').inputValue(), '罐子压扁了');
        });
        await step('one press, and the new one shows what was written', async () => {
            await buyer.press(buyer.button('立即更新'));
            await buyer.page.waitForFunction(() => /** @type {any} */ (window).Module.version === 'next');
            await buyer.sees(buyer.find('img', '照片 1'), 20_000);
            assert.equal(await buyer.field('补充说明').inputValue(), '罐子压扁了');
            await buyer.sees(buyer.button('申请原因：质量问题'));
        });
        await step('the files of the old one are no longer kept', async () => {
            await eventually(() => buyer.page.evaluate(async () => (await caches.keys()).join() === 'afterdesk-next'), 'one version');
        });
        await stage.clear();
        await stage.server.stop();
        stage.server.web = old;
        await stage.server.start();
        await rm(next, { recursive: true });
    }, () => stage.keep_failure('versions'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function half_a_program(report, stage) {
    const program = /buyer\.[0-9a-f]+\.wasm/;
    for (const part of [0.1, 0.9]) {  // in its first module, and in its last, when the page is open already
        await report.flow(`the line breaks when ${100 * part} % of the program have come`, async (step) => {
            /** @type {Person} */ let buyer;
            await step('the page says so, and shows nothing of what it drew meanwhile', async () => {
                buyer = await stage.person('buyer b1', phone);
                await buyer.page.goto(await stage.server.launch_url('b1'));
                await buyer.sees(buyer.find('heading', '我的订单'), 20_000);
                await buyer.context.route(program, async (route) => {
                    const whole = await (await route.fetch()).body();
                    await route.fulfill({ contentType: 'application/wasm', body: whole.subarray(0, whole.length * part) });
                });
                await buyer.page.reload();
                await buyer.reads('页面没有加载完整，请检查网络后重试。', undefined, 20_000);
                assert.equal(await buyer.page.locator('#mirror *').count(), 0);
                assert.match(String(buyer.errors.splice(0)), /The program broke off/);
            });
            await step('one press, and it is there', async () => {
                await buyer.context.unroute(program);
                await buyer.press(buyer.button('重新加载'));
                await buyer.sees(buyer.find('heading', '我的订单'), 20_000);
            });
            await stage.clear();
        }, () => stage.keep_failure('half-a-program'));
    }
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function half_a_page(report, stage) {
    const script = '<script type="text/plain" id="buyer">';
    for (const [where, behind] of /** @type {[string, number][]} */ ([['before', 0], ['in', script.length + 9000]])) {
        await report.flow(`the line breaks ${where} the script that stands in the page`, async (step) => {
            /** @type {Person} */ let buyer;
            const is_page = (/** @type {URL} */ url) => url.pathname === '/';
            await step('the page says so', async () => {
                buyer = await stage.person('buyer b1', phone);
                await buyer.page.goto(await stage.server.launch_url('b1'));
                await buyer.sees(buyer.find('heading', '我的订单'), 20_000);
                await buyer.context.route(is_page, async (route) => {
                    const whole = await route.fetch(), text = await whole.text(), policy = 'content-security-policy';
                    assert.ok(text.indexOf(script) > 0);
                    const headers = { 'content-type': 'text/html; charset=utf-8', [policy]: whole.headers()[policy] };
                    await route.fulfill({ headers, body: text.slice(0, text.indexOf(script) + behind) });
                });
                await buyer.page.reload();
                await buyer.reads('页面没有加载完整，请检查网络后重试。', undefined, 20_000);
                buyer.errors.splice(0);  // the policy lets in no half of a script
            });
            await step('one press, and it is there', async () => {
                await buyer.context.unroute(is_page);
                await buyer.press(buyer.button('重新加载'));
                await buyer.sees(buyer.find('heading', '我的订单'), 20_000);
            });
            await stage.clear();
        }, () => stage.keep_failure('half-a-page'));
    }
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function late_rest(report, stage) {
    await report.flow('the rest of the program does not come', async (step) => {
        const rest = /buyer_third\.[0-9a-f]+\.wasm/;
        /** @type {Person} */ let buyer;
        await step('an order is read without it, and the form says what is the matter', async () => {
            buyer = await stage.person('buyer b1', phone);
            await buyer.context.route(rest, (route) => route.abort());
            await buyer.page.goto(await stage.server.launch_url('b1', 'E1003'));
            await buyer.sees(buyer.link('退货退款'), 20_000);
            await buyer.press(buyer.link('退货退款'));
            await buyer.reads('网络不通，请检查网络后重试。');
        });
        await step('it is asked for again, and the form is there', async () => {
            await buyer.context.unroute(rest);
            await buyer.press(buyer.button('重试'));
            await buyer.sees(buyer.button(/^申请原因/), 20_000);
        });
        await stage.clear();
    }, () => stage.keep_failure('late-rest'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function offline_flows(report, stage) {
    await submit(report, stage, { ...phone, ...with_worker }, 'phone', ['b7', 'E1048', '羊绒混纺双排扣风衣']);
    await stage.clear().catch(() => {});
    await submit(report, stage, { ...desktop, ...with_worker }, 'desktop', ['b7', 'E1062', '美利奴羊毛圆领针织衫']);
    await stage.clear().catch(() => {});
    await lost_answers(report, stage);
    await half_a_program(report, stage);
    await stage.clear().catch(() => {});
    await half_a_page(report, stage);
    await stage.clear().catch(() => {});
    await late_rest(report, stage);
    await stage.clear().catch(() => {});
    await decision(report, stage);
    await stage.clear().catch(() => {});
    for (const [how, name] of /** @type {[typeof desktop, string][]} */ ([[phone, 'phone'], [desktop, 'desktop']])) {
        for (const flow of [reading, versions]) {
            await flow(report, stage, { ...how, ...with_worker }, name);
            await stage.clear().catch(() => {});
        }
    }
    await streams(report, stage);
    await stage.clear().catch(() => {});
}
