// @ts-check
// Alipay: signatures beside those of its SDK, and refunds over TLS against a gateway that is played with it.

import assert from 'node:assert/strict';
import { createSign, createVerify } from 'node:crypto';
import { createServer } from 'node:https';

import { AlipaySdk } from 'alipay-sdk';

import { Chance } from '../../api/chance.mjs';
import { base64 } from './peer.mjs';
import { each, random_messages, words } from './wechat_signatures.mjs';

export const app_id = '2021000000000001';

/** @param {string} text @param {string} key */
const rsa2 = (text, key) => createSign('RSA-SHA256').update(text, 'utf8').sign(key, 'base64');

/** The gateway: checks with node's crypto what the SDK's way of signing asks for, keeps its own book. */
export class AlipayGateway {
    /** @param {import('./keys.mjs').Keys} keys */
    constructor(keys) {
        this.keys = keys;
        /** @type {Map<string, { fen: number, moved: number }>} */
        this.book = new Map();
        /** @type {string[]} */
        this.complaints = [];
        /** @type {string[]} "drop", "forge", or a sub_code */
        this.next = [];
        this.last = { text: '', sign: '' };
        /** Certificate mode: what requests must say, what answers say. @type {{ app: string, root: string, own: string | undefined } | undefined} */
        this.certificates = undefined;
        this.signer = 'platform/a';
        /** What happened on the day that is asked for. @type {Buffer | undefined} */
        this.bill = undefined;
        this.server = createServer({ key: keys.read('service.key'), cert: keys.read('service.pem') }, (request, response) => {
            /** @type {Buffer[]} */
            const parts = [];
            request.on('data', (part) => parts.push(part));
            request.on('end', () => this.take(request.url ?? '', Buffer.concat(parts).toString(), response));
        });
    }

    /** @returns {Promise<string>} */
    async start() {
        await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
        return `https://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (this.server.address()).port}`;
    }
    stop() { this.server.closeAllConnections(); this.server.close(); }

    /** @param {string} url @param {string} body @param {import('node:http').ServerResponse} response */
    take(url, body, response) {
        if (url === '/') return response.writeHead(404).end();
        if (url === '/bill.zip') return response.writeHead(200).end(this.bill);
        const mischief = this.next.shift();
        const given = { ...Object.fromEntries(new URL(url, 'https://x').searchParams), ...Object.fromEntries(new URLSearchParams(body)) };
        const { sign, ...rest } = given;
        const text = Object.keys(rest).sort().map((key) => `${key}=${rest[key]}`).join('&');
        const good = url.startsWith('/gateway.do?') && rest.app_id === app_id && rest.sign_type === 'RSA2' && rest.charset === 'utf-8' &&
            /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(rest.timestamp) && Math.abs(Date.parse(`${rest.timestamp.replace(' ', 'T')}+08:00`) - Date.now()) < 60_000 &&
            rest.app_cert_sn === this.certificates?.app && rest.alipay_root_cert_sn === this.certificates?.root &&
            createVerify('RSA-SHA256').update(text, 'utf8').verify(this.keys.read('merchant.pem'), sign, 'base64');
        if (!good) this.complaints.push(text);
        const content = JSON.parse(rest.biz_content);
        const said = !good ? { code: '40002', sub_code: 'isv.invalid-signature' }
            : mischief && !['drop', 'forge'].includes(mischief) ? { code: '40004', msg: 'Business Failed', sub_code: mischief, sub_msg: '失败' }
            : rest.method.includes('bill') ? this.where(response)
            : rest.method === 'alipay.trade.refund' ? this.refund(content) : this.query(content);
        if (mischief === 'drop') return response.destroy();
        const raw = JSON.stringify(said);
        const key = `${rest.method.replaceAll('.', '_')}_response`;
        // Alipay escapes slashes.
        const signature = rsa2(mischief === 'forge' ? `${raw} ` : raw, this.keys.read(`${this.signer}.key`));
        const own = this.certificates?.own;
        this.last = { text: `{"${key}":${raw}${own ? `,"alipay_cert_sn":"${own}"` : ''},"sign":"${signature.replaceAll('/', '\\/')}"}`, sign: signature };
        response.writeHead(200, { 'content-type': 'text/html;charset=utf-8' });
        return response.end(this.last.text);
    }

    /** Where the bill is. @param {import('node:http').ServerResponse} response */
    where(response) {
        if (!this.bill) return { code: '40004', msg: 'Business Failed', sub_code: 'isp.bill_not_exist' };
        return { code: '10000', msg: 'Success', bill_download_url: `https://${response.req.headers.host}/bill.zip` };
    }

    /** @param {any} content */
    refund({ out_request_no, refund_amount, out_trade_no, trade_no }) {
        if (!/^\d+\.\d\d$/.test(refund_amount) || Boolean(out_trade_no) === Boolean(trade_no)) this.complaints.push(refund_amount);
        const fen = Number(refund_amount.replace('.', ''));
        const known = this.book.get(out_request_no);
        if (known && known.fen !== fen) return { code: '40004', sub_code: 'ACQ.DISCORDANT_REPEAT_REQUEST' };
        this.book.set(out_request_no, { fen, moved: 1 });
        return { code: '10000', msg: 'Success', out_trade_no, fund_change: known ? 'N' : 'Y', refund_fee: refund_amount, note: '退款 / "}' };
    }
    /** @param {any} content */
    query({ out_request_no, out_trade_no }) {
        const known = this.book.get(out_request_no);
        if (!known) return { code: '10000', msg: 'Success' };
        return { code: '10000', msg: 'Success', out_request_no, out_trade_no, refund_status: 'REFUND_SUCCESS', refund_amount: (known.fen / 100).toFixed(2) };
    }
}

/** @param {import('./peer.mjs').Tally} tally @param {import('./peer.mjs').Peer} peer @param {import('./keys.mjs').Keys} keys @param {AlipayGateway} gateway @param {number} seed */
export async function test_alipay(tally, peer, keys, gateway, seed) {
    const sdk = new AlipaySdk({ appId: app_id, privateKey: keys.read('merchant.key'), keyType: 'PKCS8', alipayPublicKey: keys.read('platform_a.pub') });

    await tally.test('Alipay: our signed requests are those of its SDK', async () => {
        const chance = new Chance(seed + 3);
        await each(random_messages, async () => {
            const given = Object.fromEntries(Array.from({ length: chance.number(1, 6) }, (_, i) => [`key_${'abcdef'[i]}`, `v${words(chance, 20)}`]));
            const theirs = Object.fromEntries(sdk.sdkExecute('alipay.trade.refund', { ...given, bizContent: { out_trade_no: words(chance, 9) } })
                .split('&').map((part) => part.split('=').map(decodeURIComponent)));
            const { sign, ...params } = theirs;
            assert.equal((await peer.ask('alipay_sign', { params })).sign, sign);
        });
    });

    await tally.test('Alipay: its notices are signed for us as for its SDK; one bit changed, and they are not', async () => {
        const chance = new Chance(seed + 4);
        const told = (/** @type {Record<string, string>} */ params) => {
            const text = Object.keys(params).sort().map((key) => `${key}=${params[key]}`).join('&');
            return { ...params, sign: rsa2(text, keys.read('platform/a.key')), sign_type: 'RSA2' };
        };
        const ask = async (/** @type {Record<string, string> | Buffer} */ notice) => (await peer.ask('is_signed', { channel: 'alipay', fields: {},
            body64: base64(Buffer.isBuffer(notice) ? notice : new URLSearchParams(notice).toString()) })).signed;
        await each(random_messages, async () => {
            const notice = told({ app_id, refund_fee: '1.00', body: words(chance, 30), subject: `x${words(chance, 20)}` });
            assert.equal(sdk.checkNotifySignV2(notice), true);
            assert.equal(await ask(notice), true);
            const other = { ...notice, refund_fee: '1.01' };
            assert.equal(sdk.checkNotifySignV2(other), false);
            assert.equal(await ask(other), false);
        });
        const notice = told({ app_id, refund_fee: '1.00', out_biz_no: 'AS1-1', gmt_refund: '2026-12-01 10:00:00' });
        const bytes = Buffer.from(new URLSearchParams(notice).toString());
        // In percent coding %2f and %2F are the same letter: that says what was signed.
        const text = bytes.toString('latin1'), digits = new Set([...text.matchAll(/%[0-9A-F]{2}/g)].flatMap(({ index = 0 }) => [index + 1, index + 2]));
        await each(bytes.length * 8, async (bit) => {
            const changed = Buffer.from(bytes), at = bit >> 3;
            changed[at] ^= 1 << (bit & 7);
            const same = digits.has(at) && (bit & 7) === 5 && /[A-F]/.test(text[at]);
            assert.equal(await ask(changed), same, `bit ${bit}`);
        });
        const heard = await peer.ask('notice', { channel: 'alipay', body64: base64(bytes) });
        assert.equal(heard.outcome, 'acknowledged');
        assert.equal((await peer.ask('notice', { channel: 'alipay', body64: base64('app_id=1') })).refused, 'app_id');
    });

    let last = 0;
    const order = (/** @type {object} */ more = {}) => ({ channel: 'alipay', refund_no: `AL-${last += 1}-1`, payment_id: `a${last}`, payment_fen: 100_000, refund_fen: 1_230,
        reason: 'not_wanted', paid_at_ms: Date.now() - 1000, ...more });
    const refund = (/** @type {object} */ asked) => peer.ask('refund', { ...asked });
    const query = (/** @type {object} */ asked) => peer.ask('query', { ...asked });

    await tally.test('Alipay: paid by the answer; the same number again moves nothing, and is asked about', async () => {
        for (const refund_fen of [1, 10, 99, 100, 12_345, 100_000]) {
            const asked = order({ refund_fen });
            assert.equal((await query(asked)).outcome, 'absent');
            assert.deepEqual(await refund(asked), { outcome: 'paid', code: '', again_in_ms: 0 });
            assert.equal(gateway.book.get(asked.refund_no)?.fen, refund_fen);
            assert.equal((await refund(asked)).outcome, 'processing');
            assert.equal((await query(asked)).outcome, 'paid');
            assert.equal((await query({ ...asked, refund_fen: refund_fen + 1 })).code, 'AMOUNT_MISMATCH');
            if (refund_fen < 100_000) assert.equal((await refund({ ...asked, refund_fen: refund_fen + 1 })).code, 'ACQ.DISCORDANT_REPEAT_REQUEST');
        }
    });

    await tally.test('Alipay: no answer and forged ones are unknown; its codes say no or nothing', async () => {
        for (const mischief of ['drop', 'forge']) {
            const asked = order();
            gateway.next.push(mischief);
            assert.equal((await refund(asked)).outcome, 'unknown');
            assert.equal((await query(asked)).outcome, 'paid');
        }
        for (const [code, outcome] of [['ACQ.SELLER_BALANCE_NOT_ENOUGH', 'refused'], ['ACQ.SYSTEM_ERROR', 'unknown'], ['ACQ.NEVER_HEARD_OF', 'unknown']]) {
            gateway.next.push(code);
            const answer = await refund(order());
            assert.deepEqual([answer.outcome, answer.code], [outcome, code]);
        }
    });

    await tally.test('Alipay: its SDK takes the answers that we take, and the gateway had nothing to complain about', async () => {
        assert.equal((await refund(order())).outcome, 'paid');
        const { text, sign } = gateway.last, key = 'alipay_trade_refund_response';
        sdk.checkResponseSign(text, key, sign, '');
        assert.throws(() => sdk.checkResponseSign(text.replace('"Y"', '"N"'), key, sign, ''));
        assert.deepEqual(gateway.complaints, []);
    });
}

/** Certificate mode. @param {import('./peer.mjs').Tally} tally @param {import('./peer.mjs').Peer} peer @param {import('./keys.mjs').Keys} keys @param {AlipayGateway} gateway @param {number} seed */
export async function test_alipay_certificates(tally, peer, keys, gateway, seed) {
    const sdk_of = (/** @type {string} */ own) => new AlipaySdk({ appId: app_id, privateKey: keys.read('merchant.key'), keyType: 'PKCS8',
        appCertContent: keys.read('alipay/app.pem'), alipayRootCertContent: keys.read('alipay/roots.crt'), alipayPublicCertContent: keys.read(own) });
    const sdk = sdk_of('alipay/both/own.crt'), next = sdk_of('alipay/both/next.crt');
    const sn = (/** @type {AlipaySdk} */ one) => /** @type {string} */ (one.config.alipayCertSn);
    const modes = { app: /** @type {string} */ (sdk.config.appCertSn), root: /** @type {string} */ (sdk.config.alipayRootCertSn) };
    const order = (/** @type {string} */ name) => ({ channel: 'alipay', refund_no: `AC-${name}`, payment_id: `ac${name}`, payment_fen: 100_000, refund_fen: 1_230,
        reason: 'not_wanted', paid_at_ms: Date.now() - 1000 });
    const refund = (/** @type {object} */ asked) => peer.ask('refund', { ...asked });

    await tally.test('Alipay: the numbers of certificates are those of its SDK', async () => {
        assert.match(modes.root, /^[0-9a-f]{32}_[0-9a-f]{32}$/);  // the curve's is left out
        assert.deepEqual(await peer.ask('certificate_numbers', { pem64: base64(keys.read('alipay/roots.crt')) }),
            { sn: /** @type {any} */ (await peer.ask('certificate_numbers', { pem64: base64(keys.read('alipay/root.pem')) })).sn, root_sn: modes.root });
        const chance = new Chance(seed + 5);
        for (let i = 0; i < 20; i += 1) {
            const subject = `/C=CN/ST=浙江/L=杭州/O=${'蚂蚁集团'.slice(0, chance.number(1, 4))} ${chance.number(1, 999)}/OU=u${chance.number(1, 99)}/CN=c${chance.number(1, 9999)}`;
            keys.certify('alipay/chance', ['-utf8', '-subj', subject, '-set_serial', `0x${chance.number(1, 0x7fffffff).toString(16)}${'0f'.repeat(chance.number(0, 8))}`]);
            const pem = keys.read('alipay/chance.pem');
            const theirs = new AlipaySdk({ appId: app_id, privateKey: keys.read('merchant.key'), keyType: 'PKCS8', appCertContent: pem,
                alipayRootCertContent: pem, alipayPublicCertContent: pem }).config;
            assert.deepEqual(await peer.ask('certificate_numbers', { pem64: base64(pem) }), { sn: theirs.appCertSn, root_sn: theirs.alipayRootCertSn }, subject);
        }
        assert.deepEqual(await peer.ask('certificate_numbers', { pem64: base64('no certificate') }), { sn: '', root_sn: '' });
    });

    await tally.test('Alipay: requests say both numbers, and answers are known by the certificate that they name', async () => {
        gateway.certificates = { ...modes, own: sn(sdk) };
        assert.equal((await refund(order('own'))).outcome, 'paid');
        gateway.certificates.own = sn(next);
        gateway.signer = 'platform/b';
        assert.equal((await refund(order('next'))).outcome, 'paid');  // as while one follows the other
        gateway.certificates.own = sn(sdk);
        assert.equal((await refund(order('mixed'))).code, 'UNSIGNED_ANSWER HTTP_200');
        gateway.signer = 'platform/a';
        gateway.certificates.own = undefined;
        assert.equal((await refund(order('silent'))).code, 'UNSIGNED_ANSWER HTTP_200');
        gateway.certificates.own = 'f'.repeat(32);
        const other = await refund(order('other'));
        assert.deepEqual([other.outcome, other.code], ['unknown', `OTHER_CERTIFICATE ${'f'.repeat(32)}`]);
        gateway.certificates.own = sn(sdk);
        assert.deepEqual(gateway.complaints, []);
        const late = await refund({ ...order('late'), now_ms: Date.now() + 40 * 86_400_000 });
        assert.deepEqual([late.outcome, late.code], ['unknown', 'CERTIFICATE_OVER']);
        assert.equal(gateway.complaints.splice(0).length, 1);  // a clock of forty days later
        gateway.certificates = undefined;
    });
}
