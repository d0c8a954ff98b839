package org.muster.queryside.projection;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Readiness {@code projections}: UP once the read models hold what was published when this process started. */
@Component("projectionsHealthIndicator")
class ProjectionsHealth implements HealthIndicator {

    private final Progress progress;

    ProjectionsHealth(Progress progress) {
        this.progress = progress;
    }

    @Override
    public Health health() {
        try {
            Status status = progress.caughtUp() ? Status.UP : Status.OUT_OF_SERVICE;
            return Health.status(status)
                    .withDetail("position", progress.position())
                    .build();
        } catch (DataAccessException unreachable) {
            return Health.down(unreachable).build();
        }
    }
}
