// @ts-check
// Where acts about tickets begin: an order of their own beside the demo's, and a request for it over the API.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { order } from '../fixtures/folders/mall.mjs';
import { Client } from './client.mjs';
import { password } from './stage.mjs';

const photo = new URL('../fixtures/evidence/parcel.jpg', import.meta.url);

/** A request that waits for the merchant; its buyer goes on with it. @typedef {{no: string, order_no: string, buyer: Client}} Asked */

/**
 * Brings the order in, received yesterday by the desk's clock, and asks for its only line with a photo.
 * @param {import('./stage.mjs').Stage} stage @param {{order_no: string, shop: string, buyer: string, goods: object}} what
 * @param {{type: string, reason: string, line?: object}} request @returns {Promise<Asked>}
 */
export async function asked(stage, what, { type, reason, line = {} }) {
    const { server } = stage;
    const { order_no } = what;
    const goods = [{ kind: 'physical', quantity: 1, ...what.goods }];
    const buyer = new Client(server.origin, 'buyer');
    const came = await buyer.launch(await server.launch_token(what.buyer));
    assert.equal(came.status, 200, came.text);
    await server.bring([order(order_no, what.shop, what.buyer, came.body.now_ms, 'received', goods)]);
    const kept = await buyer.send('POST', '/evidence', await readFile(photo));
    assert.equal(kept.status, 201, kept.text);
    const request = { type, reason, lines: [{ line_no: 1, quantity: 1, ...line }] };
    const { answer } = await buyer.apply(order_no, request, { evidence: [kept.body.id] });
    assert.equal(answer.status, 201, answer.text);
    return { no: answer.body.ticket.no, order_no, buyer };
}

/**
 * Sends, and again when the server asks for patience.
 * @param {Client} who @param {string} path @param {object} body @param {Record<string, string>} [headers]
 */
async function patiently(who, path, body, headers) {
    for (;;) {
        const answer = await who.send('POST', path, body, headers);
        if (answer.status !== 429) return answer;
        await new Promise((later) => setTimeout(later, 300));
    }
}

/**
 * The same request of one buyer for each of these orders, which are of the same goods.
 * @param {import('./stage.mjs').Stage} stage @param {{orders: string[], shop: string, buyer: string, goods: object}} what
 * @param {{type: string, reason: string}} request @returns {Promise<Asked[]>} in the order of the orders
 */
export async function all_asked(stage, what, { type, reason }) {
    const buyer = new Client(stage.server.origin, 'buyer');
    const came = await buyer.launch(await stage.server.launch_token(what.buyer));
    assert.equal(came.status, 200, came.text);
    const goods = [{ kind: 'physical', quantity: 1, ...what.goods }];
    await stage.server.bring(what.orders.map((no) => order(no, what.shop, what.buyer, came.body.now_ms, 'received', goods)));
    const kept = await buyer.send('POST', '/evidence', await readFile(photo));
    const request = { type, reason, lines: [{ line_no: 1, quantity: 1 }] };
    /** @type {Asked[]} */ const tickets = [];
    for (const order_no of what.orders) {
        const { body } = await patiently(buyer, '/quotes', { order_no, request });
        const quote = { refund_fen: body.quote.refund_fen, digest: body.digest };
        const sent = { order_no, request, quote, remark: '', evidence: [kept.body.id] };
        const answer = await patiently(buyer, '/tickets', sent, { 'idempotency-key': randomUUID() });
        assert.equal(answer.status, 201, answer.text);
        tickets.push({ no: answer.body.ticket.no, order_no, buyer });
    }
    return tickets;
}

/** What its buyer does next. @param {Asked} ticket @param {string} command @param {object} [fields] */
export async function give({ no, buyer }, command, fields) {
    const answer = await buyer.command(no, (await buyer.ticket(no)).version, command, fields);
    assert.equal(answer.status, 200, `${command}: ${answer.text}`);
}

/** The mall, which tells what happened to parcels. @param {import('./stage.mjs').Stage} stage */
export async function mall_of(stage) {
    const mall = new Client(stage.server.origin, 'platform');
    assert.equal((await mall.sign_in('admin', password)).status, 200);
    return mall;
}

/** Staff in front of a ticket. @param {import('./stage.mjs').Stage} stage @param {'merchant' | 'platform'} audience @param {string} login @param {string} no @param {import('playwright-core').BrowserContextOptions} how */
export async function staff_at(stage, audience, login, no, how) {
    const person = await stage.staff_again(audience, login, 'tickets', how);
    await person.page.goto(`${stage.server.origin}/#/${audience[0]}/tickets/${no}`);
    return person;
}
