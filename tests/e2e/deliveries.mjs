// @ts-check
// One line in two parcels: the buyer sees what each brought, and asks for all of it while one is under way.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { Client } from './client.mjs';
import { desktop, password, phone } from './stage.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function delivery_flows(report, stage) {
    const way = stage.webgl ? 'with WebGL' : 'without WebGL';
    await report.flow(`one line in two parcels, ${way}`, async (step) => {
        /** @type {import('./stage.mjs').Person} */ let buyer;
        await step('the order says which parcel brought what', async () => {
            buyer = await stage.buyer('b2', 'E1053', stage.webgl ? phone : desktop);
            await buyer.reads('已发货');
            await buyer.reads(/^包裹 1：1 件，已签收 .* · 顺丰速运 SF1408223371$/);
            await buyer.reads('包裹 2：1 件，运输中 · 顺丰速运 SF1408223386');
            await buyer.picture(`deliveries-${stage.webgl ? 'phone' : 'html'}`);
        });
        await step('both pieces can be asked for, the one under way too', async () => {
            await buyer.press(buyer.link('退货退款'));
            for (let i = 0; i < 2; ++i) await buyer.press(buyer.button(/^增加/).first());
            await buyer.chooses('申请原因', /^质量问题/);
            await buyer.type(buyer.field('补充说明'), '受潮了');
            await buyer.field('添加照片').setInputFiles(photo);
            await buyer.sees(buyer.find('img', '照片 1'));
            await buyer.finds_live(buyer.button('提交申请'));
            await buyer.press(buyer.button('提交申请'));
            await buyer.sees_state('待商家处理');
        });
        await step('the mall corrects a sign-for, and tells of the other', async () => {
            const mall = new Client(stage.server.origin, 'platform');
            assert.equal((await mall.sign_in('admin', password)).status, 200);
            const at = (await mall.get('/session')).now_ms - 60_000;
            const told = await mall.send('POST', '/facts', {
                order_no: 'E1053',
                lines: [{ line_no: 1, deliveries: ['P1', 'P2'].map((delivery_no) => ({ delivery_no, quantity: 1, received_at_ms: at })) }],
            });
            assert.equal(told.status, 200, told.text);
            await buyer.page.goto(await stage.server.launch_url('b2', 'E1053'));
            await buyer.reads(/^包裹 2：1 件，已签收 .* · 顺丰速运 SF1408223386$/);
        });
        await stage.clear();
    }, () => stage.keep_failure('deliveries'));
}
