package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.VolunteerRecord;

/**
 * An assignment that lasts beyond its planned end shares none of the days that it gains with another one (X1), and its duty station is
 * open on them (X5). Days up to the planned end were judged when that was recorded.
 */
public final class LongerService {

    private LongerService() {}

    /**
     * Why the assignment cannot last to this day; empty if it can.
     *
     * @param committed the code of a refusal because of another assignment
     * @param last the last day
     */
    public static Optional<Decision> refusal(
            RefusalCode committed, AssignmentRecord assignment, LocalDate last, Boundary boundary) {
        Optional<LocalDate> planned = assignment.contractEndsOn().filter(last::isAfter);
        return planned.flatMap(end -> boundary.read(VolunteerRecord.MODEL, assignment.volunteer())
                        .flatMap(volunteer -> Commitment.refusal(
                                committed,
                                volunteer,
                                assignment.assignment(),
                                assignment.entryOnDuty(),
                                Optional.of(last))))
                .or(() -> planned.flatMap(end -> OpenStations.closed(
                        assignment.stations(),
                        end.plusDays(1),
                        last,
                        station -> boundary.read(DutyStation.MODEL, station))));
    }
}
