package org.muster.commandside.completeness;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * DEGRADED while the topic is not what the store says, or nobody could tell for minutes. Not DOWN: commands are decided by the
 * store, which is right, and taking this process out of service would repair nothing.
 */
@Component("completeness")
class CompletenessHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");
    private static final int EXAMPLES = 5;

    /** A Kafka that restarts is no reason for alarm, and publication's health says when it is unavailable. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final TopicReconciler reconciler;

    CompletenessHealth(TopicReconciler reconciler) {
        super("whether the topic is complete cannot be told");
        this.reconciler = reconciler;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Findings findings = reconciler.findings();
        Optional<TopicReconciler.Problem> problem = reconciler.problem();
        boolean stuck = problem.filter(
                        known -> known.since().isBefore(Instant.now().minus(PATIENCE)))
                .isPresent();
        health.status(findings.mismatches() == 0 && !stuck ? Status.UP : DEGRADED)
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
        problem.ifPresent(known -> health.withDetail("problem", known));
    }
}
