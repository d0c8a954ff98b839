package org.muster.benchmark.kit;

/** A subject whose callers wait on their own thread: "n in flight" is n platform threads. */
public non-sealed interface BlockingSubject extends Subject {

    /** Returns when the outcome is durable. */
    Outcome deploy(Deployment command) throws Exception;
}
