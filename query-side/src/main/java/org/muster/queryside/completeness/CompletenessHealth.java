package org.muster.queryside.completeness;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Health {@code completeness}: DEGRADED while a read model is known not to hold what was published. Not DOWN, and no part of
 * readiness: every process answers from the same rows, so taking one out of service would help nobody; people rebuild the
 * read model meanwhile.
 */
@Component("completenessHealthIndicator")
class CompletenessHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final CountWatch counts;
    private final RowVerification rows;

    CompletenessHealth(CountWatch counts, RowVerification rows) {
        super("whether the read models are complete cannot be told");
        this.counts = counts;
        this.rows = rows;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> causes = new ArrayList<>(counts.causes());
        causes.addAll(rows.causes());
        health.status(causes.isEmpty() ? Status.UP : DEGRADED);
        if (!causes.isEmpty()) {
            health.withDetail("causes", causes);
        }
        counts.problem().or(rows::problem).ifPresent(problem -> health.withDetail("waitsFor", problem));
    }
}
