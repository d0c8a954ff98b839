package org.muster.commandside.audit.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.catalog.EventCatalog;
import org.muster.commandside.adapter.axon.event.CommandJson;
import org.muster.commandside.adapter.axon.event.DecidedCommand;
import org.muster.commandside.adapter.axon.event.EventCodec;
import org.muster.commandside.adapter.axon.state.AmendedBoundary;
import org.muster.commandside.adapter.axon.state.PastStates;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Amendments;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.DomainEvent;

/** Makes a decision again, by the rule as it is now, on the states as they were. It records nothing. */
final class DecisionReplay {

    private final PastStates states;
    private final Map<String, Decider<?>> deciders = new TreeMap<>();

    DecisionReplay(List<Decider<?>> deciders, PastStates states) {
        this.states = states;
        deciders.forEach(decider -> this.deciders.put(DecidedCommand.nameOf(decider), decider));
    }

    /**
     * A state that the rule read.
     *
     * @param position of the last event in it; 0 without any
     */
    record Reading(DecisionModel<?> model, String id, Object state, long events, long position) {}

    /**
     * A decision that was made again.
     *
     * @param code why the command is refused; absent where it is accepted
     * @param details what decided the refusal
     * @param events what follows, as it would be stored, each after the name of its type; empty where it is refused
     * @param readings what the rule read, in this order
     */
    record Replayed(Optional<String> code, Map<String, Object> details, List<Event> events, List<Reading> readings) {}

    /** An event as it would be stored. */
    record Event(String type, byte[] data) {}

    /**
     * Decides.
     *
     * @param command its name in the catalog
     * @param payload the command as its rule saw it
     * @param upTo the last position that the rule may know
     * @return absent if there is no such command any more
     */
    Optional<Replayed> at(String command, String payload, long upTo) {
        return Optional.ofNullable(deciders.get(command)).map(decider -> decide(decider, payload, upTo));
    }

    private <C extends Record> Replayed decide(Decider<C> decider, String payload, long upTo) {
        List<Reading> readings = new ArrayList<>();
        Amendments known = states.amendments(upTo);
        Boundary boundary = new AmendedBoundary() {
            @Override
            public Amendments amendments() {
                return known;
            }

            @Override
            public Optional<DomainEvent> event(String id, long position) {
                return states.event(id, position, upTo);
            }

            @Override
            public <S> S read(DecisionModel<S> model, String id, Map<String, Amendment> amendments) {
                PastStates.Folded<S> folded = states.at(model, id, upTo, amendments);
                readings.add(new Reading(model, id, folded.state(), folded.events(), folded.position()));
                return folded.state();
            }
        };
        C command = CommandJson.read(payload, DecidedCommand.of(decider));
        return switch (decider.decide(command, boundary)) {
            case Decision.Rejected(var code, var details) ->
                new Replayed(Optional.of(code.name()), details, List.of(), readings);
            case Decision.Accepted(var events, var warnings) ->
                new Replayed(
                        Optional.empty(),
                        Map.of(),
                        events.stream()
                                .map(event -> new Event(
                                        EventCatalog.of(event.getClass()).wireName(), EventCodec.json(event)))
                                .toList(),
                        readings);
        };
    }
}
