// @ts-check
// Chance with a seed: the same numbers each time. Rule: mulberry32.

export class Chance {
    /** @param {number} seed */
    constructor(seed) { this.state = seed >>> 0; }

    /** From 0 up to, but not, 1. */
    next() {
        this.state = (this.state + 0x6d2b79f5) >>> 0;
        let t = this.state;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
    }

    /** @param {number} from @param {number} to both may come */
    number(from, to) { return from + Math.floor(this.next() * (to - from + 1)); }

    /** @param {number} share */
    hits(share) { return this.next() < share; }

    /** @template T @param {readonly T[]} items @returns {T} */
    of(items) { return items[Math.floor(this.next() * items.length)]; }
}
