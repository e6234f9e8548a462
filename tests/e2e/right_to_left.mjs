// @ts-check
// Hebrew and Arabic on the canvas: in the order of the Unicode bidirectional algorithm, and as the mirror shows them.

import assert from 'node:assert/strict';

import { Guest } from './firefox.mjs';
import { eventually } from './report.mjs';
import { phone } from './stage.mjs';

/** @typedef {import('./engines.mjs').Visitor} Visitor */
/** @typedef {import('./engines.mjs').Box} Box */

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

/** @param {number} ms */
const settled = (ms = 300) => new Promise((later) => setTimeout(later, ms));

/**
 * In the page: which part of the ink of two pictures has none of the other's nearby, for bands of one height.
 * @param {{pictures: string[], bands: number, reach: number}} what reach: how far to the side, in pixels of the pictures
 */
async function apart({ pictures, bands, reach }) {
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
    const beside = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
    return Array.from({ length: bands }, (_, band) => {
        let [all, lost] = [0, 0];
        for (let y = Math.floor(one.h * band / bands); y < Math.floor(one.h * (band + 1) / bands); ++y) {
            for (let x = 0; x < one.w; ++x) {
                for (const [here, there] of [[one, two], [two, one]]) {
                    if (!here.ink(x, y)) continue;
                    ++all;
                    const near = beside.some((dx) => [-1, 0, 1].some((dy) => there.ink(x + dx, y + dy)));
                    if (!near) ++lost;
                }
            }
        }
        return all ? lost / all : 1;
    });
}

/** @param {Visitor} visitor @param {string[]} pictures @param {number} [bands] @param {number} [reach] @returns {Promise<number[]>} */
const difference = (visitor, pictures, bands = 1, reach = 1) => visitor.looks(apart, { pictures, bands, reach });

/** The canvas and, at the same place, the mirror: as it is, and with its letters in the order of the writing. @param {Visitor} visitor @param {Box} clip */
async function views(visitor, clip) {
    const shown = (/** @type {boolean} */ as_html, /** @type {boolean} */ in_a_row) => visitor.looks(async (html, row) => {
        document.body.classList.toggle('html-view', html);
        for (const node of document.querySelectorAll('#mirror *')) {
            const { style } = /** @type {HTMLElement} */ (node);
            style.unicodeBidi = row ? 'bidi-override' : '';
            style.wordSpacing = row ? '0.001px' : '';  // else Chromium may keep the order that it has
        }
        for (let frames = 0; frames < 2; ++frames) await new Promise((next) => requestAnimationFrame(next));
    }, as_html, in_a_row);
    const is_html = await visitor.looks(() => document.body.classList.contains('html-view'));
    const drawn = await visitor.picture(clip);
    await shown(true, false);
    const set = await visitor.picture(clip);
    await shown(true, true);
    const in_a_row = await visitor.picture(clip);
    await shown(is_html, false);
    return { drawn, set, in_a_row };
}

/** In the page: where the words of the field stand, which comes into sight. @returns {Box} */
function inside_the_field() {
    const field = /** @type {HTMLElement} */ (document.querySelector('#mirror textarea'));
    field.blur();
    field.scrollIntoView({ block: 'center' });
    const [box, style] = [field.getBoundingClientRect(), getComputedStyle(field)];
    const [left, top] = [parseFloat(style.paddingLeft), parseFloat(style.paddingTop)];
    return { x: box.left + left, y: box.top + top, width: box.width - 2 * left, height: box.height - 2 * top };
}

/** Where the words of the field stand. @param {Visitor} visitor */
async function field_of(visitor) {
    await visitor.looks(inside_the_field);
    await settled();
    return visitor.looks(inside_the_field);
}

/** In the page: where something stands that begins with these words, which comes into sight. @param {string} words @returns {Box} */
function place_of(words) {
    const begins = (/** @type {Element} */ node) => !node.children.length && node.getClientRects().length && node.textContent?.startsWith(words);
    const node = /** @type {Element} */ (Array.from(document.querySelectorAll('#mirror *')).find(begins));
    node.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = node.getBoundingClientRect();
    return { x, y, width, height };
}

/**
 * The canvas shows at a place what the browser sets there, line by line, once it has followed. Other engines than Chromium
 * set letters by fractions of a pixel, which adds up along a line: `reach` is how far.
 * @param {Visitor} visitor @param {() => Promise<Box>} place @param {{lines: (clip: Box) => number, reach?: number, name: string}} how
 */
async function drawn_as_set(visitor, place, { lines, reach = 1, name }) {
    let wrong = ['never looked'];
    await eventually(async () => {
        const clip = await place();
        const { drawn, set, in_a_row } = await views(visitor, clip);
        const parts = await difference(visitor, [drawn, set], lines(clip), reach);
        const [control] = await difference(visitor, [drawn, in_a_row], 1, reach);
        wrong = parts.some((part) => part >= 0.1) ? [`${parts.map((part) => Math.round(part * 100)).join(', ')} % of the ink is elsewhere`] : [];
        if (control <= 0.1) wrong.push('the picture does not tell one order from another');
        return wrong.length === 0;
    }, '', 5000).catch(() => {});
    assert.deepEqual(wrong, [], name);
}

const line_px = 24;

/** What begins with these words is drawn as the browser sets it. @param {Visitor} visitor @param {string} words @param {number} [reach] */
export async function drawn_as_mirrored(visitor, words, reach) {
    await visitor.looks(place_of, words);
    await settled();
    await drawn_as_set(visitor, () => visitor.looks(place_of, words),
        { lines: ({ height }) => Math.max(1, Math.round(height / line_px)), reach, name: words });
}

/** So many lines of the field are broken, ordered and joined as the browser does it. @param {Visitor} visitor @param {number} lines @param {number} [reach] */
export async function drawn_as_in_the_field(visitor, lines, reach) {
    const first = async () => ({ ...await field_of(visitor), height: lines * line_px });
    await drawn_as_set(visitor, first, { lines: () => lines, reach, name: 'the field' });
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
        /** @type {import('./stage.mjs').Person} */ let person;
        /** @type {Visitor} */ let visitor;
        const remark = () => person.field('补充说明');
        await step('letters stand in the order of the Unicode algorithm', async () => {
            person = await stage.buyer('b1', 'E1010', phone);
            visitor = new Guest(person);
            await person.press(person.link('退货退款'));
            await person.sees(remark());
            for (let first = 0; first < rows.length; first += 6) {
                const some = rows.slice(first, first + 6);
                await remark().fill(some.map((row) => in_hebrew(row.written)).join('\n'));
                const clip = { ...await field_of(visitor), height: line_px * some.length };
                const drawn = await visitor.picture(clip);
                await person.picture(`right-to-left-${first / 6 + 1}`);
                /** @type {number[][]} */ const apart = [];
                for (const lines of [some.map((row) => row.seen), some.map((row) => row.written)]) {
                    await visitor.looks(lay_over, { lines: lines.map(in_hebrew), clip });
                    apart.push(await difference(visitor, [drawn, await visitor.picture(clip)], some.length));
                    await visitor.looks(() => document.getElementById('over')?.remove());
                }
                const [seen, written] = apart;
                for (const [i, { name }] of some.entries()) {
                    assert.ok(seen[i] < 0.05, `${name}: ${Math.round(seen[i] * 100)} % of the ink is elsewhere`);
                    assert.ok(written[i] > 0.08, `${name}: the picture does not tell one order from another`);
                }
            }
        });
        await step('long texts are broken, ordered and joined as in the field', async () => {
            await remark().fill(wrapped);
            const { height } = await field_of(visitor);
            await person.picture('right-to-left-wrapped');
            await drawn_as_in_the_field(visitor, Math.round(height / line_px));
        });
        await stage.clear();
    }, () => stage.keep_failure('right-to-left'));
    await stage.clear().catch(() => {});
}
