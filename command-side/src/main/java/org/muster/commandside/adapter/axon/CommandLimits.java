package org.muster.commandside.adapter.axon;

import java.time.Duration;

/**
 * How long a command is tried.
 *
 * @param timeout after which nobody waits any more for its answer
 * @param attemptsMax how often it is decided when others keep changing what it reads
 */
public record CommandLimits(Duration timeout, int attemptsMax) {}
