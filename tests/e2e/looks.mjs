// @ts-check
// Pictures of every screen for people to look at, and what a program can see of its looks: nothing sticks out of the
// page, everything that is pressed on a phone is large enough.

import assert from 'node:assert/strict';

import { not_painted } from './painted.mjs';
import { furnish } from './furnish.mjs';
import { drawn, look, settled, show, tour_buyer, tour_buyer_seldom, tour_staff, tour_staff_seldom } from './tour.mjs';
import { tour_buyer_more } from './tour_more.mjs';

const widths = [{ width: 360, height: 780 }, { width: 768, height: 1024 }, { width: 1280, height: 800 }];
const of_desk = [{ width: 390, height: 844 }, widths[1], widths[2], { width: 1440, height: 900 }, { width: 1920, height: 1080 }];
const with_phone = { width: 390, height: 844 };

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./tour.mjs').Colour} Colour */
/** @typedef {import('./tour.mjs').Language} Language */

/**
 * Controls that stick out of the page, are too small to be touched or lie over each other, and pictures that do not show.
 * @param {Person} person @returns {Promise<string[]>}
 */
export function misfits(person) {
    return person.page.evaluate(() => {
        /** @type {string[]} */ const found = [];
        const said = (/** @type {Element} */ node) => (node.getAttribute('aria-label') || node.textContent || node.tagName).slice(0, 40);
        /** What is seen of it. @param {Element} node */
        const seen_part = (node) => {
            let { left, top, right, bottom } = node.getBoundingClientRect();
            [top, bottom] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
            for (let at = node.closest('.scroller'); at; at = at.parentElement && at.parentElement.closest('.scroller')) {
                const frame = at.getBoundingClientRect();
                [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
            }
            return { left, top, right, bottom, shown: right - left > 1 && bottom - top > 1 && !node.closest('[inert]') };
        };
        /** @type {{node: Element, part: ReturnType<typeof seen_part>}[]} */ const pressed = [];
        let seen = 0;
        for (const node of document.querySelectorAll('#mirror :is(button, a[href], input, textarea, h1, h2, h3, span.leaf)')) {
            const part = seen_part(node);
            if (!part.shown) continue;
            seen += 1;
            const strip = node.closest('[role=tablist], .strip') !== null;  // it scrolls by itself
            if (strip) continue;
            if (part.left < -1 || part.right > innerWidth + 1) found.push(`${said(node)}: from ${part.left} to ${part.right}`);
            const touched = node.matches('button, a[href], input:not([type=checkbox]):not([type=radio]), textarea');
            const height = node.getBoundingClientRect().height;
            if (touched && innerWidth < 600 && height < 43) found.push(`${said(node)}: ${Math.round(height)} px high`);
            if (node.matches('button, a[href], textarea, h1, h2')) pressed.push({ node, part });
        }
        for (const [i, a] of pressed.entries()) {
            for (const b of pressed.slice(i + 1)) {
                if (a.node.contains(b.node) || b.node.contains(a.node)) continue;
                const across = Math.min(a.part.right, b.part.right) - Math.max(a.part.left, b.part.left);
                const down = Math.min(a.part.bottom, b.part.bottom) - Math.max(a.part.top, b.part.top);
                if (across > 4 && down > 4) found.push(`${said(a.node)} and ${said(b.node)} lie over each other`);
            }
        }
        for (const picture of document.querySelectorAll('#mirror img')) {
            if (!seen_part(picture).shown || !(picture instanceof HTMLImageElement)) continue;
            let opacity = 1;
            for (let at = /** @type {Element | null} */ (picture); at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
            if (picture.naturalWidth === 0 || opacity < 0.99) found.push(`a picture does not show: opacity ${opacity}, ${new URL(picture.src).pathname}`);
        }
        // With a canvas the mirror shows pictures and messages only.
        for (const node of document.querySelectorAll('body:not(.html-view) #mirror label')) {
            if (getComputedStyle(node, '::before').content !== 'none') found.push(`${said(node)}: the mirror draws over the canvas`);
        }
        // Without canvas the words are the browser's: they must fit the places that the program measured.
        for (const node of document.querySelectorAll('.html-view #mirror .leaf:not(label, img, .rule, .bare, [aria-busy])')) {
            if (node.matches('.across')) continue;  // its line reaches to the next one
            if (/[“”].*[一-鿿]|[一-鿿].*[“”]/.test(node.textContent || '')) continue;  // quotes of either language break differently
            const [wide, high] = [node.scrollWidth - node.clientWidth, node.scrollHeight - node.clientHeight];
            if (wide > 2 || high > 4) found.push(`${said(node)}: words stick out by ${wide} × ${high} px`);
        }
        if (seen < 5) found.push(`only ${seen} things to see`);
        if (document.documentElement.scrollWidth > innerWidth + 1) found.push('the page scrolls sideways');
        return found;
    });
}

/**
 * Keeps a picture of the page. What is on its way, or fades in, is given time: what counts is that it ends well.
 * @param {import('./stage.mjs').Person} person @param {string} name of the picture
 */
async function unpainted(person, name) {
    /** @type {string[]} */ let wrong = [];
    for (let tries = 0; tries < 8; ++tries) {
        const picture = await person.picture(name);
        wrong = await person.page.evaluate(not_painted, picture.toString('base64'));
        if (wrong.length === 0) break;
        await person.page.waitForTimeout(250);
    }
    return wrong;
}

/** @param {string} name @param {string[]} problems @param {string} [text_size] of the host @returns {import('./tour.mjs').Visit} */
function at_all_widths(name, problems, text_size) { return at(() => widths, name, problems, text_size); }

/** Each screen at one width, another for the next, and another in the next look. @param {number} look_no @param {string} name @param {string[]} problems @returns {import('./tour.mjs').Visit} */
function at_one_width(look_no, name, problems, all = [with_phone, ...widths]) {
    let at_no = look_no;
    const one = () => [all[at_no++ % all.length]];
    // What waits for an answer gives up after a while.
    return at((screen) => process.env.AFTERDESK_ALL_WIDTHS && !screen.endsWith('-loading') ? all : one(), name, problems);
}

/** @param {(screen: string) => {width: number, height: number}[]} sizes @param {string} name @param {string[]} problems @param {string} [text_size] @returns {import('./tour.mjs').Visit} */
function at(sizes, name, problems, text_size) {
    return async (person, screen, hash, arrange) => {
        for (const [i, size] of sizes(screen).entries()) {
            await person.page.setViewportSize(size);
            await show(person, hash);
            await person.page.evaluate((asked) => { document.documentElement.style.fontSize = asked; }, text_size || '');
            if (i === 0) await arrange?.(person);
            await settled(person);
            await drawn(person);
            for (const problem of await unpainted(person, `${screen}-${size.width}-${name}`)) problems.push(`${screen} ${size.width} ${name}: not painted: ${problem}`);
            let found = await misfits(person);
            if (found.length) {  // a slow machine may not have laid out all of it yet
                await person.page.waitForTimeout(600);
                found = await misfits(person);
            }
            for (const problem of found) problems.push(`${screen} ${size.width} ${name}: ${problem}`);
        }
    };
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function look_flows(report, stage) {
    await report.flow('pictures of the screens, and nothing sticks out', async (step) => {
        /** @type {import('./furnish.mjs').Tickets} */ let tickets;
        await step('there are tickets in several states', async () => { tickets = await furnish(stage.server); });
        const all = [['light', 'zh'], ['dark', 'en'], ['dark', 'zh'], ['light', 'en']];
        for (const [look_no, [colour, language]] of /** @type {[Colour, Language][]} */ (stage.webgl ? all : all.slice(0, 2)).entries()) {
            const name = `${colour}-${language}${stage.webgl ? '' : '-html'}`;
            /** @type {string[]} */ const problems = [];
            const visit = at_all_widths(name, problems);
            const how = look(colour, language);
            await step(`buyer, ${name}`, () => tour_buyer(stage, how, language, tickets, visit));
            await step(`buyer, what is seldom seen, ${name}`, () =>
                tour_buyer_seldom(stage, how, language, tickets, at_one_width(look_no, name, problems)));
            if (look_no < 2) {
                await step(`buyer, what opens over his screens and what goes wrong, ${name}`, () =>
                    tour_buyer_more(stage, how, at_one_width(look_no, name, problems)));
            }
            const of_staff = look_no < 2 ? visit : at_one_width(look_no, name, problems);
            await step(`merchant and platform, ${name}`, () => tour_staff(stage, how, tickets, of_staff));
            if (look_no < (stage.webgl ? 2 : 1)) {
                await step(`merchant and platform, what is seldom seen, ${name}`, () =>
                    tour_staff_seldom(stage, how, tickets, at_one_width(look_no, name, problems, of_desk)));
            }
            await step(`nothing sticks out, everything shows and can be touched, ${name}`, async () => {
                const list = Array.from(new Set(problems));
                assert.ok(list.length === 0, `${list.length} problems:\n${list.slice(0, 40).join('\n')}`);
            });
            await stage.clear();
        }
        if (stage.webgl) return;
        for (const language of /** @type {Language[]} */ (['zh', 'en'])) {
            await step(`with text of twice the size nothing is cut off, ${language}`, async () => {
                /** @type {string[]} */ const problems = [];
                const visit = at_all_widths(`200-${language}-html`, problems, '200%');
                await tour_buyer(stage, look('light', language), language, tickets, visit);
                await tour_staff(stage, look('light', language), tickets, visit);
                await stage.clear();
                const list = Array.from(new Set(problems));
                assert.ok(list.length === 0, `${list.length} problems:\n${list.slice(0, 40).join('\n')}`);
            });
        }
    }, () => stage.keep_failure('looks'));
    await stage.clear().catch(() => {});
}
