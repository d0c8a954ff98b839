package org.muster.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when everything up to a position is applied, so that whoever wrote can read what he wrote.
 *
 * <p>A position is applied once the checkpoints of all partitions have reached the offsets that {@link Publication} states for
 * it. Checkpoints come from the database, so it does not matter which process moves them. The answer may be late by
 * the granularity of publication, never early.
 */
public final class AppliedPosition implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AppliedPosition.class);

    private static final int PUBLICATIONS_MAX = 10_000;
    private static final int LOOK_BACK_OFFSETS = 2_000;
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
    private static final long CHECKPOINT_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(15);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final Map<String, Object> kafka;
    private final String publicationTopic;
    private final String eventsTopic;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<String, Applied> projections = new ConcurrentHashMap<>();
    /** The newest last; guarded by {@link #lock}. */
    private final Deque<Publication> publications = new ArrayDeque<>();

    private volatile OptionalLong publishedAtStart = OptionalLong.empty();

    /**
     * @param dataSource of the database with {@code projection_checkpoint} on its search path
     * @param kafka client settings: bootstrap servers and how to sign in
     */
    public AppliedPosition(
            DataSource dataSource, Map<String, Object> kafka, String publicationTopic, String eventsTopic) {
        this.dataSource = dataSource;
        this.kafka = Map.copyOf(kafka);
        this.publicationTopic = publicationTopic;
        this.eventsTopic = eventsTopic;
        this.thread = Thread.ofPlatform().name("applied-position").unstarted(this::run);
    }

    /** Starts following publication, once. */
    public AppliedPosition start() {
        thread.start();
        return this;
    }

    /**
     * Everything up to here was published when this first heard of it; empty until then. Whoever has applied that has caught
     * up with what others could read before this process began.
     */
    public OptionalLong publishedAtStart() {
        return publishedAtStart;
    }

    /** Everything up to here is published, as far as heard of; 0 before anything was. */
    public long publishedPosition() {
        lock.lock();
        try {
            return publications.isEmpty() ? 0 : publications.getLast().position();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The highest position known such that {@code projection} has applied it and everything before it.
     *
     * @throws SQLException if the checkpoints cannot be read
     */
    public long appliedPosition(String projection) throws SQLException {
        return projections.computeIfAbsent(projection, Applied::new).position();
    }

    /**
     * Waits until {@code projection} has applied everything up to {@code position}.
     *
     * @return false if the time is up: it may still happen
     * @throws SQLException if the checkpoints cannot be read
     */
    public boolean awaitApplied(String projection, long position, Duration timeout)
            throws SQLException, InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (appliedPosition(projection) < position) {
            long leftNanos = deadlineNanos - System.nanoTime();
            if (leftNanos <= 0) {
                return false;
            }
            lock.lockInterruptibly();
            try {
                // Woken by publication and by this process's members; others' commits are seen by looking again.
                long unusedNanos = moved.awaitNanos(Math.min(WAIT_NANOS, leftNanos));
                log.trace("Woken {} ns early", unusedNanos);
            } finally {
                lock.unlock();
            }
        }
        return true;
    }

    /** A member of this process has committed a batch of {@code projection}: whoever waits for it looks at once. */
    public void checkpointMoved(String projection) {
        Applied applied = projections.get(projection);
        if (applied != null) {
            applied.stale = true;
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(CLOSE_TIMEOUT)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Backoff backoff = new Backoff();
        while (closing.getCount() > 0) {
            try (PublicationLog publicationLog = PublicationLog.toFollow(kafka, publicationTopic, eventsTopic)) {
                follow(publicationLog, backoff);
            } catch (InterruptException e) {
                log.debug("Interrupted while following publication", e);
                return;
            } catch (RuntimeException e) {
                log.warn("Cannot follow publication: trying again", e);
                try {
                    if (closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                } catch (InterruptedException interrupted) {
                    log.debug("Interrupted while waiting to try again", interrupted);
                    return;
                }
            }
        }
    }

    private void follow(PublicationLog publicationLog, Backoff backoff) {
        long beginning = publicationLog.beginning();
        Optional<PublicationLog.Located> newest = publicationLog.last(publication -> true);
        if (publishedAtStart.isEmpty()) {
            publishedAtStart = OptionalLong.of(
                    newest.map(located -> located.publication().position()).orElse(0L));
        }
        long last = newest.map(PublicationLog.Located::offset).orElse(beginning);
        publicationLog.seek(Math.max(beginning, last - LOOK_BACK_OFFSETS));
        while (closing.getCount() > 0) {
            publicationLog.poll(POLL_TIMEOUT).forEach(located -> remember(located.publication()));
            backoff.reset();
        }
    }

    private void remember(Publication publication) {
        lock.lock();
        try {
            Publication newest = publications.peekLast();
            if (newest != null) {
                if (newest.equals(publication)) {
                    return;
                }
                if (newest.position() >= publication.position()
                        || !newest.topicId().equals(publication.topicId())) {
                    // Published again, after a loss or into a new topic: what was said before no longer holds.
                    publications.clear();
                }
            }
            publications.addLast(publication);
            if (publications.size() > PUBLICATIONS_MAX) {
                thinOut();
            }
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets every other statement of the older half: each that stays is true by itself, answers just get coarser. */
    private void thinOut() {
        Iterator<Publication> oldestFirst = publications.iterator();
        for (int i = 0; i < PUBLICATIONS_MAX / 2 && oldestFirst.hasNext(); i++) {
            oldestFirst.next();
            if (i % 2 == 0) {
                oldestFirst.remove();
            }
        }
    }

    private long greatestReached(Map<Integer, Checkpoint> checkpoints) {
        lock.lock();
        try {
            Iterator<Publication> newestFirst = publications.descendingIterator();
            while (newestFirst.hasNext()) {
                Publication publication = newestFirst.next();
                if (isReached(publication, checkpoints)) {
                    return publication.position();
                }
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isReached(Publication publication, Map<Integer, Checkpoint> checkpoints) {
        return publication.offsets().entrySet().stream().allMatch(stated -> {
            Checkpoint checkpoint = checkpoints.get(stated.getKey());
            return checkpoint != null
                    && checkpoint.topicId().equals(publication.topicId())
                    && checkpoint.nextOffset() >= stated.getValue();
        });
    }

    /** One projection's checkpoints, read at most once per {@link #CHECKPOINT_AGE_NANOS} however many wait. */
    private final class Applied {

        private final String projection;
        private volatile boolean stale = true;
        private Map<Integer, Checkpoint> checkpoints = new HashMap<>();
        private long readAtNanos;

        Applied(String projection) {
            this.projection = projection;
        }

        synchronized long position() throws SQLException {
            if (stale || System.nanoTime() - readAtNanos > CHECKPOINT_AGE_NANOS) {
                // Before reading: what commits while we read makes it stale again.
                stale = false;
                readAtNanos = System.nanoTime();
                try (Connection connection = dataSource.getConnection()) {
                    checkpoints = Checkpoints.load(connection, projection);
                } catch (SQLException e) {
                    stale = true;
                    throw e;
                }
            }
            return greatestReached(checkpoints);
        }
    }
}
