package org.muster.commandside.completeness;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * DEGRADED while the topic is not what the store says. Not DOWN: commands are decided by the store, which is right, and
 * taking this process out of service would repair nothing. That the comparison waits is told, and no reason for alarm.
 */
@Component("completeness")
class CompletenessHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");
    private static final int EXAMPLES = 5;

    private final TopicReconciler reconciler;

    CompletenessHealth(TopicReconciler reconciler) {
        super("whether the topic is complete cannot be told");
        this.reconciler = reconciler;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Findings findings = reconciler.findings();
        health.status(findings.mismatches() == 0 ? Status.UP : DEGRADED)
                .withDetail("verifiedPosition", findings.verifiedPosition())
                .withDetail("mismatches", findings.mismatches());
        findings.oldest().ifPresent(oldest -> health.withDetail("oldest", oldest));
        if (findings.mismatches() > 0) {
            health.withDetail(
                    "examples",
                    findings.examples().stream()
                            .limit(EXAMPLES)
                            .map(Findings.Found::mismatch)
                            .toList());
        }
        reconciler.problem().ifPresent(problem -> health.withDetail("waitsFor", problem));
    }
}
