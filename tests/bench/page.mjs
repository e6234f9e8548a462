// @ts-check
// Numbers of the page beside those of a rival (rival/: Vue 3 and Vant), in headless Chromium with software graphics:
//
//     npm --prefix tests/bench/rival install && npm --prefix tests/bench/rival run build      once
//     cmake --preset gallery -DCMAKE_BUILD_TYPE=Release '-DCMAKE_CXX_FLAGS_RELEASE=-Oz -flto -DNDEBUG' && cmake --build --preset gallery --target web
//     node tests/bench/page.mjs [short]                        prints the table of the README; short: 5 s of idle, not 60

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

import { Server, gallery_web, root } from '../e2e/server.mjs';
import { Stage, phone } from '../e2e/stage.mjs';

const idle_ms = process.argv.includes('short') ? 5_000 : 60_000;
const slow = { offline: false, latency: 150, downloadThroughput: 300 * 1024, uploadThroughput: 300 * 1024 };
const wide = { viewport: { width: 1440, height: 900 } };
const rival_dir = join(root, 'build/rival');

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{url: string, ready: string}} Start */

/** The rival's files, compressed as ours are, and the demo's orders. */
async function serve_rival() {
    const orders = (await readFile(join(root, 'assets/demo/orders.jsonl'), 'utf8')).trim().split('\n').slice(0, 20);
    const types = { js: 'text/javascript', css: 'text/css', html: 'text/html', svg: 'image/svg+xml', json: 'application/json' };
    /** @type {Record<string, Buffer>} */
    const sent = {};  // compressed once, as ours are when they are built
    const server = createServer(async (request, response) => {
        const path = new URL(request.url || '/', 'http://x').pathname;
        const file = path.startsWith('/media/') ? join(root, 'assets/demo', path) : join(rival_dir, path === '/' ? 'index.html' : path);
        const data = path === '/orders.json' ? Buffer.from(`[${orders.join()}]`) : await readFile(file).catch(() => undefined);
        if (!data) { response.writeHead(404).end(); return; }
        const type = types[/** @type {keyof types} */ (path === '/' ? 'html' : path.split('.').pop())] || 'text/plain';
        response.writeHead(200, { 'content-type': type, 'content-encoding': 'br' }).end(sent[path] ||= brotliCompressSync(data));
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
    const address = /** @type {import('node:net').AddressInfo} */ (server.address());
    return { server, origin: `http://127.0.0.1:${address.port}` };
}

/** @param {Stage} stage @param {(person: Page) => Promise<unknown>} act @param {import('playwright-core').BrowserContextOptions} [how] */
async function in_page(stage, act, how = phone) {
    const person = await stage.person('bench', how);
    try { return /** @type {any} */ (await act(person.page)); } finally { await person.context.close(); stage.people.length = 0; }
}

/** First load, over a slow line with a quarter of the processor. @param {Page} page @param {Start} start @param {boolean} [held_back] */
async function first_load(page, { url, ready }, held_back = true) {
    const wire = await page.context().newCDPSession(page);
    let bytes = 0;
    await wire.send('Network.enable');
    wire.on('Network.loadingFinished', (e) => { bytes += e.encodedDataLength; });
    if (held_back) await wire.send('Network.emulateNetworkConditions', slow);
    if (held_back) await wire.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript((wanted) => {
        new MutationObserver((_, watch) => {
            if (!document.querySelector(wanted)) return;
            Object.assign(window, { ready_ms: performance.now() });
            watch.disconnect();
        }).observe(document, { childList: true, subtree: true });
    }, ready);
    await page.goto(url);
    await page.waitForFunction(() => /** @type {any} */ (window).ready_ms, undefined, { timeout: 60_000 });
    await page.waitForTimeout(1000);
    const [paint, interactive] = await page.evaluate(() => [
        performance.getEntriesByName('first-paint')[0]?.startTime, /** @type {any} */ (window).ready_ms]);
    return { bytes, paint, interactive };
}

/** The same page once more, with what the browser kept: list in use, in ms. @param {Page} page @param {Start} start @param {string} again @param {boolean} held_back */
async function warm_load(page, { url, ready }, again, held_back) {
    await page.goto(url);
    await page.locator(ready).first().waitFor({ state: 'attached', timeout: 60_000 });
    await page.waitForTimeout(3000);  // a service worker may still be filling its shelves
    await page.goto('about:blank');
    const { interactive } = await first_load(page, { url: again, ready }, held_back);
    return interactive;
}

/** Every row of a list whose texts hold 3,000 different hanzi is shown once: the program's memory and its largest texture.
 * @param {Page} page @param {string} url */
async function many_hanzi(page, url) {
    await page.addInitScript(() => {
        const made = WebGL2RenderingContext.prototype.texImage2D;
        Object.assign(window, { texture: 0 });
        WebGL2RenderingContext.prototype.texImage2D = /** @type {any} */ (function (/** @type {any[]} */ ...given) {
            const w = window;
            if (given.length >= 9) Object.assign(w, { texture: Math.max(/** @type {any} */ (w).texture, given[3], given[4]) });
            // @ts-ignore: handed on as it came
            return made.apply(this, given);
        });
        const started = WebAssembly.instantiate;
        WebAssembly.instantiate = /** @type {any} */ (async (/** @type {[any, any]} */ ...given) => {
            const made = /** @type {any} */ (await started(...given));
            const memory = Object.values((made.instance || made).exports).find((one) => one instanceof WebAssembly.Memory);
            if (memory) Object.assign(window, { memory });
            return made;
        });
    });
    await page.goto(url);
    await page.locator('.scroller [role=listitem], .scroller li').first().waitFor({ state: 'attached', timeout: 60_000 });
    await page.evaluate(() => new Promise((done) => {
        const scroller = /** @type {Element} */ (document.querySelector('.scroller'));
        const row = /** @type {HTMLElement} */ (scroller.querySelector('li')).getBoundingClientRect().height;
        const next = () => { scroller.scrollTop += 400; if (scroller.scrollTop < 3000 * row) requestAnimationFrame(next); else done(0); };
        requestAnimationFrame(next);
    }));
    return page.evaluate(() => ({ heap: /** @type {any} */ (window).memory.buffer.byteLength, texture: /** @type {any} */ (window).texture }));
}

/** Flings the list: work per frame, that is script (with the program), style and layout, without the painting.
 * Software graphics paint slowly; a real graphics card does not.
 * @param {Page} page @param {string} url @param {number} rate */
async function fling(page, url, rate) {
    await page.goto(url);
    await page.locator('.scroller [role=listitem], .scroller li, .scroller tr').first().waitFor({ state: 'attached', timeout: 60_000 });
    await page.waitForTimeout(1000);
    const wire = await page.context().newCDPSession(page);
    await wire.send('Performance.enable');
    await wire.send('Emulation.setCPUThrottlingRate', { rate });
    const spent = async () => (await wire.send('Performance.getMetrics')).metrics
        .filter((one) => ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].includes(one.name))
        .reduce((sum, one) => sum + one.value, 0);
    const before = await spent();
    const frames = await page.evaluate(() => new Promise((done) => {
        const scroller = /** @type {Element} */ (document.querySelector('.scroller'));
        let left = 200;
        const next = () => { scroller.scrollTop += 700; if (--left) requestAnimationFrame(next); else done(200); };
        requestAnimationFrame(next);
    }));
    return ((await spent()) - before) * 1000 / Number(frames);
}

/** From one ticket to the next: from the press on its row until its heading stands there, the middle of twenty, in ms.
 * @param {Page} page @param {string} url @param {number} rate */
async function switching(page, url, rate) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(url);
    await page.locator('#mirror h2').first().waitFor({ state: 'attached', timeout: 60_000 });
    await page.waitForTimeout(1000);
    const wire = await page.context().newCDPSession(page);
    await wire.send('Emulation.setCPUThrottlingRate', { rate });
    const spent = [];
    for (let i = 1; i <= 20; ++i) {
        spent.push(await page.evaluate((nth) => new Promise((done) => {
            const from = performance.now();
            location.hash = '#/gallery/queue-' + nth;
            const look = () => {
                const there = Array.from(document.querySelectorAll('#mirror h2')).some((one) => one.textContent === '待商家处理 ' + nth);
                if (there) done(performance.now() - from); else requestAnimationFrame(look);
            };
            look();
        }), i));
    }
    return Number(spent.sort((a, b) => Number(a) - Number(b))[10]);
}

/** What a page does by itself with a field in use. @param {Page} page @param {Start} start @param {string} field */
async function idle(page, { url, ready }, field) {
    await page.addInitScript(() => {
        const count = { frames: 0, timers: 0 };
        Object.assign(window, { count });
        const [draw, later, again] = [requestAnimationFrame, setTimeout, setInterval].map((f) => f.bind(window));
        window.requestAnimationFrame = (then) => { count.frames += 1; return /** @type {any} */ (draw)(then); };
        window.setTimeout = /** @type {any} */ ((...given) => { count.timers += 1; return /** @type {any} */ (later)(...given); });
        window.setInterval = /** @type {any} */ ((...given) => { count.timers += 1; return /** @type {any} */ (again)(...given); });
    });
    await page.goto(url);
    await page.locator(ready).first().waitFor({ state: 'attached', timeout: 60_000 });
    await page.locator(field).first().focus();
    await page.waitForTimeout(2000);
    const look = () => page.evaluate(() => ({ .../** @type {any} */ (window).count }));
    const before = await look();
    await page.waitForTimeout(idle_ms);
    const after = await look();
    return `${after.frames - before.frames} / ${after.timers - before.timers}`;
}

const ours = new Server(), gallery = new Server(gallery_web);
await ours.start();
await gallery.start();
const rival = await serve_rival();
const stage = new Stage(ours);
await stage.open();
const own = async () => ({ url: await ours.launch_url('b1'), ready: '#mirror li' });
const other = { url: rival.origin + '/', ready: '[role=listitem]' };
const middle = (/** @type {number[]} */ all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
const three = async (/** @type {() => Promise<any>} */ act) => [await act(), await act(), await act()];
/** Both in turn, so that a machine which is slow for a while is so for both. @param {(() => Promise<any>)[]} acts */
const in_turn = async (...acts) => {
    /** @type {any[][]} */ const all = acts.map(() => []);
    for (let turn = 0; turn < 7; ++turn) {
        for (const [i, act] of acts.entries()) all[i].push(await act());
    }
    return all;
};

const loads = await in_turn(async () => in_page(stage, async (page) => first_load(page, await own())), () => in_page(stage, (page) => first_load(page, other)));
const row = (/** @type {string} */ name, /** @type {(string | number)[]} */ cells) => console.log(`| ${name} | ${cells.join(' | ')} |`);
console.log('| measure (headless Chromium, software graphics) | AfterDesk | Vue 3 + Vant |\n| --- | --- | --- |');
row('bytes over the wire, first screen with pictures', loads.map((all) => `${Math.round(middle(all.map((one) => one.bytes)) / 1000)} KB`));
row('first paint, 300 KB/s, CPU ÷ 4', loads.map((all) => `${(middle(all.map((one) => one.paint)) / 1000).toFixed(2)} s`));
row('list can be used, 300 KB/s, CPU ÷ 4', loads.map((all) => `${(middle(all.map((one) => one.interactive)) / 1000).toFixed(2)} s`));
for (const held_back of [true, false]) {
    const warm = await in_turn(async () => { const start = await own(); return in_page(stage, (page) => warm_load(page, start, ours.origin + '/#/b/orders', held_back)); },
        () => in_page(stage, (page) => warm_load(page, other, other.url, held_back)));
    row(held_back ? 'the same, second visit' : 'second visit, nothing held back', warm.map((all) => `${(middle(all) / 1000).toFixed(2)} s`));
}
const hanzi = await in_page(stage, (page) => many_hanzi(page, gallery.origin + '/#/gallery/hanzi'));
row('program memory / glyph texture after 3,000 different hanzi', [`${(hanzi.heap / 2 ** 20).toFixed(0)} MiB / ${hanzi.texture}²`, '–']);
for (const rate of [1, 4]) {
    const cells = [];
    for (const url of [gallery.origin + '/#/gallery/tickets', rival.origin + '/#/tickets']) {
        cells.push((await three(() => in_page(stage, (page) => fling(page, url, rate)))).sort((a, b) => a - b)[1].toFixed(1) + ' ms');
    }
    row(`work per frame, flinging 100,000 tickets${rate > 1 ? ', CPU ÷ 4' : ''}`, cells);
}
// The desk has no rival here: beside each number stands its limit, and how much of it is used.
for (const [rate, most_ms] of [[1, 4], [4, 8]]) {
    const spent = middle(await three(() => in_page(stage, (page) => fling(page, gallery.origin + '/#/gallery/queue', rate), wide)));
    row(`work per frame, flinging the desk's queue of 100,000${rate > 1 ? ', CPU ÷ 4' : ''}; limit ${most_ms} ms`,
        [`${spent.toFixed(1)} ms`, `× ${(spent / most_ms).toFixed(2)} of the limit`]);
}
const switched = middle(await three(() => in_page(stage, (page) => switching(page, gallery.origin + '/#/gallery/queue-0', 1), wide)));
row('from one ticket to the next beside that queue; limit 100 ms', [`${switched.toFixed(0)} ms`, `× ${(switched / 100).toFixed(2)} of the limit`]);
row(`frames / timers in ${idle_ms / 1000} s of idle, a field in use`, [
    String(await in_page(stage, async (page) => idle(page, await own(), '#mirror input[type=search]'))),
    String(await in_page(stage, (page) => idle(page, other, 'input[type=search]')))]);
await stage.close();
rival.server.close();
for (const server of [ours, gallery]) { await server.stop(); await server.forget(); }
