package org.muster.commandside.publication;

import org.muster.messaging.publishing.PublisherState;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * DEGRADED while events are recorded and not published. Not DOWN: commands succeed, and taking this process out of
 * service would help nobody.
 */
@Component("publication")
class PublicationHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final EventPublication publication;

    PublicationHealth(EventPublication publication) {
        super("the state of publication cannot be told");
        this.publication = publication;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        PublisherState state = publication.state();
        boolean well = switch (state.phase()) {
            case PUBLISHING, STANDBY -> true;
            case RETRYING, STOPPED -> false;
        };
        health.status(well ? Status.UP : DEGRADED)
                .withDetail("phase", state.phase())
                .withDetail("since", state.since())
                .withDetail("position", state.position());
        if (state.phase() != PublisherState.Phase.STANDBY) {
            health.withDetail("lag", publication.lag());
        }
        state.problem().ifPresent(problem -> health.withDetail("problem", problem));
    }
}
