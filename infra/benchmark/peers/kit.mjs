// The work, the load and the measuring for runners on Node: the same requests and the same rules as
// org.muster.benchmark.kit has for the JVM.
import { createHistogram } from "node:perf_hooks";
import { text } from "node:stream/consumers";

const RESULT = "@muster ";
const CEILING = 100_000_000;
const RACE_MISSIONS = 40;
const RACE_CEILING = 20;
const RACE_VOLUNTEERS = 1_000;
const RACE_FIRST_VOLUNTEER = 900_000_000;
const LATENCY_MAX_MICROS = 120_000_000;
const DRAIN_MAX_MILLIS = 60_000;

export const missionId = (number) => "M" + String(number).padStart(4, "0");
export const volunteerId = (number) => "V" + String(number).padStart(9, "0");

// SplitMix64's finalizer, as in Work.java: both draw the same mission for the same volunteer.
function mix(number) {
  let z = BigInt.asUintN(64, BigInt(number) + 0x9e3779b97f4a7c15n);
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return z ^ (z >> 31n);
}

let commandIds = 0;

/** A UUID that grows with time (version 7). */
function commandId() {
  const time = Date.now().toString(16).padStart(12, "0");
  const low = (++commandIds).toString(16).padStart(15, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${low.slice(0, 3)}-8${low.slice(3, 6)}-${low.slice(3)}`;
}

function command(mission, volunteer) {
  return { commandId: commandId(), missionId: mission, volunteerId: volunteer };
}

/** The event that accepting the command stores; the same text as on the JVM. */
export function accepted({ commandId, missionId, volunteerId }) {
  return {
    commandId,
    missionId,
    volunteerId,
    assignmentId: `A-${volunteerId}-1`,
    descriptionOfAssignmentId: `DOA-${missionId}-${volunteerId}`,
    stationId: `${missionId}-S1`,
    category: "INTERNATIONAL_SPECIALIST",
    serviceArea: "ELECTORAL_SUPPORT",
    entryOnDuty: "1993-05-01",
    contractEndsOn: "1994-04-30",
    fundedUntil: "1994-06-30",
    recordedBy: "integration:field-personnel-system",
    imported: false,
  };
}

/** JDBC coordinates as node-postgres takes them. */
function target({ jdbcUrl, username, password }) {
  const url = new URL(jdbcUrl.replace(/^jdbc:/, ""));
  return { host: url.hostname, port: Number(url.port), database: url.pathname.slice(1), user: username, password };
}

async function measure(subject, request) {
  const { inFlight, warmupMillis, windowMillis, missions, firstVolunteer } = request;
  // Node's own histogram is an HdrHistogram.
  const micros = createHistogram({ lowest: 1, highest: LATENCY_MAX_MICROS, figures: 3 });
  const start = performance.now() + warmupMillis;
  const end = start + windowMillis;
  let next = firstVolunteer;
  let [accepted, refused, failed, retries, acceptedEver, unanswered] = [0, 0, 0, 0, 0, inFlight];
  let firstFailure = "";

  const slot = async () => {
    for (let now = performance.now(); now < end; now = performance.now()) {
      const volunteer = next++;
      const mission = Number(mix(volunteer) % BigInt(missions));
      try {
        const outcome = await subject.deploy(command(missionId(mission), volunteerId(volunteer)));
        const answered = performance.now();
        if (outcome.accepted) acceptedEver++;
        // Also of those answered after the window: else the slowest would not count.
        if (answered >= start) micros.record(Math.max(1, Math.min(LATENCY_MAX_MICROS, Math.round((answered - now) * 1000))));
        if (answered >= start && answered < end) {
          outcome.accepted ? accepted++ : refused++;
          retries += outcome.retries;
        }
      } catch (failure) {
        failed++;
        firstFailure ||= String(failure?.message ?? failure).split("\n")[0];
      }
    }
    unanswered--;
  };
  let cpu;
  const slots = Promise.all(Array.from({ length: inFlight }, slot));
  const begun = new Promise((done) => setTimeout(() => done((cpu = process.cpuUsage())), warmupMillis));
  const ended = new Promise((done) => setTimeout(() => done((cpu = process.cpuUsage(cpu))), warmupMillis + windowMillis));
  await begun;
  await ended;
  let timer;
  await Promise.race([slots, new Promise((done) => (timer = setTimeout(done, DRAIN_MAX_MILLIS)))]);
  clearTimeout(timer);
  const perSecond = (accepted * 1000) / windowMillis;
  const percentile = (p) => (micros.count === 0 ? 0 : micros.percentile(p) / 1000);
  return {
    inFlight,
    eventsPerSecond: perSecond,
    p50Millis: percentile(50),
    p99Millis: percentile(99),
    maxMillis: micros.count === 0 ? 0 : micros.max / 1000,
    accepted,
    refused,
    failed,
    retries,
    acknowledgedEvents: acceptedEver,
    processCpuMicrosPerEvent: accepted === 0 ? 0 : (cpu.user + cpu.system) / accepted,
    unanswered,
    firstFailure,
  };
}

/** The race's commands, 64 in flight; what is stored is counted by the suite in the tables. */
async function race(subject, { inFlight }) {
  const commands = [];
  for (let i = 0; i < RACE_VOLUNTEERS; i++) {
    const volunteer = RACE_FIRST_VOLUNTEER + i;
    const mixed = mix(volunteer);
    const one = Number(mixed % BigInt(RACE_MISSIONS));
    const other = (one + 1 + Number((mixed >> 33n) % BigInt(RACE_MISSIONS - 1))) % RACE_MISSIONS;
    for (const mission of [one, other]) {
      commands.push(command(missionId(1000 + mission), volunteerId(volunteer)));
    }
  }
  let [accepted, refused, failed, firstFailure] = [0, 0, 0, ""];
  const slot = async () => {
    for (let next = commands.shift(); next; next = commands.shift()) {
      try {
        (await subject.deploy(next)).accepted ? accepted++ : refused++;
      } catch (failure) {
        failed++;
        firstFailure ||= String(failure?.message ?? failure).split("\n")[0];
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, slot));
  return { inFlight, accepted, refused, failed, acknowledgedEvents: accepted, firstFailure };
}

/**
 * Carries out the one request on standard input, as org.muster.benchmark.kit.RunnerProcess does on the JVM.
 *
 * @param factories by name: async (target) => { seed(missions), deploy(command) → {accepted, retries}, close() }
 */
export async function run(factories) {
  const perform = async (request) => {
    const start = performance.now();
    const subject = await factories[request.subject](target(request.target), request.inFlight);
    if (request.seed) {
      const missions = Array.from({ length: request.missions }, (_, n) => ({ id: missionId(n), ceiling: CEILING }));
      for (let n = 0; n < RACE_MISSIONS; n++) missions.push({ id: missionId(1000 + n), ceiling: RACE_CEILING });
      await subject.seed(missions);
    }
    const readyMillis = performance.now() - start;
    const result = { readyMillis, problem: "" };
    if (request.task === "MEASURE") result.measurement = await measure(subject, request);
    else if (request.task === "RACE") result.measurement = await race(subject, request);
    else throw new Error(`no task ${request.task}`);
    await subject.close();
    return result;
  };
  let result;
  try {
    result = await perform(JSON.parse(await text(process.stdin)));
  } catch (failure) {
    console.error(failure);
    result = { problem: String(failure?.message ?? failure) };
  }
  process.stdout.write(RESULT + JSON.stringify(result) + "\n", () => process.exit(0));
}
