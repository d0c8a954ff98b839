package org.muster.local.load;

/** How a load ended. */
public sealed interface LoadResult {

    /**
     * Every command is recorded and projected.
     *
     * @param sent commands that this start sent; 0 if all were recorded before
     * @param seconds the duration of sending
     * @param totals the counts of the read models
     */
    record Loaded(long sent, double seconds, Totals totals) implements LoadResult {

        public double commandsPerSecond() {
            return seconds == 0 ? 0 : sent / seconds;
        }
    }

    /** The load cannot continue. */
    record Failed(String reason) implements LoadResult {}

    /**
     * The counts of the read models.
     *
     * @param missions missions that had volunteers
     * @param persons distinct persons
     * @param assignments the assignments of these persons
     * @param events events in the store
     */
    record Totals(long missions, long persons, long assignments, long events) {}
}
