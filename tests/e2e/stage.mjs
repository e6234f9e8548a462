// @ts-check
// The browser: people with a page each, who find things by role and name only.

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, devices } from 'playwright-core';

import { eventually } from './report.mjs';
import { root } from './server.mjs';

export const pictures = join(root, 'build/e2e');
export const password = 'demo-pass-2026';

export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true,
    userAgent: devices['Pixel 7'].userAgent };
export const desktop = { viewport: { width: 1280, height: 800 } };
/** Keeps the page's files for a time without a network. */
export const with_worker = /** @type {const} */ ({ serviceWorkers: 'allow' });

/**
 * The address bar's popup is a page of its own for each window, which costs as much as ours; a second list of features
 * replaces Playwright's, so its own are said again.
 */
const without = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'BoundaryEventDispatchTracksNodeRemoval',
    'DestroyProfileOnBrowserClose', 'DialMediaRouteProvider', 'GlobalMediaControls', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter',
    'OptimizationHints', 'PaintHolding', 'RenderDocument', 'ThirdPartyStoragePartitioning', 'Translate'];

const with_webgl = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];

/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {Parameters<import('playwright-core').Page['getByRole']>[0]} Role */

/** Somebody in front of a page. */
export class Person {
    /** @type {string[]} */
    errors = [];

    /** @param {string} name @param {import('playwright-core').BrowserContext} context @param {import('playwright-core').Page} page @param {boolean} touches */
    constructor(name, context, page, touches) {
        this.name = name;
        this.context = context;
        this.page = page;
        this.touches = touches;
        page.on('pageerror', (error) => this.errors.push(String(error)));
        page.on('console', (message) => {
            const refused = /status of (4\d\d|503)|net::ERR_/.test(message.text());
            if (message.type() === 'error' && !refused) this.errors.push(message.text() + ' ' + JSON.stringify(message.location()));
        });
    }

    // ---- Finding: by role and accessible name ----------------------------------------------------------------------

    /** @param {Role} role @param {string | RegExp} name @param {Locator} [inside] @returns {Locator} */
    find(role, name, inside) {
        return (inside || this.page).getByRole(role, { name, exact: typeof name === 'string' });
    }
    /** @param {string | RegExp} name @param {Locator} [inside] */
    button(name, inside) { return this.find('button', name, inside); }
    /** @param {string | RegExp} name @param {Locator} [inside] */
    link(name, inside) { return this.find('link', name, inside); }
    /** @param {string | RegExp} name @param {Locator} [inside] */
    field(name, inside) { return (inside || this.page).getByLabel(name, { exact: typeof name === 'string' }); }
    /** @param {string | RegExp} name */
    dialog(name) { return this.find('dialog', name); }
    /** Something to read. @param {string | RegExp} words @param {Locator} [inside] */
    words(words, inside) { return (inside || this.page).getByText(words, { exact: typeof words === 'string' }).first(); }

    // ---- Doing -----------------------------------------------------------------------------------------------------

    /** @param {Locator} what */
    async press(what) { await (this.touches ? what.tap() : what.click()); }

    /** As somebody without a mouse does it. @param {Locator} what @param {string} [key] */
    async press_key(what, key = 'Enter') {
        await what.focus();
        await this.page.keyboard.press(key);
    }

    /** Typed letter by letter. @param {Locator} field @param {string} text */
    async type(field, text) {
        await this.press(field);
        await field.pressSequentially(text, { delay: 5 });
    }

    /** Opens the picker of this label and chooses there. @param {string} label @param {string | RegExp} option @param {Locator} [inside] */
    async chooses(label, option, inside) {
        await this.press(this.button(new RegExp(`^${label}(：|: )`), inside));
        await this.press(this.find('option', option));
        await this.sees_no(this.find('option', option));
    }

    /** To language, look, text size and the way out: a phone has a page for them, others a menu. */
    async opens_account() {
        const own_page = this.link(/^(我的|Me)$/);
        const menu = this.page.locator('#mirror nav button[aria-haspopup], #mirror:not(:has(nav)) header button[aria-haspopup]');
        await this.sees(own_page.or(menu));
        await this.press(await own_page.count() ? own_page : menu);
        await this.sees(this.page.getByRole('group', { name: /^(语言|Language)$/ }));
    }

    async leaves_account() {
        if (/\/me$/.test(this.hash())) await this.page.goBack();
        else await this.page.keyboard.press('Escape');
        await this.sees_no(this.page.getByRole('group', { name: /^(语言|Language)$/ }));
    }

    /** A setting that is chosen. @param {string} name */
    pressed(name) { return this.page.getByRole('button', { name, exact: true, pressed: true }); }

    // ---- Seeing ----------------------------------------------------------------------------------------------------

    /** @param {Locator} what @param {number} [within_ms] */
    async sees(what, within_ms) { await what.first().waitFor({ state: 'visible', timeout: within_ms }); }

    /** @param {string | RegExp} words @param {Locator} [inside] @param {number} [within_ms] */
    async reads(words, inside, within_ms) { await this.words(words, inside).waitFor({ state: 'attached', timeout: within_ms }); }

    /** @param {Locator} what @param {number} [within_ms] */
    async sees_no(what, within_ms) { await what.first().waitFor({ state: 'hidden', timeout: within_ms }); }

    /** Is not only there, but in front of the eyes, without scrolling. @param {Locator} what */
    async has_before_eyes(what) {
        await this.sees(what);
        const height = this.page.viewportSize()?.height || 0;
        await eventually(async () => {
            const box = await what.first().boundingBox();
            return box && box.y >= 0 && box.y + box.height <= height;
        }, `${what} in the part of the page that is seen`, 3000);
    }

    /** The state of the ticket that is open. @param {string} state @param {number} [within_ms] */
    async sees_state(state, within_ms) { await this.sees(this.find('heading', state), within_ms); }

    /** A control that does nothing, and says why. @param {Locator} what @param {string | RegExp} why */
    async finds_dead(what, why) {
        await this.sees(what);
        assert.equal(await what.getAttribute('aria-disabled'), 'true', 'the control is live');
        const about = await what.getAttribute('aria-describedby');
        assert.ok(about, 'no reason is given');
        const reason = await this.page.locator('#' + about).textContent();
        assert.match(reason || '', why instanceof RegExp ? why : new RegExp(why));
    }

    /** @param {Locator} what */
    async finds_live(what) {
        await this.sees(what);
        await this.page.waitForFunction((node) => node?.getAttribute('aria-disabled') !== 'true', await what.elementHandle());
    }

    /** The page's files are kept for a time without a network. */
    async is_kept() {
        await this.page.waitForFunction(async () => {
            const second = /** @type {any} */ (window).Module.rest[0];
            return navigator.serviceWorker.controller !== null && await caches.match(second) !== undefined;
        });
    }

    /** The part of the address behind the mark. */
    hash() { return new URL(this.page.url()).hash; }

    /** @param {RegExp} hash */
    async arrives_at(hash) { await this.page.waitForURL((url) => hash.test(url.hash)); }

    /** @param {string} name */
    async picture(name) {
        return this.page.screenshot({ path: join(pictures, name + '.png'), animations: 'disabled', caret: 'initial' });
    }

    async leave() {
        await this.context.close();
        assert.deepEqual(this.errors, [], `errors in the page of ${this.name}`);
    }
}

export class Stage {
    /** @type {Person[]} */
    people = [];

    /** Cookies of those who may come in again without a password; sign-ins are rationed. @type {Map<string, import('playwright-core').Cookie[]>} */
    known = new Map();

    /** What staff sign in with. */
    password = password;

    /** @param {import('./server.mjs').Server} server @param {boolean} [webgl] false: the browser has none, the mirror is the page */
    constructor(server, webgl = true) { this.server = server; this.webgl = webgl; }

    async open() {
        await mkdir(pictures, { recursive: true });
        this.browser = await chromium.launch({
            executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
            headless: true,
            args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
                '--disable-component-update', '--disable-sync', '--font-render-hinting=none', `--disable-features=${without}`, ...(this.webgl ? with_webgl : ['--disable-3d-apis'])],
        });
    }

    /** @param {string} name @param {import('playwright-core').BrowserContextOptions} [how] @returns {Promise<Person>} */
    async person(name, how = desktop) {
        const browser = /** @type {import('playwright-core').Browser} */ (this.browser);
        // What passes a service worker cannot be held up by a test.
        const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', serviceWorkers: 'block', ...how });
        context.setDefaultTimeout(10_000);
        const person = new Person(name, context, await context.newPage(), how.hasTouch === true);
        this.people.push(person);
        return person;
    }

    /** A buyer who came by a link of the mall. @param {string} buyer @param {string} [order] @param {import('playwright-core').BrowserContextOptions} [how] @param {string} [view] */
    async buyer(buyer, order, how = phone, view) {
        const person = await this.person('buyer ' + buyer, how);
        await person.page.goto(await this.server.launch_url(buyer, order, view));
        return person;
    }

    /** Staff who signed in before. @param {'merchant' | 'platform'} audience @param {string} login @param {string} [screen] @param {import('playwright-core').BrowserContextOptions} [how] */
    async staff_again(audience, login, screen = 'tickets', how = desktop) {
        const cookies = this.known.get(login);
        if (!cookies) {
            const person = await this.staff(audience, login, screen, how);
            this.known.set(login, await person.context.cookies());
            return person;
        }
        const person = await this.person(`${audience} ${login}`, how);
        await person.context.addCookies(cookies);
        await person.page.goto(`${this.server.origin}/#/${audience[0]}/${screen}`);
        await person.sees(person.page.getByRole('navigation'), 20_000);
        return person;
    }

    /** Staff who signed in with a password. @param {'merchant' | 'platform'} audience @param {string} login @param {string} [screen] @param {import('playwright-core').BrowserContextOptions} [how] */
    async staff(audience, login, screen = 'tickets', how = desktop) {
        const person = await this.person(`${audience} ${login}`, how);
        const english = how.locale?.startsWith('en');
        await person.page.goto(`${this.server.origin}/#/${audience[0]}/${screen}`);
        await person.field(english ? 'Account' : '账号').fill(login);
        await person.field(english ? 'Password' : '密码').fill(this.password);
        await person.page.keyboard.press('Enter');
        await person.arrives_at(new RegExp(`^#/${audience[0]}/(?!sign-in)`));
        return person;
    }

    /** What everybody sees, for whoever looks into a failure. @param {string} name */
    async keep_failure(name) {
        for (const [i, person] of this.people.entries()) {
            if (person.page.isClosed()) continue;
            await person.picture(`failed-${name}-${i + 1}`).catch(() => {});
            const seen = await person.page.locator('#mirror').ariaSnapshot({ timeout: 2000 }).catch(String);
            const text = `${person.name}\n${person.page.url()}\n${person.errors.join('\n')}\n\n${seen}\n`;
            await writeFile(join(pictures, `failed-${name}-${i + 1}.txt`), text);
        }
    }

    /** Everybody goes home; errors in their pages count. */
    async clear() {
        const people = this.people.splice(0);
        const ends = await Promise.allSettled(people.map((person) => person.leave()));
        for (const end of ends) if (end.status === 'rejected') throw end.reason;
    }

    async close() { await this.browser?.close(); }
}
