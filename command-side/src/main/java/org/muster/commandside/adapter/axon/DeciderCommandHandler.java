package org.muster.commandside.adapter.axon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.EventReference;
import org.muster.eventstore.api.Appended;

/**
 * Handles the commands of one decider. The handler answers whatever the rule says: a refusal thrown as an exception would
 * end the processing context unconfirmed, and be logged as a failure.
 */
final class DeciderCommandHandler<C extends Record> implements CommandHandler {

    /** The result of a command whose processing context has committed; before that its positions are not known. */
    @FunctionalInterface
    interface Committed {
        CommandResult result();
    }

    private static final MessageType RESULT = new MessageType("muster.command-result", "1");

    private final Class<C> type;
    private final Decider<C> decider;
    private final Repositories repositories;
    private final EventMessageFactory messages;
    private final History history;

    DeciderCommandHandler(
            Decider<C> decider, Repositories repositories, EventMessageFactory messages, History history) {
        this.type = DecidedCommand.of(decider);
        this.decider = decider;
        this.repositories = repositories;
        this.messages = messages;
        this.history = history;
    }

    @Override
    public MessageStream.Single<CommandResultMessage> handle(CommandMessage command, ProcessingContext context) {
        return MessageStream.just(new GenericCommandResultMessage(RESULT, decide(command, context)));
    }

    private Committed decide(CommandMessage command, ProcessingContext context) {
        Map<String, String> metadata = command.metadata();
        String commandId = metadata.get(EventMetadata.COMMAND_ID);
        String actor = metadata.get(EventMetadata.ACTOR);
        Optional<String> past = repositories.pastCommand(commandId, context).digestOf(actor);
        if (past.isPresent()) {
            return past.get().equals(metadata.get(EventMetadata.COMMAND_DIGEST))
                    ? () -> history.accepted(UUID.fromString(commandId), actor)
                    : CommandResult.IdReused::new;
        }
        return switch (decider.decide(type.cast(command.payload()), repositories.boundary(context))) {
            case Decision.Rejected(var code, var details) -> () -> new CommandResult.Refused(code, details);
            case Decision.Accepted accepted -> {
                List<EventMessage> events = messages.messages(accepted, metadata);
                EventAppender.forContext(context).append(events);
                yield () -> accepted(events, accepted.warnings(), context.getResource(Appended.RESOURCE_KEY));
            }
        };
    }

    /** The events of an append stand one after the other. */
    private static CommandResult accepted(List<EventMessage> events, List<Warning> warnings, Appended appended) {
        if (appended == null) {
            throw new IllegalStateException("the context committed without saying where");
        }
        List<EventReference> references = new ArrayList<>(events.size());
        long position = appended.firstPosition();
        for (EventMessage event : events) {
            references.add(new EventReference(
                    UUID.fromString(event.identifier()),
                    History.wireName(event.type().name(), event.type().version()),
                    position++));
        }
        return new CommandResult.Accepted(references, warnings, false);
    }
}
