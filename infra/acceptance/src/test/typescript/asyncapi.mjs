// Prints every error and warning of the AsyncAPI document that is its argument; fails if there is one, or if it is no such document.
import { readFile } from 'node:fs/promises';
import parser from '@asyncapi/parser';

const WARNING = 1;
const { document, diagnostics } = await new parser.Parser().parse(await readFile(process.argv[2], 'utf8'));
const problems = diagnostics.filter((diagnostic) => diagnostic.severity <= WARNING);
for (const { path, code, message } of problems) {
  console.log(`${path.join('/')} ${code}: ${message}`);
}
if (document && problems.length === 0) {
  // What a generator of clients asks for first.
  console.log(JSON.stringify(document.allOperations().all().map((operation) => [operation.action(), operation.messages().all().length > 0])));
} else {
  process.exitCode = 1;
}
