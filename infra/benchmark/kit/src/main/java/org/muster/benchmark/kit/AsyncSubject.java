package org.muster.benchmark.kit;

import java.util.concurrent.CompletionStage;

/** A subject that answers later: "n in flight" is n commands without an answer, issued by a few threads. */
public non-sealed interface AsyncSubject extends Subject {

    /** Completes when the outcome is durable. */
    CompletionStage<Outcome> deploy(Deployment command);
}
