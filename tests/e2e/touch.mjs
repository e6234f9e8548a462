// @ts-check
// Fingers and sizes: the browser's own scrolling, targets, keyboard on the screen, zoom, text size, pixel ratio.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { Client } from './client.mjs';
import { misfits } from './looks.mjs';
import { eventually } from './report.mjs';
import { desktop, phone } from './stage.mjs';

const photo = await readFile(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {{report: import('./report.mjs').Report, stage: import('./stage.mjs').Stage}} Scene */

/** @param {Person} person */
const scrolled = (person) => person.page.evaluate(() =>
    Math.max(0, ...Array.from(document.querySelectorAll('#mirror .scroller'), (node) => node.scrollTop)));

/** A finger that goes over the glass. @param {import('playwright-core').CDPSession} wire @param {{x: number, y: number}} from @param {number} by downwards @param {{step_ms?: number, rest_ms?: number}} [how] rest: before it leaves */
async function drag(wire, from, by, { step_ms = 16, rest_ms = 200 } = {}) {
    let timestamp = Date.now() / 1000;
    const touch = (/** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, /** @type {number} */ dy) => wire.send('Input.dispatchTouchEvent',
        { type, timestamp, touchPoints: type === 'touchEnd' ? [] : [{ x: from.x, y: from.y + dy }] });
    await touch('touchStart', 0);
    for (let part = 1; part <= 10; ++part) {
        timestamp += step_ms / 1000;
        await touch('touchMove', by * part / 10);
        await new Promise((later) => setTimeout(later, step_ms));
    }
    timestamp += rest_ms / 1000;
    await new Promise((later) => setTimeout(later, rest_ms));
    await touch('touchEnd', by);
}

/** @param {import('playwright-core').Locator} what */
async function middle(what) {
    const box = await what.boundingBox();
    assert.ok(box, 'it has no place');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** @param {Scene} scene */
async function fingers({ report, stage }) {
    await report.flow('scrolling with a finger', async (step) => {
        /** @type {Person} */ let buyer;
        /** @type {import('playwright-core').CDPSession} */ let wire;
        await step('a drag that begins on a link scrolls and opens nothing', async () => {
            buyer = await stage.buyer('b1', undefined, phone);
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            wire = await buyer.context.newCDPSession(buyer.page);
            const link = await middle(buyer.find('listitem').nth(1).getByRole('link').first());
            await drag(wire, link, -200);
            await buyer.page.waitForTimeout(200);
            const far = await scrolled(buyer);
            assert.ok(far > 150 && far <= 260, `scrolled by ${far}`);
            assert.equal(buyer.hash(), '#/b/orders');
        });
        await step('a finger that trembles still taps', async () => {
            await buyer.opens_account();
            await buyer.button('English').scrollIntoViewIfNeeded();
            const { x, y } = await middle(buyer.button('English'));
            const touch = (/** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, /** @type {number} */ dx) =>
                wire.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: x + dx, y: y + dx }] });
            await touch('touchStart', 0);
            await touch('touchMove', 3);
            await touch('touchMove', 5);
            await touch('touchEnd', 0);
            await buyer.sees(buyer.pressed('English'));
            await buyer.press(buyer.button('中文'));
            await buyer.sees(buyer.pressed('中文'));
            await buyer.leaves_account();
            await buyer.sees(buyer.find('list', '我的订单'));
        });
        await step('a fling goes on after the finger has left', async () => {
            await buyer.page.evaluate(() => { for (const node of document.querySelectorAll('#mirror .scroller')) node.scrollTop = 0; });
            await drag(wire, { x: 195, y: 600 }, -300, { rest_ms: 4 });
            await eventually(async () => await scrolled(buyer) > 400, 'further than the finger went', 3000);
        });
        await step('what the canvas draws follows what was scrolled', async () => {
            await buyer.page.waitForTimeout(1500);
            const link = buyer.find('listitem').getByRole('link');
            const seen = await link.evaluateAll((links) => links.filter((node) => {
                const { top, bottom } = node.getBoundingClientRect();
                return top > 120 && bottom < 700;
            }).map((node) => node.getAttribute('href')));
            assert.ok(seen.length > 0);
            const href = /** @type {string} */ (seen[0]);
            await buyer.page.touchscreen.tap(195, await buyer.page.evaluate((target) => {
                const box = document.querySelector(`#mirror a[href="${target}"]`)?.getBoundingClientRect();
                return box ? box.top + box.height / 2 : 0;
            }, href));
            await buyer.arrives_at(new RegExp(href.replace(/[.?]/g, '\\$&') + '$'));
        });
        await step('a list in a list does not take the page along: overscroll is contained', async () => {
            const contained = await buyer.page.evaluate(() => Array.from(document.querySelectorAll('#mirror .scroller'),
                (node) => [getComputedStyle(node).overscrollBehaviorY, getComputedStyle(node).touchAction].join()));
            assert.ok(contained.length > 0 && contained.every((how) => how === 'contain,pan-y pinch-zoom'), contained.join(' '));
        });
        await step('a strip of filters is pulled sideways, the page stays', async () => {
            await buyer.press(buyer.link('售后记录'));
            await buyer.sees(buyer.find('tab', /^全部/));
            const first = await middle(buyer.find('tab', /^全部/));
            const before = await scrolled(buyer);
            const touch = (/** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, /** @type {number} */ x) =>
                wire.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: first.y }] });
            await touch('touchStart', 340);
            for (let x = 330; x >= 40; x -= 30) { await touch('touchMove', x); await buyer.page.waitForTimeout(20); }
            await touch('touchEnd', 40);
            await buyer.page.waitForTimeout(300);
            const after = await middle(buyer.find('tab', /^全部/));
            assert.ok(after.x < first.x - 40, `the strip went from ${first.x} to ${after.x}`);
            assert.equal(await scrolled(buyer), before);
            assert.match(buyer.hash(), /^#\/b\/tickets$/);
        });
        await stage.clear();
    }, () => stage.keep_failure('fingers'));
}

/** @param {Scene} scene */
async function keyboard({ report, stage }) {
    await report.flow('the keyboard on the screen never covers the field', async (step) => {
        /** @type {Person} */ let buyer;
        /** The part of the page that a keyboard of 336 px leaves. @param {number} height */
        const leave = (height) => buyer.page.evaluate((left) => {
            const visual = /** @type {VisualViewport} */ (window.visualViewport);
            Object.defineProperty(visual, 'height', { get: () => left, configurable: true });
            visual.dispatchEvent(new Event('resize'));
        }, height);
        /** @param {import('playwright-core').Locator} field */
        const in_view = async (field) => {
            await eventually(async () => {
                const box = await field.boundingBox();
                return box && box.y >= 52 && box.y + box.height <= 508;
            }, 'the field above the keyboard', 2000).catch(async () => {
                assert.fail(`the field is at ${JSON.stringify(await field.boundingBox())}, the keyboard begins at 508`);
            });
        };
        await step('as iOS does it: the page keeps its size, the seen part shrinks', async () => {
            buyer = await stage.buyer('b1', 'E1010', phone);
            await buyer.press(buyer.link('退货退款'));
            const remark = buyer.field('补充说明');
            await remark.scrollIntoViewIfNeeded();
            await remark.tap();
            await leave(508);
            await in_view(remark);
            await buyer.picture('keyboard-ios');
            await buyer.page.keyboard.insertText('键盘打开时输入。\n'.repeat(6));
            await in_view(remark);
            await leave(844);
            await eventually(() => buyer.page.evaluate(() => document.getElementById('root')?.clientHeight === 844), 'the whole page again');
        });
        await step('as Android does it: the window shrinks', async () => {
            await buyer.page.goto(stage.server.origin + '/#/b/orders/E1003/apply/return_refund');
            const remark = buyer.field('补充说明');
            await eventually(async () => await remark.inputValue() === '', 'the other form');
            await remark.scrollIntoViewIfNeeded();
            await remark.tap();
            await buyer.page.setViewportSize({ width: 390, height: 508 });
            await in_view(remark);
            await buyer.page.setViewportSize(phone.viewport);
        });
        await step('in a dialog as well', async () => {
            const client = new Client(stage.server.origin, 'buyer');
            await client.launch(await stage.server.launch_token('b12'));
            const kept = await client.send('POST', '/evidence', photo);
            const request = { type: 'return_refund', reason: 'quality', lines: [{ line_no: 1, quantity: 1 }] };
            const { answer } = await client.apply('E1256', request, { evidence: [kept.body.id] });
            assert.equal(answer.status, 201, answer.text);
            const { no } = answer.body.ticket;
            const merchant = await stage.staff('merchant', 'shenlan', 'tickets', phone);
            buyer = merchant;
            await merchant.page.goto(`${stage.server.origin}/#/m/tickets/${no}/reject`);
            const why = merchant.field('给买家的说明', merchant.dialog('拒绝'));
            await why.scrollIntoViewIfNeeded();
            await why.tap();
            await leave(508);
            await in_view(why);
            await merchant.picture('keyboard-dialog');
        });
        await stage.clear();
    }, () => stage.keep_failure('keyboard'));
}

/** @param {Person} person @param {string} hash @param {string} problems_of @param {string[]} problems */
async function look(person, hash, problems_of, problems) {
    await person.page.goto(person.page.url().replace(/#.*|$/, hash));
    await person.page.waitForTimeout(400);
    for (const problem of await misfits(person)) problems.push(`${problems_of} ${hash}: ${problem}`);
}

/** @param {Scene} scene */
async function zoom({ report, stage }) {
    await report.flow('zoom, text size and pixel ratio, changed live', async (step) => {
        /** @type {Person} */ let buyer;
        /** @type {import('playwright-core').CDPSession} */ let wire;
        const screens = ['#/b/orders', '#/b/orders/E1010', '#/b/orders/E1010/apply/return_refund', '#/b/tickets'];
        const sharp = () => buyer.page.evaluate(() => {
            const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
            const unseen = document.body.classList.contains('html-view');
            const pen = /** @type {HTMLCanvasElement | null} */ (document.querySelector('canvas[hidden]'))?.getContext('2d');
            const glyph_px = Number(/([\d.]+)px/.exec(pen?.font || '')?.[1]) / devicePixelRatio;
            return unseen || (Math.abs(canvas.width - canvas.clientWidth * devicePixelRatio) < 2 && glyph_px > 11);
        });
        await step('browser zoom from 50 to 300 %: nothing sticks out, the drawing stays sharp', async () => {
            buyer = await stage.buyer('b1', undefined, desktop);
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            wire = await buyer.context.newCDPSession(buyer.page);
            /** @type {string[]} */ const problems = [];
            for (const percent of [50, 67, 100, 150, 200, 300]) {
                await wire.send('Emulation.setDeviceMetricsOverride', { width: Math.round(128000 / percent),
                    height: Math.round(80000 / percent), deviceScaleFactor: percent / 100, mobile: false });
                for (const hash of screens) await look(buyer, hash, `${percent} %`, problems);
                await eventually(sharp, `sharp at ${percent} %`, 3000);
            }
            await wire.send('Emulation.clearDeviceMetricsOverride');
            assert.deepEqual(problems, []);
        });
        await step('the host\'s text size from 80 to 200 % is followed, live', async () => {
            buyer = await stage.buyer('b1', undefined, phone);
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            /** @type {string[]} */ const problems = [];
            const sizes = [];
            for (const percent of [80, 100, 130, 160, 200]) {
                await buyer.page.evaluate((size) => { document.documentElement.style.fontSize = size + '%'; }, percent);
                await buyer.page.waitForTimeout(200);
                for (const hash of screens) await look(buyer, hash, `${percent} % text`, problems);
                await buyer.picture(`text-size-${percent}`);
                sizes.push(await buyer.find('heading', '售后记录').evaluate((node) => parseFloat(getComputedStyle(node).fontSize)));
            }
            assert.ok(sizes[4] > sizes[1] * 1.8 && sizes[0] < sizes[1], sizes.join());
            assert.deepEqual(problems, []);
        });
        await step('pinch magnifies and lays nothing out anew', async () => {
            await buyer.page.evaluate(() => { document.documentElement.style.fontSize = ''; });
            await buyer.page.goto(stage.server.origin + '/#/b/orders');
            await buyer.sees(buyer.find('list', '我的订单'));
            wire = await buyer.context.newCDPSession(buyer.page);
            const width = () => buyer.page.evaluate(() => document.getElementById('root')?.clientWidth);
            const before = await width();
            const allowed = await buyer.page.evaluate(() => [getComputedStyle(document.getElementById('root') || document.body).touchAction,
                document.querySelector('meta[name=viewport]')?.getAttribute('content') || '']);
            assert.match(allowed[0], /manipulation|pinch-zoom|auto/);
            assert.doesNotMatch(allowed[1], /maximum-scale|user-scalable/);
            await wire.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 });
            await buyer.page.waitForTimeout(300);
            const scale = await buyer.page.evaluate(() => window.visualViewport?.scale || 1);
            assert.ok(scale > 1.5, `scale ${scale}`);
            assert.equal(await width(), before);
            await buyer.press(buyer.find('listitem').first().getByRole('link').first());
            await buyer.sees(buyer.find('heading', /^订单号/));
        });
        await step('another pixel ratio (the window moved to another screen): redrawn at once', async () => {
            buyer = await stage.buyer('b1', undefined, desktop);
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            wire = await buyer.context.newCDPSession(buyer.page);
            for (const ratio of [2, 1.25, 3, 1]) {
                await wire.send('Emulation.setDeviceMetricsOverride', { width: 1280, height: 800, deviceScaleFactor: ratio, mobile: false });
                await buyer.page.mouse.move(640, 300 + ratio);  // this way of changing it is not reported to the page
                await eventually(sharp, `sharp at a ratio of ${ratio}`, 3000);
            }
        });
        await step('safe areas are kept free', async () => {
            buyer = await stage.buyer('b1', undefined, phone);
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            wire = await buyer.context.newCDPSession(buyer.page);
            await wire.send(/** @type {any} */ ('Emulation.setSafeAreaInsetsOverride'), { insets: { top: 47, topMax: 47, bottom: 34, bottomMax: 34, left: 0, right: 0 } });
            await buyer.page.reload();
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            await eventually(async () => {
                const title = await buyer.find('heading', '我的订单').boundingBox();
                const nav = await buyer.link('售后记录').boundingBox();
                return title && nav && title.y >= 47 && nav.y + nav.height <= 844 - 34;
            }, 'title and navigation inside the safe area', 3000);
            await buyer.picture('safe-area');
        });
        await stage.clear();
    }, () => stage.keep_failure('zoom'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function touch_flows(report, stage) {
    for (const flow of [fingers, keyboard, zoom]) {
        await flow({ report, stage });
        await stage.clear().catch(() => {});
    }
}
