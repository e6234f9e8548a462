// @ts-check
// Lints openapi.json with the rules that Redocly recommends (what `redocly lint` does): no error, no warning.

import { createConfig, lintFromString } from '@redocly/openapi-core';

import { with_desk } from './desk.mjs';

const problems = await with_desk(async ({ document }) => {
    const config = await createConfig({ extends: ['recommended'] });
    return lintFromString({ source: JSON.stringify(document.json), absoluteRef: 'openapi.json', config });
});
for (const problem of problems.slice(0, 20))
    console.log(`FAIL ${problem.severity} ${problem.ruleId}: ${problem.message} at ${problem.location[0]?.pointer}`);
console.log(`${problems.length ? 0 : 1} passed, ${problems.length} failed`);
process.exit(problems.length ? 1 : 0);
