package org.muster.commandside.domain.model.notice;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.recruitment.DoASubmitted;

/**
 * The assignments of a mission that are open. Only a list for people reads them; rules read counts
 * ({@link org.muster.commandside.domain.model.MissionPosts}).
 *
 * @param mission whose
 * @param open by the assignment's identifier
 * @param liquidationTeam the requests for the team that winds the mission up
 */
public record OpenAssignments(String mission, Map<String, Open> open, Set<String> liquidationTeam) {

    /** By the mission's acronym. */
    public static final DecisionModel<OpenAssignments> MODEL = DecisionModel.named("open-assignments", 1)
            .tagged(Tag.MISSION)
            .startingFrom(mission -> new OpenAssignments(mission, Map.of(), Set.of()))
            .on(DoASubmitted.class, (all, e) -> e.liquidationTeam() ? all.windingUp(e.doa()) : all)
            .on(
                    VolunteerDeployed.class,
                    (all, e) -> all.with(e.assignment(), new Open(e.volunteer(), e.contractEndsOn(), e.doa())))
            .on(ContractExtended.class, (all, e) -> all.until(e.assignment(), e.contractEndsOn()))
            .on(VolunteerTransferred.class, OpenAssignments::transferred)
            .on(AssignmentEnded.class, (all, e) -> all.without(e.assignment()))
            .on(DeathInServiceRecorded.class, (all, e) -> all.without(e.assignment()));

    public OpenAssignments {
        open = Map.copyOf(open);
        liquidationTeam = Set.copyOf(liquidationTeam);
    }

    /**
     * An open assignment.
     *
     * @param volunteer whose
     * @param contractEndsOn the last day of the contract; absent where none is on record
     * @param doa the request that it fills; absent for historical records and after a transfer
     */
    public record Open(String volunteer, Optional<LocalDate> contractEndsOn, Optional<String> doa) {}

    /** Whether the assignment fills a request for the team that winds the mission up. */
    public boolean isInLiquidationTeam(Open assignment) {
        return assignment.doa().filter(liquidationTeam::contains).isPresent();
    }

    private OpenAssignments with(String assignment, Open begun) {
        Map<String, Open> more = new TreeMap<>(open);
        more.put(assignment, begun);
        return new OpenAssignments(mission, more, liquidationTeam);
    }

    private OpenAssignments without(String assignment) {
        Map<String, Open> fewer = new TreeMap<>(open);
        fewer.remove(assignment);
        return new OpenAssignments(mission, fewer, liquidationTeam);
    }

    private OpenAssignments until(String assignment, LocalDate end) {
        Open known = open.get(assignment);
        return known == null ? this : with(assignment, new Open(known.volunteer(), Optional.of(end), known.doa()));
    }

    /** The event ends an assignment of one mission and begins one of another. */
    private OpenAssignments transferred(VolunteerTransferred event) {
        OpenAssignments left = event.mission().equals(mission) ? without(event.assignment()) : this;
        return event.newMission().equals(mission)
                ? left.with(
                        event.newAssignment(), new Open(event.volunteer(), event.contractEndsOn(), Optional.empty()))
                : left;
    }

    private OpenAssignments windingUp(String doa) {
        Set<String> more = new HashSet<>(liquidationTeam);
        more.add(doa);
        return new OpenAssignments(mission, open, more);
    }
}
