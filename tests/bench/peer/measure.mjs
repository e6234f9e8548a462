// How many durable writes and reads a second, ours beside Vendure's, one after the other in one run, asked by the same
// client (tests/bench/ask.cpp) over as many connections:
//
//   cmake --build --preset release --target afterdesk ask
//   npm ci --prefix tests/bench/peer && node tests/bench/peer/measure.mjs [build/release]
//
// A write of ours is a buyer's request for a refund, decided and on its way to the channel; of Vendure its own refund
// (`refundOrder`), and a buyer's `addItemToOrder`, of which the faster one counts. A list is the newest 20 with their goods, a page is
// one ticket, or one order with its lines, payments, refunds and history, as staff see them; of Vendure also without goods and history.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const build = process.argv[2] || 'build/release';
const program = join(build, 'afterdesk'), client = join(build, 'tests/ask');
const clients = 64, rounds = 2, seconds = 4, fresh_orders = 60_000, their_orders = 200, pieces = 100_000;
const folder = mkdtempSync(join(tmpdir(), 'afterdesk-peer-'));
const children = [];

const numbers = (count) => Array.from({ length: count }, (_, i) => i);
const as_json = { 'content-type': 'application/json' };

const free_port = () => new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
        const { port } = probe.address();
        probe.close(() => found(port));
    });
});

/** A program of this run; resolved when it says that word. */
function start(command, args, word) {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    return new Promise((ready, failed) => {
        child.stdout.on('data', (text) => String(text).includes(word) && ready());
        child.once('exit', (status) => failed(new Error(`${command} ended with ${status}`)));
    });
}

/** Asks for each of them, a few at a time. */
async function for_each(all, ask, at_once = 16) {
    let next = 0;
    const worker = async () => { while (next < all.length) await ask(all[next++]); };
    await Promise.all(Array.from({ length: at_once }, worker));
}

/** A request as its bytes go over the wire. */
function raw(method, path, headers, body = '') {
    const bytes = Buffer.byteLength(body);
    const length = method === 'GET' ? {} : { ...as_json, 'content-length': String(bytes) };
    const lines = Object.entries({ host: '127.0.0.1', ...headers, ...length }).map(([name, value]) => `${name}: ${value}\r\n`);
    return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

// --- ours ------------------------------------------------------------------------------------------------------------

/** Everybody has an address of his own, as behind a proxy. */
const address = (i) => `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
const request = { type: 'refund_unshipped', reason: 'not_wanted', lines: [{ line_no: 1, quantity: 1 }] };

function order(i) {
    return { order_no: `P${i}`, shop_id: 's1', buyer_id: `b${i % clients}`, currency: 'CNY', paid_at_ms: 1795104000000 + i, freight_fen: 0,
        lines: [{ line_no: 1, sku: 'K1', spu: 'P1', title: '羊绒衫', kind: 'physical', category: 'apparel', spec: 'M', quantity: 1, unit_price_fen: 10_000 }],
        payments: [{ payment_id: `w${i}`, channel: 'wechat', amount_fen: 10_000 }] };
}

/** A mall of one shop, as its demo: refunds are paid by the simulated channel. */
function write_mall() {
    const mall = join(folder, 'mall');
    mkdirSync(join(mall, 'media'), { recursive: true });
    writeFileSync(join(mall, 'index.html'), '<!doctype html>');
    const member = (id, audience, role, shop_id) => ({ staff_id: id, login: id, name: id, audience, role, shop_id, password: 'long enough password' });
    writeFileSync(join(mall, 'mall.json'), JSON.stringify({
        tenant: { id: 'mall', name: 'mall' }, demo_epoch_ms: 1795176000000, shops: [{ shop_id: 's1', name: 's1', phone: '400-1', addresses: [] }],
        buyers: numbers(clients).map((i) => ({ buyer_id: `b${i}`, name: `b${i}`, phone_tail: '0000' })),
        staff: [member('m1', 'merchant', 'manager', 's1'), member('p1', 'platform', 'administrator')],
    }));
    writeFileSync(join(mall, 'orders.jsonl'), numbers(fresh_orders).map((i) => JSON.stringify(order(i)) + '\n').join(''));
    return mall;
}

class Ours {
    async start() {
        const mall = write_mall(), data = join(folder, 'data');
        this.port = await free_port();
        this.origin = `http://127.0.0.1:${this.port}`;
        await start(program, ['serve', '--port', String(this.port), '--data', data, '--demo', mall, '--web', mall,
            '--address-header', 'X-Real-IP', '--log-level', 'warning'], 'listens on');
        const cookie_of = (answer) => answer.headers.getSetCookie()[0].split(';')[0];
        this.buyers = [];
        for (const i of numbers(clients)) {
            const link = execFileSync(program, ['link', '--data', data, '--buyer', `b${i}`], { encoding: 'utf8' });
            const [, token] = /#launch=([^&\s]+)/.exec(link);
            this.buyers.push(cookie_of(await this.post('/api/v1/buyer/sessions', { token }, { 'x-real-ip': address(i) })));
        }
        this.staff = { cookie: cookie_of(await this.post('/api/v1/merchant/demo-sessions', {}, { 'x-real-ip': address(1 << 20) })) };
        this.applications = [];
        await for_each(numbers(fresh_orders), async (i) => { this.applications[i] = await this.application(i); });
    }
    async post(path, body, headers) {
        const answer = await fetch(this.origin + path, { method: 'POST', body: JSON.stringify(body), headers: { ...as_json, ...headers } });
        assert(answer.ok, `${path}: ${answer.status}`);
        return answer;
    }
    async application(i) {
        const who = { cookie: this.buyers[i % clients], 'x-real-ip': address(i) };
        const { quote, digest } = await (await this.post('/api/v1/buyer/quotes', { order_no: `P${i}`, request }, who)).json();
        const body = { order_no: `P${i}`, request, quote: { refund_fen: quote.refund_fen, digest }, remark: '', evidence: [] };
        return raw('POST', '/api/v1/buyer/tickets', { ...who, 'idempotency-key': `k${i}` }, JSON.stringify(body));
    }
    list() { return [raw('GET', '/api/v1/merchant/tickets?count=20', this.staff)]; }
    async pages() {
        const { items } = await (await fetch(`${this.origin}/api/v1/merchant/tickets?count=20`, { headers: this.staff })).json();
        return items.map((one) => raw('GET', `/api/v1/merchant/tickets/${one.ticket_no}`, this.staff));
    }
}

// --- Vendure ---------------------------------------------------------------------------------------------------------

const error = '... on ErrorResult { errorCode message }';
const item = (quantity) => `mutation { addItemToOrder(productVariantId: 1, quantity: ${quantity}) { ... on Order { id total } ${error} } }`;
const refund = ({ lines, payments }) => `mutation { refundOrder(input: { lines: [{ orderLineId: ${lines[0].id}, quantity: 1 }], shipping: 0, adjustment: 0,
    amount: 10000, paymentId: ${payments[0].id}, reason: "not wanted" }) { ... on Refund { id state total } ${error} } }`;
const goods = 'lines { quantity productVariant { name sku } }', history = 'history(options: { take: 10 }) { items { type createdAt data } }';
const orders = (more) => `{ orders(options: { take: 20, sort: { orderPlacedAt: DESC } }) { totalItems items {
    id code state orderPlacedAt total totalWithTax currencyCode customer { firstName lastName } ${more} } } }`;
const one_order = ({ id }, more) => `{ order(id: ${id}) { ${more} id code state orderPlacedAt total totalWithTax currencyCode customer { firstName lastName emailAddress }
    lines { id quantity unitPrice productVariant { name sku } } payments { id method amount state refunds { id state total reason } } } }`;

class Theirs {
    async start() {
        this.port = await free_port();
        this.origin = `http://127.0.0.1:${this.port}`;
        await start(process.execPath, [new URL('vendure.mjs', import.meta.url).pathname, String(this.port), join(folder, 'vendure')], 'listens');
        this.admin = (await this.ask('admin', `mutation { login(username: "superadmin", password: "superadmin") { ... on CurrentUser { id } ${error} } }`)).token;
        this.orders = [];
        this.baskets = [];
        await for_each(numbers(their_orders), async (i) => { this.orders.push(await this.paid_order(i)); }, 4);
        await for_each(numbers(clients), async () => { this.baskets.push((await this.ask('shop', item(1))).token); }, 4);
        await this.ask('admin', refund(this.orders[0]), this.admin);
        await this.ask('admin', orders(goods), this.admin);
        await this.ask('admin', one_order(this.orders[0], history), this.admin);
    }
    async ask(api, query, token) {
        const headers = { ...as_json, ...(token && { authorization: `Bearer ${token}` }) };
        const answer = await fetch(`${this.origin}/${api}-api`, { method: 'POST', body: JSON.stringify({ query }), headers });
        const { data, errors } = await answer.json();
        assert(!errors, JSON.stringify(errors));
        const problem = Object.values(data).find((one) => one?.errorCode);
        assert(!problem, JSON.stringify(problem));
        return { data, token: answer.headers.get('vendure-auth-token') || token };
    }
    async paid_order(i) {
        const { token } = await this.ask('shop', item(pieces));
        const change = (mutation, fields = '... on Order { id }', wrong = error) => this.ask('shop', `mutation { ${mutation} { ${fields} ${wrong} } }`, token);
        await change(`setCustomerForOrder(input: { emailAddress: "b${i}@example.com", firstName: "b", lastName: "${i}" })`);
        await change('setOrderShippingAddress(input: { streetLine1: "1", countryCode: "CN" })');
        await change('setOrderShippingMethod(shippingMethodId: [1])');
        await change('transitionOrderToState(state: "ArrangingPayment")', '... on Order { id }', '... on OrderStateTransitionError { errorCode }');
        const paid = await change('addPaymentToOrder(input: { method: "dummy", metadata: {} })', '... on Order { id lines { id } payments { id } }');
        return paid.data.addPaymentToOrder;
    }
    raw(api, query, token) {
        return raw('POST', `/${api}-api`, { authorization: `Bearer ${token}` }, JSON.stringify({ query }));
    }
    refunds() { return this.orders.map((one) => this.raw('admin', refund(one), this.admin)); }
    items() { return this.baskets.map((token) => this.raw('shop', item(1), token)); }
    list(more) { return [this.raw('admin', orders(more), this.admin)]; }
    pages(more) { return this.orders.map((one) => this.raw('admin', one_order(one, more), this.admin)); }
}

// --- the run ---------------------------------------------------------------------------------------------------------

/** @param {boolean} once each of them is asked once at most */
function load(port, requests, once) {
    const input = requests.map((one) => `${Buffer.byteLength(one)}\n${one}`).join('');
    const said = JSON.parse(execFileSync(client, [String(port), String(clients), String(seconds * 1_000)], { input, encoding: 'utf8' }));
    assert.equal(said.refused, 0, 'something was refused');
    assert(!once || said.asked <= requests.length, 'there are too few orders');
    return said;
}

/** The middle one of the rounds. */
const middle = (all) => all.sort((a, b) => b.rate - a.rate)[Math.floor(all.length / 2)];

async function main() {
    const ours = new Ours(), theirs = new Theirs();
    await ours.start();
    await theirs.start();
    console.log('measuring');
    await new Promise((later) => { setTimeout(later, 1_000); });
    const share = Math.floor(fresh_orders / rounds);
    const asked = [
        { name: 'AfterDesk, application', whose: ours, requests: () => ours.applications.splice(0, share), once: true },
        { name: 'Vendure, refundOrder', whose: theirs, requests: () => theirs.refunds() },
        { name: 'Vendure, addItemToOrder', whose: theirs, requests: () => theirs.items() },
        { name: 'AfterDesk, list of 20', whose: ours, requests: () => ours.list() },
        { name: 'Vendure, list of 20 orders', whose: theirs, requests: () => theirs.list(goods) },
        { name: 'Vendure, without goods', whose: theirs, requests: () => theirs.list('') },
        { name: 'AfterDesk, ticket', whose: ours, requests: () => ours.pages() },
        { name: 'Vendure, order', whose: theirs, requests: () => theirs.pages(history) },
        { name: 'Vendure, without history', whose: theirs, requests: () => theirs.pages('') },
    ].map((one) => ({ ...one, rates: [] }));
    for (let round = 0; round < rounds; ++round)
        for (const one of asked) one.rates.push(load(one.whose.port, await one.requests(), one.once));
    const [application, refunds, items, list, their_list, bare_list, page, their_page, bare_page] = asked.map((one) => {
        const it = middle(one.rates);
        console.log(`${one.name.padEnd(28)} ${it.rate.toFixed(0).padStart(7)}/s   p50 ${it.p50} ms   p99 ${it.p99} ms`);
        return it.rate;
    });
    const ratio = (what, mine, other, wanted) => console.log(`${what}: ${(mine / other).toFixed(1)} x Vendure, ${wanted} x wanted`);
    ratio('writes', application, Math.max(refunds, items), 40);
    ratio('lists', list, their_list, 100);
    ratio('lists, theirs without goods', list, bare_list, 100);
    ratio('pages', page, their_page, 100);
    ratio('pages, theirs without history', page, bare_page, 100);
}

try {
    await main();
} finally {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
}
