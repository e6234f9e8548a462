// @ts-check
// The browser's database for C++ (see bridge.hpp): texts and files that outlive the page. A --js-library of emcc.

mergeInto(LibraryManager.library, {
    // Hands the one store to `work`, once it is open; `otherwise` where there is none (private windows).
    $with_store__deps: ['$page'],
    /** @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => void} work @param {() => void} [otherwise] */
    $with_store: function (mode, work, otherwise) {
        page.database = page.database || new Promise((opened, failed) => {
            const asked = indexedDB.open('afterdesk', 1);
            asked.onupgradeneeded = () => asked.result.createObjectStore('kept');
            asked.onsuccess = () => opened(asked.result);
            asked.onerror = failed;
        });
        page.database.then((db) => {
            const change = db.transaction('kept', mode);
            work(change.objectStore('kept'));
            if (mode === 'readwrite' && change.commit) change.commit();  // the page may be closing
        }).catch(otherwise || (() => {}));
    },

    bridge_keep__deps: ['$with_store'],
    /** @param {number} key @param {number} text @param {number} handle */
    bridge_keep: function (key, text, handle) {
        const [name, value, picked] = [UTF8ToString(key), UTF8ToString(text), page.files[handle]];
        with_store('readwrite', (store) => { store.put({ text: value, file: picked && picked.file }, name); });
    },

    bridge_forget__deps: ['$with_store'],
    /** @param {number} prefix */
    bridge_forget: function (prefix) {
        const begin = UTF8ToString(prefix);
        with_store('readwrite', (store) => { store.delete(IDBKeyRange.bound(begin, begin + '\uffff')); });
    },

    bridge_recall__deps: ['$with_store', '$give', '$hold'],
    /** @param {number} prefix */
    bridge_recall: function (prefix) {
        const begin = UTF8ToString(prefix);
        /** @type {{key: string, value: {text: string, file?: File}}[]} */
        const found = [];
        const hand_over = () => {  // all at once: several may be under way
            found.forEach(({ key, value }) => {
                const file = value.file;
                const handle = file ? hold(file) : 0;
                give(key, value.text, (file && file.name) || '', (file && file.type) || '',
                    handle ? page.files[handle].url : '');
                _page_recalled_item(handle, file ? file.size : 0);
            });
            give(begin);
            _page_recalled();
        };
        with_store('readonly', (store) => {
            const asked = store.openCursor(IDBKeyRange.bound(begin, begin + '\uffff'));
            asked.onerror = hand_over;
            asked.onsuccess = () => {
                const at = asked.result;
                if (!at) { hand_over(); return; }
                found.push({ key: String(at.key), value: at.value });
                at.continue();
            };
        }, hand_over);
    },
});
