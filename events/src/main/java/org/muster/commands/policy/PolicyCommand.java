package org.muster.commands.policy;

import org.muster.commands.Command;

/** A command about the policies that rules go by; only an administrator may send it. */
public sealed interface PolicyCommand extends Command permits AdoptPolicy {

    @Override
    default boolean administrative() {
        return true;
    }
}
