package org.muster.commandside.adapter.axon;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.eventstore.api.Appended;

/**
 * A decider as an Axon command handler. It answers with a {@link Verdict} whatever the rule says: a refusal thrown as an
 * exception would end the processing context unconfirmed, and be logged as a failure.
 */
final class DeciderCommandHandler<C extends Record> implements CommandHandler {

    private static final MessageType VERDICT = new MessageType("muster.verdict", "1");

    private final Class<C> type;
    private final Decider<C> decider;
    private final Repositories repositories;
    private final EventMessageFactory messages;

    DeciderCommandHandler(Decider<C> decider, Repositories repositories, EventMessageFactory messages) {
        this.type = DecidedCommand.of(decider);
        this.decider = decider;
        this.repositories = repositories;
        this.messages = messages;
    }

    static MessageType typeOf(Class<? extends Record> command) {
        return new MessageType("muster.command." + command.getSimpleName(), "1");
    }

    @Override
    public MessageStream.Single<CommandResultMessage> handle(CommandMessage command, ProcessingContext context) {
        return MessageStream.just(new GenericCommandResultMessage(VERDICT, verdict(command, context)));
    }

    private Verdict verdict(CommandMessage command, ProcessingContext context) {
        Map<String, String> metadata = command.metadata();
        Optional<String> past = repositories
                .pastCommand(metadata.get(EventMetadata.COMMAND_ID), context)
                .digestOf(metadata.get(EventMetadata.ACTOR));
        if (past.isPresent()) {
            return past.get().equals(metadata.get(EventMetadata.COMMAND_DIGEST))
                    ? new Verdict.Repeated()
                    : new Verdict.IdReused();
        }
        return switch (decider.decide(type.cast(command.payload()), repositories.boundary(context))) {
            case Decision.Rejected rejected -> new Verdict.Refused(rejected);
            case Decision.Accepted accepted -> {
                List<EventMessage> messages = this.messages.messages(accepted, metadata);
                EventAppender.forContext(context).append(messages);
                yield new Verdict.Recorded(
                        messages,
                        accepted.warnings(),
                        () -> Optional.ofNullable(context.getResource(Appended.RESOURCE_KEY)));
            }
        };
    }
}
