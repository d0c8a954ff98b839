package org.muster.commandside.intake;

import java.util.List;

/** Decides the commands of one dry run by the rules, and records nothing. Used by one thread at a time. */
public interface DryRunExecutor {

    /**
     * Decides commands on what is on record, and on what the commands of this dry run before them would have recorded.
     *
     * @return a result for each, in order
     * @throws RuntimeException if one of the commands cannot be decided at all; the dry run is then as it was before
     */
    List<DryRunResult> decideInOrder(List<CommandExecutor.Ready> commands);

    /** How many events its commands would have recorded. */
    int events();
}
