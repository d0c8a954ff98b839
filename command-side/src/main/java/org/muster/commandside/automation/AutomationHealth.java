package org.muster.commandside.automation;

import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** DEGRADED while automations wait or an item has failed. Not DOWN: commands are taken as ever, and what is due is sent later. */
public final class AutomationHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final Automations automations;

    public AutomationHealth(Automations automations) {
        super("the state of automations cannot be told");
        this.automations = automations;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Optional<String> problem = automations.problem();
        int failed = automations.failedCount();
        health.status(problem.isEmpty() && failed == 0 ? Status.UP : DEGRADED).withDetail("failedItems", failed);
        problem.ifPresent(why -> health.withDetail("problem", why));
    }
}
