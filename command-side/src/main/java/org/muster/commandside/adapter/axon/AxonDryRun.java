package org.muster.commandside.adapter.axon;

import java.util.Collections;
import java.util.List;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.muster.commandside.intake.CommandExecutor.Ready;
import org.muster.commandside.intake.DryRunExecutor;
import org.muster.commandside.intake.DryRunResult;

/** One dry run. */
final class AxonDryRun implements DryRunExecutor {

    private final AxonCommandExecutor executor;
    private final Hypotheses hypotheses = new Hypotheses();

    /** Read by the thread that reads lines, too. */
    private volatile int events;

    AxonDryRun(AxonCommandExecutor executor) {
        this.executor = executor;
    }

    @Override
    public List<DryRunResult> decideInOrder(List<Ready> commands) {
        List<DryRunResult> results = executor.send(
                new GenericCommandMessage(
                        DryRunCommandHandler.TYPE,
                        new DryRunCommandHandler.Commands(AxonCommandExecutor.members(commands), hypotheses)),
                DryRunCommandHandler.Decisions.class,
                DryRunCommandHandler.Decisions::kept,
                failed -> Collections.nCopies(commands.size(), new DryRunResult.NotAccepted(failed)));
        events = hypotheses.events();
        return results;
    }

    @Override
    public int events() {
        return events;
    }
}
