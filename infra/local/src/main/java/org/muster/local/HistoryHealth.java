package org.muster.local;

import org.muster.local.load.LoadProgress;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Readiness {@code history} of the query side: UP once the history is loaded and projected. */
final class HistoryHealth implements HealthIndicator {

    /** Spring Boot cuts the ending: the contributor is {@code history}. */
    static final String BEAN_NAME = "historyHealthIndicator";

    private final LoadProgress progress;

    HistoryHealth(LoadProgress progress) {
        this.progress = progress;
    }

    @Override
    public Health health() {
        Health.Builder health = switch (progress.phase()) {
            case READY -> Health.up();
            case WAITING, LOADING, PROJECTING -> Health.outOfService();
            case FAILED -> Health.down();
        };
        return health.withDetail("phase", progress.phase().name())
                .withDetail("commands", progress.found() + progress.sent())
                .withDetail("of", progress.total())
                .build();
    }
}
