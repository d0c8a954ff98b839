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
 * Folded states in memory, each an immutable value with the position up to which it is folded. A state is brought up to date
 * from the window of recent events; what reaches further back is read from PostgreSQL.
 *
 * <p>A value can be behind what other processes stored, never wrong: whoever decides on it appends, or confirms, on the
 * condition that nothing it is made of has been stored since, and conflicts otherwise.
 */
public final class StateCache {

    private static final int RECENT_MAX = 4_096;

    /** A state that nothing happened to is put down again this often: from there on its tags' events are looked through. */
    private static final int REFRESH_EACH_EVENTS = 64;

    /** A cold state that is overtaken by the whole window this often while being read will not be caught up with. */
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

    /** States that are asked once, for as long as their command may have to be decided again. */
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

    /** A state of which nothing is stored is asked once, mostly: it would only push out others, and burden the collector. */
    private void keep(Key key, Known state, boolean unseen) {
        Cache<Key, Known> cache = unseen || !key.definition().remembered() ? recent : known;
        cache.put(key, state);
    }

    private record Key(StateDefinition<?, ?> definition, Object id) {}

    /**
     * @param base the newest that is durable, to fall back on when an epoch ends; may be null
     * @param next the oldest that is not yet durable: it becomes the base when it is; or null
     * @param tip the newest
     * @param folded about how many events were folded since it was put away last
     */
    private record Known(Criteria criteria, StateAt<?> base, StateAt<?> next, StateAt<?> tip, int folded) {

        static Known durable(Criteria criteria, StateAt<?> state, int folded) {
            return new Known(criteria, state, null, state, folded);
        }

        Known putAway() {
            return new Known(criteria, base, next, tip, 0);
        }
    }

    /** A state together with what a decision on it has read. */
    public record Loaded<S>(S value, ReadCondition read) {}

    /**
     * The state as it was at a position, for audit: folded from history each time.
     *
     * @param position up to which events count; beyond the head means all there are
     * @throws StoreUnavailableException when PostgreSQL can not be read
     */
    public <ID, S> S stateAt(StateDefinition<ID, S> definition, ID id, long position) {
        return folds.fromTheFirst(definition, id, position);
    }

    /**
     * The state as this process knows it now, including what is accepted but not yet durable: for deciding, not for showing.
     * Completed at once when memory has it.
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

    /** @return the state as this process knows it now; null when that is what was read, or memory does not have it */
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
            keep(key, putAway(definition, id, now), unseen && update.events().isEmpty());
        }
        return new Loaded<>(value, new ReadCondition(criteria, update.position(), update.epoch()));
    }

    /** What was folded often enough since it was put away last is put away again, as far as it is durable. */
    private <ID, S> Known putAway(StateDefinition<ID, S> definition, ID id, Known state) {
        if (state.folded() < Snapshots.EACH_EVENTS || state.base() == null) {
            return state;
        }
        snapshots.offer(definition, id, valueOf(state.base()), state.base().position());
        return state.putAway();
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

    /** Many who want the same cold state at once read it once. */
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
        CompletableFuture<List<StoredEvent>> few = HistoryReader.answers(criteria)
                ? history.read(criteria, from.position(), upTo)
                : CompletableFuture.completedFuture(null);
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

    /** What was read stays, whatever becomes of the command that asked for it; what is known of later stays, too. */
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
