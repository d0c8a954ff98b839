package org.muster.commandside.domain.automation.flagexpiredclearance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.FlagExpiredClearance;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.recruitment.Clearances;
import org.muster.commandside.domain.rule.RequiredClearances;
import org.muster.events.DomainEvent;
import org.muster.events.automation.ClearanceExpiryFlagged;

/**
 * A clearance that has expired and was not renewed is flagged in each assignment that needs it and has not begun. Nothing is cancelled:
 * the entry on duty is refused until it is renewed.
 */
public final class FlagExpiredClearanceDecider implements Decider<FlagExpiredClearance> {

    @Override
    public Decision decide(FlagExpiredClearance command, Boundary boundary) {
        return decide(
                command,
                boundary.read(VolunteerRecord.MODEL, command.volunteer()),
                boundary.read(Clearances.MODEL, command.volunteer()));
    }

    static Decision decide(FlagExpiredClearance command, Optional<VolunteerRecord> known, Clearances clearances) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", command.volunteer()));
        }
        List<VolunteerRecord.Service> waiting = known.get().assignments().stream()
                .filter(service -> !service.deployed() && service.lastDay().isEmpty())
                .filter(service ->
                        RequiredClearances.required(service.category().type()).contains(command.kind()))
                .toList();
        boolean expired = clearances
                .on(command.flaggedOn(), command.kind())
                .filter(last -> last.validUntil().equals(Optional.of(command.validUntil())))
                .filter(last -> !last.isValidOn(command.flaggedOn()))
                .isPresent();
        if (waiting.isEmpty() || !expired) {
            return Decision.rejected(
                    RefusalCode.NOT_DUE,
                    Map.of(
                            "volunteer", command.volunteer(),
                            "kind", command.kind().name(),
                            "waiting", waiting.size(),
                            "expired", expired));
        }
        List<DomainEvent> flagged = waiting.stream()
                .filter(service -> !clearances.flagged().contains(expiry(command, service)))
                .<DomainEvent>map(service -> new ClearanceExpiryFlagged(
                        command.volunteer(),
                        service.assignment(),
                        service.mission(),
                        command.kind(),
                        command.validUntil(),
                        command.flaggedOn()))
                .toList();
        return flagged.isEmpty()
                ? Decision.rejected(
                        RefusalCode.NO_CHANGE,
                        Map.of(
                                "volunteer", command.volunteer(),
                                "kind", command.kind().name()))
                : Decision.accepted(flagged, List.of());
    }

    private static Clearances.Expiry expiry(FlagExpiredClearance command, VolunteerRecord.Service service) {
        return new Clearances.Expiry(service.assignment(), command.kind(), command.validUntil());
    }
}
