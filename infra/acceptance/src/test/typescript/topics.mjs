// Generates a client's types from the AsyncAPI document that is its argument: topics.ts has a type for the messages of each topic, told
// apart by their CloudEvents type. messages.ts proves what they are good for: it builds every command, and narrows every event by its type.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const document = JSON.parse(await readFile(process.argv[2], 'utf8'));
const messagesOf = (channel) =>
  Object.values(document.channels[channel].messages).map((reference) => document.components.messages[reference.$ref.split('/').pop()]);
const typeOf = (message) => message.headers.properties.ce_type.const;

const schemas = {};
for (const [channel, name] of [['commands', 'Command'], ['results', 'Result'], ['events', 'Event']]) {
  schemas[name] = {
    oneOf: messagesOf(channel).map(({ headers, payload }) => ({
      type: 'object',
      properties: { type: headers.properties.ce_type, headers, payload },
      required: ['type', 'headers', 'payload'],
    })),
  };
}
const topics = await compile({ $defs: schemas, type: 'object', properties: {} }, 'Topics', {
  additionalProperties: false,
  bannerComment: '',
  format: false,
  // As arrays, whatever their length: a tuple of up to 50 is no help to anybody.
  ignoreMinAndMaxItems: true,
  unreachableDefinitions: true,
});
await writeFile('topics.ts', topics);

const commands = messagesOf('commands').map((message) => {
  const { headers, payload } = message.examples[0];
  return `  ${JSON.stringify({ type: typeOf(message), headers, payload })},`;
});
// One member of each that is always there: that it is one of this very event is what the compiler checks.
const events = messagesOf('events').map((message) => {
  const member = message.payload.required[0];
  return `    case ${JSON.stringify(typeOf(message))}:\n      return [event.headers.ce_position, event.payload.${member}];`;
});
await writeFile('messages.ts', `import type { Command, Event } from './topics.js';

export const commands: Command[] = [
${commands.join('\n')}
];

export function firstMember(event: Event): unknown[] {
  switch (event.type) {
${events.join('\n')}
    default: {
      const none: never = event;
      return none;
    }
  }
}
`);
console.log(JSON.stringify([commands.length, events.length]));
