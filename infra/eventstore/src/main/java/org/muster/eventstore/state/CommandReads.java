package org.muster.eventstore.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.Criteria;
import org.muster.eventstore.order.PendingAppend;
import org.muster.eventstore.order.ReadCondition;

/**
 * The states that one processing context has loaded, each with the position of its read. The engine takes them as the
 * condition of the append. Axon's own condition knows one position for all, and would conflict with events before a later
 * read. A context may decide many commands: each state has the events that the context itself has appended, whether it was
 * loaded before or after them.
 */
public final class CommandReads {

    private static final ResourceKey<CommandReads> KEY = ResourceKey.withLabel("eventstore.reads");

    private final Appender appender;
    private final Map<StateKey, ManagedState<?, ?>> states = new LinkedHashMap<>();

    /** The states by one tag that each of their events carries, so that an event finds them among thousands. */
    private final Map<String, List<ManagedState<?, ?>>> byTag = new HashMap<>();

    /** The states whose events need carry no certain tag. */
    private final List<ManagedState<?, ?>> byNoTag = new ArrayList<>(0);

    /** What this context has appended, by tag and in order: a state that is loaded later has it, too. */
    private final Map<String, List<Own>> ownByTag = new HashMap<>();

    private final List<Own> own = new ArrayList<>(1);
    private boolean taken;

    private record Own(AppendedEvent appended, EventMessage message) {}

    private record StateKey(StateDefinition<?, ?> definition, Object id) {}

    private CommandReads(Appender appender) {
        this.appender = appender;
    }

    /** @return the reads of this command's context, or null when it has loaded nothing */
    public static CommandReads in(ProcessingContext context) {
        return context == null ? null : context.getResource(KEY);
    }

    /** @return the reads of this command's context; on the first call they are bound to its commit */
    static CommandReads of(ProcessingContext context, Appender appender, EventStore store, TagResolver tags) {
        CommandReads known = context.getResource(KEY);
        if (known != null) {
            return known;
        }
        CommandReads fresh = new CommandReads(appender);
        CommandReads reads = context.putResourceIfAbsent(KEY, fresh);
        if (reads != null) {
            return reads;
        }
        // A command that appends nothing has decided, too. "Refused" must be as true as "accepted", so its reads are
        // confirmed at the store's head, and durable, before its result is given.
        context.onCommit(ignored -> fresh.confirm());
        store.transaction(context).onAppend(event -> fresh.evolve(event, tags));
        return fresh;
    }

    public boolean belongsTo(Appender candidate) {
        return appender == candidate;
    }

    synchronized void add(ManagedState<?, ?> state) {
        states.put(new StateKey(state.definition(), state.identifier()), state);
        Criteria criteria = state.read().criteria();
        boolean noTag = criteria.all() || criteria.any().length != 1 || criteria.any()[0].tags().length == 0;
        if (noTag) {
            byNoTag.add(state);
            own.forEach(event -> state.evolveIfMatching(event.appended(), event.message()));
        } else {
            String tag = criteria.any()[0].tags()[0];
            byTag.computeIfAbsent(tag, t -> new ArrayList<>(2)).add(state);
            ownByTag.getOrDefault(tag, List.of())
                    .forEach(event -> state.evolveIfMatching(event.appended(), event.message()));
        }
    }

    /** @return the state that this command has already loaded, or null */
    synchronized ManagedState<?, ?> loaded(StateDefinition<?, ?> definition, Object id) {
        return states.get(new StateKey(definition, id));
    }

    /** @return the reads, as the condition of the append that follows */
    public synchronized ReadCondition[] take() {
        taken = true;
        return states.values().stream().map(ManagedState::read).toArray(ReadCondition[]::new);
    }

    private CompletableFuture<?> confirm() {
        synchronized (this) {
            if (taken || states.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
        }
        return appender.submit(new PendingAppend(List.of(), take()));
    }

    private synchronized void evolve(EventMessage message, TagResolver tags) {
        AppendedEvent appended = AppendedEvent.justAppended(message, tags.resolve(message));
        Own event = new Own(appended, message);
        own.add(event);
        byNoTag.forEach(state -> state.evolveIfMatching(appended, message));
        for (String tag : appended.tags()) {
            ownByTag.computeIfAbsent(tag, t -> new ArrayList<>(2)).add(event);
            byTag.getOrDefault(tag, List.of()).forEach(state -> state.evolveIfMatching(appended, message));
        }
    }
}
