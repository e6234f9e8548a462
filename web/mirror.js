// @ts-check
// The page as DOM nodes over the canvas: screen readers, native fields, links, scrolling, automation. It does
// what wasm-app/platform/mirror.cpp writes, and hands events back; it decides nothing.
'use strict';

/**
 * What the mirror tells the program, by node id.
 * @typedef {object} MirrorHost
 * @property {(kind: number, source: number, x: number, y: number) => void} pointer kind: 0 move, 1 down,
 *     2 up, 3 cancel, 4 leave; source: 0 mouse, 1 touch, 2 pen
 * @property {(id: number) => void} click id 0: one whose pointer events were sent
 * @property {(id: number, text: string) => void} edit
 * @property {(id: number, key: string) => void} key one that the node with the focus takes
 * @property {(id: number, y: number) => void} scroll
 * @property {(id: number, visible: boolean) => void} focus
 * @property {(id: number, files: File[]) => void} pick
 * @property {() => void} escape
 */

class Mirror {
    /**
     * @param {HTMLElement} root holds canvas and mirror; all listeners sit here
     * @param {HTMLElement} layer the mirror
     * @param {MirrorHost} host
     */
    constructor(root, layer, host) {
        this.root = root;
        this.layer = layer;
        this.host = host;
        /** @type {Map<number, MirrorNode>} */
        this.nodes = new Map();
        /** @type {WeakMap<Element, MirrorNode>} */
        this.by_element = new WeakMap();
        /** @type {Map<MirrorNode, number>} with the position that the program was told */
        this.scrollers = new Map();
        /** @type {Set<MirrorNode>} */
        this.unsettled = new Set();
        /** @type {{dialog: MirrorNode, back: MirrorNode | null}[]} */
        this.dialogs = [];
        /** @type {MirrorNode | null} */
        this.focus_next = null;
        this.composing = false;
        this.pointer_id = -1;
        this.pressed = false;
        /** @type {PointerEvent | null} */
        this.lifted = null;
        this.lift_timer = 0;
        /** What was typed in a list to go to an option, and when. */
        this.typed = '';
        this.typed_at = 0;
        this.descriptions = document.createElement('div');
        this.descriptions.hidden = true;
        layer.after(this.descriptions);
        this.listen();
    }

    // ---- Events ------------------------------------------------------------------------------------------

    /** @param {EventTarget | null} target @returns {MirrorNode | undefined} */
    node_of(target) {
        let at = target instanceof Element ? target : null;
        for (; at && at !== this.root; at = at.parentElement) {
            const node = this.by_element.get(at);
            if (node) return node;
        }
        return undefined;
    }

    listen() {
        const { root, host } = this;
        root.addEventListener('pointermove', (e) => { if (e.isPrimary) this.send(0, e); });
        root.addEventListener('pointerleave', (e) => { if (e.pointerType === 'mouse') this.send(4, e); });
        root.addEventListener('pointerdown', (e) => {
            this.lift(3);
            this.pressed = false;
            if (!e.isPrimary || e.button !== 0) return;
            this.pointer_id = e.pointerId;
            this.send(1, e);
        });
        window.addEventListener('pointerup', (e) => {
            if (e.pointerId !== this.pointer_id) return;
            this.pointer_id = -1;
            this.pressed = true;
            this.lifted = e;
            // What lies under a lifted finger the browser looks up now: nothing may move until the click.
            if (e.pointerType === 'mouse') this.lift(2);
            else this.lift_timer = setTimeout(() => { this.pressed = false; this.lift(3); }, 400);
        });
        window.addEventListener('pointercancel', (e) => {
            if (e.pointerId !== this.pointer_id) return;
            this.pointer_id = -1;
            this.send(3, e);
        });
        root.addEventListener('click', (e) => this.clicked(e));
        root.addEventListener('scroll', () => this.tell_scrolls(), { capture: true, passive: true });
        root.addEventListener('focusin', (e) => {
            const node = this.node_of(e.target);
            node?.control.classList.add('in-use');  // not :focus, which Safari takes away with the window's, untold
            if (node) host.focus(node.id, node.control.matches(':focus-visible'));
        });
        root.addEventListener('focusout', (e) => {
            this.composing = false;
            this.node_of(e.target)?.control.classList.remove('in-use');
            host.focus(0, false);
        });
        root.addEventListener('compositionstart', () => { this.composing = true; });
        root.addEventListener('compositionend', (e) => { this.composing = false; this.edited(e.target); });
        root.addEventListener('input', (e) => { if (!this.composing) this.edited(e.target); });
        root.addEventListener('change', (e) => {
            const node = this.node_of(e.target);
            if (node?.role !== FILE) return;
            const input = /** @type {HTMLInputElement} */ (node.control);
            const files = Array.from(input.files || []);
            input.value = '';  // so that the same file can be picked again
            if (files.length) host.pick(node.id, files);
        });
        // Else the browser would leave the page for the file.
        window.addEventListener('dragover', (e) => { if (e.dataTransfer?.types.includes('Files')) e.preventDefault(); });
        window.addEventListener('drop', (e) => this.handed(e, e.dataTransfer));
        document.addEventListener('paste', (e) => this.handed(e, e.clipboardData));
        // A picture that did not come: the canvas shows its frame.
        root.addEventListener('error', (e) => { if (e.target instanceof HTMLImageElement) e.target.hidden = true; }, true);
        document.addEventListener('keydown', (e) => this.key(e));
    }

    /** Before a pointer event too: the browser may not have reported yet what it has scrolled already. */
    tell_scrolls() {
        for (const [node, told] of this.scrollers) {
            const y = node.box.scrollTop;
            if (y !== told) this.host.scroll(node.id, y);
            this.scrollers.set(node, y);
        }
    }

    /** @param {number} kind @param {PointerEvent} e */
    send(kind, e) {
        this.tell_scrolls();
        const box = this.root.getBoundingClientRect();
        const source = ['mouse', 'touch', 'pen'].indexOf(e.pointerType);
        this.host.pointer(kind, source, e.clientX - box.left, e.clientY - box.top);
    }

    /** Ends the press that waits for its click. @param {number} kind 2 up, 3 cancel */
    lift(kind) {
        clearTimeout(this.lift_timer);
        if (this.lifted) this.send(kind, this.lifted);
        this.lifted = null;
    }

    /**
     * A click with coordinates was pressed in the program by its pointer events; one without them (keyboard,
     * screen reader, script) is handed over by id. Either way the program works it off inside the gesture.
     * @param {MouseEvent} e
     */
    clicked(e) {
        const by_pointer = e.detail > 0 && this.pressed;
        this.pressed = false;
        this.lift(2);
        const node = this.node_of(e.target), dead = node && (node.state & DISABLED) !== 0;
        if (node && (dead || (node.role !== LINK && node.box.closest('a')))) e.preventDefault();
        if (node?.role === CHECKBOX || node?.role === RADIO) this.unsettled.add(node);
        const press = node && !dead && !by_pointer && [BUTTON, CHECKBOX, RADIO, TAB, OPTION].includes(node.role);
        this.host.click(press ? node.id : 0);
    }

    /** @param {EventTarget | null} target */
    edited(target) {
        const node = this.node_of(target);
        if (!node || node.role !== FIELD) return;
        const { value, selectionStart } = /** @type {TextField} */ (node.control);
        // Firefox hands over an emoji that is typed in two halves; the first is nothing that could be kept.
        if (value.charCodeAt((selectionStart || 0) - 1) >> 10 === 0xd800 >> 10) return;
        this.unsettled.add(node);
        this.host.edit(node.id, value);
    }

    /** Files dropped or pasted anywhere are for the file picker. @param {Event} e @param {DataTransfer | null} data */
    handed(e, data) {
        const files = Array.from(data?.files || []);
        const words = this.node_of(e.target)?.role === FIELD && data?.types.includes('text/plain');
        if (!files.length || words) return;
        e.preventDefault();
        const picker = Array.from(this.nodes.values()).find((node) => node.role === FILE && !node.box.closest('[inert]'));
        if (picker) this.host.pick(picker.id, files);
    }

    /** @param {KeyboardEvent} e */
    key(e) {
        if (e.isComposing || e.keyCode === 229) return;
        const node = this.node_of(e.target);
        if (node?.role === TAB) {  // one stop for Tab; the arrow keys choose
            const tabs = Array.from(/** @type {Element} */ (node.box.parentElement).children);
            const at = tabs.indexOf(node.box);
            const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[e.key];
            if (to !== undefined) {
                const next = /** @type {HTMLElement} */ (tabs[(to + tabs.length) % tabs.length]);
                e.preventDefault();
                next.focus();
                next.click();
            }
        }
        if (node?.role === OPTION || node?.role === FIELD) this.walk(e, node);
        const plain = !e.ctrlKey && !e.metaKey && !e.altKey;
        if (node && plain && node.state & TAKES_KEYS && /^(Arrow|Page|Home|End|[ jktx]$)/.test(e.key)) {
            e.preventDefault();
            return this.host.key(node.id, e.key);
        }
        if (e.key === 'Escape') this.host.escape();
        if (!e.repeat && !(plain && node?.role === FIELD)) this.shortcut(e);
        const one_line = node?.role === FIELD && node.control.tagName === 'INPUT';
        if (e.key === 'Enter' && one_line) {
            e.preventDefault();  // else it also presses what has the focus afterwards
            this.host.click(node.id);
        }
        const [scroller] = this.scrollers.keys();
        if (scroller && e.target === document.body && /^(Page|Arrow|Home|End| $)/.test(e.key)) {
            scroller.box.tabIndex = -1;  // so that the keys scroll without a click before
            scroller.box.focus({ preventScroll: true });
        }
    }

    /** Keys that a control names as its own, from wherever they are pressed; a table shows where it stands. @param {KeyboardEvent} e */
    shortcut(e) {
        const key = e.key.length === 1 ? e.key.toUpperCase() : e.key;
        const shifted = e.shiftKey && key !== key.toLowerCase();
        const keys = [e.ctrlKey && 'Control', e.metaKey && 'Meta', e.altKey && 'Alt', shifted && 'Shift', key].filter(Boolean).join('+');
        const node = Array.from(this.nodes.values()).find((it) => it.shortcut.split(' ').includes(keys) && !it.box.closest('[inert]'));
        if (!node) return;
        e.preventDefault();
        const row = node.role === GRID && node.box.querySelector('tr:not(.head) :is(a, input):not([tabindex="-1"])');
        if (node.role === FIELD || row) /** @type {HTMLElement} */ (row || node.control).focus();
        else node.control.click();
    }

    /**
     * The options of a dialog are one stop: arrows, Home, End and what is typed go from one to the next; with a field
     * to search in, that takes what is typed.
     * @param {KeyboardEvent} e @param {MirrorNode} node an option, or such a field
     */
    walk(e, node) {
        const dialog = node.box.closest('[role=dialog]');
        const options = /** @type {HTMLElement[]} */ (Array.from(dialog?.querySelectorAll('[role=option]') || []));
        const field = /** @type {HTMLElement | null | undefined} */ (dialog?.querySelector('input'));
        const at = options.indexOf(/** @type {HTMLElement} */ (node.box));
        const letter = e.key.length === 1 && e.key !== ' ' && !e.ctrlKey && !e.metaKey && !e.altKey;
        if (!options.length || (at < 0 && e.key !== 'ArrowDown')) return;
        if (letter && field) field.focus();  // and the letter is typed there
        let to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[e.key];
        if (letter && !field) {
            this.typed = (e.timeStamp - this.typed_at < 700 ? this.typed : '') + e.key.toLowerCase();
            this.typed_at = e.timeStamp;
            const begins = (/** @type {HTMLElement} */ option) => !!option.textContent?.toLowerCase().startsWith(this.typed);
            const later = options.findIndex((option, i) => i >= at + (this.typed.length > 1 ? 0 : 1) && begins(option));
            to = later < 0 ? options.findIndex(begins) : later;
        }
        const next = to === -1 ? !letter && field : options[to ?? options.length];
        if (to !== undefined) e.preventDefault();
        if (!next) return;
        for (const option of options) option.tabIndex = option === next ? 0 : -1;
        next.focus();
    }

    // ---- Changes -----------------------------------------------------------------------------------------

    /** Carries out what mirror.cpp wrote. @param {Uint8Array} bytes */
    apply(bytes) {
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const decoder = new TextDecoder();
        let at = 0;
        const u8 = () => view.getUint8(at++), u32 = () => view.getUint32((at += 4) - 4, true);
        const i32 = () => view.getInt32((at += 4) - 4, true);
        const f32 = () => view.getFloat32((at += 4) - 4, true);
        const text = () => { const n = u32(); at += n; return n ? decoder.decode(bytes.subarray(at - n, at)) : ''; };
        const read = { u32, i32, f32, text };
        while (at < bytes.length) {
            const word = u8();
            if (word === 1) this.put(u32(), u8(), u8(), u32(), read);
            else if (word === 2) this.order(u32(), Array.from({ length: u32() }, u32));
            else if (word === 3) this.drop(u32());
            else { document.title = text(); document.documentElement.lang = text(); }
        }
        this.move_focus();
    }

    /**
     * @param {number} id @param {number} role @param {number} kind of a field, or level of a heading
     * @param {number} parts
     * @param {Reader} read
     */
    put(id, role, kind, parts, read) {
        const old = this.nodes.get(id);
        let node = /** @type {MirrorNode} */ (old);
        if (parts & 1) {
            node = this.create(id, role, kind);
            if (old) { this.scrollers.delete(old); old.box.replaceWith(node.box); }
        }
        const was = node.state;
        node.put(parts, read);
        if (node.state & FOCUS_ME && !(was & FOCUS_ME)) this.focus_next = node;
        if (parts & 256 && role === FIELD) this.unsettled.add(node);
    }

    /** @param {number} id @param {number} role @param {number} kind @returns {MirrorNode} */
    create(id, role, kind) {
        const node = new MirrorNode(id, role, kind, this.descriptions);
        if (role === SCROLLER) this.scrollers.set(node, 0);
        if (role === DIALOG) this.dialogs.push({ dialog: node, back: this.node_of(document.activeElement) || null });
        this.nodes.set(id, node);
        this.by_element.set(node.box, node);
        return node;
    }

    /** The program has drawn all it was told: what it did not take over is turned back. */
    settle() {
        for (const node of this.unsettled) {
            const { role, control, state } = node;
            if (role === FIELD && this.composing && control === document.activeElement) continue;
            if (role === FIELD) node.write();
            else /** @type {HTMLInputElement} */ (control).checked = (state & CHECKED) !== 0;
            this.unsettled.delete(node);
        }
    }

    /** @param {number} id of the parent, 0 for the mirror itself @param {number[]} children */
    order(id, children) {
        const parent = this.nodes.get(id), box = parent ? parent.box : this.layer;
        const focused = /** @type {HTMLElement | null} */ (document.activeElement);
        let at = parent?.first ? parent.first.nextSibling : box.firstChild;
        for (const child of children) {
            const node = /** @type {MirrorNode} */ (this.nodes.get(child));
            if (node.box === at) at = at.nextSibling;
            else box.insertBefore(node.box, at);
            if (node.role === RADIO) set(node.control, 'name', 'choice-' + id);
        }
        if (parent?.role === LISTBOX && !box.querySelector('[tabindex="0"]')) /** @type {HTMLElement} */ (box.firstChild).tabIndex = 0;
        const lost = focused !== document.activeElement && focused?.isConnected;
        if (lost) focused.focus({ preventScroll: true });
    }

    /** @param {number} id */
    drop(id) {
        const node = this.nodes.get(id);
        if (!node) return;
        this.nodes.delete(id);
        this.unsettled.delete(node);
        this.scrollers.delete(node);
        node.describe('');
        node.box.remove();
    }

    move_focus() {
        for (let i = this.dialogs.length - 1; i >= 0; --i) {
            const { dialog, back } = this.dialogs[i];
            const inside = dialog.box.contains(document.activeElement);
            if (!dialog.box.isConnected) {
                this.dialogs.splice(i, 1);
                const free = document.activeElement === document.body;
                if (back?.box.isConnected && free) this.focus_next = this.focus_next || back;
            } else if (i === this.dialogs.length - 1 && !inside) this.focus_next = this.focus_next || dialog;
        }
        const node = this.focus_next;
        this.focus_next = null;
        if (!node?.box.isConnected) return;
        if (node.control.tabIndex < 0) node.control.tabIndex = -1;
        node.control.focus();
    }
}
