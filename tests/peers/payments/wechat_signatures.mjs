// @ts-check
// Signatures, clocks and sealed notices of WeChat Pay: ours beside those of two SDKs, on random messages, and on one of
// which every single bit is changed.

import assert from 'node:assert/strict';

import axios_plugin from 'wechatpay-axios-plugin';
import node_v3 from 'wechatpay-node-v3';

import { Chance } from '../../api/chance.mjs';
import { base64 } from './peer.mjs';
import { WechatChannel, mchid, public_key_id } from './wechat_channel.mjs';

const { Aes, Formatter, Rsa } = axios_plugin;
const Pay = node_v3.default ?? node_v3;

export const random_messages = Number(process.env.AFTERDESK_MESSAGES ?? 10_000);
const at_once = 500;
const letters = ['a', 'Z', '0', ' ', '"', '\\', '\n', '\r\n', '\t', '退', '款', '🧧', 'é', '{', '}', '\u2028', '='];

/** @param {Chance} chance @param {number} most */
export function words(chance, most) {
    return Array.from({ length: chance.number(0, most) }, () => chance.of(letters)).join('');
}

/** Each number in turn, many under way. @param {number} count @param {(i: number) => Promise<void>} body */
export async function each(count, body) {
    for (let begin = 0; begin < count; begin += at_once) {
        await Promise.all(Array.from({ length: Math.min(at_once, count - begin) }, (_, i) => body(begin + i)));
    }
}

/** @param {Record<string, string>} fields */
export const sent = (fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, base64(Buffer.from(value, 'latin1'))]));

/** @param {import('./peer.mjs').Tally} tally @param {import('./peer.mjs').Peer} peer @param {import('./keys.mjs').Keys} keys @param {number} seed */
export async function test_signatures(tally, peer, keys, seed) {
    const channel = new WechatChannel(keys);
    const merchant = new Pay({ appid: 'wx1', mchid, publicKey: Buffer.from(keys.read('merchant.pem')), privateKey: Buffer.from(keys.read('merchant.key')) });

    await tally.test('our signed requests are those of both SDKs', async () => {
        const chance = new Chance(seed);
        await each(random_messages, async () => {
            const method = chance.of(['GET', 'POST']), path = `/v3/${encodeURIComponent(words(chance, 12))}?x=${chance.number(0, 99)}`;
            const body = method === 'POST' ? `{${words(chance, 60)}` : '', nonce = Formatter.nonce(), now_ms = chance.number(1e12, 2e12);
            const { value } = await peer.ask('authorization', { method, path, nonce, body64: base64(body), now_ms });
            const [, signature] = /** @type {RegExpExecArray} */ (/signature="([^"]*)"$/.exec(value));
            const seconds = String(Math.floor(now_ms / 1000));
            assert.equal(value, Formatter.authorization(mchid, nonce, signature, seconds, keys.serial('merchant')));
            assert.ok(Rsa.verify(Formatter.request(method, path, seconds, nonce, body), signature, keys.read('merchant.pem')));
            assert.equal(signature, merchant.getSignature(method, nonce, seconds, path, body));
        });
    });

    await tally.test('what both SDKs sign is signed for us', async () => {
        const chance = new Chance(seed + 1);
        const key = Rsa.from(keys.read('platform/a.key'));
        await each(random_messages, async (i) => {
            const body = words(chance, 80), now_ms = Date.now(), seconds = String(Math.floor(now_ms / 1000)), nonce = Formatter.nonce();
            const text = Formatter.response(seconds, nonce, body);
            const signature = i % 2 ? Rsa.sign(text, key) : channel.pay.sign(text);
            const fields = sent({ 'wechatpay-timestamp': seconds, 'wechatpay-nonce': nonce, 'wechatpay-signature': signature,
                'wechatpay-serial': public_key_id });
            assert.equal((await peer.ask('is_signed', { fields, body64: base64(body), now_ms })).signed, true);
            const other = await peer.ask('is_signed', { fields, body64: base64(`${body}.`), now_ms });
            assert.equal(other.signed, false);
        });
    });

    await tally.test('one bit changed anywhere in what is signed, and it is not', async () => {
        const body = channel.sealed('REFUND.SUCCESS', '{}'), now_ms = Date.now();
        const fields = channel.fields(body, Math.floor(now_ms / 1000));
        const ask = async (/** @type {Record<string, string>} */ given, /** @type {Buffer} */ bytes) =>
            (await peer.ask('is_signed', { fields: sent(given), body64: base64(bytes), now_ms })).signed;
        assert.equal(await ask(fields, Buffer.from(body)), true);
        let changed = 0;
        const flip = (/** @type {Buffer} */ bytes, /** @type {number} */ bit) => {
            const out = Buffer.from(bytes);
            out[bit >> 3] ^= 1 << (bit & 7);
            changed += 1;
            return out;
        };
        const bytes = Buffer.from(body);
        await each(bytes.length * 8, async (bit) => assert.equal(await ask(fields, flip(bytes, bit)), false, `body, bit ${bit}`));
        for (const [name, value] of Object.entries(fields)) {
            const raw = Buffer.from(value, 'latin1');
            await each(raw.length * 8, async (bit) =>
                assert.equal(await ask({ ...fields, [name]: flip(raw, bit).toString('latin1') }, bytes), false, `${name}, bit ${bit}`));
        }
        assert.ok(changed > 4_000);
    });

    await tally.test('clocks: less than 300 seconds apart, either way', async () => {
        const now_ms = Math.floor(Date.now() / 1000) * 1000;
        for (const [apart, signed] of /** @type {[number, boolean][]} */ ([[0, true], [299, true], [-299, true], [300, false], [-300, false], [301, false],
            [-301, false], [86_400, false]])) {
            const fields = channel.fields('{}', now_ms / 1000 + apart);
            assert.equal((await peer.ask('is_signed', { fields: sent(fields), body64: base64('{}'), now_ms })).signed, signed, `${apart} s`);
        }
        const fields = { ...channel.fields('{}'), 'wechatpay-timestamp': 'now' };
        assert.equal((await peer.ask('is_signed', { fields: sent(fields), body64: base64('{}'), now_ms })).signed, false);
    });

    await tally.test('probes are refused, and so is who is not known, or says nothing', async () => {
        const fields = channel.fields('{}');
        const ask = async (/** @type {Record<string, string>} */ more) =>
            (await peer.ask('is_signed', { fields: sent({ ...fields, ...more }), body64: base64('{}') })).signed;
        assert.equal(await ask({}), true);
        assert.equal(await ask({ 'wechatpay-signature': `WECHATPAY/SIGNTEST/${fields['wechatpay-signature']}` }), false);
        assert.equal(await ask({ 'wechatpay-serial': 'PUB_KEY_ID_1' }), false);
        for (const name of Object.keys(fields)) assert.equal(await ask({ [name]: '' }), false, name);
        const other = new WechatChannel(keys, { signer: 'platform/b' });
        assert.equal((await peer.ask('is_signed', { fields: sent(other.fields('{}')), body64: base64('{}') })).signed, false);
    });

    await tally.test('what the SDK seals is opened; one bit changed, and it is not', async () => {
        const chance = new Chance(seed + 2);
        await each(random_messages, async (i) => {
            const number = `AS${i}-1`, refund = chance.number(1, 1e9);
            const text = JSON.stringify({ mchid, out_refund_no: number, refund_status: 'SUCCESS', amount: { refund }, user_received_account: words(chance, 20) });
            const told = await peer.ask('notice', { body64: base64(channel.sealed('REFUND.SUCCESS', text)) });
            assert.deepEqual([told.outcome, told.refund_no, told.refund_fen], ['paid', number, refund]);
        });
        const text = JSON.stringify({ mchid, out_refund_no: 'AS1-1', refund_status: 'SUCCESS', amount: { refund: 1 } });
        const nonce = Formatter.nonce(12);
        const bytes = Buffer.from(Aes.AesGcm.encrypt(text, keys.api_v3_key, nonce, 'refund'), 'base64');
        const ask = (/** @type {Buffer} */ ciphertext, /** @type {string} */ by, /** @type {string} */ beside) => peer.ask('notice', { body64: base64(JSON.stringify({
            event_type: 'REFUND.SUCCESS', resource: { algorithm: 'AEAD_AES_256_GCM', nonce: by, associated_data: beside, ciphertext: base64(ciphertext) } })) });
        assert.equal((await ask(bytes, nonce, 'refund')).outcome, 'paid');
        await each(bytes.length * 8, async (bit) => {
            const other = Buffer.from(bytes);
            other[bit >> 3] ^= 1 << (bit & 7);
            assert.equal((await ask(other, nonce, 'refund')).refused, 'resource.ciphertext');
        });
        assert.equal((await ask(bytes, `${nonce.slice(1)}!`, 'refund')).refused, 'resource.ciphertext');
        assert.equal((await ask(bytes, nonce, 'refunds')).refused, 'resource.ciphertext');
    });
}

/** Certificate mode: several at once, while one follows the other; none longer than it is valid. */
/** @param {import('./peer.mjs').Tally} tally @param {import('./peer.mjs').Peer} peer @param {import('./keys.mjs').Keys} keys */
export async function test_certificates(tally, peer, keys) {
    await tally.test('platform certificates: both of a rotation, and none that is over', async () => {
        for (const name of ['a', 'b']) {
            const channel = new WechatChannel(keys, { serial: keys.serial(`platform/${name}`), signer: `platform/${name}` });
            const ask = async (/** @type {number} */ now_ms) => (await peer.ask('is_signed', {
                fields: sent(channel.fields('{}', Math.floor(now_ms / 1000))), body64: base64('{}'), now_ms })).signed;
            assert.equal(await ask(Date.now()), true);
            assert.equal(await ask(Date.now() + 29 * 86_400_000), true);
            assert.equal(await ask(Date.now() + 31 * 86_400_000), false);
            assert.equal(await ask(Date.now() - 86_400_000), false);
        }
        const mixed = new WechatChannel(keys, { serial: keys.serial('platform/a'), signer: 'platform/b' });
        assert.equal((await peer.ask('is_signed', { fields: sent(mixed.fields('{}')), body64: base64('{}') })).signed, false);
    });
}
