// @ts-check
// `afterdesk doctor` beside channels that answer as the real ones do. AFTERDESK_PROGRAM names the server.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AlipaySdk } from 'alipay-sdk';

import { app_id } from './alipay.mjs';
import { mchid, public_key_id } from './wechat_channel.mjs';

/** @param {string[]} args @returns {Promise<{status: number, said: string}>} */
function run(args) {
    const program = process.env.AFTERDESK_PROGRAM;
    if (!program) throw new Error('AFTERDESK_PROGRAM must name the server.');
    return new Promise((done) => execFile(program, args, { env: { ...process.env, LC_ALL: 'en_US.UTF-8' } },
        (error, out, err) => done({ status: typeof error?.code === 'number' ? error.code : 0, said: out + err })));
}

/** @returns {Promise<string>} where nobody listens */
async function nobody() {
    const probe = createServer();
    await new Promise((done) => probe.listen(0, '127.0.0.1', () => done(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
    await new Promise((done) => probe.close(() => done(undefined)));
    return `https://127.0.0.1:${port}`;
}

/**
 * @param {import('./peer.mjs').Tally} tally @param {import('./keys.mjs').Keys} keys
 * @param {import('./wechat_channel.mjs').WechatChannel} channel @param {import('./alipay.mjs').AlipayGateway} gateway @param {{wechat: string, alipay: string}} urls
 */
export async function test_doctor(tally, keys, channel, gateway, urls) {
    const folder = mkdtempSync(join(tmpdir(), 'afterdesk-doctor-'));
    const theirs = createPublicKey(keys.read('platform/b.pem'));
    writeFileSync(keys.at('platform_b.pub'), theirs.export({ type: 'spki', format: 'pem' }));
    const good = { refunds: 'wechat,alipay', data: join(folder, 'none'), 'outside-ca': keys.at('ca.pem'),
        'wechat-mchid': mchid, 'wechat-serial': keys.serial('merchant'), 'wechat-key': keys.at('merchant.key'),
        'wechat-api-v3-key': keys.at('api_v3.key'), 'wechat-public-key-id': public_key_id,
        'wechat-public-key': keys.at('platform_a.pub'), 'wechat-url': urls.wechat,
        'alipay-app-id': app_id, 'alipay-key': keys.at('merchant.key'), 'alipay-public-key': keys.at('platform_a.pub'),
        'alipay-url': urls.alipay };
    /** @param {Record<string, string>} more */
    const doctor = (more = {}) => run(['doctor', ...Object.entries({ ...good, ...more }).filter(([, value]) => value)
        .map(([name, value]) => `--${name}=${value}`)]);

    await tally.test('doctor: what fits is said to fit, and no money moves', async () => {
        const booked = channel.book.size;
        const { status, said } = await doctor();
        assert.equal(status, 0, said);
        assert.match(said, /^ok +WeChat Pay: both sides' keys fit/m);
        assert.match(said, /^ok +Alipay: both sides' keys fit/m);
        assert.match(said, /^note +There is no data folder/m);
        assert.match(said, /^note +Without a --public-url of https/m);
        assert.equal(channel.book.size, booked);
    });
    const other_key = keys.at('platform/b.key'), other_public = keys.at('platform_b.pub');
    /** @type {[string, Record<string, string>, RegExp][]} */
    const rows = [
        ['a key of another merchant', { 'wechat-key': other_key }, /^WRONG WeChat Pay does not know our signature .*--wechat-key/m],
        ['a key that is not WeChat Pay\'s', { 'wechat-public-key': other_public }, /^WRONG WeChat Pay's answer was not signed with --wechat-public-key/m],
        ['a key of another application', { 'alipay-key': other_key }, /^WRONG Alipay.*--alipay-key/m],
        ['a key that is not Alipay\'s', { 'alipay-public-key': other_public }, /^WRONG Alipay's answer was not signed with --alipay-public-key/m],
        ['an address that is nobody\'s', { 'wechat-url': await nobody() }, /^WRONG WeChat Pay: .* can not be reached .*--outside-proxy/m],
        ['a certificate that nobody vouches for', { 'outside-ca': '' }, /^WRONG Alipay: .* can not be reached .*--outside-ca/m],
        ['a file that is not there', { 'alipay-key': '/nowhere' }, /^WRONG --alipay-key: there is no file \/nowhere/m],
        ['a setting that can not be', { workers: '0' }, /^WRONG --workers must be/m],
        ['certificates that end soon', { 'wechat-public-key': '', 'wechat-public-key-id': '', 'wechat-certificates': keys.at('certificates') },
            /^note +WeChat Pay's last platform certificate ends on \d{4}-\d\d-\d\d: download/m],
    ];
    for (const [what, more, sentence] of rows) {
        await tally.test(`doctor: ${what}`, async () => {
            const { status, said } = await doctor(more);
            assert.match(said, sentence);
            if (sentence.source.startsWith('^WRONG')) assert.equal(status, 1, said);
        });
    }
    await tally.test('doctor: each account of the file of merchants, by its number and place', async () => {
        const file = join(folder, 'merchants.json');
        const flags = Object.fromEntries(Object.keys(good).filter((name) => name.startsWith('wechat-')).map((name) => [name, '']));
        /** @param {object} more */
        const with_file = (more) => {
            const merchants = [{ channel: 'wechat', shops: ['s1'], mchid, serial: keys.serial('merchant'), key: keys.at('merchant.key'),
                api_v3_key: keys.at('api_v3.key'), public_key_id, public_key: keys.at('platform_a.pub'), url: urls.wechat, ...more }];
            writeFileSync(file, JSON.stringify({ merchants }), { mode: 0o600 });
            return doctor({ ...flags, merchants: file });
        };
        const { status, said } = await with_file({});
        assert.equal(status, 0, said);
        assert.match(said, new RegExp(`^ok +WeChat Pay \\(${mchid}\\): both sides' keys fit`, 'm'));
        assert.match(said, /^ok +Alipay: both sides' keys fit/m);
        for (const [more, sentence] of /** @type {[object, RegExp][]} */ ([
            [{ key: other_key }, /^WRONG WeChat Pay \(\d+\) does not know our signature .*merchants\.json: merchants\[0\]\.key/m],
            [{ key: '/nowhere' }, /^WRONG .*merchants\.json: merchants\[0\]\.key: there is no file \/nowhere/m],
            [{ shops: 'some' }, /^WRONG --merchants: .*merchants\[0\]\.shops \(unknown_name\)/m]])) {
            assert.match((await with_file(more)).said, sentence);
        }
        chmodSync(file, 0o644);
        assert.match((await doctor({ ...flags, merchants: file })).said, /^WRONG --merchants: others may read /m);
    });
    await tally.test('doctor: certificates of Alipay', async () => {
        const numbers = new AlipaySdk({ appId: app_id, privateKey: keys.read('merchant.key'), keyType: 'PKCS8', appCertContent: keys.read('alipay/app.pem'),
            alipayRootCertContent: keys.read('alipay/roots.crt'), alipayPublicCertContent: keys.read('alipay/own.pem') }).config;
        gateway.certificates = { app: numbers.appCertSn ?? '', root: numbers.alipayRootCertSn ?? '', own: numbers.alipayCertSn };
        const in_certificates = { 'alipay-public-key': '', 'alipay-app-certificate': keys.at('alipay/app.pem'),
            'alipay-root-certificate': keys.at('alipay/roots.crt'), 'alipay-certificate': keys.at('alipay/own.pem') };
        const { status, said } = await doctor(in_certificates);
        assert.equal(status, 0, said);
        assert.match(said, /^ok +Alipay: both sides' keys fit/m);
        assert.match(said, /^note +The application's certificate at Alipay ends on \d{4}-\d\d-\d\d: download the new one into --alipay-app-certificate/m);
        for (const [more, sentence] of /** @type {[object, RegExp][]} */ ([
            [{ 'alipay-app-certificate': keys.at('alipay/own.pem') }, /^WRONG --alipay-app-certificate: .* does not belong to the private key of --alipay-key/m],
            [{ 'alipay-certificate': keys.at('alipay/next.pem') }, /^WRONG Alipay's answer was signed with another certificate \(OTHER_CERTIFICATE [0-9a-f]{32}\)/m],
            [{ 'alipay-certificate': keys.at('alipay/over.pem') }, /^WRONG Alipay's last certificate ended on \d{4}-\d\d-\d\d/m],
            [{ 'alipay-public-key': keys.at('platform_a.pub') }, /^WRONG .*exclude each other/m]])) {
            const found = await doctor({ ...in_certificates, ...more });
            assert.match(found.said, sentence);
            assert.equal(found.status, 1);
        }
        gateway.certificates = undefined;
    });
    await tally.test('doctor: a clock that is wrong', async () => {
        channel.clock_off_ms = -400_000;
        const { status, said } = await doctor();
        channel.clock_off_ms = 0;
        assert.match(said, /^WRONG This machine's clock differs from WeChat Pay's by (39|40)\d seconds/m);
        assert.equal(status, 1);
    });
    await tally.test('doctor: a folder that is open to others', async () => {
        const data = join(folder, 'mall');
        assert.equal((await run(['init', '--tenant=mall', `--data=${data}`])).status, 0);
        assert.match((await doctor({ data })).said, /^ok +The data folder can be opened/m);
        chmodSync(data, 0o755);
        const { status, said } = await doctor({ data });
        assert.match(said, new RegExp(`^WRONG Other users may look into ${data}: run chmod 700 ${data}`, 'm'));
        assert.equal(status, 1);
    });
    rmSync(folder, { recursive: true });
}
