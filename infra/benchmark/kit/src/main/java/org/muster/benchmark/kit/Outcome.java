package org.muster.benchmark.kit;

/**
 * The answer to a command.
 *
 * @param accepted whether the event is stored durably; otherwise a rule refused it
 * @param retries how often the command was retried after a conflict with another one
 */
public record Outcome(boolean accepted, int retries) {}
