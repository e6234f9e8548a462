// @ts-check
// The living demo, as tools/run shows it to a newcomer: one tap, and there is work to look at.

import assert from 'node:assert/strict';

import { eventually } from './report.mjs';
import { Server } from './server.mjs';
import { Stage, desktop, phone } from './stage.mjs';

const tablet = { viewport: { width: 768, height: 1024 } };
const small_phone = { ...phone, viewport: { width: 360, height: 740 } };
const sizes = /** @type {const} */ ([[360, small_phone], [768, tablet], [1280, desktop]]);

/** How many tickets the API tells of. @param {import('./stage.mjs').Person} person @param {string} origin @param {string} path */
async function told(person, origin, path) {
    const answer = await person.context.request.get(`${origin}/api/v1${path}`);
    assert.equal(answer.status(), 200);
    return answer.json();
}

/** @param {import('./report.mjs').Report} report @param {Stage} demo_stage */
export async function living_flows(report, demo_stage) {
    const host = new Server();
    const stage = new Stage(host, demo_stage.webgl);
    const way = stage.webgl ? '' : '-html';
    await report.flow('the living demo: one tap each, and nobody finds an empty queue', async (step) => {
        await step('its first start plays sixty days', async () => {
            await host.start({ living: true });
            await stage.open();
        });
        for (const [width, how] of sizes) {
            await step(`the first page offers three doors (${width} px)`, async () => {
                const visitor = await stage.person(`visitor ${width}`, how);
                await visitor.page.goto(host.origin);
                for (const who of ['买家', '商家', '平台']) await visitor.sees(visitor.button(`以${who}身份体验`), 20_000);
                await visitor.reads('许蔓 · 云杉服饰旗舰店');
                await visitor.picture(`living-landing-${width}${way}`);
            });
        }
        const [on_phone, on_tablet, on_desktop] = stage.people;
        await step('as a buyer: his orders, and tickets that wait for him', async () => {
            await on_phone.press(on_phone.button('以买家身份体验'));
            await on_phone.arrives_at(/^#\/b\/orders$/);
            await on_phone.sees(on_phone.find('heading', '我的订单'), 20_000);
            const { counts } = await told(on_phone, host.origin, '/buyer/tickets');
            assert.equal(Object.values(counts).reduce((sum, count) => sum + count, 0), 7);
            await on_phone.press(on_phone.link('售后记录'));
            await on_phone.sees(on_phone.link(/ 待买家退货 /));
            await on_phone.picture(`living-buyer-360${way}`);
        });
        await step('as a merchant: a queue of work of every kind', async () => {
            await on_desktop.press(on_desktop.button('以商家身份体验'));
            await on_desktop.arrives_at(/^#\/m\/work$/);
            await on_desktop.sees(on_desktop.link(/ 待商家处理 /), 20_000);
            const { counts } = await told(on_desktop, host.origin, '/merchant/tickets');
            for (const status of ['reviewing', 'to_return', 'to_refund', 'to_exchange', 'done', 'shut']) {
                assert.ok(counts[status] > 2, `${status}: ${counts[status]}`);
            }
            await on_desktop.picture(`living-merchant-1280${way}`);
        });
        await step('his shelf: what is sold out, an exchange that waits for it, and what came back by grade', async () => {
            await on_desktop.page.goto(`${host.origin}/#/m/stock`);
            await on_desktop.sees(on_desktop.find('grid', '换货中的商品'), 20_000);
            let wanted = ['要 1 件，缺货，同意会转为退款', '次品 1 件', '报废 1 件'];  // rows are there while they are seen
            for (let tries = 0; wanted.length && tries < 20; tries += 1) {
                const text = await on_desktop.page.locator('#mirror').innerText();
                wanted = wanted.filter((words) => !text.includes(words));
                await on_desktop.page.mouse.move(700, 500);
                await on_desktop.page.mouse.wheel(0, 300);
                await on_desktop.page.waitForTimeout(300);
            }
            assert.deepEqual(wanted, []);
            await on_desktop.picture(`living-shelf-1280${way}`);
            await on_desktop.page.goto(`${host.origin}/#/m/receive`);
            await on_desktop.sees(on_desktop.find('grid', '等待收货的退货'), 20_000);
            await on_desktop.picture(`living-receive-1280${way}`);
        });
        await step('as the platform: the disputes of all shops', async () => {
            await on_tablet.press(on_tablet.button('以平台身份体验'));
            await on_tablet.arrives_at(/^#\/p\/work$/);
            await on_tablet.sees(on_tablet.find('heading', /./), 20_000);
            const { items } = await told(on_tablet, host.origin, '/platform/tickets?arbitration=open');
            assert.ok(items.length >= 5, `${items.length} disputes`);
            await on_tablet.page.goto(`${host.origin}/#/p/tickets/${items[0].ticket_no}`);
            await on_tablet.sees(on_tablet.find('heading', /./));
            await on_tablet.picture(`living-dispute-768${way}`);
            const open = await Promise.all(items.map((/** @type {any} */ it) => told(on_tablet, host.origin, `/platform/tickets/${it.ticket_no}`)));
            const called = open.filter((it) => it.ticket.arbitration.appeal);
            assert.equal(called.length, 2, 'appeals that wait');
            await on_tablet.page.goto(`${host.origin}/#/p/tickets/${called[0].ticket.no}`);
            await on_tablet.sees(on_tablet.words(/申诉/), 20_000);
            await on_tablet.picture(`living-appeal-768${way}`);
        });
        await step('a tap is a session like any: it is seen among the devices, and ended there', async () => {
            await on_desktop.page.goto(`${host.origin}/#/m/devices`);
            await on_desktop.reads(/演示入口/);
        });
        await step('a second start plays nothing again, and its books add up', async () => {
            const { counts } = await told(on_desktop, host.origin, '/merchant/tickets');
            await host.stop();
            await host.start({ living: true });
            const again = await told(on_desktop, host.origin, '/merchant/tickets');
            assert.deepEqual(again.counts, counts);
        });
        await step('ten days later what nobody answered has gone its way, and the books still add up', async () => {
            const before = await told(on_desktop, host.origin, '/merchant/tickets');
            const data = { advance_ms: 10 * 86_400_000 };
            const moved = await on_tablet.context.request.post(`${host.origin}/api/v1/platform/clock`, { data });
            assert.equal(moved.status(), 200, await moved.text());
            await eventually(async () => {
                const { counts } = await told(on_desktop, host.origin, '/merchant/tickets');
                return counts.done + counts.shut > before.counts.done + before.counts.shut;
            }, 'deadlines', 20_000);
        });
        await stage.clear();
        await host.stop();
        await host.verify();
    }, () => stage.keep_failure('living'));
    await stage.close();
    await host.stop();
    await host.forget();
}
