package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.VolunteerRecord;

/** Rule X1: the assignments of one volunteer, from the accepted offer to the end, share no day. */
public final class Commitment {

    private Commitment() {}

    /**
     * Why the volunteer is not free on these days; empty if nothing stands in the way.
     *
     * @param assignment the assignment that the days are for
     * @param first the first day
     * @param last the last day; absent if there is no end yet
     */
    public static Optional<Decision> refusal(
            RefusalCode code, VolunteerRecord volunteer, String assignment, LocalDate first, Optional<LocalDate> last) {
        return volunteer.overlapping(assignment, first, last).map(other -> {
            Map<String, Object> details = new HashMap<>(Map.of(
                    "assignment",
                    other.assignment(),
                    "mission",
                    other.mission(),
                    other.deployed() ? "entryOnDuty" : "startsOn",
                    other.from().toString()));
            other.plannedEnd().ifPresent(end -> details.put("contractEndsOn", end.toString()));
            other.lastDay().ifPresent(lastDay -> details.put("lastDay", lastDay.toString()));
            return Decision.rejected(code, details);
        });
    }
}
