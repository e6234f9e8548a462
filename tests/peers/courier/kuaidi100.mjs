// @ts-check
// 快递100 as another party, by its documents alone: over TLS, questions checked by their signature, tracks and
// subscriptions in a book of its own, pushes signed with the salt that was asked for.

import { createHash } from 'node:crypto';
import { createServer } from 'node:https';

import { Pickups } from './pickups.mjs';

export const customer = 'EE7B1C7A9D4F4C0A';
export const key = 'qWeRtYuI9021';

/** @param {string} text */
export const md5 = (text) => createHash('md5').update(text, 'utf8').digest('hex');

/** @typedef {{ com: string, state: string, data: { time: string, ftime: string, context: string, status?: string, areaName?: string }[] }} Track */
/** @typedef {{ company: string, number: string, parameters: Record<string, string> }} Subscription */

const lock_ms = 30 * 60 * 1000;

export class Kuaidi100 {
    /** @param {{ key: string, cert: string }} tls */
    constructor(tls) {
        /** By number. @type {Map<string, Track>} */
        this.tracks = new Map();
        /** @type {Map<string, Subscription>} */
        this.subscriptions = new Map();
        /** When a number was asked about, by a clock that tests move. @type {Map<string, number>} */
        this.asked = new Map();
        this.now_ms = Date.now();
        /** What went wrong with requests. @type {string[]} */
        this.complaints = [];
        /** What happens to the next requests: "drop", "garbage", or a code. @type {string[]} */
        this.next = [];
        this.requests = 0;
        this.pickups = new Pickups();
        this.server = createServer(tls, (request, response) => {
            /** @type {Buffer[]} */
            const parts = [];
            request.on('data', (part) => parts.push(part));
            request.on('end', () => this.take(request, new URLSearchParams(Buffer.concat(parts).toString()), response));
        });
    }

    /** @returns {Promise<string>} its address */
    async start() {
        await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
        const address = /** @type {import('node:net').AddressInfo} */ (this.server.address());
        return `https://127.0.0.1:${address.port}`;
    }
    stop() { this.server.closeAllConnections(); this.server.close(); }

    /** @param {import('node:http').IncomingMessage} request @param {URLSearchParams} form @param {import('node:http').ServerResponse} response */
    take(request, form, response) {
        this.requests += 1;
        const mischief = this.next.shift();
        if (mischief === 'drop') return request.socket.destroy();
        if (mischief === 'garbage') return response.end('<html>busy</html>');
        if (mischief) return this.refuse(response, mischief, '系统原因');
        if (request.method !== 'POST') return this.complain(response, 'not a POST');
        if (request.headers['content-type'] !== 'application/x-www-form-urlencoded') return this.complain(response, 'not a form');
        const param = form.get('param') ?? '';
        if (request.url?.startsWith('/order/')) return this.pickups.take(request.url, form, request, response);
        if (request.url === '/poll/query.do') return this.query(form, param, response);
        if (request.url === '/poll') return this.subscribe(form, JSON.parse(param), response);
        return this.complain(response, `no such address: ${request.url}`);
    }

    /** @param {URLSearchParams} form @param {string} param @param {import('node:http').ServerResponse} response */
    query(form, param, response) {
        if (form.get('customer') !== customer) return this.refuse(response, '400', '找不到对应公司');
        if (form.get('sign') !== md5(param + key + customer).toUpperCase()) return this.refuse(response, '503', '验证签名失败');
        const { com, num, phone } = JSON.parse(param);
        if (com !== com.toLowerCase() || num.length < 6 || num.length > 32) return this.complain(response, `com ${com}, num ${num}`);
        if (com === 'shunfeng' && !phone) return this.refuse(response, '408', '请输入收、寄件人电话后四位');
        const last = this.asked.get(num);
        if (last !== undefined && this.now_ms - last < lock_ms) this.complaints.push(`${num} asked again after ${this.now_ms - last} ms`);
        this.asked.set(num, this.now_ms);
        const track = this.tracks.get(num);
        if (!track || track.com !== com) return this.refuse(response, '500', '查询无结果，请隔段时间再查');
        const ischeck = track.state === '3' ? '1' : '0';
        response.end(JSON.stringify({ message: 'ok', nu: num, ischeck, com, status: '200', condition: 'F00', ...track }));
    }

    /** @param {URLSearchParams} form @param {any} param @param {import('node:http').ServerResponse} response */
    subscribe(form, param, response) {
        if (form.get('schema') !== 'json') return this.refuse(response, '700', '订阅方的订阅数据存在错误');
        if (param.key !== key) return this.refuse(response, '600', '您不是合法的订阅者');
        if (!param.company && param.parameters.autoCom !== '1') return this.refuse(response, '702', '无法识别该单号对应的快递公司');
        const known = this.subscriptions.has(param.number);
        this.subscriptions.set(param.number, param);
        const [returnCode, message] = known ? ['501', '重复订阅'] : ['200', '提交成功'];
        response.end(JSON.stringify({ result: !known, returnCode, message }));
    }

    /** @param {import('node:http').ServerResponse} response @param {string} returnCode @param {string} message */
    refuse(response, returnCode, message) { response.end(JSON.stringify({ result: false, returnCode, message })); }

    /** @param {import('node:http').ServerResponse} response @param {string} what */
    complain(response, what) {
        this.complaints.push(what);
        this.refuse(response, '400', what);
    }

    /** The form that is pushed about a number. @param {string} number @param {string} status */
    push_body(number, status = 'polling') {
        const subscription = this.subscriptions.get(number);
        if (!subscription) throw new Error(`nobody subscribed to ${number}`);
        const track = this.tracks.get(number) ?? { com: subscription.company, state: '0', data: [] };
        const lastResult = { message: 'ok', nu: number, ischeck: track.state === '3' ? '1' : '0', status: '200', condition: 'F00', ...track };
        const param = JSON.stringify({ status, billstatus: 'got', message: '', autoCheck: '0', comOld: '', comNew: '', lastResult });
        return new URLSearchParams({ sign: md5(param + (subscription.parameters.salt ?? '')), param }).toString();
    }
}
