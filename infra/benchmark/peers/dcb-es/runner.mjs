// Peer: @dcb-es/event-store-postgres, as its documentation shows it: decision models, one append with their condition.
import pg from "pg";
import { AppendConditionError, Tags, buildDecisionModel } from "@dcb-es/event-store";
import { PostgresEventStore } from "@dcb-es/event-store-postgres";
import { accepted, run } from "../kit.mjs";

const CONNECTIONS = 16;
const RETRIES_MAX = 200;

/**
 * node-postgres throws a connection away when a statement on it fails, and every conflict is such a failure: a user of the
 * store who has conflicts keeps the connection instead.
 */
class KeepingPool extends pg.Pool {
  async query(...query) {
    const client = await this.connect();
    let broken;
    try {
      return await client.query(...query);
    } catch (failure) {
      // What the server refused has a severity; anything else broke the connection.
      broken = failure.severity === undefined ? failure : undefined;
      throw failure;
    } finally {
      client.release(broken);
    }
  }
}

const MissionPhase = (mission) => ({
  tagFilter: Tags.fromObj({ mission }),
  init: { active: false },
  when: { missionStarted: () => ({ active: true }) },
});

const MissionCapacity = (mission) => ({
  tagFilter: Tags.fromObj({ mission }),
  init: { active: false, ceiling: 0, deployed: 0 },
  when: {
    missionStarted: ({ event }) => ({ active: true, ceiling: event.data.ceiling, deployed: 0 }),
    volunteerDeployed: (_, state) => ({ ...state, deployed: state.deployed + 1 }),
  },
});

const VolunteerAssignment = (volunteer) => ({
  tagFilter: Tags.fromObj({ volunteer }),
  init: { deployed: false },
  when: { volunteerDeployed: () => ({ deployed: true }) },
});

function deployed(command) {
  const { missionId, volunteerId, commandId } = command;
  return {
    type: "volunteerDeployed",
    tags: Tags.fromObj({
      mission: missionId,
      volunteer: volunteerId,
      assignment: `A-${volunteerId}-1`,
      station: `${missionId}-S1`,
      command: commandId,
    }),
    data: accepted(command),
    metadata: {},
  };
}

const open = (withCapacity) => async (target) => {
  // A cursor is planned for its first tenth, which makes PostgreSQL scan the store: plan it for all rows.
  const pool = new KeepingPool({ ...target, max: CONNECTIONS, options: "-c cursor_tuple_fraction=1" });
  const store = new PostgresEventStore({ pool });
  await store.ensureInstalled();

  return {
    async seed(missions) {
      for (const { id, ceiling } of missions) {
        await store.append({
          events: { type: "missionStarted", tags: Tags.fromObj({ mission: id }), data: { ceiling }, metadata: {} },
        });
      }
    },

    async deploy(command) {
      for (let retries = 0; ; retries++) {
        const { state, appendCondition } = await buildDecisionModel(store, {
          mission: (withCapacity ? MissionCapacity : MissionPhase)(command.missionId),
          volunteer: VolunteerAssignment(command.volunteerId),
        });
        if (!state.mission.active || state.volunteer.deployed) return { accepted: false, retries };
        if (withCapacity && state.mission.deployed >= state.mission.ceiling) return { accepted: false, retries };
        try {
          await store.append({ events: deployed(command), condition: appendCondition });
          return { accepted: true, retries };
        } catch (failure) {
          // Two appends that want each other's locks: PostgreSQL ends one of them (40P01), which is a conflict too.
          const conflict = failure instanceof AppendConditionError || failure.code === "40P01";
          if (!conflict || retries === RETRIES_MAX) throw failure;
        }
      }
    },

    close: () => pool.end(),
  };
};

await run({ capacity: open(true), "no-capacity": open(false) });
