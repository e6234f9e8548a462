// @ts-check
// Who is signed in, and from where: a manager ends what he does not recognise, and that page is signed out.

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function device_flows(report, stage) {
    await report.flow('devices: a manager ends a colleague’s session, and his own others', async (step) => {
        /** @type {import('./stage.mjs').Person} */ let manager;
        /** @type {import('./stage.mjs').Person} */ let colleague;
        await step('he sees his colleague, where he signed in and how', async () => {
            colleague = await stage.staff('merchant', 'yunshan');
            manager = await stage.staff('merchant', 'yunshan-manager');
            await manager.opens_account();
            await manager.press(manager.link('登录设备'));
            await manager.reads('本设备');
            await manager.reads('许蔓');
        });
        await step('ended after a question, and the colleague has to sign in again', async () => {
            const end = manager.button(/^结束登录：许蔓/).first();
            await manager.press(end);
            const dialog = manager.dialog(/^结束登录/);
            await manager.press(manager.button(/^结束登录/, dialog));
            await manager.sees_no(dialog);
            await colleague.page.reload();
            await colleague.sees(colleague.find('heading', '商家登录'), 20_000);
        });
        await step('all of his own others end at once; this one stays', async () => {
            const elsewhere = await stage.staff('merchant', 'yunshan-manager');
            await manager.press(manager.link('售后工单'));
            await manager.opens_account();
            await manager.press(manager.link('登录设备'));
            await manager.press(manager.button('结束我的其他登录'));
            const dialog = manager.dialog('结束我的其他登录');
            await manager.press(manager.button('结束我的其他登录', dialog));
            await manager.sees_no(dialog);
            await elsewhere.page.reload();
            await elsewhere.sees(elsewhere.find('heading', '商家登录'), 20_000);
            await manager.page.reload();
            await manager.sees(manager.find('heading', '登录设备'), 20_000);
        });
        stage.known.delete('yunshan');
        stage.known.delete('yunshan-manager');
        await stage.clear();
    }, () => stage.keep_failure('devices'));
}
