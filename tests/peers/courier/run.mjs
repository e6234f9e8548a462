// @ts-check
// 快递100 on the other side of the server's courier, written by its documents with a signature of its own.
// AFTERDESK_PEER names courier_peer; AFTERDESK_SEED=N runs the same chance again.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Peer, Tally, base64 } from '../payments/peer.mjs';
import { Kuaidi100, customer, key, md5 } from './kuaidi100.mjs';
import { secret } from './pickups.mjs';

const messages = 2_000;
const seed = Number(process.env.AFTERDESK_SEED ?? Math.floor(Math.random() * 1e9));
console.log(`seed ${seed}`);
let state = seed;
/** @param {number} limit */
const chance = (limit) => { state = (state * 1103515245 + 12345) % 2147483648; return state % limit; };

const folder = mkdtempSync(join(tmpdir(), 'afterdesk-courier-'));
/** @param {string} name */
const at = (name) => join(folder, name);
/** @param {string} name @param {string[]} more */
const certify = (name, more = []) => execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', at(`${name}.key`),
    '-out', at(`${name}.pem`), '-subj', `/CN=${name}`, '-days', '30', ...more], { stdio: 'pipe' });
certify('ca');
certify('service', ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-addext', 'subjectAltName=IP:127.0.0.1']);
writeFileSync(at('courier.key'), `${key}\n`, { mode: 0o600 });
writeFileSync(at('open.key'), key, { mode: 0o644 });
writeFileSync(at('courier.secret'), `${secret}\n`, { mode: 0o600 });

const tally = new Tally();
const service = new Kuaidi100({ key: readFileSync(at('service.key'), 'utf8'), cert: readFileSync(at('service.pem'), 'utf8') });
const url = await service.start();
const settings = { customer, key: at('courier.key'), url, ca: at('ca.pem'), public_url: 'https://desk.example',
    secret: at('courier.secret'), order_url: url, pickup_carrier: 'JD' };

await tally.test('settings that can not be are told with their flag', async () => {
    const rows = /** @type {[object, string][]} */ ([[{ customer: '' }, '--kuaidi100-customer is missing'], [{ customer: 'a b' }, '--kuaidi100-customer must be'],
        [{ key: '' }, '--kuaidi100-key is missing'], [{ key: '/nowhere' }, 'no file /nowhere'], [{ key: at('open.key') }, 'chmod 600'],
        [{ url: 'http://127.0.0.1' }, '--kuaidi100-url']]);
    for (const [more, wanted] of rows) {
        const [sentence] = await new Peer({ ...settings, ...more }).problems;
        assert.ok(sentence?.includes(wanted), `${wanted}: ${sentence}`);
    }
});

const peer = new Peer(settings);
assert.deepEqual(await peer.problems, []);
const parcel = { carrier: 'YTO', tracking_no: 'YT9693083639795', phone: '6218' };
const words = ['揽收', '在途', '派件', '签收'];

/** @param {number} minute */
const clock = (minute) => `2026-11-${String(20 + Math.floor(minute / 1440)).padStart(2, '0')} ` +
    `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`;
/** In its order: the newest first. @param {number} stations @param {string} state_no */
function track(stations, state_no) {
    const data = [];
    for (let i = stations; i > 0; i -= 1) {
        const time = clock(i * (1 + chance(20)) + 40 * i);
        data.push({ time, ftime: time, context: `第 ${i} 站 "${chance(1e6)}" \\ ,&=%+`, status: words[Math.min(i - 1, 3)], areaName: '浙江,杭州市' });
    }
    return { com: 'yuantong', state: state_no, data: data.sort((a, b) => (a.time < b.time ? 1 : -1)) };
}

await tally.test('a number that nobody knows yet is no refusal', async () => {
    const answer = await peer.ask('ask', parcel);
    assert.equal(answer.found, 'nothing');
    assert.match(answer.code, /^500/);
});
await tally.test('each state comes as the documents mean it', async () => {
    const rows = [['0', 'in_transit'], ['1', 'collected'], ['2', 'problem'], ['3', 'signed_for'], ['4', 'returned'], ['5', 'out_for_delivery'],
        ['6', 'returning'], ['7', 'in_transit'], ['8', 'customs'], ['10', 'customs'], ['11', 'customs'], ['12', 'customs'], ['13', 'problem'], ['14', 'refused']];
    for (const [theirs, ours] of rows) {
        service.now_ms += 1_800_000;
        service.tracks.set(parcel.tracking_no, track(2, String(theirs)));
        const answer = await peer.ask('ask', parcel);
        assert.equal(answer.track.status, ours, String(theirs));
    }
});
await tally.test(`${messages} random tracks come whole and in order`, async () => {
    for (let i = 0; i < messages; ++i) {
        service.now_ms += 1_800_000;
        const sent = track(1 + chance(12), String(chance(2) * 3));
        service.tracks.set(parcel.tracking_no, sent);
        const { found, track: read } = await peer.ask('ask', parcel);
        assert.equal(found, 'track');
        assert.deepEqual(read.stations.map((/** @type {any} */ one) => one.text), sent.data.map((one) => one.context.trim()));
        for (const [index, one] of sent.data.entries()) {
            assert.equal(read.stations[index].at_ms, Date.parse(`${one.time.replace(' ', 'T')}+08:00`));
        }
    }
});
await tally.test('who sends with 顺丰 has to say the last digits, and other couriers hear none', async () => {
    service.tracks.set('SF1408223109123', { ...track(1, '0'), com: 'shunfeng' });
    const answer = await peer.ask('ask', { ...parcel, carrier: 'SF', tracking_no: 'SF1408223109123', phone: '' });
    assert.equal(answer.found, 'refused');
    assert.match(answer.code, /^408/);
    service.now_ms += 1_800_000;
    assert.equal((await peer.ask('ask', { ...parcel, carrier: 'other', tracking_no: 'SF1408223109123' })).found, 'track');
});
await tally.test('lost and unreadable answers, and those of a busy service, are none', async () => {
    for (const mischief of ['drop', 'garbage', '501', '502']) {
        service.next.push(mischief);
        assert.equal((await peer.ask('ask', parcel)).found, 'unknown', mischief);
    }
    for (const mischief of ['400', '503', '601']) {
        service.next.push(mischief);
        assert.equal((await peer.ask('ask', parcel)).found, 'refused', mischief);
    }
});
await tally.test('subscribing twice is subscribing once, and pushes come to the address of the parcel', async () => {
    const to = { token: 'a'.repeat(32), salt: 'b'.repeat(32) };
    for (let i = 0; i < 2; ++i) assert.equal((await peer.ask('subscribe', { ...parcel, ...to })).outcome, 'acknowledged');
    const { parameters } = /** @type {import('./kuaidi100.mjs').Subscription} */ (service.subscriptions.get(parcel.tracking_no));
    assert.equal(parameters.callbackurl, `https://desk.example/api/v1/notify/courier/${to.token}`);
    assert.equal(parameters.salt, to.salt);
    assert.equal((await peer.ask('subscribe', { ...parcel, carrier: 'other', tracking_no: '123456', ...to })).outcome, 'acknowledged');
    service.next.push('600');
    assert.equal((await peer.ask('subscribe', { ...parcel, ...to })).outcome, 'refused');
    const { thanks } = await peer.ask('thanks');
    assert.deepEqual(JSON.parse(thanks), { result: true, returnCode: '200', message: '成功' });
});
await tally.test('pushes are known by their signature, and no altered one is', async () => {
    const salt = 'b'.repeat(32);
    for (let i = 0; i < 300; ++i) {
        service.tracks.set(parcel.tracking_no, track(1 + chance(5), '0'));
        const body = service.push_body(parcel.tracking_no, i % 2 ? 'polling' : 'shutdown');
        assert.equal((await peer.ask('is_signed', { body64: base64(body), salt })).signed, true);
        const bytes = Buffer.from(body);
        const place = 5 + chance(32);  // a digit of the signature
        bytes[place] = bytes[place] === 0x30 ? 0x31 : 0x30;
        assert.equal((await peer.ask('is_signed', { body64: base64(bytes), salt })).signed, false);
        assert.equal((await peer.ask('is_signed', { body64: base64(body), salt: `${salt}c` })).signed, false);
    }
    const forged = new URLSearchParams({ sign: md5('{}'), param: '{}' }).toString();
    assert.equal((await peer.ask('is_signed', { body64: base64(forged), salt })).signed, false);
});
// ---- Door pickups -----------------------------------------------------------------------------------------------------

const { pickups } = service;
const day_ms = 86_400_000;
const morning_ms = Date.parse('2026-12-01T09:30:00+08:00');
let bookings = 0;
/** A booking whose slot lies so many days and hours on. @param {number} day @param {number} hour @param {object} [more] */
const booking = (day, hour, more = {}) => {
    const from_ms = Date.parse('2026-12-01T00:00:00+08:00') + day * day_ms + hour * 3_600_000;
    return { booking_no: `AS2026120100000001-P${bookings += 1}`, carrier: 'JD', from: { name: '林晓', phone: '13800138000', text: '浙江省杭州市西湖区文三路 8 号' },
        to: { name: '售后组', phone: '0571-5550101', text: '浙江省杭州市余杭区丰华路 18 号 "3 号仓" & 2 楼' }, goods: '羊绒衫', weight_g: 1 + chance(20_000),
        from_ms, until_ms: from_ms + 7_200_000, payer: chance(2) ? 'shop' : 'buyer', token: 'c'.repeat(32), salt: `salt${chance(1e6)}`, now_ms: morning_ms, ...more };
};

await tally.test('500 pickups are booked, changed and cancelled as the documents have it', async () => {
    for (let i = 0; i < 500; ++i) {
        const asked = booking(chance(3), 10 + chance(9));
        const answer = await peer.ask('book', asked);
        assert.equal(answer.outcome, 'acknowledged', JSON.stringify(answer));
        const order = pickups.orders.get(answer.task_id);
        assert.ok(order && order.third === asked.booking_no && order.payer === asked.payer);
        assert.equal(order.param.callBackUrl, `https://desk.example/api/v1/notify/pickup/${asked.token}`);
        assert.deepEqual([order.param.sendManPrintAddr, order.param.recManPrintAddr], [asked.from.text, asked.to.text]);
        const known = { ...asked, task_id: answer.task_id, order_id: answer.order_id };
        if (chance(2)) {
            const to = booking(1, 12 + chance(4));
            assert.equal((await peer.ask('move', { ...known, from_ms: to.from_ms, until_ms: to.until_ms })).outcome, 'acknowledged');
            assert.equal(Number(order.from.slice(0, 2)), new Date(to.from_ms + 8 * 3_600_000).getUTCHours());
            assert.equal(order.day, '明天');
        }
        order.status = String(chance(3));
        assert.equal((await peer.ask('look', known)).state, order.status === '0' ? 'booked' : 'assigned');
        const body = pickups.push_body(order);
        assert.equal((await peer.ask('is_signed', { body64: base64(body), salt: asked.salt })).signed, true);
        assert.equal((await peer.ask('is_signed', { body64: base64(body.replace(/sign=./, 'sign=%30')), salt: `${asked.salt}x` })).signed, false);
        assert.equal((await peer.ask('task_in', { body64: base64(body) })).task, order.taskId);
        assert.equal((await peer.ask('cancel', known)).outcome, 'acknowledged');
        assert.equal((await peer.ask('look', known)).state, 'cancelled');
    }
});
await tally.test('each state of a pickup comes as the documents mean it', async () => {
    const asked = booking(1, 9);
    const { task_id, order_id } = await peer.ask('book', asked);
    const order = /** @type {import('./pickups.mjs').Order} */ (pickups.orders.get(task_id));
    order.kuaidinum = 'JD0012345678901';
    for (const [theirs, ours] of [['0', 'booked'], ['1', 'assigned'], ['2', 'assigned'], ['10', 'collected'], ['101', 'collected'], ['13', 'collected'],
        ['11', 'failed'], ['610', 'failed'], ['9', 'cancelled'], ['99', 'cancelled'], ['166', 'booked'], ['777', '']]) {
        order.status = theirs;
        const answer = await peer.ask('look', { ...asked, task_id, order_id });
        assert.equal(answer.state, ours, theirs);
        assert.equal(answer.tracking_no, order.kuaidinum);
    }
});
await tally.test('an answer that is lost is found by our own number, a no is a no, and a busy service is neither', async () => {
    const lost = booking(1, 10);
    pickups.next.push('after');
    assert.equal((await peer.ask('book', lost)).outcome, 'unknown');
    const found = await peer.ask('look', lost);
    assert.equal(found.outcome, 'acknowledged');
    assert.equal(pickups.orders.get(found.task_id)?.third, lost.booking_no);
    assert.equal((await peer.ask('look', booking(1, 10))).outcome, 'absent');
    pickups.next.push('no');
    const no = await peer.ask('book', booking(1, 11));
    assert.equal(no.outcome, 'refused');
    assert.match(no.code, /该地区暂不支持上门取件/);
    pickups.next.push('busy');
    assert.equal((await peer.ask('book', booking(1, 12))).outcome, 'unknown');
    const late = booking(0, 10);
    const { task_id, order_id } = await peer.ask('book', late);
    /** @type {import('./pickups.mjs').Order} */ (pickups.orders.get(task_id)).status = '10';
    assert.equal((await peer.ask('cancel', { ...late, task_id, order_id })).outcome, 'refused');
    assert.equal((await peer.ask('move', { ...late, task_id, order_id })).outcome, 'refused');
});
await tally.test('a wrong secret is a no', async () => {
    writeFileSync(at('other.secret'), 'another1', { mode: 0o600 });
    const stranger = new Peer({ ...settings, secret: at('other.secret') });
    assert.deepEqual(await stranger.problems, []);
    const answer = await stranger.ask('book', booking(1, 9));
    stranger.end();
    assert.equal(answer.outcome, 'refused');
    assert.match(answer.code, /^503/);
});
await tally.test('no pickup was wrongly signed, of another form, or booked twice', async () => {
    assert.deepEqual(pickups.complaints, []);
});

await tally.test('no question was wrongly signed, or of another form than the documents have it', async () => {
    assert.deepEqual(service.complaints.filter((one) => !one.includes('asked again')), []);
});
peer.end();
service.stop();
rmSync(folder, { recursive: true });
tally.end();
