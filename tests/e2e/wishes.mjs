// @ts-check
// What changes under an open page: colours, language, text size, and the graphics going away. Nothing typed is lost.

import assert from 'node:assert/strict';

import { faults } from './access.mjs';
import { desktop } from './stage.mjs';

const remark = '袖口脱线';

/** @typedef {import('./stage.mjs').Person} Person */

/** A form that is half filled in. @param {import('./stage.mjs').Stage} stage @param {string} [view] */
async function form(stage, view) {
    const buyer = await stage.buyer('b5', 'E1036', desktop, view);
    await buyer.press(buyer.link('退货退款'));
    await buyer.press(buyer.button(/^增加/).first());
    await buyer.chooses('申请原因', /^质量问题/);
    await buyer.field('补充说明').fill(remark);
    await buyer.field('补充说明').blur();
    await buyer.page.mouse.move(700, 30);
    await buyer.page.waitForTimeout(300);
    return buyer;
}

/** @param {Person} buyer @param {string} [words] */
async function keeps(buyer, words = remark) {
    assert.ok(await buyer.button(/：质量问题$|: Quality problem$/).count(), 'the reason is lost');
    assert.equal(await buyer.page.locator('textarea').inputValue(), words);
}

/** @param {Person} buyer @param {string} name */
const token = (buyer, name) => buyer.page.evaluate((asked) => getComputedStyle(document.documentElement).getPropertyValue(asked).trim(), name);

/** The words of a page, and how its picture shows it. @param {Person} buyer */
const picture = (buyer) => buyer.page.screenshot({ animations: 'disabled' });

/** Points of another colour: one that is drawn anew may be a shade apart (seen: one point, by 1 of 255). @param {Person} person @param {Buffer} one @param {Buffer} other */
function differing(person, one, other) {
    return person.page.evaluate(async (pictures) => {
        const [a, b] = await Promise.all(pictures.map(async (base64) => {
            const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
            const canvas = new OffscreenCanvas(picture.width, picture.height);
            const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
            context.drawImage(picture, 0, 0);
            return context.getImageData(0, 0, picture.width, picture.height).data;
        }));
        let count = Math.abs(a.length - b.length);
        for (let i = 0; i < a.length; ++i) if (Math.abs(a[i] - b[i]) > 4) count += 1;
        return count;
    }, [one.toString('base64'), other.toString('base64')]);
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function looks(report, stage) {
    await report.flow('colours, language and text size change under a half-filled form', async (step) => {
        /** @type {Person} */ let buyer;
        await step('dark and light follow the system', async () => {
            buyer = await form(stage);
            const light = await token(buyer, '--page');
            const before = await picture(buyer);
            await buyer.page.emulateMedia({ colorScheme: 'dark' });
            await buyer.page.waitForFunction((was) => getComputedStyle(document.documentElement).getPropertyValue('--page').trim() !== was, light);
            await buyer.page.waitForTimeout(200);
            assert.ok(!before.equals(await picture(buyer)), 'the picture stays light');
            await keeps(buyer);
            await buyer.page.emulateMedia({ colorScheme: 'light' });
            await buyer.page.waitForFunction((was) => getComputedStyle(document.documentElement).getPropertyValue('--page').trim() === was, light);
        });
        await step('forced colours are the user\'s own, and nothing moves by itself', async () => {
            await buyer.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
            const own = await buyer.page.evaluate(() => {
                const probe = document.body.appendChild(document.createElement('i'));
                probe.style.color = 'CanvasText';
                const found = getComputedStyle(probe).color;
                probe.remove();
                return '#' + (found.match(/\d+/g) || []).slice(0, 3).map((part) => Number(part).toString(16).padStart(2, '0')).join('') + 'ff';
            });
            await buyer.page.waitForFunction((ink) => getComputedStyle(document.documentElement).getPropertyValue('--text').trim() === ink, own);
            await keeps(buyer);
            await buyer.page.waitForTimeout(300);
            await buyer.picture(`forced-colours${stage.webgl ? '' : '-html'}`);
            assert.deepEqual(await faults(buyer), []);
            assert.equal(await buyer.page.evaluate(() => document.getAnimations().length), 0);
            await buyer.page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
        });
        await step('the language changes by one press, there and back', async () => {
            await buyer.opens_account();
            await buyer.press(buyer.button('English'));
            await buyer.leaves_account();
            await buyer.sees(buyer.find('heading', 'Return and refund'));
            assert.equal(await buyer.page.evaluate(() => document.documentElement.lang), 'en');
            await keeps(buyer);
            await buyer.opens_account();
            await buyer.press(buyer.button('中文'));
            await buyer.leaves_account();
            await buyer.sees(buyer.find('heading', '退货退款'));
            await keeps(buyer);
        });
        await step('text of the host at twice its size', async () => {
            const small = await buyer.button('提交申请').boundingBox();
            await buyer.page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
            await buyer.page.waitForFunction((height) => (document.querySelector('#mirror button.primary')?.getBoundingClientRect().height || 0) > height * 1.5, small?.height || 0);
            await keeps(buyer);
        });
        await stage.clear();
    }, () => stage.keep_failure('wishes'));
    await stage.clear().catch(() => {});
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function lost(report, stage) {
    if (!stage.webgl) return;
    await report.flow('the graphics go away under a half-filled form', async (step) => {
        /** @type {Person} */ let buyer;
        /** @type {import('playwright-core').JSHandle} */ let extension;
        const lose = async () => {
            extension = await buyer.page.evaluateHandle(() => {
                const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
                const found = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
                found?.loseContext();
                return found;
            });
        };
        await step('they come back: the picture is the same, what was typed meanwhile is there', async () => {
            buyer = await form(stage);
            const before = await picture(buyer);
            await lose();
            await buyer.page.waitForTimeout(200);
            await extension.evaluate((found) => found.restoreContext());
            await buyer.page.waitForTimeout(800);
            assert.equal(await differing(buyer, before, await picture(buyer)), 0, 'another picture');
            await lose();
            await buyer.field('补充说明').fill(remark + '两处');
            await buyer.page.waitForTimeout(200);
            await extension.evaluate((found) => found.restoreContext());
            await buyer.page.waitForTimeout(500);
            assert.equal(await buyer.page.evaluate(() => document.body.classList.contains('html-view')), false);
            await keeps(buyer, remark + '两处');
            await buyer.field('补充说明').blur();
            await buyer.reads('6/500');
        });
        await step('they stay away for three seconds: the mirror is the page, and the form can be sent', async () => {
            await lose();
            await buyer.page.waitForFunction(() => document.body.classList.contains('html-view'), undefined, { timeout: 5000 });
            await keeps(buyer, remark + '两处');
            await buyer.field('添加照片').setInputFiles((await import('./furnish.mjs')).photo);
            await buyer.finds_live(buyer.button('提交申请'));
            await buyer.picture('graphics-lost');
            await buyer.press(buyer.button('提交申请'));
            await buyer.sees_state('待商家处理');
            await buyer.reads(remark + '两处');
        });
        await step('they come back late: the canvas is the page again', async () => {
            await extension.evaluate((found) => found.restoreContext());
            await buyer.page.waitForFunction(() => !document.body.classList.contains('html-view'));
            await buyer.press(buyer.link('售后记录'));
            await buyer.sees(buyer.find('heading', '售后记录'));
        });
        await stage.clear();
    }, () => stage.keep_failure('lost'));
    await stage.clear().catch(() => {});
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function wish_flows(report, stage) {
    await looks(report, stage);
    await lost(report, stage);
}
