package org.muster.commandside.adapter.axon;

import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.muster.commandside.domain.decision.Decision;
import org.muster.eventstore.api.Appended;

/** What the handler of one command says; true once its processing context has committed. */
sealed interface Verdict {

    /** The events are appended. */
    record Recorded(List<EventMessage> events, List<String> warnings, Place place) implements Verdict {}

    /** The rule says no. */
    record Refused(Decision.Rejected decision) implements Verdict {}

    /** The very same command was recorded before. */
    record Repeated() implements Verdict {}

    /** Another command was recorded under this id before. */
    record IdReused() implements Verdict {}

    /** Where the events were stored; known once the context has committed. */
    @FunctionalInterface
    interface Place {
        Optional<Appended> appended();
    }
}
