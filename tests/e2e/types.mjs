// @ts-check
// Each type of request that the other files do not follow to its end: asked for on a phone and withdrawn, then on a
// desktop and agreed to. Staff act through the API.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';

import { desktop, phone } from './stage.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const agreed = /^双方协商一致/;

/** @typedef {import('./stage.mjs').Person} Person */
/**
 * @typedef {object} Ask
 * @property {string} type as the page calls it
 * @property {string} buyer @property {string} order @property {string} shop login of its merchant
 * @property {(buyer: Person) => Promise<void>} fill
 * @property {string} then what the ticket waits for once it was agreed to
 */

/** @param {Person} buyer @param {RegExp} reason @param {string} [words] of the field, then what is written */
async function say_why(buyer, reason, ...words) {
    await buyer.chooses('申请原因', reason);
    if (words.length) await buyer.type(buyer.field(words[0]), words[1]);
    const add = buyer.field('添加照片');
    if (await add.count()) await add.setInputFiles(photo);
}

/** @type {Ask[]} */
const asks = [
    { type: '仅退款（已发货）', buyer: 'b11', order: 'E1030', shop: 'yunshan', then: '已完成', async fill(buyer) {
        await buyer.press(buyer.button(/^增加/));
        assert.ok(await buyer.find('radio', '未收到货').isChecked(), 'the parcel is under way');
        await say_why(buyer, /^未收到商品/);
    } },
    { type: '换货', buyer: 'b10', order: 'E1045', shop: 'yunshan', then: '待买家退货', async fill(buyer) {
        await buyer.press(buyer.button(/^增加/));
        await buyer.chooses('新疆长绒棉印花 T 恤 换成', /^白色 \/ M：有货 2 件 · 价格相同/);
        await say_why(buyer, /^尺码不合适/);
        await buyer.reads('差价：¥0.00');
    } },
    { type: '维修', buyer: 'b10', order: 'E1039', shop: 'shenlan', then: '待买家退货', async fill(buyer) {
        await buyer.press(buyer.button(/^增加主动降噪/));
        await say_why(buyer, /^使用中出现故障/, '故障描述', '左耳没有声音');
        await buyer.reads(/^自行寄回：退货运费由商家承担/);
    } },
    { type: '补寄', buyer: 'b6', order: 'E1025', shop: 'qinghe', then: '待商家发货', async fill(buyer) {
        await buyer.press(buyer.button(/^增加/));
        await say_why(buyer, agreed, '缺少什么', '少了一罐');
        await buyer.reads('退款金额：不涉及退款');
    } },
    { type: '退差价', buyer: 'b3', order: 'E1020', shop: 'qinghe', then: '已完成', async fill(buyer) {
        await buyer.press(buyer.button(/^增加/));
        await say_why(buyer, /^商品降价/, '陈皮普洱小青柑 300g 现在的单价（元）', '120');
        await buyer.reads('购买时 ¥128.00，退差价 ¥8.00');
    } },
    { type: '退货退款', buyer: 'b12', order: 'E1023', shop: 'huajian', then: '待买家退货', async fill(buyer) {
        await buyer.press(buyer.button('全部商品'));
        await buyer.reads('下午茶双人兑换券');
        await say_why(buyer, /^质量问题/);
    } },
];

/** Somebody's command, on the ticket as it is. @param {Person} who @param {'buyer' | 'merchant'} audience @param {string} ticket_no @param {string} command @param {object} [fields] */
async function give(who, audience, ticket_no, command, fields = {}) {
    const at = `${new URL(who.page.url()).origin}/api/v1/${audience}/tickets/${ticket_no}`;
    const detail = await (await who.page.request.get(at)).json();
    const [address] = detail.shop.addresses;
    const data = { command, version: detail.ticket.version, ...(address && { address }), ...fields };
    const answer = await who.page.request.post(at + '/commands', { data, headers: { 'idempotency-key': randomUUID() } });
    assert.equal(answer.status(), 200, await answer.text());
}

/** @param {Person} buyer @param {Ask} ask */
async function apply(buyer, ask) {
    await buyer.sees(buyer.find('heading', new RegExp(ask.order)), 20_000);
    await buyer.press(buyer.link(ask.type));
    await buyer.sees(buyer.find('heading', ask.type));
    await ask.fill(buyer);
    await buyer.finds_live(buyer.button('提交申请'));
    await buyer.press(buyer.button('提交申请'));
    await buyer.arrives_at(/^#\/b\/tickets\/AS\d{16}$/);
    await buyer.sees_state('待商家处理');
    return buyer.hash().split('/')[3];
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage @param {Ask} ask */
async function asked_for(report, stage, ask) {
    await report.flow(`${ask.type}: ${ask.order}, asked for and withdrawn, asked for and agreed to`, async (step) => {
        await step('on a phone it is filled in and sent; withdrawn, it leaves everything as it was', async () => {
            const buyer = await stage.buyer(ask.buyer, ask.order, phone);
            const ticket_no = await apply(buyer, ask);
            await give(buyer, 'buyer', ticket_no, 'withdraw');
            await buyer.sees_state('已关闭');
            await stage.clear();
        });
        await step('on a desktop it is sent again; what the merchant says is seen without reloading', async () => {
            const merchant = await stage.staff_again('merchant', ask.shop);
            const buyer = await stage.buyer(ask.buyer, ask.order, desktop);
            const ticket_no = await apply(buyer, ask);
            await give(merchant, 'merchant', ticket_no, 'agree');
            await buyer.sees_state(ask.then, 15_000);
            await stage.clear();
        });
    }, () => stage.keep_failure('types-' + ask.order));
    await stage.clear().catch(() => {});
}

/** Lessons: some on the phone, the last one on the desktop. @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function lessons(report, stage) {
    await report.flow('虚拟商品退款: lessons one by one', async (step) => {
        const open = async (/** @type {import('playwright-core').BrowserContextOptions} */ how) => {
            const buyer = await stage.buyer('b11', 'E1028', how);
            await buyer.sees(buyer.find('heading', /E1028/), 20_000);
            await buyer.press(buyer.link('虚拟商品退款'));
            await buyer.press(buyer.button(/^增加/));
            await buyer.finds_dead(buyer.find('checkbox', '权益 L01'), '该权益已使用');
            await buyer.chooses('申请原因', /^不想要了/);
            return buyer;
        };
        const send = async (/** @type {Person} */ buyer) => {
            await buyer.finds_live(buyer.button('提交申请'));
            await buyer.press(buyer.button('提交申请'));
            await buyer.sees_state('已完成', 15_000);
            await stage.clear();
        };
        await step('all that are left but one, on a phone', async () => {
            const buyer = await open(phone);
            await buyer.press(buyer.find('checkbox', '权益 L10'));
            await send(buyer);
        });
        await step('the one that is left, on a desktop; the others say where they are', async () => {
            const buyer = await open(desktop);
            await buyer.finds_dead(buyer.find('checkbox', '权益 L09'), '该权益已在其他售后单中');
            assert.ok(await buyer.find('checkbox', '权益 L10').isChecked());
            await send(buyer);
        });
    }, () => stage.keep_failure('types-lessons'));
    await stage.clear().catch(() => {});
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function changed(report, stage) {
    await report.flow('a return with a gift, from the line of the order, changed before it was answered', async (step) => {
        /** @type {Person} */ let buyer;
        let ticket_no = '';
        let taps = 0;
        const press = (/** @type {import('playwright-core').Locator} */ what) => { ++taps; return buyer.press(what); };
        await step('from the launch link to the sent return in eight taps and one photo', async () => {
            buyer = await stage.buyer('b10', 'E1037', phone);
            await buyer.sees(buyer.find('heading', /E1037/), 20_000);
            await press(buyer.link('申请售后').first());
            await buyer.sees(buyer.find('heading', '退货退款'));
            await press(buyer.button(/^申请原因：/));
            await press(buyer.find('option', /^质量问题/));
            ++taps;
            await buyer.field('添加照片').setInputFiles(photo);
            await buyer.finds_live(buyer.button('提交申请'));
            await press(buyer.button('提交申请'));
            await buyer.sees_state('待商家处理');
            ticket_no = buyer.hash().split('/')[3];
            assert.ok(taps <= 8, `${taps} taps`);
        });
        await step('its order is among those that have something under way, and says what it waits for', async () => {
            await buyer.press(buyer.link('我的订单'));
            await buyer.press(buyer.find('tab', '售后中'));
            await buyer.arrives_at(/^#\/b\/orders\?status=open$/);
            await buyer.reads(/^退货退款：待商家处理 · /);
        });
        await step('the form of the ticket shows what was asked for; the gift is to be kept', async () => {
            await buyer.page.goto(`${stage.server.origin}/#/b/orders/E1037/apply/return_refund/${ticket_no}`);
            await buyer.reads(`正在修改 ${ticket_no}：提交后重新审核，还可修改 5 次。`);
            await buyer.sees(buyer.button('申请原因：质量问题'));
            await buyer.sees(buyer.find('img', '照片 1'));
            await buyer.press(buyer.find('radio', /^保留赠品，退款 ¥/));
            await buyer.finds_live(buyer.button('提交修改'));
            await buyer.press(buyer.button('提交修改'));
            await buyer.arrives_at(new RegExp(ticket_no + '$'));
            await buyer.reads('赠品「赠品:羊毛格纹围巾」1 件留下，折价扣除');
        });
        await stage.clear();
    }, () => stage.keep_failure('types-changed'));
    await stage.clear().catch(() => {});
}

/** The shop has two of another size. @param {import('./stage.mjs').Stage} stage */
async function put_stock(stage) {
    const merchant = await stage.staff_again('merchant', 'yunshan');
    const ware = (/** @type {string} */ sku, /** @type {string} */ spec, /** @type {number} */ available) =>
        ({ sku, spu: 'A103', title: '新疆长绒棉印花 T 恤', spec, unit_price_fen: 7900, available });
    const data = { items: [ware('A103-3', '白色 / L', 0), ware('A103-2', '白色 / M', 2)] };
    const answer = await merchant.page.request.put(stage.server.origin + '/api/v1/merchant/stock', { data });
    assert.equal(answer.status(), 200, await answer.text());
    await stage.clear();
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function type_flows(report, stage) {
    await put_stock(stage);
    for (const ask of asks) await asked_for(report, stage, ask);
    await lessons(report, stage);
    await changed(report, stage);
}
