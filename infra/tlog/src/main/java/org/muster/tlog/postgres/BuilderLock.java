package org.muster.tlog.postgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The advisory lock of whoever extends or signs the tree. It ends with the transaction, so a killed process leaves none. */
final class BuilderLock {

    /** "tlog" in ASCII, and 1 for the tree. */
    private static final long KEY = 0x746c6f67_00000001L;

    /** A checkpoint must not be signed for a tree that a crash takes back, whatever the role's settings say. */
    private static final String DURABLE = "SELECT set_config('synchronous_commit', 'on', true), ";

    private BuilderLock() {}

    /** Takes the lock, unless another transaction has it. */
    static boolean tryTake(JdbcClient jdbc) {
        return jdbc.sql(DURABLE + "pg_try_advisory_xact_lock(?)")
                .param(KEY)
                .query((row, n) -> row.getBoolean(2))
                .single();
    }

    /** Takes the lock; waits for whoever has it. */
    static void take(JdbcClient jdbc) {
        jdbc.sql(DURABLE + "pg_advisory_xact_lock(?)")
                .param(KEY)
                .query((row, n) -> true)
                .single();
    }
}
