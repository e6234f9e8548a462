// @ts-check
// Picked files read for C++, and signatures checked by the browser (see bridge.hpp). A --js-library of emcc.

mergeInto(LibraryManager.library, {
    bridge_read__deps: ['$page'],
    /** @param {number} handle */
    bridge_read: function (handle) {
        const picked = page.files[handle];
        new Response(picked.file).arrayBuffer().then((read) => new Uint8Array(read), () => null).then((bytes) => {
            if (page.files[handle] !== picked) return;  // taken away meanwhile
            const at = _page_inbox(bytes ? bytes.length : 0);
            if (bytes) HEAPU8.set(bytes, at);
            _page_file_read(handle, bytes ? 1 : 0);
        });
    },

    /** @param {number} handle @param {number} key @param {number} value @param {number} text */
    bridge_check_signature: function (handle, key, value, text) {
        const bytes = (/** @type {number} */ hex) =>
            Uint8Array.from(UTF8ToString(hex).match(/../g) || [], (two) => parseInt(two, 16));
        const [by, signature, what] = [bytes(key), bytes(value), new TextEncoder().encode(UTF8ToString(text))];
        const wrong = 0, right = 1, unknown = 2;
        // Without https there is no crypto.subtle; older browsers do not know the name. A key that is no point of the
        // curve is a wrong one.
        Promise.resolve().then(() => crypto.subtle.importKey('raw', by, 'Ed25519', false, ['verify']))
            .then((known) => crypto.subtle.verify('Ed25519', known, signature, what))
            .then((fits) => (fits ? right : wrong), (error) => (error && error.name === 'DataError' ? wrong : unknown))
            .then((found) => _page_signature_checked(handle, found));
    },
});
