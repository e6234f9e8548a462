// @ts-check
// What a shop's people do beside tickets: a request for a buyer on the telephone, return addresses with conditions, the
// shelf; and the platform shuts a shop and opens it again.

import assert from 'node:assert/strict';

import { desktop } from './stage.mjs';

/** @typedef {import('./stage.mjs').Person} Person */

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function for_a_buyer(report, stage) {
    await report.flow('shop: a ticket for a buyer on the telephone', async (step) => {
        /** @type {Person} */ let manager;
        let ticket_no = '';
        await step('the key N leads from the workbench to the search, and a phone tail finds the orders', async () => {
            manager = await stage.staff('merchant', 'yunshan-manager');
            await manager.page.goto(`${stage.server.origin}/#/m/work`);
            await manager.sees(manager.link('代买家申请').nth(1), 20_000);  // beside the one of the navigation
            await manager.sees(manager.find('heading', '工作台'));
            await manager.page.keyboard.press('n');
            await manager.arrives_at(/^#\/m\/for-buyer$/);
            await manager.type(manager.find('searchbox', /订单号、手机尾号/), '6218');
            await manager.page.keyboard.press('Enter');
            await manager.sees(manager.link(/^E1002 /));
            await manager.reads('尾号 6218');
            await manager.picture('for-buyer');
        });
        await step('the same form as the buyer has, with the talk above it', async () => {
            await manager.press(manager.link(/^E1002 /));
            await manager.sees(manager.find('heading', '代买家申请 · 退货退款'));
            await manager.type(manager.field('沟通记录（买家看不到）'), '来电说袖口脱线');
            await manager.press(manager.button(/^增加/).first());
            await manager.chooses('申请原因', /^质量问题/);
            await manager.finds_live(manager.button('代为提交并同意'));
            await manager.picture('for-buyer-form');
            await manager.press(manager.button('代为提交并同意'));
            await manager.arrives_at(/^#\/m\/tickets\/AS\d{16}/);
            await manager.sees_state('待买家退货');
            ticket_no = manager.hash().split('/')[3].split('?')[0];
            await manager.reads('来电说袖口脱线');
        });
        await step('from the list it begins with what was searched for', async () => {
            await manager.page.goto(`${stage.server.origin}/#/m/tickets?q=E1002`);
            await manager.press(manager.find('main').getByRole('link', { name: '代买家申请', exact: true }));
            await manager.arrives_at(/^#\/m\/for-buyer\?q=E1002$/);
            await manager.sees(manager.link(/^E1002 /), 20_000);
        });
        await step('its buyer sees the ticket, and nothing of the talk', async () => {
            const buyer = await stage.buyer('b1', 'E1002', desktop);
            await buyer.page.goto(`${stage.server.origin}/#/b/tickets/${ticket_no}`);
            await buyer.sees_state('待买家退货', 20_000);
            assert.ok(!(await buyer.page.content()).includes('袖口脱线'));
        });
        await stage.clear();
    }, () => stage.keep_failure('for-buyer'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function addresses(report, stage) {
    await report.flow('shop: return addresses and which applies when', async (step) => {
        /** @type {Person} */ let manager;
        await step('an address for repairs is added', async () => {
            manager = await stage.staff('merchant', 'yunshan-manager', 'addresses');
            await manager.page.goto(`${stage.server.origin}/#/m/addresses`);
            await manager.sees(manager.button('添加地址'), 20_000);
            await manager.press(manager.button('添加地址'));
            const dialog = manager.dialog('添加地址');
            await manager.finds_dead(manager.button('添加地址', dialog), /请先填写/);
            await manager.type(manager.field('收件人', dialog), '维修组');
            await manager.type(manager.field('电话', dialog), '0571-5550199');
            await manager.type(manager.field('省市区', dialog), '浙江省杭州市余杭区');
            await manager.type(manager.field('详细地址', dialog), '丰华路 20 号');
            await manager.chooses('用于这些类目', '食品', dialog);
            await manager.sees(manager.button('移除 食品', dialog));
            await manager.chooses('用于这些类目', '数码', dialog);
            await manager.press(manager.button('移除 数码', dialog));
            await manager.sees_no(manager.button('移除 数码', dialog));
            await manager.press(manager.find('checkbox', '用于：维修', dialog));
            await manager.press(manager.button('添加地址', dialog));
            await manager.sees_no(dialog);
            await manager.reads('用于：食品 · 维修');
            await manager.picture('addresses');
        });
        await step('it goes up, becomes the default, and is removed after a question', async () => {
            await manager.press(manager.button('上移').last());
            await manager.reads('地址已保存');
            await manager.page.goto(`${stage.server.origin}/#/m/addresses/edit-1`);
            let dialog = manager.dialog('修改地址');
            await manager.sees(dialog, 20_000);
            await manager.press(manager.find('checkbox', '默认地址', dialog));
            await manager.press(manager.button('修改地址', dialog));
            await manager.sees_no(dialog);
            await manager.page.goto(`${stage.server.origin}/#/m/addresses/drop-1`);
            dialog = manager.dialog('删除地址');
            await manager.sees(dialog, 20_000);
            await manager.press(manager.button('删除地址', dialog));
            await manager.sees_no(dialog);
            await manager.sees_no(manager.words(/丰华路 20 号/));
        });
        await stage.clear();
    }, () => stage.keep_failure('addresses'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function shelf(report, stage) {
    await report.flow('shop: the shelf is counted, and who did it is noted', async (step) => {
        await step('a SKU has more pieces now', async () => {
            const manager = await stage.staff('merchant', 'huajian', 'stock');
            await manager.page.goto(`${stage.server.origin}/#/m/stock`);
            await manager.reads('还没有库存数据', undefined, 20_000);
            const ware = { sku: 'H1', spu: 'H1', title: '玫瑰花束', spec: '19 枝', unit_price_fen: 19900, available: 3 };
            const told = await manager.page.request.put(`${stage.server.origin}/api/v1/merchant/stock`,
                { data: { items: [ware] }, headers: { origin: stage.server.origin } });
            assert.equal(told.status(), 200);
            await manager.page.reload();
            await manager.sees(manager.link(/^盘点：玫瑰花束/), 20_000);
            await manager.picture('shelf');
            await manager.press(manager.link(/^盘点：玫瑰花束/));
            const dialog = manager.dialog('保存数量');
            await manager.field('可用数量（不含已预留）', dialog).fill('77');
            await manager.finds_live(manager.button('保存数量', dialog));
            await manager.press(manager.button('保存数量', dialog));
            await manager.sees_no(dialog);
            await manager.sees(manager.words('77'));
            await manager.page.goto(`${stage.server.origin}/#/m/audit`);
            await manager.reads('盘点库存', undefined, 20_000);
            await manager.reads(/→ 77/);
        });
        await stage.clear();
    }, () => stage.keep_failure('shelf'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function shut_shop(report, stage) {
    await report.flow('shop: the platform disables one and enables it again', async (step) => {
        /** @type {Person} */ let admin;
        /** @type {Person} */ let teacher;
        await step('its people are signed out and read so at the door', async () => {
            teacher = await stage.staff('merchant', 'xiaolu');
            admin = await stage.staff('platform', 'admin', 'staff');
            await admin.page.goto(`${stage.server.origin}/#/p/staff`);
            await admin.chooses('店铺', /鹿/);
            await admin.press(admin.button('停用店铺'));
            const dialog = admin.dialog('停用店铺');
            await admin.reads(/买家照常申请/, dialog);
            await admin.press(admin.button('停用店铺', dialog));
            await admin.sees_no(dialog);
            await admin.sees(admin.button('启用店铺'));
            await teacher.page.reload();
            await teacher.sees(teacher.button('登录'), 20_000);
            await teacher.field('账号').fill('xiaolu');
            await teacher.field('密码').fill(stage.password);
            await teacher.press(teacher.button('登录'));
            await teacher.reads(/账号已停用/);
        });
        await step('enabled, they sign in as before', async () => {
            await admin.press(admin.button('启用店铺'));
            const dialog = admin.dialog('启用店铺');
            await admin.press(admin.button('启用店铺', dialog));
            await admin.sees_no(dialog);
            await teacher.press(teacher.button('登录'));
            await teacher.sees(teacher.page.getByRole('navigation'), 20_000);
        });
        stage.known.delete('xiaolu');
        await stage.clear();
    }, () => stage.keep_failure('shut-shop'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function shop_flows(report, stage) {
    await for_a_buyer(report, stage);
    await addresses(report, stage);
    await shelf(report, stage);
    await shut_shop(report, stage);
}
