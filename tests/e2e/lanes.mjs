// @ts-check
// Several runs of run.mjs at a time: what one says is printed when it has ended, never mixed with another's.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./run.mjs', import.meta.url));

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Each stops its server and its browser. */
export const stop_lanes = () => { for (const child of running) child.kill('SIGTERM'); };

/** @param {string[]} args @returns {Promise<{said: string, passed: number, failed: number}>} */
function run(args) {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let said = '';
    child.stdout.on('data', (data) => { said += data; });
    child.stderr.on('data', (data) => { said += data; });
    return new Promise((done) => child.once('close', (status) => {
        running.delete(child);
        const sum = /^(\d+) passed, (\d+) failed$/m.exec(said.slice(said.lastIndexOf('\n\n')));
        const [passed, failed] = sum ? [Number(sum[1]), Number(sum[2])] : [0, 1];
        done({ said, passed, failed: status === 0 ? failed : Math.max(1, failed) });
    }));
}

/** What failed, each with the reason below it. @param {string} said */
const failures_of = (said) => [...said.matchAll(/^FAIL .*(?:\n {5}\S.*)*/gm)].map((found) => found[0]);

/**
 * All jobs, each the arguments of a run, in their order, so many at a time. One that failed beside another runs once more
 * when the machine is its own: what fails then has failed; what only failed in company is told at the end all the same.
 * @param {string[][]} jobs @param {number} lanes @param {import('./report.mjs').Report} report
 */
export async function side_by_side(jobs, lanes, report) {
    const waiting = [...jobs];
    /** @type {string[][]} */
    const alone = [];
    /** @type {string[]} */
    const failures = [];
    /** @param {string[]} job @param {boolean} last */
    const take = async (job, last) => {
        const began = Date.now();
        const { said, passed, failed } = await run(job);
        report.say(`\n#### ${job.join(' ')}: ${Math.round((Date.now() - began) / 1000)} s`);
        report.say(said.trimEnd());
        for (const failure of failures_of(said)) failures.push(`${job.join(' ')}${last ? '' : ' (beside another)'}: ${failure}`);
        if (failed && !last) { alone.push(job); return; }
        report.passed += passed;
        report.failed += failed;
    };
    const lane = async () => {
        for (let job = waiting.shift(); job; job = waiting.shift()) await take(job, false);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    for (const job of alone) await take(job, true);
    if (failures.length) report.say(`\n== what failed\n${failures.join('\n')}`);
}
