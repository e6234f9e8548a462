// @ts-check
// Tickets in several states, so that there is something to look at.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Client } from './client.mjs';
import { root } from './server.mjs';
import { password } from './stage.mjs';

export const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const address = { name: '云杉服饰售后组', phone: '0571-5550101', text: '浙江省杭州市余杭区良渚街道丰华路 18 号 3 号仓 2 楼退货区' };

/** Where somebody's ticket is. @typedef {{buyer_id: string, order_no: string, no: string}} Place */
/** offered and waiting are numbers of tickets: of buyer b1 and of anybody. @typedef {{offered: string, waiting: string, agreed: Place, sent: Place, rejected: Place, done: Place}} Tickets */

/** @param {import('./server.mjs').Server} server @param {string} buyer_id @param {string} order_no @param {number} line_no @param {string} remark */
async function ask(server, buyer_id, order_no, line_no, remark) {
    const buyer = new Client(server.origin, 'buyer');
    await buyer.launch(await server.launch_token(buyer_id));
    const kept = await buyer.send('POST', '/evidence', await readFile(photo));
    const request = { type: 'return_refund', reason: 'quality', lines: [{ line_no, quantity: 1 }] };
    const { answer } = await buyer.apply(order_no, request, { remark, evidence: [kept.body.id] });
    assert.equal(answer.status, 201, answer.text);
    return { buyer, no: answer.body.ticket.no };
}

/** @type {WeakMap<import('./server.mjs').Server, Promise<Tickets>>} */
const furnished = new WeakMap();

/** Tickets in several states, so that there is something to look at. @param {import('./server.mjs').Server} server @returns {Promise<Tickets>} */
export function furnish(server) {
    const done = furnished.get(server) || ask_around(server);
    furnished.set(server, done);
    return done;
}

/** @param {import('./server.mjs').Server} server @returns {Promise<Tickets>} */
async function ask_around(server) {
    const merchant = new Client(server.origin, 'merchant');
    assert.equal((await merchant.sign_in('yunshan', password)).status, 200);
    const give = async (/** @type {Client} */ who, /** @type {string} */ no, /** @type {string} */ command, /** @type {object} */ fields) => {
        const answer = await who.command(no, (await who.ticket(no)).version, command, fields);
        assert.equal(answer.status, 200, answer.text);
    };
    const lines = (await readFile(join(root, 'assets/demo/orders.jsonl'), 'utf8')).trim().split('\n');
    const { demo_epoch_ms } = JSON.parse(await readFile(join(root, 'assets/demo/mall.json'), 'utf8'));
    const fresh = (/** @type {any} */ line) => !line.gift && demo_epoch_ms - (line.received_at_ms || 0) < 10 * 86_400_000;
    const orders = lines.slice(14).map((line) => JSON.parse(line)).filter((order) => order.shop_id === 's1' && order.lines.some(fresh));
    /** @type {Place[]} */ const places = [];
    const remarks = ['袖口脱线', '颜色与图片不一致,做工也比较粗糙,希望尽快处理', '', '鞋底开胶', '有明显污渍', '尺码标错'];
    for (const [i, remark] of remarks.entries()) {
        const order = orders[i];
        const { buyer, no } = await ask(server, order.buyer_id, order.order_no, order.lines.find(fresh).line_no, remark);
        places.push({ buyer_id: order.buyer_id, order_no: order.order_no, no });
        if (i === 0 || i === 1 || i === 4) await give(merchant, no, 'agree', { address });
        if (i === 1 || i === 4) await give(buyer, no, 'ship_back', { parcel: { carrier: 'jd', tracking_no: 'JD0012345678' } });
        if (i === 4) await give(merchant, no, 'receive', {});
        if (i === 2) await give(merchant, no, 'reject', { reason: 'evidence_insufficient', text: '请补充细节照片' });
    }
    const { no } = await ask(server, 'b1', 'E1006', 1, '领口起球,穿了一次');
    await give(merchant, no, 'make_offer', { refund_fen: 20_000, text: '穿过一次,退 200 元可以吗?', address });
    const { items } = await merchant.get('/tickets?status=reviewing');
    const open = items.find((/** @type {any} */ item) => item.state === 'awaiting_merchant');
    const [agreed, sent, rejected, , done] = places;
    return { offered: no, waiting: open.ticket_no, agreed, sent, rejected, done };
}
