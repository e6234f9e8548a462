// @ts-check
// The desk by typing and by keys: the palette, the sheet of keys, an offer by its slider, what a command leads to
// before it is given, columns that are kept.

import assert from 'node:assert/strict';

import { faults } from './access.mjs';
import { asked } from './asked.mjs';
import { eventually } from './report.mjs';

const wide = { viewport: { width: 1440, height: 900 } };
const goods = { sku: 'D1', spu: 'D1', title: '台面收纳盒', spec: '白色', category: 'home', unit_price_fen: 9_900 };
const wrong = { type: 'return_refund', reason: 'quality' };
const go_to = '去往页面、售后单、订单';

/** @typedef {import('./stage.mjs').Person} Person */

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function palette_flows(report, stage) {
    await report.flow('by typing and keys: palette, sheet, slider, previews, columns', async (step) => {
        /** @type {Person} */ let merchant;
        let no = '';
        const keyboard = () => merchant.page.keyboard;
        await step('a page is gone to by typing', async () => {
            no = (await asked(stage, { order_no: 'E9301', shop: 's2', buyer: 'b8', goods }, wrong)).no;
            merchant = await stage.staff('merchant', 'shenlan', 'work', wide);
            await merchant.sees(merchant.find('heading', '工作台'));
            await keyboard().press('Control+k');
            await merchant.sees(merchant.dialog(go_to));
            assert.deepEqual(await faults(merchant), []);
            await merchant.picture(`palette${stage.webgl ? '' : '-html'}`);
            await keyboard().type('规则', { delay: 5 });
            await merchant.sees(merchant.find('option', /^规则/));
            await keyboard().press('Enter');
            await merchant.arrives_at(/^#\/m\/rules/);
        });
        await step('a ticket by its number, and a view', async () => {
            await merchant.sees(merchant.find('heading', '规则'));
            await keyboard().press('Control+k');
            await keyboard().type('大额', { delay: 5 });
            await merchant.sees(merchant.find('option', /^大额待审核/));
            await keyboard().press('Enter');
            await merchant.arrives_at(/^#\/m\/tickets\?work=review&amount=500/);
            await merchant.sees(merchant.find('heading', '售后工单'));
            await keyboard().press('Control+k');
            await keyboard().type(no, { delay: 5 });
            await merchant.sees(merchant.find('option', `打开售后单 ${no}`));
            await keyboard().press('Enter');
            await merchant.arrives_at(new RegExp(`^#/m/tickets/${no}`));
            await merchant.sees_state('待商家处理');
        });
        await step('? shows the keys of this page, and Escape closes it', async () => {
            await keyboard().press('?');
            const sheet = merchant.dialog('快捷键');
            await merchant.sees(sheet);
            for (const group of ['这一页', '列表', '随处']) await merchant.sees(merchant.find('region', group, sheet));
            await merchant.reads(/同意退货.*A/, sheet);
            assert.deepEqual(await faults(merchant), []);
            await merchant.picture(`palette-sheet${stage.webgl ? '' : '-html'}`);
            await keyboard().press('Escape');
            await merchant.sees_no(sheet);
            await merchant.opens_account();
            await merchant.press(merchant.button('快捷键').last());
            await merchant.sees(sheet);
            await keyboard().press('Escape');
            await merchant.sees_no(sheet);
        });
        await step('an offer by its slider: both sides follow', async () => {
            await keyboard().press('o');
            await merchant.sees(merchant.dialog('协商金额'));
            const slider = merchant.find('slider', '双方各得多少');
            await merchant.sees(slider);
            assert.match(await slider.getAttribute('aria-valuetext') || '', /买家得到 ¥99\.00 店铺留下 ¥0\.00/);
            await slider.focus();
            await keyboard().press('PageDown');
            await keyboard().press('ArrowLeft');
            await eventually(async () => /买家得到 ¥89\.00 店铺留下 ¥10\.00/.test(await slider.getAttribute('aria-valuetext') || ''),
                'nine and one less', 5000);
            assert.equal(await slider.getAttribute('aria-valuenow'), '90');
            assert.equal(await merchant.field('退款金额（元）').inputValue(), '89.00');
            await merchant.reads('待买家确认协商');
            assert.deepEqual(await faults(merchant), []);
            await merchant.picture(`palette-slider${stage.webgl ? '' : '-html'}`);
            const box = await slider.boundingBox();
            assert.ok(box);
            await merchant.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
            await eventually(async () => /^5[01]%/.test(await slider.getAttribute('aria-valuetext') || ''), 'half', 5000);
            await merchant.press(merchant.button('协商金额', merchant.dialog('协商金额')));
            await merchant.sees_state('待买家确认协商');
        });
        await step('what is chosen of the columns stays', async () => {
            await merchant.page.goto(`${stage.server.origin}/#/m/tickets`);
            await merchant.sees(merchant.find('columnheader', '原因'));
            await merchant.press(merchant.button('显示的列'));
            await merchant.press(merchant.find('checkbox', '原因'));
            await keyboard().press('Escape');
            await merchant.sees_no(merchant.find('columnheader', '原因'));
            await merchant.page.reload();
            await merchant.sees(merchant.find('columnheader', '金额'), 20_000);
            await merchant.sees_no(merchant.find('columnheader', '原因'));
        });
        await step('the platform sees what freezing leads to before it freezes', async () => {
            const platform = await stage.staff('platform', 'admin', `tickets/${no}`, wide);
            await platform.press(platform.button('暂停计时'));
            const dialog = platform.dialog('暂停计时');
            await platform.sees(dialog);
            const words = dialog.locator('textarea');
            if (await words.count()) await platform.type(words.first(), '核实中');
            await platform.reads('提交后会怎样', dialog);
            await platform.press(platform.button('暂停计时', dialog));
            await platform.sees(platform.button('恢复计时'));
            await platform.press(platform.button('恢复计时'));
            await platform.reads('提交后会怎样', platform.dialog('恢复计时'));
            await platform.press(platform.button('恢复计时', platform.dialog('恢复计时')));
            await platform.sees(platform.button('暂停计时'));
        });
        await stage.clear();
    }, () => stage.keep_failure('palette'));
    await stage.clear().catch(() => {});
}
