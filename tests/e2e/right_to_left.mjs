// @ts-check
// Hebrew and Arabic on the canvas: in the order of the Unicode bidirectional algorithm, and as the mirror shows them.

import assert from 'node:assert/strict';

import { phone } from './stage.mjs';

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {{x: number, y: number, width: number, height: number}} Box */

/** What is written and how it is seen, from the rules of UAX #9; capitals stand for Hebrew letters. */
const rows = [
    { name: 'a word', written: 'ABC', seen: 'CBA' },
    { name: 'words', written: 'ABC DEF', seen: 'FED CBA' },
    { name: 'a word in Latin', written: 'the ABC car', seen: 'the CBA car' },
    { name: 'a word in Chinese', written: '退款ABC。', seen: '退款CBA。' },
    { name: 'signs inside and at the end', written: 'ABC, DEF!', seen: 'FED ,CBA!' },
    { name: 'a number behind', written: 'ABC 123', seen: '123 CBA' },
    { name: 'a number between', written: 'x ABC 123 DEF y', seen: 'x FED 123 CBA y' },
    { name: 'a number before', written: '123 ABC', seen: '123 CBA' },
    { name: 'an amount', written: 'ABC ¥1,234.50 DEF', seen: 'FED ¥1,234.50 CBA' },
    { name: 'per cent', written: 'ABC 50% DEF', seen: 'FED 50% CBA' },
    { name: 'a number of two parts', written: 'ABC: 20261121-7', seen: '20261121-7 :CBA' },
    { name: 'a minus that stands alone', written: 'ABC - 12', seen: '12 - CBA' },
    { name: 'brackets among Hebrew', written: 'ABC (DEF) GHI', seen: 'IHG (FED) CBA' },
    { name: 'brackets around Latin', written: 'ABC (xl) GHI', seen: 'CBA (xl) IHG' },
    { name: 'brackets in Latin', written: 'x (ABC) y', seen: 'x (CBA) y' },
    { name: 'brackets at the end', written: 'ABC [DEF]', seen: '[FED] CBA' },
    { name: 'Chinese brackets before', written: '「ABC」退款', seen: '「CBA」退款' },
    { name: 'Chinese brackets behind', written: 'ABC「DEF」', seen: '「FED」CBA' },
];

const wrapped = 'החולצה הגיעה קרועה (בצד ימין), הזמנה 20261121-7, מידה XL; אנא החזירו ¥59.00 עד 30.11, 12:00 - תודה רבה לכם!\n' +
    'قميص قطني أزرق، مقاس XL، السعر ¥99.00 (شامل الشحن)؛ وصل ممزقًا، أرجو استرداد ١٢٫٥ خلال 3-5 أيام. شكرًا جزيلاً';

/** @param {string} text */
const in_hebrew = (text) => text.replace(/[A-Z]/g, (letter) => String.fromCharCode(0x5d0 + letter.charCodeAt(0) - 65));

/** @param {Person} person @param {Box} clip */
const shot = async (person, clip) => (await person.page.screenshot({ clip, animations: 'disabled' })).toString('base64');

/**
 * In the page: which part of the ink of two pictures has none of the other's nearby, for bands of one height.
 * @param {{pictures: string[], bands: number}} what
 */
async function apart({ pictures, bands }) {
    const [one, two] = await Promise.all(pictures.map(async (base64) => {
        const picture = new Image();
        picture.src = 'data:image/png;base64,' + base64;
        await picture.decode();
        const canvas = document.createElement('canvas');
        const [w, h] = [canvas.width, canvas.height] = [picture.width, picture.height];
        const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
        pen.drawImage(picture, 0, 0);
        const { data } = pen.getImageData(0, 0, w, h);
        const ink = (/** @type {number} */ x, /** @type {number} */ y) => {
            const [at, paper] = [(y * w + x) * 4, (Math.min(h - 1, y + 1) * w + w - 1) * 4];
            return x >= 0 && y >= 0 && x < w && y < h && Math.abs(data[at + 1] - data[paper + 1]) > 90;
        };
        return { w, h, ink };
    }));
    return Array.from({ length: bands }, (_, band) => {
        let [all, lost] = [0, 0];
        for (let y = Math.floor(one.h * band / bands); y < Math.floor(one.h * (band + 1) / bands); ++y) {
            for (let x = 0; x < one.w; ++x) {
                for (const [here, there] of [[one, two], [two, one]]) {
                    if (!here.ink(x, y)) continue;
                    ++all;
                    const near = [-1, 0, 1].some((dx) => [-1, 0, 1].some((dy) => there.ink(x + dx, y + dy)));
                    if (!near) ++lost;
                }
            }
        }
        return all ? lost / all : 1;
    });
}

/** @param {Person} person @param {string[]} pictures @param {number} [bands] */
const difference = (person, pictures, bands = 1) => person.page.evaluate(apart, { pictures, bands });

/** The canvas and, at the same place, the mirror. @param {Person} person @param {Box} clip */
async function both_views(person, clip) {
    const shown = (/** @type {boolean} */ as_html) => person.page.evaluate((on) => { document.body.classList.toggle('html-view', on); }, as_html);
    const is_html = await person.page.evaluate(() => document.body.classList.contains('html-view'));
    const drawn = await shot(person, clip);
    await shown(true);
    const set = await shot(person, clip);
    await shown(is_html);
    return [drawn, set];
}

/** Where the words of a field stand. @param {Locator} field @returns {Promise<Box>} */
const inside = (field) => field.evaluate((node) => {
    const [box, style] = [node.getBoundingClientRect(), getComputedStyle(node)];
    const [left, top] = [parseFloat(style.paddingLeft), parseFloat(style.paddingTop)];
    return { x: box.left + left, y: box.top + top, width: box.width - 2 * left, height: box.height - 2 * top };
});

/** A node of the mirror is drawn as the browser sets it. @param {Person} person @param {Locator} node */
export async function drawn_as_mirrored(person, node) {
    await node.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await person.page.waitForTimeout(300);
    const clip = /** @type {Box} */ (await node.boundingBox());
    const [apart] = await difference(person, await both_views(person, clip));
    assert.ok(apart < 0.1, `${Math.round(apart * 100)} % of the ink is elsewhere`);
}

/** In the page: lines of text over the field, each letter where it is told. @param {{lines: string[], clip: Box}} what */
function lay_over({ lines, clip }) {
    const field = /** @type {HTMLElement} */ (document.querySelector('#mirror textarea'));
    const over = document.createElement('div');
    const style = getComputedStyle(field);
    Object.assign(over.style, { position: 'fixed', left: clip.x + 'px', top: clip.y + 'px', width: clip.width + 'px', zIndex: '9',
        whiteSpace: 'pre', direction: 'ltr', unicodeBidi: 'bidi-override', font: style.font, lineHeight: '24px', fontKerning: 'none',
        color: style.color, background: 'var(--field)' });
    over.id = 'over';
    over.textContent = lines.join('\n');
    document.body.append(over);
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function right_to_left_flows(report, stage) {
    await report.flow('Hebrew and Arabic', async (step) => {
        /** @type {Person} */ let person;
        const remark = () => person.field('补充说明');
        /** @param {string} text @returns {Promise<Box>} */
        const write = async (text) => {
            await remark().fill(text);
            await remark().blur();
            await remark().evaluate((node) => node.scrollIntoView({ block: 'center' }));
            await person.page.waitForTimeout(300);
            return inside(remark());
        };
        await step('letters stand in the order of the Unicode algorithm', async () => {
            person = await stage.buyer('b1', 'E1010', phone);
            await person.press(person.link('退货退款'));
            await person.sees(remark());
            for (let first = 0; first < rows.length; first += 6) {
                const some = rows.slice(first, first + 6);
                const clip = { ...await write(some.map((row) => in_hebrew(row.written)).join('\n')), height: 24 * some.length };
                const drawn = await shot(person, clip);
                await person.picture(`right-to-left-${first / 6 + 1}`);
                /** @type {number[][]} */ const apart = [];
                for (const lines of [some.map((row) => row.seen), some.map((row) => row.written)]) {
                    await person.page.evaluate(lay_over, { lines: lines.map(in_hebrew), clip });
                    apart.push(await difference(person, [drawn, await shot(person, clip)], some.length));
                    await person.page.evaluate(() => document.getElementById('over')?.remove());
                }
                const [seen, written] = apart;
                for (const [i, { name }] of some.entries()) {
                    assert.ok(seen[i] < 0.05, `${name}: ${Math.round(seen[i] * 100)} % of the ink is elsewhere`);
                    assert.ok(written[i] > 0.08, `${name}: the picture does not tell one order from another`);
                }
            }
        });
        await step('long texts are broken, ordered and joined as in the field', async () => {
            const clip = await write(wrapped);
            await person.picture('right-to-left-wrapped');
            const lines = Math.round(clip.height / 24);
            const apart = await difference(person, await both_views(person, clip), lines);
            assert.ok(apart.every((part) => part < 0.1), apart.map((part) => Math.round(part * 100)).join(', ') + ' % of the lines are elsewhere');
        });
        await stage.clear();
    }, () => stage.keep_failure('right-to-left'));
    await stage.clear().catch(() => {});
}
