package org.muster.eventstore.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.PayloadCodec;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.metrics.EventStoreMetrics;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.Criteria;
import org.muster.eventstore.order.ReadCondition;
import org.muster.eventstore.order.StateAt;
import org.muster.eventstore.order.StateUpdate;
import org.muster.eventstore.order.TentativeLog;
import org.muster.eventstore.tags.SeenTagsFilter;
import org.muster.eventstore.tags.TagIndex;

/**
 * Folded states in memory, each an immutable value with its position. A state is brought up to date from the window
 * of recent events; older events are read from PostgreSQL.
 *
 * <p>A value may lack events that other processes stored, but a decision on it is never wrong: it appends, or
 * confirms, on the condition that none of the state's events has been stored since, and conflicts otherwise.
 */
public final class StateCache {

    private static final int RECENT_MAX = 4_096;

    /** A state without new events is stored again this often, so that fewer events are scanned next time. */
    private static final int REFRESH_EACH_EVENTS = 64;

    /** A cold state that falls behind the whole window this often while it is read cannot be caught up with. */
    private static final int HISTORY_READS_MAX = 8;

    private final TentativeLog tentativeLog;
    private final SeenTagsFilter seen;
    private final TagIndex index;
    private final PayloadCodec codec;
    private final HistoryReader history;
    private final HistoryFolds folds;
    private final Executor readers;
    private final Snapshots snapshots;
    private final EventStoreMetrics metrics;
    private final Cache<Key, Known> known;

    /** States that are read once, kept for as long as their command may be retried. */
    private final Cache<Key, Known> recent;

    private final ConcurrentMap<Key, CompletableFuture<StateAt<?>>> readingHistory = new ConcurrentHashMap<>();

    public StateCache(
            TentativeLog tentativeLog,
            SeenTagsFilter seen,
            TagIndex index,
            PayloadCodec codec,
            HistoryReader history,
            HistoryFolds folds,
            Executor readers,
            Snapshots snapshots,
            EventStoreMetrics metrics,
            EventStoreSettings settings) {
        this.tentativeLog = tentativeLog;
        this.seen = seen;
        this.index = index;
        this.codec = codec;
        this.history = history;
        this.folds = folds;
        this.readers = readers;
        this.snapshots = snapshots;
        this.metrics = metrics;
        this.known = cache(settings.statesMax());
        this.recent = cache(RECENT_MAX);
    }

    private static Cache<Key, Known> cache(int statesMax) {
        return Caffeine.newBuilder()
                .maximumSize(statesMax)
                .executor(Runnable::run)
                .build();
    }

    private Known find(Key key) {
        Known found = key.definition().remembered() ? known.getIfPresent(key) : null;
        return found != null ? found : recent.getIfPresent(key);
    }

    /** A state without events is mostly read once: it would only displace others and burden the garbage collector. */
    private void keep(Key key, Known state, boolean unseen) {
        Cache<Key, Known> cache = unseen || !key.definition().remembered() ? recent : known;
        cache.put(key, state);
    }

    private record Key(StateDefinition<?, ?> definition, Object id) {}

    /**
     * @param base the newest durable value, to fall back on when an epoch ends; may be null
     * @param next the oldest value that is not yet durable: it becomes the base when it is; or null
     * @param tip the newest value
     * @param folded about how many events were folded since its last snapshot
     */
    private record Known(Criteria criteria, StateAt<?> base, StateAt<?> next, StateAt<?> tip, int folded) {

        static Known durable(Criteria criteria, StateAt<?> state, int folded) {
            return new Known(criteria, state, null, state, folded);
        }

        Known offered() {
            return new Known(criteria, base, next, tip, 0);
        }
    }

    /** A state together with the read that a decision on it depends on. */
    public record Loaded<S>(S value, ReadCondition read) {}

    /**
     * The state as it was at a position, for audit: folded from history each time.
     *
     * @param position up to which events count; beyond the head means all there are
     * @throws StoreUnavailableException when PostgreSQL cannot be read
     */
    public <ID, S> S stateAt(StateDefinition<ID, S> definition, ID id, long position) {
        return folds.fromTheFirst(definition, id, position);
    }

    /**
     * The state as this process knows it now, including events that are accepted but not yet durable: for
     * deciding, not for showing. Completed at once when memory has it.
     */
    public <ID, S> CompletableFuture<Loaded<S>> load(StateDefinition<ID, S> definition, ID id) {
        Key key = new Key(definition, id);
        Known before = find(key);
        Criteria criteria = before == null ? Criteria.of(definition.criteria(id)) : before.criteria();
        StateAt<S> initial = new StateAt<>(definition.initial(id), 0, ReadCondition.DURABLE);
        Loaded<S> loaded = fromMemory(key, definition, id, criteria, before, initial, false);
        if (loaded != null) {
            metrics.stateFromMemory();
            return CompletableFuture.completedFuture(loaded);
        }
        long durable = tentativeLog.durable();
        if (seen.noneUpTo(criteria, durable)) {
            loaded = fromMemory(
                    key,
                    definition,
                    id,
                    criteria,
                    null,
                    new StateAt<>(initial.value(), durable, ReadCondition.DURABLE),
                    true);
            if (loaded != null) {
                metrics.stateUnseen();
                return CompletableFuture.completedFuture(loaded);
            }
        }
        StateAt<?> from = before == null || before.base() == null ? initial : before.base();
        return fromHistory(key, definition, id, criteria, from, 1);
    }

    /** @return the state as this process knows it now; null when the read is up to date, or memory does not have it */
    <ID, S> Loaded<S> newerThan(ReadCondition read, StateDefinition<ID, S> definition, ID id) {
        if (tentativeLog.isAt(read.position(), read.epoch())) {
            return null;
        }
        Key key = new Key(definition, id);
        Known before = find(key);
        return before == null ? null : fromMemory(key, definition, id, before.criteria(), before, before.base(), false);
    }

    /** @param unseen whether it is known that nothing is stored up to the base */
    private <ID, S> Loaded<S> fromMemory(
            Key key,
            StateDefinition<ID, S> definition,
            ID id,
            Criteria criteria,
            Known before,
            StateAt<?> base,
            boolean unseen) {
        StateUpdate update = before == null
                ? tentativeLog.update(criteria, base)
                : tentativeLog.update(criteria, before.tip(), before.next(), before.base(), base);
        if (update.start() == null) {
            return null;
        }
        S value = valueOf(update.start());
        for (AppendedEvent event : update.events()) {
            value = definition.evolve(value, event.message(codec));
        }
        boolean nothingNew = before != null
                && before.tip() == update.start()
                && update.events().isEmpty();
        if (!nothingNew || update.position() - update.start().position() > REFRESH_EACH_EVENTS) {
            StateAt<S> tip = new StateAt<>(value, update.position(), update.epoch());
            boolean durable = update.epoch() == ReadCondition.DURABLE;
            StateAt<?> next = update.next() == null ? tip : update.next();
            int folded =
                    (before == null ? 0 : before.folded()) + update.events().size();
            Known now = durable
                    ? Known.durable(criteria, tip, folded)
                    : new Known(criteria, update.base(), next, tip, folded);
            keep(
                    key,
                    snapshotOften(definition, id, now),
                    unseen && update.events().isEmpty());
        }
        return new Loaded<>(value, new ReadCondition(criteria, update.position(), update.epoch()));
    }

    /** Offers a snapshot of the durable value when enough events were folded since the last one. */
    private <ID, S> Known snapshotOften(StateDefinition<ID, S> definition, ID id, Known state) {
        if (state.folded() < Snapshots.EACH_EVENTS || state.base() == null) {
            return state;
        }
        snapshots.offer(definition, id, valueOf(state.base()), state.base().position());
        return state.offered();
    }

    private <ID, S> CompletableFuture<Loaded<S>> fromHistory(
            Key key, StateDefinition<ID, S> definition, ID id, Criteria criteria, StateAt<?> from, int attempt) {
        if (attempt > HISTORY_READS_MAX) {
            return CompletableFuture.failedFuture(new StoreUnavailableException(
                    "The state %s of %s could not be read as fast as events are stored: enlarge windowEventsMax"
                            .formatted(definition.name(), key.id()),
                    false,
                    null));
        }
        metrics.stateFromHistory();
        return readOnce(key, definition, id, criteria, from).thenCompose(base -> {
            Known read = Known.durable(criteria, base, 0);
            Loaded<S> loaded = fromMemory(key, definition, id, criteria, read, base, false);
            return loaded != null
                    ? CompletableFuture.completedFuture(loaded)
                    : fromHistory(key, definition, id, criteria, base, attempt + 1);
        });
    }

    /** Reads a cold state once for all callers that want it at the same time. */
    private <ID, S> CompletableFuture<StateAt<?>> readOnce(
            Key key, StateDefinition<ID, S> definition, ID id, Criteria criteria, StateAt<?> from) {
        CompletableFuture<StateAt<?>> mine = new CompletableFuture<>();
        CompletableFuture<StateAt<?>> running = readingHistory.putIfAbsent(key, mine);
        if (running != null) {
            return running;
        }
        // A read that ended since the caller looked has left its state in the cache before it left the map: without a
        // second look every caller on its way at that moment would read the same history again.
        Known meanwhile = find(key);
        if (meanwhile != null && meanwhile.base() != null && meanwhile.base().position() > from.position()) {
            readingHistory.remove(key, mine);
            mine.complete(meanwhile.base());
            return mine;
        }
        long upTo = tentativeLog.historyEnd(index.position());
        CompletableFuture<List<StoredEvent>> few = history.read(criteria, from.position(), upTo);
        StateAt<S> start = new StateAt<>(valueOf(from), from.position(), ReadCondition.DURABLE);
        CompletableFuture<S> folded = few.thenCompose(events -> events == null
                ? CompletableFuture.supplyAsync(() -> folds.inTurn(definition, id, criteria, start, upTo), readers)
                : CompletableFuture.completedFuture(folds.fold(definition, start.value(), events)));
        folded.whenComplete((value, failure) -> {
            if (failure == null) {
                StateAt<S> read = new StateAt<>(value, Math.max(upTo, from.position()), ReadCondition.DURABLE);
                keepRead(key, criteria, read);
                readingHistory.remove(key, mine);
                mine.complete(read);
            } else {
                readingHistory.remove(key, mine);
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    /** Keeps a value that was read, whatever happens to the command that asked for it, unless a newer one is known. */
    private void keepRead(Key key, Criteria criteria, StateAt<?> read) {
        Cache<Key, Known> cache = key.definition().remembered() ? known : recent;
        cache.asMap()
                .merge(
                        key,
                        Known.durable(criteria, read, 0),
                        (known, fresh) -> known.tip().position() >= read.position() ? known : fresh);
    }

    /** A key's states are all of its definition's type: only this class puts them there. */
    @SuppressWarnings("unchecked")
    private static <S> S valueOf(StateAt<?> state) {
        return (S) state.value();
    }

    public long size() {
        return known.estimatedSize();
    }
}
