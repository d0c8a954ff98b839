package org.muster.commandside.audit.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * DEGRADED while the audit log cannot be signed, lags for minutes, or a witness does not cosign. Not DOWN: commands are decided
 * and recorded all the same.
 */
@Component("auditLog")
class AuditLogHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AuditLog auditLog;
    private final CheckpointDistribution checkpoints;

    AuditLogHealth(AuditLog auditLog, CheckpointDistribution checkpoints) {
        super("the state of the audit log cannot be told");
        this.auditLog = auditLog;
        this.checkpoints = checkpoints;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Optional<AuditLog.Problem> problem = auditLog.problem();
        boolean stuck = problem.filter(known ->
                        known.serious() || known.since().isBefore(Instant.now().minus(PATIENCE)))
                .isPresent();
        boolean well = !stuck && checkpoints.witnessProblems().isEmpty();
        health.status(well ? Status.UP : DEGRADED)
                .withDetail("size", auditLog.size())
                .withDetail("lag", auditLog.lag());
        if (!checkpoints.witnessProblems().isEmpty()) {
            health.withDetail("witnesses", checkpoints.witnessProblems());
        }
        problem.ifPresent(known -> health.withDetail("problem", known.cause()).withDetail("since", known.since()));
    }
}
