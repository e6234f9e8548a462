// @ts-check
// The gallery of widgets, in the page that is built for people who change them: the same rules as for the screens. That
// page also checks in each frame that everything ImGui has is described.

import assert from 'node:assert/strict';

import { faults, tab_faults } from './access.mjs';
import { Guest } from './firefox.mjs';
import { typist } from './hands.mjs';
import { drawn_as_mirrored } from './right_to_left.mjs';
import { desktop, phone } from './stage.mjs';

/** @typedef {import('./stage.mjs').Person} Person */

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function gallery_flows(report, stage) {
    await report.flow(`the gallery of widgets ${stage.webgl ? '' : '(without WebGL)'}`, async (step) => {
        /** @type {Person} */ let person;
        const open = async (/** @type {string} */ hash, /** @type {import('playwright-core').BrowserContextOptions} */ how) => {
            person = await stage.person('designer', how);
            await person.page.goto(stage.server.origin + '/' + hash);
            await person.sees(person.page.getByRole('heading').first(), 30_000);
            // Its file comes behind the first page's.
            await person.sees_no(person.find('heading', '欢迎使用售后服务台'), 30_000);
            await person.page.waitForTimeout(300);
        };
        for (const colorScheme of /** @type {('light' | 'dark')[]} */ (['light', 'dark'])) {
            await step(`axe-core finds nothing, and Tab comes to everything, ${colorScheme}`, async () => {
                await open('#/gallery', { ...desktop, colorScheme });
                await person.picture(`gallery-${colorScheme}${stage.webgl ? '' : '-html'}`);
                assert.deepEqual(await faults(person), []);
                assert.deepEqual(await tab_faults(person), []);
            });
        }
        await step('Hebrew and Arabic are drawn as the mirror has them', async () => {
            await open('#/gallery', phone);
            await drawn_as_mirrored(new Guest(person), 'חולצת');
            await person.picture(`gallery-right-to-left${stage.webgl ? '' : '-html'}`);
            await drawn_as_mirrored(new Guest(person), 'قميص');
            await open('#/gallery', desktop);
        });
        await step('everything can be used with the keyboard alone', async () => {
            const hands = typist(person);
            await hands.choose(person.find('tab', /^退货中/));
            await person.page.waitForFunction(() => document.querySelector('#mirror [aria-selected=true]')?.textContent?.startsWith('退货中'));
            await person.page.reload();
            await person.sees(person.find('heading', '控件一览'), 30_000);
            await hands.press(person.button('打开对话框'));
            const dialog = person.dialog('提出新方案');
            await person.sees(dialog);
            await person.page.keyboard.press('Escape');
            await person.sees_no(dialog);
            assert.ok(await person.button('打开对话框').evaluate((node) => node === document.activeElement), 'the focus is lost');
            await hands.press(person.button('增加退货数量'));
            await person.sees(person.page.getByRole('group', { name: '退货数量' }).getByText('3'));
            await hands.choose(person.find('radio', '商家发错货'));
            assert.ok(await person.find('radio', '商家发错货').isChecked());
        });
        await step('a picker by keyboard: letters, arrows, Home, End, the search; Escape brings the focus back', async () => {
            const { keyboard } = person.page;
            const at = (/** @type {string} */ name) => person.page.waitForFunction((sought) =>
                document.activeElement?.getAttribute('aria-label')?.startsWith(sought) || document.activeElement?.textContent?.startsWith(sought), name);
            const hands = typist(person);
            await hands.press(person.button(/^退货原因：/));
            await at('质量问题');
            await keyboard.press('End');
            await at('Other');
            await keyboard.press('Home');
            await at('不想要了');
            await keyboard.type('ot');
            await at('Other');
            await keyboard.press('Enter');
            await at('退货原因：Other');
            await hands.press(person.button(/^快递公司：/));
            await person.sees(person.field('搜索', person.dialog('快递公司')));
            await keyboard.type('ems');
            await person.page.waitForFunction(() => document.querySelectorAll('[role=option]').length === 1);
            assert.deepEqual(await faults(person), []);
            await person.picture(`gallery-picker${stage.webgl ? '' : '-html'}`);
            await keyboard.press('Escape');
            await at('快递公司：请选择');
            await hands.pick(person.button(/^快递公司：/), person.find('option', '京东物流'));
        });
        await step('on a phone it is a sheet with targets a finger can hit', async () => {
            await open('#/gallery', phone);
            await person.press(person.button(/^退货原因：/));
            await person.sees(person.dialog('退货原因'));
            await person.picture(`gallery-picker-phone${stage.webgl ? '' : '-html'}`);
            const { height } = await person.find('option', /^质量问题/).boundingBox() || { height: 0 };
            assert.ok(height >= 44, `an option is ${height} px high`);
            assert.deepEqual(await faults(person), []);
            await person.press(person.find('option', /^质量问题/));
            await person.sees(person.button('退货原因：质量问题'));
            await open('#/gallery', desktop);
        });
        await step('the menu at the foot of the rail opens above it; a history shows its newest, and the rest at a press', async () => {
            const hands = typist(person);
            await hands.press(person.button('审核员：商家'));
            await person.sees(person.dialog('审核员'));
            await person.picture(`gallery-menu${stage.webgl ? '' : '-html'}`);
            assert.deepEqual(await faults(person), []);
            await person.page.keyboard.press('Escape');
            await person.sees_no(person.dialog('审核员'));
            assert.ok(await person.button('审核员：商家').evaluate((node) => node === document.activeElement), 'the focus is lost');
            const history = person.find('list', '协商历史');
            assert.equal(await history.getByRole('listitem').count(), 8);
            await person.find('heading', '协商历史').scrollIntoViewIfNeeded();
            await person.picture(`gallery-history${stage.webgl ? '' : '-html'}`);
            await hands.press(person.button('显示更早的 7 条'));
            await person.page.waitForFunction(() => document.querySelectorAll('ul[aria-label=协商历史] > li').length === 15);
        });
        await step('each kind of field asks for its keyboard and its helper', async () => {
            const asks = (/** @type {string} */ name) => person.field(name).evaluate((node) =>
                ['type', 'inputmode', 'autocomplete'].map((key) => node.getAttribute(key) || '').join(' '));
            assert.equal(await asks('收件人'), 'text  ');
            assert.equal(await asks('退款金额'), 'text decimal off');
            assert.equal(await asks('密码'), 'password  current-password');
            assert.equal(await asks('手机号'), 'tel tel tel');
            assert.equal(await asks('短信验证码'), 'text numeric one-time-code');
            await person.type(person.field('短信验证码'), '204816');  // as iOS fills it in from the message
            await person.page.waitForFunction(() =>
                /** @type {HTMLInputElement | null} */ (document.querySelector('[autocomplete=one-time-code]'))?.value === '204816');
        });
        await step('a table of 100,000 rows says so, and where its rows are', async () => {
            const table = person.find('table', '售后单');
            assert.equal(await table.getAttribute('aria-rowcount'), '100001');
            assert.ok(await table.getByRole('row').count() < 60);
        });
        await step('a table of the desk by keyboard: rows, order, boxes to tick, columns', async () => {
            await open('#/gallery/table', desktop);
            const { keyboard } = person.page;
            const grid = person.find('grid', '售后单');
            assert.equal(await grid.getAttribute('aria-rowcount'), '100001');
            const at = (/** @type {number} */ n) => person.page.waitForFunction((number) =>
                document.activeElement?.getAttribute('aria-label') === '退货退款 ' + number, 'AS' + (2026112200000000 + n));
            await keyboard.press('j');  // from anywhere: where the table stands
            await at(0);
            for (const [key, n] of /** @type {[string, number][]} */ ([['ArrowDown', 1], ['j', 2], ['k', 1], ['End', 99_999], ['Home', 0]])) {
                await keyboard.press(key);
                await at(n);
            }
            await keyboard.press('x');
            await person.sees(person.page.getByText('已选 1', { exact: true }));
            assert.ok(await person.find('checkbox', '选择 退货退款 AS2026112200000000').isChecked());
            await typist(person).press(person.button('金额'));
            await person.page.waitForFunction(() => document.querySelector('#mirror [aria-sort=ascending]')?.getAttribute('aria-label') === '金额');
            await person.picture(`gallery-table${stage.webgl ? '' : '-html'}`);
            assert.deepEqual(await faults(person), []);
            assert.deepEqual(await tab_faults(person), []);
            await open('#/gallery/table', phone);
            await person.picture(`gallery-table-phone${stage.webgl ? '' : '-html'}`);
            assert.deepEqual(await faults(person), []);
        });
        await step('filters by keyboard, as chips and as an address; a view is kept as a link', async () => {
            await open('#/gallery/filters', desktop);
            const hands = typist(person);
            await hands.pick(person.button(/^类型：/), person.find('option', '换货'));
            await hands.press(person.button('筛选'));
            await person.sees(person.dialog('筛选'));
            await person.field('申请日期 从').fill('2026-11-01');
            await hands.fill(person.field('金额 到'), '200');
            await hands.check(person.find('checkbox', '运输破损'));
            assert.deepEqual(await faults(person), []);
            await person.picture(`gallery-filters${stage.webgl ? '' : '-html'}`);
            await hands.press(person.button('完成'));
            await person.sees(person.page.getByText('?type=exchange&reason=broken&days=2026-11-01..&amount=..200.00'));
            await hands.press(person.button('取消条件 金额：≤ ¥200.00'));
            await person.sees(person.page.getByText('?type=exchange&reason=broken&days=2026-11-01..', { exact: true }));
            await hands.press(person.button('存为视图'));
            await hands.fill(person.field('视图名称', person.dialog('存为视图')), '换货破损');
            await person.page.keyboard.press('Enter');
            assert.equal(await person.link('换货破损').getAttribute('href'), '#/gallery/filters?type=exchange&reason=broken&days=2026-11-01..');
            assert.deepEqual(await faults(person), []);
            await open('#/gallery/filters', phone);
            await person.picture(`gallery-filters-phone${stage.webgl ? '' : '-html'}`);
            assert.deepEqual(await faults(person), []);
        });
        await step('charts by keyboard: each mark says its value, t shows the same numbers as a table', async () => {
            await open('#/gallery/charts', desktop);
            const { keyboard } = person.page;
            const focused = (/** @type {RegExp} */ name) => person.page.waitForFunction((pattern) =>
                new RegExp(pattern).test(document.activeElement?.getAttribute('aria-label') || document.activeElement?.textContent || ''), name.source);
            await person.page.locator('#mirror [aria-label^="11-15 · 本期"]').focus();
            await keyboard.press('ArrowRight');
            await focused(/^11-16 · 本期：¥/);
            await keyboard.press('ArrowUp');
            await focused(/^11-16 · 上期：¥/);
            assert.deepEqual(await faults(person), []);
            await person.picture(`gallery-charts${stage.webgl ? '' : '-html'}`);
            await keyboard.press('t');
            await focused(/^图$/);
            await person.sees(person.find('table', '每日退款'));
            await keyboard.press('t');
            await person.sees_no(person.find('table', '每日退款'));
            await open('#/gallery/charts', { ...desktop, colorScheme: 'dark' });
            await person.picture(`gallery-charts-dark${stage.webgl ? '' : '-html'}`);
            assert.deepEqual(await faults(person), []);
        });
        await step('Ctrl K goes anywhere by typing, ? shows the keys, a field keeps its letters; borders move by keyboard', async () => {
            await open('#/gallery/work', { ...desktop, viewport: { width: 1600, height: 900 } });
            const { keyboard } = person.page;
            assert.equal(await person.button('去往页面、工单、订单').getAttribute('aria-keyshortcuts'), 'Control+K Meta+K');
            await keyboard.press('Control+k');
            const palette = person.dialog('去往页面、工单、订单');
            await person.sees(palette);
            await keyboard.type('图表?');
            await person.sees(palette);
            await keyboard.press('Backspace');
            await keyboard.press('ArrowDown');
            assert.deepEqual(await faults(person), []);
            await person.picture(`gallery-palette${stage.webgl ? '' : '-html'}`);
            await keyboard.press('Enter');
            await person.sees(person.page.getByText('去往：#/gallery/charts'));
            await keyboard.press('?');
            await person.sees(person.dialog('快捷键'));
            await keyboard.press('Escape');
            await person.sees_no(person.dialog('快捷键'));
            const border = person.find('separator', '列表宽度');
            const before = Number(await border.getAttribute('aria-valuenow'));
            await border.focus();
            for (let i = 0; i < 5; ++i) await keyboard.press('ArrowRight');
            await person.page.waitForFunction((was) =>
                Number(document.querySelector('#mirror [role=separator]')?.getAttribute('aria-valuenow')) > was, before);
            await person.picture(`gallery-work${stage.webgl ? '' : '-html'}`);
            assert.deepEqual(await faults(person), []);
            assert.deepEqual(await tab_faults(person), []);
        });
        await step('in a list of 100,000 tickets Tab goes on and the list follows', async () => {
            await open('#/gallery/tickets', phone);
            const items = person.page.getByRole('listitem');
            assert.equal(await items.first().getAttribute('aria-setsize'), '100000');
            await person.link('退货退款 AS2026112200000000').focus();
            for (let i = 0; i < 30; ++i) {
                await person.page.keyboard.press('Tab');
                await person.page.waitForTimeout(30);
            }
            const at = await person.page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'));
            assert.equal(at, '31');
            assert.deepEqual(await faults(person), []);
        });
        await stage.clear();
    }, () => stage.keep_failure('gallery'));
    await stage.clear().catch(() => {});
}
