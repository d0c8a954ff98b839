package org.muster.eventstore.order;

/** What became of an append that was offered to the {@link TentativeLog}. */
public sealed interface Admission {

    /** It is queued; its future will tell. */
    record Accepted() implements Admission {}

    /** Something that matches was appended after it was read. */
    record Conflict(ReadCondition read) implements Admission {}

    /** The queue is full. */
    record Overloaded(int pendingEvents) implements Admission {}

    /** The engine is closed. */
    record Closed() implements Admission {}

    /** The read is older than what memory holds: ask PostgreSQL for matches in {@code (read.position, upTo]}. */
    record AskHistory(int read, long upTo) implements Admission {}
}
