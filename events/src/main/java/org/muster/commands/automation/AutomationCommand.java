package org.muster.commands.automation;

import org.muster.commands.Command;

/** A command that Muster sends to itself when its day has come; no outside caller may send it. */
public sealed interface AutomationCommand extends Command
        permits RemindOfContractEnd,
                FlagOverdueContract,
                WarnOfMandateExpiry,
                ListOpenAssignments,
                DeclareReadyToClose,
                FlagOverStrength,
                FlagExpiredClearance,
                RestateBudgetPeriod {

    @Override
    default boolean automatic() {
        return true;
    }
}
