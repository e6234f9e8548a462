// @ts-check
// The browser for C++ (see bridge.hpp): each function hands over and decides nothing. A --js-library of emcc.

mergeInto(LibraryManager.library, {
    $page: /** @type {Partial<PageState>} */ ({ calls: {}, timers: {}, files: {}, last_file: 0 }),

    // Puts texts, joined by NUL, where C++ finds them.
    /** @param {...string} texts */
    $give: function (...texts) {
        const bytes = new TextEncoder().encode(texts.join('\0'));
        const at = _page_inbox(bytes.length);  // may move the heap
        HEAPU8.set(bytes, at);
    },

    // Keeps a file for C++. @returns {number} its handle
    $hold__deps: ['$page'],
    /** @param {Blob} file */
    $hold: function (file) {
        const url = /^(image|video)\//.test(file.type) ? URL.createObjectURL(file) : '';
        page.files[++page.last_file] = { file, url };
        return page.last_file;
    },

    // ---- Page --------------------------------------------------------------------------------------------

    // What the browser makes slowly for the first time, it makes while the program is on its way: the canvas and
    // the fonts of canvas_font.cpp.
    $warm__deps: ['$pen'],
    $warm__postset: 'warm();',
    $warm: function () {
        page.root = /** @type {HTMLElement} */ (document.getElementById('root'));
        page.canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
        page.as_html = new URLSearchParams(location.search).get('view') === 'html';
        if (!page.as_html) {
            page.canvas.getContext('webgl2', { alpha: false, depth: false, antialias: false, powerPreference: 'low-power' });
        }
        for (const weight of [400, 600]) {
            pen(weight, 16 * devicePixelRatio).fillText('国', 0, 16);
            page.pen.getImageData(0, 0, 1, 1);
        }
    },

    bridge_open__deps: ['$page', '$give', '$hold', '$warm'],
    bridge_open: function () {
        const { root, canvas } = page;
        page.mirror = new Mirror(root, /** @type {HTMLElement} */ (document.getElementById('mirror')), {
            pointer: (kind, source, x, y) => _page_pointer(kind, source, x, y),
            click: (id) => _page_click(id),
            edit: (id, text) => { give(text); _page_edit(id); },
            key: (id, key) => { give(key); _page_key(id); },
            scroll: (id, y) => _page_scroll(id, y),
            focus: (id, visible) => _page_focus(id, visible ? 1 : 0),
            escape: () => _page_escape(),
            pick: (id, files) => {
                for (const file of files) {
                    const handle = hold(file);
                    give(file.name, file.type, page.files[handle].url);
                    _page_pick(id, handle, file.size);
                }
            },
        });
        const changed = () => _page_view_changed();
        page.wishes = ['prefers-color-scheme:dark', 'prefers-reduced-motion:reduce', 'forced-colors:active']
            .map((wish) => matchMedia('(' + wish + ')'));
        for (const wish of page.wishes) wish.addEventListener('change', changed);
        const arm = () => {  // asks for the present ratio, so it is set again after each change
            const same_ratio = matchMedia('(resolution: ' + devicePixelRatio + 'dppx)');
            same_ratio.addEventListener('change', () => { changed(); arm(); }, { once: true });
        };
        arm();
        const sized = new ResizeObserver((entries) => {
            const size = entries[0].devicePixelContentBoxSize;
            page.pixels = size && [size[0].inlineSize, size[0].blockSize];
            changed();
        });
        try { sized.observe(canvas, { box: 'device-pixel-content-box' }); }
        catch (_) { sized.observe(canvas); }
        const probe = /** @type {HTMLElement} */ (document.getElementById('probe'));
        new ResizeObserver(changed).observe(probe);
        const keyboard = () => { page.reveal = true; changed(); };
        const visual = window.visualViewport || window;
        visual.addEventListener('resize', keyboard);
        visual.addEventListener('scroll', changed);
        document.addEventListener('visibilitychange', () => { document.hidden ? _page_leave() : _page_shown(); });
        window.addEventListener('pagehide', () => _page_leave());
        window.addEventListener('online', () => _page_online());
        window.addEventListener('hashchange', (e) => {
            // A link that was followed left no word about what lies below it in the history.
            if (!history.state) history.replaceState({ from: new URL(e.oldURL).hash }, '');
            give(location.hash, history.state.from || '');
            _page_hash();
        });
        return page.as_html ? 1 : 0;
    },

    bridge_started__deps: ['$give', '$take_words'],
    /** @param {number} seed @param {number} offset */
    bridge_started: function (seed, offset) {
        crypto.getRandomValues(HEAPU8.subarray(seed, seed + 8));
        HEAP32[offset >> 2] = -new Date().getTimezoneOffset();
        let places = null;
        try { places = sessionStorage.getItem('afterdesk.places'); } catch (_) { /* forbidden */ }
        give(location.hash, Module.launch_token || '', navigator.language, (history.state || {}).from || '',
            Module.version, places || '');
        if (Module.english) take_words();  // they are there: boot.js waited for them
    },

    bridge_view__deps: ['$page'],
    /** @param {number} view */
    bridge_view: function (view) {
        const { root, canvas } = page;
        const visual = window.visualViewport;
        const zoomed = !visual || visual.scale > 1.01;  // a pinch magnifies the page, it is not laid out anew
        root.style.top = (zoomed ? 0 : visual.offsetTop) + 'px';
        root.style.height = (zoomed ? innerHeight : visual.height) + 'px';
        const [w, h, ratio] = [root.clientWidth, root.clientHeight, devicePixelRatio];
        const told = page.pixels || [0, 0];  // exact, unless it is from before a change
        const near = Math.abs(told[0] - w * ratio) < 2 && Math.abs(told[1] - h * ratio) < 2;
        const [pixel_w, pixel_h] = near ? told : [Math.round(w * ratio), Math.round(h * ratio)];
        if (canvas.width !== pixel_w) canvas.width = pixel_w;
        if (canvas.height !== pixel_h) canvas.height = pixel_h;
        const probe = /** @type {HTMLElement} */ (document.getElementById('probe'));
        const safe = getComputedStyle(probe);
        HEAPF32.set([
            w, h, ratio, Math.min(2, Math.max(0.8, probe.clientHeight / 100)),
            ...[safe.marginTop, safe.marginRight, safe.marginBottom, safe.marginLeft].map(parseFloat),
            ...page.wishes.map((wish) => (wish.matches ? 1 : 0)),
            ...['Canvas', 'CanvasText', 'LinkText'].map((name) => {
                if (!page.wishes[2].matches) return 0;  // only forced colours are asked for, each is a new style
                probe.style.color = name;
                const [, r, g, b] = /(\d+)\D+(\d+)\D+(\d+)/.exec(safe.color) || [];
                return +r * 65536 + +g * 256 + +b;
            }),
        ], view >> 2);
    },

    $take_words: function () {
        Module.words().then((file) => {
            HEAPU8.set(new Uint8Array(file, 4), new DataView(file).getUint32(0, true));
            _page_view_changed();
        }, () => setTimeout(take_words, 9000));
    },

    bridge_show__deps: ['$take_words'],
    /** @param {number} as_html */
    bridge_show: function (as_html) {
        if (!Module.english && !document.body.classList.contains('ready')) take_words();
        document.body.classList.add('ready');
        document.body.classList.toggle('html-view', as_html === 1);
    },

    /** @param {number} property @param {number} value */
    bridge_style: function (property, value) { document.documentElement.style.setProperty(UTF8ToString(property), UTF8ToString(value)); },

    bridge_mirror__deps: ['$page'],
    /** @param {number} changes @param {number} size */
    bridge_mirror: function (changes, size) { page.mirror.apply(HEAPU8.slice(changes, changes + size)); },

    bridge_settle__deps: ['$page'],
    bridge_settle: function () {
        page.mirror.settle();
        const focused = document.activeElement;
        if (page.reveal && focused) focused.scrollIntoView({ block: 'nearest' });
        page.reveal = false;
    },

    // ---- Glyphs ------------------------------------------------------------------------------------------

    $pen__deps: ['$page'],
    /**
     * The one canvas that measures and draws.
     * @param {number} weight @param {number} px @returns {CanvasRenderingContext2D}
     */
    $pen: function (weight, px) {
        if (!page.pen) {
            const canvas = document.createElement('canvas');
            canvas.width = canvas.height = 514;
            canvas.hidden = true;
            page.root.append(canvas);
            const context = canvas.getContext('2d', { willReadFrequently: true });
            page.pen = /** @type {CanvasRenderingContext2D} */ (context);
            page.pen.fontKerning = 'none';  // as in the fields
            page.family = getComputedStyle(page.root).fontFamily;
        }
        const font = weight + ' ' + px + 'px ' + page.family;
        if (page.font !== font) page.pen.font = page.font = font;
        return page.pen;
    },

    bridge_font_metrics__deps: ['$pen'],
    /** @param {number} weight @param {number} px @param {number} out */
    bridge_font_metrics: function (weight, px, out) {
        const m = pen(weight, px).measureText('国');
        HEAPF32.set([m.fontBoundingBoxAscent || px * 0.88, m.fontBoundingBoxDescent || px * 0.12], out >> 2);
    },

    bridge_glyph_choose__deps: ['$pen', '$page'],
    /** @param {number} text @param {number} weight @param {number} px */
    bridge_glyph_choose: function (text, weight, px) {
        page.glyph = UTF8ToString(text);
        pen(weight, px);
    },

    bridge_glyph_measure__deps: ['$page'],
    /** @param {number} out */
    bridge_glyph_measure: function (out) {
        const m = page.pen.measureText(page.glyph);
        // Of a line in both directions Firefox knows only where its first part ends.
        const right = Math.max(m.actualBoundingBoxRight, page.glyph[2] ? m.width : 0);
        HEAPF32.set([m.width, m.actualBoundingBoxLeft, m.actualBoundingBoxAscent, right, m.actualBoundingBoxDescent], out >> 2);
    },

    bridge_glyph_draw__deps: ['$page'],
    /** @param {number} x @param {number} y @param {number} w @param {number} h @param {number} color @param {number} rgba */
    bridge_glyph_draw: function (x, y, w, h, color, rgba) {
        page.pen.clearRect(0, 0, w, h);
        page.pen.fillStyle = '#' + color.toString(16).padStart(6, '0');
        page.pen.fillText(page.glyph, x, y);
        HEAPU8.set(page.pen.getImageData(0, 0, w, h).data, rgba);
    },

    // ---- Effects -----------------------------------------------------------------------------------------

    // Hands over what a call brought, unless it was called back.
    $hear__deps: ['$page', '$give'],
    /** @param {number} id @param {XMLHttpRequest} call */
    $hear: function (id, call) {
        if (page.calls[id] !== call) return;
        delete page.calls[id];
        give(call.responseText);
        _page_http_done(id, call.status, +(call.getResponseHeader('Retry-After') || 0));
    },

    bridge_http__deps: ['$page', '$hear'],
    /**
     * @param {number} id @param {number} method @param {number} path @param {number} body @param {number} key
     * @param {number} language @param {number} handle
     */
    bridge_http: function (id, method, path, body, key, language, handle) {
        const [how, where] = [UTF8ToString(method), UTF8ToString(path)];
        const asked = Module.early[how + ' ' + where];
        if (asked) delete Module.early[how + ' ' + where];
        else Module.early = {};  // what comes now is no longer the first
        const call = page.calls[id] = asked || new XMLHttpRequest();  // fetch cannot say how far an upload has come
        if (asked && asked.readyState === XMLHttpRequest.DONE) Promise.resolve().then(() => hear(id, call));
        else call.onloadend = () => hear(id, call);
        if (asked) return;
        const [text, once, picked] = [UTF8ToString(body), UTF8ToString(key), page.files[handle]];
        call.open(how, where);
        call.setRequestHeader('Accept-Language', UTF8ToString(language));
        if (once) call.setRequestHeader('Idempotency-Key', once);
        if (text) call.setRequestHeader('Content-Type', 'application/json');
        if (picked) call.setRequestHeader('Content-Type', picked.file.type || 'application/octet-stream');
        call.timeout = picked ? 600000 : 30000;
        if (picked) call.upload.onprogress = (e) => _page_upload_progress(id, 100 * e.loaded / (e.total || 1));
        call.send(picked ? picked.file : text || null);
    },

    bridge_cancel__deps: ['$page'],
    /** @param {number} id */
    bridge_cancel: function (id) {
        const call = page.calls[id];
        delete page.calls[id];
        if (call) call.abort();
    },

    bridge_navigate__deps: ['$give'],
    /** @param {number} hash @param {number} replace */
    bridge_navigate: function (hash, replace) {
        const to = UTF8ToString(hash);
        if (replace) history.replaceState(history.state, '', to);
        else history.pushState({ from: location.hash }, '', to);
        give(location.hash, (history.state || {}).from || '');
        _page_hash();
    },

    bridge_back: function () { history.back(); },
    bridge_reload: function () { location.reload(); },

    // What is put into the empty places of the program's table is seen by it at once.
    bridge_load_rest__deps: ['$page'],
    bridge_load_rest: function (/** @type {number} */ here) {  // behind the first frame, when that is due
        setTimeout(() => fetch(Module.rest[here - 1], { priority: 'low' }).then((answer) => answer.arrayBuffer())
            .then((bytes) => WebAssembly.instantiate(bytes, Module.parts))
            .then(({ instance }) => { Module.parts.push(instance.exports); _page_rest_came(1); }, () => _page_rest_came(0)));
    },

    /** @param {number} places */
    bridge_keep_places: function (places) {
        try { sessionStorage.setItem('afterdesk.places', UTF8ToString(places)); } catch (_) { /* forbidden */ }
    },

    bridge_live__deps: ['$page', '$give'],
    /** @param {number} path */
    bridge_live: function (path) {
        const url = UTF8ToString(path);
        if (page.live) page.live.close();
        const live = page.live = url ? new EventSource(url) : undefined;
        if (!live) return;
        // Only hello says from where the stream goes on: what was fetched before it may be older.
        live.addEventListener('hello', () => _page_live(1, 0));
        // It connects again by itself after a break, but not after a refusal.
        live.onerror = () => _page_live(0, live.readyState === EventSource.CLOSED ? 1 : 0);
        live.addEventListener('ticket', (e) => { give(e.data); _page_live_message(); });
    },

    /** @param {number} key @param {number} text */
    bridge_store: function (key, text) {
        const [name, value] = ['afterdesk.' + UTF8ToString(key), UTF8ToString(text)];
        try { value ? localStorage.setItem(name, value) : localStorage.removeItem(name); }
        catch (_) { /* full or forbidden */ }
    },

    bridge_load__deps: ['$give'],
    /** @param {number} key */
    bridge_load: function (key) {
        let text = null;
        try { text = localStorage.getItem('afterdesk.' + UTF8ToString(key)); } catch (_) { /* forbidden */ }
        give(text || '');
    },

    bridge_timer__deps: ['$page', '$give'],
    /** @param {number} name @param {number} delay_ms */
    bridge_timer: function (name, delay_ms) {
        const key = UTF8ToString(name);
        clearTimeout(page.timers[key]);
        page.timers[key] = setTimeout(() => { delete page.timers[key]; give(key); _page_timer(); }, delay_ms);
    },

    bridge_release_file__deps: ['$page'],
    /** @param {number} handle */
    bridge_release_file: function (handle) {
        if (page.files[handle]) URL.revokeObjectURL(page.files[handle].url);
        delete page.files[handle];
    },
});
