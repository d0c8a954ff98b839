package org.muster.readmodels;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How the rows of one table follow from events: for each type of event, which rows it touches and how it changes them. Pure:
 * no clock, no database. A type that is not mentioned says nothing to the table.
 *
 * <p>A row is touched by events of one primary subject only, and by one event at most once. Both are held by
 * {@link ReadModelProjection}.
 *
 * @param <K> the key of a row
 * @param <R> the row
 */
public final class Fold<K, R extends Record & Row<K>> {

    /** What one event does to one row. */
    record Touch<K, R>(K key, boolean creates, UnaryOperator<R> evolve) {}

    /** A row from an event and its position. */
    @FunctionalInterface
    public interface RowAt<E, R> {
        R row(E event, long position);
    }

    /** Rows from an event and its position. */
    @FunctionalInterface
    public interface RowsAt<E, R> {
        Collection<R> rows(E event, long position);
    }

    /** A row, or none, from its key, the row before, if any, and an event. */
    @FunctionalInterface
    public interface Evolution<K, R, E> {
        Optional<R> evolve(K key, Optional<R> row, E event);
    }

    @FunctionalInterface
    private interface Step<K, R> {
        List<Touch<K, R>> touches(Object event, long position);
    }

    private final RowMapping<K, R> mapping;
    private final Map<Class<?>, Step<K, R>> steps;

    private Fold(RowMapping<K, R> mapping, Map<Class<?>, Step<K, R>> steps) {
        this.mapping = mapping;
        this.steps = steps;
    }

    /**
     * A fold that handles nothing yet.
     *
     * @throws IllegalArgumentException if the record cannot be a row
     */
    public static <K, R extends Record & Row<K>> Fold<K, R> into(Class<R> row) {
        return new Fold<>(RowMapping.of(row), Map.of());
    }

    /** An event begins a row; it is refused if there is one of this key. */
    public <E> Fold<K, R> creates(Class<E> event, Function<? super E, R> row) {
        return creates(event, (happened, position) -> row.apply(happened));
    }

    /** The same, where the row holds the position of what began it. */
    public <E> Fold<K, R> creates(Class<E> event, RowAt<? super E, R> row) {
        return createsAll(event, (happened, position) -> List.of(row.row(happened, position)));
    }

    /** The same for several rows. */
    public <E> Fold<K, R> createsAll(Class<E> event, RowsAt<? super E, R> rows) {
        return with(
                event,
                (happened, position) -> rows.rows(happened, position).stream()
                        .map(this::creation)
                        .toList());
    }

    private Touch<K, R> creation(R created) {
        K key = mapping.key(created);
        return new Touch<>(key, true, before -> {
            if (before != null) {
                throw new ImpossibleEventException(mapping.describe(key) + " exists already");
            }
            return created;
        });
    }

    /** An event changes a row; it is refused if there is none of this key. */
    public <E> Fold<K, R> changes(Class<E> event, Function<? super E, K> key, BiFunction<R, ? super E, R> change) {
        return with(event, (happened, position) -> {
            K changed = key.apply(happened);
            return List.of(new Touch<>(changed, false, before -> {
                if (before == null) {
                    throw new ImpossibleEventException(mapping.describe(changed) + " was never created");
                }
                return change.apply(before, happened);
            }));
        });
    }

    /** An event says what a row is from now on, whether there was one or not. */
    public <E> Fold<K, R> puts(Class<E> event, Function<? super E, R> row) {
        return putsAll(event, happened -> List.of(row.apply(happened)));
    }

    /** The same for several rows. */
    public <E> Fold<K, R> putsAll(Class<E> event, Function<? super E, ? extends Collection<R>> rows) {
        return with(
                event,
                (happened, position) -> rows.apply(happened).stream()
                        .map(row -> new Touch<K, R>(mapping.key(row), false, before -> row))
                        .toList());
    }

    /** The general form: an event touches rows of these keys, each of which may begin, change or end. */
    public <E> Fold<K, R> evolves(
            Class<E> event, Function<? super E, ? extends Collection<K>> keys, Evolution<K, R, ? super E> evolution) {
        return with(
                event,
                (happened, position) -> keys.apply(happened).stream()
                        .map(key -> new Touch<K, R>(
                                key,
                                false,
                                before -> evolution
                                        .evolve(key, Optional.ofNullable(before), happened)
                                        .orElse(null)))
                        .toList());
    }

    private interface TypedStep<E, K, R> {
        List<Touch<K, R>> touches(E event, long position);
    }

    private <E> Fold<K, R> with(Class<E> event, TypedStep<E, K, R> step) {
        Map<Class<?>, Step<K, R>> more = new HashMap<>(steps);
        if (more.put(event, (happened, position) -> step.touches(event.cast(happened), position)) != null) {
            throw new IllegalArgumentException(event.getName() + " is handled twice");
        }
        return new Fold<>(mapping, Map.copyOf(more));
    }

    /** The types of events that touch rows. */
    public Set<Class<?>> handles() {
        return steps.keySet();
    }

    RowMapping<K, R> mapping() {
        return mapping;
    }

    /**
     * What an event does; nothing if it is not handled.
     *
     * @throws ImpossibleEventException if the event is refused, or touches a row twice
     */
    List<Touch<K, R>> touches(SequencedEvent event) {
        Step<K, R> step = steps.get(event.event().getClass());
        if (step == null) {
            return List.of();
        }
        List<Touch<K, R>> touches;
        try {
            touches = step.touches(event.event(), event.position());
        } catch (RuntimeException failure) {
            throw ImpossibleEventException.of(failure);
        }
        if (touches.size() > 1) {
            Set<K> keys = new HashSet<>();
            for (Touch<K, R> touch : touches) {
                if (!keys.add(touch.key())) {
                    throw new ImpossibleEventException(
                            mapping.describe(touch.key()) + " is touched twice by one event");
                }
            }
        }
        return touches;
    }
}
