// @ts-check
// A server with the demo's mall on its first day, its document, and one person of each kind who is signed in.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from '../e2e/client.mjs';
import { Server, root } from '../e2e/server.mjs';
import { ApiDocument } from './document.mjs';

const password = 'demo-pass-2026';
/** What somebody chooses who was given one. */
export const own_password = 'seven green boats';

/** Asks with a key instead of a cookie. */
export class Machine extends Client {
    /** @param {string} origin @param {string} key */
    constructor(origin, key) {
        super(origin, 'platform');
        this.key = key;
    }

    /** @param {string} path */
    url(path) { return `${this.origin}/api/v1/host${path}`; }

    /** @param {Record<string, string>} [more] */
    headers(more) { return { authorization: 'Bearer ' + this.key, ...more }; }
}

export class Desk {
    /** @param {Server} server @param {ApiDocument} document */
    constructor(server, document) {
        this.server = server;
        this.document = document;
    }

    /** @param {string} id */
    async buyer(id) {
        const client = new Client(this.server.origin, 'buyer');
        const answer = await client.launch(await this.server.launch_token(id));
        assert.equal(answer.status, 200, answer.text);
        return client;
    }

    /** @param {'merchant' | 'platform'} audience @param {string} login @param {string} [word] */
    async staff(audience, login, word = password) {
        const client = new Client(this.server.origin, audience);
        let answer = await client.sign_in(login, word);
        if (answer.body?.error?.code === 'new_password_required') answer = await client.sign_in(login, word, own_password);
        assert.equal(answer.status, 200, answer.text);
        return client;
    }

    /** A host's machine with a new key of these scopes. @param {Client} administrator @param {string[]} [scopes] */
    async machine(administrator, scopes = ['orders:write', 'facts:write', 'events:read', 'refunds:execute']) {
        const made = await administrator.send('POST', '/keys', { name: 'host', scopes });
        assert.equal(made.status, 201, made.text);
        return new Machine(this.server.origin, made.body.key);
    }

    /** An order of the demo, as it brings it to today. @param {string} order_no */
    async order_of(order_no) {
        const lines = (await readFile(join(root, 'assets/demo/orders.jsonl'), 'utf8')).split('\n');
        const { demo_epoch_ms } = JSON.parse(await readFile(join(root, 'assets/demo/mall.json'), 'utf8'));
        const moved = (/** @type {string} */ key, /** @type {unknown} */ value) => key.endsWith('_ms') && typeof value === 'number' ? value + Date.now() - demo_epoch_ms : value;
        return JSON.parse(lines.find((line) => line.includes(`"order_no":"${order_no}"`)) ?? '', moved);
    }

    /** Brings copies of an order of the demo: E1001-1, E1001-2, … @param {string} order_no @param {number} count */
    async copy_order(order_no, count) {
        const order = await this.order_of(order_no);
        const copy = (/** @type {number} */ i) => ({ ...order, order_no: `${order_no}-${i}`,
            payments: order.payments.map((/** @type {any} */ paid) => ({ ...paid, payment_id: `${paid.payment_id}-${i}` })) });
        await this.server.bring(Array.from({ length: count }, (_, i) => copy(i + 1)));
    }
}

/** Does something with a desk, and ends it: cleanly, and with books that add up.
 * @template T @param {(desk: Desk) => Promise<T>} act @returns {Promise<T>} */
export async function with_desk(act) {
    const web = await mkdtemp(join(tmpdir(), 'afterdesk-api-'));  // the API needs no page
    await writeFile(join(web, 'index.html'), '<!doctype html><title>-</title>');
    const server = new Server(web);
    try {
        await server.start();
        const answer = await fetch(server.origin + '/api/v1/openapi.json');
        const done = await act(new Desk(server, new ApiDocument(await answer.json())));
        const status = await server.stop();
        assert.equal(status, 0, `the server ended with ${status}:\n${server.said.slice(-3000)}`);
        await server.verify();
        return done;
    } finally {
        await server.stop();
        await server.forget();
        await rm(web, { recursive: true });
    }
}
