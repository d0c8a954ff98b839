package org.muster.commandside.modelcheck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.commandside.domain.Domain;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Amendments;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.commandside.domain.decision.Given;
import org.muster.commandside.domain.decision.OnRecord;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.correction.CorrectionEvent;

/**
 * A register in memory that takes decisions as the event store does: they are made on what a writer has read, and each is recorded
 * only if no event that it read, nor any amendment, was recorded meanwhile. So it is the boundaries of the deciders that are on trial.
 */
final class SimulatedRegister {

    private final Flaw flaw;
    private final List<DomainEvent> history = new ArrayList<>();
    private final List<Optional<DomainEvent>> counting = new ArrayList<>();
    private final Map<Tag, List<Integer>> places = new HashMap<>();
    private final Map<Read, Folded> folded = new HashMap<>();
    private Amendments amendments = Amendments.NONE;
    private int lastAmendment;

    SimulatedRegister(Flaw flaw) {
        this.flaw = flaw;
    }

    private record Read(DecisionModel<?> model, String id) {}

    private record Folded(Object state, int places) {}

    /**
     * A decision that is not recorded yet.
     *
     * @param past how many events were on record when it was made
     * @param reads whose append it depends on
     */
    record Pending(Record command, Decision decision, int past, Set<?> reads) {}

    List<DomainEvent> history() {
        return history;
    }

    /** The events as they count, each in its place; an annulled one is empty, and so is what amends another. */
    List<Optional<DomainEvent>> counting() {
        return counting;
    }

    void record(List<? extends DomainEvent> events) {
        for (DomainEvent event : events) {
            event.tags()
                    .forEach(tag ->
                            places.computeIfAbsent(tag, _ -> new ArrayList<>()).add(history.size()));
            history.add(event);
            counting.add(event instanceof CorrectionEvent ? Optional.empty() : Optional.of(event));
            if (event instanceof CorrectionEvent correction) {
                counting.set((int) correction.original().position() - 1, correction.amended());
                amendments = amendments.and(correction);
                lastAmendment = history.size();
                correction
                        .tags()
                        .forEach(tag -> folded.keySet()
                                .removeIf(read -> read.model().tag(read.id()).equals(tag)));
            }
        }
    }

    @SuppressWarnings("unchecked") // the decider was found by the command's class
    Pending decide(Record command) {
        Set<Read> reads = new HashSet<>();
        Decider<Record> decider = (Decider<Record>) Domain.deciders().get(command.getClass());
        return new Pending(command, decider.decide(command, boundary(command, reads)), history.size(), reads);
    }

    /** Whether something was recorded since the decision that it depends on. */
    boolean isOvertaken(Pending pending) {
        return lastAmendment > pending.past()
                || pending.reads().stream().map(Read.class::cast).anyMatch(read -> isRead(read, pending.past()));
    }

    private boolean isRead(Read read, int past) {
        List<Integer> tagged = places.getOrDefault(read.model().tag(read.id()), List.of());
        for (int i = tagged.size() - 1; i >= 0 && tagged.get(i) >= past; i--) {
            if (read.model().reads().contains(history.get(tagged.get(i)).getClass())) {
                return true;
            }
        }
        return false;
    }

    private Boundary boundary(Record command, Set<Read> reads) {
        return new Boundary() {
            @Override
            public <S> S read(DecisionModel<S> model, String id) {
                guard(model, id);
                return flaw.read(command, model, present(model, id));
            }

            @Override
            public <S> S readAmended(DecisionModel<S> model, String id, Amendment amendment) {
                guard(model, id);
                Map<String, Amendment> known = new HashMap<>(amendments.of(model, id));
                known.put(amendment.event(), amendment);
                return flaw.read(command, model, fold(model, id, model.initial(id), 0, known));
            }

            @Override
            public Optional<OnRecord> recorded(String event, long position) {
                if (position < 1
                        || position > history.size()
                        || !Given.id(position).equals(event)) {
                    return Optional.empty();
                }
                DomainEvent original = history.get((int) position - 1);
                Amendment amendment = amendments.of(event).orElse(Amendment.none(event, original.getClass()));
                return amendment.apply(original).map(now -> new OnRecord(event, position, now, amendment));
            }

            private void guard(DecisionModel<?> model, String id) {
                if (!flaw.forgets(command, model)) {
                    reads.add(new Read(model, id));
                }
            }
        };
    }

    @SuppressWarnings("unchecked") // a state under a model is one of that model
    private <S> S present(DecisionModel<S> model, String id) {
        Read read = new Read(model, id);
        Folded known = folded.getOrDefault(read, new Folded(model.initial(id), 0));
        S state = fold(model, id, (S) known.state(), known.places(), amendments.of(model, id));
        folded.put(read, new Folded(state, tagged(model, id).size()));
        return state;
    }

    private List<Integer> tagged(DecisionModel<?> model, String id) {
        return places.getOrDefault(model.tag(id), Collections.emptyList());
    }

    private <S> S fold(DecisionModel<S> model, String id, S from, int first, Map<String, Amendment> known) {
        S state = from;
        List<Integer> tagged = tagged(model, id);
        for (int i = first; i < tagged.size(); i++) {
            int place = tagged.get(i);
            DomainEvent event = history.get(place);
            if (model.reads().contains(event.getClass())) {
                S before = state;
                state = (known.isEmpty() ? Optional.of(event) : Amendments.apply(known, Given.id(place + 1), event))
                        .map(counting -> model.evolve(before, counting))
                        .orElse(before);
            }
        }
        return state;
    }
}
