package org.muster.commandside.domain.recruitment.approvedoa;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.ApproveDoA;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.commandside.domain.rule.OpenMission;
import org.muster.commandside.domain.rule.Vacancy;
import org.muster.events.recruitment.DoAApproved;

/**
 * The approval of a request reserves a post: reserved and encumbered posts together stay within the authorized strength
 * (X2). The mission must be open for such volunteers on the day from which they are needed (X3). A mission that is over
 * strength reserves nothing (X10).
 */
public final class ApproveDoADecider implements Decider<ApproveDoA> {

    @Override
    public Decision decide(ApproveDoA command, Boundary boundary) {
        Optional<RequestRecord> known = boundary.read(RequestRecord.MODEL, command.doa());
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_DOA, Map.of("doa", command.doa()));
        }
        RequestRecord request = known.get();
        return decide(
                command,
                request,
                boundary.read(Mission.MODEL, request.mission()),
                boundary.read(MissionPosts.MODEL, request.mission()),
                boundary.read(ReservedPosts.MODEL, request.mission()));
    }

    static Decision decide(
            ApproveDoA command,
            RequestRecord request,
            Optional<Mission> mission,
            MissionPosts posts,
            ReservedPosts reserved) {
        if (request.cancelled()) {
            return Decision.rejected(RefusalCode.DOA_CANCELLED, Map.of("doa", command.doa()));
        }
        if (request.approved()) {
            return Decision.rejected(RefusalCode.NO_CHANGE, Map.of("doa", command.doa()));
        }
        if (request.fundedUntil().isEmpty()) {
            return Decision.rejected(
                    RefusalCode.NO_FUNDING,
                    Map.of("neededFrom", request.neededFrom().toString()));
        }
        if (mission.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", request.mission()));
        }
        Optional<Decision> closed = OpenMission.refusal(
                RefusalCode.MISSION_NOT_OPEN, mission.get(), request.neededFrom(), request.liquidationTeam());
        if (closed.isPresent()) {
            return closed.get();
        }
        Vacancy vacancy =
                Vacancy.of(request.mission(), request.category().type(), request.neededFrom(), posts, reserved);
        return vacancy.isOpen()
                ? Decision.accepted(new DoAApproved(
                        request.doa(),
                        request.mission(),
                        request.category(),
                        request.neededFrom(),
                        request.neededUntil(),
                        command.approvedOn()))
                : Decision.rejected(RefusalCode.NO_CEILING, vacancy.details());
    }
}
