package org.muster.commandside.domain.automation.warnofmandateexpiry;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.WarnOfMandateExpiry;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.notice.MissionNotices;
import org.muster.events.automation.MandateExpiryWarned;

/**
 * A warning of the expiry of a mandate is given once, while the mandate has not ended and still expires on that day. After an
 * extension nothing is due any more. No mission is closed by it.
 */
public final class WarnOfMandateExpiryDecider implements Decider<WarnOfMandateExpiry> {

    @Override
    public Decision decide(WarnOfMandateExpiry command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(MissionNotices.MODEL, command.mission()));
    }

    static Decision decide(WarnOfMandateExpiry command, Optional<Mission> known, MissionNotices notices) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        boolean stillExpires = mission.mandateEndedOn().isEmpty()
                && mission.closedOn().isEmpty()
                && mission.expiresOn().filter(command.expiresOn()::equals).isPresent();
        if (!stillExpires || command.dueOn().isAfter(command.expiresOn())) {
            return Decision.rejected(
                    RefusalCode.NOT_DUE,
                    Map.of(
                            "mission",
                            mission.acronym(),
                            "expiresOn",
                            mission.expiresOn().map(Object::toString).orElse("none on record")));
        }
        if (notices.warnings().contains(new MissionNotices.Warning(command.expiresOn(), command.notice()))) {
            return Decision.rejected(
                    RefusalCode.NO_CHANGE,
                    Map.of(
                            "mission",
                            mission.acronym(),
                            "notice",
                            command.notice().name()));
        }
        return Decision.accepted(new MandateExpiryWarned(
                mission.acronym(),
                command.notice(),
                command.expiresOn(),
                command.dueOn(),
                Math.toIntExact(
                        command.expiresOn().toEpochDay() - command.dueOn().toEpochDay())));
    }
}
