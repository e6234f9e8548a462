// @ts-check
// What people do wrong: each time a clear sentence, and what they had filled in stays.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { desktop, phone } from './stage.mjs';

const photo = await readFile(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function files(report, stage) {
    await report.flow('files that are no photos; the form stays as it was', async (step) => {
        /** @type {import('./stage.mjs').Person} */ let buyer;
        const remark = '包装破损,茶罐压扁了';
        const picker = () => buyer.field('添加照片');
        const still_filled_in = async () => {
            assert.equal(await buyer.field('补充说明').inputValue(), remark);
            await buyer.sees(buyer.button('申请原因：商品破损'));
            await buyer.reads(/^退款金额：¥1\d\d\.\d\d$/);
        };
        await step('the form is filled in', async () => {
            buyer = await stage.buyer('b1', 'E1003', phone);
            await buyer.press(buyer.link('退货退款'));
            await buyer.press(buyer.button('增加明前龙井绿茶 250g 的数量'));
            await buyer.chooses('申请原因', /^商品破损/);
            await buyer.type(buyer.field('补充说明'), remark);
            await still_filled_in();
        });
        await step('a photo of eleven megabytes is made small before it is sent', async () => {
            const large = Buffer.concat([photo, Buffer.alloc(11 << 20)]);
            await picker().setInputFiles({ name: '大图.jpg', mimeType: 'image/jpeg', buffer: large });
            await buyer.finds_live(buyer.button('提交申请'));
            await buyer.press(buyer.button('移除照片 1'));
            await buyer.finds_dead(buyer.button('提交申请'), '此原因需要至少一张照片');
            await still_filled_in();
        });
        await step('a text file is no photo', async () => {
            await picker().setInputFiles({ name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('只是文字') });
            await buyer.reads(/上传失败：只能上传图片、视频/);
            await still_filled_in();
            await buyer.press(buyer.button('移除照片 1'));
        });
        await step('nor are two that only call themselves pictures', async () => {
            await picker().setInputFiles([
                { name: '假的.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('只是文字'.repeat(99)) },
                { name: '也是.png', mimeType: 'image/png', buffer: Buffer.from('GIF89a'.repeat(99)) },
            ]);
            await buyer.page.waitForFunction((sentence) => document.body.textContent?.split(sentence).length === 3,
                '上传失败：无法识别这张图片');
            await buyer.press(buyer.button('移除照片 2'));
            await buyer.press(buyer.button('移除照片 1'));
            await still_filled_in();
        });
        await step('a good photo after all that is taken, and the request can be sent', async () => {
            await picker().setInputFiles({ name: '茶罐.jpg', mimeType: 'image/jpeg', buffer: photo });
            await buyer.finds_live(buyer.button('提交申请'));
            await still_filled_in();
        });
        await step('without a network it says so; once it is back, it is one request', async () => {
            await buyer.context.setOffline(true);
            await buyer.press(buyer.button('提交申请'));
            await buyer.reads('网络不通，申请已保存，联网后自动提交，只会提交一次。');
            await still_filled_in();
            await buyer.context.setOffline(false);
            await buyer.sees_state('待商家处理', 15_000);
            await buyer.press(buyer.link('查看订单'));
            await buyer.sees(buyer.link(/^退货退款 明前龙井绿茶/));
            assert.equal(await buyer.link(/^退货退款 明前龙井绿茶/).count(), 1);
        });
        await stage.clear();
    }, () => stage.keep_failure('files'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function doors(report, stage) {
    await report.flow('used links, foreign things, unknown addresses, times that are over', async (step) => {
        await step('a link that was used says so, and where to go', async () => {
            const url = await stage.server.launch_url('b4', 'E1001');
            const first = await stage.person('first', phone);
            await first.page.goto(url);
            await first.sees(first.find('heading', '订单号 E1001'), 20_000);
            const second = await stage.person('second', phone);
            await second.page.goto(url);
            await second.reads(/进入链接已使用过，请从商城重新进入。/, undefined, 20_000);
            await second.sees(second.link('商家登录'));
        });
        await step('the same link again in the browser that it signed in simply goes on', async () => {
            const url = await stage.server.launch_url('b4', 'E1001');
            const buyer = await stage.person('again', phone);
            for (let i = 0; i < 2; ++i) {
                await buyer.page.goto('about:blank');
                await buyer.page.goto(url);
                await buyer.sees(buyer.find('heading', '订单号 E1001'), 20_000);
            }
        });
        await step('somebody else\'s order is not found, in a sentence, with a way back', async () => {
            const buyer = await stage.buyer('b4', undefined, phone);
            await buyer.sees(buyer.find('heading', '我的订单'), 20_000);
            await buyer.page.goto(stage.server.origin + '/#/b/orders/E1001');
            await buyer.reads(/没有找到，可能已被移除，或您无权查看。/);
            await buyer.sees_no(buyer.button('重试'));
            await buyer.press(buyer.page.getByRole('button', { name: '返回', exact: true }).last());
            await buyer.arrives_at(/^#\/b\/orders$/);
        });
        await step('nothing found and an unknown address: a sentence and a way out', async () => {
            const buyer = await stage.buyer('b5', undefined, desktop);
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            for (const typed of ['%', '_', '飞机']) {
                await buyer.find('searchbox', '搜索').fill('');
                await buyer.sees(buyer.find('listitem').first());
                await buyer.find('searchbox', '搜索').fill(typed);
                await buyer.reads('没有符合的订单');
            }
            await buyer.page.goto(stage.server.origin + '/#/nowhere/at/all');
            await buyer.sees(buyer.find('heading', '欢迎使用售后服务台'));
        });
        await step('after seventeen days the window is over for a wish, not for an agreement', async () => {
            const buyer = await stage.buyer('b1', 'E1014', desktop);
            await buyer.press(buyer.link('退货退款'));
            await buyer.press(buyer.button(/^增加/));
            await buyer.press(buyer.button(/^申请原因：/));
            const wish = buyer.find('option', /^不想要了：已超过售后申请期限（7 天）/);
            await buyer.sees(wish);
            assert.equal(await wish.getAttribute('aria-disabled'), 'true');
            await buyer.page.keyboard.press('Escape');
            await buyer.sees_no(wish);
            await buyer.chooses('申请原因', /^双方协商一致/);
            await buyer.finds_dead(buyer.button('提交申请'), '照片');
        });
        await stage.clear();
    }, () => stage.keep_failure('doors'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function bad_input_flows(report, stage) {
    for (const flow of [files, doors]) {
        await flow(report, stage);
        await stage.clear().catch(() => {});
    }
}
