// @ts-check
// Others' programs on both sides of the server's payment channels. AFTERDESK_PEER names payments_peer; AFTERDESK_SEED=N
// runs the same chance again, AFTERDESK_MESSAGES=N fewer of it.

import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';

import { AlipayGateway, app_id, test_alipay, test_alipay_certificates } from './alipay.mjs';
import { test_bills } from './bills.mjs';
import { test_doctor } from './doctor.mjs';
import { Keys } from './keys.mjs';
import { Peer, Tally } from './peer.mjs';
import { WechatChannel, mchid, public_key_id } from './wechat_channel.mjs';
import { test_refunds } from './wechat_refunds.mjs';
import { test_certificates, test_signatures } from './wechat_signatures.mjs';

const seed = Number(process.env.AFTERDESK_SEED ?? Math.floor(Math.random() * 1e9));
console.log(`seed ${seed}`);
const tally = new Tally();
const keys = new Keys();
const channel = new WechatChannel(keys);
const gateway = new AlipayGateway(keys);
const alipay = { app_id, alipay_key: keys.at('merchant.key'), alipay_public_key: keys.at('platform_a.pub'), alipay_url: await gateway.start() };
const wechat = { ...alipay, mchid, serial: keys.serial('merchant'), key: keys.at('merchant.key'), api_v3_key: keys.at('api_v3.key'),
    wechat_url: await channel.start(), ca: keys.at('ca.pem'), answer_within_ms: 2_000, public_url: 'https://desk.example' };
const by_key = { ...wechat, public_key_id, public_key: keys.at('platform_a.pub') };
const in_certificates = { alipay_public_key: '', alipay_app_certificate: keys.at('alipay/app.pem'), alipay_root_certificate: keys.at('alipay/roots.crt'),
    alipay_certificate: keys.at('alipay/both') };
const by_certificates = { ...wechat, certificates: keys.at('certificates') };

/** @param {Record<string, unknown>} settings @param {(peer: Peer) => Promise<void>} body */
async function with_peer(settings, body) {
    const peer = new Peer(settings);
    assert.deepEqual(await peer.problems, []);
    await body(peer);
    peer.end();
}

await tally.test('settings that can not be are told with their flag', async () => {
    writeFileSync(keys.at('short.key'), 'short', { mode: 0o600 });
    writeFileSync(keys.at('open.key'), keys.read('merchant.key'));
    chmodSync(keys.at('open.key'), 0o644);
    const rows = /** @type {[object, string, string][]} */ ([[{ mchid: '' }, '--wechat-mchid is missing', '缺少 --wechat-mchid'],
        [{ key: keys.at('open.key') }, 'chmod 600', '其他人也能读取'], [{ key: keys.at('short.key') }, '--wechat-key', '不是未加密的 RSA 私钥'],
        [{ key: '/nowhere' }, '--wechat-key: there is no file /nowhere', '/nowhere 不存在'], [{ api_v3_key: keys.at('short.key') }, 'has 32 characters; ', '应为 32 个字符'],
        [{ public_key: keys.at('ca.key') }, '--wechat-public-key', '不是 RSA 公钥'], [{ public_key_id: '', public_key: '' }, 'is missing', '缺少'],
        [{ serial: 'zz' }, 'hexadecimal', '十六进制'], [{ wechat_url: 'http://127.0.0.1' }, '--wechat-url', '--wechat-url'],
        [{ alipay_app_certificate: keys.at('alipay/app.pem') }, 'exclude each other', '只能用一种'],
        [{ ...in_certificates, alipay_root_certificate: '' }, '--alipay-root-certificate is missing', '缺少 --alipay-root-certificate'],
        [{ ...in_certificates, alipay_certificate: '' }, '--alipay-certificate is missing', '缺少 --alipay-certificate'],
        [{ ...in_certificates, alipay_app_certificate: keys.at('alipay/own.pem') }, 'does not belong to the private key', '不是一对'],
        [{ ...in_certificates, alipay_certificate: keys.at('alipay/app.pem') }, 'the application\'s own certificate, not Alipay\'s', '应为支付宝公钥证书'],
        [{ ...in_certificates, alipay_root_certificate: keys.at('alipay/curve.pem') }, 'that RSA signed', '没有 RSA 签名的证书'],
        [{ ...in_certificates, alipay_certificate: keys.at('alipay/curve.pem') }, 'no RSA certificate', '没有 RSA 证书'],
        [{ app_id: 'x' }, '--alipay-app-id must be', '--alipay-app-id 应为'], [{ alipay_public_key: '' }, '--alipay-public-key is missing', '缺少 --alipay-public-key']]);
    for (const [more, en, zh] of rows) {
        const peer = new Peer({ ...by_key, ...more });
        const [sentence] = await peer.problems;
        assert.ok(sentence?.includes(en) && sentence.includes(zh), `${en}: ${sentence}`);
    }
});
await with_peer(by_key, async (peer) => {
    await test_signatures(tally, peer, keys, seed);
    await test_refunds(tally, peer, channel);
    await test_alipay(tally, peer, keys, gateway, seed);
    await test_bills(tally, peer, channel, gateway, seed, mchid);
});
await with_peer(by_certificates, (peer) => test_certificates(tally, peer, keys));
await with_peer({ ...by_key, ...in_certificates }, (peer) => test_alipay_certificates(tally, peer, keys, gateway, seed));
await tally.test('an address whose certificate nobody vouches for is not talked to', async () => {
    await with_peer({ ...by_key, ca: '' }, async (peer) => {
        const before = channel.requests;
        const answer = await peer.ask('query', { refund_no: 'AS1' });
        assert.equal(answer.outcome, 'unknown');
        assert.equal(channel.requests, before);
    });
});
await test_doctor(tally, keys, channel, gateway, { wechat: wechat.wechat_url, alipay: alipay.alipay_url });
channel.stop();
gateway.stop();
keys.remove();
tally.end();
