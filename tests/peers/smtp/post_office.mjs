// @ts-check
// A mail server of others' making: smtp-server takes what mailparser reads. Certificates are made anew for each run.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export const user = 'desk', password = 'p\u00e4ss "word"';

/** A folder of certificates and secrets that goes away with `remove`. */
export class Keys {
    constructor() {
        this.folder = mkdtempSync(join(tmpdir(), 'afterdesk-smtp-'));
        for (const name of ['ca', 'other']) this.certify(name);
        const by_ca = ['-CA', this.at('ca.pem'), '-CAkey', this.at('ca.key')];
        this.certify('server', [...by_ca, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']);
        this.certify('elsewhere', [...by_ca, '-addext', 'subjectAltName=DNS:mail.elsewhere.example']);
        this.write('password', `${password}\n`);
        this.write('bad_password', 'guess\n');
    }

    /** @param {string} name @param {string[]} more */
    certify(name, more = []) {
        execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', this.at(`${name}.key`), '-out',
            this.at(`${name}.pem`), '-subj', `/CN=${name}`, '-days', '30', ...more], { stdio: 'pipe' });
    }

    /** @param {string} name */
    at(name) { return join(this.folder, name); }
    /** @param {string} name */
    read(name) { return readFileSync(this.at(name), 'utf8'); }
    /** @param {string} name @param {string} text */
    write(name, text) { writeFileSync(this.at(name), text, { mode: 0o600 }); }
    remove() { rmSync(this.folder, { recursive: true }); }
}

/**
 * @typedef {{raw: Buffer, from: string, to: string[], mail: import('mailparser').ParsedMail, secure: boolean, user: string}} Taken
 * @typedef {{secure?: boolean, certificate?: string, without?: string[], open?: boolean}} How
 */

/** @param {number} code @param {string} text */
function reply(code, text) { return Object.assign(new Error(text), { responseCode: code }); }

export class PostOffice {
    /** @type {Taken[]} */
    taken = [];
    /** Whole mails that came, whatever was answered. @type {Taken[]} */
    seen = [];
    connections = 0;
    /** What the next mail is answered with, at its receiver or at its end; 0 takes it. @type {{at: 'rcpt' | 'data' | 'mail', code: number}[]} */
    next = [];
    /** Done when a mail is there and before it is answered. @type {() => Promise<void>} */
    before_answer = async () => {};
    port = 0;

    /** @param {Keys} keys @param {How} [how] */
    constructor(keys, { secure = false, certificate = 'server', without = [], open = false } = {}) {
        const refused = (/** @type {'rcpt' | 'data' | 'mail'} */ at) => {
            if (this.next[0]?.at !== at) return undefined;
            const { code } = /** @type {{code: number}} */ (this.next.shift());
            return reply(code, 'as the test says');
        };
        this.server = new SMTPServer({
            secure, key: keys.read(`${certificate}.key`), cert: keys.read(`${certificate}.pem`), disabledCommands: [...without, ...(open ? ['AUTH'] : [])],
            authOptional: open, logger: false, size: 1 << 20,
            onConnect: (_, done) => { this.connections += 1; done(); },
            onAuth: (auth, _, done) => (auth.username === user && auth.password === password ? done(null, { user }) : done(reply(535, 'no'))),
            onMailFrom: (_, __, done) => done(refused('mail')),
            onRcptTo: (_, __, done) => done(refused('rcpt')),
            onData: (stream, session, done) => {
                /** @type {Buffer[]} */
                const parts = [];
                stream.on('data', (part) => parts.push(part));
                stream.on('end', async () => {
                    const raw = Buffer.concat(parts), { mailFrom, rcptTo } = session.envelope;
                    const from = mailFrom ? mailFrom.address : '';
                    const one = { raw, from, to: rcptTo.map(({ address }) => address), mail: await simpleParser(raw), secure: session.secure, user: String(session.user ?? '') };
                    this.seen.push(one);
                    await this.before_answer();
                    const problem = refused('data');
                    if (!problem) this.taken.push(one);
                    done(problem);
                });
            },
        });
        this.server.on('error', () => {});  // a client that was killed
    }

    /** @param {number} [port] */
    async open(port = 0) {
        await new Promise((done) => this.server.listen(port, '127.0.0.1', () => done(undefined)));
        const address = /** @type {import('node:net').AddressInfo} */ (/** @type {any} */ (this.server.server).address());
        this.port = address.port;
        return this;
    }
    close() { return new Promise((done) => this.server.close(() => done(undefined))); }
}
