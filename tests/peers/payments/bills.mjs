// @ts-check
// Bills over TLS: WeChat Pay's is made by chance, brought and read by the server's adapter, and read by
// wechatpay-axios-plugin beside it; Alipay's comes as a zip in GB18030.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import axios_plugin from 'wechatpay-axios-plugin';

import { Chance } from '../../api/chance.mjs';

const { Formatter } = axios_plugin;
const day = '2026-11-20';
const head = '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,'
    + '微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const foot = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

const alipay_zip = 'UEsDBBQAAAAAAAAAIQBLfqAYFQAAABUAAAAFAAAAMi5jc3Yj1qe4trGm0rXO8bvj19yy6dGvDQpQSwMEFAAAAAgAAAAhAKhC6SVTAQAA/wEAAAUAAAAxLmNzdm2QTU/CQBCGzyXhPzRw'
    + '3daZBSp64zfozfDnbJSPmJiCfJUSUWyh5buhkHgwmngRIwE9aDQx7raYqDjZTXbnfWbmzUSnmWpZO3ZLg1XrdVgtPIxPw6Go19VNVT+gkEzuIMYTCiQpYAwwoaSZbC0do+NZ1z5Clas5'
    + '4uSSQscTAXb9kxZFcepNa5sU/qRYL4nH9/iLkfbE/+FQYKtRd2e6SexePVPOlY7Yk5PN21Gf5axK66Nokf68aDuacU840ViWF2p2kldzpN89X5jvZwPd3Go/tl9YbeVzsKqM17JWnR2G'
    + 'Q9zYPgokxS4fJpDI+LlzYzeJWHcjAuG6hChREJH6phlIFRmAEAlkVIjwuwmfKpCgx99yDMolpHIsTlJ7XEWksA6UmAgybPOem3tp3DlvwW6i/lqGhqXqqDnqid0zXKfkeLWC72ySZwj3'
    + '8Q/C07VC4IBzX1BLAQIUAxQAAAAAAAAAIQBLfqAYFQAAABUAAAAFAAAAAAAAAAAAAACAAQAAAAAyLmNzdlBLAQIUAxQAAAAIAAAAIQCoQuklUwEAAP8BAAAFAAAAAAAAAAAAAACAATgA'
    + 'AAAxLmNzdlBLBQYAAAAAAgACAGYAAACuAQAAAAA=';

/** @param {number} fen */
const yuan = (fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** @param {Chance} chance @param {string} mchid */
function random_bill(chance, mchid) {
    const lines = Array.from({ length: chance.number(0, 60) }, (_, i) => {
        const refund = chance.hits(0.4);
        const fen = chance.number(1, 9_999_999);
        const goods = chance.of(['羊绒衫', '大衣, 灰', '"新款"', '', 'a,,b', '🧧']);
        const cells = [`${day} ${String(chance.number(0, 23)).padStart(2, '0')}:00:01`, 'wx1', mchid, '0', '', `4200${i}`, `P${i}`, 'oUpF', 'JSAPI', refund ? 'REFUND' : 'SUCCESS', 'OTHERS',
            'CNY', refund ? '0.00' : yuan(fen), '0.00', refund ? `50${i}` : '0', refund ? `AS20261120${10_000_000 + i}-1` : '0', refund ? yuan(fen) : '0.00', '0.00', 'ORIGINAL',
            refund ? chance.of(['SUCCESS', 'PROCESSING', 'FAIL']) : '', goods, '', refund ? `-0.0${chance.number(1000, 9999)}` : '0.00600', '0.60%', yuan(fen), refund ? yuan(fen) : '0.00', ''];
        return '`' + cells.join(',`');
    });
    return `\ufeff${[head, ...lines, foot, `\`${lines.length},\`0.00,\`0.00,\`0.00,\`0.00000,\`0.00,\`0.00`].join('\r\n')}\r\n`;
}

/** @param {import('./peer.mjs').Tally} tally @param {import('./peer.mjs').Peer} peer @param {import('./wechat_channel.mjs').WechatChannel} channel
 * @param {import('./alipay.mjs').AlipayGateway} gateway @param {number} seed @param {string} mchid */
export async function test_bills(tally, peer, channel, gateway, seed, mchid) {
    const chance = new Chance(seed);
    const bring = (/** @type {string} */ of = 'wechat') => peer.ask('bill', { channel: of, day });

    await tally.test('WeChat Pay’s bills are brought, and read as its SDK reads them', async () => {
        for (let i = 0; i < 200; i += 1) {
            const text = random_bill(chance, mchid);
            channel.bill = { packed: gzipSync(text), sha1: createHash('sha1').update(text).digest('hex') };
            const got = await bring();
            const { rows } = Formatter.castCsvBill(Buffer.from(text));
            const wanted = rows.filter((/** @type {any} */ row) => row['商户退款单号'] !== '0').map((/** @type {any} */ row) =>
                [row['商户退款单号'], row['商户订单号'], row['微信订单号'], Number(row['申请退款金额'].replace('.', '')), { SUCCESS: 'paid', PROCESSING: 'processing', FAIL: 'failed' }[/** @type {'FAIL'} */ (row['退款状态'])],
                    Math.round(Number(row['手续费']) * 100_000)]);
            assert.equal(got.problem, '', text);
            assert.equal(got.lines, rows.length);
            assert.deepEqual(got.refunds, wanted);
        }
        assert.deepEqual(channel.complaints, []);
    });

    await tally.test('a bill that is not the one that was promised is damaged; none is none', async () => {
        const text = random_bill(chance, mchid);
        const sha1 = createHash('sha1').update(text).digest('hex');
        const packed = gzipSync(text);
        channel.bill = { packed: gzipSync(`${text} `), sha1 };
        assert.equal((await bring()).problem, 'damaged');
        channel.bill = { packed: packed.subarray(0, packed.length - 9), sha1 };
        assert.equal((await bring()).problem, 'damaged');
        channel.bill = undefined;
        assert.equal((await bring()).given, 'none');
        channel.next.push({ status: 400, code: 'STATEMENT_CREATING' });
        assert.equal((await bring()).problem, 'not_ready');
        channel.next.push('forge');
        assert.equal((await bring()).problem, 'out_of_reach');
    });

    await tally.test('Alipay’s bill is brought from where its signed answer says', async () => {
        // A zip of the bill in GB18030: one trade and one refund of 12.34 yuan.
        gateway.bill = Buffer.from(alipay_zip, 'base64');
        const got = await bring('alipay');
        assert.deepEqual([got.problem, got.lines, got.refunds], ['', 2, [['AS2026112000000001-1', 'A1', '2026T1', 1234, 'paid', -7000]]]);
        gateway.bill = undefined;
        assert.equal((await bring('alipay')).given, 'none');
        gateway.next.push('forge');
        assert.equal((await bring('alipay')).problem, 'out_of_reach');
    });
}
