// Prints every problem of the OpenAPI documents that are its arguments; fails if there is one.
import { createConfig, lint } from '@redocly/openapi-core';

const config = await createConfig({ extends: ['recommended-strict'] });
let problems = 0;
for (const document of process.argv.slice(2)) {
  for (const problem of await lint({ ref: document, config })) {
    problems++;
    const [where] = problem.location;
    console.log(`${document} ${where.pointer ?? ''} ${problem.ruleId}: ${problem.message}`);
  }
}
process.exitCode = problems === 0 ? 0 : 1;
