// @ts-check
// The finished program: starts the server with the demo, tests it through its API and in a real browser, stops it.
// Needs AFTERDESK_SERVER and AFTERDESK_WEB (tools/test sets them) and Chromium (CHROMIUM, or /usr/bin/chromium).
//
//   node run.mjs [api] [unshipped] [returns] [bad_input] [steady] [offline] [history] [photos] [text] [touch] [english] [looks]     only these; all by default

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Report } from './report.mjs';
import { Server, root } from './server.mjs';
import { api_flows } from './api.mjs';

const run = promisify(execFile);
const longest_ms = 15 * 60_000;
const wanted = process.argv.slice(2);
const want = (/** @type {string} */ name) => wanted.length === 0 || wanted.includes(name);

const report = new Report();
const server = new Server();
/** @type {import('./stage.mjs').Stage | undefined} */
let stage;

async function end() {
    clearTimeout(watch);
    await stage?.close().catch(() => {});
    await server.stop();
    await server.forget();
}

const watch = setTimeout(async () => {
    report.failed += 1;
    report.say(`FAIL the tests took longer than ${longest_ms / 60_000} minutes`);
    await end();
    report.say(report.sum());
    process.exit(1);
}, longest_ms);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, async () => { await end(); process.exit(1); });

await report.flow('the server', async (step) => {
    await step('the demo is, byte for byte, what tools/make_demo writes', async () => {
        const again = await mkdtemp(join(tmpdir(), 'afterdesk-demo-'));
        await run(join(root, 'tools/make_demo'), ['--out', again]);
        for (const name of ['mall.json', 'orders.jsonl', 'media/coat.svg']) {
            const [kept, made] = await Promise.all([join(root, 'assets/demo'), again].map((dir) => readFile(join(dir, name))));
            if (!kept.equals(made)) throw new Error(`${name} is another: run tools/make_demo`);
        }
        await rm(again, { recursive: true });
    });
    await step('starts with the demo and is ready', () => server.start());
    if (want('api')) await api_flows(report, server);
    if (!wanted.length || wanted.some((name) => name !== 'api')) {
        const { Stage } = await import('./stage.mjs');
        const opened = stage = new Stage(server);
        await step('the browser opens', () => opened.open());
        const { unshipped_flows } = await import('./unshipped.mjs');
        const { return_flows } = await import('./returns.mjs');
        const { bad_input_flows } = await import('./bad_input.mjs');
        const { steady_flows } = await import('./steady.mjs');
        const { offline_flows } = await import('./offline.mjs');
        const { history_flows } = await import('./history.mjs');
        const { photo_flows } = await import('./photos.mjs');
        const { text_flows } = await import('./text.mjs');
        const { touch_flows } = await import('./touch.mjs');
        const { english_flows } = await import('./english.mjs');
        const { look_flows } = await import('./looks.mjs');
        if (want('unshipped')) await unshipped_flows(report, opened);
        if (want('returns')) await return_flows(report, opened);
        if (want('bad_input')) await bad_input_flows(report, opened);
        if (want('steady')) await steady_flows(report, opened);
        if (want('offline')) await offline_flows(report, opened);
        if (want('history')) await history_flows(report, opened);
        if (want('photos')) await photo_flows(report, opened);
        if (want('text')) await text_flows(report, opened);
        if (want('touch')) await touch_flows(report, opened);
        if (want('english')) await english_flows(report, opened);
        if (want('looks')) await look_flows(report, opened);
        await stage.close();
    }
    await step('ends when it is told to', async () => {
        const status = await server.stop();
        if (status !== 0) throw new Error(`status ${status}:\n${server.said.slice(-3000)}`);
    });
    await step('leaves books that add up', async () => { await server.verify(); });
});
await end();
report.say('\n' + report.sum());
process.exit(report.failed === 0 && report.passed > 0 ? 0 : 1);
