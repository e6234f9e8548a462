// @ts-check
// A mall's endpoint for events. It believes what the package standardwebhooks does, hears things more than once, and is
// slow, wrong, or gone at times.

import { createServer } from 'node:http';

import { Webhook } from 'standardwebhooks';

export class Receiver {
    /** What it signs with for now, any of which will do. @type {string[]} */
    secrets = [];
    /** How it answers: a status, or what it does instead. @type {() => number | 'drop' | 'hang' | 'flood'} */
    mood = () => 204;
    /** By id. @type {Map<string, string>} */
    bodies = new Map();
    /** Those that were answered well, in their order. @type {any[]} */
    taken = [];
    /** @type {string[]} */
    problems = [];
    repeated = 0;
    port = 0;

    async open() {
        this.server = createServer((request, response) => this.hear(request, response));
        await new Promise((open) => this.server?.listen(this.port, '127.0.0.1', () => open(undefined)));
        this.port = /** @type {import('node:net').AddressInfo} */ (this.server.address()).port;
    }

    /** As a program that is killed. */
    async close() {
        const closed = new Promise((done) => this.server?.close(done));
        this.server?.closeAllConnections();
        await closed;
    }

    /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
    async hear(request, response) {
        let body = '';
        request.setEncoding('utf8');
        try { for await (const piece of request) body += piece; } catch { return; }
        const headers = /** @type {Record<string, string>} */ (request.headers);
        const id = headers['webhook-id'];
        if (!this.secrets.some((secret) => verified(secret, body, headers))) this.problems.push(`${id} is not signed`);
        const before = this.bodies.get(id);
        if (before !== undefined) this.repeated += 1;
        if (before !== undefined && before !== body) this.problems.push(`${id} has other bytes`);
        this.bodies.set(id, body);
        const mood = this.mood();
        if (mood === 'hang') return;
        if (mood === 'drop') { request.socket.destroy(); return; }
        if (mood === 'flood') { flood(response); return; }
        if (mood >= 200 && mood < 300) this.taken.push(JSON.parse(body));
        if (mood >= 300 && mood < 400) response.setHeader('location', `http://127.0.0.1:${this.port}/elsewhere`);
        if (request.url === '/elsewhere') this.problems.push('a redirect was followed');
        response.writeHead(mood).end();
    }
}

/** @param {string} secret @param {string} body @param {Record<string, string>} headers */
export function verified(secret, body, headers) {
    try { new Webhook(secret).verify(body, headers); return true; } catch { return false; }
}

/** An answer without an end. @param {import('node:http').ServerResponse} response */
function flood(response) {
    response.writeHead(200);
    const more = () => { while (!response.destroyed && response.write('x'.repeat(65_536))); };
    response.on('drain', more);
    response.on('error', () => {});
    more();
}
