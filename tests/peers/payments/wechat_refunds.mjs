// @ts-check
// Refunds over TLS between the server's adapter and a channel that is played with WeChat Pay's SDKs.

import assert from 'node:assert/strict';

import { base64 } from './peer.mjs';
import { sent } from './wechat_signatures.mjs';

let last = 0;
/** @param {Record<string, unknown>} more */
const order = (more = {}) => {
    last += 1;
    return { refund_no: `AS20261201-${last}-1`, payment_id: `w${last}`, payment_fen: 10_000, refund_fen: 1_234, reason: 'not_wanted',
        paid_at_ms: Date.now() - 86_400_000, ...more };
};

/** @param {import('./peer.mjs').Tally} tally @param {import('./peer.mjs').Peer} peer @param {import('./wechat_channel.mjs').WechatChannel} channel */
export async function test_refunds(tally, peer, channel) {
    const refund = (/** @type {object} */ asked) => peer.ask('refund', { ...asked });
    const query = (/** @type {object} */ asked) => peer.ask('query', { ...asked });

    await tally.test('taken on is not paid: that says the query', async () => {
        const asked = order();
        assert.equal((await query(asked)).outcome, 'absent');
        assert.equal((await refund(asked)).outcome, 'processing');
        assert.equal((await query(asked)).outcome, 'processing');
        /** @type {any} */ (channel.book.get(asked.refund_no)).status = 'SUCCESS';
        assert.equal((await query(asked)).outcome, 'paid');
        assert.equal((await refund(asked)).outcome, 'processing');  // again is once
        assert.equal(channel.book.get(asked.refund_no)?.asked, 2);
    });

    await tally.test('by its notice, which may come twice', async () => {
        const asked = order();
        assert.equal((await refund(asked)).outcome, 'processing');
        const body = channel.notice(asked.refund_no, 'SUCCESS');
        for (let times = 0; times < 2; times += 1) {
            assert.equal((await peer.ask('is_signed', { fields: sent(channel.fields(body)), body64: base64(body) })).signed, true);
            const told = await peer.ask('notice', { body64: base64(body) });
            assert.deepEqual([told.outcome, told.refund_no, told.refund_fen], ['paid', asked.refund_no, asked.refund_fen]);
        }
        for (const status of ['CLOSED', 'ABNORMAL']) {
            const told = await peer.ask('notice', { body64: base64(channel.notice(asked.refund_no, status)) });
            assert.deepEqual([told.outcome, told.code], ['refused', status]);
        }
        const echo = await peer.ask('notice', { body64: base64(channel.sealed('SECURITY_ECHO.SUCCESS', '{}')) });
        assert.equal(echo.outcome, 'acknowledged');
    });

    await tally.test('closed and abnormal refunds are no payment', async () => {
        for (const status of ['CLOSED', 'ABNORMAL']) {
            const asked = order();
            await refund(asked);
            /** @type {any} */ (channel.book.get(asked.refund_no)).status = status;
            const answer = await query(asked);
            assert.deepEqual([answer.outcome, answer.code], ['refused', status]);
        }
    });

    await tally.test('a definite no, by its code; what is none is unknown', async () => {
        const rows = /** @type {[number, string, string, number][]} */ ([[403, 'NOT_ENOUGH', 'refused', 0], [403, 'USER_ACCOUNT_ABNORMAL', 'refused', 0],
            [400, 'PARAM_ERROR', 'refused', 0], [404, 'RESOURCE_NOT_EXISTS', 'refused', 0], [500, 'SYSTEM_ERROR', 'unknown', 0], [502, 'BAD_GATEWAY', 'unknown', 0],
            [500, 'NOT_ENOUGH', 'unknown', 0], [429, 'FREQUENCY_LIMITED', 'unknown', 60_000], [429, 'RATELIMIT_EXCEEDED', 'unknown', 60_000],
            [400, 'NEVER_HEARD_OF', 'unknown', 0], [401, 'SIGN_ERROR', 'unknown', 0]]);
        for (const [status, code, outcome, again_in_ms] of rows) {
            channel.next.push({ status, code });
            assert.deepEqual(await refund(order()), { outcome, code, again_in_ms });
            channel.next.push({ status, code });
            const asked = await query(order());
            assert.equal(asked.outcome, code === 'RESOURCE_NOT_EXISTS' ? 'absent' : 'unknown', `a query, ${code}`);
        }
    });

    await tally.test('no answer, a late one, or one that nobody signed: unknown, and the query finds what happened', async () => {
        for (const mischief of ['drop', 'late', 'forge']) {
            const asked = order();
            channel.next.push(mischief);
            assert.equal((await refund(asked)).outcome, 'unknown', mischief);
            assert.equal(channel.book.get(asked.refund_no)?.asked, 1, mischief);
            channel.next.push('forge');
            assert.equal((await query(asked)).outcome, 'unknown');
            assert.equal((await query(asked)).outcome, 'processing', mischief);
        }
    });

    await tally.test('another amount under a known number is a contradiction', async () => {
        const asked = order();
        await refund(asked);
        const other = { ...asked, refund_fen: asked.refund_fen + 1 };
        assert.deepEqual(await refund(other), { outcome: 'refused', code: 'INVALID_REQUEST', again_in_ms: 0 });
        assert.deepEqual(await query(other), { outcome: 'refused', code: 'AMOUNT_MISMATCH', again_in_ms: 0 });
    });

    await tally.test('another payment under a known number is a contradiction, also of the same amount', async () => {
        const asked = order();
        await refund(asked);
        const other = { ...asked, payment_id: `x${asked.payment_id}` };
        assert.deepEqual(await refund(other), { outcome: 'unknown', code: 'PAYMENT_MISMATCH', again_in_ms: 0 });
        assert.deepEqual(await query(other), { outcome: 'refused', code: 'PAYMENT_MISMATCH', again_in_ms: 0 });
    });

    await tally.test('reasons fit: 80 bytes, cut between characters, none when nothing is left', async () => {
        for (const reason of ['', '\n', '退'.repeat(40), `a${'退'.repeat(40)}`, '🧧'.repeat(30), '"\\'.repeat(60)])
            assert.equal((await refund(order({ reason }))).outcome, 'processing', reason);
        for (const more of [{ transaction_id: '4200000000202612011234567890' }, { sub_mchid: '1900000110' }]) {
            const asked = order(more);
            assert.equal((await refund(asked)).outcome, 'processing');
            assert.equal((await query(asked)).outcome, 'processing');
        }
    });

    await tally.test('what can not be is said before anybody is asked', async () => {
        const before = channel.requests;
        const day = 86_400_000;
        const rows = /** @type {[string, object][]} */ ([['OUT_OF_TIME', { paid_at_ms: Date.now() - 365 * day - 60_000 }], ['BAD_AMOUNT', { refund_fen: 10_001 }],
            ['BAD_AMOUNT', { refund_fen: 0 }], ['BAD_PAYMENT_NO', { payment_id: '支付一' }], ['BAD_PAYMENT_NO', { payment_id: 'w'.repeat(33) }],
            ['BAD_REFUND_NO', { refund_no: 'AS 1' }]]);
        for (const [code, more] of rows) assert.deepEqual(await refund(order(more)), { outcome: 'refused', code, again_in_ms: 0 });
        assert.equal(channel.requests, before);
    });

    await tally.test('partial refunds of one payment are a minute apart', async () => {
        const first = order(), now_ms = Date.now();
        assert.equal((await refund({ ...first, now_ms })).outcome, 'processing');
        const second = { ...order(), payment_id: first.payment_id };
        const before = channel.requests;
        assert.deepEqual(await refund({ ...second, now_ms: now_ms + 20_000 }), { outcome: 'absent', code: 'TOO_SOON', again_in_ms: 40_000 });
        assert.equal(channel.requests, before);
        assert.equal((await refund({ ...first, now_ms: now_ms + 20_000 })).outcome, 'processing');
        assert.equal((await refund({ ...second, now_ms: now_ms + 80_000 })).outcome, 'processing');
    });

    /** @returns {Promise<any>} a refund that did not come through */
    const abnormal = async () => {
        const asked = order();
        await refund(asked);
        /** @type {any} */ (channel.book.get(asked.refund_no)).status = 'ABNORMAL';
        return asked;
    };
    const settle = (/** @type {any} */ asked) => peer.ask('settle_abnormal', { ...asked });
    const booked = (/** @type {any} */ asked) => /** @type {any} */ (channel.book.get(asked.refund_no));

    await tally.test('an abnormal refund goes to a card that the channel alone can read, once', async () => {
        for (const [bank, account, name] of [['CMB_DEBIT', '6214830012345678', '林晓'], ['ICBC_DEBIT', '6222021234567890123', '欧阳娜娜·买买提']]) {
            const asked = await abnormal();
            const { sealed, ...words } = await peer.ask('seal', { bank, account, name });
            assert.equal(sealed, true);
            assert.ok(![account, name].some((word) => JSON.stringify(words).includes(word)));
            assert.equal((await settle(asked)).outcome, 'processing');
            assert.deepEqual(booked(asked).directed, { times: 1, type: 'USER_BANK_CARD', bank, account, name });
            assert.equal((await settle(asked)).outcome, 'processing');  // again says what became of it
            assert.equal(booked(asked).directed.times, 1);
            booked(asked).status = 'SUCCESS';
            assert.equal((await settle(asked)).outcome, 'paid');
            assert.equal((await query(asked)).outcome, 'paid');
            booked(asked).status = 'ABNORMAL';
            assert.deepEqual(await query(asked), { outcome: 'refused', code: 'ABNORMAL', again_in_ms: 0 });
        }
    });

    await tally.test('what the merchant\'s account took is not paid to anybody, by query and by notice', async () => {
        const asked = await abnormal();
        await peer.ask('seal', {});
        assert.equal((await settle(asked)).outcome, 'processing');
        assert.deepEqual(booked(asked).directed, { times: 1, type: 'MERCHANT_BANK_CARD' });
        booked(asked).status = 'SUCCESS';
        for (const answer of [await query(asked), await settle(asked)])
            assert.deepEqual(answer, { outcome: 'refused', code: 'RETURNED_TO_MERCHANT', again_in_ms: 0 });
        const told = await peer.ask('notice', { body64: base64(channel.notice(asked.refund_no, 'SUCCESS')) });
        assert.deepEqual([told.outcome, told.code, told.refund_fen], ['refused', 'RETURNED_TO_MERCHANT', asked.refund_fen]);
    });

    await tally.test('an answer to it that is lost, late or forged is found out by asking; a no is a no', async () => {
        await peer.ask('seal', { bank: 'CMB_DEBIT', account: '6214830012345678', name: '林晓' });
        for (const mischief of ['drop', 'late', 'forge']) {
            const asked = await abnormal();
            channel.next.push('', mischief);
            assert.equal((await settle(asked)).outcome, 'unknown', mischief);
            assert.equal(booked(asked).directed.times, 1);
            assert.equal((await settle(asked)).outcome, 'processing');
            assert.equal(booked(asked).directed.times, 1, mischief);
        }
        for (const [status, code, outcome] of /** @type {[number, string, string][]} */ ([[403, 'NO_AUTH', 'refused'], [400, 'INVALID_REQUEST', 'refused'],
            [500, 'SYSTEM_ERROR', 'unknown'], [429, 'FREQUENCY_LIMITED', 'unknown']])) {
            const asked = await abnormal();
            channel.next.push('', /** @type {any} */ ({ status, code }));
            const answer = await settle(asked);
            assert.deepEqual([answer.outcome, answer.code], [outcome, code]);
            assert.equal(booked(asked).directed, undefined);
        }
        const asked = await abnormal();
        channel.next.push({ status: 500, code: 'SYSTEM_ERROR' });  // the question before it
        assert.equal((await settle(asked)).outcome, 'unknown');
        assert.equal(booked(asked).directed, undefined);
        assert.equal((await settle({ ...asked, refund_fen: asked.refund_fen + 1 })).code, 'AMOUNT_MISMATCH');
        assert.equal((await settle(order())).outcome, 'absent');
        const before = channel.requests;
        await peer.ask('seal', { bank: 'CMB_DEBIT', account: '6214830012345678', name: '林晓', key_id: 'PUB_KEY_ID_0000000000000000000000000000' });
        assert.deepEqual(await settle(asked), { outcome: 'refused', code: 'KEY_CHANGED', again_in_ms: 0 });
        assert.equal(channel.requests, before);
    });

    await tally.test('the channel had nothing to complain about', async () => assert.deepEqual(channel.complaints, []));
}
