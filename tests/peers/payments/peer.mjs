// @ts-check
// The server's own adapters, asked line by line (peer.cpp). AFTERDESK_PEER names the program.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** @typedef {Record<string, any>} Answer */

export class Peer {
    /** @param {Record<string, unknown>} settings */
    constructor(settings) {
        const program = process.env.AFTERDESK_PEER;
        if (!program) throw new Error('AFTERDESK_PEER must name the program payments_peer.');
        this.child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
        /** @type {((answer: Answer) => void)[]} */
        this.waiting = [];
        createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()?.(JSON.parse(line)));
        /** What does not fit of the settings. @type {Promise<string[]>} */
        this.problems = this.send(settings).then((answer) => answer.problems);
    }

    /** @param {Record<string, unknown>} question @returns {Promise<Answer>} */
    send(question) {
        return new Promise((resolve) => {
            this.waiting.push(resolve);
            this.child.stdin.write(`${JSON.stringify(question)}\n`);
        });
    }

    /** @param {string} what @param {Record<string, unknown>} question */
    ask(what, question = {}) { return this.send({ do: what, now_ms: Date.now(), ...question }); }

    end() { this.child.stdin.end(); }
}

/** @param {string | Uint8Array} bytes */
export const base64 = (bytes) => Buffer.from(bytes).toString('base64');

/** One sentence for each check; the last line is the sum. */
export class Tally {
    constructor() { this.passed = 0; this.failed = 0; }

    /** @param {string} sentence @param {() => Promise<void>} body */
    async test(sentence, body) {
        try {
            await body();
            this.passed += 1;
        } catch (problem) {
            this.failed += 1;
            console.log(`FAIL ${sentence}: ${problem instanceof Error ? problem.message : problem}`);
        }
    }

    end() {
        console.log(`${this.passed} passed, ${this.failed} failed`);
        process.exitCode = this.failed ? 1 : 0;
    }
}
