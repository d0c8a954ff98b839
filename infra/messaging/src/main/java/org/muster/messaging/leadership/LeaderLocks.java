package org.muster.messaging.leadership;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.leader.AbstractCandidate;
import org.springframework.integration.leader.Context;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * Leadership as a lease in the table {@code leader_lock}. A leader that stops gives its lease back; one that is killed, frozen
 * or cut off keeps it for four seconds. Needs no connection of its own and no clock better than that.
 */
public final class LeaderLocks {

    /** Flyway's location of the table. */
    public static final String LOCATION = "classpath:org/muster/messaging/db/leadership";

    private static final int CLIENT_LENGTH_MAX = 36;

    private static final Logger log = LoggerFactory.getLogger(LeaderLocks.class);

    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(1);
    private static final Duration ASKED_EVERY = Duration.ofMillis(250);
    private static final Duration GIVEN_BACK_WITHIN = Duration.ofSeconds(2);

    private final JdbcLockRegistry leases;

    /**
     * @param dataSource of the database in which rivals meet
     * @param schema of the table; empty: it is on the search path
     */
    public LeaderLocks(DataSource dataSource, String schema) {
        this(dataSource, schema, thisProcess());
    }

    /** Unlike any other, and people find the process: eight random digits, its number and its host. */
    private static String thisProcess() {
        String host = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "");
        String name = "%08x.%d@%s"
                .formatted(
                        ThreadLocalRandom.current().nextInt(),
                        ProcessHandle.current().pid(),
                        host);
        return name.substring(0, Math.min(CLIENT_LENGTH_MAX, name.length()));
    }

    /** @param client names this process in the table, and no other; 36 characters at most */
    public LeaderLocks(DataSource dataSource, String schema, String client) {
        DefaultLockRepository table = new DefaultLockRepository(dataSource, client);
        table.setPrefix(schema.isEmpty() ? "leader_" : schema + ".leader_");
        // A lease that somebody else has is no error in PostgreSQL's log.
        table.setInsertQuery(table.getInsertQuery() + " ON CONFLICT DO NOTHING");
        // The other one of Spring logs an error for a connection that is lost at a commit.
        table.setTransactionManager(new DataSourceTransactionManager(dataSource));
        table.afterPropertiesSet();
        table.afterSingletonsInstantiated();
        this.leases = new JdbcLockRegistry(table, LEASE);
        leases.setIdleBetweenTries(ASKED_EVERY);
    }

    /** @param role of which one process at a time is to be the leader */
    public LeaderLock of(String role) {
        return new Lease(role);
    }

    private final class Lease extends AbstractCandidate implements LeaderLock {

        private final LockRegistryLeaderInitiator initiator;
        private boolean held;
        private boolean wanted;

        Lease(String role) {
            super(null, role);
            SimpleAsyncTaskExecutor thread = new SimpleAsyncTaskExecutor("leader-" + role + "-");
            thread.setDaemon(true);
            this.initiator = new LockRegistryLeaderInitiator(leases, this);
            initiator.setTaskExecutor(thread);
            initiator.setHeartBeatMillis(RENEWED_EVERY.toMillis());
            initiator.setBusyWaitMillis(ASKED_EVERY.toMillis());
        }

        @Override
        public synchronized boolean tryAcquire(Duration timeout) throws InterruptedException {
            wanted = true;
            initiator.start();
            if (!held) {
                wait(Math.max(1, timeout.toMillis()));
            }
            return held;
        }

        @Override
        public synchronized boolean isHeld() {
            return held;
        }

        @Override
        public synchronized void onGranted(Context context) {
            held = true;
            notifyAll();
        }

        @Override
        public synchronized void onRevoked(Context context) {
            held = false;
            notifyAll();
            if (wanted) {
                log.info("Leadership of {} is lost, and asked for again", getRole());
            }
        }

        @Override
        public synchronized void close() {
            wanted = false;
            initiator.stop();
            // Whoever closes this may close the pool next, and is often interrupted, being asked to end.
            boolean interrupted = false;
            long deadlineNanos = System.nanoTime() + GIVEN_BACK_WITHIN.toNanos();
            while (held && System.nanoTime() < deadlineNanos) {
                try {
                    wait(ASKED_EVERY.toMillis());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
