package org.muster.commandside.domain.decision;

import java.util.Optional;
import org.muster.events.DomainEvent;

/**
 * What a decision needs to know about one entity, folded from the events. States are immutable, so that they can be
 * cached and shared.
 *
 * @param <I> identifies the entity; has value equality
 * @param <S> the state; immutable
 */
public interface DecisionModel<I, S> {

    /** A name from the glossary, unique among views. */
    String name();

    /** Grows by one whenever the fold or the saved form changes, so that no cached or saved state of an older fold is ever read. */
    int version();

    /** Which events are folded. */
    Criterion criterion(I id);

    /** The state before any event. */
    S initial(I id);

    /** The state after this event, which {@link #criterion} matches. */
    S evolve(S state, DomainEvent event);

    /** How its states are saved, for a view whose histories grow long; none by default. */
    default Optional<Snapshot<S, ?>> savedForm() {
        return Optional.empty();
    }
}
