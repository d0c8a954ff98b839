package org.muster.eventstore.order;

/** The result of offering an append to the {@link TentativeLog}. */
public sealed interface Admission {

    /** It is queued, and its future completes later. */
    record Accepted() implements Admission {}

    /** Something that matches was appended after it was read. */
    record Conflict(ReadCondition read) implements Admission {}

    /** The queue is full. */
    record Overloaded(int pendingEvents) implements Admission {}

    /** The engine is closed. */
    record Closed() implements Admission {}

    /** The read is older than memory: ask PostgreSQL for matches in {@code (read.position, upTo]}. */
    record AskHistory(int read, long upTo) implements Admission {}
}
