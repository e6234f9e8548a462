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
 * @property {(id: number, y: number) => void} scroll
 * @property {(id: number, visible: boolean) => void} focus
 * @property {(id: number, files: File[]) => void} pick
 * @property {() => void} escape
 */

/**
 * One node: `box` has its place, `control` its name and state (another element where a label holds an input).
 * @typedef {object} MirrorNode
 * @property {number} id
 * @property {number} role
 * @property {HTMLElement} box
 * @property {HTMLElement} control
 * @property {HTMLElement | null} first what stands before its children: a label's text, a scroller's height
 * @property {number} state
 * @property {string} name
 * @property {string} value what the program says
 */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextField */

// By ui::Role: the element, and its role where the element does not say it (or loses it by styling).
const MIRROR_ROLES = [
    ['span'], ['h'], ['button'], ['a'], ['label'], ['label'], ['label'], ['div', 'radiogroup'],
    ['button', 'tab'], ['div', 'tablist'], ['ul', 'list'], ['li', 'listitem'], ['table', 'table'],
    ['tr', 'row'], ['td', 'cell'], ['th', 'columnheader'], ['img'], ['label'], ['div', 'dialog'],
    ['section'], ['nav'], ['main'], ['header', 'banner'], ['div'], ['div', 'status'], ['div', 'alert'],
    ['div', 'progressbar'], ['div'],
];
const [HEADING, BUTTON, LINK, FIELD, CHECKBOX, RADIO, TAB] = [1, 2, 3, 4, 5, 6, 8];
const [LIST_ITEM, TABLE, ROW, IMAGE, FILE, DIALOG, SCROLLER, STATUS, ALERT, PROGRESS, GROUP] =
    [11, 12, 13, 16, 17, 18, 23, 24, 25, 26, 27];
const NAMED_BY_TEXT = [0, HEADING, BUTTON, LINK, TAB, LIST_ITEM, 14, 15, STATUS, ALERT];

// By ui::FieldKind: type, inputmode, autocomplete, enterkeyhint.
const MIRROR_FIELDS = [
    ['text', '', '', 'done'], ['text', '', '', 'done'], ['', '', '', 'enter'],
    ['text', 'decimal', 'off', 'done'], ['search', 'search', 'off', 'search'],
    ['text', '', 'username', 'next'], ['password', '', 'current-password', 'go'],
    ['tel', 'tel', 'tel', 'done'], ['text', 'numeric', 'one-time-code', 'go'],
];
const MULTILINE = 2;

// ui::StateBits, and the leaf bit of mirror.cpp.
const [DISABLED, CHECKED, SELECTED, EXPANDED, REQUIRED, INVALID, BUSY, CURRENT, FOCUS_ME, MULTIPLE, COVERED] =
    [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const LEAF = 1 << 31;

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
        window.addEventListener('dragover', (e) => {  // else the browser would leave the page for the file
            if (e.dataTransfer?.types.includes('Files')) e.preventDefault();
        });
        window.addEventListener('drop', (e) => this.handed(e, e.dataTransfer));
        document.addEventListener('paste', (e) => this.handed(e, e.clipboardData));
        root.addEventListener('error', (e) => {  // a picture that did not come: the canvas shows its frame
            if (e.target instanceof HTMLImageElement) e.target.hidden = true;
        }, true);
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
        const node = this.node_of(e.target);
        const dead = node && (node.state & DISABLED) !== 0;
        if (node && (dead || (node.role !== LINK && node.box.closest('a')))) e.preventDefault();
        if (node?.role === CHECKBOX || node?.role === RADIO) this.unsettled.add(node);
        const press = node && !dead && !by_pointer && [BUTTON, CHECKBOX, RADIO, TAB].includes(node.role);
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
        if (e.key === 'Escape') this.host.escape();
        const one_line = node?.role === FIELD && node.control.tagName === 'INPUT';
        if (e.key === 'Enter' && one_line) this.host.click(node.id);
        const [scroller] = this.scrollers.keys();
        if (scroller && e.target === document.body && /^(Page|Arrow|Home|End| $)/.test(e.key)) {
            scroller.box.tabIndex = -1;  // so that the keys scroll without a click before
            scroller.box.focus({ preventScroll: true });
        }
    }

    // ---- Changes -----------------------------------------------------------------------------------------

    /** Carries out what mirror.cpp wrote. @param {Uint8Array} bytes */
    apply(bytes) {
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const decoder = new TextDecoder();
        let at = 0;
        const u8 = () => view.getUint8(at++);
        const u32 = () => view.getUint32((at += 4) - 4, true);
        const i32 = () => view.getInt32((at += 4) - 4, true);
        const f32 = () => view.getFloat32((at += 4) - 4, true);
        const text = () => { const n = u32(); at += n; return decoder.decode(bytes.slice(at - n, at)); };
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
     * @param {{u32: () => number, i32: () => number, f32: () => number, text: () => string}} read
     */
    put(id, role, kind, parts, read) {
        const old = this.nodes.get(id);
        let node = /** @type {MirrorNode} */ (old);
        if (parts & 1) {
            node = this.create(id, role, kind);
            if (old) { this.scrollers.delete(old); old.box.replaceWith(node.box); }
        }
        const { box, control } = node;
        if (parts & 2) this.set_state(node, read.u32());
        if (parts & 2048) {
            box.className = read.text() + ' ' + read.text();
            box.classList.toggle('leaf', (node.state & LEAF) !== 0);
            box.classList.toggle('scroller', role === SCROLLER);
            box.style.setProperty('--icon', mask(read.text()));
            box.style.setProperty('--lead', read.f32() + 'px');
        }
        if (parts & 4) {
            const style = box.style;
            style.left = read.i32() / 4 + 'px';
            style.top = read.i32() / 4 + 'px';
            style.width = read.i32() / 4 + 'px';
            style.height = read.i32() / 4 + 'px';
        }
        if (parts & 8) {
            set(control, 'placeholder', read.text());
            set(control, 'autocomplete', read.text() || (role === FIELD && MIRROR_FIELDS[kind][2]));
            set(control, 'accept', read.text());
            set(control, 'maxlength', read.u32() || '');
            const font = read.f32();
            box.style.fontSize = (role === FIELD ? Math.max(16, font) : font) + 'px';  // iOS zooms in on less
        }
        if (parts & 16) node.name = read.text();
        if (parts & 18) this.set_name(node);
        if (parts & 32) this.describe(node, read.text());
        if (parts & 64) set(control, 'href', read.text());
        if (parts & 128) {
            const [level, size] = [read.u32(), read.u32()];
            if (role === ROW) set(control, 'aria-rowindex', level);
            if (role === TABLE) set(control, 'aria-rowcount', size);
            if (role === LIST_ITEM) set(control, 'aria-posinset', level);
            if (role === LIST_ITEM) set(control, 'aria-setsize', size);
        }
        if (parts & 256) { node.value = read.text(); this.set_value(node); }
        if (parts & 512) {
            const height = read.f32();
            if (role === SCROLLER) /** @type {HTMLElement} */ (node.first).style.height = height + 'px';
        }
        if (parts & 1024) box.scrollTop = read.f32();
    }

    /** @param {number} id @param {number} role @param {number} kind @returns {MirrorNode} */
    create(id, role, kind) {
        const [tag, aria] = MIRROR_ROLES[role];
        const box = document.createElement(role === HEADING ? tag + kind : tag);
        /** @type {MirrorNode} */
        const node = { id, role, box, control: box, first: null, state: 0, name: '', value: '' };
        set(box, 'role', aria);
        if (role === BUTTON || role === TAB) set(box, 'type', 'button');
        if (tag === 'label') {
            const input = role === FIELD && kind === MULTILINE ? 'textarea' : 'input';
            const control = node.control = document.createElement(input);
            node.first = document.createElement('span');
            box.append(control, node.first);
            const [type, inputmode, fill, enter] = role === FIELD ? MIRROR_FIELDS[kind]
                : [role === RADIO ? 'radio' : role === CHECKBOX ? 'checkbox' : 'file'];
            set(control, 'type', type);
            set(control, 'inputmode', inputmode);
            set(control, 'enterkeyhint', enter);
            if (inputmode || fill) {
                set(control, 'autocapitalize', 'none');
                set(control, 'spellcheck', 'false');
            }
        }
        if (role === SCROLLER) {
            node.first = document.createElement('i');
            box.append(node.first);
            this.scrollers.set(node, 0);
        }
        if (role === DIALOG) {
            set(box, 'aria-modal', 'true');
            box.tabIndex = -1;
            this.dialogs.push({ dialog: node, back: this.node_of(document.activeElement) || null });
        }
        this.nodes.set(id, node);
        this.by_element.set(box, node);
        return node;
    }

    /** @param {MirrorNode} node @param {number} state */
    set_state(node, state) {
        const { role, control } = node;
        const [was, is] = [node.state, (/** @type {number} */ bit) => state & bit ? 'true' : ''];
        node.state = state;
        node.box.classList.toggle('leaf', (state & LEAF) !== 0);
        node.box.toggleAttribute('inert', (state & COVERED) !== 0);
        set(node.box, 'aria-hidden', is(COVERED));
        set(control, 'aria-disabled', is(DISABLED));
        set(control, 'aria-required', is(REQUIRED));
        set(control, 'aria-invalid', is(INVALID));
        set(control, 'aria-busy', is(BUSY));
        set(control, 'aria-expanded', is(EXPANDED) || (control.hasAttribute('aria-expanded') && 'false'));
        if (role === TAB) control.tabIndex = state & SELECTED ? 0 : -1;
        set(control, 'aria-current', is(CURRENT) && (role === LIST_ITEM ? 'step' : 'page'));
        if (role === BUTTON) set(control, 'aria-pressed', is(SELECTED));
        if (role === TAB) set(control, 'aria-selected', is(SELECTED) || 'false');
        if (control instanceof HTMLInputElement) {
            control.checked = (state & CHECKED) !== 0;
            control.multiple = (state & MULTIPLE) !== 0;
        }
        if (role === FIELD) /** @type {TextField} */ (control).readOnly = (state & DISABLED) !== 0;
        if (state & FOCUS_ME && !(was & FOCUS_ME)) this.focus_next = node;
    }

    /** @param {MirrorNode} node */
    set_name(node) {
        const { role, box, control, name } = node;
        if (role === IMAGE) control.setAttribute('alt', name);
        else if (box !== control) {
            /** @type {HTMLElement} */ (node.first).textContent = name;
            set(control, 'aria-label', name);  // without the hint in its label
        } else if (!(node.state & LEAF) || !NAMED_BY_TEXT.includes(role) || box.classList.contains('bare')) {
            if (box.firstChild instanceof Text) box.firstChild.remove();
            set(box, 'aria-label', name);
            if (role === GROUP) set(box, 'role', name && 'group');
            if (role === SCROLLER) set(box, 'role', name && 'region');
        } else {
            box.removeAttribute('aria-label');
            const write = () => {
                if (box.textContent === node.name && !box.firstElementChild === !node.value) return;
                const label = node.value && node.name.slice(0, -node.value.length);
                const [, words, sign] = /** @type {string[]} */ (/^([^]*?)(：|: |)$/.exec(label));
                if (label) box.replaceChildren(child('b', words), child('i', sign), child('b', node.value));
                else box.textContent = node.name;
            };
            // A live region is heard when it changes, not when it comes.
            if (role === STATUS || role === ALERT) setTimeout(() => { if (node.state & LEAF) write(); }, 50);
            else write();
        }
    }

    /** @param {MirrorNode} node @param {string} text */
    describe(node, text) {
        const id = 'about-' + node.id;
        let about = document.getElementById(id);
        if (!text) { about?.remove(); set(node.control, 'aria-describedby', ''); return; }
        if (!about) {
            about = document.createElement('small');
            about.id = id;
            (node.role === RADIO ? node.box : this.descriptions).append(about);
        }
        about.textContent = text;
        set(node.control, 'aria-describedby', id);
    }

    /** @param {MirrorNode} node */
    set_value(node) {
        const { role, control, value } = node;
        if (role === IMAGE) { control.hidden = false; set(control, 'src', value); }
        else if (role === PROGRESS) {
            control.style.setProperty('--done', value);
            set(control, 'aria-valuetext', value);
            set(control, 'aria-valuenow', parseFloat(value));
        } else if (role !== FIELD) this.set_name(node);
        else if (role === FIELD) {
            this.unsettled.add(node);
            if (control !== document.activeElement) this.write(node);
        }
    }

    /** @param {MirrorNode} node a field: what the program says is written unless it stands there already */
    write(node) {
        const field = /** @type {TextField} */ (node.control);
        if (field.value === node.value) return;
        const caret = field.selectionStart;
        field.value = node.value;
        if (field === document.activeElement && caret !== null) field.setSelectionRange(caret, caret);
    }

    /** The program has drawn all it was told: what it did not take over is turned back. */
    settle() {
        for (const node of this.unsettled) {
            const { role, control, state } = node;
            if (role === FIELD && this.composing && control === document.activeElement) continue;
            if (role === FIELD) this.write(node);
            else /** @type {HTMLInputElement} */ (control).checked = (state & CHECKED) !== 0;
            this.unsettled.delete(node);
        }
    }

    /** @param {number} id of the parent, 0 for the mirror itself @param {number[]} children */
    order(id, children) {
        const parent = this.nodes.get(id);
        const box = parent ? parent.box : this.layer;
        const focused = /** @type {HTMLElement | null} */ (document.activeElement);
        let at = parent?.first ? parent.first.nextSibling : box.firstChild;
        for (const child of children) {
            const node = /** @type {MirrorNode} */ (this.nodes.get(child));
            if (node.box === at) at = at.nextSibling;
            else box.insertBefore(node.box, at);
            if (node.role === RADIO) set(node.control, 'name', 'choice-' + id);
        }
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
        this.describe(node, '');
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

/** @param {string} tag @param {string} text */
function child(tag, text) {
    const box = document.createElement(tag);
    box.textContent = text;
    return box;
}

/** An icon (wasm-app/widgets/icons.hpp) as a picture for CSS. @param {string} path */
function mask(path) {
    const d = path.replace(/([OD])([\d.]+) ([\d.]+) ([\d.]+)/g, (_, _kind, x, y, r) =>
        `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`);
    return path && 'url("data:image/svg+xml,' + encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" ' +
        `viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="1.75"><path d="${d}"/></svg>`) + '")';
}

/**
 * Sets an attribute, or takes it away when there is nothing to say.
 * @param {Element} element @param {string} name @param {unknown} value
 */
function set(element, name, value) {
    if (!name) return;
    if (value) element.setAttribute(name, String(value));
    else element.removeAttribute(name);
}
