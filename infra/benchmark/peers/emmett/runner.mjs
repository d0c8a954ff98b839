// Peer: @event-driven-io/emmett-postgresql, as its documentation shows it: a command handler on one stream per volunteer. A rule
// across streams is not among what it offers, so the mission's ceiling is not kept.
import pg from "pg";
import { CommandHandler } from "@event-driven-io/emmett";
import { getPostgreSQLEventStore } from "@event-driven-io/emmett-postgresql";
import { accepted, run } from "../kit.mjs";

const CONNECTIONS = 16;

const handle = CommandHandler({
  initialState: () => ({ deployed: false }),
  evolve: (state, { type }) => (type === "VolunteerDeployed" ? { deployed: true } : state),
  // Without this line a conflict is an error to the caller.
  retry: { onVersionConflict: 10 },
});

const open = async (target) => {
  const { user, password, host, port, database } = target;
  const connectionString = `postgresql://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
  const pool = new pg.Pool({ connectionString, max: CONNECTIONS });
  const store = getPostgreSQLEventStore(connectionString, { connectionOptions: { pool } });

  return {
    seed: () => store.schema.migrate(),

    async deploy(command) {
      let decisions = 0;
      const { newEvents } = await handle(store, `volunteer-${command.volunteerId}`, (state) => {
        decisions++;
        return state.deployed ? [] : [{ type: "VolunteerDeployed", data: accepted(command), metadata: {} }];
      });
      return { accepted: newEvents.length > 0, retries: decisions - 1 };
    },

    async close() {
      await store.close();
      if (!pool.ended) await pool.end();
    },
  };
};

await run({ emmett: open });
