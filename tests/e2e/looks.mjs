// @ts-check
// Pictures of every screen for people to look at, and what a program can see of its looks: nothing sticks out of the
// page, everything that is pressed on a phone is large enough.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Client } from './client.mjs';
import { root } from './server.mjs';
import { desktop, password } from './stage.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const address = { name: '云杉服饰售后组', phone: '0571-5550101', text: '浙江省杭州市余杭区良渚街道丰华路 18 号 3 号仓 2 楼退货区' };
const widths = [{ width: 360, height: 780 }, { width: 768, height: 1024 }, { width: 1280, height: 800 }];

/** @typedef {import('./stage.mjs').Person} Person */

/** @param {import('./server.mjs').Server} server @param {string} buyer_id @param {string} order_no @param {number} line_no @param {string} remark */
async function ask(server, buyer_id, order_no, line_no, remark) {
    const buyer = new Client(server.origin, 'buyer');
    await buyer.launch(await server.launch_token(buyer_id));
    const kept = await buyer.send('POST', '/evidence', await readFile(photo));
    const request = { type: 'return_refund', reason: 'quality', lines: [{ line_no, quantity: 1 }] };
    const { answer } = await buyer.apply(order_no, request, { remark, evidence: [kept.body.id] });
    assert.equal(answer.status, 201, answer.text);
    return { buyer, no: answer.body.ticket.no };
}

/** Tickets in several states, so that there is something to look at. @param {import('./server.mjs').Server} server */
async function furnish(server) {
    const merchant = new Client(server.origin, 'merchant');
    assert.equal((await merchant.sign_in('yunshan', password)).status, 200);
    const give = async (/** @type {Client} */ who, /** @type {string} */ no, /** @type {string} */ command, /** @type {object} */ fields) => {
        const answer = await who.command(no, (await who.ticket(no)).version, command, fields);
        assert.equal(answer.status, 200, answer.text);
    };
    const lines = (await readFile(join(root, 'assets/demo/orders.jsonl'), 'utf8')).trim().split('\n');
    const { demo_epoch_ms } = JSON.parse(await readFile(join(root, 'assets/demo/mall.json'), 'utf8'));
    const fresh = (/** @type {any} */ line) => !line.gift && demo_epoch_ms - (line.received_at_ms || 0) < 10 * 86_400_000;
    const orders = lines.slice(14).map((line) => JSON.parse(line)).filter((order) => order.shop_id === 's1' && order.lines.some(fresh));
    const remarks = ['袖口脱线', '颜色与图片不一致,做工也比较粗糙,希望尽快处理', '', '鞋底开胶', '有明显污渍', '尺码标错'];
    for (const [i, remark] of remarks.entries()) {
        const order = orders[i];
        const { buyer, no } = await ask(server, order.buyer_id, order.order_no, order.lines.find(fresh).line_no, remark);
        if (i === 0 || i === 1) await give(merchant, no, 'agree', { address });
        if (i === 1) await give(buyer, no, 'ship_back', { parcel: { carrier: 'jd', tracking_no: 'JD0012345678' } });
        if (i === 2) await give(merchant, no, 'reject', { reason: 'evidence_insufficient', text: '请补充细节照片' });
    }
    const { no } = await ask(server, 'b1', 'E1006', 1, '领口起球,穿了一次');
    await give(merchant, no, 'make_offer', { refund_fen: 20_000, text: '穿过一次,退 200 元可以吗?', address });
    const { items } = await merchant.get('/tickets?status=reviewing');
    const open = items.find((/** @type {any} */ item) => item.state === 'awaiting_merchant');
    return { offered: no, waiting: open.ticket_no };
}

/**
 * Controls that stick out of the page, are too small to be touched or lie over each other, and pictures that do not show.
 * @param {Person} person @returns {Promise<string[]>}
 */
export function misfits(person) {
    return person.page.evaluate(() => {
        /** @type {string[]} */ const found = [];
        const said = (/** @type {Element} */ node) => (node.getAttribute('aria-label') || node.textContent || node.tagName).slice(0, 40);
        /** What is seen of it. @param {Element} node */
        const seen_part = (node) => {
            let { left, top, right, bottom } = node.getBoundingClientRect();
            [top, bottom] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
            for (let at = node.closest('.scroller'); at; at = at.parentElement && at.parentElement.closest('.scroller')) {
                const frame = at.getBoundingClientRect();
                [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
            }
            return { left, top, right, bottom, shown: right - left > 1 && bottom - top > 1 && !node.closest('[inert]') };
        };
        /** @type {{node: Element, part: ReturnType<typeof seen_part>}[]} */ const pressed = [];
        let seen = 0;
        for (const node of document.querySelectorAll('#mirror :is(button, a[href], input, textarea, h1, h2, h3, span.leaf)')) {
            const part = seen_part(node);
            if (!part.shown) continue;
            seen += 1;
            const strip = node.closest('[role=tablist]') !== null;  // it scrolls by itself
            if (strip) continue;
            if (part.left < -1 || part.right > innerWidth + 1) found.push(`${said(node)}: from ${part.left} to ${part.right}`);
            const touched = node.matches('button, a[href], input:not([type=checkbox]):not([type=radio]), textarea');
            const height = node.getBoundingClientRect().height;
            if (touched && innerWidth < 600 && height < 43) found.push(`${said(node)}: ${Math.round(height)} px high`);
            if (node.matches('button, a[href], textarea, h1, h2')) pressed.push({ node, part });
        }
        for (const [i, a] of pressed.entries()) {
            for (const b of pressed.slice(i + 1)) {
                if (a.node.contains(b.node) || b.node.contains(a.node)) continue;
                const across = Math.min(a.part.right, b.part.right) - Math.max(a.part.left, b.part.left);
                const down = Math.min(a.part.bottom, b.part.bottom) - Math.max(a.part.top, b.part.top);
                if (across > 4 && down > 4) found.push(`${said(a.node)} and ${said(b.node)} lie over each other`);
            }
        }
        for (const picture of document.querySelectorAll('#mirror img')) {
            if (!seen_part(picture).shown || !(picture instanceof HTMLImageElement)) continue;
            let opacity = 1;
            for (let at = /** @type {Element | null} */ (picture); at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
            if (picture.naturalWidth === 0 || opacity < 0.99) found.push(`a picture does not show: opacity ${opacity}, ${new URL(picture.src).pathname}`);
        }
        if (seen < 5) found.push(`only ${seen} things to see`);
        if (document.documentElement.scrollWidth > innerWidth + 1) found.push('the page scrolls sideways');
        return found;
    });
}

/**
 * @param {Person} person @param {string} screen @param {string} look @param {string} hash @param {string[]} problems
 * @param {(person: Person) => Promise<void>} [arrange]
 */
async function show(person, screen, look, hash, problems, arrange) {
    for (const size of widths) {
        await person.page.setViewportSize(size);
        await person.page.goto(person.page.url().replace(/#.*|$/, hash));
        const settled = () => !document.querySelector('#mirror [aria-busy=true]') &&
            Array.from(document.images).every((picture) => picture.complete);
        await person.page.waitForTimeout(100);
        await person.page.waitForFunction(settled);
        if (size === widths[0]) await arrange?.(person);
        await person.page.waitForFunction(settled);
        await person.page.waitForTimeout(200);
        await person.picture(`${screen}-${size.width}-${look}`);
        for (const problem of await misfits(person)) problems.push(`${screen} ${size.width} ${look}: ${problem}`);
    }
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function look_flows(report, stage) {
    await report.flow('pictures of the screens, and nothing sticks out', async (step) => {
        /** @type {{offered: string, waiting: string}} */ let tickets;
        await step('there are tickets in several states', async () => { tickets = await furnish(stage.server); });
        for (const [colour, language] of [['light', 'zh'], ['dark', 'zh'], ['light', 'en'], ['dark', 'en']]) {
            const look = `${colour}-${language}`;
            const how = { ...desktop, locale: language === 'zh' ? 'zh-CN' : 'en-US',
                colorScheme: /** @type {'light' | 'dark'} */ (colour) };
            const say = (/** @type {string} */ zh, /** @type {string} */ en) => language === 'zh' ? zh : en;
            /** @type {string[]} */ const problems = [];
            await step(`buyer, ${look}`, async () => {
                const buyer = await stage.buyer('b1', 'E1010', how);
                await buyer.sees(buyer.find('heading', /E1010/), 20_000);
                await show(buyer, 'orders', look, '#/b/orders', problems);
                await show(buyer, 'order', look, '#/b/orders/E1010', problems);
                await show(buyer, 'apply', look, '#/b/orders/E1010/apply/return_refund', problems, async () => {
                    const more = buyer.button(new RegExp(say('^增加主动降噪', '^Increase.*主动降噪')));
                    await buyer.sees(more);
                    const none = await buyer.page.getByText(/^(退款金额：|Refund: )—$/).count();
                    if (none) await buyer.press(more);
                    await buyer.press(buyer.find('radio', say('质量问题', 'Quality problem')));
                    await buyer.field(say('添加照片', 'Add photos')).setInputFiles(photo);
                    await buyer.finds_live(buyer.button(say('提交申请', 'Submit request')));
                });
                await buyer.page.setViewportSize(widths[2]);
                await show(buyer, 'ticket', look, '#/b/tickets/' + tickets.offered, problems);
                await show(buyer, 'tickets', look, '#/b/tickets', problems);
            });
            await step(`merchant and platform, ${look}`, async () => {
                const merchant = await stage.staff('merchant', 'yunshan', 'tickets', how);
                await show(merchant, 'queue', look, '#/m/tickets', problems);
                await show(merchant, 'review', look, '#/m/tickets/' + tickets.waiting, problems);
                for (const dialog of ['agree', 'reject', 'offer']) {
                    await show(merchant, 'dialog-' + dialog, look, `#/m/tickets/${tickets.waiting}/${dialog}`, problems);
                }
                const platform = await stage.staff('platform', 'admin', 'tickets', how);
                await show(platform, 'all', look, '#/p/tickets', problems);
                await show(platform, 'channel', look, '#/p/channel', problems);
                await show(platform, 'landing', look, '#/', problems);
                await show(platform, 'about', look, '#/about', problems);
            });
            await step(`nothing sticks out, everything shows and can be touched, ${look}`, async () => {
                const list = Array.from(new Set(problems));
                assert.ok(list.length === 0, `${list.length} problems:\n${list.slice(0, 12).join('\n')}`);
            });
            await stage.clear();
        }
    }, () => stage.keep_failure('looks'));
    await stage.clear().catch(() => {});
}
