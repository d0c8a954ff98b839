package org.muster.commandside.automation;

import java.time.Duration;

/**
 * What automations do.
 *
 * @param enabled whether this process takes part in them
 * @param completeOverdueContracts whether an assignment ends with its contract, for the reason COMPLETION, when it was not
 *     extended; otherwise it is only flagged
 * @param every how often the clock looks for what is due
 */
public record AutomationSettings(boolean enabled, boolean completeOverdueContracts, Duration every) {}
