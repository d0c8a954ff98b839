package org.muster.benchmark.kit;

/**
 * The figures of one window. Latencies are those of all operations that were answered from the window's start on, retries
 * and waiting for a thread included, also of those answered after its end: else the slowest would not count.
 *
 * @param inFlight operations without an answer at any time
 * @param eventsPerSecond accepted in the window
 * @param p50Millis median latency
 * @param p99Millis 99th percentile
 * @param maxMillis the slowest
 * @param accepted in the window
 * @param refused by a rule, in the window
 * @param failed ended by an exception, from warm-up to the last answer
 * @param retries retried after a conflict, in the window
 * @param acknowledgedEvents from the first command to the last answer, warm-up included: what must be stored at least
 * @param processCpuMicrosPerEvent this process's CPU, PostgreSQL's not included
 * @param unanswered still without an answer when the wait was given up
 * @param firstFailure what the first exception said, or empty
 */
public record Measurement(
        int inFlight,
        double eventsPerSecond,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        long accepted,
        long refused,
        long failed,
        long retries,
        long acknowledgedEvents,
        double processCpuMicrosPerEvent,
        int unanswered,
        String firstFailure) {}
