package org.muster.benchmark.kit;

/** A subject that can say how long the first decision on a large mission takes when nothing of it is in memory. */
public interface ColdReading {

    /** Stores {@code events} deployments on the mission, as fast as it can; not measured. */
    void fill(String missionId, int events);

    /** Forgets what is in memory, as a restart would; PostgreSQL's cache stays warm. */
    void forget();
}
