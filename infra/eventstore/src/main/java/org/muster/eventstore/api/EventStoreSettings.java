package org.muster.eventstore.api;

import java.time.Duration;

/**
 * The engine's limits. Everything has one; the defaults suit a machine of a few cores.
 *
 * @param batchEventsMax events that one commit may carry; a larger append goes alone
 * @param appendEventsMax events in one append
 * @param payloadBytesMax bytes of one payload
 * @param tagsMax tags of one event
 * @param pendingEventsMax events that may wait for the writer before {@link OverloadedException}
 * @param pendingBytesMax payload bytes that may wait for the writer before {@link OverloadedException}
 * @param windowEventsMax recent events that are kept in memory; older conditions and states ask PostgreSQL
 * @param statesMax folded states kept in memory
 * @param seenTagsBytesMax memory for the filter of all tags that ever occurred, about two bytes per tag; a store with more
 *     tags asks PostgreSQL about every new one
 * @param lockTimeout how long an append may wait for the head row when a stuck session holds it
 * @param statementTimeout how long PostgreSQL may take over one statement before it counts as lost
 * @param unavailableTimeout how long appends wait for an unavailable PostgreSQL before they fail
 * @param drainTimeout how long {@code close()} waits for pending appends
 */
public record EventStoreSettings(
        int batchEventsMax,
        int appendEventsMax,
        int payloadBytesMax,
        int tagsMax,
        int pendingEventsMax,
        long pendingBytesMax,
        int windowEventsMax,
        int statesMax,
        long seenTagsBytesMax,
        Duration lockTimeout,
        Duration statementTimeout,
        Duration unavailableTimeout,
        Duration drainTimeout) {

    public EventStoreSettings {
        positive("batchEventsMax", batchEventsMax);
        positive("appendEventsMax", appendEventsMax);
        positive("payloadBytesMax", payloadBytesMax);
        positive("tagsMax", tagsMax);
        positive("pendingEventsMax", pendingEventsMax);
        positive("pendingBytesMax", pendingBytesMax);
        positive("windowEventsMax", windowEventsMax);
        positive("statesMax", statesMax);
        positive("seenTagsBytesMax", seenTagsBytesMax);
        positive("lockTimeout", lockTimeout.toMillis());
        positive("statementTimeout", statementTimeout.toMillis());
        positive("unavailableTimeout", unavailableTimeout.toMillis());
        positive("drainTimeout", drainTimeout.toMillis());
    }

    /** @return the defaults. */
    public static EventStoreSettings defaults() {
        return new EventStoreSettings(
                512,
                10_000,
                1 << 20,
                64,
                20_000,
                64L << 20,
                16_384,
                200_000,
                256L << 20,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30));
    }

    /** @return these settings with another {@code pendingEventsMax}. */
    public EventStoreSettings withPendingEventsMax(int value) {
        return new EventStoreSettings(
                batchEventsMax,
                appendEventsMax,
                payloadBytesMax,
                tagsMax,
                value,
                pendingBytesMax,
                windowEventsMax,
                statesMax,
                seenTagsBytesMax,
                lockTimeout,
                statementTimeout,
                unavailableTimeout,
                drainTimeout);
    }

    /** @return these settings with another {@code windowEventsMax}. */
    public EventStoreSettings withWindowEventsMax(int value) {
        return new EventStoreSettings(
                batchEventsMax,
                appendEventsMax,
                payloadBytesMax,
                tagsMax,
                pendingEventsMax,
                pendingBytesMax,
                value,
                statesMax,
                seenTagsBytesMax,
                lockTimeout,
                statementTimeout,
                unavailableTimeout,
                drainTimeout);
    }

    /** @return these settings with another {@code statesMax}. */
    public EventStoreSettings withStatesMax(int value) {
        return new EventStoreSettings(
                batchEventsMax,
                appendEventsMax,
                payloadBytesMax,
                tagsMax,
                pendingEventsMax,
                pendingBytesMax,
                windowEventsMax,
                value,
                seenTagsBytesMax,
                lockTimeout,
                statementTimeout,
                unavailableTimeout,
                drainTimeout);
    }

    /** @return these settings with another {@code seenTagsBytesMax}. */
    public EventStoreSettings withSeenTagsBytesMax(long value) {
        return new EventStoreSettings(
                batchEventsMax,
                appendEventsMax,
                payloadBytesMax,
                tagsMax,
                pendingEventsMax,
                pendingBytesMax,
                windowEventsMax,
                statesMax,
                value,
                lockTimeout,
                statementTimeout,
                unavailableTimeout,
                drainTimeout);
    }

    /** @return these settings with another {@code lockTimeout}. */
    public EventStoreSettings withLockTimeout(Duration value) {
        return new EventStoreSettings(
                batchEventsMax,
                appendEventsMax,
                payloadBytesMax,
                tagsMax,
                pendingEventsMax,
                pendingBytesMax,
                windowEventsMax,
                statesMax,
                seenTagsBytesMax,
                value,
                statementTimeout,
                unavailableTimeout,
                drainTimeout);
    }

    /** @return these settings with another {@code statementTimeout}. */
    public EventStoreSettings withStatementTimeout(Duration value) {
        return new EventStoreSettings(
                batchEventsMax,
                appendEventsMax,
                payloadBytesMax,
                tagsMax,
                pendingEventsMax,
                pendingBytesMax,
                windowEventsMax,
                statesMax,
                seenTagsBytesMax,
                lockTimeout,
                value,
                unavailableTimeout,
                drainTimeout);
    }

    /** @return these settings with another {@code unavailableTimeout}. */
    public EventStoreSettings withUnavailableTimeout(Duration value) {
        return new EventStoreSettings(
                batchEventsMax,
                appendEventsMax,
                payloadBytesMax,
                tagsMax,
                pendingEventsMax,
                pendingBytesMax,
                windowEventsMax,
                statesMax,
                seenTagsBytesMax,
                lockTimeout,
                statementTimeout,
                value,
                drainTimeout);
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, is " + value);
        }
    }
}
