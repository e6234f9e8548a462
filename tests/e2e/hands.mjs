// @ts-check
// Two ways to use a page without a pointer. A typist has a keyboard and nothing else: Tab, arrows, letters. A reader
// is what a screen reader does for somebody: focus, click without coordinates, set value.

import assert from 'node:assert/strict';

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('playwright-core').Locator} Locator */

/**
 * @typedef {object} Hands
 * @property {(what: Locator) => Promise<void>} press a button or link
 * @property {(radio: Locator) => Promise<void>} choose one of several: a radio or a tab
 * @property {(checkbox: Locator) => Promise<void>} check or take the check off
 * @property {(button: Locator, option: Locator) => Promise<void>} pick in the list that the button opens
 * @property {(field: Locator, text: string) => Promise<void>} fill
 * @property {(picker: Locator, file: string) => Promise<void>} attach
 */

const most_stops = 90;

/** @param {Locator} what */
const has_focus = (what) => what.evaluate((node) => node === document.activeElement);

/** Tab until it has the focus. @param {Person} person @param {Locator} what */
async function tab_to(person, what) {
    await what.waitFor({ state: 'attached' });
    for (let stops = 0; stops < most_stops; ++stops) {
        if (await has_focus(what)) return;
        await person.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${what}`);
}

/** The radios or tabs that belong together are one stop. @param {Person} person @param {Locator} one */
async function tab_to_group_of(person, one) {
    await one.waitFor({ state: 'attached' });
    for (let stops = 0; stops < most_stops; ++stops) {
        const inside = await one.evaluate((node) => {
            const at = document.activeElement;
            if (!at || at === document.body) return false;
            const group = '[role=radiogroup], [role=tablist]';
            return at.closest(group) !== null && at.closest(group) === node.closest(group);
        });
        if (inside) return;
        await person.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to the group of ${one}`);
}

/** @param {Person} person @returns {Hands} */
export function typist(person) {
    const { keyboard } = person.page;
    return {
        async press(what) { await tab_to(person, what); await keyboard.press('Enter'); },
        async choose(one) {
            await tab_to_group_of(person, one);
            await keyboard.press('Space');
            for (let i = 0; i < 30 && !await has_focus(one); ++i) await keyboard.press('ArrowRight');
            assert.ok(await has_focus(one), `the arrow keys do not lead to ${one}`);
        },
        async check(checkbox) { await tab_to(person, checkbox); await keyboard.press('Space'); },
        async pick(button, option) {
            await tab_to(person, button);
            await keyboard.press('Enter');
            await option.waitFor({ state: 'attached' });
            for (let i = 0; i < 30 && !await has_focus(option); ++i) await keyboard.press('ArrowDown');
            assert.ok(await has_focus(option), `the arrow keys do not lead to ${option}`);
            await keyboard.press('Enter');
            await option.waitFor({ state: 'detached' });
            assert.ok(await has_focus(button), 'the focus is lost');
        },
        async fill(field, text) { await tab_to(person, field); await keyboard.type(text, { delay: 5 }); },
        async attach(picker, file) {
            const chooser = person.page.waitForEvent('filechooser');  // listened for well before the key
            chooser.catch(() => {});
            await tab_to(person, picker);
            await keyboard.press('Enter');
            await (await chooser).setFiles(file);
        },
    };
}

/** @param {Person} _ @returns {Hands} */
export function reader(_) {
    const press = async (/** @type {Locator} */ what) => {
        await what.waitFor({ state: 'attached' });
        await what.evaluate((node) => { /** @type {HTMLElement} */ (node).focus(); /** @type {HTMLElement} */ (node).click(); });
    };
    return {
        press,
        choose: press,
        check: press,
        async pick(button, option) { await press(button); await press(option); },
        async fill(field, text) {
            await field.evaluate((node, value) => {
                const input = /** @type {HTMLInputElement} */ (node);
                input.focus();
                const base = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
                Object.getOwnPropertyDescriptor(base.prototype, 'value')?.set?.call(input, value);
                input.dispatchEvent(new InputEvent('input', { bubbles: true }));
            }, text);
        },
        async attach(picker, file) { await picker.setInputFiles(file); },
    };
}
