// @ts-check
// Sends the examples of openapi.json to a server with the demo: each is answered with the status that is documented for
// it, and each answer fits its schema, as do the answers' own examples. Of an example only what lives is exchanged: numbers of
// things that were just made, versions, digests, tokens and codes.

import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from '../e2e/client.mjs';
import { Machine, with_desk } from './desk.mjs';
import { one_time_code } from './one_time.mjs';

/** @typedef {import('./desk.mjs').Desk} Desk @typedef {import('./document.mjs').Operation} Operation */

const photo = await readFile(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));

class Examples {
    passed = 0;
    failed = 0;
    /** @type {Record<string, Client>} */
    people = {};
    /** @type {Set<string>} */
    asked = new Set();

    /** @param {Desk} desk */
    constructor(desk) { this.desk = desk; }

    /** @param {string} what @param {string | undefined} problem */
    count(what, problem) {
        if (problem) { this.failed += 1; console.log(`FAIL ${what}: ${problem}`); } else this.passed += 1;
    }

    /** The examples of a content, each with its title. @param {any} content @returns {[string, any][]} */
    of(content) {
        const found = content?.['application/json']?.examples ?? {};
        return Object.entries(found).map(([title, one]) => [title, structuredClone(this.desk.document.resolve(one).value)]);
    }

    /** Every example fits the schema beside it. */
    check_forms() {
        const { document } = this.desk;
        for (const operation of document.operations) {
            const contents = [operation.json.requestBody?.content, ...Object.values(operation.json.responses).map((one) => document.resolve(one).content)];
            for (const content of contents) {
                for (const [title, value] of this.of(content))
                    this.count(`${operation.id}, example ${title}`, document.fits(content['application/json'].schema, JSON.stringify(value)));
            }
        }
    }

    /** Sends the example of a body, with what lives put in, and holds the answer against the document.
     * @param {string} id of the operation @param {{by?: Client, places?: Record<string, string>, live?: object, title?: string, query?: string,
     *   bytes?: Uint8Array, headers?: Record<string, string>, want?: number[]}} [how] @returns {Promise<any>} the answer's document */
    async send(id, { by, places = {}, live = {}, title, query = '', bytes, headers = {}, want } = {}) {
        const operation = this.desk.document.operations.find((one) => one.id === id);
        assert.ok(operation, id);
        this.asked.add(id);
        const examples = this.of(operation.json.requestBody?.content);
        const example = title ? examples.find(([name]) => name === title)?.[1] : examples[0]?.[1];
        const takes = operation.json.requestBody !== undefined;
        const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(places[name] ?? 'x')) + query;
        const all = { ...headers };
        if (operation.json.parameters.some((/** @type {any} */ one) => one.name === 'Idempotency-Key')) all['idempotency-key'] = randomUUID();
        const client = by ?? this.people[operation.audience] ?? new Client(this.desk.server.origin, 'buyer');
        const answer = await exchange(client, operation, path, takes ? bytes ?? { ...example, ...live } : undefined, all);
        const expected = want ?? [Number(Object.keys(operation.json.responses).find((status) => status.startsWith('2')))];
        const wrong = expected.includes(answer.status) ? undefined : `${answer.status} instead of ${expected}: ${answer.body.slice(0, 200)}`;
        this.count(`${operation.method} ${path}`, wrong ?? this.desk.document.problem(operation, answer));
        return answer.type.startsWith('application/json') ? JSON.parse(answer.body) : answer.body;
    }
}

/** Sent once more when the server asks for patience, as a client does: a quick machine sends more than one address may.
 * @param {Client} client @param {Operation} operation @param {string} path @param {unknown} body @param {Record<string, string>} headers */
async function exchange(client, operation, path, body, headers) {
    const bytes = body instanceof Uint8Array;
    /** @type {Record<string, string>} */
    const type = body === undefined ? {} : { 'content-type': !bytes ? 'application/json' : headers['upload-offset'] ? 'application/partial-upload' : 'image/jpeg' };
    const sent = body === undefined ? undefined : bytes ? body : JSON.stringify(body);
    const stop = new AbortController();
    const send = () => fetch(client.origin + path, { method: operation.method, body: sent, headers: client.headers({ ...type, ...headers }), signal: stop.signal });
    let answer = await send();
    for (let tries = 0; answer.status === 429 && tries < 3; ++tries) {
        await answer.text();
        await sleep(1000 * Number(answer.headers.get('retry-after') ?? 1));
        answer = await send();
    }
    const streams = answer.headers.get('content-type')?.startsWith('text/event-stream');
    for (const line of answer.headers.getSetCookie()) {
        const [name, value] = line.split(';')[0].split('=');
        if (value) client.cookies.set(name, value);
    }
    const text = streams ? '' : await answer.text();
    if (streams) stop.abort();
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: text };
}

/** @param {Examples} on */
async function doors(on) {
    const { desk } = on;
    const open = (/** @type {'buyer' | 'merchant' | 'platform'} */ audience) => new Client(desk.server.origin, audience);
    on.people = { buyer: open('buyer'), merchant: open('merchant'), platform: open('platform') };
    await on.send('buyer_sign_in', { by: on.people.buyer, live: { token: await desk.server.launch_token('b1') } });
    await on.send('merchant_sign_in', { by: on.people.merchant });
    await on.send('platform_sign_in', { by: on.people.platform, live: { login: 'admin' } });
    for (const audience of ['buyer', 'merchant', 'platform']) {
        const guest = open(/** @type {'buyer'} */ (audience));
        await on.send(`${audience}_enter_demo`, { by: guest });
        await on.send(`${audience}_show_session`, { by: guest });
        const { items } = await on.send(`${audience}_list_devices`, { by: guest });
        const other = items.find((/** @type {any} */ item) => item.own && !item.here);
        await on.send(`${audience}_end_device`, { by: guest, places: { id: other.id } });
        if (audience === 'buyer') await on.send('buyer_sign_in', { by: on.people.buyer, live: { token: await desk.server.launch_token('b1') } });
        else await on.send(`${audience}_sign_in`, { by: on.people[audience], live: audience === 'platform' ? { login: 'admin' } : {} });
        await on.send(`${audience}_sign_out`, { by: guest });
        const alone = open(/** @type {'buyer'} */ (audience));
        await on.send(`${audience}_enter_demo`, { by: alone });
        await on.send(`${audience}_open_events`);
    }
    for (const id of ['list_carriers', 'show_demo', 'list_proof_keys', 'show_meta', 'show_openapi']) await on.send(id);
    await on.send('take_notice', { places: { channel: 'simulated' }, want: [401] });  // only a channel can sign it
    await on.send('take_push', { places: { token: '0' }, want: [401] });  // nor a courier's push
    await on.send('take_pickup_push', { places: { token: '0' }, want: [401] });
}

/** @param {Examples} on @param {string} audience */
async function files(on, audience) {
    const { id } = await on.send(`${audience}_add_evidence`, { bytes: photo });
    await on.send(`${audience}_show_evidence`, { places: { id } });
    const begun = await on.send(`${audience}_begin_upload`, { live: { name: 'a.pdf', bytes: 99 } });
    await on.send(`${audience}_show_upload`, { places: begun });
    await on.send(`${audience}_show_upload_offset`, { places: begun });
    await on.send(`${audience}_send_piece`, { places: begun, bytes: Buffer.from('%PDF-1.4\n'), headers: { 'upload-offset': '0' } });
    await on.send(`${audience}_cancel_upload`, { places: begun });
}

/** Applies for what the example asks for. @param {Examples} on @param {string} audience @param {object} [live] */
async function apply(on, audience, live = {}) {
    const { quote, digest } = await on.send(`${audience}_quote`, { live });
    const made = await on.send(`${audience}_apply`, { live: { ...live, quote: { refund_fen: quote.refund_fen, digest } } });
    return made.ticket;
}

/** Each command's example on a ticket that was just applied for: what the edge table lets him do is done, all else refused.
 * @param {Examples} on */
async function commands(on) {
    const { document } = on.desk;
    let copies = 0;
    await on.desk.copy_order('E1001', 120);
    for (const [name] of on.of(document.operations.find((one) => one.id === 'buyer_give_command')?.json.requestBody.content)) {
        for (const audience of ['buyer', 'merchant', 'platform']) {
            const ticket = await apply(on, 'buyer', { order_no: `E1001-${copies += 1}` });
            const answered = await on.send(`${audience}_give_command`, { title: name, live: { version: ticket.version }, places: { ticket_no: ticket.no }, want: [200, 403, 409, 422, 400] });
            const may = document.json['x-edges'].some((/** @type {any} */ edge) => edge.from === ticket.state && edge.actor === audience && edge.command === name);
            const done = answered.ticket !== undefined;
            if (done && !may) on.count(`${name} by ${audience}`, 'done, which no edge allows');
        }
    }
}

/** @param {Examples} on */
async function tickets(on) {
    for (const audience of ['buyer', 'merchant', 'platform']) await files(on, audience);
    await on.send('buyer_list_orders');
    await on.send('buyer_show_accounts');
    const ticket = await apply(on, 'buyer');
    const places = { ticket_no: ticket.no, order_no: 'E1001' };
    for (const audience of ['buyer', 'merchant', 'platform']) {
        for (const id of ['show_order', 'show_ticket', 'list_tickets', 'download_proof', 'show_tracks', 'show_pickup']) await on.send(`${audience}_${id}`, { places });
    }
    for (const id of ['buyer_book_pickup', 'buyer_change_pickup', 'buyer_cancel_pickup'])
        await on.send(id, { places, want: [404, 409] });  // nothing of it is to be sent back
    for (const [audience, order_no] of [['merchant', 'E1005'], ['platform', 'E1011']]) {
        const opened = await apply(on, audience, { order_no });
        await on.send(`${audience}_show_contact`, { places: { ticket_no: opened.no }, want: [200, 404] });
        await on.send(`${audience}_settle_abnormal_refund`, { places: { ticket_no: opened.no }, live: { version: opened.version }, want: [409, 422] });  // none of its refunds is
        for (const id of ['check_chain', 'export_tickets', 'show_work']) await on.send(`${audience}_${id}`, { places });
        await on.send(`${audience}_find_orders`, { query: '?q=E1001' });
    }
    await on.people.buyer.command(ticket.no, ticket.version, 'withdraw');
    await commands(on);
}

/** @param {Examples} on */
async function shop(on) {
    const { version } = await on.send('merchant_show_addresses');
    await on.send('merchant_put_addresses', { live: { version } });
    await on.send('platform_show_addresses', { query: '?shop=s1' });
    await on.send('merchant_put_stock');
    const { items } = await on.send('merchant_show_shelf');
    await on.send('merchant_count_goods', { places: { sku: items[0].sku }, live: { available: items[0].available, seen: items[0].available } });
    await on.send('merchant_show_stock');
    for (const audience of ['merchant', 'platform']) {
        const policy = await on.send(`${audience}_show_policy`);
        await on.send(`${audience}_put_policy`, { live: { based_on: policy.version } });
        await on.send(`${audience}_try_policy`);
        await on.send(`${audience}_show_past`);
    }
}

/** People, roles, and an account of one's own. @param {Examples} on @param {'merchant' | 'platform'} audience */
async function staff(on, audience) {
    await on.send(`${audience}_show_staff`);
    const login = 'newcomer-' + audience;
    const role = audience === 'merchant' ? 'reviewer' : 'auditor';
    const given = await on.send(`${audience}_add_staff`, { live: { login, role } });
    const places = { id: given.staff_id };
    await on.send(`${audience}_change_staff`, { places, live: { role } });
    const { password } = await on.send(`${audience}_give_password`, { places });
    const newcomer = new Client(on.desk.server.origin, audience);
    const first = 'seven green boats', own = 'a-word-of-mine-2026';
    await on.send(`${audience}_sign_in`, { by: newcomer, live: { login, password, new_password: first } });
    await on.send(`${audience}_set_password`, { by: newcomer, live: { old: first, password: own } });
    await on.send(`${audience}_show_two_step`, { by: newcomer });
    const { secret } = await on.send(`${audience}_set_up_two_step`, { by: newcomer, live: { password: own } });
    const { codes } = await on.send(`${audience}_confirm_two_step`, { by: newcomer, live: { code: one_time_code(secret) } });
    const others = await on.send(`${audience}_renew_recovery_codes`, { by: newcomer, live: { code: codes[0] } });
    await on.send(`${audience}_take_two_step_off`, { by: newcomer, live: { code: others.codes[0] } });
    await on.send(`${audience}_end_other_devices`, { by: newcomer });
    await on.send(`${audience}_end_sessions`, { places });
    await on.send(`${audience}_drop_two_step`, { places, want: [204, 404, 409] });
    const made = await on.send(`${audience}_add_role`, { live: { rights: [] } });
    await on.send(`${audience}_change_role`, { places: { id: made.id }, live: { rights: [] } });
    await on.send(`${audience}_drop_role`, { places: { id: made.id } });
    await on.send(`${audience}_list_audit`);
}

/** @param {Examples} on */
async function mall(on) {
    await on.send('platform_tell_facts');
    await on.send('platform_list_shops');
    await on.send('platform_add_shop', { live: { shop_id: 's9' } });
    await on.send('platform_change_shop', { places: { id: 's9' } });
    for (const id of ['show_health', 'show_clock', 'move_clock', 'show_channel', 'set_channel']) await on.send('platform_' + id);
    await on.send('buyer_end_other_devices');
}

/** Where events are sent to, and what is asked for. @param {Examples} on */
async function hooks_and_tasks(on) {
    const places = { id: 'main' };
    await on.send('host_put_webhook', { places });
    await on.send('host_list_webhooks');
    await on.send('host_show_webhook', { places });
    await on.send('host_ping_webhook', { places });
    await on.send('host_redeliver', { places });
    await on.send('host_list_deliveries', { places });
    await on.send('host_drop_webhook', { places });
    await on.send('host_put_shop', { places: { id: 's8' } });
    await on.send('host_put_staff', { places: { id: 'h1' }, live: { login: 'host-1', shop_id: 's8', role: 'manager' } });
    await on.send('host_put_buyer', { places: { id: 'b8' } });
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x };
    await on.send('host_put_launch_key', { places: { kid: 'k8' }, live: jwk });
    await on.send('host_drop_launch_key', { places: { kid: 'k8' } });
    await on.send('host_list_tasks');
    await on.send('host_answer_task', { places: { id: 'T1-1-stock-restock' }, want: [404] });  // nobody has asked for it
}

/** WeChat Pay's bill of a day with one refund that nobody here knows. @param {string} day */
function bill(day) {
    const head = '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,'
        + '商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
    const line = [`${day} 09:00:00`, 'wx1', '1900000109', '0', '', '4200X', 'X', '', 'JSAPI', 'REFUND', 'OTHERS', 'CNY', '0.00', '0.00', '5030', 'STRANGE-1', '1.00', '0.00',
        'ORIGINAL', 'SUCCESS', '', '', '0.00000', '0.60%', '0.00', '1.00', ''];
    return new TextEncoder().encode(`${head}\r\n\`${line.join(',`')}\r\n总交易单数\r\n\`1\r\n`);
}

/** Bills beside the books. @param {Examples} on */
async function bills(on) {
    const day = '2026-11-01';
    await on.send('platform_reconcile_day', { live: { channel: 'wechat', day } });
    const how = { query: `?channel=wechat&day=${day}`, bytes: bill(day), headers: { 'content-type': 'text/csv' } };
    await on.send('platform_bring_bill', how);
    const { differences } = await on.send('platform_show_reconciliation');
    await on.send('platform_settle_difference', { places: { id: String(differences[0].id) } });
    return how;
}

/** A host's machine: orders, facts of each kind, events. @param {Examples} on */
async function host(on) {
    const scopes = ['orders:write', 'facts:write', 'events:read', 'tasks:write', 'refunds:execute', 'admin', 'stock:write', 'tickets:read', 'tickets:write'];
    const { id, key } = await on.send('platform_make_key', { live: { scopes } });
    on.people.host_key = new Machine(on.desk.server.origin, key);
    const known = await on.desk.order_of('E1001');
    const order = (/** @type {string} */ order_no) => ({ ...known, order_no, payments: known.payments.map((/** @type {any} */ one) => ({ ...one, payment_id: `${one.payment_id}-${order_no}` })) });
    await on.send('host_put_order', { places: { order_no: 'H1' }, live: order('H1') });
    await on.send('host_put_orders', { live: { orders: ['H2', 'H3'].map((number) => ({ ...order(number), revision: 1 })) } });
    const [{ line_no }] = known.lines;
    const facts = {
        'fact_shipment_created': { delivery_no: 'D1', lines: [{ line_no, quantity: 1 }] },
        'fact_shipment_delivered': { delivery_no: 'D1' },
        'fact_entitlement_used': { lines: [{ line_no, entitlements: ['x'] }] },
        'fact_payment_added': {},
        'fact_parcel_tracked': {},
        'fact_entitlement_unused': { lines: [{ line_no, entitlements: ['x'] }] },
        'fact_refund_external': { refund_no: 'R1', payment_id: order('H1').payments[0].payment_id, amount_fen: 1, lines: undefined },
        'fact_order_cancelled': {},
        'fact_shipment_voided': { delivery_no: 'D1' },
    };
    await on.send('host_claim_shipment', { places: { order_no: 'H1' }, live: { claim_id: 'C1', lines: [{ line_no, quantity: 1 }] } });
    await on.send('host_release_shipment', { places: { order_no: 'H1' }, live: { claim_id: 'C1' } });
    for (const [title, live] of Object.entries(facts)) {
        const needs_more = title.includes('payment') ? [404] : title.includes('entitlement') ? [422] : title.includes('voided') ? [409] : undefined;
        await on.send('host_tell_fact', { title, live: { fact_id: title, order_no: 'H1', ...live }, want: needs_more });
    }
    await on.send('host_tell_tracking');
    await on.send('host_list_carriers');
    await on.send('host_list_events', { query: '?limit=5' });
    await on.send('host_list_tickets', { query: '?count=5' });
    await on.send('host_show_ticket', { want: [404] });
    await on.send('host_command_ticket', { want: [404] });
    await on.send('host_put_stock', { places: { id: 's1' } });
    await hooks_and_tasks(on);
    await on.send('host_bring_bill', await bills(on));
    await on.send('host_list_refunds');
    await on.send('host_export_refunds');
    await on.send('host_book_entry', { places: { buyer: 'b1' }, live: { kind: 'top_up' } });
    await on.send('host_show_accounts', { places: { buyer: 'b1' } });
    await on.send('platform_list_keys');
    await on.send('platform_end_key', { places: { id } });
    await on.send('host_list_events', { want: [401] });
}

const { passed, failed } = await with_desk(async (desk) => {
    const on = new Examples(desk);
    on.check_forms();
    await doors(on);
    await tickets(on);
    await shop(on);
    for (const audience of /** @type {const} */ (['merchant', 'platform'])) await staff(on, audience);
    await mall(on);
    await host(on);
    for (const operation of desk.document.operations.filter((one) => !on.asked.has(one.id))) on.count(operation.id, 'its example was not sent');
    return on;
});
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
