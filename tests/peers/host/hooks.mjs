// @ts-check
// The desk's webhooks beside the package standardwebhooks as their verifier: signatures over any body, and a day of events to
// an endpoint that is slow, wrong and killed, from a desk that is killed, too.
//
//   node hooks.mjs [--seed N] [--signed N]     AFTERDESK_SERVER names the desk's program, AFTERDESK_SIGNER webhook_signer

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import { Chance } from '../../api/chance.mjs';
import { with_desk } from '../../api/desk.mjs';
import { Webhook } from 'standardwebhooks';
import { Receiver, verified } from './receiver.mjs';

const { values: told } = parseArgs({ options: { seed: { type: 'string' }, signed: { type: 'string' } } });
const seed = Number(told.seed ?? process.env.AFTERDESK_SEED ?? Date.now() % 1_000_000_007), signed = Number(told.signed ?? 1_000);
const chance = new Chance(seed);
const pause = (/** @type {number} */ ms) => new Promise((later) => setTimeout(later, ms));
const scopes = ['orders:write', 'facts:write', 'events:read', 'admin'];
const minute_ms = 60_000;

// ---- Signatures -----------------------------------------------------------------------------------------------------

class Signer {
    constructor() {
        const program = process.env.AFTERDESK_SIGNER;
        assert.ok(program, 'AFTERDESK_SIGNER must name the program webhook_signer.');
        this.child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
        this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    }

    /** @param {string[]} secrets @param {string} id @param {number} seconds @param {string} body @returns {Promise<string>} */
    async sign(secrets, id, seconds, body) {
        this.child.stdin.write(JSON.stringify({ secrets, id, seconds, body64: Buffer.from(body).toString('base64') }) + '\n');
        return (await this.lines.next()).value;
    }

    end() { this.child.stdin.end(); }
}

/** @param {number} most */
function any_text(most) {
    const signs = ['a', '"', '\\', '\n', '{', '0', '退', '款', '😀', '\u0000', ' ', '.'];
    return Array.from({ length: chance.number(0, most) }, () => chance.of(signs)).join('');
}
const any_secret = () => 'whsec_' + randomBytes(chance.number(24, 64)).toString('base64');

/** The text with one bit of its bytes changed. @param {string} text */
function bent(text) {
    const bytes = Buffer.from(text, 'latin1');
    bytes[chance.number(0, bytes.length - 1)] ^= 1 << chance.number(0, 6);
    return bytes.toString('latin1');
}

async function signatures() {
    const signer = new Signer();
    for (let i = 0; i < signed; i += 1) {
        const secrets = [any_secret(), any_secret()].slice(0, chance.number(1, 2));
        const id = `${chance.number(0, 1e9).toString(16)}-${i}_${chance.number(1, 99)}`, body = JSON.stringify({ text: any_text(200), i });
        const seconds = Math.floor(Date.now() / 1000) + chance.number(-250, 250);
        const signature = await signer.sign(secrets, id, seconds, body);
        const headers = { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signature };
        for (const [at, secret] of secrets.entries()) {
            assert.ok(verified(secret, body, headers), `${id}: not taken`);
            assert.equal(signature.split(' ')[at], new Webhook(secret).sign(id, new Date(seconds * 1000), body));
        }
        const [secret] = secrets, own = { ...headers, 'webhook-signature': signature.split(' ')[0] };
        const latin = Buffer.from(body).toString('latin1'), bad_body = Buffer.from(bent(latin), 'latin1');
        assert.ok(!verified(secret, /** @type {any} */ (bad_body), own), `${id}: another body`);
        for (const name of /** @type {const} */ (['webhook-id', 'webhook-timestamp', 'webhook-signature'])) {
            const bad = { ...own, [name]: bent(own[name]) };
            assert.ok(!verified(secret, body, bad), `${id}: another ${name}: ${bad[name]}`);
        }
        assert.ok(!verified(any_secret(), body, headers), `${id}: another secret`);
        for (const off of [-400, -301, 301, 400]) {
            const then = Math.floor(Date.now() / 1000) + off + Math.sign(off);
            const late = { 'webhook-id': id, 'webhook-timestamp': String(then), 'webhook-signature': await signer.sign(secrets, id, then, body) };
            if (i < 50) assert.ok(!verified(secret, body, late), `${id}: ${off} seconds away`);
        }
    }
    signer.end();
    console.log(`${signed} bodies signed, and each with a bit of body, id, time and signature changed`);
}

// ---- A day ----------------------------------------------------------------------------------------------------------

/** @typedef {import('../../api/desk.mjs').Desk} Desk @typedef {import('../../e2e/client.mjs').Client} Client */

class Day {
    sold = 0;
    kills = 0;
    /** @type {any} what the host knows */
    host = undefined;

    /** @param {Desk} desk @param {Receiver} receiver */
    constructor(desk, receiver) {
        this.desk = desk;
        this.receiver = receiver;
    }

    async begin() {
        this.admin = await this.desk.staff('platform', 'admin');
        this.host = await this.desk.machine(this.admin, scopes);
        this.buyers = await Promise.all(['b1', 'b2'].map((id) => this.desk.buyer(id)));
        const made = await this.host.send('PUT', '/webhooks/day', { url: `http://127.0.0.1:${this.receiver.port}/hook` });
        assert.equal(made.status, 200, made.text);
        this.receiver.secrets = [made.body.secret];
    }

    /** A buyer asks for a piece of a new order back. */
    async sell() {
        const client = chance.of(/** @type {Client[]} */ (this.buyers)), buyer_id = client === this.buyers?.[0] ? 'b1' : 'b2';
        const order_no = `W${seed}-${this.sold += 1}`;
        const order = { order_no, shop_id: 's1', buyer_id, currency: 'CNY', paid_at_ms: Date.now() - minute_ms, freight_fen: 0, revision: 1,
            lines: [{ line_no: 1, sku: 'K1', spu: 'P1', title: '羊绒衫', kind: 'physical', quantity: 3, unit_price_fen: 10_001 }],
            payments: [{ payment_id: `${order_no}-1`, channel: 'wechat', amount_fen: 3 * 10_001 }] };
        const put = await this.host.send('PUT', `/orders/${order_no}`, order);
        assert.equal(put.status, 200, put.text);
        const { answer } = await client.apply(order_no, { type: 'refund_unshipped', reason: 'not_wanted', lines: [{ line_no: 1, quantity: 1 }] });
        assert.equal(answer.status, 201, answer.text);
    }

    async kill() {
        this.kills += 1;
        const child = /** @type {import('node:child_process').ChildProcess} */ (this.desk.server.process);
        const ended = new Promise((done) => child.once('exit', done));
        child.kill('SIGKILL');
        await ended;
        await this.desk.server.start();
    }

    /** The desk's clock goes on, so that nobody waits for retries. @param {number} ms */
    async later(ms) {
        const moved = await this.admin?.send('POST', '/clock', { advance_ms: ms });
        assert.equal(moved?.status, 200, moved?.text);
    }

    /** @returns {Promise<any>} */
    async webhook() {
        const shown = await this.host.send('GET', '/webhooks/day');
        assert.equal(shown.status, 200, shown.text);
        return shown.body;
    }

    /** Until nothing waits any more. */
    async settle() {
        for (let tries = 0; tries < 300; tries += 1) {
            const { waiting, ended } = await this.webhook();
            const { body } = await this.host.send('GET', `/events?limit=500`);
            if (!waiting && !ended && body.items.every((/** @type {any} */ one) => this.known(one))) return body.items;
            await this.later(minute_ms);
            await pause(50);
        }
        throw new Error(`still waiting: ${JSON.stringify(await this.webhook())}`);
    }

    /** @param {any} event */
    known(event) { return event.seq <= this.from || this.receiver.bodies.has(event.id.replace('.', '_')); }

    /** What it heard is what the pull log has, in each ticket's order. @param {any[]} log */
    compare(log) {
        /** @type {Map<string, number>} */
        const versions = new Map();
        for (const { id, ticket_no, ticket_version } of this.receiver.taken) {
            if (!ticket_no) continue;
            const known = versions.get(ticket_no) ?? 0;
            assert.ok(ticket_version <= known + 1, `${ticket_no}: version ${ticket_version} behind ${known} (${id})`);
            versions.set(ticket_no, Math.max(known, ticket_version));
        }
        let count = 0;
        for (const event of log) {
            if (event.seq <= this.from) continue;
            assert.equal(this.receiver.bodies.get(event.id.replace('.', '_')), JSON.stringify(event), event.id);
            count += 1;
        }
        for (const { ticket_no, ticket_version } of log.filter((one) => one.seq > this.from))
            assert.ok((versions.get(ticket_no) ?? 0) >= ticket_version, `${ticket_no} lacks ${ticket_version}`);
        assert.deepEqual(this.receiver.problems, []);
        return count;
    }

    from = 0;

    async remember_start() {
        const { body } = await this.host.send('GET', '/events?limit=500');
        this.from = body.items.at(-1)?.seq ?? 0;
    }

    async run() {
        const { receiver } = this;
        receiver.mood = () => chance.hits(0.25) ? chance.of([500, 503, 302, 404, 'drop']) : 204;
        for (let step = 0; step < 12; step += 1) {
            await Promise.all([this.sell(), this.sell()]);
            await pause(chance.number(0, 60));
            if (step % 4 === 1) await this.kill();
            if (step % 4 === 3) { await receiver.close(); await this.sell(); await receiver.open(); }
            if (step % 3 === 0) await this.later(minute_ms);
        }
        receiver.mood = () => 204;
    }
}

/** @param {Day} day */
async function oddities(day) {
    const { receiver, host } = day;
    const first = receiver.secrets[0], second = any_secret();
    const url = `http://127.0.0.1:${receiver.port}/hook`;
    const put = async (/** @type {object} */ body) => assert.equal((await host.send('PUT', '/webhooks/day', { url, ...body })).status, 200);
    await put({ secrets: [second, first] });
    await day.sell();  // either secret verifies
    await day.settle();
    receiver.secrets = [second];
    await day.sell();
    await day.settle();
    await put({ secrets: [second] });
    await day.sell();
    await day.settle();

    receiver.mood = () => 'flood';
    await host.send('POST', '/webhooks/day:ping');
    await until(async () => (await day.webhook()).failing_since_ms !== undefined, 'an answer without an end');
    receiver.mood = () => 204;
    await day.settle();

    receiver.mood = () => 'hang';
    const began = Date.now();
    await host.send('POST', '/webhooks/day:ping');
    await until(async () => (await day.webhook()).failing_since_ms !== undefined, 'no answer');
    assert.ok(Date.now() - began >= 9_000, 'it has ten seconds to answer');
    receiver.mood = () => 204;
    await day.settle();

    receiver.mood = () => 410;
    await day.sell();
    await until(async () => (await day.webhook()).ended === 'gone', '410 ends it');
    receiver.mood = () => 204;
    const heard = receiver.bodies.size;
    await day.sell();
    await pause(300);
    assert.equal(receiver.bodies.size, heard, 'nothing is sent to one that is gone');
    await put({});
    await day.settle();
    for (const bad of ['http://10.0.0.1/', 'https://192.168.0.1/', 'https://[fd00::1]/', 'http://mall.example:80/\u0000'])
        assert.equal((await host.send('PUT', '/webhooks/other', { url: bad })).status, 400, bad);
}

/** @param {() => Promise<boolean>} done @param {string} what */
async function until(done, what) {
    for (let tries = 0; tries < 600; tries += 1) {
        if (await done()) return;
        await pause(50);
    }
    throw new Error(`not within 30 s: ${what}`);
}

console.log(`seed ${seed}`);
process.env.AFTERDESK_WEBHOOK_ALLOW = '127.0.0.1';
process.env.AFTERDESK_LOG_LEVEL = 'warning';
const receiver = new Receiver();
try {
    await signatures();
    await receiver.open();
    await with_desk(async (desk) => {
        const day = new Day(desk, receiver);
        await day.begin();
        await day.remember_start();
        await day.run();
        const count = day.compare(await day.settle());
        await oddities(day);
        const all = day.compare(await day.settle());
        console.log(`${day.sold} tickets, ${count} then ${all} events, ${receiver.repeated} heard again, ${day.kills} kills`);
    });
    console.log('1 passed, 0 failed');
} catch (error) {
    console.log(`FAIL ${error instanceof Error ? error.stack : error}`);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
} finally {
    await receiver.close();
}
