package org.muster.commandside;

import java.util.List;
import org.muster.commandside.assignment.deployvolunteer.DeployVolunteerSlice;
import org.muster.commandside.assignment.endassignment.EndAssignmentSlice;
import org.muster.commandside.core.Slice;
import org.muster.commandside.mission.authorizevolunteerstrength.AuthorizeVolunteerStrengthSlice;
import org.muster.commandside.mission.begindrawdown.BeginDrawdownSlice;
import org.muster.commandside.mission.beginliquidation.BeginLiquidationSlice;
import org.muster.commandside.mission.closemission.CloseMissionSlice;
import org.muster.commandside.mission.endmandate.EndMandateSlice;
import org.muster.commandside.mission.establishmission.EstablishMissionSlice;
import org.muster.commandside.mission.extendmandate.ExtendMandateSlice;
import org.muster.commandside.mission.linksuccessormission.LinkSuccessorMissionSlice;
import org.muster.commandside.mission.opendutystation.OpenDutyStationSlice;
import org.muster.commandside.mission.revisevolunteerstrength.ReviseVolunteerStrengthSlice;
import org.muster.commandside.mission.startmission.StartMissionSlice;
import org.muster.commandside.volunteer.registervolunteer.RegisterVolunteerSlice;

/** Every command that Muster decides: the one list from which the intake registers its handlers. */
public final class Slices {

    private static final List<Slice<?>> ALL = List.of(
            new EstablishMissionSlice(),
            new StartMissionSlice(),
            new ExtendMandateSlice(),
            new LinkSuccessorMissionSlice(),
            new AuthorizeVolunteerStrengthSlice(),
            new ReviseVolunteerStrengthSlice(),
            new OpenDutyStationSlice(),
            new EndMandateSlice(),
            new BeginDrawdownSlice(),
            new BeginLiquidationSlice(),
            new CloseMissionSlice(),
            new RegisterVolunteerSlice(),
            new DeployVolunteerSlice(),
            new EndAssignmentSlice());

    private Slices() {}

    public static List<Slice<?>> all() {
        return ALL;
    }
}
