// @ts-check
// WebKitGTK, the engine nearest to the one of WeChat on iOS, by W3C WebDriver: plain HTTP, so without a library.
// Things are found by role and name as axe-core computes them; WebKit's own accessibility tree must call them the same.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { eventually } from './report.mjs';
import { Screen, installed } from './screen.mjs';
import { free_port } from './server.mjs';
import { pictures } from './stage.mjs';

const patience_ms = 25_000;
const element_key = 'element-6066-11e4-a52e-4f735466cecf';

/** @typedef {import('./engines.mjs').Visitor} Visitor */
/** @typedef {import('./engines.mjs').Device} Device */
/** @typedef {import('./engines.mjs').Engine} Engine */
/** @typedef {{[element_key]: string}} Found by the driver */

function mini_browser() {
    for (const above of ['/usr/lib', ...readdirSync('/usr/lib').map((name) => join('/usr/lib', name))]) {
        for (const line of ['webkit2gtk-4.1', 'webkitgtk-6.0']) {
            const path = join(above, line, 'MiniBrowser');
            if (existsSync(path)) return path;
        }
    }
    throw new Error('WebKitGTK can not be tested: its MiniBrowser is not installed. tools/deps --e2e installs it.');
}

/** One browser with a driver of its own: WebKitWebDriver keeps one session. */
class Session {
    id = '';
    said = '';

    /** @param {number} port @param {NodeJS.ProcessEnv} environment */
    constructor(port, environment) {
        this.port = port;
        // A group of its own, so that the browser ends with its driver.
        this.driver = spawn(installed('WebKitWebDriver', 'WebKitGTK'), ['--port=' + port],
            { env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
        for (const out of [this.driver.stdout, this.driver.stderr]) out.on('data', (text) => { this.said += text; });
    }
    async open() {
        const options = { binary: mini_browser(), args: ['--automation', '--full-screen'] };  // without its tool bar
        const alwaysMatch = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options };
        await eventually(() => fetch(`http://127.0.0.1:${this.port}/status`).then((answer) => answer.ok, () => false),
            'WebKitWebDriver', patience_ms);
        this.id = (await this.call('POST', '', { capabilities: { alwaysMatch } })).sessionId;
    }

    /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
    async call(method, path, body = {}) {
        const answer = await fetch(`http://127.0.0.1:${this.port}/session${this.id && '/' + this.id}${path}`, {
            method, body: method === 'POST' ? JSON.stringify(body) : undefined, signal: AbortSignal.timeout(patience_ms + 5000) });
        const { value } = await answer.json();
        if (!answer.ok) throw new Error(`WebDriver, ${path}: ${value.error}: ${value.message}`);
        return value;
    }

    /** Runs a function in the page. @template T @param {(...given: any[]) => T} work @param {unknown[]} given @returns {Promise<T>} */
    run(work, ...given) {
        return this.call('POST', '/execute/sync', { script: `return (${work}).apply(null, arguments)`, args: given });
    }

    async close() {
        if (this.id) await this.call('DELETE', '').catch(() => {});
        try { process.kill(-(/** @type {number} */ (this.driver.pid)), 'SIGKILL'); } catch (_) { /* it has ended */ }
    }
}

// ---- In the page ---------------------------------------------------------------------------------------------------

/** Keeps what goes wrong from now on. */
function watch_errors() {
    const page = /** @type {any} */ (window);
    if (page.went_wrong) return;
    /** @type {string[]} */
    const went_wrong = page.went_wrong = [];
    const { error } = console;
    console.error = (...words) => { went_wrong.push(words.join(' ')); error(...words); };
    window.addEventListener('error', (e) => { went_wrong.push(e.message || 'not loaded: ' + e.target); }, true);
    window.addEventListener('unhandledrejection', (e) => { went_wrong.push(String(e.reason)); });
    document.addEventListener('securitypolicyviolation', (e) => { went_wrong.push(`${e.violatedDirective} ${e.blockedURI}`); });
}

/**
 * The first that is seen with this role and name; pattern: the name is a regular expression.
 * @param {string} role @param {string} name @param {boolean} pattern @param {string} [inside] name of a dialog
 */
function look_for(role, name, pattern, inside) {
    const { axe } = /** @type {any} */ (window);
    axe.setup(document.body);
    try {
        const named = (/** @type {Element} */ node) => axe.commons.text.accessibleText(node);
        const fits = (/** @type {string} */ text) => pattern ? new RegExp(name).test(text) : text === name;
        const is_file = (/** @type {Element} */ node) => node.matches('input[type=file]');
        const top = inside ? Array.from(document.querySelectorAll('[role=dialog]')).find((node) => named(node) === inside)
            : document.getElementById('mirror');
        return Array.from(top?.querySelectorAll('*') || []).find((node) => node.getClientRects().length > 0 &&
            !node.closest('[aria-hidden=true]') && fits(named(node)) &&
            (role === 'file' ? is_file(node) : !is_file(node) && axe.commons.aria.getRole(node) === role)) || null;
    } finally {
        axe.teardown();
    }
}

/** @param {string} words @param {boolean} pattern */
function look_for_words(words, pattern) {
    const texts = Array.from(document.querySelectorAll('#mirror *'), (node) => (node.textContent || '').replace(/\s+/g, ' ').trim());
    return texts.some((text) => pattern ? new RegExp(words).test(text) : text === words);
}

/** A node that was found may be replaced before it is handed over. @param {Error} error */
const drawn_anew = (error) => { if (!error.message.includes('stale element')) throw error; };

// ---- In front of it ------------------------------------------------------------------------------------------------

/** @implements {Visitor} */
class WebKitVisitor {
    /** @type {string[]} */
    errors = [];

    /** @param {string} name @param {Session} session @param {string} axe its source */
    constructor(name, session, axe) { this.name = name; this.session = session; this.axe = axe; }

    /** Once per page: the means to find things. */
    async settle_in() {
        const { session } = this;
        await eventually(() => session.run(() => document.body?.classList.contains('ready')), 'the page is ready', patience_ms);
        await session.run(watch_errors);
        await session.call('POST', '/execute/sync', { script: this.axe + '; window.axe = axe;', args: [] });
    }

    async collect_errors() {
        const found = await this.session.run(() => (/** @type {any} */ (window)).went_wrong?.splice(0) || []);
        const crashed = await this.session.run(() => document.querySelector('#crash:not([hidden])')?.textContent || '');
        this.errors.push(...found, ...(crashed ? [crashed] : []));
    }

    /** @param {string} url */
    async goes_to(url) {
        await this.collect_errors();
        await this.session.call('POST', '/url', { url });
        await this.settle_in();
    }

    async reloads() {
        await this.collect_errors();
        await this.session.call('POST', '/refresh');
        await this.settle_in();
    }

    async goes_back() { await this.session.call('POST', '/back'); }
    async goes_forward() { await this.session.call('POST', '/forward'); }
    async hash() { return this.session.run(() => location.hash); }

    /** @param {string} role @param {string | RegExp} name @param {string} [inside] @returns {Promise<Found | null>} */
    async looks_for(role, name, inside) {
        const [text, pattern] = name instanceof RegExp ? [name.source, true] : [name, false];
        return /** @type {any} */ (await this.session.run(look_for, role, text, pattern, inside).catch(drawn_anew));
    }

    /** @param {string} role @param {string | RegExp} name @param {string} [inside] @returns {Promise<Found>} */
    async sees(role, name, inside) {
        return eventually(() => this.looks_for(role, name, inside), `${role} ${name}`, patience_ms);
    }

    /** @param {string} role @param {string | RegExp} name */
    async sees_no(role, name) { await eventually(async () => !await this.looks_for(role, name), `no ${role} ${name}`, patience_ms); }

    /** @param {string | RegExp} words */
    async reads(words) {
        const [text, pattern] = words instanceof RegExp ? [words.source, true] : [words, false];
        await eventually(() => this.session.run(look_for_words, text, pattern), String(words), patience_ms);
    }

    /** A control that is live, and called the same by WebKit itself. @param {string} role @param {string | RegExp} name @param {string} [inside] */
    async finds_live(role, name, inside) {
        const live = async () => {
            const found = await this.looks_for(role, name, inside);
            const dead = found && await this.session.run((node) => node.ariaDisabled, found).catch(() => 'true');
            return dead === 'true' ? null : found;
        };
        const found = await eventually(live, `${role} ${name}, live`, patience_ms);
        const path = '/element/' + found[element_key];
        const label = await this.session.call('GET', path + '/computedlabel');
        if (name instanceof RegExp) assert.match(label, name, "WebKit's name");
        else assert.equal(label, name, "WebKit's name");
        if (role !== 'file') assert.equal(await this.session.call('GET', path + '/computedrole'), role, "WebKit's role");
        return { found, path };
    }

    /** @param {string} role @param {string | RegExp} name @param {string} [inside] */
    async presses(role, name, inside) {
        const { path } = await this.finds_live(role, name, inside);
        await this.session.call('POST', path + '/click');
    }

    /** @param {string} role @param {string | RegExp} name @param {'Enter' | 'Space'} key */
    async presses_key(role, name, key) {
        const { found } = await this.finds_live(role, name);
        await this.session.run((node) => node.focus(), found);
        const value = key === 'Enter' ? '\uE007' : ' ';
        const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
        await this.session.call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    }

    /**
     * Its driver has no keys beyond the first plane: those characters come as an input method's do.
     * @param {string} name @param {string} text @param {string} [inside] @param {string} [role]
     */
    async types(name, text, inside, role = 'textbox') {
        const { path } = await this.finds_live(role, name, inside);
        await this.session.call('POST', path + '/click');
        for (const part of text.match(/[\u{10000}-\u{10ffff}]+|[^\u{10000}-\u{10ffff}]+/gu) || []) {
            if (/[\u{10000}-\u{10ffff}]/u.test(part)) await this.session.run((words) => document.execCommand('insertText', false, words), part);
            else await this.session.call('POST', path + '/value', { text: part });
        }
    }

    /** @param {string} name @param {string} file */
    async uploads(name, file) {
        const { path } = await this.finds_live('file', name);
        await this.session.call('POST', path + '/value', { text: file });
    }

    /** @param {string} name @param {string} [role] */
    async value_of(name, role = 'textbox') { return this.session.run((node) => node.value, await this.sees(role, name)); }
    /** @template T @param {(...given: any[]) => T} work @param {unknown[]} given @returns {Promise<T>} */
    async looks(work, ...given) { return this.session.run(work, ...given); }
    /** @returns {Promise<string>} */
    async picture() { return this.session.call('GET', '/screenshot'); }

    async leaves() {
        await this.collect_errors().finally(() => this.session.close());
        assert.deepEqual(this.errors, [], `errors in the page of ${this.name}`);
    }
}

/** @implements {Engine} */
export class WebKit {
    name = 'webkit';
    title = 'WebKitGTK';
    webgl = true;
    // The pointer lies over a phone's window, but beside a desktop's: that one never has the focus.
    screen = new Screen();
    /** @type {WebKitVisitor[]} */
    visitors = [];

    async open() {
        mini_browser();
        installed('WebKitWebDriver', this.title);
        await this.screen.open(this.title);
        this.axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    }

    /** @param {string} name @param {Device} device @returns {Promise<Visitor>} */
    async visitor(name, device) {
        const dense = device.deviceScaleFactor > 1 ? { GDK_SCALE: String(device.deviceScaleFactor) } : {};
        // Its language follows the locale; "C" has none, which the page reads as Chinese.
        const session = new Session(await free_port(), { ...this.screen.environment, ...dense, LC_ALL: 'C.UTF-8',
            WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' });
        const visitor = new WebKitVisitor(name, session, this.axe || '');
        this.visitors.push(visitor);
        await session.open();
        await session.call('POST', '/window/rect', { x: 0, y: 0, ...device.viewport });
        return visitor;
    }

    async clear() {
        const ends = await Promise.allSettled(this.visitors.splice(0).map((visitor) => visitor.leaves()));
        for (const end of ends) if (end.status === 'rejected') throw end.reason;
    }

    /** @param {string} name */
    async keep_failure(name) {
        for (const [i, visitor] of this.visitors.entries()) {
            const picture = await visitor.picture().catch(() => '');
            await writeFile(join(pictures, `failed-${name}-${i + 1}.png`), Buffer.from(picture, 'base64'));
            const seen = await visitor.looks(() => `${location}\n${document.getElementById('mirror')?.innerText}`).catch(String);
            const text = [visitor.name, ...visitor.errors, seen, visitor.session.said].join('\n');
            await writeFile(join(pictures, `failed-${name}-${i + 1}.txt`), text);
        }
    }

    async close() {
        await Promise.all(this.visitors.map((visitor) => visitor.session.close()));
        this.screen.close();
    }
}
