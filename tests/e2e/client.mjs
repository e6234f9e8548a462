// @ts-check
// A client of the API that knows nothing of the page: plain fetch, one cookie jar, and the stream of live events.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

/** @typedef {{status: number, headers: Headers, body: any, text: string}} Answer */

export class Client {
    /** @type {Map<string, string>} */
    cookies = new Map();

    /** @param {string} origin @param {'buyer' | 'merchant' | 'platform'} audience */
    constructor(origin, audience) {
        this.origin = origin;
        this.audience = audience;
    }

    /** @param {string} path */
    url(path) { return `${this.origin}/api/v1/${this.audience}${path}`; }

    /** @param {Record<string, string>} [more] @returns {Record<string, string>} */
    headers(more) {
        const cookie = Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; ');
        return { ...(cookie && { cookie }), ...more };
    }

    /**
     * @param {string} method @param {string} path @param {unknown} [body] @param {Record<string, string>} [headers]
     * @returns {Promise<Answer>}
     */
    async send(method, path, body, headers) {
        const bytes = body instanceof Uint8Array;
        const sent = body === undefined ? undefined : bytes ? body : JSON.stringify(body);
        const all = this.headers(headers);
        if (body !== undefined) all['content-type'] = bytes ? 'image/jpeg' : 'application/json';
        const answer = await fetch(this.url(path), { method, body: sent, headers: all });
        for (const line of answer.headers.getSetCookie()) {
            const [name, value] = line.split(';')[0].split('=');
            if (value) this.cookies.set(name, value);
            else this.cookies.delete(name);
        }
        const text = await answer.text();
        const json = (answer.headers.get('content-type') || '').startsWith('application/json');
        return { status: answer.status, headers: answer.headers, body: json && text ? JSON.parse(text) : undefined, text };
    }

    /** @param {string} path */
    async get(path) {
        const answer = await this.send('GET', path);
        assert.equal(answer.status, 200, `GET ${path}: ${answer.text}`);
        return answer.body;
    }

    /** @param {string} token */
    async launch(token) { return this.send('POST', '/sessions', { token }); }

    /** @param {string} login @param {string} password @param {string} [new_password] where the other was somebody else's choice */
    async sign_in(login, password, new_password) { return this.send('POST', '/sessions', { login, password, new_password }); }

    /**
     * Quotes, then applies for exactly that.
     * @param {string} order_no @param {object} request @param {{remark?: string, evidence?: string[], key?: string}} [more]
     */
    async apply(order_no, request, { remark = '', evidence = [], key = randomUUID() } = {}) {
        const quoted = await this.send('POST', '/quotes', { order_no, request });
        assert.equal(quoted.status, 200, `quote: ${quoted.text}`);
        const { quote, digest } = quoted.body;
        const body = { order_no, request, quote: { refund_fen: quote.refund_fen, digest }, remark, evidence };
        return { quote, body, answer: await this.send('POST', '/tickets', body, { 'idempotency-key': key }) };
    }

    /** @param {string} ticket_no @param {number} version @param {string} command @param {object} [fields] @param {string} [key] */
    async command(ticket_no, version, command, fields = {}, key = randomUUID()) {
        return this.send('POST', `/tickets/${ticket_no}/commands`, { command, version, ...fields }, { 'idempotency-key': key });
    }

    /** The ticket as it is now. @param {string} ticket_no */
    async ticket(ticket_no) { return (await this.get(`/tickets/${ticket_no}`)).ticket; }
}

/** Live events as they come. */
export class Stream {
    /** @type {{event: string, id: string, data: any}[]} */
    events = [];

    /** @param {Client} client @param {string} [last_id] */
    constructor(client, last_id) {
        this.stopped = new AbortController();
        const headers = client.headers(last_id === undefined ? {} : { 'last-event-id': last_id });
        this.done = this.read(client.url('/events'), headers).catch(() => {});
    }

    /** @param {string} url @param {Record<string, string>} headers */
    async read(url, headers) {
        const answer = await fetch(url, { headers, signal: this.stopped.signal });
        assert.equal(answer.headers.get('content-type')?.split(';')[0], 'text/event-stream');
        const decoder = new TextDecoder();
        let rest = '';
        for await (const chunk of /** @type {AsyncIterable<Uint8Array>} */ (/** @type {unknown} */ (answer.body))) {
            rest += decoder.decode(chunk, { stream: true });
            const blocks = rest.split('\n\n');
            rest = /** @type {string} */ (blocks.pop());
            for (const block of blocks) this.take(block);
        }
    }

    /** @param {string} block */
    take(block) {
        const fields = { event: 'message', id: '', data: '' };
        for (const line of block.split('\n')) {
            const [, name, value] = /^(event|id|data): ?(.*)$/.exec(line) || [];
            if (name === 'event' || name === 'id' || name === 'data') fields[name] = value;
        }
        if (fields.data) this.events.push({ ...fields, data: JSON.parse(fields.data) });
    }

    /** @param {string} ticket_no */
    of(ticket_no) { return this.events.filter((e) => e.event === 'ticket' && e.data.ticket_no === ticket_no); }

    async close() {
        this.stopped.abort();
        await this.done;
    }
}
