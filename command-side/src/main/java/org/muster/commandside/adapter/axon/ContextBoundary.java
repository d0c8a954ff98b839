package org.muster.commandside.adapter.axon;

import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.repository.ManagedEntity;
import org.axonframework.modelling.repository.Repository;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.DecisionModel;

/** What deciders read through, within one processing context; whatever they read, the context's append depends on. */
final class ContextBoundary implements Boundary {

    private final Repositories repositories;
    private final ProcessingContext context;
    private int waits;

    ContextBoundary(Repositories repositories, ProcessingContext context) {
        this.repositories = repositories;
        this.context = context;
    }

    ProcessingContext context() {
        return context;
    }

    /** How many states had to be read from history. */
    int waits() {
        return waits;
    }

    PastCommand pastCommand(String commandId) {
        return load(repositories.pastCommands(), commandId);
    }

    @Override
    public <S> S read(DecisionModel<S> model, String id) {
        return load(repositories.of(model), id);
    }

    /** Blocks the command's own virtual thread while history is read; at once if memory has the state. */
    private <S> S load(Repository<String, S> repository, String id) {
        CompletableFuture<ManagedEntity<String, S>> state = repository.load(id, context);
        waits += state.isDone() ? 0 : 1;
        return Repositories.join(state).entity();
    }
}
