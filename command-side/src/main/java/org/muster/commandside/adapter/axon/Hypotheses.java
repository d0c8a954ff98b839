package org.muster.commandside.adapter.axon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commandside.adapter.axon.state.AmendedBoundary;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Amendments;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.commandside.intake.DryRunResult;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.correction.CorrectionEvent;

/**
 * What the commands of one dry run would have recorded so far, and the states that follow from it. It changes only by {@link
 * Attempt#keep}: an attempt that was overtaken, or that nobody waits for any more, leaves no trace.
 */
final class Hypotheses {

    private final Map<Tag, List<DomainEvent>> byTag = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();
    private final Map<StateKey, Folded> folded = new HashMap<>();
    private int events;

    private record StateKey(DecisionModel<?> model, String id) {}

    /**
     * A state.
     *
     * @param stored the state on record that it was folded from
     * @param count how many hypothetical events of its tag were folded
     */
    private record Folded(Object stored, int count, Object state) {}

    /** The result of a command that would be accepted, and what tells it from another under the same id. */
    private record Told(String digest, DryRunResult.Accepted result) {}

    /** How many events there are. */
    int events() {
        return events;
    }

    /** Begins to decide some more commands. */
    Attempt attempt() {
        return new Attempt();
    }

    /** Some commands that are being decided on what is on record, on what was kept, and on one another. */
    final class Attempt {

        private final Map<Tag, List<DomainEvent>> moreByTag = new HashMap<>();
        private final Map<String, Told> moreTold = new HashMap<>();
        private final Map<StateKey, Folded> moreFolded = new HashMap<>();
        private int more;

        private Attempt() {}

        /** The result of an earlier command of this id, if that one would have been accepted. */
        Optional<DryRunResult.Accepted> told(String commandId) {
            return find(commandId).map(Told::result);
        }

        /** Whether that one was the same command. */
        boolean isRepeat(String commandId, String digest) {
            return find(commandId).map(one -> one.digest().equals(digest)).orElse(false);
        }

        private Optional<Told> find(String commandId) {
            return Optional.ofNullable(moreTold.getOrDefault(commandId, told.get(commandId)));
        }

        void add(String commandId, String digest, DryRunResult.Accepted result, List<DomainEvent> accepted) {
            moreTold.put(commandId, new Told(digest, result));
            more += accepted.size();
            for (DomainEvent event : accepted) {
                event.tags()
                        .forEach(tag -> moreByTag
                                .computeIfAbsent(tag, t -> new ArrayList<>(2))
                                .add(event));
            }
        }

        /** The states of this boundary, with what would have been recorded folded in. */
        Boundary on(AmendedBoundary stored) {
            return new AmendedBoundary() {
                @Override
                public Amendments amendments() {
                    return amended(stored.amendments());
                }

                @Override
                public <S> S read(DecisionModel<S> model, String id, Map<String, Amendment> amendments) {
                    return fold(model, id, stored.read(model, id, amendments));
                }

                @Override
                public Optional<DomainEvent> event(String id, long position) {
                    return stored.event(id, position);
                }
            };
        }

        /** What was recorded can be amended by what would be; that itself has no id to be amended by. */
        private Amendments amended(Amendments stored) {
            Amendments amendments = stored;
            for (Map<Tag, List<DomainEvent>> events : List.of(byTag, moreByTag)) {
                for (DomainEvent event : events.getOrDefault(Tag.amendments(), List.of())) {
                    amendments = amendments.and((CorrectionEvent) event);
                }
            }
            return amendments;
        }

        /** Folds only what was not folded before, for as long as the state on record stays the same. */
        @SuppressWarnings("unchecked") // a state under a model's key is one of that model
        private <S> S fold(DecisionModel<S> model, String id, S stored) {
            Tag tag = model.tag(id);
            List<DomainEvent> before = byTag.getOrDefault(tag, List.of());
            List<DomainEvent> own = moreByTag.getOrDefault(tag, List.of());
            if (before.isEmpty() && own.isEmpty()) {
                return stored;
            }
            StateKey key = new StateKey(model, id);
            Folded known = moreFolded.getOrDefault(key, folded.get(key));
            boolean usable = known != null && known.stored() == stored;
            S state = usable ? (S) known.state() : stored;
            int all = before.size() + own.size();
            for (int i = usable ? known.count() : 0; i < all; i++) {
                DomainEvent event = i < before.size() ? before.get(i) : own.get(i - before.size());
                state = model.reads(id, event) ? model.evolve(state, event) : state;
            }
            moreFolded.put(key, new Folded(stored, all, state));
            return state;
        }

        /** Makes what was decided here part of the dry run. */
        void keep() {
            moreByTag.forEach((tag, list) ->
                    byTag.computeIfAbsent(tag, t -> new ArrayList<>(2)).addAll(list));
            told.putAll(moreTold);
            folded.putAll(moreFolded);
            events += more;
        }
    }
}
