// @ts-check
// A screen for browsers that need one, and where programs are that tools/deps --e2e installs.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { eventually } from './report.mjs';

/** Where a program is, or a sentence that says how to get it. @param {string} name @param {string} engine */
export function installed(name, engine) {
    const found = (process.env.PATH || '').split(delimiter).map((dir) => join(dir, name)).find((path) => existsSync(path));
    if (!found) throw new Error(`${engine} can not be tested: ${name} is not installed. tools/deps --e2e installs it.`);
    return found;
}

/** A screen that nobody looks at; software draws on it. */
export class Screen {
    /** @type {import('node:child_process').ChildProcess | undefined} */
    process = undefined;
    name = '';

    /** @param {string} engine which needs it */
    async open(engine) {
        const child = this.process = spawn(installed('Xvfb', engine), ['-displayfd', '3', '-screen', '0', '1400x1800x24',
            '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
        let said = '';
        child.stdio[3]?.on('data', (/** @type {Buffer} */ text) => { said += text; });
        await eventually(() => said.includes('\n') || child.exitCode !== null, 'the screen of Xvfb', 25_000);
        if (child.exitCode !== null) throw new Error(`Xvfb ended with ${child.exitCode}`);
        this.name = ':' + said.trim();
    }

    /** What a browser on this screen is told. @returns {NodeJS.ProcessEnv} */
    get environment() {
        return { ...process.env, DISPLAY: this.name, WAYLAND_DISPLAY: '', LIBGL_ALWAYS_SOFTWARE: '1', TZ: 'Asia/Shanghai' };
    }

    close() { this.process?.kill(); }
}
