package org.muster.benchmark.ours;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;

/** Stores events without a decision. */
final class Appender {

    private static final int BATCH_EVENTS = 500;
    private static final int BATCHES_AT_ONCE = 8;

    private final EventStorageEngine engine;

    Appender(EventStorageEngine engine) {
        this.engine = engine;
    }

    /** Completes when all of them are durable. */
    CompletableFuture<Void> append(List<Object> payloads) {
        List<TaggedEventMessage<?>> events = new ArrayList<>(payloads.size());
        for (Object payload : payloads) {
            events.add(new GenericTaggedEventMessage<>(
                    new GenericEventMessage(
                            IdentifierFactory.getInstance().generateIdentifier(),
                            new MessageType(payload.getClass()),
                            payload,
                            Map.of(),
                            Instant.now()),
                    DeploymentEvents.tags(payload)));
        }
        return engine.appendEvents(AppendCondition.none(), null, events).thenCompose(Appender::commit);
    }

    private static <R> CompletableFuture<Void> commit(AppendTransaction<R> transaction) {
        return transaction
                .commit(null)
                .thenCompose(result -> transaction.afterCommit(result, null))
                .thenAccept(position -> {});
    }

    void start(List<Mission> missions) {
        for (Mission mission : missions) {
            append(List.of(
                            new DeploymentEvents.MissionStarted(mission.id()),
                            new DeploymentEvents.StrengthAuthorized(mission.id(), mission.ceiling())))
                    .join();
        }
    }

    /** Deployments of volunteers that the load never names, spread over the missions. */
    void fill(List<String> missionIds, long count, String volunteerPrefix) {
        List<CompletableFuture<Void>> pending = new ArrayList<>();
        List<Object> batch = new ArrayList<>(BATCH_EVENTS);
        for (long number = 0; number < count; number++) {
            String mission = missionIds.get((int) (number % missionIds.size()));
            batch.add(new Deployment(
                            UUID.fromString(IdentifierFactory.getInstance().generateIdentifier()),
                            mission,
                            volunteerPrefix + number)
                    .accepted());
            if (batch.size() == BATCH_EVENTS || number == count - 1) {
                pending.add(append(List.copyOf(batch)));
                batch.clear();
            }
            if (pending.size() == BATCHES_AT_ONCE) {
                pending.forEach(CompletableFuture::join);
                pending.clear();
            }
        }
        pending.forEach(CompletableFuture::join);
    }
}
