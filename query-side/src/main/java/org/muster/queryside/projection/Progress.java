package org.muster.queryside.projection;

import java.time.Duration;
import java.util.List;
import org.muster.messaging.progress.AppliedPosition;
import org.muster.messaging.progress.PartitionCompleteness;

/** How far the read models follow the register. */
public interface Progress {

    /** Every event up to this position is in every read model; 0 while there is none. */
    long position();

    /** The last position that is known to be published; 0 while none is. */
    long published();

    /**
     * Waits until {@link #position()} has reached a position.
     *
     * @return whether it has; false once the timeout is over
     */
    boolean await(long position, Duration timeout) throws InterruptedException;

    /** Whether everything that was published when this process started has been applied, and all projections run. */
    boolean caughtUp();

    /** Each projection. */
    List<ProjectionState> projections();

    /** What each is called. */
    List<String> names();

    /**
     * What a projection has handled beside what was published, by partition; see {@link AppliedPosition#completeness}.
     *
     * @param name as {@link #names()} says
     */
    List<PartitionCompleteness> completeness(String name);

    /**
     * One projection.
     *
     * @param name what it is called in its checkpoint
     * @param position every event up to this position is applied
     * @param lag how many published events are not yet applied
     * @param lagSeconds since the oldest of them was published
     * @param phase RUNNING, WAITING for the database or Kafka, FAILED until people look, or STOPPED
     * @param problem why it is not running; null if it is
     * @param parkedSubjects whose events queue behind one that could not be applied; see {@link Parking}
     */
    record ProjectionState(
            String name,
            long position,
            long lag,
            double lagSeconds,
            String phase,
            String problem,
            long parkedSubjects) {}
}
