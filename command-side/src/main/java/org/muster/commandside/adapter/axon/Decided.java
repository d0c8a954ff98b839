package org.muster.commandside.adapter.axon;

import java.util.function.Supplier;
import org.muster.commandside.intake.CommandResult;

/**
 * A command that was decided, but whose processing context has not committed yet.
 *
 * @param events how many events the decision has appended
 * @param repeated whether the result is that of an earlier time, which history has to be asked for
 * @param committed the result once the context has committed; before that its positions are not known
 */
record Decided(int events, boolean repeated, Supplier<CommandResult> committed) {

    static Decided now(int events, Supplier<CommandResult> committed) {
        return new Decided(events, false, committed);
    }

    static Decided before(Supplier<CommandResult> committed) {
        return new Decided(0, true, committed);
    }

    static Decided withoutEvents(CommandResult result) {
        return new Decided(0, false, () -> result);
    }
}
