package org.muster.commandside.adapter.axon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.muster.commands.Warning;
import org.muster.commandside.adapter.axon.event.CommandJson;
import org.muster.commandside.adapter.axon.event.DecidedCommand;
import org.muster.commandside.adapter.axon.event.EventMessageFactory;
import org.muster.commandside.adapter.axon.event.EventMetadata;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.state.ContextBoundary;
import org.muster.commandside.adapter.axon.state.Repositories;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.EventReference;
import org.muster.commandside.intake.RefusalSink;
import org.muster.eventstore.api.Appended;

/**
 * Handles the commands of one decider. The handler answers whatever the rule says: a refusal thrown as an exception would
 * end the processing context unconfirmed, and be logged as a failure.
 */
final class DeciderCommandHandler<C extends Record> implements CommandHandler {

    private static final MessageType RESULT = new MessageType("muster.command-result", "1");

    private final Class<C> type;
    private final Decider<C> decider;
    private final Repositories repositories;
    private final EventMessageFactory messages;
    private final History history;
    private final RefusalSink refusals;

    DeciderCommandHandler(
            Decider<C> decider,
            Repositories repositories,
            EventMessageFactory messages,
            History history,
            RefusalSink refusals) {
        this.type = DecidedCommand.of(decider);
        this.decider = decider;
        this.repositories = repositories;
        this.messages = messages;
        this.history = history;
        this.refusals = refusals;
    }

    @Override
    public MessageStream.Single<CommandResultMessage> handle(CommandMessage command, ProcessingContext context) {
        return MessageStream.just(new GenericCommandResultMessage(
                RESULT, decide(command.payload(), command.metadata(), repositories.boundary(context), 0)));
    }

    /**
     * Decides one command, and appends its events to the context.
     *
     * @param eventsBefore how many events the context has appended before
     */
    Decided decide(Object command, Map<String, String> metadata, ContextBoundary boundary, int eventsBefore) {
        String commandId = metadata.get(EventMetadata.COMMAND_ID);
        String actor = metadata.get(EventMetadata.ACTOR);
        Optional<String> past = boundary.pastCommand(commandId).digestOf(actor);
        if (past.isPresent()) {
            return past.get().equals(metadata.get(EventMetadata.COMMAND_DIGEST))
                    ? Decided.before(() -> history.accepted(UUID.fromString(commandId), actor))
                    : Decided.withoutEvents(new CommandResult.IdReused());
        }
        C payload = type.cast(command);
        long before = history.knownHead();
        return switch (decider.decide(payload, boundary)) {
            case Decision.Rejected rejected ->
                Decided.now(0, () -> {
                    Appended appended = boundary.context().getResource(Appended.RESOURCE_KEY);
                    return appended == null
                            ? refused(rejected, payload, metadata, before, history.knownHead())
                            : refused(
                                    rejected,
                                    payload,
                                    metadata,
                                    appended.firstPosition() + eventsBefore - 1,
                                    appended.firstPosition() + eventsBefore - 1);
                });
            case Decision.Accepted accepted -> {
                List<EventMessage> events = messages.messages(accepted, metadata, payload);
                EventAppender.forContext(boundary.context()).append(events);
                yield Decided.now(
                        events.size(),
                        () -> accepted(
                                events,
                                accepted.warnings(),
                                boundary.context().getResource(Appended.RESOURCE_KEY),
                                eventsBefore));
            }
        };
    }

    /**
     * Decides without any effect, to have what the decision reads in memory.
     *
     * @param waits counts the states that were not
     */
    void readAhead(Object command, Map<String, String> metadata, AtomicInteger waits) {
        repositories.readAheadPastCommand(metadata.get(EventMetadata.COMMAND_ID), waits);
        decider.decide(type.cast(command), repositories.readAhead(waits));
    }

    /**
     * What the rule read is confirmed by now, and durable: it was so at some position up to the head that is known; in a group
     * that appended, just before what this command would have appended.
     */
    private CommandResult refused(
            Decision.Rejected rejected, C payload, Map<String, String> metadata, long after, long upTo) {
        refusals.refused(new RefusalSink.Refusal(
                metadata.get(EventMetadata.COMMAND_ID),
                DecidedCommand.typeOf(type).name(),
                metadata.get(EventMetadata.ACTOR),
                rejected.code().name(),
                rejected.details(),
                CommandJson.holdsSealedData(type) ? Optional.empty() : Optional.of(CommandJson.write(payload)),
                after,
                upTo,
                messages.now()));
        return new CommandResult.Refused(rejected.code(), rejected.details());
    }

    /** The events of an append stand one after the other. */
    private static CommandResult accepted(
            List<EventMessage> events, List<Warning> warnings, Appended appended, int eventsBefore) {
        if (appended == null) {
            throw new IllegalStateException("the context committed without saying where");
        }
        List<EventReference> references = new ArrayList<>(events.size());
        long position = appended.firstPosition() + eventsBefore;
        for (EventMessage event : events) {
            references.add(new EventReference(
                    UUID.fromString(event.identifier()),
                    History.wireName(event.type().name(), event.type().version()),
                    position++));
        }
        return new CommandResult.Accepted(references, warnings, false);
    }
}
