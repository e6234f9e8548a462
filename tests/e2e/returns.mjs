// @ts-check
// Goods come back: buyer and merchant, each with a page, see each other's steps without reloading.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { desktop, phone } from './stage.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));

/** @typedef {import('./stage.mjs').Person} Person */

/**
 * Fills in a return and sends it. @param {Person} buyer
 * @param {{goods: string, count: number, reason: string, remark: string, amount: string}} asked
 * @returns {Promise<string>} the ticket's number
 */
async function apply(buyer, asked) {
    for (let i = 0; i < asked.count; ++i) await buyer.press(buyer.button(`增加${asked.goods} 的数量`));
    await buyer.reads('退款金额：' + asked.amount);
    await buyer.chooses('申请原因', new RegExp('^' + asked.reason));
    await buyer.type(buyer.field('补充说明'), asked.remark);
    await buyer.field('添加照片').setInputFiles(photo);
    await buyer.sees(buyer.find('img', '照片 1'));
    await buyer.finds_live(buyer.button('提交申请'));
    await buyer.press(buyer.button('提交申请'));
    await buyer.arrives_at(/^#\/b\/tickets\/AS\d{16}$/);
    await buyer.sees_state('待商家处理');
    return buyer.hash().split('/')[3];
}

/** Opens the ticket from the queue, by filter and search. @param {Person} merchant @param {string} ticket_no @param {string} words */
async function open_from_queue(merchant, ticket_no, words) {
    await merchant.sees(merchant.find('heading', '售后工单'));
    await merchant.find('searchbox', '搜索').fill(words);
    await merchant.press(merchant.find('tab', /^待审核/));
    await merchant.press(merchant.link(new RegExp(`^退货退款 .*${ticket_no}`)));
    await merchant.sees_state('待商家处理');
}

/** @param {Person} merchant @param {string} yuan @param {string} why */
async function offer(merchant, yuan, why) {
    await merchant.press(merchant.button('协商金额'));
    const dialog = merchant.dialog('协商金额');
    await merchant.finds_dead(merchant.button('协商金额', dialog), '退款金额（元）：不能为空，请填写。');
    await merchant.type(merchant.field(/^退款金额（元）/, dialog), yuan);
    await merchant.type(merchant.field('给买家的说明', dialog), why);
    await merchant.finds_live(merchant.button('协商金额', dialog));
    await merchant.press(merchant.button('协商金额', dialog));
    await merchant.sees_no(dialog);
    await merchant.sees_state('待买家确认协商');
}

/** @param {Person} buyer @param {string} carrier @param {string} number */
async function send_back(buyer, carrier, number) {
    await buyer.press(buyer.button('填写退货物流'));
    const dialog = buyer.dialog('填写退货物流');
    await buyer.chooses('快递公司', carrier, dialog);
    await buyer.type(buyer.field('运单号', dialog), number);
    await buyer.press(buyer.button('填写退货物流', dialog));
    await buyer.sees_state('待商家收货');
}

/** @param {Person} merchant @param {string} amount */
async function receive(merchant, amount) {
    await merchant.press(merchant.button('确认收货并退款'));
    const dialog = merchant.dialog('确认收货并退款');
    await merchant.reads(new RegExp(`退款 ${amount.replace('.', '\\.')}`), dialog);
    await merchant.press(merchant.button('确认收货并退款', dialog));
}

/** @param {import('./stage.mjs').Stage} stage @param {{delay?: string, fail?: string, twice?: boolean}} faults */
async function set_channel(stage, faults) {
    const platform = await stage.staff('platform', 'admin', 'channel');
    await platform.press(platform.link('支付通道'));
    await platform.sees(platform.button('保存设置'));
    await platform.field('延迟（毫秒）').fill(faults.delay || '0');
    await platform.field('接下来失败的次数').fill(faults.fail || '0');
    const twice = platform.find('checkbox', '重复应答');
    if (await twice.isChecked() !== (faults.twice || false)) await platform.press(twice);
    await platform.finds_live(platform.button('保存设置'));
    await platform.press(platform.button('保存设置'));
    await platform.reads('操作成功');
    await platform.page.reload();
    await platform.sees(platform.button('保存设置'), 20_000);
    assert.equal(await platform.field('延迟（毫秒）').inputValue(), faults.delay || '0');
    assert.equal(await platform.find('checkbox', '重复应答').isChecked(), faults.twice || false);
    await platform.leave();
    stage.people.splice(stage.people.indexOf(platform), 1);
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function declined(report, stage) {
    await report.flow('return: offer declined, approved, sent back, received, refunded by a slow channel', async (step) => {
        /** @type {Person} */ let buyer;
        /** @type {Person} */ let merchant;
        let ticket_no = '';
        const goods = '新疆长绒棉印花 T 恤';
        await step('the platform makes the channel slow, and answer twice', async () => {
            await set_channel(stage, { delay: '1500', twice: true });
        });
        await step('the merchant signs in with a password; a wrong one is refused in a sentence', async () => {
            merchant = await stage.person('merchant yunshan', desktop);
            await merchant.page.goto(stage.server.origin + '/#/m/tickets');
            await merchant.sees(merchant.find('heading', '商家登录'), 20_000);
            await merchant.type(merchant.field('账号'), 'yunshan');
            await merchant.type(merchant.field('密码'), 'demo-pass-2025');
            await merchant.press(merchant.button('登录'));
            await merchant.reads('账号或密码不正确。', merchant.page.getByRole('alert'));
            assert.equal(await merchant.field('账号').inputValue(), 'yunshan');
            await merchant.field('密码').fill('demo-pass-2026');
            await merchant.page.keyboard.press('Enter');
            await merchant.sees(merchant.find('heading', '售后工单'));
        });
        await step('the buyer asks to return two of three, with reason, remark and photo: ¥133.34', async () => {
            buyer = await stage.buyer('b1', 'E1002', phone);
            await buyer.press(buyer.link('退货退款'));
            await buyer.press(buyer.button(`增加${goods} 的数量`));
            await buyer.reads('退款金额：¥66.67');
            await buyer.chooses('申请原因', /^质量问题/);
            await buyer.finds_dead(buyer.button('提交申请'), '此原因需要至少一张照片');
            ticket_no = await apply(buyer, { goods, count: 1, reason: '尺码不合适', remark: '领口开线了,麻烦看一下 🙏', amount: '¥133.34' });
        });
        await step('the merchant, who was looking at the queue, finds it there by filter and search', async () => {
            await merchant.sees(merchant.link(new RegExp(ticket_no)));
            await open_from_queue(merchant, ticket_no, 'E1002');
            await merchant.reads('领口开线了,麻烦看一下 🙏');
            await merchant.sees(merchant.find('img', '照片 1'));
            await merchant.reads(/^买家：林晓/);
        });
        await step('the merchant offers less: too much is refused in the field, ¥100.00 reaches the buyer', async () => {
            await merchant.press(merchant.button('协商金额'));
            const dialog = merchant.dialog('协商金额');
            await merchant.type(merchant.field(/^退款金额（元）/, dialog), '133.34');
            await merchant.reads('协商金额必须低于当前退款金额（¥133.34），请改低。');  // drawn after the last letter, in the frame that also marks the field
            await merchant.page.waitForFunction((node) => node?.getAttribute('aria-invalid') === 'true',
                await merchant.field(/^退款金额（元）/, dialog).elementHandle());
            await merchant.page.keyboard.press('Escape');
            await merchant.sees_no(dialog);
            await merchant.field(/^退款金额（元）/, dialog).waitFor({ state: 'detached' });
            await merchant.press(merchant.button('协商金额'));
            await merchant.field(/^退款金额（元）/, dialog).fill('');
            await merchant.page.keyboard.press('Escape');
            await merchant.sees_no(dialog);
            await offer(merchant, '100', '洗过一次,退一部分可以吗?');
            // What others did is said to a screen reader, too: in a region that announces its changes.
            await buyer.reads('有新进展：待买家确认协商', buyer.page.getByRole('status'));
            await buyer.sees_state('待买家确认协商');
            await buyer.reads('商家提出退款 ¥100.00（原 ¥133.34）');
            await buyer.reads(/洗过一次,退一部分可以吗\?/);
        });
        await step('the buyer declines, and the merchant sees it', async () => {
            await buyer.press(buyer.button('不接受'));
            await buyer.sees_state('待商家处理');
            await merchant.sees_state('待商家处理');
            await merchant.reads(/未接受协商/);
        });
        await step('the merchant approves with the second address, and the buyer sees it', async () => {
            await merchant.press(merchant.button('同意退货'));
            const dialog = merchant.dialog('同意退货');
            await merchant.press(merchant.find('radio', /云杉服饰华南仓/, dialog));
            await merchant.press(merchant.button('同意退货', dialog));
            await merchant.sees_state('待买家退货');
            await buyer.sees_state('待买家退货');
            await buyer.reads(/广东省广州市白云区/);
        });
        await step('the merchant gives the buyer two days more, who is told; a third time is not possible', async () => {
            for (let given = 1; given <= 2; ++given) {
                await merchant.press(merchant.button('延长对方时间'));
                const dialog = merchant.dialog('延长对方时间');
                await merchant.press(merchant.find('radio', '24 小时', dialog));
                await merchant.press(merchant.button('延长对方时间', dialog));
                await merchant.sees_no(dialog);
                await buyer.page.getByText('延长对方的处理时间 24 小时').nth(given - 1).waitFor();
            }
            await buyer.reads(/处理期限已延长/, buyer.page.getByRole('status'));  // perhaps with what came before
            await merchant.finds_dead(merchant.button('延长对方时间'), /2/);
        });
        await step('a wrong tracking number is refused where it stands; the right one reaches the merchant', async () => {
            await buyer.press(buyer.button('填写退货物流'));
            const dialog = buyer.dialog('填写退货物流');
            await buyer.chooses('快递公司', '顺丰速运', dialog);
            await buyer.type(buyer.field('运单号', dialog), '12');
            await buyer.finds_dead(buyer.button('填写退货物流', dialog), '运单号：含有不能使用的字符，或长度不对，请检查。');
            await buyer.page.waitForFunction((node) => node?.getAttribute('aria-invalid') === 'true',
                await buyer.field('运单号', dialog).elementHandle());
            await buyer.field('运单号', dialog).fill('SF1408223109');
            await buyer.press(buyer.button('填写退货物流', dialog));
            await buyer.sees_state('待商家收货');
            await merchant.sees_state('待商家收货');
            await merchant.reads('顺丰速运：SF1408223109');
        });
        await step('received: both see it being refunded and then completed, once', async () => {
            await receive(merchant, '¥133.34');
            await merchant.sees_state('退款中');
            await buyer.sees_state('退款中');
            await buyer.sees_state('已完成', 15_000);
            await merchant.sees_state('已完成');
            assert.equal(await buyer.page.getByText(/退款成功 ¥133\.34/).count(), 1);
        });
        await step('the list of the buyer says so, too', async () => {
            await buyer.press(buyer.link('售后记录'));
            await buyer.sees(buyer.link(new RegExp(`^退货退款 ${goods} ¥133\\.34 已完成 ${ticket_no}`)));
        });
        await stage.clear();
    }, () => stage.keep_failure('declined'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function accepted(report, stage) {
    await report.flow('return: offer accepted, the channel refuses once, the merchant tries again', async (step) => {
        /** @type {Person} */ let buyer;
        /** @type {Person} */ let merchant;
        let ticket_no = '';
        await step('the channel will refuse once', async () => { await set_channel(stage, { fail: '1' }); });
        await step('the buyer asks to return the shoes: ¥369.00', async () => {
            merchant = await stage.staff('merchant', 'yunshan');
            buyer = await stage.buyer('b1', 'E1002', phone);
            await buyer.press(buyer.link('退货退款'));
            ticket_no = await apply(buyer, { goods: '缓震透气运动跑鞋', count: 1, reason: '不想要了', remark: '', amount: '¥369.00' });
        });
        await step('the merchant offers ¥300.00, the buyer accepts, both see the way back', async () => {
            await open_from_queue(merchant, ticket_no, ticket_no);
            await offer(merchant, '300.00', '鞋底有磨损');
            await buyer.sees_state('待买家确认协商');
            await buyer.press(buyer.button('接受协商'));
            await buyer.sees_state('待买家退货');
            await buyer.reads(/浙江省杭州市余杭区/);
            await merchant.sees_state('待买家退货');
            await merchant.reads('服务费：−\u2060¥69.00');
        });
        await step('sent back, and the number corrected once', async () => {
            await send_back(buyer, '中通快递', 'ZT0000000001');
            await buyer.press(buyer.button('修改物流'));
            const dialog = buyer.dialog('修改物流');
            await buyer.chooses('快递公司', '其他快递', dialog);
            await buyer.field('运单号', dialog).fill('JD0099887766');
            await buyer.finds_dead(buyer.button('修改物流', dialog), '快递公司名称：不能为空，请填写。');
            await buyer.chooses('快递公司', '京东物流', dialog);
            await buyer.press(buyer.button('修改物流', dialog));
            await buyer.sees_no(dialog);
            await merchant.reads('京东物流：JD0099887766');
        });
        await step('the channel refuses one part: both see it, the merchant tries again, it is completed', async () => {
            await receive(merchant, '¥300.00');
            await merchant.sees_state('退款失败', 15_000);
            await buyer.sees_state('退款失败');
            await merchant.press(merchant.button('重试退款'));
            await merchant.press(merchant.button('重试退款', merchant.dialog('重试退款')));
            await merchant.sees_state('已完成', 15_000);
            await buyer.sees_state('已完成');
        });
        await stage.clear();
    }, () => stage.keep_failure('accepted'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function rejected(report, stage) {
    await report.flow('return with a gift: rejected, withdrawn, asked for again', async (step) => {
        /** @type {Person} */ let buyer;
        /** @type {Person} */ let merchant;
        let ticket_no = '';
        const goods = '美利奴羊毛圆领针织衫';
        await step('the gift goes back too, or is kept and its value deducted', async () => {
            merchant = await stage.staff('merchant', 'yunshan-manager');
            buyer = await stage.buyer('b1', 'E1006', desktop);
            await buyer.press(buyer.link('退货退款'));
            await buyer.press(buyer.button(`增加${goods} 的数量`));
            await buyer.reads('退款金额：¥259.00');
            await buyer.reads('赠品「赠品:羊毛格纹围巾」1 件需一并寄回');
            await buyer.press(buyer.find('radio', '保留赠品，退款 ¥200.00'));
            await buyer.reads('退款金额：¥200.00');
            await buyer.reads('赠品折价：−\u2060¥59.00');
            await buyer.press(buyer.find('radio', '一并寄回，退款 ¥259.00'));
            await buyer.reads('退款金额：¥259.00');
            ticket_no = await apply(buyer, { goods, count: 0, reason: '与描述不符', remark: '颜色与图片差别大', amount: '¥259.00' });
        });
        await step('the merchant rejects with a reason, and the buyer reads it', async () => {
            await open_from_queue(merchant, ticket_no, '针织衫');
            await merchant.press(merchant.button('拒绝'));
            const dialog = merchant.dialog('拒绝');
            await merchant.finds_dead(merchant.button('拒绝', dialog), '拒绝原因：不能为空，请填写。');
            await merchant.chooses('拒绝原因', '凭证不足', dialog);
            await merchant.type(merchant.field('给买家的说明', dialog), '照片里看不出色差');
            await merchant.press(merchant.button('拒绝', dialog));
            await merchant.sees_state('商家已拒绝');
            await buyer.sees_state('商家已拒绝');
            await buyer.reads(/凭证不足/);
            await buyer.reads(/照片里看不出色差/);
        });
        await step('the buyer withdraws after a question, and both see it closed', async () => {
            await buyer.press(buyer.button('撤销申请'));
            const dialog = buyer.dialog('撤销申请');
            await buyer.reads(/^撤销后可以重新申请/, dialog);
            await buyer.press(buyer.button('取消', dialog));
            await buyer.sees_no(dialog);
            await buyer.press(buyer.button('撤销申请'));
            await buyer.press(buyer.button('撤销申请', dialog));
            await buyer.sees_state('已关闭');
            await merchant.sees_state('已关闭');
        });
        await step('what was given back can be asked for again', async () => {
            await buyer.press(buyer.link('查看订单'));
            await buyer.press(buyer.link('退货退款'));
            await buyer.reads(/最多 2 件/);
        });
        await stage.clear();
    }, () => stage.keep_failure('rejected'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function return_flows(report, stage) {
    for (const flow of [declined, accepted, rejected]) {
        await flow(report, stage);
        await stage.clear().catch(() => {});
    }
}
