package org.muster.benchmark.kit;

/**
 * What became of a command that was answered.
 *
 * @param accepted whether the event is stored durably; otherwise a rule refused it
 * @param retries how often a conflict with another command made it be decided again
 */
public record Outcome(boolean accepted, int retries) {

    public static Outcome accepted(int retries) {
        return new Outcome(true, retries);
    }

    public static Outcome refused(int retries) {
        return new Outcome(false, retries);
    }
}
