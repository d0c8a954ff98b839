// An integrating system on Kafka: types generated from the document of the topics, and no cast.
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import { commands as examples, firstMember } from './messages.js';
import type { Command, Event, Result } from './topics.js';

const [broker, token, mission] = process.argv.slice(2);
if (!broker || !token || !mission) {
  throw new Error('usage: topics-client BROKER TOKEN MISSION');
}

const establish = (id: string): Extract<Command, { type: 'muster.command.EstablishMission.v1' }> => ({
  type: 'muster.command.EstablishMission.v1',
  headers: {
    ce_specversion: '1.0',
    ce_id: id,
    ce_type: 'muster.command.EstablishMission.v1',
    ce_source: '/typescript',
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
  },
  payload: {
    mission,
    name: 'A mission of a generated client',
    countries: ['KHM'],
    kind: 'PEACEKEEPING',
    leadDepartment: 'DPKO',
    instrument: 'S/RES/745',
    adoptedOn: '1992-02-28',
    startsOn: '1992-03-15',
    imported: true,
  },
});
// The types hold: what is no kind of a mission is none here, and an event whose type is open has no member of one type.
// @ts-expect-error
establish('').payload.kind = 'PARTY';
// @ts-expect-error
const open = (event: Event) => event.payload.leadDepartment;

const asked = establish(randomUUID());
asked.headers['muster-dry-run'] = 'true';
const sent = establish(randomUUID());

const header = (message: KafkaMessage, name: string) => message.headers?.[name]?.toString();
const plain = (message: KafkaMessage) => ({
  type: header(message, 'ce_type'),
  headers: Object.fromEntries(Object.keys(message.headers ?? {}).map((name) => [name, header(message, name)])),
  payload: JSON.parse(message.value?.toString() ?? 'null'),
});
// The document promises what is on these topics; JSON.parse knows nothing, so here is where its promise is taken.
const resultOf = (message: KafkaMessage): Result => JSON.parse(JSON.stringify(plain(message)));
const eventOf = (message: KafkaMessage): Event => JSON.parse(JSON.stringify(plain(message)));

function said(result: Result): string {
  switch (result.type) {
    case 'muster.command.accepted.v1':
      return `accepted, ${result.payload.events.length} at ${result.payload.position > 0 ? 'a position' : 'none'}`;
    case 'muster.command.refused.v1':
      return `refused: ${result.payload.code}`;
    case 'muster.command.would-be-accepted.v1':
      return `would be accepted, ${result.payload.dryRun}: ${result.payload.events[0]?.type}`;
    case 'muster.command.would-be-refused.v1':
      return `would be refused: ${result.payload.code}`;
  }
}

const kafka = new Kafka({ clientId: 'typescript', brokers: [broker], logLevel: logLevel.ERROR });
const producer = kafka.producer();
const consumer = kafka.consumer({ groupId: `typescript-${mission}` });
await Promise.all([producer.connect(), consumer.connect()]);
await consumer.subscribe({ topics: ['muster.command-results', 'muster.events'], fromBeginning: true });
const seen = new Map<string, unknown>();
const done = new Promise<void>((resolve, reject) => {
  setTimeout(() => reject(new Error(`only ${JSON.stringify([...seen])} within a minute`)), 60_000).unref();
  consumer.run({
    eachMessage: async ({ topic, message }) => {
      if (topic === 'muster.events') {
        const event = eventOf(message);
        if (event.headers.ce_commandid === sent.headers.ce_id && event.type === 'muster.mission.established.v1') {
          // Narrowed: only this event has a lead department.
          seen.set('event', [event.payload.mission === mission, event.payload.leadDepartment, firstMember(event).length]);
        }
      } else {
        const result = resultOf(message);
        if (result.headers.ce_commandid === asked.headers.ce_id) {
          seen.set('asked', said(result));
        } else if (result.headers.ce_commandid === sent.headers.ce_id) {
          seen.set('sent', said(result));
        }
      }
      if (seen.size === 3) {
        resolve();
      }
    },
  }).catch(reject);
});
await producer.send({
  topic: 'muster.commands',
  messages: [asked, sent].map(({ headers, payload }) => ({
    key: `mission:${mission}`,
    // Header names are as they are typed; those that are left out are not sent.
    headers: { ...headers },
    value: JSON.stringify(payload),
  })),
});
await done;
await Promise.all([producer.disconnect(), consumer.disconnect()]);
console.log(JSON.stringify([examples.length > 50, seen.get('asked'), seen.get('sent'), seen.get('event')]));
