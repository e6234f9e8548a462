// @ts-check
// Counts and prints what the tests did: a flow is a list of steps, each a sentence, each one line.

import { AssertionError } from 'node:assert';

/** Thrown past the steps that cannot be taken any more. */
class FlowStopped extends Error {}

/** @typedef {(sentence: string, act: () => unknown | Promise<unknown>) => Promise<void>} Step */

export class Report {
    passed = 0;
    failed = 0;

    /** @param {string} line */
    say(line) { process.stdout.write(line + '\n'); }

    /**
     * Runs the steps of one flow; after one that failed, the rest is left out.
     * @param {string} name @param {(step: Step) => Promise<void>} run @param {() => Promise<void>} [on_failure]
     */
    async flow(name, run, on_failure) {
        this.say('\n== ' + name);
        const step = /** @type {Step} */ (async (sentence, act) => {
            const began = Date.now();
            try {
                await act();
            } catch (error) {
                this.failed += 1;
                this.say(`FAIL ${sentence}\n     ${explained(error)}`);
                await on_failure?.().catch(() => {});
                throw new FlowStopped();
            }
            this.passed += 1;
            this.say(`ok   ${sentence} (${Date.now() - began} ms)`);
        });
        try {
            await run(step);
        } catch (error) {
            if (error instanceof FlowStopped) {
                this.say('     … the rest of this flow was left out');
                return;
            }
            this.failed += 1;
            this.say(`FAIL ${name}: ${explained(error)}`);
            await on_failure?.().catch(() => {});
        }
    }

    sum() { return `${this.passed} passed, ${this.failed} failed`; }
}

/** @param {unknown} error */
function explained(error) {
    if (!(error instanceof Error)) return String(error);
    const text = error instanceof AssertionError ? error.message : error.message || String(error);
    const place = /\(?(?:file:\/\/)?[^\s(]*\/e2e\/([\w.]+\.mjs:\d+)/.exec((error.stack || '').replace(text, ''));
    const lines = text.replace(/\x1b\[\d+m/g, '').split('\n').filter((line) => line.trim()).slice(0, 20);
    return lines.join('\n     ') + (place ? `\n     at ${place[1]}` : '');
}

/**
 * Waits until `look` gives something true. @template T @param {() => T | Promise<T>} look
 * @param {string} what @param {number} [within_ms] @returns {Promise<NonNullable<T>>}
 */
export async function eventually(look, what, within_ms = 10_000) {
    const until = Date.now() + within_ms;
    for (;;) {
        const found = await look();
        if (found) return /** @type {NonNullable<T>} */ (found);
        if (Date.now() > until) throw new Error(`${what}: not within ${within_ms} ms`);
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
