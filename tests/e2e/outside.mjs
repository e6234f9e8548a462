// @ts-check
// Outside the demo: its passwords open nothing, and a refund that nobody can pay waits, and says so to everybody.

import assert from 'node:assert/strict';

import { Server } from './server.mjs';
import { Stage, desktop } from './stage.mjs';

const logins = ['yunshan', 'yunshan-manager', 'shenlan', 'qinghe', 'xiaolu', 'huajian', 'admin', 'arbiter'];
const password = 'ours-alone-2026';
const waits = '退款已同意，等商城接通付款渠道后自动退回。';

/** @param {import('./report.mjs').Report} report @param {Stage} demo_stage */
export async function outside_flows(report, demo_stage) {
    const host = new Server();
    const stage = new Stage(host, demo_stage.webgl);
    stage.password = password;
    await report.flow('outside the demo: a folder of the demo, served as a mall would', async (step) => {
        let ticket = '';
        await step('it is refused while the demo’s password opens it, and says how to change that', async () => {
            await host.start();
            await host.stop();
            await assert.rejects(host.start({ demo: false }), /afterdesk password LOGIN/);
            for (const login of logins) await host.set_password(login, password);
            await host.start({ demo: false });
            await stage.open();
        });
        await step('monitors read that refunds wait', async () => {
            for (const path of ['/healthz', '/readyz']) {
                const answer = await fetch(host.origin + path);
                assert.equal(answer.status, 200);
                assert.match(await answer.text(), /^ok\nrefunds: waiting_for_host/);
            }
        });
        await step('the buyer is refunded what was not shipped: it waits, and he reads for what', async () => {
            const buyer = await stage.buyer('b2', 'E1011', desktop);
            await buyer.press(buyer.link(/^仅退款（未发货）/));
            await buyer.press(buyer.button(/^增加/).first());
            await buyer.chooses('申请原因', /^不想要了/);
            await buyer.press(buyer.button(/^提交并退款/));
            await buyer.arrives_at(/^#\/b\/tickets\/AS\d{16}$/);
            await buyer.sees_state('退款中', 15_000);
            await buyer.reads(waits);
            await buyer.reads(/等待付款渠道/);
            ticket = buyer.hash().replace('#/b/tickets/', '');
        });
        await step('the merchant reads the same, and the platform how many wait', async () => {
            const merchant = await stage.staff('merchant', 'yunshan');
            await merchant.page.goto(`${host.origin}/#/m/tickets/${ticket}`);
            await merchant.reads(waits);
            const platform = await stage.staff('platform', 'admin');
            await platform.page.goto(`${host.origin}/#/p/tickets/${ticket}`);
            await platform.reads(waits);
            await platform.press(platform.link('支付通道'));
            await platform.reads(/还没有接通付款渠道，退款都在等待：现有 1 笔/);
        });
        await step('with a way to pay it goes out by itself', async () => {
            await host.stop();
            await host.start();
            const platform = stage.people[stage.people.length - 1];
            await platform.page.goto(`${host.origin}/#/p/tickets/${ticket}`);
            await platform.sees_state('已完成', 20_000);
        });
        await stage.clear();
        await host.stop();
        await host.verify();
    }, () => stage.keep_failure('outside'));
    await stage.close();
    await host.stop();
    await host.forget();
}
