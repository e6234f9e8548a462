// @ts-check
// Bodies for the fuzzer: some that fit their schema, with numbers of things that are there, and the same bent.

/** @typedef {import('./chance.mjs').Chance} Chance */

const words = ['', ' ', '不合适', '尺码偏小', 'x', '👩‍👩‍👧', '\u202eabc', '"\'<>&', '%00', '../../etc/passwd', "' OR 1=1 --", '\u3000', '0', '-1', 'null'];
const names = ['s1', 's2', 'b1', 'm1', 'x', 'A-1', '1', '_.:@-'];

/** A value that a schema allows. Keys in `live` take what lives, mostly. */
export class Fitting {
    /** @param {Chance} chance @param {import('./document.mjs').ApiDocument} document @param {(key: string, schema: any) => unknown} live */
    constructor(chance, document, live) {
        this.chance = chance;
        this.document = document;
        this.live = live;
    }

    /** @param {any} given @param {string} [key] @returns {any} */
    of(given, key = '') {
        const schema = this.document.resolve(given);
        if ('const' in schema) return schema.const;
        const live = this.chance.hits(0.9) ? this.live(key, schema) : undefined;
        if (live !== undefined) return live;
        if (schema.oneOf) return this.of(this.chance.of(schema.oneOf), key);
        if (schema.enum) return this.chance.of(schema.enum);
        switch (schema.type) {
        case 'object': return this.object(schema);
        case 'array': return Array.from({ length: this.chance.number(0, Math.min(2, schema.maxItems ?? 2)) }, () => this.of(schema.items, key));
        case 'integer': return this.integer(schema, key);
        case 'boolean': return this.chance.hits(0.5);
        case 'string': return this.text(schema);
        case 'null': return null;
        default: return {};
        }
    }

    /** @param {any} schema */
    object(schema) {
        /** @type {Record<string, unknown>} */
        const out = {};
        for (const [key, inner] of Object.entries(schema.properties ?? {}))
            if (schema.required?.includes(key) || this.chance.hits(0.3)) out[key] = this.of(inner, key);
        // What a condition asks for, too.
        for (const key of schema.then?.required ?? []) if (!(key in out)) out[key] = this.of(schema.properties[key], key);
        return out;
    }

    /** @param {any} schema @param {string} key */
    integer(schema, key) {
        const minimum = schema.minimum ?? 0, maximum = Math.min(schema.maximum ?? 1_000, Number.MAX_SAFE_INTEGER);
        if (key === 'advance_ms') return this.chance.number(1, 60_000);  // the sessions are to live on
        const near = [minimum, minimum + 1, Math.min(maximum, 3), Math.min(maximum, Date.now()), maximum - 1, maximum];
        return Math.max(minimum, this.chance.of(near));
    }

    /** @param {any} schema */
    text(schema) {
        if (schema.pattern?.includes('{16}')) return '0123456789abcdef';
        if (schema.pattern?.startsWith('^')) return this.chance.of(names);
        const max = schema.maxLength ?? 100;
        const long = () => '长'.repeat(Math.min(max, 6_000));
        const text = this.chance.hits(0.05) ? long() : this.chance.of(words);
        const filled = schema.pattern || schema.minLength ? text.trim() || 'x' : text;
        return [...filled].slice(0, max).join('');
    }
}

const strange = [null, true, 0, -1, 1e308, 0.5, 2 ** 53, -(2 ** 63), '', 'x', [], {}, [[]], { '': 0 }, '\u0000', '\ud800', '长'.repeat(20_000)];

/** Changes one place of a document. @param {Chance} chance @param {any} body */
export function bent(chance, body) {
    const copy = structuredClone(body);
    let at = copy;
    for (let deep = chance.number(0, 3); deep > 0; deep -= 1) {
        const inner = Object.values(at).filter((value) => value !== null && typeof value === 'object');
        if (!inner.length) break;
        at = chance.of(inner);
    }
    const keys = Object.keys(at);
    const key = keys.length ? chance.of(keys) : 'x';
    switch (chance.number(0, 3)) {
    case 0: if (Array.isArray(at)) at.length = 0; else delete at[key]; break;
    case 1: if (Array.isArray(at)) at.push(...at); else at['unknown_' + key] = 1; break;
    default: at[key] = chance.of(strange);
    }
    return copy;
}

/** Text that need not be JSON. @param {Chance} chance @param {string} text @returns {string | Uint8Array} */
export function torn(chance, text) {
    switch (chance.number(0, 6)) {
    case 0: return text.slice(0, chance.number(0, text.length));
    case 1: return text.replace('{', '{"x":1,"x":2,');
    case 2: return '['.repeat(chance.number(1, 5_000));
    case 3: return text + chance.of([' ', ',', '}', '\u0000', text]);
    case 4: return Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xff, 0xfe, 0x7d])]);
    case 5: return text.replace(/\d+/, chance.of(['1e999', '-0', '01', '1.0', '9'.repeat(400), 'NaN']));
    default: return ' '.repeat(chance.number(0, 70_000)) + text;
    }
}
