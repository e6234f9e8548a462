// @ts-check
// WeChat Pay's refunds as another party: over TLS, requests checked with wechatpay-axios-plugin, answers signed with
// wechatpay-node-v3, money moved in a book of its own.

import { createServer } from 'node:https';

import axios_plugin from 'wechatpay-axios-plugin';
import node_v3 from 'wechatpay-node-v3';

const { Aes, Formatter, Rsa } = axios_plugin;
const Pay = node_v3.default ?? node_v3;

export const mchid = '1900000109';
export const public_key_id = 'PUB_KEY_ID_0114232134912410000000000000';
const path = '/v3/refund/domestic/refunds';

/** @typedef {{ directed?: { times: number, type: string, bank?: string, account?: string, name?: string }, received_by?: string, out_refund_no: string, out_trade_no?: string, transaction_id: string, refund: number, status: string, asked: number }} Refund */

export class WechatChannel {
    /** @param {import('./keys.mjs').Keys} keys @param {{ serial?: string, signer?: string }} as whose signature it gives */
    constructor(keys, as = {}) {
        this.keys = keys;
        this.serial = as.serial ?? public_key_id;
        const signer = as.signer ?? 'platform/a';
        this.pay = new Pay({ appid: 'wx1', mchid, publicKey: Buffer.from(keys.read(`${signer}.pem`)),
            privateKey: Buffer.from(keys.read(`${signer}.key`)), key: keys.api_v3_key });
        /** @type {Map<string, Refund>} */
        this.book = new Map();
        /** What went wrong with requests. @type {string[]} */
        this.complaints = [];
        /** What happens to the next requests: a status, or "drop", "forge", "late". @type {(string | { status: number, code: string })[]} */
        this.next = [];
        this.requests = 0;
        this.clock_off_ms = 0;
        /** What happened on the day that is asked for. @type {{ packed: Buffer, sha1: string } | undefined} */
        this.bill = undefined;
        this.starts_as = 'PROCESSING';
        this.server = createServer({ key: keys.read('service.key'), cert: keys.read('service.pem') }, (request, response) => {
            /** @type {Buffer[]} */
            const parts = [];
            request.on('data', (part) => parts.push(part));
            request.on('end', () => this.take(request, Buffer.concat(parts).toString(), response));
        });
    }

    /** @returns {Promise<string>} its address */
    async start() {
        await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
        const address = /** @type {import('node:net').AddressInfo} */ (this.server.address());
        return `https://127.0.0.1:${address.port}`;
    }
    stop() { this.server.closeAllConnections(); this.server.close(); }

    /** @param {import('node:http').IncomingMessage} request @param {string} body @param {import('node:http').ServerResponse} response */
    take(request, body, response) {
        response.setHeader('date', new Date(Date.now() + this.clock_off_ms).toUTCString());
        if (request.url === '/') return response.writeHead(404).end();
        this.requests += 1;
        const mischief = this.next.shift();
        const wrong = this.complaint(request, body);
        if (wrong) {
            this.complaints.push(wrong);
            return this.answer(response, 401, { code: 'SIGN_ERROR', message: wrong });
        }
        if (mischief && typeof mischief === 'object') {
            return this.answer(response, mischief.status, { code: mischief.code, message: '…' });
        }
        if (request.url === '/v3/billdownload/file?token=t') return response.writeHead(200).end(this.bill?.packed);
        const of_bills = request.url?.startsWith('/v3/bill/tradebill?');
        const abnormal = request.url?.endsWith('/apply-abnormal-refund');
        const [status, document] = of_bills ? this.where(request) : abnormal ? this.direct(request, JSON.parse(body)) : request.method === 'POST' ? this.refund(JSON.parse(body)) : this.query(request.url ?? '');
        if (mischief === 'drop') return response.destroy();
        if (mischief === 'late') return setTimeout(() => this.answer(response, status, document), 3000).unref();
        return this.answer(response, status, document, mischief === 'forge');
    }

    /** Whether the request is the merchant's, as the SDK sees it. @param {import('node:http').IncomingMessage} request @param {string} body */
    complaint(request, body) {
        const header = request.headers.authorization ?? '';
        const [scheme, rest] = header.split(' ');
        const fields = Object.fromEntries([...(rest ?? '').matchAll(/(\w+)="([^"]*)"/g)].map((found) => [found[1], found[2]]));
        const text = Formatter.request(request.method, request.url, fields.timestamp, fields.nonce_str, body);
        if (scheme !== 'WECHATPAY2-SHA256-RSA2048') return 'scheme';
        if (fields.mchid !== mchid || fields.serial_no !== this.keys.serial('merchant')) return 'who';
        if (Math.abs(Number(fields.timestamp) - Date.now() / 1000) > 300) return 'clock';
        if (request.headers.accept !== 'application/json') return 'accept';
        if (request.method === 'POST' && request.headers['content-type'] !== 'application/json') return 'content type';
        if (this.serial.startsWith('PUB_KEY_ID_') && request.headers['wechatpay-serial'] !== this.serial) return 'serial';
        if (Formatter.authorization(mchid, fields.nonce_str, fields.signature, fields.timestamp, fields.serial_no) !== header)
            return 'form';
        return Rsa.verify(text, fields.signature, this.keys.read('merchant.pem')) ? '' : 'signature';
    }

    /** @param {any} asked @returns {[number, object]} */
    refund(asked) {
        const { out_trade_no, transaction_id, out_refund_no, amount, reason, notify_url, ...rest } = asked;
        const fits = /^[0-9A-Za-z_\-|*@]{1,64}$/.test(out_refund_no) && Boolean(out_trade_no) !== Boolean(transaction_id) &&
            amount.currency === 'CNY' && amount.refund > 0 && amount.refund <= amount.total &&
            (reason === undefined || (reason !== '' && Buffer.byteLength(reason) <= 80)) &&
            (notify_url === undefined || notify_url.startsWith('https://')) && Object.keys(rest).every((key) => key === 'sub_mchid');
        if (!fits) {
            this.complaints.push(`body ${JSON.stringify(asked)}`);
            return [400, { code: 'PARAM_ERROR', message: '参数错误' }];
        }
        const known = this.book.get(out_refund_no);
        if (known && known.refund !== amount.refund) return [400, { code: 'INVALID_REQUEST', message: '退款金额不一致' }];
        const refund = known ?? { out_refund_no, out_trade_no, transaction_id: transaction_id ?? '4200', refund: amount.refund,
            status: this.starts_as, asked: 0 };
        refund.asked += 1;
        this.book.set(out_refund_no, refund);
        return [200, this.document(refund)];
    }

    /** Where an abnormal refund goes. What is sealed is opened with the key that the request names. @param {import('node:http').IncomingMessage} request @param {any} asked @returns {[number, object]} */
    direct(request, { out_refund_no, type, bank_type, bank_account, real_name, ...rest }) {
        const refund = this.book.get(out_refund_no);
        const card = type === 'USER_BANK_CARD', known = refund && request.url === `${path}/5000${out_refund_no}/apply-abnormal-refund`;
        const fits = (card ? /^[A-Z]{3,5}_DEBIT$/.test(bank_type) && bank_account && real_name
            : type === 'MERCHANT_BANK_CARD' && ![bank_type, bank_account, real_name].some(Boolean)) && Object.keys(rest).every((key) => key === 'sub_mchid');
        if (!fits) this.complaints.push(`abnormal ${type} ${Object.keys(rest)}`);
        if (!known) return [404, { code: 'RESOURCE_NOT_EXISTS', message: '退款单不存在' }];
        if (!fits) return [400, { code: 'PARAM_ERROR', message: '参数错误' }];
        if (refund.status !== 'ABNORMAL') return [400, { code: 'INVALID_REQUEST', message: '退款单不是异常状态' }];
        const open = (/** @type {string} */ text) => Rsa.decrypt(text, this.keys.read('platform/a.key'));
        try {
            refund.directed = { times: (refund.directed?.times ?? 0) + 1, type, ...(card && { bank: bank_type, account: open(bank_account), name: open(real_name) }) };
        } catch {
            return [400, { code: 'PARAM_ERROR', message: '敏感信息解密失败' }];
        }
        refund.status = 'PROCESSING';
        refund.received_by = card ? '招商银行借记卡0403' : '商户结算银行账户';
        return [200, this.document(refund)];
    }

    /** Where the bill is. @param {import('node:http').IncomingMessage} request @returns {[number, object]} */
    where({ url, headers }) {
        const query = new URL(url ?? '', 'https://x').searchParams;
        const fits = /^\d{4}-\d\d-\d\d$/.test(query.get('bill_date') ?? '') && query.get('bill_type') === 'ALL' && query.get('tar_type') === 'GZIP';
        if (!fits) this.complaints.push(url ?? '');
        if (!this.bill) return [400, { code: 'NO_STATEMENT_EXIST', message: '账单文件不存在' }];
        return [200, { hash_type: 'SHA1', hash_value: this.bill.sha1, download_url: `https://${headers.host}/v3/billdownload/file?token=t` }];
    }

    /** @param {string} url @returns {[number, object]} */
    query(url) {
        const refund = this.book.get(decodeURIComponent(url.slice(path.length + 1).split('?')[0]));
        return refund ? [200, this.document(refund)] : [404, { code: 'RESOURCE_NOT_EXISTS', message: '退款单不存在' }];
    }

    /** @param {Refund} refund */
    document(refund) {
        return { refund_id: `5000${refund.out_refund_no}`, out_refund_no: refund.out_refund_no, out_trade_no: refund.out_trade_no,
            transaction_id: refund.transaction_id, channel: 'ORIGINAL',
            user_received_account: refund.received_by ?? '招商银行信用卡0403', create_time: '2026-12-01T10:00:00+08:00', status: refund.status,
            funds_account: 'AVAILABLE', amount: { total: 100000, refund: refund.refund, payer_total: 100000, payer_refund: refund.refund,
                settlement_refund: refund.refund, settlement_total: 100000, discount_refund: 0, currency: 'CNY', refund_fee: 0 } };
    }

    /** The fields that a signed body goes with. @param {string} body @param {number} seconds */
    fields(body, seconds = Math.floor(Date.now() / 1000)) {
        const nonce = Formatter.nonce();
        const signature = this.pay.sign(`${seconds}\n${nonce}\n${body}\n`);
        return { 'wechatpay-timestamp': String(seconds), 'wechatpay-nonce': nonce, 'wechatpay-signature': signature,
            'wechatpay-serial': this.serial };
    }

    /** @param {import('node:http').ServerResponse} response @param {number} status @param {object} document @param {boolean} forged */
    answer(response, status, document, forged = false) {
        const body = JSON.stringify(document);
        const fields = this.fields(forged ? `${body} ` : body);
        response.writeHead(status, { 'content-type': 'application/json', ...fields });
        response.end(body);
    }

    /** What it tells by itself. @param {string} number @param {string} status */
    notice(number, status) {
        const refund = /** @type {Refund} */ (this.book.get(number));
        refund.status = status;
        const text = JSON.stringify({ mchid, out_trade_no: 'w1', transaction_id: '4200', out_refund_no: number, refund_id: `5000${number}`,
            refund_status: status, success_time: '2026-12-01T10:00:05+08:00', user_received_account: refund.received_by ?? '招商银行信用卡0403',
            amount: { total: 100000, refund: refund.refund, payer_total: 100000, payer_refund: refund.refund } });
        return this.sealed(`REFUND.${status}`, text);
    }

    /** @param {string} event @param {string} text */
    sealed(event, text) {
        const nonce = Formatter.nonce(12);
        return JSON.stringify({ id: 'EV-1', create_time: '2026-12-01T10:00:06+08:00', resource_type: 'encrypt-resource', event_type: event,
            summary: '退款', resource: { algorithm: 'AEAD_AES_256_GCM', original_type: 'refund', associated_data: 'refund', nonce,
                ciphertext: Aes.AesGcm.encrypt(text, this.keys.api_v3_key, nonce, 'refund') } });
    }
}
