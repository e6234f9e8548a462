// @ts-check
// Keys and certificates of a merchant, of WeChat Pay, and of its service's address, made anew for each run.

import { execFileSync } from 'node:child_process';
import { X509Certificate, createPublicKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of keys that goes away with `remove`. */
export class Keys {
    constructor() {
        this.folder = mkdtempSync(join(tmpdir(), 'afterdesk-payments-'));
        mkdirSync(this.at('platform'));
        for (const name of ['merchant', 'platform/a', 'platform/b', 'ca']) this.certify(name);
        this.certify('service', ['-CA', this.at('ca.pem'), '-CAkey', this.at('ca.key'), '-addext', 'subjectAltName=IP:127.0.0.1']);
        this.api_v3_key = 'k'.repeat(16) + '0123456789abcdef';
        writeFileSync(this.at('api_v3.key'), `${this.api_v3_key}\n`, { mode: 0o600 });
        mkdirSync(this.at('certificates'));  // as in a rotation: two in one file, one of them in a second
        writeFileSync(this.at('certificates/both.pem'), this.read('platform/a.pem') + this.read('platform/b.pem'));
        writeFileSync(this.at('certificates/old.pem'), this.read('platform/a.pem'));
        const key = createPublicKey(this.read('platform/a.pem'));
        writeFileSync(this.at('platform_a.pub'), key.export({ type: 'spki', format: 'pem' }));
    }

    /** A key and its certificate. @param {string} name @param {string[]} more */
    certify(name, more = []) {
        execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', this.at(`${name}.key`), '-out',
            this.at(`${name}.pem`), '-subj', `/CN=${name.replace('/', ' ')}`, '-days', '30', ...more], { stdio: 'pipe' });
    }

    /** @param {string} name */
    at(name) { return join(this.folder, name); }
    /** @param {string} name */
    read(name) { return readFileSync(this.at(name), 'utf8'); }
    /** As certificates say it. @param {string} name */
    serial(name) { return new X509Certificate(this.read(`${name}.pem`)).serialNumber; }
    remove() { rmSync(this.folder, { recursive: true }); }
}
