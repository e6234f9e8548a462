// @ts-check
// 快递100's door pickups (商家寄件, C端寄件) as another party, by its documents: orders checked by their signature and
// their fields, in a book of its own, pushed with the salt that was asked for.

import { key, md5 } from './kuaidi100.mjs';

export const secret = '8f3c0Qw2';

/** @typedef {{ taskId: string, orderId: string, status: string, third: string, payer: 'shop' | 'buyer', day: string, from: string, until: string,
 *    kuaidinum: string, param: any }} Order */
/** @typedef {import('node:http').ServerResponse} Response */

const days = ['今天', '明天', '后天'];
const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

export class Pickups {
    constructor() {
        /** By task. @type {Map<string, Order>} */
        this.orders = new Map();
        /** @type {string[]} */
        this.complaints = [];
        /** What happens to the next orders: "after" loses the answer, "no" refuses, "busy" fails. @type {string[]} */
        this.next = [];
    }

    /** @param {string} path @param {URLSearchParams} form @param {import('node:http').IncomingMessage} request @param {Response} response */
    take(path, form, request, response) {
        const [method, t, text] = ['method', 't', 'param'].map((name) => form.get(name) ?? '');
        const payer = path === '/order/corderapi.do' ? 'buyer' : path === '/order/borderapi.do' ? 'shop' : null;
        if (!payer) return this.complain(response, `no such address: ${path}`);
        if (form.get('key') !== key || form.get('sign') !== md5(text + t + key + secret).toUpperCase()) return this.says(response, '503', '验证签名失败');
        if (!/^\d{13}$/.test(t)) return this.complain(response, `t ${t}`);
        const mischief = this.next.shift();
        if (mischief === 'no') return this.says(response, '30001', '该地区暂不支持上门取件');
        if (mischief === 'busy') return this.says(response, '500', '系统繁忙，请稍后重试');
        const param = JSON.parse(text);
        const answer = () => {
            if (method === 'bOrder' || method === 'cOrder') return this.book(method, payer, param);
            const order = this.found(param);
            if (!order || order.payer !== payer) return ['400', '订单不存在'];
            if (method === 'detail') return ['200', '成功', this.told(order)];
            if (method === 'modifyOrder') return this.move(order, param);
            if (method === 'cancel') return this.cancel(order, param);
            return ['400', `method ${method}`];
        };
        const [code, message, data] = answer();
        if (mischief === 'after') return request.socket.destroy();
        this.says(response, String(code), String(message), data);
    }

    /** @param {any} param @returns {Order | undefined} */
    found(param) {
        if (param.taskId) return this.orders.get(param.taskId);
        return [...this.orders.values()].find((one) => one.third === param.thirdOrderId);
    }

    /** @param {string} method @param {'shop' | 'buyer'} payer @param {any} param @returns {any[]} */
    book(method, payer, param) {
        if (method !== (payer === 'buyer' ? 'cOrder' : 'bOrder')) this.complaints.push(`${method} at the address for ${payer}`);
        for (const name of ['kuaidicom', 'recManName', 'recManMobile', 'recManPrintAddr', 'sendManName', 'sendManMobile', 'sendManPrintAddr', 'callBackUrl', 'cargo', 'salt', 'thirdOrderId']) {
            if (typeof param[name] !== 'string' || !param[name]) this.complaints.push(`${method}: no ${name}`);
        }
        this.check_slot(param);
        if (param.weight !== undefined && !/^\d+\.\d$/.test(param.weight)) this.complaints.push(`weight ${param.weight}`);
        if (this.found({ thirdOrderId: param.thirdOrderId })) this.complaints.push(`${param.thirdOrderId} booked again`);
        const no = String(this.orders.size + 1);
        /** @type {Order} */
        const order = { taskId: `TASK${no.padStart(12, '0')}`, orderId: no.padStart(9, '1'), status: '0', third: param.thirdOrderId, payer, day: param.dayType,
            from: param.pickupStartTime, until: param.pickupEndTime, kuaidinum: '', param };
        this.orders.set(order.taskId, order);
        return ['200', '成功', this.told(order)];
    }

    /** @param {any} param */
    check_slot({ dayType, pickupStartTime, pickupEndTime }) {
        const good = days.includes(dayType) && clock.test(pickupStartTime) && clock.test(pickupEndTime) && pickupStartTime < pickupEndTime;
        if (!good) this.complaints.push(`slot ${dayType} ${pickupStartTime}–${pickupEndTime}`);
    }

    /** @param {Order} order @param {any} param @returns {any[]} */
    move(order, param) {
        this.check_slot(param);
        if (!['0', '1'].includes(order.status)) return ['30002', '当前状态不允许修改'];
        Object.assign(order, { day: param.dayType, from: param.pickupStartTime, until: param.pickupEndTime });
        return ['200', '成功'];
    }

    /** @param {Order} order @param {any} param @returns {any[]} */
    cancel(order, param) {
        if (param.orderId !== order.orderId || !param.cancelMsg) this.complaints.push(`cancel ${JSON.stringify(param)}`);
        if (order.status === '99') return ['200', '成功'];
        if (!['0', '1', '2'].includes(order.status)) return ['30003', '快递员已取件，无法取消'];
        order.status = '99';
        return ['200', '成功'];
    }

    /** @param {Order} order */
    told({ taskId, orderId, status, third, kuaidinum }) {
        const courier = status === '0' ? {} : { courierName: '陈师傅', courierMobile: '13800000001', pickupCode: '4321' };
        return { taskId, orderId, thirdOrderId: third, status, kuaidinum, ...courier, ...(status === '99' ? { cancelMsg: '买家取消取件' } : {}) };
    }

    /** The form that is pushed about an order. @param {Order} order */
    push_body(order) {
        const param = JSON.stringify({ kuaidicom: order.param.kuaidicom, kuaidinum: order.kuaidinum, status: '200', message: '成功', data: this.told(order) });
        return new URLSearchParams({ taskId: order.taskId, sign: md5(param + order.param.salt).toUpperCase(), param }).toString();
    }

    /** @param {Response} response @param {string} returnCode @param {string} message @param {object} [data] */
    says(response, returnCode, message, data) {
        response.end(JSON.stringify({ result: returnCode === '200', returnCode, message, ...(data ? { data } : {}) }));
    }

    /** @param {Response} response @param {string} what */
    complain(response, what) {
        this.complaints.push(what);
        this.says(response, '400', what);
    }
}
