// @ts-check
// Who may do what: a manager adds somebody and gives him a role, what he may not do says which right is missing, what is
// taken away ends his session; the second step of signing in; who did what; a failed refund followed from the health page.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

import { desktop } from './stage.mjs';

/** @typedef {import('./stage.mjs').Person} Person */

/** The code of an authenticator app (RFC 6238). @param {string} secret Base32 @param {number} [steps] ahead */
function code_of(secret, steps = 0) {
    let bits = '';
    for (const letter of secret) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
    const key = Buffer.from((bits.match(/.{8}/g) || []).map((byte) => parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
    const mac = createHmac('sha1', key).update(counter).digest();
    return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Types account and password at the door. @param {Person} person @param {string} login @param {string} password */
async function knocks(person, login, password) {
    await person.sees(person.button('登录'), 20_000);
    await person.field('账号').fill(login);
    await person.field('密码').fill(password);
    await person.press(person.button('登录'));
}

/** The password that is shown once. @param {Person} manager */
async function given_password(manager) {
    const dialog = manager.dialog('登录密码');
    await manager.reads(/只显示这一次/, dialog);
    const said = await manager.words(/^登录密码：/, dialog).textContent() || '';
    await manager.press(manager.button('已记下', dialog));
    await manager.sees_no(dialog);
    return said.replace(/^登录密码：/, '');
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function roles(report, stage) {
    await report.flow('rights: added, given a role, refused by name, signed out when it is taken away', async (step) => {
        /** @type {Person} */ let manager;
        /** @type {Person} */ let packer;
        let password = '';
        await step('the manager makes a role of one right and adds somebody with it', async () => {
            manager = await stage.staff('merchant', 'yunshan-manager');
            await manager.page.goto(`${stage.server.origin}/#/m/staff`);
            await manager.sees(manager.find('heading', '谁能做什么'), 20_000);
            await manager.press(manager.button('新建角色'));
            let dialog = manager.dialog('新建角色');
            await manager.type(manager.field('角色名称', dialog), '打包');
            await manager.press(manager.find('checkbox', '收货、验货与发货', dialog));
            await manager.press(manager.button('新建角色', dialog));
            await manager.sees(manager.button('修改角色：打包'));
            await manager.press(manager.button('添加员工'));
            dialog = manager.dialog('添加员工');
            await manager.type(manager.field('登录账号', dialog), 'dabao');
            await manager.type(manager.field('姓名', dialog), '小包');
            await manager.press(manager.find('radio', '打包', dialog));
            await manager.press(manager.button('添加员工', dialog));
            password = await given_password(manager);
            assert.match(password, /^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
        });
        await step('he chooses a password of his own at the door; what he may not do is dead and says why', async () => {
            packer = await stage.person('merchant dabao', desktop);
            await packer.page.goto(`${stage.server.origin}/#/m/staff`);
            await knocks(packer, 'dabao', password);
            await packer.reads('请设置新密码。');
            await packer.type(packer.field('新密码'), 'dabao-2026-dabao');
            await packer.press(packer.button('登录'));
            await packer.reads(/太好猜/);
            password = 'seven green boats';
            await packer.field('新密码').fill(password);
            await packer.press(packer.button('登录'));
            await packer.sees(packer.page.getByRole('navigation'), 20_000);
            await packer.finds_dead(packer.button('添加员工'), /需要「管理员工」权限/);
            await packer.finds_dead(packer.button('新建角色'), /请联系店长或管理员/);
            const refused = await packer.page.request.put(`${stage.server.origin}/api/v1/merchant/stock`,
                { data: { items: [] }, headers: { origin: stage.server.origin } });
            assert.equal(refused.status(), 403);
            assert.equal((await refused.json()).error.path, 'rights.set_stock');
        });
        await step('the role is made smaller: he is signed out', async () => {
            await manager.press(manager.button('修改角色：打包'));
            const dialog = manager.dialog('保存');
            await manager.press(manager.find('checkbox', '收货、验货与发货', dialog));
            await manager.press(manager.button('保存', dialog));
            await manager.sees_no(dialog);
            await packer.page.reload();
            await packer.sees(packer.find('heading', '商家登录'), 20_000);
        });
        await step('switched off, he reads so at the door', async () => {
            await manager.press(manager.link(/^小包/));
            const dialog = manager.dialog('保存');
            await manager.press(manager.find('checkbox', '停用账号', dialog));
            await manager.press(manager.button('保存', dialog));
            await manager.sees_no(dialog);
            await knocks(packer, 'dabao', password);
            await packer.reads(/账号已停用/);
        });
        await step('the log tells it, narrowed by what stands in the address', async () => {
            await manager.press(manager.link('操作记录'));
            await manager.sees(manager.find('heading', '操作记录'));
            await manager.type(manager.find('searchbox', /售后单号/), 'dabao');
            await manager.reads('停用账号');
            await manager.arrives_at(/q=dabao/);
            await manager.page.reload();
            await manager.reads('停用账号', undefined, 20_000);
            await manager.reads('添加员工');
        });
        await stage.clear();
    }, () => stage.keep_failure('rights'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function two_steps(report, stage) {
    await report.flow('two-step sign-in: set up, asked for, a recovery code once, taken off', async (step) => {
        /** @type {Person} */ let person;
        let secret = '', recovery = '', second = '';
        await step('a wrong password is an error at its field and ends nothing; the right one gives a secret', async () => {
            person = await stage.staff('merchant', 'shenlan');
            await person.opens_account();
            await person.press(person.link('密码与两步验证'));
            await person.press(person.button('开启两步验证'));
            const dialog = person.dialog('开启两步验证');
            await person.type(person.field('登录密码', dialog), 'not-this-one');
            await person.press(person.button('开启两步验证', dialog));
            await person.reads('原密码不正确。', dialog);
            await person.field('登录密码', dialog).fill(stage.password);
            await person.press(person.button('开启两步验证', dialog));
            await person.sees_no(dialog);
            secret = (await person.words(/^密钥：/).textContent() || '').replace(/^密钥：/, '');
            assert.match(secret, /^[A-Z2-7]{32}$/);
            await person.sees(person.find('img', /^二维码/));
            const link = await person.link('在验证器中打开').getAttribute('href');
            assert.match(link || '', new RegExp(`^otpauth://totp/.*secret=${secret}`));
        });
        await step('a code turns it on, and the recovery codes are shown once', async () => {
            await person.type(person.field('动态验证码'), code_of(secret));
            await person.press(person.button('确认开启'));
            await person.sees(person.find('heading', '恢复码'));
            [recovery, second] = await person.page.getByText(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){5}$/).allTextContents();
            await person.press(person.button('已记下'));
            await person.reads(/剩余 10 个恢复码/);
        });
        await step('at the door the code is asked for behind the password', async () => {
            const again = await stage.person('merchant shenlan', desktop);
            await again.page.goto(`${stage.server.origin}/#/m/tickets`);
            await knocks(again, 'shenlan', stage.password);
            await again.reads('请填写动态验证码。');
            await again.type(again.field('动态验证码'), code_of(secret, 1));
            await again.press(again.button('登录'));
            await again.sees(again.page.getByRole('navigation'), 20_000);
        });
        await step('a recovery code opens once', async () => {
            for (const opens of [true, false]) {
                const other = await stage.person('merchant shenlan', desktop);
                await other.page.goto(`${stage.server.origin}/#/m/tickets`);
                await knocks(other, 'shenlan', stage.password);
                await other.type(other.field('动态验证码'), recovery.toLowerCase());
                await other.press(other.button('登录'));
                if (opens) await other.sees(other.page.getByRole('navigation'), 20_000);
                else await other.reads(/验证码不正确或已经用过/);
            }
        });
        await step('other recovery codes come by one of before, without taking it off', async () => {
            await person.press(person.button('更换恢复码'));
            const dialog = person.dialog('更换恢复码');
            await person.type(person.field('动态验证码', dialog), second);
            await person.press(person.button('更换恢复码', dialog));
            await person.sees(person.find('heading', '恢复码'));
            assert.notEqual(await person.words(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){5}$/).textContent(), recovery);
            await person.press(person.button('已记下'));
            await person.reads(/剩余 10 个恢复码/);
        });
        await step('the platform takes it off for somebody who lost the phone', async () => {
            const admin = await stage.staff('platform', 'admin');
            await admin.page.goto(`${stage.server.origin}/#/p/staff`);
            await admin.chooses('店铺', /深蓝/);
            await admin.press(admin.link(/^梁志强/));
            await admin.press(admin.button('关闭两步验证', admin.dialog('保存')));
            const dialog = admin.dialog('关闭两步验证');
            await admin.press(admin.button('关闭两步验证', dialog));
            await admin.sees_no(dialog);
            await person.page.reload();
            await person.sees(person.button('开启两步验证'), 20_000);
        });
        stage.known.delete('shenlan');
        await stage.clear();
    }, () => stage.keep_failure('two-step'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function health(report, stage) {
    await report.flow('health: a refund that failed is seen and settled from there', async (step) => {
        /** @type {Person} */ let admin;
        await step('the channel refuses a buyer’s refund', async () => {
            admin = await stage.staff('platform', 'admin', 'channel');
            await admin.page.goto(`${stage.server.origin}/#/p/channel`);
            await admin.sees(admin.button('保存设置'), 20_000);
            await admin.field('接下来失败的次数').fill('9');
            await admin.finds_live(admin.button('保存设置'));
            await admin.press(admin.button('保存设置'));
            await admin.reads('操作成功');
            const buyer = await stage.buyer('b1', 'E1008', desktop);
            await buyer.press(buyer.link(/^仅退款（未发货）/));
            await buyer.press(buyer.button(/^增加/).first());
            await buyer.chooses('申请原因', /^不想要了/);
            await buyer.press(buyer.button(/^提交并退款/));
            await buyer.sees_state('退款失败', 15_000);
        });
        await step('the page counts it, says what to do, and leads to the ticket', async () => {
            await admin.page.goto(`${stage.server.origin}/#/p/health`);
            await admin.sees(admin.find('heading', '退款失败'), 20_000);
            await admin.reads(/打开售后单：重试/);
            const server = admin.find('region', '服务器');
            await admin.reads(/^版本：\d+\.\d+\.\d+$/, server);
            await admin.reads(/^等待处理的请求：\d+$/, server);
            await admin.picture('health');
            await admin.press(admin.link(/^AS\d{16}$/).first());
            await admin.sees_state('退款失败');
            await admin.press(admin.button('重试退款'));
        });
        await step('a key of the mall’s system is made, shown once, opens its door, and is ended', () => key_of_a_host(admin, stage.server.origin));
        await stage.clear();
    }, () => stage.keep_failure('health'));
}

/** A key of the mall's own system, from its making to its end. @param {Person} admin @param {string} origin */
async function key_of_a_host(admin, origin) {
    await admin.page.goto(`${origin}/#/p/keys/add`);
    const dialog = admin.dialog('新建密钥');
    await admin.type(admin.field('用途', dialog), 'ERP');
    await admin.press(admin.find('checkbox', '读取售后事件（events:read）', dialog));
    await admin.press(admin.button('新建密钥', dialog));
    const shown = admin.dialog('密钥已生成');
    const key = await admin.field('密钥', shown).inputValue();
    assert.match(key, /^adk_[0-9a-f]{12}_[0-9a-f]{64}$/);
    await admin.press(admin.button('已记下', shown));
    const opens = async () => (await fetch(`${origin}/api/v1/host/events`, { headers: { authorization: `Bearer ${key}` } })).status;
    assert.equal(await opens(), 200);
    await admin.press(admin.link('停用密钥 ERP'));
    await admin.press(admin.button('停用密钥', admin.dialog('停用密钥')));
    await admin.reads('密钥已停用');
    assert.equal(await opens(), 401);
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function right_flows(report, stage) {
    await roles(report, stage);
    await two_steps(report, stage);
    await health(report, stage);
}
