package org.muster.commandside;

import java.util.List;
import org.muster.commandside.domain.assignment.deployvolunteer.DeployVolunteerDecider;
import org.muster.commandside.domain.assignment.endassignment.EndAssignmentDecider;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.mission.authorizevolunteerstrength.AuthorizeVolunteerStrengthDecider;
import org.muster.commandside.domain.mission.begindrawdown.BeginDrawdownDecider;
import org.muster.commandside.domain.mission.beginliquidation.BeginLiquidationDecider;
import org.muster.commandside.domain.mission.closemission.CloseMissionDecider;
import org.muster.commandside.domain.mission.endmandate.EndMandateDecider;
import org.muster.commandside.domain.mission.establishmission.EstablishMissionDecider;
import org.muster.commandside.domain.mission.extendmandate.ExtendMandateDecider;
import org.muster.commandside.domain.mission.linksuccessormission.LinkSuccessorMissionDecider;
import org.muster.commandside.domain.mission.opendutystation.OpenDutyStationDecider;
import org.muster.commandside.domain.mission.revisevolunteerstrength.ReviseVolunteerStrengthDecider;
import org.muster.commandside.domain.mission.startmission.StartMissionDecider;
import org.muster.commandside.domain.volunteer.registervolunteer.RegisterVolunteerDecider;

/** Every command that Muster decides: the one list from which the intake registers its handlers. */
public final class Deciders {

    private static final List<Decider<?>> ALL = List.of(
            new EstablishMissionDecider(),
            new StartMissionDecider(),
            new ExtendMandateDecider(),
            new LinkSuccessorMissionDecider(),
            new AuthorizeVolunteerStrengthDecider(),
            new ReviseVolunteerStrengthDecider(),
            new OpenDutyStationDecider(),
            new EndMandateDecider(),
            new BeginDrawdownDecider(),
            new BeginLiquidationDecider(),
            new CloseMissionDecider(),
            new RegisterVolunteerDecider(),
            new DeployVolunteerDecider(),
            new EndAssignmentDecider());

    private Deciders() {}

    public static List<Decider<?>> all() {
        return ALL;
    }
}
