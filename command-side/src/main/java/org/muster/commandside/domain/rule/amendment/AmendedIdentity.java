package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.events.DomainEvent;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.mission.MissionEvent;

/** A name or the lead department of a mission is amended: neither is older than the mission. */
record AmendedIdentity(String mission, Amendment amendment, Boundary boundary) {

    Decision decide(MissionEvent known, CorrectionEvent event) {
        Optional<LocalDate> adopted = boundary.read(Mission.MODEL, mission).map(Mission::adoptedOn);
        return amendment
                .apply(known)
                .map(DomainEvent::effectiveOn)
                .flatMap(day -> adopted.filter(day::isBefore)
                        .map(first -> Decision.rejected(
                                RefusalCode.DATE_OUT_OF_ORDER,
                                Map.of("on", day.toString(), "notBefore", first.toString()))))
                .orElseGet(() -> Decision.accepted(event));
    }
}
