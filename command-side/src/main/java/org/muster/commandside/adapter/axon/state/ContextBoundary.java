package org.muster.commandside.adapter.axon.state;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.repository.ManagedEntity;
import org.axonframework.modelling.repository.Repository;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Amendments;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.DomainEvent;

/** What deciders read through, within one processing context; whatever they read, the context's append depends on. */
public final class ContextBoundary extends AmendedBoundary {

    private final Repositories repositories;
    private final ProcessingContext context;
    private int waits;

    ContextBoundary(Repositories repositories, ProcessingContext context) {
        this.repositories = repositories;
        this.context = context;
    }

    public ProcessingContext context() {
        return context;
    }

    /** How many states had to be read from history. */
    public int waits() {
        return waits;
    }

    public PastCommand pastCommand(String commandId) {
        return load(repositories.pastCommands(), commandId);
    }

    /** Read each time, because an earlier command of the same group may have added to them; from memory but for the first. */
    @Override
    public Amendments amendments() {
        return load(repositories.amendments(), AmendmentsState.ALL);
    }

    @Override
    public <S> S read(DecisionModel<S> model, String id, Map<String, Amendment> amendments) {
        return load(repositories.of(model, amendments), id);
    }

    @Override
    public Optional<DomainEvent> event(String id, long position) {
        return repositories.history().event(id, position);
    }

    /** Blocks the command's own virtual thread while history is read; at once if memory has the state. */
    private <S> S load(Repository<String, S> repository, String id) {
        CompletableFuture<ManagedEntity<String, S>> state = repository.load(id, context);
        waits += state.isDone() ? 0 : 1;
        return Repositories.join(state).entity();
    }
}
