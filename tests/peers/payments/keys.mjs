// @ts-check
// Keys and certificates of a merchant, of WeChat Pay, and of its service's address, made anew for each run.

import { execFileSync } from 'node:child_process';
import { X509Certificate, createPublicKey, randomBytes } from 'node:crypto';
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
        this.certify_alipay();
        const key = createPublicKey(this.read('platform/a.pem'));
        writeFileSync(this.at('platform_a.pub'), key.export({ type: 'spki', format: 'pem' }));
    }

    /** What certificate mode of Alipay stands on: roots (one of them not of RSA), and certificates that the second one issued. */
    certify_alipay() {
        mkdirSync(this.at('alipay'));
        const authority = '/C=CN/O=Ant Financial/OU=Certification Authority/CN=Ant Financial Certification Authority R1';
        this.certify('alipay/root', ['-subj', authority]);
        this.certify('alipay/curve', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-subj', '/C=CN/O=Ant Financial/CN=Curve']);
        this.certify('alipay/class2', ['-subj', `${authority.replace('R1', 'Class 2 R1')}`, '-CA', this.at('alipay/root.pem'), '-CAkey', this.at('alipay/root.key')]);
        for (const [name, key] of [['app', 'merchant'], ['own', 'platform/a'], ['next', 'platform/b']]) this.issue(`alipay/${name}`, key);
        this.issue('alipay/over', 'platform/a', -1);
        const chain = this.read('alipay/class2.pem');
        writeFileSync(this.at('alipay/roots.crt'), this.read('alipay/root.pem') + this.read('alipay/curve.pem') + chain);
        mkdirSync(this.at('alipay/both'));  // its issuer stands behind each
        for (const name of ['own', 'next']) writeFileSync(this.at(`alipay/both/${name}.crt`), this.read(`alipay/${name}.pem`) + chain);
    }

    /** A certificate of a key that is there already. @param {string} name @param {string} key @param {number} days */
    issue(name, key, days = 20, subject = `/C=CN/O=支付宝/CN=${name.replace('/', ' ')}`) {
        execFileSync('openssl', ['req', '-new', '-utf8', '-key', this.at(`${key}.key`), '-out', this.at(`${name}.csr`), '-subj', subject], { stdio: 'pipe' });
        execFileSync('openssl', ['x509', '-req', '-in', this.at(`${name}.csr`), '-CA', this.at('alipay/class2.pem'), '-CAkey', this.at('alipay/class2.key'),
            '-set_serial', `0x${randomBytes(14).toString('hex')}`, '-days', String(days), '-out', this.at(`${name}.pem`)], { stdio: 'pipe' });
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
