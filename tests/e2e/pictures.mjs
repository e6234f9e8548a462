// @ts-check
// The twelve pictures of README.md, of the living demo: node pictures.mjs (with the release server and the page built).

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Server, root } from './server.mjs';
import { Stage, phone } from './stage.mjs';
import { settled, show } from './tour.mjs';

/** @typedef {import('./stage.mjs').Person} Person */

const wide = { viewport: { width: 1440, height: 900 }, colorScheme: /** @type {const} */ ('light') };
const quality = 80;
/** @type {{name: string, jpeg: string, wide: boolean}[]} */ const taken = [];

/** @param {Person} person @param {string} hash @param {string} name @param {() => Promise<void>} [arrange] */
async function take(person, hash, name, arrange) {
    if (hash) await show(person, hash);
    await arrange?.();
    await settled(person);
    await person.page.waitForTimeout(600);
    const jpeg = await person.page.screenshot({ type: 'jpeg', quality: 92, animations: 'disabled' });
    taken.push({ name, jpeg: jpeg.toString('base64'), wide: !person.touches });
}

/** The first ticket of a list. @param {Person} person @param {string} path */
async function first_ticket(person, path) {
    const answer = await person.context.request.get(`${person.page.url().split('/#')[0]}/api/v1${path}`);
    return /** @type {string} */ ((await answer.json()).items[0].ticket_no);
}

/** @param {Stage} stage */
async function desk(stage) {
    const merchant = await stage.staff('merchant', 'yunshan', 'work', wide);
    await take(merchant, '#/m/work', '工作台');
    await take(merchant, '#/m/tickets?work=mine&sort=deadline', '售后工单');
    const no = await first_ticket(merchant, '/merchant/tickets?status=reviewing');
    await take(merchant, `#/m/tickets/${no}?work=review`, '审核');
    await show(merchant, '#/m/rules/review');
    await merchant.press(merchant.button('新增'));
    await merchant.chooses('结果', '自动同意');
    await merchant.field('规则名称').fill('small');
    await merchant.field('退款金额至多（元）').fill('300');
    await take(merchant, '#/m/rules/review', '规则与试算', async () => {
        await merchant.page.mouse.move(700, 400);
        await merchant.page.mouse.wheel(0, -9000);
    });
    const platform = await stage.staff('platform', 'admin', 'work', wide);
    const disputed = await first_ticket(platform, '/platform/tickets?work=dispute');
    await take(platform, `#/p/tickets/${disputed}/verdict`, '裁决', async () => {
        await platform.press(platform.find('radio', '全额退款'));
        for (const which of [0, 1]) await platform.press(platform.find('radio', '商家').nth(which));
    });
    await take(platform, '#/p/health', '系统健康');
}

/** @param {Stage} stage @param {string} origin */
async function buyers(stage, origin) {
    const buyer = await stage.person('buyer', { ...phone, colorScheme: 'light' });
    await buyer.page.goto(origin);
    await buyer.sees(buyer.button('以买家身份体验'), 20_000);
    await take(buyer, '', '体验');
    await buyer.press(buyer.button('以买家身份体验'));
    await buyer.sees(buyer.find('heading', '我的订单'), 20_000);
    await take(buyer, '#/b/orders', '订单');
    await take(buyer, '#/b/orders/E1010/apply/return_refund', '申请', async () => {
        await buyer.press(buyer.button(/^增加/).first());
        await buyer.chooses('申请原因', /^质量问题/);
    });
    await take(buyer, '#/b/tickets', '售后记录');
    await buyer.page.emulateMedia({ colorScheme: 'dark' });
    const no = await first_ticket(buyer, '/buyer/tickets?status=to_return');
    await take(buyer, '#/b/tickets/' + no, '售后单');
    const merchant = await stage.staff('merchant', 'yunshan', 'work', { ...phone, colorScheme: 'dark' });
    await take(merchant, '#/m/tickets?work=mine', '手机上的工单');
}

/** One sheet of all. @param {Stage} stage */
async function compose(stage) {
    const sheet = await stage.person('sheet', { viewport: { width: 1400, height: 800 } });
    const figure = (/** @type {typeof taken[0]} */ it) =>
        `<img src="data:image/jpeg;base64,${it.jpeg}" style="width:${it.wide ? 690 : 222}px;border-radius:6px;box-shadow:0 1px 5px #0004">`;
    const row = (/** @type {boolean} */ of_wide) => taken.filter((it) => it.wide === of_wide).map(figure).join('');
    await sheet.page.setContent(`<body style="margin:0;background:#e9edf0"><div style="display:flex;flex-wrap:wrap;gap:13px;padding:3px">
        ${row(true)}</div><div style="display:flex;gap:13px;padding:10px 3px 3px">${row(false)}</div></body>`);
    const jpeg = await sheet.page.screenshot({ type: 'jpeg', quality, fullPage: true });
    await writeFile(join(root, 'assets/readme/desk.jpg'), jpeg);
}

const server = new Server();
const stage = new Stage(server);
try {
    await server.start({ living: true });
    await stage.open();
    await desk(stage);
    await buyers(stage, server.origin);
    await compose(stage);
} catch (error) {
    await stage.keep_failure('pictures').catch(() => {});
    throw error;
} finally {
    await stage.close();
    await server.stop();
    await server.forget();
}
