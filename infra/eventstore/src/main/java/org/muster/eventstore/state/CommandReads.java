package org.muster.eventstore.state;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.PendingAppend;
import org.muster.eventstore.order.ReadCondition;

/**
 * The states that one command has loaded, each with the position of its read. The engine takes them as the condition
 * of the append. Axon's own condition knows one position for all, and would conflict with events before a later read.
 */
public final class CommandReads {

    private static final ResourceKey<CommandReads> KEY = ResourceKey.withLabel("eventstore.reads");

    private final Appender appender;
    private final List<ManagedState<?, ?>> states = new ArrayList<>(4);
    private boolean taken;

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
        states.add(state);
    }

    /** @return the state that this command has already loaded, or null */
    synchronized ManagedState<?, ?> loaded(StateDefinition<?, ?> definition, Object id) {
        for (ManagedState<?, ?> state : states) {
            if (state.is(definition, id)) {
                return state;
            }
        }
        return null;
    }

    /** @return the reads, as the condition of the append that follows */
    public synchronized ReadCondition[] take() {
        taken = true;
        ReadCondition[] reads = new ReadCondition[states.size()];
        for (int i = 0; i < reads.length; i++) {
            reads[i] = states.get(i).read();
        }
        return reads;
    }

    private CompletableFuture<?> confirm() {
        synchronized (this) {
            if (taken || states.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
        }
        return appender.submit(new PendingAppend(List.of(), take()));
    }

    private synchronized void evolve(EventMessage event, TagResolver tags) {
        AppendedEvent appended = null;
        for (ManagedState<?, ?> state : states) {
            if (appended == null) {
                appended = AppendedEvent.justAppended(event, tags.resolve(event));
            }
            state.evolveIfMatching(appended, event);
        }
    }
}
