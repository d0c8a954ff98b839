package org.muster.local.load;

/** How a load ended. */
public sealed interface LoadResult {

    /**
     * All is recorded and projected.
     *
     * @param sent commands that this start sent; 0 if all were there
     * @param seconds how long sending took
     * @param totals what the read models count
     */
    record Loaded(long sent, double seconds, Totals totals) implements LoadResult {

        public double commandsPerSecond() {
            return seconds == 0 ? 0 : sent / seconds;
        }
    }

    /** It cannot go on. */
    record Failed(String reason) implements LoadResult {}

    /**
     * What the read models count.
     *
     * @param missions missions that had volunteers
     * @param persons distinct persons
     * @param assignments services of theirs
     * @param events facts in the store
     */
    record Totals(long missions, long persons, long assignments, long events) {}
}
