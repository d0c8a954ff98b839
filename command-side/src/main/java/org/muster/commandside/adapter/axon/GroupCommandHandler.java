package org.muster.commandside.adapter.axon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.muster.commandside.adapter.axon.event.EventMetadata;
import org.muster.commandside.adapter.axon.state.ContextBoundary;
import org.muster.commandside.adapter.axon.state.Repositories;
import org.muster.commandside.intake.CommandResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles many commands in one processing context, one after the other: each is decided on what those before it did, and the
 * events of all are one append. Of what they read, and of what they record, nothing can come in between.
 */
final class GroupCommandHandler implements CommandHandler {

    private static final Logger log = LoggerFactory.getLogger(GroupCommandHandler.class);

    static final MessageType TYPE = new MessageType("muster.command-group", "1");

    private static final MessageType RESULT = new MessageType("muster.command-results", "1");

    /**
     * One command of a group.
     *
     * @param metadata as {@link EventMetadata} names it
     */
    record Member(Object payload, Map<String, String> metadata) {}

    /** The message's payload. */
    record Group(List<Member> members) {}

    /** The message's result. */
    record Decisions(List<Decided> decided) {

        /** The results, once the context has committed. Those that history is asked for are asked for together. */
        List<CommandResult> results() {
            if (decided.stream().noneMatch(Decided::repeated)) {
                return decided.stream().map(one -> one.committed().get()).toList();
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                return decided.stream()
                        .map(one -> CompletableFuture.supplyAsync(one.committed(), threads))
                        .toList()
                        .stream()
                        .map(Repositories::join)
                        .toList();
            }
        }
    }

    private final Map<Class<?>, DeciderCommandHandler<?>> deciders;
    private final Repositories repositories;

    /** Whether the last group had to wait for history. Then the next will, too, and has it read for all at once. */
    private volatile boolean cold;

    GroupCommandHandler(Map<Class<?>, DeciderCommandHandler<?>> deciders, Repositories repositories) {
        this.deciders = Map.copyOf(deciders);
        this.repositories = repositories;
    }

    @Override
    public MessageStream.Single<CommandResultMessage> handle(CommandMessage command, ProcessingContext context) {
        return MessageStream.just(new GenericCommandResultMessage(RESULT, decide((Group) command.payload(), context)));
    }

    private Decisions decide(Group group, ProcessingContext context) {
        int waited = cold ? readAhead(group) : 0;
        ContextBoundary boundary = repositories.boundary(context);
        List<Decided> decided = new ArrayList<>(group.members().size());
        int events = 0;
        for (Member member : group.members()) {
            Decided next = deciders.get(member.payload().getClass())
                    .decide(member.payload(), member.metadata(), boundary, events);
            events += next.events();
            decided.add(next);
        }
        cold = waited + boundary.waits() > 0;
        return new Decisions(decided);
    }

    /**
     * Decides all of them at once and to no effect, so that what they read is in memory when it counts.
     *
     * @return how many states were not
     */
    private int readAhead(Group group) {
        AtomicInteger waits = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            group.members()
                    .forEach(member -> threads.execute(() -> {
                        try {
                            deciders.get(member.payload().getClass())
                                    .readAhead(member.payload(), member.metadata(), waits);
                        } catch (RuntimeException e) {
                            log.debug("What fails here fails again where it counts", e);
                        }
                    }));
        }
        return waits.get();
    }
}
