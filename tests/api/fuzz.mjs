// @ts-check
// Sends requests that our own OpenAPI document leads to, valid ones and bent ones, over all operations, as two buyers, the people
// of two shops, the platform and nobody, and holds each answer against it: no status of ours (5xx), nothing that is not
// documented, nothing off-schema, nothing of somebody else, nothing taken that the document refuses, and no form
// refused that it allows (but where the ticket as it is asks for more).
//
//   node fuzz.mjs [--seed N] [--requests N] [--long]     1,500 requests, --long: 20,000; AFTERDESK_SERVER names the program

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { Client } from '../e2e/client.mjs';
import { root } from '../e2e/server.mjs';
import { Fitting, bent, torn } from './bodies.mjs';
import { Chance } from './chance.mjs';
import { own_password, with_desk } from './desk.mjs';

/** @typedef {import('./desk.mjs').Desk} Desk @typedef {import('./document.mjs').Operation} Operation */
/** @typedef {{name: string, audience: 'buyer' | 'merchant' | 'platform' | 'host_key' | '', id: string, shop?: string, photo?: string, client: Client, sign_in: () => Promise<Client>}} Person */
/** @typedef {{method: string, target: string, headers: Record<string, string>, body?: string | Uint8Array, plain: boolean, json?: any}} Asked */

const { values: told } = parseArgs({ options: { seed: { type: 'string' }, requests: { type: 'string' }, long: { type: 'boolean' } } });
const seed = Number(told.seed ?? Date.now() % 1_000_000_007);
const count = Number(told.requests ?? (told.long ? 20_000 : 1_500));
const chance = new Chance(seed);
const photo = await readFile(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
/** Everybody comes from an address of his own now and then: what one may do in a second is not what is tried here. */
process.env.AFTERDESK_ADDRESS_HEADER = 'x-fuzz-client';
process.env.AFTERDESK_LOG_LEVEL = 'error';

/** Orders of both buyers in both shops. */
const not_shipped = ['E1001', 'E1209', 'E1033', 'E1131'], received = ['E1002', 'E1010', 'E1012', 'E1013'];

/** What there is, to be asked for, and whose it is. */
class Known {
    /** @type {Map<string, {buyer: string, shop: string}>} orders and tickets by their number */
    owners = new Map();
    /** @type {Record<string, string[]>} */
    ids = { order_no: [], ticket_no: [], sku: [], shops: ['s1', 's2'], devices: [], evidence: [], uploads: [], staff: [], roles: [] };
    /** @type {Map<string, {version: number, state: string}>} */
    tickets = new Map();
    next_cursor = '';

    /** @param {Desk} desk */
    async read(desk) {
        for (const line of (await readFile(root + 'assets/demo/orders.jsonl', 'utf8')).split('\n').filter(Boolean)) {
            const order = JSON.parse(line);
            this.owners.set(order.order_no, { buyer: order.buyer_id, shop: order.shop_id });
            if (['b1', 'b2'].includes(order.buyer_id) && ['s1', 's2'].includes(order.shop_id)) this.ids.order_no.push(order.order_no);
            for (const item of order.lines) this.ids.sku.push(item.sku);
        }
        // Orders of which nothing is asked for yet: of each buyer, in each shop.
        for (const order_no of [...not_shipped, ...received]) {
            const copies = Math.ceil(count / 80);
            await desk.copy_order(order_no, copies);
            for (let i = 1; i <= copies; i += 1) {
                this.owners.set(`${order_no}-${i}`, /** @type {any} */ (this.owners.get(order_no)));
                this.ids.order_no.push(`${order_no}-${i}`);
            }
        }
    }

    /** @param {string} key @param {string} value */
    add(key, value) {
        const list = this.ids[key];
        if (!list.includes(value)) list.push(value);
        if (list.length > 40) list.shift();
    }

    /** Takes from an answer what later requests may name. @param {any} value @param {string} noun of its address @param {string} [key] */
    learn(value, noun, key = '') {
        if (value === null || typeof value !== 'object') {
            if (typeof value !== 'string' || !value) return;
            if (key === 'staff_id') this.add('staff', value);
            if (key === 'ticket_no') this.add('ticket_no', value);
            // Beside the people there are roles.
            const ids = key === 'id' && (noun === 'staff' ? 'roles' : noun);
            if (ids && ids in this.ids) this.add(ids, value);
            if (key === 'next_cursor') this.next_cursor = value;
            return;
        }
        if (value.ticket?.no) {
            const { no, order_no, version, state } = value.ticket;
            this.add('ticket_no', no);
            this.tickets.set(no, { version, state });
            const owner = this.owners.get(order_no);
            if (owner) this.owners.set(no, owner);
        }
        if (value.ticket_no && value.order_no && this.owners.has(value.order_no)) this.owners.set(value.ticket_no, /** @type {any} */ (this.owners.get(value.order_no)));
        for (const [inner, one] of Object.entries(value)) this.learn(one, noun, inner);
    }
}

class Fuzz {
    failures = 0;
    /** @type {Map<number, number>} */
    statuses = new Map();
    /** @type {Set<string>} */
    done = new Set();
    known = new Known();
    /** Passwords that somebody gave somebody. @type {Map<string, string>} */
    passwords = new Map();
    /** @type {Person[]} */
    people = [];
    /** Who asks now. @type {Person | undefined} */
    person = undefined;

    /** @param {Desk} desk */
    constructor(desk) {
        this.desk = desk;
        this.document = desk.document;
        this.fitting = new Fitting(chance, this.document, (key, schema) => this.live(key, schema));
    }

    async begin() {
        const { desk } = this;
        await this.known.read(desk);
        for (const id of ['b1', 'b2']) await this.join('buyer ' + id, 'buyer', id, () => desk.buyer(id));
        for (const [id, login, shop] of [['m1', 'yunshan', 's1'], ['m3', 'shenlan', 's2']])
            await this.join(`manager of ${shop}`, 'merchant', id, () => this.staff('merchant', login), shop);
        await this.join('administrator', 'platform', 'p1', () => this.staff('platform', 'admin'));
        const administrator = /** @type {Person} */ (this.people.at(-1)).client;
        await this.join('a host', 'host_key', '', () => desk.machine(administrator));
        await this.join('nobody', '', '', async () => new Client(desk.server.origin, 'buyer'));
        for (const person of this.people.filter((one) => one.id)) person.photo = (await person.client.send('POST', '/evidence', photo)).body.id;
    }

    /** @param {string} name @param {Person['audience']} audience @param {string} id @param {() => Promise<Client>} sign_in @param {string} [shop] */
    async join(name, audience, id, sign_in, shop) { this.people.push({ name, audience, id, shop, sign_in, client: await sign_in() }); }

    /** Is it his, as far as one knows? @param {string} number of an order or ticket */
    owns(number) {
        const owner = this.known.owners.get(number);
        return !owner || this.person?.audience === 'platform' || (this.person?.audience === 'buyer' ? owner.buyer === this.person.id : owner.shop === this.person?.shop);
    }

    /** One of these, mostly one of his own. @param {string[]} numbers */
    own_of(numbers) {
        const own = chance.hits(0.85) ? numbers.filter((number) => this.owns(number)) : [];
        return chance.of(own.length ? own : numbers);
    }

    /** What anybody may do to a ticket in this state. @param {string} state @param {string} audience @returns {string[]} */
    commands_in(state, audience) {
        return this.document.json['x-edges'].filter((/** @type {any} */ edge) => edge.from === state && edge.actor === audience).map((/** @type {any} */ edge) => edge.command);
    }

    /** His tickets that he may move on. */
    movable() {
        const ended = ['rate', 'settle_strays', 'retry_refund', 'add_evidence'];
        const audience = this.person?.audience ?? '';
        return [...this.known.tickets].filter(([no, { state }]) => this.owns(no) && this.commands_in(state, audience).some((one) => !ended.includes(one))).map(([no]) => no);
    }

    /** @param {string} key @param {any} schema @returns {unknown} */
    live(key, schema) {
        const { known } = this;
        if (key === 'order_no' || key === 'ticket_no') return known.ids[key].length ? this.own_of(known.ids[key]) : undefined;
        const ids = /** @type {Record<string, string>} */ ({ shop_id: 'shops', sku: 'sku', want_sku: 'sku', shop: 'shops', same_buyer: 'ticket_no' })[key];
        if (ids) return known.ids[ids].length ? chance.of(known.ids[ids]) : undefined;
        switch (key) {
        case 'request': return chance.hits(0.6) ? { type: 'refund_unshipped', reason: 'not_wanted', lines: [{ line_no: 1, quantity: 1 }] } : undefined;
        case 'role': return chance.of(['reviewer', 'manager', 'auditor', 'arbiter']);
        case 'line_no': return chance.number(1, 2);
        case 'quantity': return 1;
        case 'reason': return chance.of(['not_wanted', 'size_unfit', 'quality', 'wrong_goods', 'other']);
        case 'version': case 'based_on': return chance.number(1, 3);
        case 'carrier': return chance.of(['sf', 'yto', 'jd']);
        case 'cursor': return known.next_cursor || undefined;
        case 'evidence': return schema.type !== 'array' ? undefined : chance.hits(0.5) ? [] : [this.person?.photo ?? 'x'];
        default: return undefined;
        }
    }

    /** @param {Operation} operation @returns {Asked} */
    make(operation) {
        let plain = chance.hits(0.6);
        const places = (/** @type {string} */ name) => {
            if (chance.hits(0.05)) { plain = false; return chance.of(['.', '%', '..', 'x'.repeat(3_000), '%00', '%e4%b8', 'a b', '订单', '\u202e']); }
            if (name === 'channel') return 'simulated';
            if (operation.id.endsWith('_give_command') && chance.hits(0.7)) {
                const open = this.movable();
                if (open.length) return chance.of(open);
            }
            const ids = this.known.ids[name === 'id' ? noun_of(operation.path) : name];
            return ids?.length ? this.own_of(ids) : 'x';
        };
        let target = operation.path.replace(/\{(\w+)\}/g, (_, name) => encode(places(name)));
        /** @type {Record<string, string>} */
        const headers = { 'x-fuzz-client': `10.0.${chance.number(0, 250)}.${chance.number(1, 250)}` };
        const query = [];
        for (const one of operation.json.parameters) {
            if (one.in === 'query' && chance.hits(0.2)) query.push([one.name, plain ? String(this.live(one.name, one.schema) ?? this.fitting.of(one.schema, one.name)) : chance.of(['', '0', '-1', '9'.repeat(30), 'x', '%', '👩', 'a,b,,c'])]);
            if (one.name === 'Idempotency-Key' && (plain || chance.hits(0.8))) headers['idempotency-key'] = chance.hits(0.9) ? `k-${seed}-${chance.number(0, 1e9)}` : chance.of(['k-1', 'k-2']);
            if (one.name === 'Upload-Offset' && (plain || chance.hits(0.5))) headers['upload-offset'] = String(chance.of([0, 0, 0, 4, -1, 9e15]));
            if (one.name === 'Upload-Complete' && chance.hits(0.3)) headers['upload-complete'] = chance.of(['?0', '?1', '?1', 'x']);
        }
        if (query.length) plain = false;
        if (!plain && chance.hits(0.05)) query.push(['statsu', '1']);
        if (query.length) target += '?' + query.map(([name, value]) => `${name}=${encode(value)}`).join('&');
        if (!plain && chance.hits(0.1)) headers.range = chance.of(['bytes=0-3', 'bytes=-1', 'bytes=9-1', 'bytes=999999999-', 'x']);
        if (chance.hits(0.3)) headers['accept-language'] = chance.of(['en', 'zh-CN', '*;q=0', 'x'.repeat(200)]);
        if (!plain && chance.hits(0.03)) headers.origin = 'https://elsewhere.example';
        return { method: operation.method, target, headers, plain, ...this.body(operation, headers, plain) };
    }

    /** @param {Operation} operation @param {Record<string, string>} headers @param {boolean} plain @returns {{body?: string | Uint8Array, json?: any}} */
    body(operation, headers, plain) {
        const content = operation.json.requestBody?.content;
        if (!content) return !plain && chance.hits(0.03) && operation.method === 'DELETE' ? { body: '{}' } : {};
        const type = chance.of(Object.keys(content));
        headers['content-type'] = plain || chance.hits(0.9) ? type.replace('image/*', 'image/jpeg') : chance.of(['text/plain', 'application/xml', 'multipart/form-data; boundary=b', '']);
        if (type !== 'application/json') {
            const bytes = chance.hits(0.3) ? photo : Buffer.from(chance.of(['%PDF-1.4\n', 'x', '', '\xff\xd8\xff', '--b\r\n']));
            return { body: plain ? bytes : bytes.subarray(0, chance.number(0, bytes.length)) };
        }
        const json = this.fitting.of(content[type].schema);
        if (plain) return { body: JSON.stringify(json), json };
        if (chance.hits(0.7)) { const other = bent(chance, json); return { body: JSON.stringify(other), json: other }; }
        return { body: torn(chance, JSON.stringify(json)) };
    }

    /** @param {Person} person @param {Asked} asked */
    async send(person, asked) {
        const stop = new AbortController();
        const answer = await fetch(this.desk.server.origin + asked.target, { method: asked.method, body: asked.body, headers: person.client.headers(asked.headers), signal: stop.signal, redirect: 'manual' });
        const type = answer.headers.get('content-type') ?? '';
        const streams = type.startsWith('text/event-stream');
        const body = streams ? '' : await answer.text();
        if (streams) stop.abort();
        return { status: answer.status, type, body };
    }

    /** @param {Person} person @param {Operation} operation @param {Asked} asked @param {{status: number, type: string, body: string}} answer */
    problem(person, operation, asked, answer) {
        if (answer.status >= 500) return `a status of ours, ${answer.status}: ${answer.body.slice(0, 300)}`;
        const off = this.document.problem(operation, answer);
        if (off) return off;
        const taken = answer.status < 300;
        if (taken && operation.audience && person.audience !== operation.audience) return 'answered to somebody who is not signed in for it';
        const schema = operation.json.requestBody?.content['application/json']?.schema;
        const fits = schema && asked.json !== undefined && this.document.validator(schema)(JSON.parse(JSON.stringify(asked.json)));
        const by_row = operation.id === 'host_put_orders';  // a bad row is answered in its place, and takes no other with it
        if (taken && asked.json !== undefined && !fits && !by_row) return `taken, though the document refuses it: ${JSON.stringify(this.document.validator(schema).errors?.[0])}`;
        if (asked.plain && fits && answer.status === 400) {
            const { code, path, current } = JSON.parse(answer.body).error;
            const of_form = ['malformed_json', 'missing_key', 'unknown_key', 'wrong_type', 'not_an_integer', 'must_be_positive', 'must_not_be_negative'].includes(code);
            if (of_form && !current) return `its form is refused (${code} at ${path}), though the document allows it`;
        }
        return taken && operation.id !== 'show_openapi' ? this.foreign(person, answer.body) : undefined;
    }

    /** Of an address that is no operation's. @param {Asked} asked @param {{status: number, body: string}} answer */
    nowhere({ method }, { status, body }) {
        if (![400, 403, 404, 405, 414, 429].includes(status)) return `${status} where nothing is`;
        return method === 'HEAD' ? undefined : this.document.fits({ $ref: '#/components/schemas/Refusal' }, body);
    }

    /** A number of somebody else's order or ticket in what he was told. @param {Person} person @param {string} body */
    foreign(person, body) {
        if (['platform', 'host_key', ''].includes(person.audience)) return undefined;
        for (const [token] of body.matchAll(/\b(E\d{4}|T?\d{8,}[-0-9A-Z]*)\b/g)) {
            const owner = this.known.owners.get(token);
            const own = !owner || (person.audience === 'buyer' ? owner.buyer === person.id : owner.shop === person.shop);
            if (!own) return `somebody else's ${token}`;
        }
        const people = person.audience === 'buyer' && body.match(/"buyer_id":"(\w+)"/);
        return people && people[1] !== person.id ? `somebody else's, of ${people[1]}` : undefined;
    }

    /** Undoes what would keep people from coming in, and lets them in again. @param {Person} person @param {Operation} operation @param {Asked} asked @param {number} status */
    async mend(person, operation, asked, status) {
        const admin = /** @type {Person} */ (this.people.find((one) => one.audience === 'platform'));
        if (status < 300 && operation.id.endsWith('_change_shop')) await this.send(admin, { ...asked, body: '{"disabled":false}' });
        if (status < 300 && operation.id.endsWith('_change_staff')) await this.send(person, { ...asked, body: '{"name":"n","role":"manager","disabled":false}' });
        if (status < 300 && operation.id === 'platform_set_channel') await this.send(person, { ...asked, body: '{"delay_ms":0,"fail_next":0,"lose_answer_next":0,"duplicate_answers":false}' });
        const out = status === 401 && person.audience !== '' && operation.audience === person.audience;
        if (out || (status === 204 && operation.id.endsWith('sign_out'))) person.client = await person.sign_in().catch(() => person.client);  // later, then
    }

    /** @param {'merchant' | 'platform'} audience @param {string} login */
    async staff(audience, login) {
        const given = this.passwords.get(login);
        const client = await this.desk.staff(audience, login, given);
        if (given) this.passwords.set(login, own_password);
        return client;
    }

    /** Asks first what it would give back, as people do. @param {Person} person @param {Asked} asked */
    async quote(person, asked) {
        if (asked.plain && chance.hits(0.8)) {
            const type = received.includes(asked.json.order_no.slice(0, 5)) ? 'return_refund' : 'refund_unshipped';
            asked.json.request = { type, reason: type === 'return_refund' ? 'size_unfit' : 'not_wanted', lines: [{ line_no: 1, quantity: 1 }] };
            asked.json.evidence = type === 'return_refund' ? [person.photo] : [];
        }
        const { order_no, request } = asked.json;
        const answer = await this.send(person, { ...asked, target: asked.target.replace(/tickets.*/, 'quotes'), body: JSON.stringify({ order_no, request }) });
        if (answer.status !== 200) return;
        const { quote, digest } = JSON.parse(answer.body);
        asked.json.quote = { refund_fen: quote.refund_fen, digest };
        asked.body = JSON.stringify(asked.json);
    }

    /** Mostly a command that the ticket's state allows him, on its version. @param {Person} person @param {Asked} asked */
    fit_command(person, asked) {
        const ticket = this.known.tickets.get(asked.target.split(/[/?]/)[5] ?? '');
        if (!ticket) return;
        const commands = this.commands_in(ticket.state, person.audience);
        if (commands.length && chance.hits(0.8)) asked.json = this.fitting.of({ $ref: '#/components/schemas/' + chance.of(commands) });
        if (chance.hits(0.9)) asked.json.version = ticket.version;
        asked.body = JSON.stringify(asked.json);
    }

    /** @param {number} place */
    async one(place) {
        const person = this.person = chance.of(this.people);
        const fitting = this.document.operations.filter((one) => one.audience === person.audience);
        const often = fitting.filter((one) => /_(apply|give_command)$/.test(one.id));
        const operation = often.length && chance.hits(0.2) ? chance.of(often) : chance.of(person.audience && chance.hits(0.85) ? fitting : this.document.operations);
        if (operation.id.endsWith('sign_in') && chance.hits(0.8)) return;  // passwords are checked slowly on purpose
        const asked = this.make(operation);
        const { pathname, search } = new URL(this.desk.server.origin + asked.target);
        asked.target = pathname + search;  // without "." and "..", as it is sent
        if (operation.id.endsWith('_apply') && asked.json?.request) await this.quote(person, asked);
        if (operation.id.endsWith('_give_command') && asked.json && asked.plain) this.fit_command(person, asked);
        const answer = await this.send(person, asked);
        this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
        if (answer.status < 300) this.done.add(operation.id);
        const found = this.document.find(asked.method, asked.target);
        const problem = found ? this.problem(person, found, asked, answer) : this.nowhere(asked, answer);
        if (problem) {
            this.failures += 1;
            const body = typeof asked.body === 'string' ? asked.body.slice(0, 500) : asked.body && `${asked.body.length} bytes`;
            console.log(`FAIL request ${place} of seed ${seed}, ${person.name}: ${asked.method} ${asked.target.slice(0, 200)} ${JSON.stringify(asked.headers)} ${body ?? ''}\n     ${answer.status}: ${problem}`);
        }
        if (answer.type.startsWith('application/json') && answer.body && !asked.target.includes('openapi')) {
            const said = JSON.parse(answer.body), told = said.error ? said.error.current ?? {} : said;
            this.known.learn(told, noun_of(asked.target));
            if (told.login && told.password) this.passwords.set(told.login, told.password);
        }
        if (found) await this.mend(person, found, asked, answer.status);
    }
}

/** "/api/v1/buyer/evidence/x" → "evidence". @param {string} path */
function noun_of(path) { return path.split(/[/?]/)[4] ?? ''; }

/** As it stands in an address. @param {string} text */
function encode(text) { return chance.hits(0.97) ? encodeURIComponent(text).replaceAll('%25', '%') : encodeURIComponent(text + '\u0001'); }

console.log(`seed ${seed}, ${count} requests`);
const fuzz = await with_desk(async (desk) => {
    const made = new Fuzz(desk);
    await made.begin();
    for (let i = 0; i < count && made.failures < 20; i += 1) await made.one(i);
    if (made.failures) console.log(desk.server.said.slice(-3_000));
    return made;
});
console.log('answers:', Object.fromEntries([...fuzz.statuses].sort(([a], [b]) => a - b)));
const undone = fuzz.document.operations.map((one) => one.id).filter((id) => !fuzz.done.has(id));
console.log(`${fuzz.done.size} operations were done at least once, not: ${undone.join(' ')}`);
console.log(`${fuzz.failures ? 0 : 1} passed, ${fuzz.failures} failed`);
process.exit(fuzz.failures ? 1 : 0);
