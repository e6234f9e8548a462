// @ts-check
// Clients that two tools make of our OpenAPI document: they compile strictly, and do a day with the desk (the host brings an
// order, a buyer signs in, asks what he would get, applies; the merchant agrees). AFTERDESK_SERVER names the program.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { with_desk } from '../../api/desk.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const made = join(here, 'made');
const require = createRequire(import.meta.url);
const address = { name: '云杉服饰售后组', phone: '0571-5550101', text: '浙江省杭州市余杭区良渚街道丰华路 18 号' };
let passed = 0, failed = 0;

/** @param {string} name @param {() => Promise<void>} body */
async function step(name, body) {
    try {
        await body();
        passed += 1;
    } catch (problem) {
        failed += 1;
        console.log(`FAIL ${name}: ${problem instanceof Error ? problem.message : problem}`);
    }
}

/** A program of a package, by node. @param {string} name @param {string} bin @param {string[]} args */
async function tool(name, bin, args) {
    const main = join(dirname(require.resolve(`${name}/package.json`)), bin);
    await promisify(execFile)(process.execPath, [main, ...args], { cwd: here }).catch((/** @type {any} */ error) => {
        throw new Error(`${error.stdout}\n${error.stderr}`.slice(0, 3000));
    });
}

await with_desk(async (desk) => {
    await rm(made, { recursive: true, force: true });
    await mkdir(made);
    await writeFile(join(made, 'openapi.json'), JSON.stringify(desk.document.json));
    await step('openapi-typescript makes types', () => tool('openapi-typescript', 'bin/cli.js', ['made/openapi.json', '-o', 'made/schema.d.ts']));
    await step('@hey-api/openapi-ts makes functions', () => tool('@hey-api/openapi-ts', 'bin/index.cjs', ['-i', './made/openapi.json', '-o', './made/hey', '-c', '@hey-api/client-fetch']));
    await step('both compile strictly, and refuse what does not exist', () => tool('typescript', 'bin/tsc', ['-p', '.']));

    const platform = await desk.staff('platform', 'admin');
    const { key } = await desk.machine(platform);
    const plain = await desk.order_of('E1012');
    const photo = new Blob([await readFile(new URL('../../fixtures/evidence/parcel.jpg', import.meta.url))], { type: 'image/jpeg' });
    /** @type {any[]} */
    const done = [];
    for (const client of ['by_fetch', 'by_hey']) {
        await step(`${client} does a day`, async () => {
            const { day } = await import(join(made, 'built', `${client}.js`));
            const order = { ...plain, revision: 1, order_no: `E1012-${client}`,
                payments: plain.payments.map((/** @type {any} */ paid) => ({ ...paid, payment_id: `${paid.payment_id}-${client}` })) };
            const launch_token = await desk.server.launch_token(plain.buyer_id);
            done.push(await day({ origin: desk.server.origin, key, order, launch_token, photo, login: 'yunshan', password: 'demo-pass-2026', address }));
        });
    }
    await step('both did the same, and were told what they did wrong', async () => {
        assert.equal(done.length, 2);
        assert.deepEqual(done[0], done[1]);
        assert.equal(done[0].refusal, 'unknown_name');
        assert.ok(done[0].refund_fen > 0 && done[0].events > 1, JSON.stringify(done[0]));
    });
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
