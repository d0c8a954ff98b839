package org.muster.commandside.adapter.axon.state;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.repository.Repository;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Amendments;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.DomainEvent;
import org.muster.eventstore.PostgresEventStorageEngine;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.state.StateCache;
import org.muster.eventstore.state.StateRepository;

/**
 * One Axon repository per decision model. They are found by the model and not, as Axon's StateManager does, by the type
 * of the state: two models may well fold into the same type.
 */
public final class Repositories {

    private final Configuration configuration;
    private final PostgresEventStorageEngine engine;
    private final History history;
    private final Repository<String, PastCommand> pastCommands;
    private final Repository<String, Amendments> amendments;
    private final Map<DecisionModel<?>, Repository<String, ?>> models = new ConcurrentHashMap<>();

    public Repositories(Configuration configuration, PostgresEventStorageEngine engine) {
        this.configuration = configuration;
        this.engine = engine;
        this.history = new History(engine.log());
        this.pastCommands = of(PastCommand.DEFINITION);
        this.amendments = of(AmendmentsState.DEFINITION);
    }

    public ContextBoundary boundary(ProcessingContext context) {
        return new ContextBoundary(this, context);
    }

    /** States as they are now, outside of any command; {@code waits} counts those that history has to be asked for. */
    public Boundary readAhead(AtomicInteger waits) {
        return new AmendedBoundary() {
            @Override
            public Amendments amendments() {
                return readAhead(AmendmentsState.DEFINITION, AmendmentsState.ALL, waits);
            }

            @Override
            public <S> S read(DecisionModel<S> model, String id, Map<String, Amendment> amendments) {
                return readAhead(new DecisionModelState<>(model, amendments), id, waits);
            }

            @Override
            public Optional<DomainEvent> event(String id, long position) {
                return history.event(id, position);
            }
        };
    }

    /** As {@link #readAhead(AtomicInteger)}. */
    public void readAheadPastCommand(String commandId, AtomicInteger waits) {
        readAhead(PastCommand.DEFINITION, commandId, waits);
    }

    private <S> S readAhead(StateDefinition<String, S> definition, String id, AtomicInteger waits) {
        CompletableFuture<StateCache.Loaded<S>> state = engine.states().load(definition, id);
        if (!state.isDone()) {
            waits.incrementAndGet();
        }
        return join(state).value();
    }

    Repository<String, PastCommand> pastCommands() {
        return pastCommands;
    }

    Repository<String, Amendments> amendments() {
        return amendments;
    }

    History history() {
        return history;
    }

    /** The states of a model by these amendments; they are few, so their repositories are not kept. */
    <S> Repository<String, S> of(DecisionModel<S> model, Map<String, Amendment> amendments) {
        return amendments.isEmpty() ? of(model) : of(new DecisionModelState<>(model, amendments));
    }

    /** Only this method fills the map, and with the repository of that very model. */
    @SuppressWarnings("unchecked")
    <S> Repository<String, S> of(DecisionModel<S> model) {
        return (Repository<String, S>) models.computeIfAbsent(model, m -> of(new DecisionModelState<>(m)));
    }

    private <S> Repository<String, S> of(StateDefinition<String, S> definition) {
        return StateRepository.of(configuration, definition, engine);
    }

    /** Waits for a read, and throws what it failed with. */
    public static <T> T join(CompletableFuture<T> read) {
        try {
            return read.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
