// @ts-check
// One node of the mirror: the element that shows what a node of the semantic frame says.
'use strict';

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextField */
/** @typedef {{u32: () => number, i32: () => number, f32: () => number, text: () => string}} Reader */

// By ui::Role: the element, and its role where the element does not say it (or loses it by styling).
const MIRROR_ROLES = [
    ['span'], ['h'], ['button'], ['a'], ['label'], ['label'], ['label'], ['div', 'radiogroup'],
    ['button', 'tab'], ['div', 'tablist'], ['ul', 'list'], ['li', 'listitem'], ['table', 'table'],
    ['tr', 'row'], ['td', 'cell'], ['th', 'columnheader'], ['img'], ['label'], ['div', 'dialog'],
    ['section'], ['nav'], ['main'], ['header', 'banner'], ['div'], ['div', 'status'], ['div', 'alert'],
    ['div', 'progressbar'], ['div'], ['div', 'listbox'], ['button', 'option'],
    ['table', 'grid'], ['td', 'gridcell'], ['div', 'separator'], ['span', 'img'], ['div', 'slider'],
];
const [HEADING, BUTTON, LINK, FIELD, CHECKBOX, RADIO, TAB] = [1, 2, 3, 4, 5, 6, 8];
const [LIST_ITEM, TABLE, ROW, HEADER, IMAGE, FILE, DIALOG, SCROLLER, STATUS, ALERT, PROGRESS, GROUP, LISTBOX, OPTION] =
    [11, 12, 13, 15, 16, 17, 18, 23, 24, 25, 26, 27, 28, 29];
const [GRID, GRID_CELL, SEPARATOR, MARK, SLIDER] = [30, 31, 32, 33, 34];
const NAMED_BY_TEXT = [0, HEADING, BUTTON, LINK, TAB, LIST_ITEM, 14, HEADER, STATUS, ALERT, OPTION, GRID_CELL];

// By ui::FieldKind: type, inputmode, autocomplete, enterkeyhint.
const MIRROR_FIELDS = [
    ['text', '', '', 'done'], ['text', '', '', 'done'], ['', '', '', 'enter'],
    ['text', 'decimal', 'off', 'done'], ['search', 'search', 'off', 'search'],
    ['text', '', 'username', 'next'], ['password', '', 'current-password', 'go'],
    ['tel', 'tel', 'tel', 'done'], ['text', 'numeric', 'one-time-code', 'go'],
    ['text', 'numeric', 'off', 'done'], ['date', '', 'off', 'done'],
];
const MULTILINE = 2;

// ui::StateBits, and the leaf bit of mirror.cpp.
const [DISABLED, CHECKED, SELECTED, REQUIRED, INVALID, BUSY, CURRENT, FOCUS_ME, MULTIPLE, COVERED, POPUP,
    TAKES_KEYS, OFF_TAB, SORTED_UP, SORTED_DOWN] =
    [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384];
const LEAF = 1 << 31;

class MirrorNode {
    /**
     * @param {number} id @param {number} role @param {number} kind of a field, or level of a heading
     * @param {HTMLElement} descriptions where what describes it may hang
     */
    constructor(id, role, kind, descriptions) {
        this.id = id;
        this.role = role;
        this.kind = kind;
        this.descriptions = descriptions;
        this.state = 0;
        this.name = '';
        this.shortcut = '';
        /** What the program says. */
        this.value = '';
        const [tag, aria] = MIRROR_ROLES[role];
        /** Has its place. */
        this.box = document.createElement(role === HEADING ? tag + kind : tag);
        /** Has its name and state: another element where a label holds an input. @type {HTMLElement} */
        this.control = this.box;
        /** What stands before its children: a label's text, a scroller's height. @type {HTMLElement | null} */
        this.first = null;
        set(this.box, 'role', aria);
        if (tag === 'button') set(this.box, 'type', 'button');
        if (tag === 'label') this.add_input();
        if (role === SCROLLER) {
            this.first = document.createElement('i');
            this.box.append(this.first);
        }
        if (role === MARK || role === SEPARATOR || role === SLIDER) this.box.tabIndex = 0;
        if (role === SEPARATOR) set(this.box, 'aria-orientation', 'vertical');
        if (role === DIALOG) {
            set(this.box, 'aria-modal', 'true');
            this.box.tabIndex = -1;
        }
    }

    add_input() {
        const { role, kind } = this;
        const control = this.control = document.createElement(role === FIELD && kind === MULTILINE ? 'textarea' : 'input');
        this.first = document.createElement('span');
        this.box.append(control, this.first);
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

    /** Takes over what has changed. @param {number} parts of mirror.cpp @param {Reader} read */
    put(parts, read) {
        const { role, box, control } = this;
        if (parts & 2) this.set_state(read.u32());
        if (parts & 2048) {
            box.className = read.text() + ' ' + read.text();
            box.classList.toggle('leaf', (this.state & LEAF) !== 0);
            box.classList.toggle('scroller', role === SCROLLER);
            box.style.setProperty('--icon', mask(read.text()));
            const lead = read.f32();
            box.style.setProperty('--lead', lead ? lead + 'px' : '');
            set(control, 'aria-keyshortcuts', this.shortcut = read.text());
        }
        const moved = parts & 4 ? ['left', 'top', 'width', 'height'] : [];
        for (const side of moved) box.style.setProperty(side, read.i32() / 4 + 'px');
        if (parts & 8) {
            set(control, 'placeholder', read.text());
            set(control, 'autocomplete', read.text() || (role === FIELD && MIRROR_FIELDS[this.kind][2]));
            set(control, 'accept', read.text());
            set(control, 'maxlength', read.u32() || '');
            const font = read.f32();
            box.style.fontSize = (role === FIELD ? Math.max(16, font) : font) + 'px';  // iOS zooms in on less
        }
        if (parts & 16) this.name = read.text();
        if (parts & 18) this.set_name();
        if (parts & 32) this.describe(read.text());
        if (parts & 64) {
            const href = read.text();
            set(control, 'href', href);
            if (href.startsWith('/')) set(control, 'target', '_blank');  // a file: the page stays as it is
        }
        if (parts & 128) {
            const [level, size] = [read.u32(), read.u32()];
            if (role === ROW) set(control, 'aria-rowindex', level);
            if (role === TABLE || role === GRID) set(control, 'aria-rowcount', size);
            if (role === LIST_ITEM) { set(control, 'aria-posinset', level); set(control, 'aria-setsize', size); }
        }
        if (parts & 256) { this.value = read.text(); this.show_value(); }
        if (parts & 512) {
            const height = read.f32();
            if (role === SCROLLER) /** @type {HTMLElement} */ (this.first).style.height = height + 'px';
        }
        if (parts & 1024) box.scrollTop = read.f32();
    }

    /** @param {number} state */
    set_state(state) {
        const { role, control } = this;
        const is = (/** @type {number} */ bit) => state & bit ? 'true' : '', was = this.state;
        this.state = state;
        this.box.classList.toggle('leaf', (state & LEAF) !== 0);
        this.box.toggleAttribute('inert', (state & COVERED) !== 0);
        set(this.box, 'aria-hidden', is(COVERED));
        set(control, 'aria-disabled', is(DISABLED));
        set(control, 'aria-required', is(REQUIRED));
        set(control, 'aria-invalid', is(INVALID));
        set(control, 'aria-busy', is(BUSY));
        const one_of_a_stop = role === TAB || role === OPTION;
        if (one_of_a_stop) control.tabIndex = state & SELECTED ? 0 : -1;
        else if ((state ^ was) & OFF_TAB) control.tabIndex = state & OFF_TAB ? -1 : 0;
        set(control, 'aria-current', is(CURRENT) && (role === LIST_ITEM ? 'step' : 'page'));
        if (role === BUTTON) set(control, 'aria-pressed', is(SELECTED));
        if (role === ROW) set(control, 'aria-selected', is(SELECTED));
        if (role === GRID) set(control, 'aria-multiselectable', is(MULTIPLE));
        if (role === HEADER) set(control, 'aria-sort', state & SORTED_UP ? 'ascending' : state & SORTED_DOWN && 'descending');
        if (role === BUTTON) set(control, 'aria-haspopup', state & POPUP && 'dialog');
        if (one_of_a_stop) set(control, 'aria-selected', is(SELECTED) || 'false');
        if (control instanceof HTMLInputElement) {
            control.checked = (state & CHECKED) !== 0;
            control.multiple = (state & MULTIPLE) !== 0;
        }
        if (role === FIELD) /** @type {TextField} */ (control).readOnly = (state & DISABLED) !== 0;
    }

    set_name() {
        const { role, box, control, name } = this;
        if (role === IMAGE) control.setAttribute('alt', name);
        else if (box !== control) {
            /** @type {HTMLElement} */ (this.first).textContent = name;
            set(control, 'aria-label', name);  // without the hint in its label
        } else if (!(this.state & LEAF) || !NAMED_BY_TEXT.includes(role) || box.classList.contains('bare')) {
            if (box.firstChild instanceof Text) box.firstChild.remove();
            set(box, 'aria-label', name);
            if (role === GROUP) set(box, 'role', name && 'group');
            if (role === SCROLLER) set(box, 'role', name && 'region');
        } else {
            set(box, 'aria-label', (role === BUTTON || role === OPTION) && this.value && name);  // its parts are boxes: no blanks between
            const write = () => {
                if (box.textContent === this.name && !box.firstElementChild === !this.value) return;
                const label = this.value && this.name.slice(0, -this.value.length);
                const [, words, sign] = /** @type {string[]} */ (/^([^]*?)(：|: |)$/.exec(label));
                if (label) box.replaceChildren(child('b', words), child('i', sign), child('b', this.value));
                else box.textContent = this.name;
            };
            // A live region is heard when it changes, not when it comes.
            if (role === STATUS || role === ALERT) setTimeout(() => { if (this.state & LEAF) write(); }, 50);
            else write();
        }
    }

    /** @param {string} text */
    describe(text) {
        const id = 'about-' + this.id;
        let about = document.getElementById(id);
        if (!text) { about?.remove(); set(this.control, 'aria-describedby', ''); return; }
        if (!about) {
            about = document.createElement('small');
            about.id = id;
            (this.role === RADIO ? this.box : this.descriptions).append(about);
        }
        about.textContent = text;
        set(this.control, 'aria-describedby', id);
    }

    show_value() {
        const { role, control, value } = this;
        if (role === IMAGE) { control.hidden = false; set(control, 'src', value); }
        else if (role === PROGRESS || role === SLIDER) {
            control.style.setProperty('--done', parseFloat(value) / 100 + '');
            set(control, 'aria-valuetext', value);
            set(control, 'aria-valuenow', parseFloat(value) || '0');
        } else if (role === SEPARATOR) set(control, 'aria-valuenow', value);
        else if (role !== FIELD) this.set_name();
        else if (control !== document.activeElement) this.write();
    }

    /** What the program says is written into the field, unless it stands there already. */
    write() {
        const field = /** @type {TextField} */ (this.control);
        if (field.value === this.value) return;
        const caret = field.selectionStart;
        field.value = this.value;
        if (field === document.activeElement && caret !== null) field.setSelectionRange(caret, caret);
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
