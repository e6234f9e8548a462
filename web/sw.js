// @ts-check
// The page without a network: keeps the files of the newest version. Data is kept by the program, not here.
'use strict';

const kept = 'afterdesk-{{build}}';
const files = ['{{boot.js}}', '{{page.js}}', '{{page.wasm}}'];
const patience_ms = 4000;

const worker = /** @type {any} */ (self);

worker.addEventListener('install', (/** @type {any} */ e) => {
    e.waitUntil(caches.open(kept).then((cache) => cache.addAll(['./', ...files])).then(() => worker.skipWaiting()));
});

// Whoever still shows the version before has all of it already.
worker.addEventListener('activate', (/** @type {any} */ e) => {
    e.waitUntil(caches.keys()
        .then((names) => Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name))))
        .then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (/** @type {any} */ e) => {
    const { request } = e;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== location.origin) return;
    const ours = files.includes(url.pathname.slice(1));
    if (ours) e.respondWith(caches.match(url.pathname).then((answer) => answer || fetch(request)));
    if (request.mode === 'navigate' && url.pathname === '/') {
        const late = new AbortController();
        const timer = setTimeout(() => late.abort(), patience_ms);
        e.respondWith(fetch(request.url, { signal: late.signal, cache: 'no-cache' })
            .catch(async () => (await caches.match('./')) || Response.error())
            .finally(() => clearTimeout(timer)));
    }
});
