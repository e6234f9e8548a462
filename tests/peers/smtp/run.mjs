// @ts-check
// Mails of the desk beside others' mail server: their bytes, who is let in, what is refused, and a day of a desk that is
// killed. AFTERDESK_PEER names smtp_peer, AFTERDESK_PROGRAM the desk; AFTERDESK_SEED=N runs the same chance again.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

import { Chance } from '../../api/chance.mjs';
import { Peer, Tally, base64 } from '../payments/peer.mjs';
import { verified } from './signed.mjs';
import { test_desk } from './desk.mjs';
import { Keys, PostOffice, user } from './post_office.mjs';

const seed = Number(process.env.AFTERDESK_SEED ?? Date.now() % 1_000_000_007), texts = Number(process.env.AFTERDESK_MESSAGES ?? 1_000);
console.log(`seed ${seed}`);
const chance = new Chance(seed);
const tally = new Tally(), keys = new Keys();
const office = await new PostOffice(keys, { secure: true }).open();
const good = { url: `smtps://localhost:${office.port}`, user, password: keys.at('password'), from: '云上商城 <desk@mall.example>', ca: keys.at('ca.pem') };

/** @param {Record<string, unknown>} settings @param {(peer: Peer) => Promise<void>} body */
async function with_peer(settings, body) {
    const peer = new Peer({ ...good, ...settings });
    assert.deepEqual(await peer.problems, []);
    await body(peer);
    peer.end();
}
let count = 0;
const next_id = () => (count += 1).toString(16).padStart(32, '0');
/** @param {Peer} peer @param {{title?: string, text?: string, id?: string, email?: string}} letter */
const send = (peer, { title = 'Title', text = 'Text', id = next_id(), email = 'anna@example.com' } = {}) =>
    peer.send({ do: 'mail', id, email, title64: base64(title), text64: base64(text), now_ms: String(Date.now()) });
const last = () => /** @type {import('./post_office.mjs').Taken} */ (office.taken.at(-1));
/** As a mail has it: one kind of line break, and none too many at its end. @param {string | undefined} text */
const read_text = (text) => (text ?? '').replaceAll('\r\n', '\n').replace(/\n$/, '');

/** @param {number} most */
function any_text(most) {
    const signs = ['a', 'Z', ' ', '.', '\n.\n', '\n..', '\r\n', '\n', '=', '=?UTF-8?B?', '?=', '退', '款', '¥', '😀', '>', 'From ', '\t', ':', '"'];
    return Array.from({ length: chance.number(0, most) }, () => chance.of(signs)).join('');
}

await with_peer({}, async (peer) => {
    await tally.test('a mail arrives with its fields, over TLS, from somebody who was let in', async () => {
        assert.equal((await send(peer, { id: 'ab'.repeat(16), title: '商家已同意，请寄回商品 · 云杉服饰', text: '您好\n' })).outcome, 'taken');
        const { mail, from, to, secure, user: who } = last();
        assert.equal(mail.subject, '商家已同意，请寄回商品 · 云杉服饰');
        assert.equal(mail.messageId, `<${'ab'.repeat(16)}@mall.example>`);
        assert.deepEqual(mail.from?.value, [{ address: 'desk@mall.example', name: '云上商城' }]);
        assert.deepEqual([from, to, secure, who], ['desk@mall.example', ['anna@example.com'], true, user]);
        assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
        assert.equal(mail.date?.toISOString(), '2026-11-20T04:00:00.000Z');
        assert.equal(read_text(mail.text), '您好');
    });
    await tally.test(`${texts} random texts and subjects arrive as they were`, async () => {
        for (let i = 0; i < texts; i += 1) {
            const text = any_text(i < 20 ? 2_000 : 60), title = any_text(20).replace(/[\r\n\t]/g, ' ');
            const sent = await send(peer, { text, title });
            assert.equal(sent.outcome, 'taken', sent.code);
            const { raw, mail } = last();
            const body = Buffer.from(raw.toString('latin1').split('\r\n\r\n')[1], 'base64').toString();
            assert.equal(body, text.replace(/\r\n|\r|\n/g, '\r\n'));
            assert.equal(mail.subject?.trim() ?? '', title.trim());
            for (const line of raw.toString('latin1').split('\r\n')) assert.ok(line.length <= 78 && /^[ -~]*$/.test(line), line);
        }
    });
    await tally.test('whatever a shop is called, no field and no receiver is its', async () => {
        for (const evil of ['x\r\nBcc: all@example.com', 'x\nTo: all@example.com', 'x\r\n\r\nbody', '\r\n.\r\nMAIL FROM:<x@y.example>', '=?UTF-8?Q?=0D=0ABcc:_all@example.com?=']) {
            assert.equal((await send(peer, { title: evil, text: evil })).outcome, 'taken');
            const { mail, to } = last();
            assert.deepEqual(to, ['anna@example.com']);
            assert.equal(mail.headers.size, 9, [...mail.headers.keys()].join());
            assert.equal(mail.bcc, undefined);
            assert.equal(/** @type {any} */ (mail.to).text, 'anna@example.com');
        }
    });
    await tally.test('a refusal of the mail parks it, a full mailbox does not, and a busy server is no answer', async () => {
        /** @type {['rcpt' | 'data' | 'mail', number, string, string][]} */
        const rows = [['rcpt', 550, 'refused', 'SMTP 550 RCPT'], ['rcpt', 451, 'later', 'SMTP 451 RCPT'], ['data', 554, 'refused', 'SMTP 554 DATA'],
            ['data', 452, 'later', 'SMTP 452 DATA'], ['mail', 550, 'away', 'SMTP 550 MAIL'], ['mail', 421, 'away', 'SMTP 421 MAIL'], ['rcpt', 421, 'away', 'SMTP 421 RCPT']];
        const before = office.taken.length;
        for (const [at, code, outcome, says] of rows) {
            office.next = [{ at, code }];
            assert.deepEqual(await send(peer), { outcome, code: says });
        }
        assert.equal(office.taken.length, before);
        assert.equal((await send(peer)).outcome, 'taken');
    });
    await tally.test('looking whether it works sends nothing', async () => {
        const before = office.seen.length;
        assert.equal((await peer.send({ do: 'examine', now_ms: '0' })).outcome, 'taken');
        assert.equal(office.seen.length, before);
    });
});
await tally.test('a wrong password, a certificate of another name or of nobody we trust: nothing is sent', async () => {
    const elsewhere = await new PostOffice(keys, { secure: true, certificate: 'elsewhere' }).open();
    /** @type {[Record<string, string>, RegExp][]} */
    const rows = [[{ password: keys.at('bad_password') }, /^SMTP 535 AUTH/], [{ ca: keys.at('other.pem') }, /certificate/i], [{ ca: '' }, /certificate/i],
        [{ url: `smtps://localhost:${elsewhere.port}` }, /certificate/i], [{ url: 'smtps://localhost:1' }, /connect/i]];
    for (const [settings, says] of rows) {
        await with_peer(settings, async (peer) => {
            const before = office.seen.length, { outcome, code } = await send(peer);
            assert.equal(outcome, 'away');
            assert.match(code, says);
            assert.equal((await peer.send({ do: 'examine', now_ms: '0' })).outcome, 'away');
            assert.equal(office.seen.length, before);
        });
    }
    assert.equal(elsewhere.seen.length, 0);
    await elsewhere.close();
});
await tally.test('smtp:// is STARTTLS or nothing; without TLS goes to this machine alone', async () => {
    const plain = await new PostOffice(keys, {}).open(), bare = await new PostOffice(keys, { without: ['STARTTLS'], open: true }).open();
    await with_peer({ url: `smtp://localhost:${plain.port}` }, async (peer) => {
        assert.equal((await send(peer)).outcome, 'taken');
        assert.equal(plain.taken[0]?.secure, true);
    });
    await with_peer({ url: `smtp://localhost:${bare.port}`, user: '', password: '' }, async (peer) => {
        assert.equal((await send(peer)).outcome, 'away');
        assert.equal(bare.seen.length, 0);
    });
    await with_peer({ url: `smtp-plain://127.0.0.1:${bare.port}`, user: '', password: '' }, async (peer) => {
        assert.equal((await send(peer, { text: 'x\n.\ny' })).outcome, 'taken');
        assert.equal(read_text(bare.taken[0]?.mail.text), 'x\n.\ny');
    });
    const refused = new Peer({ ...good, url: `smtp-plain://localhost:${bare.port}`, user: '', password: '' });
    assert.match((await refused.problems)[0] ?? '', /127\.0\.0\.1/);
    await plain.close();
    await bare.close();
});
await tally.test('a provider of messages gets a template and what fills it, signed, and no words', async () => {
    /** @type {{body: string, headers: Record<string, any>}[]} */
    const heard = [];
    let status = 204;
    const provider = createServer((request, answer) => {
        let body = '';
        request.on('data', (part) => { body += part; });
        request.on('end', () => { heard.push({ body, headers: request.headers }); answer.writeHead(status).end(); });
    });
    await new Promise((done) => provider.listen(0, '127.0.0.1', () => done(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (provider.address());
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    keys.write('secret', `${secret}\n`);
    await with_peer({ provider: `http://127.0.0.1:${port}/send`, secret: keys.at('secret') }, async (peer) => {
        const message = { do: 'message', id: 'cd'.repeat(16), kind: 'agreed', person: 'b1', phone: '13800138000', title64: base64('云杉服饰'), text64: base64('words'), now_ms: String(Date.now()) };
        assert.equal((await peer.send(message)).outcome, 'taken');
        const [{ body, headers }] = heard;
        assert.ok(verified(secret, body, headers));
        assert.deepEqual(JSON.parse(body), { id: 'cd'.repeat(16), template: 'agreed', language: 'zh-CN', person: 'b1', to: { phone: '13800138000' }, params: { shop: '云杉服饰' } });
        for (const [answered, outcome] of /** @type {[number, string][]} */ ([[400, 'refused'], [422, 'refused'], [401, 'away'], [404, 'away'], [429, 'away'], [500, 'later'], [302, 'away']])) {
            status = answered;
            assert.equal((await peer.send(message)).outcome, outcome, String(answered));
        }
    });
    provider.close();
});
await test_desk(tally, keys);
await office.close();
keys.remove();
tally.end();
