// A client as an integrating system writes it: types generated from both sides' documents, and no cast.
import { randomUUID } from 'node:crypto';
import createClient from 'openapi-fetch';
import type { paths as CommandSide } from './commands.js';
import type { paths as QuerySide } from './queries.js';

const [commandSide, querySide, commandToken, reportToken, mission] = process.argv.slice(2);
if (!commandSide || !querySide || !commandToken || !reportToken || !mission) {
  throw new Error('usage: client COMMAND-SIDE QUERY-SIDE COMMAND-TOKEN REPORT-TOKEN MISSION');
}
const commands = createClient<CommandSide>({
  baseUrl: commandSide,
  headers: { Authorization: `Bearer ${commandToken}` },
});
const queries = createClient<QuerySide>({
  baseUrl: querySide,
  headers: { Authorization: `Bearer ${reportToken}` },
});

const establish = {
  mission,
  name: 'A mission of a generated client',
  countries: ['KHM'],
  kind: 'PEACEKEEPING',
  leadDepartment: 'DPKO',
  instrument: 'S/RES/745',
  adoptedOn: '1992-02-28',
  startsOn: '1992-03-15',
  imported: true,
} satisfies CommandSide['/commands/EstablishMission']['post']['requestBody']['content']['application/json'];

const send = (dryRun: boolean) =>
  commands.POST('/commands/EstablishMission', {
    params: { header: { 'Idempotency-Key': randomUUID() }, query: { dryRun } },
    body: establish,
  });

const told = await send(true);
if (told.error || !('dryRun' in told.data)) {
  throw new Error('a dry run was not answered as one');
}
const accepted = await send(false);
if (accepted.error) {
  throw new Error(`${accepted.error.code}: ${accepted.error.title}`);
}
// What would be has no position, so the two are told apart.
if (!('position' in accepted.data)) {
  throw new Error('a command was answered as a dry run');
}
const refused = await send(false);
if (!refused.error) {
  throw new Error('the same mission was established twice');
}
const report = await queries.GET('/missions/{acronym}', {
  params: { path: { acronym: mission }, header: { 'Muster-Position': accepted.data.position } },
});
if (report.error) {
  throw new Error(`${report.error.code}: ${report.error.title}`);
}
// The same report is there as CSV, so its type is told apart first.
if (typeof report.data === 'string') {
  throw new Error('a report came as CSV that was asked for as JSON');
}
const readItsOwnWrite = report.data.position >= accepted.data.position;
console.log(JSON.stringify([accepted.data.events[0]?.type, refused.error.code, readItsOwnWrite]));
