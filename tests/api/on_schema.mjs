// @ts-check
// Holds every answer that the server's own tests got against openapi.json: its status is documented for its route, and
// its body fits the schema.
//
//   AFTERDESK_ANSWERS=FOLDER ctest …; node on_schema.mjs FOLDER      AFTERDESK_SERVER names the program

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ApiDocument } from './document.mjs';
import { with_desk } from './desk.mjs';

const folder = process.argv[2];
if (!folder) { console.error('Say which folder holds the answers.'); process.exit(2); }

/** @param {ApiDocument} document */
async function check(document) {
    let answers = 0, strange = 0;
    const seen = new Set(), problems = new Map();
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.jsonl'))) {
        for (const line of (await readFile(join(folder, name), 'utf8')).split('\n').filter(Boolean)) {
            const answer = JSON.parse(line);
            if (!answer.target.startsWith('/api/v1/')) continue;
            const operation = document.find(answer.method, answer.target);
            if (!operation) { strange += 1; continue; }  // asked for on purpose: no such route or method
            answers += 1;
            seen.add(operation.id + ' ' + answer.status);
            const problem = document.problem(operation, answer);
            const key = problem && `${operation.method} ${operation.path} ${answer.status}: ${problem}`;
            if (key) problems.set(key, (problems.get(key) ?? 0) + 1);
        }
    }
    for (const [problem, times] of problems) console.log(`FAIL ${problem} (${times} times)`);
    console.log(`${answers} answers of ${seen.size} kinds; ${strange} to no operation`);
    const enough = answers > 1000;
    if (!enough) console.log('FAIL too few answers: did the tests run with AFTERDESK_ANSWERS?');
    return { passed: answers, failed: problems.size + (enough ? 0 : 1) };
}

const { passed, failed } = await with_desk(async (desk) => check(desk.document));
console.log(`${failed ? 0 : passed > 0 ? 1 : 0} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
