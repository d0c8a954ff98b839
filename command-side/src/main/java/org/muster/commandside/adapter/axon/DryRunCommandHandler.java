package org.muster.commandside.adapter.axon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.muster.catalog.EventCatalog;
import org.muster.commandside.adapter.axon.event.DecidedCommand;
import org.muster.commandside.adapter.axon.event.EventMetadata;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.state.ContextBoundary;
import org.muster.commandside.adapter.axon.state.Repositories;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.DryRunResult;

/**
 * Decides commands of a dry run, and appends nothing. The processing context confirms what was read, as it does for a refusal: what
 * is told is true of what was durable.
 */
final class DryRunCommandHandler implements CommandHandler {

    static final MessageType TYPE = new MessageType("muster.dry-run", "1");

    private static final MessageType RESULT = new MessageType("muster.dry-run-results", "1");

    /** The message's payload. */
    record Commands(List<GroupCommandHandler.Member> members, Hypotheses hypotheses) {}

    /**
     * The message's result.
     *
     * @param told the results, once the context has committed
     */
    record Decisions(List<Supplier<DryRunResult>> told, Hypotheses.Attempt attempt) {

        List<DryRunResult> kept() {
            attempt.keep();
            return told.stream().map(Supplier::get).toList();
        }
    }

    private final Map<Class<?>, Decider<?>> deciders;
    private final Repositories repositories;
    private final History history;

    DryRunCommandHandler(Map<Class<?>, Decider<?>> deciders, Repositories repositories, History history) {
        this.deciders = Map.copyOf(deciders);
        this.repositories = repositories;
        this.history = history;
    }

    @Override
    public MessageStream.Single<CommandResultMessage> handle(CommandMessage message, ProcessingContext context) {
        return MessageStream.just(
                new GenericCommandResultMessage(RESULT, decide((Commands) message.payload(), context)));
    }

    private Decisions decide(Commands commands, ProcessingContext context) {
        ContextBoundary boundary = repositories.boundary(context);
        Hypotheses.Attempt attempt = commands.hypotheses().attempt();
        List<Supplier<DryRunResult>> told = new ArrayList<>(commands.members().size());
        for (GroupCommandHandler.Member member : commands.members()) {
            told.add(decide(deciders.get(member.payload().getClass()), member, boundary, attempt));
        }
        return new Decisions(told, attempt);
    }

    private <C extends Record> Supplier<DryRunResult> decide(
            Decider<C> decider,
            GroupCommandHandler.Member member,
            ContextBoundary boundary,
            Hypotheses.Attempt attempt) {
        String commandId = member.metadata().get(EventMetadata.COMMAND_ID);
        String actor = member.metadata().get(EventMetadata.ACTOR);
        String digest = member.metadata().get(EventMetadata.COMMAND_DIGEST);
        Optional<String> past = boundary.pastCommand(commandId).digestOf(actor);
        if (past.isPresent()) {
            return past.get().equals(digest)
                    ? () -> recorded(history.accepted(UUID.fromString(commandId), actor))
                    : () -> new DryRunResult.NotAccepted(new CommandResult.IdReused());
        }
        Optional<DryRunResult.Accepted> before = attempt.told(commandId);
        if (before.isPresent()) {
            DryRunResult result = attempt.isRepeat(commandId, digest)
                    ? before.get()
                    : new DryRunResult.NotAccepted(new CommandResult.IdReused());
            return () -> result;
        }
        C command = DecidedCommand.of(decider).cast(member.payload());
        DryRunResult result = switch (decider.decide(command, attempt.on(boundary))) {
            case Decision.Rejected(var code, var details) ->
                new DryRunResult.NotAccepted(new CommandResult.Refused(code, details));
            case Decision.Accepted(var events, var warnings) -> {
                DryRunResult.Accepted accepted = new DryRunResult.Accepted(
                        events.stream()
                                .map(event -> EventCatalog.of(event.getClass()).wireName())
                                .toList(),
                        warnings,
                        false);
                attempt.add(commandId, digest, accepted, events);
                yield accepted;
            }
        };
        return () -> result;
    }

    private static DryRunResult recorded(CommandResult.Accepted accepted) {
        return new DryRunResult.Accepted(
                accepted.events().stream().map(event -> event.type()).toList(), accepted.warnings(), true);
    }
}
