package org.muster.eventstore.state;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.repository.ManagedEntity;
import org.axonframework.modelling.repository.Repository;
import org.muster.eventstore.api.StateDefinition;

/**
 * Gives Axon's command handlers the states of a {@link StateDefinition}. Register it with {@code
 * StateBasedEntityModule.declarative(idType, stateType).repository(c -> StateRepository.of(c, definition, engine))}.
 *
 * <p>The states that a command loads here are the condition of its append: if a matching event was stored meanwhile,
 * the append fails with {@code AppendEventsTransactionRejectedException}, and the command should be dispatched again.
 * A command that appends nothing waits, in its commit phase, until its reads are durable and confirmed, and conflicts
 * the same way. A handler that throws ends its context with an error and is not confirmed: refuse by a value, not by
 * an exception.
 */
public final class StateRepository<ID, S> implements Repository.LifecycleManagement<ID, S> {

    private final StateDefinition<ID, S> definition;
    private final Appender appender;
    private final EventStore store;
    private final TagResolver tags;

    /**
     * @param definition the fold
     * @param appender the engine that stores its events
     * @param store the event store that the commands append to; it must store into {@code appender}
     * @param tags as the event store resolves them
     */
    public StateRepository(StateDefinition<ID, S> definition, Appender appender, EventStore store, TagResolver tags) {
        this.definition = Objects.requireNonNull(definition);
        this.appender = Objects.requireNonNull(appender);
        this.store = Objects.requireNonNull(store);
        this.tags = Objects.requireNonNull(tags);
    }

    /** @return the repository with the event store and tag resolver of an Axon configuration */
    public static <ID, S> StateRepository<ID, S> of(
            Configuration configuration, StateDefinition<ID, S> definition, Appender appender) {
        return new StateRepository<>(
                definition,
                appender,
                configuration.getComponent(EventStore.class),
                configuration.getComponent(TagResolver.class));
    }

    /** The state, never null: without events it is the definition's initial one. Loaded once per command and id. */
    @Override
    public CompletableFuture<ManagedEntity<ID, S>> load(ID identifier, ProcessingContext context) {
        CommandReads reads = CommandReads.of(context, appender, store, tags);
        ManagedState<ID, S> known = own(reads.loaded(definition, identifier));
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return appender.states().load(definition, identifier).thenApply(loaded -> {
            ManagedState<ID, S> state = new ManagedState<>(definition, identifier, appender.states(), loaded);
            reads.add(state);
            return state;
        });
    }

    @Override
    public CompletableFuture<ManagedEntity<ID, S>> loadOrCreate(ID identifier, ProcessingContext context) {
        return load(identifier, context);
    }

    /** @throws UnsupportedOperationException always: a state comes from its events and from nowhere else */
    @Override
    public ManagedEntity<ID, S> persist(ID identifier, S entity, ProcessingContext context) {
        throw new UnsupportedOperationException("A state is not stored: append the events that it is folded from");
    }

    /** @throws UnsupportedOperationException always: a command must read within itself the states that it decides on */
    @Override
    public ManagedEntity<ID, S> attach(ManagedEntity<ID, S> entity, ProcessingContext context) {
        throw new UnsupportedOperationException("A state cannot be carried from one command into another");
    }

    @Override
    public Class<S> entityType() {
        return definition.stateType();
    }

    @Override
    public Class<ID> idType() {
        return definition.idType();
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("state", definition.name());
        descriptor.describeProperty("version", (long) definition.version());
        descriptor.describeProperty("appender", appender);
    }

    /** States under this definition were added by this repository. */
    @SuppressWarnings("unchecked")
    private ManagedState<ID, S> own(ManagedState<?, ?> state) {
        return (ManagedState<ID, S>) state;
    }
}
