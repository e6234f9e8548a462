// @ts-check
// The first two flows again in other engines than Chromium: WebKitGTK and Firefox, the latter also without WebGL.
// By role and name, with pointer and keys; what each step needs of an engine stands in Visitor.

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Firefox } from './firefox.mjs';
import { not_painted } from './painted.mjs';
import { eventually } from './report.mjs';
import { password, pictures } from './stage.mjs';
import { WebKit } from './webkit.mjs';

/**
 * Somebody in front of a page. `inside` is the name of a dialog; the role "file" is a file picker.
 * @typedef {object} Visitor
 * @property {(url: string) => Promise<void>} goes_to
 * @property {() => Promise<void>} goes_back
 * @property {() => Promise<void>} goes_forward
 * @property {() => Promise<void>} reloads
 * @property {(role: string, name: string | RegExp, inside?: string) => Promise<unknown>} sees
 * @property {(role: string, name: string | RegExp) => Promise<void>} sees_no
 * @property {(words: string | RegExp) => Promise<void>} reads
 * @property {(role: string, name: string | RegExp, inside?: string) => Promise<void>} presses what is live, or will be
 * @property {(role: string, name: string | RegExp) => Promise<unknown>} finds_live
 * @property {(role: string, name: string | RegExp, key: 'Enter' | 'Space') => Promise<void>} presses_key
 * @property {(name: string, text: string, inside?: string, role?: string) => Promise<void>} types
 * @property {(name: string, file: string) => Promise<void>} uploads
 * @property {(name: string, role?: string) => Promise<string>} value_of
 * @property {() => Promise<string>} hash
 * @property {<T>(work: (...given: any[]) => T, ...given: unknown[]) => Promise<T>} looks runs a function in the page
 * @property {() => Promise<string>} picture PNG in base64
 */

/** @typedef {{viewport: {width: number, height: number}, deviceScaleFactor: number}} Device */

/**
 * @typedef {object} Engine
 * @property {string} name
 * @property {string} title
 * @property {boolean} webgl
 * @property {() => Promise<void>} open
 * @property {(name: string, device: Device) => Promise<Visitor>} visitor
 * @property {() => Promise<void>} clear
 * @property {(name: string) => Promise<void>} keep_failure
 * @property {() => Promise<void>} close
 */

/** @typedef {{report: import('./report.mjs').Report, engine: Engine, server: import('./server.mjs').Server}} Scene */
/** @typedef {{device: Device, label: string}} Place */

/** @type {{phone: Place, desktop: Place}} */
const places = {
    phone: { label: 'phone', device: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 } },
    desktop: { label: 'desktop', device: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 } },
};
const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));

/** @type {((server: import('./server.mjs').Server) => Engine)[]} */
export const engines = [
    () => new WebKit(),
    (server) => new Firefox(server, true),
    (server) => new Firefox(server, false),
];

/**
 * Takes a picture; everything that can be read or pressed is painted where it stands.
 * @param {Scene} scene @param {Visitor} visitor @param {string} name
 */
async function is_painted(scene, visitor, name) {
    const { engine } = scene;
    assert.equal(await visitor.looks(() => document.body.classList.contains('html-view')), !engine.webgl, 'canvas or not');
    // Photos are still on their way, messages fade in: what counts is that it ends well.
    let wrong = ['never looked'], picture = '';
    await eventually(async () => {
        picture = await visitor.picture();
        wrong = await visitor.looks(not_painted, picture);
        return wrong.length === 0;
    }, '', 5000).catch(() => {});
    await writeFile(join(pictures, `engine-${engine.name}-${name}.png`), Buffer.from(picture, 'base64'));
    assert.deepEqual(wrong, [], 'not painted');
}

/** @param {Scene} scene @param {string} name */
async function keep_failure({ engine, server }, name) {
    await writeFile(join(pictures, `failed-${engine.name}-${name}-server.txt`), server.said);
    await engine.keep_failure(`${engine.name}-${name}`);
}

/** The state of the ticket that is open. @param {Visitor} visitor @param {string} state */
async function sees_state(visitor, state) { await visitor.sees('heading', state); }

/** @param {Visitor} buyer @param {string} reason */
async function chooses_reason(buyer, reason) {
    const option = new RegExp('^' + reason);
    await buyer.presses('button', /^申请原因：/);
    await buyer.presses('option', option);
    await buyer.sees_no('option', option);
}

/** @param {Scene} scene @param {Place} place @param {{order: string, goods: string[], amount: string}} asked */
async function unshipped(scene, place, asked) {
    const { report, engine, server } = scene;
    await report.flow(`${engine.title}: refund of unshipped goods (${place.label})`, async (step) => {
        /** @type {Visitor} */ let buyer;
        const send = '提交并退款 ' + asked.amount;
        await step('the launch link opens the order; the token does not stay in the address', async () => {
            buyer = await engine.visitor('buyer', place.device);
            await buyer.goes_to(await server.launch_url('b1', asked.order));
            await buyer.sees('heading', new RegExp(asked.order));
            assert.equal(await buyer.hash(), '#/b/orders/' + asked.order);
            await is_painted(scene, buyer, `${place.label}-order`);
        });
        await step('goods and reason are chosen; the amount is explained', async () => {
            await buyer.presses('link', '仅退款（未发货）');
            for (const goods of asked.goods) await buyer.presses('button', `增加${goods} 的数量`);
            await buyer.reads('退款金额：' + asked.amount);
            if (place.label === 'phone') await buyer.presses('button', '怎么算的');
            await buyer.reads('原路退回 微信支付：' + asked.amount);
            await chooses_reason(buyer, '不想要了');
            await buyer.sees('button', send);
        });
        await step('back, forth and a reload keep the choice', async () => {
            await buyer.goes_back();
            await buyer.sees('heading', new RegExp(asked.order));
            await buyer.goes_forward();
            await buyer.sees('button', send);
            await buyer.reloads();
            await buyer.sees('button', send);
            await buyer.sees('button', '申请原因：不想要了');
            await is_painted(scene, buyer, `${place.label}-unshipped`);
        });
        await step('it is refunded, sent with the keyboard', async () => {
            await buyer.presses_key('button', send, 'Enter');
            await sees_state(buyer, '已完成');
            await buyer.reads(new RegExp(`退款成功 ${asked.amount.replace('.', '\\.')}`));
            await is_painted(scene, buyer, `${place.label}-refunded`);
        });
        await step('nothing went wrong in the page', () => engine.clear());
    }, () => keep_failure(scene, `unshipped-${place.label}`));
}

/**
 * @param {Scene} scene @param {Place} place of the buyer @param {Place} other of the merchant
 * @param {{goods: string, count: number, amount: string}} asked
 */
async function returned(scene, place, other, asked) {
    const { report, engine, server } = scene;
    const goods = `增加${asked.goods} 的数量`, remark = '领口开线了,麻烦看一下 🙏谢谢';
    await report.flow(`${engine.title}: return and refund (buyer: ${place.label}, merchant: ${other.label})`, async (step) => {
        /** @type {Visitor} */ let buyer;
        /** @type {Visitor} */ let merchant;
        let ticket_no = '';
        await step('the buyer chooses lines, quantity and reason, writes Chinese and adds a photo', async () => {
            buyer = await engine.visitor('buyer', place.device);
            await buyer.goes_to(await server.launch_url('b1', 'E1002'));
            await buyer.presses('link', '退货退款');
            for (let i = 0; i < asked.count; ++i) await buyer.presses('button', goods);
            await buyer.reads('退款金额：' + asked.amount);
            await chooses_reason(buyer, '尺码不合适');
            await buyer.types('补充说明', remark);
            assert.equal(await buyer.value_of('补充说明'), remark);
            await buyer.uploads('添加照片', photo);
            await buyer.sees('img', '照片 1');
            await buyer.finds_live('button', '提交申请');  // the photo has arrived
        });
        await step('back, forth and a reload keep every word and the photo', async () => {
            await buyer.goes_back();
            await buyer.sees('heading', /E1002/);
            await buyer.goes_forward();
            await buyer.sees('heading', '退货退款');
            await buyer.reloads();
            await buyer.sees('img', '照片 1');
            await buyer.reads('退款金额：' + asked.amount);
            await eventually(async () => await buyer.value_of('补充说明') === remark, 'the remark');
            await buyer.sees('button', '申请原因：尺码不合适');
            await is_painted(scene, buyer, `${place.label}-return`);
        });
        await step('it is sent', async () => {
            await buyer.presses('button', '提交申请');
            await sees_state(buyer, '待商家处理');
            ticket_no = (await buyer.hash()).split('/')[3];
            await is_painted(scene, buyer, `${place.label}-ticket`);
        });
        await step('the merchant signs in, finds it by search, reads it and sees the photo', async () => {
            merchant = await engine.visitor('merchant', other.device);
            await merchant.goes_to(server.origin + '/#/m/tickets');
            await merchant.types('账号', 'yunshan');
            await merchant.types('密码', password);
            await merchant.presses('button', '登录');
            await merchant.sees('heading', '售后工单');
            await merchant.types('搜索', ticket_no, undefined, 'searchbox');
            await is_painted(scene, merchant, `${other.label}-queue`);
            await merchant.presses('link', new RegExp(ticket_no));
            await sees_state(merchant, '待商家处理');
            await merchant.reads(remark);
            await merchant.sees('img', '照片 1');
        });
        await step('the merchant approves with an address, and the buyer sees it', async () => {
            await merchant.presses('button', '同意退货');
            await merchant.presses('radio', /云杉服饰华南仓/, '同意退货');
            await is_painted(scene, merchant, `${other.label}-agree`);
            await merchant.presses('button', '同意退货', '同意退货');
            await sees_state(merchant, '待买家退货');
            await sees_state(buyer, '待买家退货');
            await buyer.reads(/广东省广州市白云区/);
        });
        await step('the buyer enters the tracking number, and the merchant sees it', async () => {
            await buyer.presses('button', '填写退货物流');
            await buyer.presses('button', /^快递公司：/, '填写退货物流');
            await buyer.presses('option', '顺丰速运');
            await buyer.sees_no('option', '顺丰速运');
            await buyer.types('运单号', 'SF1408223109', '填写退货物流');
            await is_painted(scene, buyer, `${place.label}-parcel`);
            await buyer.presses('button', '填写退货物流', '填写退货物流');
            await sees_state(buyer, '待商家收货');
            await merchant.reads('顺丰速运：SF1408223109');
        });
        await step('the merchant confirms the receipt, and both see the refund', async () => {
            await merchant.presses('button', '确认收货并退款');
            await merchant.presses('button', '确认收货并退款', '确认收货并退款');
            await merchant.sees_no('dialog', '确认收货并退款');
            await sees_state(buyer, '已完成');
            await sees_state(merchant, '已完成');
            await buyer.reads(/退款成功 ¥/);
            await is_painted(scene, merchant, `${other.label}-received`);
        });
        await step('nothing went wrong in the pages', () => engine.clear());
    }, () => keep_failure(scene, `return-${place.label}`));
}

/**
 * @param {import('./report.mjs').Report} report @param {Engine} engine that is open
 * @param {import('./server.mjs').Server} server with the demo as it was made
 */
export async function engine_flows(report, engine, server) {
    await mkdir(pictures, { recursive: true });
    const { phone, desktop } = places;
    const coat = '羊绒混纺双排扣风衣', knit = '美利奴羊毛圆领针织衫';
    const flows = [
        () => unshipped({ report, engine, server }, phone, { order: 'E1001', goods: [knit], amount: '¥216.18' }),
        () => unshipped({ report, engine, server }, desktop, { order: 'E1001', goods: [coat, knit], amount: '¥1,062.82' }),
        () => returned({ report, engine, server }, phone, desktop, { goods: '新疆长绒棉印花 T 恤', count: 2, amount: '¥133.34' }),
        () => returned({ report, engine, server }, desktop, phone, { goods: '缓震透气运动跑鞋', count: 1, amount: '¥369.00' }),
    ];
    for (const flow of flows) {
        await flow();
        await engine.clear().catch(() => {});
    }
}
