// @ts-check
// The finished program: starts the server with the demo, tests it through its API and in a real browser, stops it.
// Needs AFTERDESK_SERVER and AFTERDESK_WEB (tools/test sets them), Chromium (CHROMIUM, or /usr/bin/chromium), Firefox ESR,
// WebKitGTK with its driver, and Xvfb; tools/deps --e2e installs them.
//
//   node run.mjs [api] [unshipped] [presale] [returns] [types] [reship] [same_parcel] [bad_input] [steady] [offline] [history] [photos]
//       [evidence] [text] [right_to_left] [touch] [english] [access] [wishes] [proof] [shop] [devices] [deliveries] [disputes] [looks] [living]
//       [desk] [palette] [verdicts] [appeals] [rules] [rights] [keys] [reader] [batch] [policy_change] [outside] [endings] [operate] [gallery] [engines]
//                                                               only these; all by default
//   node run.mjs html […]                                       the same in a browser without WebGL, which comes last by default
//
// All of them run three at a time (AFTERDESK_LANES; two leave a quarter of two cores idle), each with a server, data and a browser of its own.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { side_by_side, stop_lanes } from './lanes.mjs';
import { Report } from './report.mjs';
import { Server, gallery_web, root } from './server.mjs';
import { api_flows } from './api.mjs';

const run = promisify(execFile);
const wanted = process.argv.slice(2);
const html_only = wanted.includes('html');
const named = wanted.filter((name) => name !== 'html');
/** What hangs for ever is ended, what is only slow is not: an act takes seconds to a few minutes. */
const longest_ms = 20 * 60_000 * (named.length || 40);
/** @typedef {(report: Report, stage: import('./stage.mjs').Stage) => Promise<void>} Act */
/** @type {Record<string, () => Promise<Act>>} */
const acts = {
    unshipped: async () => (await import('./unshipped.mjs')).unshipped_flows,
    presale: async () => (await import('./presale.mjs')).presale_flows,
    returns: async () => (await import('./returns.mjs')).return_flows,
    reship: async () => (await import('./reship.mjs')).reship_flows,
    same_parcel: async () => (await import('./same_parcel.mjs')).same_parcel_flows,
    types: async () => (await import('./types.mjs')).type_flows,
    bad_input: async () => (await import('./bad_input.mjs')).bad_input_flows,
    steady: async () => (await import('./steady.mjs')).steady_flows,
    offline: async () => (await import('./offline.mjs')).offline_flows,
    history: async () => (await import('./history.mjs')).history_flows,
    photos: async () => (await import('./photos.mjs')).photo_flows,
    evidence: async () => (await import('./evidence.mjs')).evidence_flows,
    text: async () => (await import('./text.mjs')).text_flows,
    right_to_left: async () => (await import('./right_to_left.mjs')).right_to_left_flows,
    touch: async () => (await import('./touch.mjs')).touch_flows,
    english: async () => (await import('./english.mjs')).english_flows,
    access: async () => (await import('./access.mjs')).access_flows,
    wishes: async () => (await import('./wishes.mjs')).wish_flows,
    proof: async () => (await import('./proof.mjs')).proof_flows,
    rights: async () => (await import('./rights.mjs')).right_flows,
    shop: async () => (await import('./shop.mjs')).shop_flows,
    devices: async () => (await import('./devices.mjs')).device_flows,
    deliveries: async () => (await import('./deliveries.mjs')).delivery_flows,
    desk: async () => (await import('./desk.mjs')).desk_flows,
    palette: async () => (await import('./palette.mjs')).palette_flows,
    disputes: async () => (await import('./disputes.mjs')).dispute_flows,
    verdicts: async () => (await import('./verdicts.mjs')).verdict_flows,
    appeals: async () => (await import('./appeals.mjs')).appeal_flows,
    rules: async () => (await import('./rules.mjs')).rules_flows,
    looks: async () => (await import('./looks.mjs')).look_flows,
    living: async () => (await import('./living.mjs')).living_flows,
    keys: async () => (await import('./keys.mjs')).key_flows,
    reader: async () => (await import('./reader.mjs')).reader_flows,
    batch: async () => (await import('./batch.mjs')).batch_flows,
    policy_change: async () => (await import('./policy_change.mjs')).policy_change_flows,
    outside: async () => (await import('./outside.mjs')).outside_flows,
    endings: async () => (await import('./endings.mjs')).ending_flows,  // moves the clock, as the next one does
    operate: async () => (await import('./operate.mjs')).operation_flows,
};
/** With "html" only in the browser without WebGL. @param {string} name @param {boolean} webgl */
const want = (name, webgl) => (named.length === 0 || named.includes(name)) && (webgl ? !html_only : html_only || named.length === 0);

const report = new Report();
/** @type {Server | undefined} */
let server;
/** @type {{close: () => Promise<void>} | undefined} */
let stage;

async function end() {
    stop_lanes();
    await stage?.close().catch(() => {});
    await server?.stop();
    await server?.forget();
}

/** What takes minutes, longest first, so that nothing long is left for the end. */
const long_jobs = [['looks'], ['html', 'looks'], ['engines'], ['access'], ['html', 'access'], ['keys']];
const all_jobs = [['api'], ...Object.keys(acts).map((act) => [act]), ['gallery'],
    ...Object.keys(acts).map((act) => ['html', act]), ['html', 'gallery']];
const is_long = (/** @type {string[]} */ job) => long_jobs.some((long) => long.join() === job.join());
const jobs = [...long_jobs, ...all_jobs.filter((job) => !is_long(job))];

const watch = setTimeout(async () => {
    report.failed += 1;
    report.say(`FAIL the tests took longer than ${longest_ms / 60_000} minutes`);
    await end();
    report.say(report.sum());
    process.exit(1);
}, longest_ms);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, async () => { await end(); process.exit(1); });

async function demo_is_made_by_its_tool() {
    const again = await mkdtemp(join(tmpdir(), 'afterdesk-demo-'));
    await run(join(root, 'tools/make_demo'), ['--out', again]);
    for (const name of ['mall.json', 'orders.jsonl', 'media/coat.svg', 'past/orders.jsonl', 'past/tickets.jsonl']) {
        const [kept, made] = await Promise.all([join(root, 'assets/demo'), again].map((dir) => readFile(join(dir, name))));
        if (!kept.equals(made)) throw new Error(`${name} is another: run tools/make_demo`);
    }
    await rm(again, { recursive: true });
}

/** All that is wanted, with a server and a browser of its own. @param {boolean} webgl */
async function pass(webgl) {
    const asked = Object.keys(acts).filter((name) => want(name, webgl));
    const with_api = webgl && want('api', webgl);
    if (!asked.length && !with_api) return;
    await report.flow(webgl ? 'the server' : 'the server, for a browser without WebGL', async (step) => {
        const host = server = new Server();
        if (with_api) await step('the demo is, byte for byte, what tools/make_demo writes', demo_is_made_by_its_tool);
        await step('starts with the demo and is ready', () => host.start());
        if (with_api) await api_flows(report, host);
        if (asked.length) {
            const { Stage } = await import('./stage.mjs');
            const opened = stage = new Stage(host, webgl);
            await step('the browser opens', () => opened.open());
            for (const name of asked) await (await acts[name]())(report, opened);
            await opened.close();
        }
        await step('ends when it is told to', async () => {
            const status = await host.stop();
            if (status !== 0) throw new Error(`status ${status}:\n${host.said.slice(-3000)}`);
        });
        await step('leaves books that add up', async () => { await host.verify(); });
    });
    await end();
}

/** The gallery has a page of its own. @param {boolean} webgl */
async function gallery(webgl) {
    if (!want('gallery', webgl)) return;
    if (!existsSync(gallery_web)) { report.say('     no gallery: build the preset of that name'); return; }
    const host = server = new Server(gallery_web);
    await host.start();
    const { Stage } = await import('./stage.mjs');
    const opened = stage = new Stage(host, webgl);
    await opened.open();
    await (await import('./gallery.mjs')).gallery_flows(report, opened);
    await end();
}

/** WebKitGTK and Firefox, each with a server and data of its own. */
async function other_engines() {
    if (!want('engines', true)) return;
    const { engine_flows, engines } = await import('./engines.mjs');
    for (const make of engines) {
        const host = server = new Server();
        const engine = stage = make(host);
        await report.flow('the server, for ' + engine.title, async (step) => {
            await step('starts with the demo and is ready', () => host.start());
            await step(engine.title + ' opens', () => engine.open());
            await engine_flows(report, engine, host);
            await step('leaves books that add up', async () => { await host.stop(); await host.verify(); });
        });
        await end();
    }
}

const lanes = Number(process.env.AFTERDESK_LANES || 3);
if (wanted.length === 0 && lanes > 1) {
    await side_by_side(jobs, lanes, report);
} else {
    for (const webgl of [true, false]) {
        await pass(webgl);
        await gallery(webgl);
    }
    await other_engines();
}
clearTimeout(watch);
report.say('\n' + report.sum());
process.exit(report.failed === 0 && report.passed > 0 ? 0 : 1);
