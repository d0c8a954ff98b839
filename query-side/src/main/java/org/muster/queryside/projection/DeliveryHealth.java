package org.muster.queryside.projection;

import java.util.ArrayList;
import java.util.List;
import org.muster.messaging.projecting.ProjectionState.Phase;
import org.muster.queryside.projection.Progress.ProjectionState;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Health {@code delivery}: whether events reach the read models, and why not.
 *
 * <p>DEGRADED, which is answered 200, while a projection waits for Kafka or the database or has subjects parked: reports are
 * answered from what is there, and taking this process out of service would help nobody, so readiness does not look here.
 * DOWN once a projection has failed, which only people can mend, and while the database is unavailable.
 */
@Component("deliveryHealthIndicator")
class DeliveryHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final Progress progress;

    DeliveryHealth(Progress progress) {
        super("the checkpoints cannot be read");
        this.progress = progress;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> causes = new ArrayList<>();
        boolean failed = false;
        for (ProjectionState projection : progress.projections()) {
            health.withDetail(projection.name(), projection);
            if (!projection.phase().equals(Phase.RUNNING.name())) {
                causes.add(projection.name() + " is " + projection.phase()
                        + (projection.problem() == null ? "" : ": " + projection.problem()));
            }
            if (projection.parkedSubjects() > 0) {
                causes.add("%s has %d subjects parked".formatted(projection.name(), projection.parkedSubjects()));
            }
            failed |= projection.phase().equals(Phase.FAILED.name());
        }
        health.status(failed ? Status.DOWN : causes.isEmpty() ? Status.UP : DEGRADED);
        if (!causes.isEmpty()) {
            health.withDetail("causes", causes);
        }
    }
}
