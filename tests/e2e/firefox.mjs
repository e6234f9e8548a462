// @ts-check
// Firefox ESR as Debian has it, by playwright-core over WebDriver BiDi: on a screen of Xvfb with WebGL, or headless,
// where it has none and the mirror is the page.

import { createHash } from 'node:crypto';

import { firefox } from 'playwright-core';

import { Screen, installed } from './screen.mjs';
import { Stage, desktop } from './stage.mjs';

const patience_ms = 25_000;
// Playwright puts this style into the page before it takes a picture; the page's policy keeps it out, aloud.
const styled_by_playwright = createHash('sha256').update('body {}').digest('base64');

/** @typedef {import('./engines.mjs').Visitor} Visitor */
/** @typedef {import('./engines.mjs').Engine} Engine */
/** @typedef {Parameters<import('./stage.mjs').Person['find']>[0]} Role */

/** Somebody of stage.mjs, in the words of engines.mjs. @implements {Visitor} */
export class Guest {
    /** @param {import('./stage.mjs').Person} person */
    constructor(person) { this.person = person; }

    /** @param {string} role @param {string | RegExp} name @param {string} [inside] */
    locate(role, name, inside) {
        const within = inside ? this.person.dialog(inside) : undefined;
        return role === 'file' ? this.person.field(name, within) : this.person.find(/** @type {Role} */ (role), name, within);
    }
    /** @param {string} url */
    async goes_to(url) { await this.person.page.goto(url); }
    async goes_back() { await this.person.page.goBack(); }
    async goes_forward() { await this.person.page.goForward(); }
    async reloads() { await this.person.page.reload(); }
    /** @param {string} role @param {string | RegExp} name @param {string} [inside] */
    async sees(role, name, inside) { await this.person.sees(this.locate(role, name, inside)); }
    /** @param {string} role @param {string | RegExp} name */
    async sees_no(role, name) { await this.person.sees_no(this.locate(role, name)); }
    /** @param {string | RegExp} words */
    async reads(words) { await this.person.reads(words); }
    /** @param {string} role @param {string | RegExp} name */
    async finds_live(role, name) { await this.person.finds_live(this.locate(role, name)); }
    /** @param {string} role @param {string | RegExp} name @param {string} [inside] */
    async presses(role, name, inside) {
        await this.person.finds_live(this.locate(role, name, inside));
        await this.person.press(this.locate(role, name, inside));
    }
    /** @param {string} role @param {string | RegExp} name @param {'Enter' | 'Space'} key */
    async presses_key(role, name, key) {
        await this.person.finds_live(this.locate(role, name));
        await this.person.press_key(this.locate(role, name), key);
    }
    /** @param {string} name @param {string} text @param {string} [inside] @param {string} [role] */
    async types(name, text, inside, role = 'textbox') { await this.person.type(this.locate(role, name, inside), text); }
    /** @param {string} name @param {string} file */
    async uploads(name, file) { await this.locate('file', name).setInputFiles(file); }
    /** @param {string} name @param {string} [role] */
    async value_of(name, role = 'textbox') { return this.locate(role, name).inputValue(); }
    async hash() { return this.person.hash(); }
    /** @template T @param {(...given: any[]) => T} work @param {unknown[]} given @returns {Promise<T>} */
    async looks(work, ...given) {
        return /** @type {Promise<T>} */ (this.person.page.evaluate(`(${work}).apply(null, ${JSON.stringify(given)})`));
    }
    async picture() { return (await this.person.page.screenshot({ caret: 'initial' })).toString('base64'); }
}

/** @implements {Engine} */
export class Firefox extends Stage {
    screen = new Screen();

    get name() { return this.webgl ? 'firefox' : 'firefox-html'; }
    get title() { return this.webgl ? 'Firefox' : 'Firefox without WebGL'; }

    async open() {
        const executablePath = installed('firefox-esr', this.title);
        if (this.webgl) await this.screen.open(this.title);
        this.browser = await firefox.launch({
            channel: 'moz-firefox', executablePath, headless: !this.webgl, timeout: 60_000,
            env: /** @type {Record<string, string>} */ (this.webgl ? this.screen.environment : { ...process.env, TZ: 'Asia/Shanghai' }),
            firefoxUserPrefs: { 'webgl.force-enabled': this.webgl, 'webgl.enable-software-rendering': this.webgl, 'webgl.disabled': !this.webgl },
        });
    }

    /** @param {string} name @param {import('./engines.mjs').Device} device @returns {Promise<Visitor>} */
    async visitor(name, device) {
        const person = await this.person(name, device);
        person.context.setDefaultTimeout(patience_ms);
        return new Guest(person);
    }

    /** @param {string} name @param {import('playwright-core').BrowserContextOptions} [how] */
    async person(name, how = desktop) { return super.person(name, { ...how, serviceWorkers: 'allow' }); }

    async clear() {
        for (const { errors } of this.people) {
            errors.splice(0, errors.length, ...errors.filter((error) => !error.includes(styled_by_playwright)));
        }
        await super.clear();
    }

    async close() {
        await super.close();
        this.screen.close();
    }
}
