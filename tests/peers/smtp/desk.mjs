// @ts-check
// The whole desk beside a mail server: a mall's people are told of their tickets while the mail server has no time, refuses,
// and the desk is killed between handing a mail over and noting it.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Client } from '../../e2e/client.mjs';
import { free_port, root } from '../../e2e/server.mjs';
import { PostOffice, user } from './post_office.mjs';

const program = process.env.AFTERDESK_PROGRAM ?? '';
const tenant = 'cloud', address = { name: '售后组', phone: '0571-5550101', text: '浙江省杭州市余杭区 18 号' };
const minute_ms = 60_000;
const pause = (/** @type {number} */ ms) => new Promise((later) => setTimeout(later, ms));

/** @param {() => unknown} done @param {string} what */
async function until(done, what) {
    for (let tries = 0; tries < 600; tries += 1) {
        if (await done()) return;
        await pause(100);
    }
    throw new Error(`never: ${what}`);
}

class Desk {
    data = mkdtempSync(join(tmpdir(), 'afterdesk-mails-'));
    /** @type {import('node:child_process').ChildProcess | undefined} */
    process = undefined;
    port = 0;
    said = '';
    key = '';

    /** @param {import('./post_office.mjs').Keys} keys @param {PostOffice} office */
    constructor(keys, office) {
        this.settings = ['--public-url=https://desk.example', `--smtp-url=smtps://localhost:${office.port}`, `--smtp-user=${user}`,
            `--smtp-password=${keys.at('password')}`, '--smtp-from=云上商城 <desk@mall.example>', `--outside-ca=${keys.at('ca.pem')}`];
    }
    get origin() { return `http://127.0.0.1:${this.port}`; }

    /** @param {string[]} args */
    run(args) {
        return promisify(execFile)(program, args, { env: { ...process.env, LC_ALL: 'en_US.UTF-8' } });
    }
    async init() {
        const { stdout } = await this.run(['init', '--data', this.data, '--tenant', tenant, '--login', 'boss']);
        [, this.key] = /^key +(adk_\w+)$/m.exec(stdout) ?? [, ''];
        assert.ok(this.key, stdout);
    }
    async start() {
        this.port ||= await free_port();
        const child = spawn(program, ['serve', '--port', String(this.port), '--data', this.data, ...this.settings], { stdio: ['ignore', 'pipe', 'pipe'] });
        this.process = child;
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => { this.said = (this.said + text).slice(-50_000); });
        await until(async () => {
            assert.equal(child.exitCode, null, this.said);
            return (await fetch(`${this.origin}/readyz`).catch(() => undefined))?.status === 200;
        }, 'ready');
    }
    /** @param {'SIGKILL' | 'SIGTERM'} signal */
    async end(signal) {
        const child = this.process;
        if (!child || child.exitCode !== null || child.signalCode !== null) return;
        const ended = new Promise((done) => child.once('exit', done));
        child.kill(signal);
        await ended;
    }
    /** @param {string} method @param {string} path @param {any} body @returns {Promise<any>} */
    async tell(method, path, body) {
        const headers = { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' };
        const answer = await fetch(`${this.origin}/api/v1/host${path}`, { method, headers, body: JSON.stringify(body) });
        const text = await answer.text();
        assert.equal(answer.status, 200, `${method} ${path}: ${text}`);
        return JSON.parse(text);
    }
    /** @param {string} order_no */
    async sell(order_no) {
        await this.tell('PUT', `/orders/${order_no}`, { order_no, shop_id: 's1', buyer_id: 'b1', currency: 'CNY', paid_at_ms: Date.now() - minute_ms, freight_fen: 0, revision: 1,
            lines: [{ line_no: 1, sku: 'K1', spu: 'P1', title: '羊绒衫', kind: 'physical', quantity: 3, unit_price_fen: 10_001 }],
            payments: [{ payment_id: `${order_no}-1`, channel: 'wechat', amount_fen: 30_003 }] });
        const fact = { order_no, delivery_no: 'D1', occurred_at_ms: Date.now() };
        await this.tell('POST', '/facts', { ...fact, fact_id: `${order_no}-1`, type: 'shipment.created', carrier: 'sf', tracking_no: `SF${order_no}`, lines: [{ line_no: 1, quantity: 3 }] });
        await this.tell('POST', '/facts', { ...fact, fact_id: `${order_no}-2`, type: 'shipment.delivered' });
    }
    async buyer() {
        const { stdout } = await this.run(['link', '--data', this.data, '--buyer', 'b1']);
        const client = new Client(this.origin, 'buyer');
        const [, token] = /launch=([\w.-]+)/.exec(stdout) ?? [];
        const answer = await client.launch(token ?? '');
        assert.equal(answer.status, 200, answer.text);
        return client;
    }
    /** @param {string} id */
    async merchant(id) {
        const body = { login: id, name: '许蔓', shop_id: 's1', role: 'manager', contact: { email: `${id}@example.com`, language: 'en' } };
        const { password } = await this.tell('PUT', `/staff/${id}`, body);
        const client = new Client(this.origin, 'merchant');
        assert.equal((await client.sign_in(id, password, 'seven green boats')).status, 200);
        return client;
    }
}

/** @param {import('../payments/peer.mjs').Tally} tally @param {import('./post_office.mjs').Keys} keys */
export async function test_desk(tally, keys) {
    if (!program) throw new Error('AFTERDESK_PROGRAM must name the server.');
    const office = await new PostOffice(keys, { secure: true }).open();
    const desk = new Desk(keys, office);
    const of = (/** @type {string} */ who) => office.taken.filter(({ to }) => to[0] === `${who}@example.com`);
    /** @type {Client} */ let buyer;
    /** @type {Client} */ let merchant;
    let sold = 0;
    /** A ticket that the shop has to look at. */
    async function applied() {
        const order_no = `M${sold += 1}`;
        await desk.sell(order_no);
        const photo = await buyer.send('POST', '/evidence', readFileSync(join(root, 'assets/demo/past/photos/box.png')));
        assert.equal(photo.status, 201, photo.text);
        const { answer } = await buyer.apply(order_no, { type: 'return_refund', reason: 'not_wanted', lines: [{ line_no: 1, quantity: 1 }] }, { evidence: [photo.body.id] });
        assert.equal(answer.status, 201, answer.text);
        return answer.body.ticket;
    }
    try {
        await tally.test('desk: a shop hears of a request in English, its buyer of the answer in Chinese, with links and without anybody\'s data', async () => {
            await desk.init();
            await desk.start();
            await desk.tell('PUT', '/shops/s1', { name: '云杉\r\nBcc: all@example.com'.replace(/\r\n/, ' '), phone: '400-1' });
            await desk.tell('PUT', '/buyers/b1', { name: '林晓', phone_tail: '6218', contact: { email: 'b1@example.com', phone: '13800138000' } });
            merchant = await desk.merchant('anna');
            buyer = await desk.buyer();
            const { no: ticket_no, version } = await applied();
            await until(() => of('anna').length === 1, 'the shop hears');
            const answer = await merchant.command(ticket_no, version, 'agree', { address });
            assert.equal(answer.status, 200, answer.text);
            await until(() => of('b1').length === 1, 'the buyer hears');
            const [to_shop] = of('anna'), [to_buyer] = of('b1');
            assert.match(to_shop.mail.subject ?? '', /^A new request to be reviewed · 云杉/);
            assert.match(to_shop.mail.text ?? '', new RegExp(`https://desk.example/#/m/tickets/${ticket_no}`));
            assert.match(to_buyer.mail.subject ?? '', /^商家已同意，请寄回商品 · 云杉/);
            assert.match(to_buyer.mail.text ?? '', new RegExp(`请在 20\\d\\d-.*https://desk.example/#/b/tickets/${ticket_no}`, 's'));
            for (const { mail, raw } of [to_shop, to_buyer]) {
                for (const secret of ['林晓', '6218', '13800138000', '许蔓', address.phone, address.text]) assert.ok(!mail.text?.includes(secret), secret);
                assert.equal(mail.headers.size, 9, raw.toString());
            }
        });
        await tally.test('desk: what a busy mail server does not take goes again under the same Message-ID, and one that refuses is asked once', async () => {
            office.next = [{ at: 'data', code: 451 }];
            const before = office.seen.length;
            await applied();
            await until(() => of('anna').length === 2, 'again');
            const [first, second] = office.seen.slice(before);
            assert.equal(office.seen.length, before + 2);
            assert.ok(first && second && first.raw.equals(second.raw), 'the same bytes');
            office.next = [{ at: 'rcpt', code: 550 }];
            await applied();
            await pause(8_000);
            assert.equal(office.seen.length, before + 2);
        });
        await tally.test('desk: killed between handing over and noting, it hands the same mail over again, and no other', async () => {
            const before = office.seen.length;
            office.before_answer = async () => { office.before_answer = async () => {}; await desk.end('SIGKILL'); };
            await applied();
            await until(() => desk.process?.signalCode === 'SIGKILL', 'killed');
            await desk.start();
            await until(() => office.seen.length === before + 2, 'handed over again');
            const ids = office.seen.slice(before).map(({ mail }) => mail.messageId);
            assert.equal(ids[0], ids[1]);
            await pause(7_000);
            assert.equal(office.seen.length, before + 2);
            assert.equal(new Set(office.seen.map(({ mail }) => mail.messageId)).size, 4);
        });
        await tally.test('desk: who wants to hear nothing hears nothing more', async () => {
            const before = office.seen.length;
            await desk.tell('PUT', '/staff/anna', { login: 'anna', name: '许蔓', shop_id: 's1', role: 'manager', contact: { email: 'anna@example.com', off: true } });
            await applied();
            await pause(2_000);
            assert.equal(office.seen.length, before);
            const { status, text } = { status: 200, text: await (await fetch(`${desk.origin}/metrics`)).text() };
            assert.equal(status, 200);
            assert.match(text, /^afterdesk_notifications_waiting 0$/m);
            assert.match(text, /^afterdesk_health_notifications 1$/m);
        });
        await tally.test('doctor: says whether mails could be sent, and sends none', async () => {
            const seen = office.seen.length;
            const doctor = async (/** @type {string[]} */ more) => {
                const settings = [...desk.settings.filter((one) => !more.some((other) => one.split('=')[0] === other.split('=')[0])), ...more];
                return desk.run(['doctor', '--data', join(desk.data, 'none'), ...settings]).catch((failed) => failed);
            };
            assert.match((await doctor([])).stdout, /^ok +The mail server smtps:\/\/localhost:\d+ lets us in/m);
            for (const [setting, says] of /** @type {[string, RegExp][]} */ ([[`--smtp-password=${keys.at('bad_password')}`, /^WRONG The mail server .* does not let us in \(SMTP 535 AUTH\).*--smtp-password/m],
                [`--outside-ca=${keys.at('other.pem')}`, /^WRONG The mail server .* can not be used .*--outside-ca/m], ['--smtp-from=nobody', /^WRONG --smtp-from must be like/m]])) {
                const { stdout, code } = await doctor([setting]);
                assert.match(stdout, says);
                assert.equal(code, 1);
            }
            assert.equal(office.seen.length, seen);
        });
    } finally {
        await desk.end('SIGTERM');
        rmSync(desk.data, { recursive: true });
        await office.close();
    }
    if (tally.failed) console.log(desk.said.slice(-2_000));
}
