package org.muster.commandside.domain.mission.establishmission;

import java.util.Map;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.EstablishMission;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AcronymUse;
import org.muster.events.mission.MissionEstablished;

/**
 * A mission is entered once, under an acronym that no mission has or had, and its mandate starts after it was adopted and before it expires.
 *
 * <p>Historical records may start before the adoption: UNOGBIS took up its work on 1999-03-03, the resolution on record
 * is of 1999-04-06. No historical record expires before it starts, so that is refused for imports too.
 */
public final class EstablishMissionDecider implements Decider<EstablishMission> {

    @Override
    public Decision decide(EstablishMission command, Boundary boundary) {
        return decide(command, boundary.read(AcronymUse.MODEL, command.mission()));
    }

    static Decision decide(EstablishMission command, AcronymUse acronym) {
        if (acronym.mission().isPresent()) {
            return Decision.rejected(RefusalCode.ACRONYM_IN_USE, Map.of("mission", command.mission()));
        }
        if (command.startsOn().isBefore(command.adoptedOn()) && !command.imported()) {
            return Decision.rejected(
                    RefusalCode.START_BEFORE_ADOPTION,
                    Map.of(
                            "startsOn", command.startsOn().toString(),
                            "adoptedOn", command.adoptedOn().toString()));
        }
        if (command.expiresOn().filter(command.startsOn()::isAfter).isPresent()) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "expiresOn", command.expiresOn().get().toString(),
                            "notBefore", command.startsOn().toString()));
        }
        return Decision.accepted(new MissionEstablished(
                command.mission(),
                command.name(),
                // The intake refuses duplicates by the schema; an event must not carry any whatever the way it came.
                command.countries().stream().distinct().toList(),
                command.kind(),
                command.leadDepartment(),
                command.instrument(),
                command.adoptedOn(),
                command.startsOn(),
                command.expiresOn(),
                command.imported()));
    }
}
