package org.muster.messaging;

/** What came of building a projection's tables anew only to compare them. */
public sealed interface Verification {

    /** They were compared: {@link RebuildReport#matches} tells whether the tables in use are what the events say. */
    record Done(RebuildState state, RebuildReport report) implements Verification {}

    /** They were not compared, and nothing is known. */
    record NotDone(String why) implements Verification {}
}
