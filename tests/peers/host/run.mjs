// @ts-check
// A day of the mall in mall.mjs with a desk that is killed (SIGKILL) and started again in between. At the end the books of
// both sides agree: every order, every ticket with its version, state and amounts, every fact that cost money.
//
//   node run.mjs [--seed N] [--steps N]      AFTERDESK_SERVER names the program

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';

import { Chance } from '../../api/chance.mjs';
import { Client } from '../../e2e/client.mjs';
import { Server, root } from '../../e2e/server.mjs';
import { Mall } from './mall.mjs';

const { values: told } = parseArgs({ options: { seed: { type: 'string' }, steps: { type: 'string' } } });
const seed = Number(told.seed ?? Date.now() % 1_000_000_007), steps = Number(told.steps ?? 60);
const chance = new Chance(seed);
const program = process.env.AFTERDESK_SERVER || join(root, 'build/release/afterdesk');
const tenant = 'cloud', buyers = ['b1', 'b2'], shops = ['s1', 's2'];
const pause = (/** @type {number} */ ms) => new Promise((later) => setTimeout(later, ms));

/** As `afterdesk init` prints them. @param {string} data */
async function begin(data) {
    const { stdout } = await promisify(execFile)(program, ['init', '--data', data, '--tenant', tenant, '--login', 'boss']);
    const [, password] = /as boss with (\S+)/.exec(stdout) ?? [];
    const [, key] = /^key +(adk_\w+)$/m.exec(stdout) ?? [];
    assert.ok(password && key, stdout);
    return { password, key };
}

/** Does it until the desk is there to do it. @template T @param {() => Promise<T>} act @returns {Promise<T>} */
async function persist(act) {
    for (let tries = 0; ; tries += 1) {
        try { return await act(); } catch (error) {
            if (tries > 200 || !(error instanceof TypeError)) throw error;  // fetch: nobody listens
            await pause(100);
        }
    }
}

class Day {
    kills = 0;
    sold = 0;
    refused = 0;

    /** @param {Server} server @param {Mall} mall */
    constructor(server, mall) {
        this.server = server;
        this.mall = mall;
        this.buyers = buyers.map((id) => ({ id, client: new Client(server.origin, 'buyer') }));
    }

    /** @param {{id: string, client: Client}} buyer */
    async sign_in({ id, client }) {
        const answer = await persist(() => client.launch(this.mall.launch_token(id)));
        assert.equal(answer.status, 200, answer.text);
    }

    /** A buyer asks for one piece of an order back, under one key however often it breaks off. */
    async apply() {
        const buyer = chance.of(this.buyers);
        const own = [...this.mall.orders.values()].filter((order) => order.buyer_id === buyer.id);
        if (!own.length) return;
        const { order_no } = chance.of(own), key = randomUUID();
        const request = { type: 'refund_unshipped', reason: 'not_wanted', lines: [{ line_no: 1, quantity: 1 }] };
        const quoted = await persist(() => buyer.client.send('POST', '/quotes', { order_no, request }));
        if (quoted.status === 401) return this.sign_in(buyer);
        if (quoted.status !== 200) { this.refused += 1; return; }  // shipped already, or nothing is left
        const { quote, digest } = quoted.body;
        const body = { order_no, request, quote: { refund_fen: quote.refund_fen, digest }, remark: '', evidence: [] };
        const answer = await persist(() => buyer.client.send('POST', '/tickets', body, { 'idempotency-key': key }));
        if (answer.status !== 201) this.refused += 1;
    }

    async kill() {
        this.kills += 1;
        const child = /** @type {import('node:child_process').ChildProcess} */ (this.server.process);
        const ended = new Promise((done) => child.once('exit', done));
        child.kill('SIGKILL');
        await ended;
        await pause(chance.number(0, 200));
        await this.server.start({ demo: false });
    }

    something() {
        const { mall } = this;
        const orders = [...mall.orders.keys()];
        switch (orders.length ? chance.number(0, 5) : 0) {
        case 0: case 1: this.sold += 1; return mall.sell(`N${seed}-${this.sold}`, chance.of(buyers), chance.of(shops));
        case 2: return mall.rename(chance.of(orders));
        case 3: return mall.ship(chance.of(orders), 3);
        default: return undefined;
        }
    }

    async run() {
        for (const buyer of this.buyers) await this.sign_in(buyer);
        let open = true;
        const reading = (async () => { while (open) await this.mall.read(2); })();
        for (let step = 0; step < steps; step += 1) {
            for (let i = chance.number(1, 4); i > 0; i -= 1) this.something();
            const work = [this.mall.deliver(), this.apply(), this.apply()];
            if (step % 6 === 5) work.push(pause(chance.number(0, 30)).then(() => this.kill()));
            await Promise.all(work);
        }
        open = false;
        await reading;
    }

    /** @param {Client} boss */
    async compare(boss) {
        const { mall } = this;
        await mall.deliver();
        await mall.read();
        for (const [order_no, own] of mall.orders) {
            const { order } = await boss.get(`/orders/${order_no}`);
            assert.equal(order.lines[0].title, own.lines[0].title, order_no);
            // Nothing old gets in again.
            const old = await mall.ask('PUT', `/orders/${order_no}`, { ...own, revision: own.revision - 1 });
            assert.equal(old.status, 409, order_no);
        }
        // Of several tickets with strays on a line the newest is named.
        const warned = new Set([...mall.conflicts.keys()].map((ticket_no) => mall.tickets.get(ticket_no)?.order_no));
        let count = 0, strays = 0;
        for (let cursor = ''; ;) {
            const page = await boss.get(`/tickets?count=100&cursor=${cursor}`);
            for (const { ticket_no } of page.items) {
                const { ticket } = await boss.get(`/tickets/${ticket_no}`), own = mall.tickets.get(ticket_no);
                assert.ok(own, `${ticket_no} is not in the mall's books`);
                const theirs = { version: ticket.version, order_no: ticket.order_no, state: ticket.state, refund_fen: ticket.quote.refund_fen, refunds: own.refunds };
                assert.deepEqual(own, theirs);
                const { body: read } = await mall.ask('GET', `/tickets/${ticket_no}`);
                assert.deepEqual([read.version, read.state, read.refund_fen], [ticket.version, ticket.state, ticket.quote.refund_fen]);
                assert.equal(own.refunds.reduce((sum, part) => sum + part.amount_fen, 0), ticket.quote.refund_fen, ticket_no);
                if (ticket.strays?.length) { strays += 1; assert.ok(warned.has(ticket.order_no), ticket_no); }
                count += 1;
            }
            cursor = page.next_cursor;
            if (!cursor) break;
        }
        assert.equal(count, mall.tickets.size);
        assert.ok(count > 0 && mall.conflicts.size <= strays, `${mall.conflicts.size} conflicts, ${strays} with strays`);
        return { count, strays };
    }
}

console.log(`seed ${seed}, ${steps} steps`);
const web = await mkdtemp(join(tmpdir(), 'afterdesk-host-'));
await writeFile(join(web, 'index.html'), '<!doctype html><title>-</title>');
const server = new Server(web);
server.data = await mkdtemp(join(tmpdir(), 'afterdesk-host-data-'));
try {
    const { password, key } = await begin(server.data);
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    await server.add_launch_key({ tenant, alg: 'EdDSA', kid: 'mall-1', public: publicKey.export({ format: 'jwk' }).x });
    process.env.AFTERDESK_LOG_LEVEL = 'warning';
    await server.start({ demo: false });
    const boss = new Client(server.origin, 'platform');
    assert.equal((await boss.sign_in('boss', password, 'seven green boats')).status, 200);
    for (const shop_id of shops) assert.equal((await boss.send('POST', '/shops', { shop_id, name: shop_id })).status, 201);
    const mall = new Mall(server.origin, key, { tenant, kid: 'mall-1', secret: privateKey.export({ format: 'jwk' }) });
    const day = new Day(server, mall);
    await day.run();
    const { count, strays } = await day.compare(boss);
    assert.equal(await server.stop(), 0, server.said.slice(-3000));
    await server.verify();
    console.log(`${mall.orders.size} orders, ${count} tickets (${strays} shipped after their refund), ${mall.events} events, ${day.kills} kills, ${mall.repeated} requests sent again`);
    console.log('1 passed, 0 failed');
} catch (error) {
    console.log(`FAIL ${error instanceof Error ? error.stack : error}\n${server.said.slice(-2000)}`);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
} finally {
    await server.stop();
    await server.forget();
    await rm(web, { recursive: true });
}
