// @ts-check
// Typing: Chinese input methods, phones' key codes, native editing, the right keyboard; in every kind of field.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { Client } from './client.mjs';
import { eventually } from './report.mjs';
import { desktop, phone } from './stage.mjs';

const photo = await readFile(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {{report: import('./report.mjs').Report, stage: import('./stage.mjs').Stage, how: typeof desktop, device: string}} Scene */

/** Types pinyin as an input method does: each letter changes the composition, then a candidate is taken. @param {import('playwright-core').CDPSession} keys @param {string[]} steps @param {string} taken */
async function compose(keys, steps, taken) {
    for (const text of steps) {
        await keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await keys.send('Input.insertText', { text: taken });
}

/** @param {Person} person @param {Locator} field @param {string} value */
async function holds(person, field, value) {
    await eventually(async () => await field.inputValue() === value, `${value} in the field`, 3000)
        .catch(async () => assert.equal(await field.inputValue(), value));
}

/** Composition, with what it must not do. @param {Person} person @param {Locator} field */
async function composes(person, field) {
    const keys = await person.context.newCDPSession(person.page);
    await field.fill('');
    await person.press(field);
    const before = person.page.url();
    await keys.send('Input.imeSetComposition', { text: 't', selectionStart: 1, selectionEnd: 1 });
    assert.equal(await field.inputValue(), 't', 'the first letter is lost');
    // Something is drawn meanwhile, and the field keeps its composition.
    await person.page.evaluate(() => { window.dispatchEvent(new Event('resize')); });
    await person.page.mouse.move(3, 3);
    await keys.send('Input.imeSetComposition', { text: "tui'kuan", selectionStart: 8, selectionEnd: 8 });
    assert.equal(await field.inputValue(), "tui'kuan", 'the composition was broken off');
    // The Enter that takes a candidate belongs to the input method.
    await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
    await keys.send('Input.insertText', { text: '退款' });
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 });
    await holds(person, field, '退款');
    await compose(keys, ['y', "y's", "ya'su"], '压碎');
    await holds(person, field, '退款压碎');
    assert.equal(person.page.url().replace(/\?q=.*/, ''), before.replace(/\?q=.*/, ''), 'Enter in a composition went somewhere');
}

/** The caret stands where the text ends, inside the box that is drawn. @param {Person} person @param {Locator} field */
async function caret_is_in_place(person, field) {
    const shown = await field.evaluate((node) => {
        const box = node.getBoundingClientRect();
        const style = getComputedStyle(node);
        const on_top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return { focused: node === document.activeElement, opacity: style.opacity, color: style.caretColor, font: parseFloat(style.fontSize),
            reachable: on_top === node, left: box.left, right: innerWidth - box.right };
    });
    assert.ok(shown.focused && shown.opacity === '1' && shown.reachable, JSON.stringify(shown));
    assert.ok(shown.font >= 16, 'iOS zooms in on less than 16 px');
    assert.ok(shown.left >= 0 && shown.right >= 0, JSON.stringify(shown));
}

/** By device: a ticket that waits for its merchant. @type {Map<string, string>} */
const waiting = new Map();

/** @param {Scene} scene @returns {Promise<string>} */
async function waiting_ticket({ stage, device }) {
    const buyer = new Client(stage.server.origin, 'buyer');
    await buyer.launch(await stage.server.launch_token('b1'));
    const kept = await buyer.send('POST', '/evidence', photo);
    const request = { type: 'return_refund', reason: 'quality', lines: [{ line_no: device === 'phone' ? 1 : 2, quantity: 1 }] };
    const { answer } = await buyer.apply('E1017', request, { evidence: [kept.body.id] });
    assert.equal(answer.status, 201, answer.text);
    waiting.set(device, answer.body.ticket.no);
    return answer.body.ticket.no;
}

/** @param {Scene} scene */
async function pinyin(scene) {
    const { report, stage, how, device } = scene;
    await report.flow(`pinyin in every kind of field (${device})`, async (step) => {
        /** @type {Person} */ let person;
        await step('search', async () => {
            person = await stage.buyer('b1', undefined, how);
            await person.sees(person.find('list', '我的订单'), 20_000);
            await composes(person, person.find('searchbox', '搜索'));
            await caret_is_in_place(person, person.find('searchbox', '搜索'));
        });
        await step('a remark of several lines', async () => {
            await person.page.goto(stage.server.origin + '/#/b/orders/E1010/apply/return_refund');
            const remark = person.field('补充说明');
            await person.sees(remark);
            await composes(person, remark);
            await caret_is_in_place(person, remark);
            await person.page.keyboard.press('Enter');
            await person.page.keyboard.insertText('第二行');
            await holds(person, remark, '退款压碎\n第二行');
        });
        await step('account and password, and Enter in a composition does not sign in', async () => {
            const staff = await stage.person('staff', how);
            await staff.page.goto(stage.server.origin + '/#/m/sign-in');
            await staff.sees(staff.field('账号'), 20_000);
            await composes(staff, staff.field('账号'));
            await caret_is_in_place(staff, staff.field('账号'));
            const keys = await staff.context.newCDPSession(staff.page);
            await staff.press(staff.field('密码'));
            await compose(keys, ['m', 'mi'], 'mima');
            await holds(staff, staff.field('密码'), 'mima');
        });
        await step('an amount and its explanation in a dialog', async () => {
            const no = await waiting_ticket(scene);
            const merchant = await stage.staff('merchant', 'huajian', 'tickets', how);
            await merchant.page.goto(`${stage.server.origin}/#/m/tickets/${no}/offer`);
            const dialog = merchant.dialog('协商金额');
            await merchant.sees(dialog);
            const amount = merchant.field(/^退款金额/, dialog);
            assert.deepEqual(await amount.evaluate((node) => [node.getAttribute('inputmode'), node.getAttribute('autocomplete')]), ['decimal', 'off']);
            const keys = await merchant.context.newCDPSession(merchant.page);
            await merchant.press(amount);
            await compose(keys, ['1', '12'], '12.5');
            await holds(merchant, amount, '12.5');
            await composes(merchant, merchant.field('给买家的说明', dialog));
            await caret_is_in_place(merchant, merchant.field('给买家的说明', dialog));
            await merchant.sees(dialog);
        });
        await stage.clear();
    }, () => stage.keep_failure('pinyin'));
}

/** @param {Scene} scene */
async function phones_keys(scene) {
    const { report, stage, how, device } = scene;
    await report.flow(`key codes of phones (${device})`, async (step) => {
        /** @type {Person} */ let person;
        /** @type {import('playwright-core').CDPSession} */ let keys;
        const search = () => person.find('searchbox', '搜索');
        const key = (/** @type {string} */ type, /** @type {string} */ name, /** @type {number} */ code) =>
            keys.send('Input.dispatchKeyEvent', { type: /** @type {'rawKeyDown'} */ (type), key: name, windowsVirtualKeyCode: code });
        await step('Gboard: 229 for all, words replaced, backspace as a deletion', async () => {
            person = await stage.buyer('b1', undefined, how);
            await person.sees(person.find('list', '我的订单'), 20_000);
            keys = await person.context.newCDPSession(person.page);
            await person.press(search());
            for (const text of ['c', 'co', 'coa']) {
                await key('rawKeyDown', 'Unidentified', 229);
                await keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
                await key('keyUp', 'Unidentified', 229);
            }
            await keys.send('Input.insertText', { text: 'coat ' });
            await key('rawKeyDown', 'Unidentified', 229);
            await search().evaluate(() => { document.execCommand('delete'); });
            await key('keyUp', 'Unidentified', 229);
            await holds(person, search(), 'coat');
            await person.arrives_at(/q=coat$/);
        });
        await step('iOS: 0 for keys, a completion replaces the word', async () => {
            await search().fill('');
            await key('rawKeyDown', 'Unidentified', 0);
            await keys.send('Input.insertText', { text: '大' });
            await key('keyUp', 'Unidentified', 0);
            await holds(person, search(), '大');
            await search().evaluate((node) => {
                const field = /** @type {HTMLInputElement} */ (node);
                field.setRangeText('大衣', 0, 1, 'end');
                field.dispatchEvent(new InputEvent('input', { inputType: 'insertReplacementText', data: '大衣', bubbles: true }));
            });
            await person.page.waitForTimeout(200);
            await holds(person, search(), '大衣');
            await person.arrives_at(/q=%E5%A4%A7%E8%A1%A3$/);
        });
        await stage.clear();
    }, () => stage.keep_failure('phones-keys'));
}

/** @param {Scene} scene */
async function editing(scene) {
    const { report, stage, how, device } = scene;
    await report.flow(`the browser's own editing (${device})`, async (step) => {
        /** @type {Person} */ let person;
        const remark = () => person.field('补充说明');
        await step('undo, select all, copy, paste', async () => {
            person = await stage.buyer('b1', 'E1010', how);
            await person.context.grantPermissions(['clipboard-read', 'clipboard-write']);
            await person.press(person.link('退货退款'));
            await person.press(remark());
            await person.page.keyboard.insertText('第一句。');
            await person.page.waitForTimeout(100);
            await person.page.keyboard.insertText('多余的。');
            await holds(person, remark(), '第一句。多余的。');
            await person.page.keyboard.press('Control+z');
            await eventually(async () => (await remark().inputValue()).length < 8, 'something undone');
            await remark().fill('再来一遍');
            await person.page.keyboard.press('Control+a');
            await person.page.keyboard.press('Control+c');
            await person.page.keyboard.press('End');
            await person.page.keyboard.press('Control+v');
            await holds(person, remark(), '再来一遍再来一遍');
        });
        await step('a caret in the middle stays there while the page draws', async () => {
            await remark().evaluate((node) => /** @type {HTMLTextAreaElement} */ (node).setSelectionRange(2, 2));
            await person.page.keyboard.insertText('补');
            await person.page.waitForTimeout(150);
            await person.page.keyboard.insertText('充');
            await holds(person, remark(), '再来补充一遍再来一遍');
        });
        await step('more than fits is cut at a whole character, the caret stays', async () => {
            await remark().fill('字'.repeat(499));
            await person.page.keyboard.press('End');
            await person.page.keyboard.insertText('末尾多');
            await eventually(async () => Array.from(await remark().inputValue()).length === 500, '500 characters');
        });
        await step('long Chinese wraps in the drawing where it wraps in the field', async () => {
            const texts = [
                '收到的商品外包装已经破损，打开以后发现（瓶身）有明显裂纹，液体漏了一半；客服说「可以退货」，请尽快处理。' +
                    'Order ABC-12345 已付款 199.00 元！'.repeat(3),
                '「『《（一》、二），三。」』——四……五？！'.repeat(9),
                'AVATAR Two fjord office VoWa. '.repeat(12),
                '第一行\n\n' + '数字12345678901234567890和字母混在一起的长句子'.repeat(5),
            ];
            for (const text of texts) {
                await remark().fill(text);
                await person.page.waitForTimeout(300);
                // A copy that is as high as its text; the field is as high as the drawing.
                const [in_field, drawn] = await remark().evaluate((node) => {
                    const copy = document.createElement('div');
                    const style = getComputedStyle(node);
                    for (const name of Array.from(style)) copy.style.setProperty(name, style.getPropertyValue(name));
                    copy.style.height = 'auto';
                    copy.style.setProperty('block-size', 'auto');
                    copy.style.inset = '0 auto auto 0';
                    copy.style.whiteSpace = 'pre-wrap';
                    copy.textContent = /** @type {HTMLTextAreaElement} */ (node).value;
                    document.body.append(copy);
                    const heights = [copy.offsetHeight, /** @type {HTMLElement} */ (node).offsetHeight];
                    copy.remove();
                    return heights.map((px) => Math.round((px - 20) / 24));
                });
                // A word that just fits may stand on the next line in one of them: never too small, never two too large.
                const least = Math.min(10, Math.max(3, in_field));
                assert.ok(drawn === least || drawn === least + 1, `${in_field} lines, drawn ${drawn}: ${text.slice(0, 20)}`);
            }
            await remark().fill(texts[0]);
            await person.page.waitForTimeout(300);
            await person.picture(`remark-field-${device}`);
            await remark().blur();
            await person.page.waitForTimeout(200);
            await person.picture(`remark-drawn-${device}`);
        });
        await step('text can be selected in a field with a finger or the mouse', async () => {
            const style = await remark().evaluate((node) => getComputedStyle(node).userSelect);
            assert.equal(style, 'text');
        });
        await stage.clear();
    }, () => stage.keep_failure('editing'));
}

/** @param {Scene} scene */
async function keyboards(scene) {
    const { report, stage, how, device } = scene;
    await report.flow(`each field asks for its keyboard and its helper (${device})`, async (step) => {
        const attributes = (/** @type {Locator} */ field) => field.evaluate((node) =>
            ['type', 'inputmode', 'autocomplete', 'enterkeyhint'].map((name) => node.getAttribute(name) || '').join(' '));
        await step('account and password for the password manager', async () => {
            const staff = await stage.person('staff', how);
            await staff.page.goto(stage.server.origin + '/#/m/sign-in');
            await staff.sees(staff.field('账号'), 20_000);
            assert.equal(await attributes(staff.field('账号')), 'text  username next');
            assert.equal(await attributes(staff.field('密码')), 'password  current-password go');
            // What a password manager writes is taken over without a key being pressed.
            await staff.field('账号').evaluate((node) => {
                /** @type {HTMLInputElement} */ (node).value = 'yunshan';
                node.dispatchEvent(new Event('input', { bubbles: true }));
                node.dispatchEvent(new Event('change', { bubbles: true }));
            });
            await staff.field('密码').evaluate((node) => {
                /** @type {HTMLInputElement} */ (node).value = 'demo-pass-2026';
                node.dispatchEvent(new Event('input', { bubbles: true }));
            });
            await staff.finds_live(staff.button('登录'));
            await staff.press(staff.button('登录'));
            await staff.arrives_at(/^#\/m\/(work|tickets)/);
        });
        await step('searches', async () => {
            const buyer = await stage.buyer('b1', undefined, how);
            await buyer.sees(buyer.find('list', '我的订单'), 20_000);
            assert.equal(await attributes(buyer.find('searchbox', '搜索')), 'search search off search');
        });
        await stage.clear();
    }, () => stage.keep_failure('keyboards'));
}

/** @param {Scene} scene */
async function covered(scene) {
    const { report, stage, how, device } = scene;
    await report.flow(`fields that are scrolled away or covered (${device})`, async (step) => {
        /** @type {Person} */ let person;
        await step('a focused field scrolls out under the bars, not over them', async () => {
            person = await stage.buyer('b1', 'E1010', how);
            await person.press(person.link('退货退款'));
            const remark = person.field('补充说明');
            await remark.fill('看不见的时候不能盖住标题');
            await remark.focus();
            const title = await person.find('heading', '退货退款').boundingBox();
            await remark.evaluate((node, top) => {
                const scroller = /** @type {HTMLElement} */ (node.closest('.scroller'));
                scroller.scrollTop += node.getBoundingClientRect().top - Number(top);
            }, title?.y || 0);
            await person.page.waitForTimeout(200);
            const over = await person.page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.tagName,
                { x: (title?.x || 0) + 10, y: (title?.y || 0) + (title?.height || 0) / 2 });
            assert.notEqual(over, 'TEXTAREA');
            await person.picture(`field-scrolled-${device}`);
        });
        await step('a dialog over a field takes its focus, and gives it back', async () => {
            const no = waiting.get(device) || await waiting_ticket(scene);
            const merchant = await stage.staff('merchant', 'huajian', 'tickets', how);
            await merchant.page.goto(`${stage.server.origin}/#/m/tickets`);
            const wide = device === 'desktop';
            if (wide) await merchant.page.goto(`${stage.server.origin}/#/m/tickets/${no}`);
            const search = merchant.find('searchbox', '搜索');
            await search.focus();
            await merchant.page.goto(`${stage.server.origin}/#/m/tickets/${no}/reject`);
            await merchant.sees(merchant.dialog('拒绝'));
            await merchant.page.keyboard.insertText('x');
            const typed = await merchant.page.evaluate(() => Array.from(document.querySelectorAll('input[type=search]'),
                (node) => /** @type {HTMLInputElement} */ (node).value).join());
            assert.equal(typed, '');
        });
        await stage.clear();
    }, () => stage.keep_failure('covered'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function text_flows(report, stage) {
    for (const [how, device] of /** @type {[typeof desktop, string][]} */ ([[phone, 'phone'], [desktop, 'desktop']])) {
        for (const flow of [pinyin, phones_keys, editing, keyboards, covered]) {
            await flow({ report, stage, how, device });
            await stage.clear().catch(() => {});
        }
    }
}
