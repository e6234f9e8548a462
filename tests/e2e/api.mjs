// @ts-check
// The server without the page: an independent client signs in, applies, reviews, listens, and checks every answer.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as jose from 'jose';

import { Client, Stream } from './client.mjs';
import { eventually } from './report.mjs';

const photo = await readFile(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const password = 'demo-pass-2026';
const address = { name: '云杉服饰售后组', phone: '0571-5550101', text: '浙江省杭州市余杭区良渚街道丰华路 18 号 3 号仓 2 楼退货区' };

/** @param {import('./client.mjs').Answer} answer @param {number} status @param {string} code */
function refused(answer, status, code) {
    assert.equal(answer.status, status, answer.text);
    assert.equal(answer.body.error.code, code, answer.text);
    assert.match(answer.body.error.message, /\S/);
    assert.ok(answer.body.error.request_id);
}

/** A JPEG whose maker wrote where it was taken. */
function photo_with_place() {
    const text = Buffer.from('Exif\0\0MM\0*\0\0\0\b GPS-31.2304N-121.4737E ');
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, (text.length + 2) >> 8, (text.length + 2) & 255]), text]);
    return Buffer.concat([photo.subarray(0, 2), segment, photo.subarray(2)]);
}

/** @param {import('./report.mjs').Report} report @param {import('./server.mjs').Server} server */
async function doors(report, server) {
    await report.flow('API: launch links, signed by an independent JOSE library', async (step) => {
        const sample = jose.decodeJwt(await server.launch_token('b3', 'E1001'));
        const [key] = await server.launch_keys();
        const signer = await jose.importJWK({ kty: 'OKP', crv: 'Ed25519', d: key.secret, x: key.public }, 'EdDSA');
        const launch = (/** @type {string} */ token) => new Client(server.origin, 'buyer').launch(token);
        /** @param {object} [claims] @param {import('jose').KeyLike | Uint8Array} [by] @param {string} [alg] */
        const token = (claims, by = signer, alg = 'EdDSA') => new jose.SignJWT({
            iss: sample.iss, aud: sample.aud, tenant: sample.tenant, sub: 'b3', name: '王子轩', jti: randomUUID(),
            exp: Math.floor(Date.now() / 1000) + 60, ...claims,
        }).setProtectedHeader({ alg, typ: 'JWT', ...(key.kid && { kid: key.kid }) }).sign(by);

        await step('a link of ours verifies with the public key', async () => {
            const verifier = await jose.importJWK({ kty: 'OKP', crv: 'Ed25519', x: key.public }, 'EdDSA');
            const ours = await server.launch_token('b3');
            const { payload } = await jose.jwtVerify(ours, verifier, { audience: 'afterdesk', algorithms: ['EdDSA'] });
            assert.equal(payload.sub, 'b3');
            assert.ok(payload.jti && payload.exp);
        });
        await step('a key of the mall’s own is good beside ours: only its public half is told', async () => {
            const { publicKey, privateKey } = await jose.generateKeyPair('EdDSA', { crv: 'Ed25519' });
            const claims = { iss: sample.iss, aud: sample.aud, tenant: sample.tenant, sub: 'b3' };
            const theirs = (/** @type {string} */ kid) => new jose.SignJWT({ ...claims, jti: randomUUID(),
                exp: Math.floor(Date.now() / 1000) + 60 }).setProtectedHeader({ alg: 'EdDSA', kid }).sign(privateKey);
            refused(await launch(await theirs('mall-2')), 401, 'launch_token_forged');
            const { x } = await jose.exportJWK(publicKey);
            await server.add_launch_key({ tenant: sample.tenant, alg: 'EdDSA', kid: 'mall-2', public: x });
            for (const kid of ['mall-2', 'unknown']) assert.equal((await launch(await theirs(kid))).status, 200, kid);
            refused(await launch(await theirs(key.kid)), 401, 'launch_token_forged');
            assert.equal((await launch(await token())).status, 200);
        });
        await step('a link signed by somebody else with the same key signs the buyer in, once', async () => {
            const signed = await token({ order_no: 'E1050' });
            const buyer = new Client(server.origin, 'buyer');
            const answer = await buyer.launch(signed);
            assert.equal(answer.status, 200, answer.text);
            assert.equal(answer.body.actor_id, 'b3');
            assert.equal(answer.body.order_no, 'E1050');
            assert.match(answer.headers.getSetCookie()[0], /HttpOnly/i);
            assert.match(answer.headers.getSetCookie()[0], /SameSite=(Lax|Strict)/i);
            assert.equal((await buyer.get('/session')).actor_id, 'b3');
            refused(await launch(signed), 401, 'launch_token_used');
        });
        await step('dates with fractions, claims that are null and broken nicknames sign in as well', async () => {
            const soon = Date.now() / 1000 + 60;
            for (const claims of [{ exp: soon }, { exp: soon, iat: soon - 61.123456, nbf: soon - 61.5 },
                { name: null, order_no: null, iat: null, nbf: null }, { name: '鱼'.repeat(65) },
                { name: '小鱼\ud83d' }, { name: '小\u0085鱼', phone_tail: '13800004402' }]) {
                const answer = await launch(await token(claims));
                assert.equal(answer.status, 200, JSON.stringify(claims) + answer.text);
            }
            const broken = await launch(await token({ iat: 'today' }));
            refused(broken, 401, 'launch_token_malformed');
            assert.equal(broken.body.error.path, 'token.iat');
            // The newest name counts.
            assert.equal((await launch(await token())).body.name, '王子轩');
        });
        await step('forged, unsigned, foreign, old and long-lived links are refused, each by its name', async () => {
            const now = Math.floor(Date.now() / 1000);
            const other = await jose.generateKeyPair('EdDSA', { crv: 'Ed25519' });
            refused(await launch(await token({}, other.privateKey)), 401, 'launch_token_forged');
            const public_bytes = Buffer.from(key.public, 'base64url');
            refused(await launch(await token({}, public_bytes, 'HS256')), 401, 'launch_token_forged');
            const [, body] = (await token()).split('.');
            const none = Buffer.from('{"alg":"none"}').toString('base64url');
            const unsigned = await launch(`${none}.${body}.`);
            assert.equal(unsigned.status, 401, unsigned.text);
            refused(await launch(await token({ aud: 'somebody' })), 401, 'launch_token_wrong_audience');
            refused(await launch(await token({ exp: now - 120 })), 401, 'launch_token_expired');
            refused(await launch(await token({ nbf: now + 300 })), 401, 'launch_token_expired');
            refused(await launch(await token({ exp: now + 86_400 })), 401, 'launch_token_too_long_lived');
            refused(await launch('abc'), 401, 'launch_token_malformed');
        });
        await step('staff sign in with a password; a wrong one and an unknown name give the same answer', async () => {
            const merchant = new Client(server.origin, 'merchant');
            refused(await merchant.sign_in('yunshan', 'wrong'), 401, 'wrong_password');
            refused(await merchant.sign_in('nobody', password), 401, 'wrong_password');
            refused(await merchant.sign_in('admin', password), 401, 'wrong_password');
            const answer = await merchant.sign_in('yunshan', password);
            assert.equal(answer.status, 200, answer.text);
            assert.equal(answer.body.shop_name, '云杉服饰旗舰店');
            assert.equal((await merchant.send('DELETE', '/session')).status, 204);
            refused(await merchant.send('GET', '/session'), 401, 'not_signed_in');
        });
    });
}

/** @param {import('./report.mjs').Report} report @param {import('./server.mjs').Server} server */
async function unshipped(report, server) {
    await report.flow('API: refund of what was not shipped', async (step) => {
        const buyer = new Client(server.origin, 'buyer');
        const other = new Client(server.origin, 'buyer');
        const one_knit = { type: 'refund_unshipped', reason: 'not_wanted', lines: [{ line_no: 2, quantity: 1 }] };

        await step('the buyer comes by link and finds the order', async () => {
            assert.equal((await buyer.launch(await server.launch_token('b2', 'E1011'))).status, 200);
            assert.equal((await other.launch(await server.launch_token('b3'))).status, 200);
            const found = await buyer.get('/orders?q=' + encodeURIComponent('E1011'));
            assert.deepEqual(found.items.map((/** @type {any} */ order) => order.order_no), ['E1011']);
        });
        await step('forty orders come in two pages, none of them twice, the newest first', async () => {
            const many = new Client(server.origin, 'buyer');
            assert.equal((await many.launch(await server.launch_token('b1'))).status, 200);
            const page = await many.get('/orders');
            assert.ok(page.items.length === 30 && page.next_cursor, 'a full first page');
            const next = await many.get('/orders?cursor=' + encodeURIComponent(page.next_cursor));
            assert.equal(next.next_cursor, '');
            const orders = [...page.items, ...next.items];
            assert.equal(new Set(orders.map((order) => order.order_no)).size, 40);
            const times = orders.map((order) => order.paid_at_ms);
            assert.deepEqual(times, [...times].sort((a, b) => b - a));
        });
        await step('the times of the demo are fresh: E1011 was paid within two days, E1012 received within three', async () => {
            const { now_ms } = await buyer.get('/session');
            const age = now_ms - (await buyer.get('/orders/E1011')).order.paid_at_ms;
            assert.ok(age > 0 && age < 2 * 86_400_000, `paid ${age / 3_600_000} h ago`);
            const received = (await buyer.get('/orders/E1012')).order.lines[0].received_at_ms;
            assert.ok(received < now_ms && now_ms - received < 3 * 86_400_000, 'received lately');
        });
        await step('a foreign order, no session and another site are refused', async () => {
            refused(await other.send('GET', '/orders/E1011'), 404, 'not_found');
            refused(await buyer.send('GET', '/orders/E1'), 404, 'not_found');
            refused(await new Client(server.origin, 'buyer').send('GET', '/orders'), 401, 'not_signed_in');
            const body = { order_no: 'E1011', request: { ...one_knit, lines: [{ line_no: 1, quantity: 1 }] } };
            refused(await buyer.send('POST', '/quotes', body, { origin: 'https://example.org' }), 403, 'cross_site');
            refused(await buyer.send('POST', '/quotes', body, { 'sec-fetch-site': 'cross-site' }), 403, 'cross_site');
        });
        const request = { ...one_knit, lines: [{ line_no: 1, quantity: 2 }] };
        await step('an amount that is not the server\'s is refused, and so is a key used for something else', async () => {
            const { body, answer } = await buyer.apply('E1011', { ...request, lines: [{ line_no: 1, quantity: 9 }] })
                .catch(() => ({ body: null, answer: null }));
            assert.equal(answer, null, 'nine of three were quoted: ' + JSON.stringify(body));
            const quoted = await buyer.send('POST', '/quotes', { order_no: 'E1011', request });
            const quote = { refund_fen: quoted.body.quote.refund_fen + 1, digest: quoted.body.digest };
            const sent = { order_no: 'E1011', request, quote, remark: '', evidence: [] };
            refused(await buyer.send('POST', '/tickets', sent, { 'idempotency-key': randomUUID() }), 409, 'quote_changed');
            refused(await buyer.send('POST', '/tickets', sent), 400, 'idempotency_key_required');
        });
        await step('two of three are refunded at once: 51134 of 77900, the freight stays', async () => {
            const key = randomUUID();
            const { quote, body, answer } = await buyer.apply('E1011', request, { key });
            assert.equal(answer.status, 201, answer.text);
            // 3 x 25900 - 1000 = 76700 over three: 25567, 25567, 25566.
            assert.deepEqual([quote.refund_fen, quote.freight_fen], [51_134, 0]);
            const again = await buyer.send('POST', '/tickets', body, { 'idempotency-key': key });
            assert.deepEqual([again.status, again.text], [answer.status, answer.text], 'the same answer again');
            const changed = { ...body, remark: '改' };
            refused(await buyer.send('POST', '/tickets', changed, { 'idempotency-key': key }), 422, 'idempotency_key_reused');
            const { no } = answer.body.ticket;
            assert.match(no, /^AS\d{16}$/);
            const ticket = await eventually(async () => {
                const now = await buyer.ticket(no);
                return now.state === 'completed' && now;
            }, 'the refund');
            assert.deepEqual(ticket.refunds.map((/** @type {any} */ part) => [part.amount_fen, part.status]), [[51_134, 'succeeded']]);
        });
        await step('the last one brings the freight, and then nothing is left', async () => {
            const last = { ...request, lines: [{ line_no: 1, quantity: 1 }] };
            const { quote, answer } = await buyer.apply('E1011', last);
            assert.equal(answer.status, 201, answer.text);
            assert.deepEqual([quote.refund_fen, quote.freight_fen], [25_566 + 1_200, 1_200]);
            const none = await buyer.send('POST', '/quotes', { order_no: 'E1011', request: last });
            refused(none, 422, 'nothing_left');
        });
    });
}

/** @param {import('./report.mjs').Report} report @param {import('./server.mjs').Server} server */
async function returned(report, server) {
    await report.flow('API: return and refund, with evidence, offers, live events and a faulty channel', async (step) => {
        const buyer = new Client(server.origin, 'buyer');
        const merchant = new Client(server.origin, 'merchant');
        const stranger = new Client(server.origin, 'merchant');
        const platform = new Client(server.origin, 'platform');
        const request = { type: 'return_refund', reason: 'size_unfit', lines: [{ line_no: 1, quantity: 1 }] };
        let evidence = '', no = '', version = 0;
        /** @type {Stream} */ let to_buyer;
        /** @type {Stream} */ let to_merchant;
        /** @param {Client} who @param {string} command @param {object} [fields] */
        const give = async (who, command, fields) => {
            const answer = await who.command(no, version, command, fields);
            assert.equal(answer.status, 200, `${command}: ${answer.text}`);
            version = answer.body.ticket.version;
            return answer.body.ticket;
        };

        await step('everybody signs in; both sides listen', async () => {
            assert.equal((await buyer.launch(await server.launch_token('b2', 'E1012'))).status, 200);
            assert.equal((await merchant.sign_in('yunshan', password)).status, 200);
            assert.equal((await stranger.sign_in('shenlan', password)).status, 200);
            assert.equal((await platform.sign_in('admin', password)).status, 200);
            to_buyer = new Stream(buyer);
            to_merchant = new Stream(merchant);
            await eventually(() => to_buyer.events[0]?.event === 'hello' && to_merchant.events[0]?.event === 'hello', 'hello');
        });
        await step('pictures: kept without the place where they were taken; other files are refused', async () => {
            const kept = await buyer.send('POST', '/evidence', photo_with_place());
            assert.equal(kept.status, 201, kept.text);
            evidence = kept.body.id;
            assert.match(evidence, /^[0-9a-f]{64}$/);
            assert.deepEqual([kept.body.width, kept.body.height], [960, 720]);
            for (const size of ['', '?size=thumb']) {
                const shown = await fetch(buyer.url(`/evidence/${evidence}${size}`), { headers: buyer.headers() });
                const bytes = Buffer.from(await shown.arrayBuffer());
                assert.equal(shown.headers.get('content-type'), 'image/jpeg');
                assert.equal(shown.headers.get('x-content-type-options'), 'nosniff');
                assert.ok(bytes.subarray(0, 2).equals(photo.subarray(0, 2)) && !bytes.includes('GPS'), 'clean JPEG' + size);
            }
            refused(await buyer.send('POST', '/evidence', Buffer.from('只是文字'.repeat(50))), 422, 'not_a_picture');
            const large = await buyer.send('POST', '/evidence', Buffer.concat([photo, Buffer.alloc(11 << 20)]))
                .catch((error) => ({ cut: error.cause?.code || String(error) }));
            if ('status' in large) refused(large, 413, 'file_too_large');
            else assert.match(String(large.cut), /ECONNRESET|EPIPE|UND_ERR/);
        });
        await step('a return without a photo is refused; with one it waits for the merchant', async () => {
            refused((await buyer.apply('E1012', request)).answer, 422, 'evidence_required');
            const unknown = await buyer.apply('E1012', request, { evidence: ['0'.repeat(64)] });
            refused(unknown.answer, 422, 'evidence_unknown');
            const { quote, answer } = await buyer.apply('E1012', request, { remark: '尺码偏小', evidence: [evidence] });
            assert.equal(answer.status, 201, answer.text);
            assert.equal(answer.body.ticket.state, 'awaiting_merchant');
            assert.deepEqual([quote.refund_fen, answer.body.ticket.quote.refund_fen], [85_647, 85_647]);
            ({ no, version } = answer.body.ticket);
        });
        await step('the merchant hears of it and finds it; another shop does not', async () => {
            await eventually(() => to_merchant.of(no).length, 'live event');
            const page = await merchant.get('/tickets?status=reviewing&type=return_refund&q=' + encodeURIComponent('E1012'));
            assert.deepEqual(page.items.map((/** @type {any} */ ticket) => ticket.ticket_no), [no]);
            assert.equal(page.counts.reviewing, 1);
            assert.equal((await merchant.get('/tickets?q=' + encodeURIComponent('风衣'))).items[0].ticket_no, no);
            assert.equal((await stranger.get('/tickets')).items.length, 0);
            refused(await stranger.send('GET', '/tickets/' + no), 404, 'not_found');
            refused(await stranger.send('GET', '/evidence/' + evidence), 404, 'not_found');
            refused(await stranger.command(no, version, 'agree', { address }), 404, 'not_found');
            assert.equal((await merchant.send('GET', '/evidence/' + evidence)).status, 200);
        });
        await step('commands out of turn, out of date and not lower are refused', async () => {
            refused(await buyer.command(no, version, 'agree', { address }), 403, 'not_your_part');
            refused(await buyer.command(no, version, 'accept_offer'), 409, 'not_in_this_state');
            const stale = await merchant.command(no, version + 7, 'agree', { address });
            refused(stale, 409, 'stale_version');
            assert.equal(stale.body.error.current.ticket.version, version);
            refused(await merchant.command(no, version, 'agree'), 422, 'address_required');
            const most = (await merchant.ticket(no)).quote.refund_fen;
            refused(await merchant.command(no, version, 'make_offer', { refund_fen: most, address }), 422, 'offer_not_lower');
        });
        await step('an offer, declined; another, accepted; the buyer hears of both', async () => {
            await give(merchant, 'make_offer', { refund_fen: 70_000, text: '影响二次销售', address });
            await eventually(() => to_buyer.of(no).some((event) => event.data.state === 'awaiting_buyer'), 'the offer');
            await give(buyer, 'decline_offer');
            await give(merchant, 'make_offer', { refund_fen: 74_000, text: '再让一步', address });
            const accepted = await give(buyer, 'accept_offer');
            assert.deepEqual([accepted.state, accepted.quote.refund_fen], ['awaiting_return', 74_000]);
            assert.equal(accepted.return_address.phone, address.phone);
        });
        await step('sent back; received by a channel that answers late and twice: refunded once', async () => {
            const set = { delay_ms: 300, fail_next: 1, lose_answer_next: 0, duplicate_answers: true };
            assert.equal((await platform.send('POST', '/channel', set)).status, 200);
            const typo = await buyer.command(no, version, 'ship_back', { parcel: { carrier: 'sf', tracking_no: '12' } });
            assert.equal(typo.status, 400, typo.text);
            assert.equal(typo.body.error.path, 'parcel.tracking_no');
            const unlisted = { carrier: 'nonsense-xyz', tracking_no: 'SF1408223109' };
            const refused = await buyer.command(no, version, 'ship_back', { parcel: unlisted });
            assert.equal(refused.body.error.path, 'parcel.carrier');
            await give(buyer, 'ship_back', { parcel: { carrier: 'sf', tracking_no: 'SF1408223109' } });
            const began = Date.now();
            await give(merchant, 'receive');
            const failed = await eventually(async () => {
                const ticket = await merchant.ticket(no);
                return ticket.state === 'refund_failed' && ticket;
            }, 'the refusal of the channel');
            assert.ok(Date.now() - began >= 300, 'the channel was slow');
            version = failed.version;
            const numbers = failed.refunds.map((/** @type {any} */ part) => part.refund_no);
            await give(platform, 'retry_refund');
            const done = await eventually(async () => {
                const ticket = await buyer.ticket(no);
                return ticket.state === 'completed' && ticket;
            }, 'the refund');
            assert.deepEqual(done.refunds.map((/** @type {any} */ part) => part.refund_no), numbers, 'the same numbers');
            const { history } = await buyer.get('/tickets/' + no);
            const paid = history.filter((/** @type {any} */ event) => event.event === 'refund_part_succeeded');
            assert.equal(paid.length, done.refunds.length, 'each part once');
            assert.equal(done.refunds.reduce((/** @type {number} */ sum, /** @type {any} */ part) => sum + part.amount_fen, 0), 74_000);
            await platform.send('POST', '/channel', { delay_ms: 0, fail_next: 0, lose_answer_next: 0, duplicate_answers: false });
        });
        await step('the stream resumes behind the last event seen, without gaps or repetitions', async () => {
            await eventually(() => to_buyer.of(no).some((event) => event.data.state === 'completed'), 'the end on the stream');
            const seen = to_buyer.of(no);
            const resumed = new Stream(buyer, seen[1].id);
            await eventually(() => resumed.of(no).length >= seen.length - 2, 'the rest');
            assert.deepEqual(resumed.of(no).map((event) => event.id), seen.slice(2).map((event) => event.id));
            await Promise.all([resumed.close(), to_buyer.close(), to_merchant.close()]);
        });
        await step('after a restart everything is as it was, also the sessions', async () => {
            const before = await buyer.send('GET', '/tickets/' + no);
            assert.equal(await server.stop(), 0, 'a clean end');
            await server.start();
            const after = await buyer.send('GET', '/tickets/' + no);
            assert.equal(after.text, before.text);
        });
    });
}

/** @param {import('./report.mjs').Report} report @param {import('./server.mjs').Server} server */
export async function api_flows(report, server) {
    await doors(report, server);
    await unshipped(report, server);
    await returned(report, server);
    await report.flow('API: half a picture', async (step) => {
        await step('a picture that was cut off is refused, whatever its kind', async () => {
            const buyer = new Client(server.origin, 'buyer');
            assert.equal((await buyer.launch(await server.launch_token('b6'))).status, 200);
            refused(await buyer.send('POST', '/evidence', photo.subarray(0, 1200)), 422, 'picture_cut_short');
        });
    });
}
