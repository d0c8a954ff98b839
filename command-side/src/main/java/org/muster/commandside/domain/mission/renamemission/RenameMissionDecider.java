package org.muster.commandside.domain.mission.renamemission;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.RenameMission;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AcronymUse;
import org.muster.commandside.domain.model.MissionIdentity;
import org.muster.events.mission.MissionRenamed;

/**
 * A mission has another acronym and name from a day on. An acronym belongs to one mission for ever, also after it was given up, so
 * that a document that names it names one mission.
 */
public final class RenameMissionDecider implements Decider<RenameMission> {

    @Override
    public Decision decide(RenameMission command, Boundary boundary) {
        return decide(
                command,
                boundary.read(MissionIdentity.MODEL, command.mission()),
                boundary.read(AcronymUse.MODEL, command.acronym()));
    }

    static Decision decide(RenameMission command, Optional<MissionIdentity> known, AcronymUse acronym) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        if (acronym.mission().filter(user -> !user.equals(command.mission())).isPresent()) {
            return Decision.rejected(
                    RefusalCode.ACRONYM_IN_USE,
                    Map.of(
                            "acronym",
                            command.acronym(),
                            "mission",
                            acronym.mission().get()));
        }
        MissionIdentity mission = known.get();
        if (command.renamedOn().isBefore(mission.adoptedOn())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "renamedOn", command.renamedOn().toString(),
                            "notBefore", mission.adoptedOn().toString()));
        }
        MissionIdentity.Name name = new MissionIdentity.Name(command.acronym(), command.name());
        if (mission.names().on(command.renamedOn()).filter(name::equals).isPresent()) {
            return Decision.rejected(
                    RefusalCode.NO_CHANGE, Map.of("mission", command.mission(), "acronym", command.acronym()));
        }
        return Decision.accepted(
                new MissionRenamed(command.mission(), command.acronym(), command.name(), command.renamedOn()));
    }
}
