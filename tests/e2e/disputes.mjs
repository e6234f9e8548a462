// @ts-check
// What a buyer does on a ticket beyond sending goods back: answers an offer with another amount, shows more proof,
// calls the platform in, confirms what came, and says how it was. Shop and platform act through the API.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Client } from './client.mjs';
import { desktop, password, phone } from './stage.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const address = { name: '云杉服饰售后组', phone: '0571-5550101', text: '浙江省杭州市余杭区良渚街道丰华路 18 号 3 号仓 2 楼退货区' };

/** @param {number} fen */
const yuan = (fen) => (fen / 100).toLocaleString('en', { minimumFractionDigits: 2 });

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {{merchant: Client, platform: Client}} Desk */

/** @param {Stage} stage @returns {Promise<Desk>} */
async function desk_of(stage) {
    const merchant = new Client(stage.server.origin, 'merchant');
    const platform = new Client(stage.server.origin, 'platform');
    assert.equal((await merchant.sign_in('yunshan', password)).status, 200);
    assert.equal((await platform.sign_in('admin', password)).status, 200);
    return { merchant, platform };
}

/** @param {Client} who @param {string} no @param {string} command @param {object} [fields] */
async function give(who, no, command, fields) {
    const answer = await who.command(no, (await who.ticket(no)).version, command, fields);
    assert.equal(answer.status, 200, `${command}: ${answer.text}`);
}

/**
 * A ticket, asked for through the API, and its buyer before it.
 * @param {Stage} stage @param {{buyer: string, order: string, line: number, type?: string}} asked @param {object} how
 */
async function ask(stage, asked, how) {
    const api = new Client(stage.server.origin, 'buyer');
    assert.equal((await api.launch(await stage.server.launch_token(asked.buyer))).status, 200);
    const kept = await api.send('POST', '/evidence', await readFile(photo));
    const request = { type: asked.type || 'return_refund', reason: 'quality', lines: [{ line_no: asked.line, quantity: 1 }] };
    const { answer } = await api.apply(asked.order, request, { remark: '开线了', evidence: [kept.body.id] });
    assert.equal(answer.status, 201, answer.text);
    const no = answer.body.ticket.no;
    const buyer = await stage.buyer(asked.buyer, asked.order, how);
    await buyer.arrives_at(/^#\/b\//);
    await buyer.page.goto(`${stage.server.origin}/#/b/tickets/${no}`);
    await buyer.sees_state('待商家处理', 20_000);
    return { no, buyer, refund_fen: /** @type {number} */ (answer.body.ticket.quote.refund_fen) };
}

/** @param {Person} buyer @param {string} button @param {string} words @param {string} text */
async function show_proof(buyer, button, words, text) {
    await buyer.press(buyer.button(button));
    const dialog = buyer.dialog(button);
    await buyer.field('添加照片', dialog).setInputFiles(photo);
    await buyer.sees(buyer.find('img', '照片 1', dialog));
    await buyer.type(buyer.field(words, dialog), text);
    await buyer.finds_live(buyer.button(button, dialog));
    await buyer.press(buyer.button(button, dialog));
    await buyer.sees_no(dialog);
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Desk} desk */
async function countered(report, stage, desk) {
    await report.flow('ticket: the buyer proposes another amount, the shop accepts', async (step) => {
        /** @type {Person} */ let buyer;
        let no = '', refund_fen = 0;
        await step('an offer shows both amounts and the difference', async () => {
            ({ no, buyer, refund_fen } = await ask(stage, { buyer: 'b6', order: 'E1130', line: 1 }, phone));
            await buyer.reads('请等商家处理');
            await give(desk.merchant, no, 'make_offer', { refund_fen: refund_fen - 6_900, text: '鞋底有磨损', address });
            await buyer.sees_state('待买家确认协商');
            await buyer.reads(`商家提出退款 ¥${yuan(refund_fen - 6_900)}（原 ¥${yuan(refund_fen)}）`);
            await buyer.reads('相差：−\u2060¥69.00');
        });
        await step('too much is refused where it stands', async () => {
            await buyer.press(buyer.button('还价'));
            const dialog = buyer.dialog('还价');
            await buyer.type(buyer.field(/^希望退款（元）/, dialog), yuan(refund_fen + 100));
            await buyer.finds_dead(buyer.button('还价', dialog), /请改低/);
            await buyer.field(/^希望退款（元）/, dialog).fill(yuan(refund_fen - 1_900));
            await buyer.type(buyer.field('给商家的说明', dialog), '只试穿过一次');
            await buyer.press(buyer.button('还价', dialog));
            await buyer.sees_state('待商家处理');
            await buyer.reads('请等商家回复您的还价');
        });
        await step('the shop accepts: the goods are to go back for that', async () => {
            await give(desk.merchant, no, 'accept_offer');
            await buyer.sees_state('待买家退货');
            await buyer.reads('请寄回商品，并填写运单号');
            await buyer.reads(`之后：商家收到后退款 ¥${yuan(refund_fen - 1_900)}`);
        });
        await stage.clear();
    }, () => stage.keep_failure('countered'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Desk} desk */
async function proven(report, stage, desk) {
    await report.flow('ticket: changed once, rejected, proven, approved', async (step) => {
        /** @type {Person} */ let buyer;
        let no = '';
        await step('the buyer changes the request, and sees how often it may still be done', async () => {
            ({ no, buyer } = await ask(stage, { buyer: 'b6', order: 'E1242', line: 3 }, desktop));
            await buyer.press(buyer.button('修改申请（还可改 5 次）'));
            await buyer.reads(/还可修改 5 次/);
            await buyer.press(buyer.button(/^增加头层牛皮手提通勤包/));
            await buyer.finds_live(buyer.button('提交修改'));
            await buyer.press(buyer.button('提交修改'));
            await buyer.arrives_at(new RegExp(no + '$'));
            await buyer.sees(buyer.button('修改申请（还可改 4 次）'));
        });
        await step('rejected: the page says why, by when, and what can be done', async () => {
            await give(desk.merchant, no, 'reject', { reason: 'evidence_insufficient', text: '请补充细节照片' });
            await buyer.sees_state('商家已拒绝');
            await buyer.reads('补充凭证后，商家会重新处理');
            await buyer.reads(/过期将关闭/);
            await buyer.finds_live(buyer.button('申请平台介入'));
        });
        await step('a photo more brings it back to the shop, which sees it and approves', async () => {
            await show_proof(buyer, '补充凭证', '凭证说明', '里衬的破口');
            await buyer.sees_state('待商家处理');
            await buyer.sees(buyer.find('img', '照片 1'));
            await buyer.reads('里衬的破口');
            await give(desk.merchant, no, 'agree', { address });
            await buyer.sees_state('待买家退货');
        });
        await stage.clear();
    }, () => stage.keep_failure('proven'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Desk} desk @param {boolean} for_buyer */
async function judged(report, stage, desk, for_buyer) {
    await report.flow(`ticket: rejected, the platform decides for the ${for_buyer ? 'buyer' : 'shop'}`, async (step) => {
        /** @type {Person} */ let buyer;
        let no = '';
        await step('the buyer calls the platform in, and is told what that means', async () => {
            const asked = { buyer: 'b11', order: 'E1136', line: for_buyer ? 1 : 2 };
            ({ no, buyer } = await ask(stage, asked, for_buyer ? phone : desktop));
            await give(desk.merchant, no, 'reject', { reason: 'evidence_insufficient', text: '看不出问题' });
            await buyer.sees_state('商家已拒绝');
            await buyer.press(buyer.button('申请平台介入'));
            const dialog = buyer.dialog('申请平台介入');
            await buyer.reads(/平台会查看双方的凭证后裁决/, dialog);
            await buyer.type(buyer.field('给平台的说明', dialog), '明显是质量问题');
            await buyer.press(buyer.button('申请平台介入', dialog));
            await buyer.sees_no(dialog);
            await buyer.reads('请等平台裁决');
        });
        await step('the platform asks for proof: the buyer gives it in time', async () => {
            await give(desk.platform, no, 'ask_evidence', { text: '请拍吊牌' });
            await buyer.reads('平台要求举证，请补充凭证');
            await buyer.reads('平台要求：请拍吊牌');
            await show_proof(buyer, '补充凭证', '凭证说明', '吊牌在');
            await buyer.reads('吊牌在');
        });
        await step('the decision is carried out, and said with its words', async () => {
            const verdict = { outcome: for_buyer ? 'refund_all' : 'refund_none', refund_fen: 0, fault: for_buyer ? 'shop' : 'buyer',
                freight_payer: for_buyer ? 'shop' : 'buyer', return_goods: false, text: '凭证清楚' };
            await give(desk.platform, no, 'verdict', { verdict });
            await buyer.sees_state(for_buyer ? '已完成' : '已关闭', 15_000);
            await buyer.reads(for_buyer ? '裁决：全额退款' : '裁决：不予退款');
            await buyer.reads('裁决说明：凭证清楚');
        });
        await stage.clear();
    }, () => stage.keep_failure('judged'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Desk} desk */
async function exchanged(report, stage, desk) {
    await report.flow('ticket: an exchange comes, is confirmed and rated', async (step) => {
        /** @type {Person} */ let buyer;
        let no = '';
        await step('the old one goes back, the new one is sent: both parcels are shown', async () => {
            const { sku, spu, title, spec, unit_price_fen } = (await desk.platform.get('/orders/E1242')).order.lines[0];
            const ware = { sku, spu, title, spec, unit_price_fen, available: 3 };
            const put = await desk.merchant.send('PUT', '/stock', { items: [ware] });
            assert.equal(put.status, 200, put.text);
            ({ no, buyer } = await ask(stage, { buyer: 'b6', order: 'E1242', line: 1, type: 'exchange' }, phone));
            await give(desk.merchant, no, 'agree', { address });
            await buyer.sees_state('待买家退货');
            await buyer.press(buyer.button('填写退货物流'));
            const dialog = buyer.dialog('填写退货物流');
            await buyer.chooses('快递公司', '顺丰速运', dialog);
            await buyer.type(buyer.field('运单号', dialog), 'SF1408227777');
            await buyer.press(buyer.button('填写退货物流', dialog));
            await buyer.sees_state('待商家收货');
            await give(desk.merchant, no, 'receive');
            await buyer.sees_state('待商家发货');
            await give(desk.merchant, no, 'reship', { parcel: { carrier: 'zto', tracking_no: 'ZT0000007777' } });
            await buyer.sees_state('待买家收货');
            await buyer.reads('顺丰速运：SF1408227777');
            await buyer.reads('中通快递：ZT0000007777');
        });
        await step('confirmed: complete', async () => {
            await buyer.reads('收到商品后请确认收货');
            await buyer.press(buyer.button('确认收货'));
            await buyer.press(buyer.button('确认收货', buyer.dialog('确认收货')));
            await buyer.sees_state('已完成');
        });
        await step('rated once', async () => {
            await buyer.press(buyer.button('评价售后'));
            const dialog = buyer.dialog('评价售后');
            await buyer.press(buyer.find('radio', '4 星 · 满意', dialog));
            await buyer.type(buyer.field('说说感受', dialog), '换得很快');
            await buyer.press(buyer.button('评价售后', dialog));
            await buyer.sees_no(dialog);
            await buyer.reads('我的评价：4 星');
            await buyer.sees_no(buyer.button('评价售后'));
        });
        await stage.clear();
    }, () => stage.keep_failure('exchanged'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage */
export async function dispute_flows(report, stage) {
    const desk = await desk_of(stage);
    await countered(report, stage, desk);
    await proven(report, stage, desk);
    await judged(report, stage, desk, true);
    await judged(report, stage, desk, false);
    await exchanged(report, stage, desk);
}
