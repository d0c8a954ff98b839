package org.muster.commandside.domain.mission.extendmandate;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.ExtendMandate;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPhase;
import org.muster.events.mission.MandateExtended;

/**
 * A mandate that has not ended is extended to a later expiry.
 *
 * <p>Nothing is later than an open end (UNMIK has no expiry), so an open-ended mandate cannot be extended. A mandate that
 * was ended stays so: what follows it is another mission, or a new one under the same name. Nor can an extension have
 * been adopted before the mandate that it extends.
 */
public final class ExtendMandateDecider implements Decider<ExtendMandate> {

    @Override
    public Decision decide(ExtendMandate command, Boundary boundary) {
        return decide(command, boundary.read(Mission.MODEL, command.mission()));
    }

    static Decision decide(ExtendMandate command, Optional<Mission> known) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        if (mission.phase() == MissionPhase.CLOSED) {
            return Decision.rejected(
                    RefusalCode.MISSION_CLOSED,
                    Map.of(
                            "mission", mission.acronym(),
                            "closedOn", mission.phaseBegan().toString()));
        }
        if (mission.mandateEndedOn().isPresent()) {
            return Decision.rejected(
                    RefusalCode.WRONG_PHASE,
                    Map.of(
                            "mission", mission.acronym(),
                            "phase", mission.phase().name(),
                            "mandateEndedOn", mission.mandateEndedOn().get().toString()));
        }
        if (command.adoptedOn().isBefore(mission.adoptedOn())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "adoptedOn", command.adoptedOn().toString(),
                            "notBefore", mission.adoptedOn().toString()));
        }
        if (mission.expiresOn().filter(command.newExpiry()::isAfter).isEmpty()) {
            return Decision.rejected(
                    RefusalCode.EXPIRY_NOT_LATER,
                    mission.expiresOn()
                            .<Map<String, Object>>map(expiry -> Map.of("expiresOn", expiry.toString()))
                            .orElse(Map.of("openEnded", true)));
        }
        return Decision.accepted(
                new MandateExtended(command.mission(), command.instrument(), command.adoptedOn(), command.newExpiry()));
    }
}
