// @ts-check
// Before the program: takes the launch token out of the address, loads the program whose screen it names, and says
// what is wrong when none comes.
'use strict';

(() => {
    // The host shop opens #launch=<token>&to=/b/orders/E1. The token must not stay where it can be shared.
    const launched = /^#(?:t|launch)=([^&]*)(?:&to=(.*))?$/, launch = launched.exec(location.hash);
    if (launch) {
        const to = unescaped(launch[2] || ''), hash = to.startsWith('/') ? '#' + to : '';
        history.replaceState(null, '', location.pathname + location.search + hash);
    }
    window.addEventListener('hashchange', (e) => {
        if (!launched.test(location.hash)) return;
        e.stopImmediatePropagation();
        location.reload();  // the host launches somebody else in the open page
    });

    const chinese = navigator.language.startsWith('zh');
    const sentences = {
        old: chinese ? '浏览器版本过旧，无法打开此页面。请升级浏览器或微信。'
            : 'This browser is too old for this page. Please update it.',
        network: chinese ? '页面没有加载完整，请检查网络后重试。'
            : 'The page did not load completely. Please check your connection and try again.',
        broken: chinese ? '页面出错了。已提交的内容不会丢失，请重新加载。'
            : 'The page stopped working. Nothing you submitted is lost; please reload.',
    };

    /** @param {keyof typeof sentences} why */
    function crash(why) {
        const panel = document.getElementById('crash');
        if (!panel || !panel.hidden) return;
        const [text, button] = Array.from(panel.children);
        text.textContent = sentences[why];
        button.textContent = chinese ? '重新加载' : 'Reload';
        button.addEventListener('click', () => location.reload());
        panel.hidden = false;
        document.getElementById('root')?.toggleAttribute('inert', true);
    }

    /** @param {string} text */
    function unescaped(text) { try { return decodeURIComponent(text); } catch (_) { return text; } }

    // Errors of extensions and pictures are none of ours; before the first frame every error is.
    /** @param {unknown} error */
    function check(error) {
        if (!document.body.classList.contains('ready')) crash('network');
        else if (error instanceof WebAssembly.RuntimeError) crash('broken');
    }

    if (typeof WebAssembly !== 'object') { crash('old'); return; }
    window.addEventListener('error', (e) => {
        if (e.target instanceof HTMLLinkElement) crash('network');
        else if (e instanceof ErrorEvent) check(e.error);
    }, true);
    window.addEventListener('unhandledrejection', (e) => check(e.reason));

    // Who comes by a bare address is no merchant. What the program does not have it loads the page anew for: the
    // addresses must be told apart as app/shell/route.cpp does it.
    const target = /^#\/*([mp]\/|verify)/.test(location.hash) ? 'desk' : 'buyer';
    const files = (document.currentScript?.dataset[target] || '').split(' '), [program, words, ...behind] = files;
    /** @param {string} tag @param {Record<string, string>} what */
    const fetch_soon = (tag, what) => document.head.append(Object.assign(document.createElement(tag), what));
    // How much of it an address needs: app/targets/screen_parts.hpp.
    const needed = (target === 'desk' ? [/^#\/*([mp]\/(?!sign-in|work|tickets|receive|disputes)|verify)/, /^#\/[mp]\/rules/]
        : [launch ? /^#\/b\/(tickets|pickup|devices|me|orders\/.)/ : /^(?!#\/b\/orders$)/, /^#\/b\/(tickets|pickup|devices|me|orders\/[^/]+\/apply)/]).filter((one) => one.test(location.hash));
    const load_soon = (/** @type {string} */ href) => fetch_soon('link', { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', type: 'application/wasm', href });
    [program, ...behind.slice(0, needed.length)].forEach(load_soon);

    // The program's English sentences: who reads them waits for them, others have them once the page is shown.
    let settings = null;
    try { settings = localStorage.getItem('afterdesk.settings'); } catch (_) { /* forbidden */ }
    const english = /^en(?![a-z])/i.test(settings || navigator.language);
    const say = () => fetch(words).then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(answer)));
    const said = english ? say() : undefined;
    // Its script stands in the page behind this one, for it comes while the line is idle; only this target's is read by
    // the browser, and runs at once. One that broke off is none that the page's policy lets in.
    let runs = false;
    Promise.all([said, new Promise((came) => document.addEventListener('DOMContentLoaded', came))])
        .then(() => fetch_soon('script', { text: document.getElementById(target)?.textContent || '' })).then(() => runs || crash('network'));

    // Where there is none, or no https, the HTTP cache does what it can.
    const shelf = navigator.serviceWorker;
    window.addEventListener('load', () => shelf?.register('sw.js').then(() => shelf.ready)
        .then((keeper) => keeper.active?.postMessage(files)).catch(() => {}));

    // What the program asks first is asked while it is on its way: who this is, then what the address names.
    /** @type {Record<string, XMLHttpRequest>} */
    const early = {};
    /** @param {string} method @param {string} path @param {string} [body] @param {(answer: any) => void} [then] */
    function ask(method, path, body, then) {
        const call = early[method + ' ' + path] = new XMLHttpRequest();
        call.open(method, path);
        call.timeout = 30000;
        if (body) call.setRequestHeader('Content-Type', 'application/json');
        call.onload = () => { if (then && call.status === 200) then(JSON.parse(call.responseText)); };
        call.send(body || null);
    }
    const [, letter, rest] = /^#\/([bmp])\/((?:orders|tickets)(?:\/[\w.~%-]+)?)$/.exec(location.hash) || ['', 'b', ''];
    const api = '/api/v1/' + { b: 'buyer', m: 'merchant', p: 'platform' }[letter];
    if (launch) {
        ask('POST', '/api/v1/buyer/sessions', JSON.stringify({ token: launch[1] }), (view) => {
            if (!rest && view.order_no) load_soon(behind[0]);
            ask('GET', '/api/v1/buyer/' + (rest || (view.order_no ? 'orders/' + encodeURIComponent(view.order_no) : 'orders')));
        });
    } else if (rest) {
        ask('GET', api + '/session');
        ask('GET', api + '/' + rest);
    }

    // Its file is modules, one behind the other, and a number in each says how long it is: what has come runs, and is
    // tried out, while the others are on their way.
    /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance) => void} opened */
    async function run(imports, opened) {
        const reader = /** @type {ReadableStream<Uint8Array>} */ ((await fetch(program)).body).getReader(), { parts } = window.Module;
        let bytes = new Uint8Array(), count = 0, came = Promise.resolve();
        for (let some; (some = (await reader.read()).value);) {
            const longer = new Uint8Array(bytes.length + some.length);
            longer.set(bytes);
            longer.set(some, bytes.length);
            bytes = longer;
            for (let size; bytes.length > 14 && bytes.length >= (size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(11, true)); bytes = bytes.subarray(size)) {
                const made = WebAssembly.compile(bytes.subarray(0, size)), nth = count++;
                came = came.then(async () => {
                    parts[nth] = (await WebAssembly.instantiate(await made, nth ? parts : imports)).exports;
                    if (!nth) opened({ exports: parts[0] });
                    window.Module._page_module_came?.(nth, count > nth + 1 ? 1 : 0);
                });
            }
        }
        await came;
        if (bytes.length || count < 3) throw new Error('The program broke off.');
    }

    window.Module = {
        early, version: '{{build}}', rest: behind, parts: [],
        instantiateWasm: (imports, opened) => { runs = true; run(imports, opened); return {}; },
        words: () => said || say(), english, launch_token: launch ? launch[1] : '',
        onAbort: () => check(new WebAssembly.RuntimeError()),
    };
})();
