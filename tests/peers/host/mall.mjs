// @ts-check
// A mall's own shop system in about a hundred lines. What it knows of the desk is its published API: it puts orders, tells
// facts, sends its buyers by launch links and reads events. Whatever breaks off is sent again as it was.

import { createPrivateKey, randomUUID, sign } from 'node:crypto';

/** @typedef {{method: string, path: string, body: any, want: number[], done?: (answer: any) => void}} Message */

export class Mall {
    /** Its own books. @type {Map<string, any>} */
    orders = new Map();
    /** @type {Map<string, {version: number, state: string, refund_fen: number, refunds: any[], order_no: string}>} */
    tickets = new Map();
    /** Facts that cost money, by the ticket that staff have to see to. @type {Map<string, string>} */
    conflicts = new Map();
    /** What the desk has not answered yet, in its order. @type {Message[]} */
    outbox = [];
    after = '';
    events = 0;
    repeated = 0;

    /** @param {string} origin @param {string} key @param {{tenant: string, kid: string, secret: import('node:crypto').JsonWebKey}} launch */
    constructor(origin, key, launch) {
        this.origin = origin;
        this.key = key;
        this.launch = launch;
    }

    /** Asks until there is an answer: the desk may be away for a while, or busy. @param {string} method @param {string} path @param {any} [body] */
    async ask(method, path, body) {
        const headers = { authorization: `Bearer ${this.key}`, ...(body && { 'content-type': 'application/json' }) };
        for (let tries = 0; tries < 300; tries += 1) {
            try {
                const answer = await fetch(`${this.origin}/api/v1/host${path}`, { method, headers, body: body && JSON.stringify(body) });
                const text = await answer.text();
                if (answer.status !== 429 && answer.status !== 503) return { status: answer.status, body: JSON.parse(text) };
            } catch { this.repeated += 1; }
            await new Promise((later) => setTimeout(later, 100));
        }
        throw new Error(`${method} ${path}: no answer`);
    }

    /** @param {string} order_no @param {string} buyer_id @param {string} shop_id */
    sell(order_no, buyer_id, shop_id) {
        const order = { order_no, shop_id, buyer_id, currency: 'CNY', paid_at_ms: Date.now() - 60_000, freight_fen: 800, revision: 1, buyer_name: '林晓',
            lines: [{ line_no: 1, sku: 'K1', spu: 'P1', title: '羊绒衫', kind: 'physical', quantity: 3, unit_price_fen: 10_001 }],
            payments: [{ payment_id: `${order_no}-1`, channel: 'wechat', amount_fen: 3 * 10_001 + 800 }] };
        this.orders.set(order_no, order);
        this.put(order);
    }

    /** @param {any} order */
    put(order) { this.outbox.push({ method: 'PUT', path: `/orders/${order.order_no}`, body: structuredClone(order), want: [200] }); }

    /** A newer look. @param {string} order_no */
    rename(order_no) {
        const order = this.orders.get(order_no);
        order.revision += 1;
        order.lines[0].title = `羊绒衫 第${order.revision}版`;
        this.put(order);
    }

    /** @param {string} order_no @param {string} type @param {any} more */
    tell(order_no, type, more) {
        const body = { fact_id: randomUUID(), type, order_no, occurred_at_ms: Date.now(), ...more };
        this.outbox.push({ method: 'POST', path: '/facts', body, want: [200], done: (taken) => {
            if (taken.code) this.conflicts.set(taken.ticket_no, taken.code);
        } });
    }

    /** @param {string} order_no @param {number} quantity */
    ship(order_no, quantity) {
        this.tell(order_no, 'shipment.created', { delivery_no: `${order_no}-D`, carrier: 'sf', tracking_no: `SF${order_no}`, lines: [{ line_no: 1, quantity }] });
        this.tell(order_no, 'shipment.delivered', { delivery_no: `${order_no}-D` });
    }

    /** Sends what waits, the oldest first; only what was answered goes. */
    async deliver() {
        while (this.outbox.length) {
            const [{ method, path, body, want, done }] = this.outbox;
            const answer = await this.ask(method, path, body);
            if (!want.includes(answer.status)) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
            done?.(answer.body);
            this.outbox.shift();
        }
    }

    /** Reads events until there are none; `wait` seconds for the first. @param {number} [wait] */
    async read(wait = 0) {
        for (let more = true; more;) {
            const { status, body } = await this.ask('GET', `/events?limit=7&wait=${wait}${this.after && `&after=${this.after}`}`);
            if (status !== 200) throw new Error(`events: ${status} ${JSON.stringify(body)}`);
            for (const event of body.items) this.note(event);
            ({ next_after: this.after, more } = body);
        }
    }

    /** @param {any} event */
    note({ ticket_no, ticket_version, order_no, data }) {
        const known = this.tickets.get(ticket_no)?.version ?? 0;
        if (ticket_version !== known + 1) throw new Error(`${ticket_no}: event ${ticket_version} behind ${known}`);
        this.events += 1;
        this.tickets.set(ticket_no, { version: ticket_version, order_no, state: data.state, refund_fen: data.refund_fen, refunds: data.refunds });
    }

    /** What its buyer comes in with: good once, for a minute. @param {string} buyer_id */
    launch_token(buyer_id) {
        const { tenant, kid, secret } = this.launch;
        const part = (/** @type {object} */ it) => Buffer.from(JSON.stringify(it)).toString('base64url');
        const claims = { iss: tenant, aud: 'afterdesk', tenant, sub: buyer_id, jti: randomUUID(), exp: Math.floor(Date.now() / 1000) + 60 };
        const signed = `${part({ alg: 'EdDSA', kid })}.${part(claims)}`;
        return `${signed}.${sign(null, Buffer.from(signed), createPrivateKey({ key: secret, format: 'jwk' })).toString('base64url')}`;
    }
}
