// @ts-check
// The page without a network: keeps the files of the newest version. Data is kept by the program, not here.
'use strict';

const kept = 'afterdesk-{{build}}';
const targets = [['{{buyer.wasm}}', '{{buyer.words}}', '{{buyer_second.wasm}}', '{{buyer_third.wasm}}'], ['{{desk.wasm}}', '{{desk.words}}', '{{desk_second.wasm}}', '{{desk_third.wasm}}']];
const files = targets.flat(), patience_ms = 4000;

const worker = /** @type {any} */ (self);

/** What a file is called in every version. @param {string} name */
const stem = (name) => name.replace(/^.*\/|\.[0-9a-f]+(?=\.\w+$)/g, '');

/** The targets that were kept of a version before. */
async function in_use() {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const known = (await Promise.all(stores.map((store) => store.keys()))).flat().map((request) => stem(request.url));
    return targets.filter(([program]) => known.includes(stem(program)));
}

worker.addEventListener('install', (/** @type {any} */ e) => {
    e.waitUntil(in_use().then(async (used) => (await caches.open(kept)).addAll(['./', ...used.flat()]))
        .then(() => worker.skipWaiting()));
});

// A target is kept from its first use on: boot.js says which it loaded.
worker.addEventListener('message', (/** @type {any} */ e) => {
    const used = targets.find((names) => names.join() === String(e.data));
    if (used) e.waitUntil(caches.open(kept).then(async (store) => await store.match(used[0]) || store.addAll(used)));
});

// Whoever still shows the version before has all of it already.
worker.addEventListener('activate', (/** @type {any} */ e) => {
    e.waitUntil(caches.keys()
        .then((names) => Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name))))
        .then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (/** @type {any} */ e) => {
    const { request } = e, url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== location.origin) return;
    const ours = files.includes(url.pathname.slice(1));
    if (ours) e.respondWith(caches.match(url.pathname).then((answer) => answer || fetch(request)));
    if (request.mode === 'navigate' && url.pathname === '/') {
        const late = new AbortController(), timer = setTimeout(() => late.abort(), patience_ms);
        // To its end: a line may break off, or stand still, behind an answer's head.
        e.respondWith(fetch(request.url, { signal: late.signal, cache: 'no-cache' })
            .then(async (answer) => new Response(await answer.arrayBuffer(), answer))
            .catch(async () => (await caches.match('./')) || Response.error()).finally(() => clearTimeout(timer)));
    }
});
