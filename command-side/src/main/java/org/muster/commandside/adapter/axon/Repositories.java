package org.muster.commandside.adapter.axon;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.repository.ManagedEntity;
import org.axonframework.modelling.repository.Repository;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.eventstore.PostgresEventStorageEngine;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.state.StateRepository;

/**
 * One Axon repository per view. They are found by the view and not, as Axon's StateManager does, by the type of the
 * state: two views may well fold into the same type.
 */
final class Repositories {

    private final Configuration configuration;
    private final PostgresEventStorageEngine engine;
    private final Repository<String, PastCommand> pastCommands;
    private final Map<DecisionModel<?, ?>, Repository<?, ?>> views = new ConcurrentHashMap<>();

    Repositories(Configuration configuration, PostgresEventStorageEngine engine) {
        this.configuration = configuration;
        this.engine = engine;
        this.pastCommands = of(PastCommand.DEFINITION);
    }

    PastCommand pastCommand(String commandId, ProcessingContext context) {
        return load(pastCommands, commandId, context);
    }

    /** What a slice reads through, within one command; whatever it reads, the append depends on. */
    Boundary boundary(ProcessingContext context) {
        return new Boundary() {
            @Override
            public <I, S> S read(DecisionModel<I, S> view, I id) {
                return load(of(view), id, context);
            }
        };
    }

    /** Only this method fills the map, and with the repository of that very view. */
    @SuppressWarnings("unchecked")
    private <I, S> Repository<I, S> of(DecisionModel<I, S> view) {
        return (Repository<I, S>) views.computeIfAbsent(view, v -> of(new DecisionModelState<>(v)));
    }

    private <I, S> Repository<I, S> of(StateDefinition<I, S> definition) {
        return StateRepository.of(configuration, definition, engine);
    }

    /** Blocks the command's own virtual thread while history is read; at once if memory has the state. */
    private static <I, S> S load(Repository<I, S> repository, I id, ProcessingContext context) {
        try {
            ManagedEntity<I, S> state = repository.load(id, context).join();
            return state.entity();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
