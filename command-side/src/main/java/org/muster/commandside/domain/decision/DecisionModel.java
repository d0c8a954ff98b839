package org.muster.commandside.domain.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;

/**
 * A decision model folds the events of one entity into the state that rules read. It reads exactly the events that it
 * handles, so the two cannot differ:
 *
 * <pre>{@code
 * DecisionModel.named("assignment", 1)
 *         .tagged(Tag.ASSIGNMENT)
 *         .startingAt(Optional.<AssignmentRecord>empty())
 *         .on(VolunteerDeployed.class, (none, e) -> Optional.of(begun(e)))
 *         .on(AssignmentEnded.class, (known, e) -> known.map(a -> a.ended(e.lastDay())));
 * }</pre>
 *
 * <p>States are immutable, because they are cached and shared between commands.
 *
 * @param <S> the state
 */
public final class DecisionModel<S> {

    private final String name;
    private final int version;
    private final String tagKey;
    private final Function<String, S> initial;
    private final Map<Class<? extends DomainEvent>, BiFunction<S, DomainEvent, S>> handlers;
    private final Optional<Snapshot<S, ?>> snapshot;

    private DecisionModel(
            String name,
            int version,
            String tagKey,
            Function<String, S> initial,
            Map<Class<? extends DomainEvent>, BiFunction<S, DomainEvent, S>> handlers,
            Optional<Snapshot<S, ?>> snapshot) {
        this.name = name;
        this.version = version;
        this.tagKey = tagKey;
        this.initial = initial;
        this.handlers = Map.copyOf(handlers);
        this.snapshot = snapshot;
    }

    /**
     * Begins a model.
     *
     * @param name a term of the glossary, unique among models
     * @param version grows by one whenever the fold or the snapshot changes, so that no snapshot of an older fold is read
     */
    public static Named named(String name, int version) {
        return new Named(name, version);
    }

    /** A model that has a name and no events yet. */
    public record Named(String name, int version) {

        /** Says which tag of an event names the entity, by its key, for instance {@link Tag#MISSION}. */
        public Tagged tagged(String tagKey) {
            return new Tagged(name, version, tagKey);
        }
    }

    /** A model that knows its entity and has no state yet. */
    public record Tagged(String name, int version, String tagKey) {

        /** The state before any event, the same for every entity. */
        public <S> DecisionModel<S> startingAt(S initial) {
            return startingFrom(id -> initial);
        }

        /** The state before any event, made of the entity's id. */
        public <S> DecisionModel<S> startingFrom(Function<String, S> initial) {
            return new DecisionModel<>(name, version, tagKey, initial, Map.of(), Optional.empty());
        }
    }

    /**
     * The model that also reads these events.
     *
     * @param fold the state after the event; pure
     * @throws IllegalArgumentException if the model handles them already
     */
    public <E extends DomainEvent> DecisionModel<S> on(Class<E> type, BiFunction<S, E, S> fold) {
        Map<Class<? extends DomainEvent>, BiFunction<S, DomainEvent, S>> more = new HashMap<>(handlers);
        if (more.put(type, (state, event) -> fold.apply(state, type.cast(event))) != null) {
            throw new IllegalArgumentException(name + " handles " + type.getSimpleName() + " twice");
        }
        return new DecisionModel<>(name, version, tagKey, initial, more, snapshot);
    }

    /** The model with states that are kept as snapshots, for histories that grow long. */
    public DecisionModel<S> keptAs(Snapshot<S, ?> form) {
        return new DecisionModel<>(name, version, tagKey, initial, handlers, Optional.of(form));
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    /** The events that it reads: those that it handles. */
    public Set<Class<? extends DomainEvent>> reads() {
        return handlers.keySet();
    }

    /** The tag of one entity. */
    public Tag tag(String id) {
        return new Tag(tagKey, id);
    }

    /** Whether the event belongs to the history of this entity, as far as the model reads it. */
    public boolean reads(String id, DomainEvent event) {
        return handlers.containsKey(event.getClass()) && event.tags().contains(tag(id));
    }

    /** The state of an entity without events. */
    public S initial(String id) {
        return initial.apply(id);
    }

    /**
     * The state after one more event of the entity.
     *
     * @throws IllegalArgumentException if the model does not read such events
     */
    public S evolve(S state, DomainEvent event) {
        BiFunction<S, DomainEvent, S> fold = handlers.get(event.getClass());
        if (fold == null) {
            throw new IllegalArgumentException(
                    name + " does not read " + event.getClass().getSimpleName());
        }
        return fold.apply(state, event);
    }

    /** How its states are kept; most models have short histories and no snapshots. */
    public Optional<Snapshot<S, ?>> snapshot() {
        return snapshot;
    }

    @Override
    public String toString() {
        return name;
    }
}
