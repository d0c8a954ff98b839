package org.muster.benchmark.kit;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * An event store together with the small application that a user of it would write for DeployVolunteer; or a door of a whole
 * application. Conflicts are retried by the subject, inside the latency that is measured.
 */
public interface Subject extends AutoCloseable {

    /** Stores the missions, before any command names them. */
    void seed(List<Mission> missions);

    /** Completes when the outcome is durable. */
    CompletionStage<Outcome> deploy(Deployment command) throws Exception;

    /** Whether {@link #deploy} waits on its caller's thread: then "n in flight" is n platform threads. */
    default boolean blocking() {
        return false;
    }

    /** How many events one operation stores: more than one for bulk ceilings only. */
    default int eventsPerOperation() {
        return 1;
    }

    /** Prepares what must be in memory before the warm-up; not measured. */
    default void prepare() {}

    /**
     * Stores deployments spread over the missions, as fast as it can; not measured.
     *
     * @param volunteerPrefix names volunteers that the load never names
     */
    default void fill(List<String> missionIds, long events, String volunteerPrefix) {
        throw new UnsupportedOperationException("cannot be filled");
    }

    @Override
    void close();
}
