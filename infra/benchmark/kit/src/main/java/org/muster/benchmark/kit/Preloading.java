package org.muster.benchmark.kit;

/** A subject whose store can be grown before it is measured. */
public interface Preloading {

    /** Stores {@code events} deployments spread over the missions, of volunteers that the load never names. */
    void preload(long events);
}
