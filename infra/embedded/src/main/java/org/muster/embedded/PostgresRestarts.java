package org.muster.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a server again when another program kills it, as a service manager would do. */
final class PostgresRestarts {

    private static final Logger log = LoggerFactory.getLogger(PostgresRestarts.class);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Postmaster postmaster;
    private final BooleanSupplier startAgain;

    /** Whether the server should run at present. */
    private volatile boolean wanted;

    private volatile boolean begun;

    /** @param startAgain starts the server if it is wanted and does not run, and says whether it did; fails if it cannot yet */
    PostgresRestarts(Postmaster postmaster, BooleanSupplier startAgain) {
        this.postmaster = postmaster;
        this.startAgain = startAgain;
    }

    /** Says whether the server should run: one that is not wanted is not started again. */
    void want(boolean running) {
        wanted = running;
    }

    boolean wanted() {
        return wanted;
    }

    /** From now on, also for the server that runs already. */
    void begin() {
        begun = true;
        watch();
    }

    /** Watches the server that has just started, if restarts have begun. */
    void watch() {
        if (begun) {
            postmaster
                    .process()
                    .ifPresent(process -> process.onExit()
                            .thenRun(() -> Thread.ofPlatform()
                                    .name("restart-postgres")
                                    .daemon()
                                    .start(() -> restart(process.pid()))));
        }
    }

    /** Its orphaned children may hold the data for a moment: then the start fails and is retried. */
    private void restart(long pid) {
        if (wanted) {
            log.warn("PostgreSQL {} was killed: starting it again", pid);
        }
        String problem = null;
        while (wanted) {
            try {
                if (startAgain.getAsBoolean()) {
                    log.info("PostgreSQL runs again");
                }
                return;
            } catch (RuntimeException e) {
                if (!e.getMessage().equals(problem)) {
                    problem = e.getMessage();
                    log.warn("PostgreSQL does not start yet: {}", problem);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
