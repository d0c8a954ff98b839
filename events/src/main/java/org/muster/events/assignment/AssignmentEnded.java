package org.muster.events.assignment;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.catalog.Upcaster;
import org.muster.events.Category;
import org.muster.events.Tag;

/**
 * An assignment ended. It repeats what it ends, so that a reader can count without looking the deployment up. The
 * separation is effective the day after the last day: the volunteer counts on D iff entryOnDuty &le; D &lt; separation.
 * Version 1 had every reason in clear.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission where the volunteer served
 * @param category as deployed
 * @param entryOnDuty as deployed
 * @param lastDay the last day of service
 * @param reason why it ended, as far as everybody may know
 * @param sealedReason which one it is, where that is classified; absent for all others, and where it was never sealed
 */
@EventName(value = "muster.volunteer.assignment-ended", version = 2, upcasters = AssignmentEnded.FromVersion1.class)
@Correctable({"lastDay", "reason"})
public record AssignmentEnded(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        Category category,
        LocalDate entryOnDuty,
        LocalDate lastDay,
        SeparationClass reason,
        Optional<SealedReason> sealedReason)
        implements AssignmentEvent {

    /** Where a reason is corrected to one that everybody may know, nothing is sealed any more. */
    public AssignmentEnded {
        if (reason != SeparationClass.UNDISCLOSED) {
            sealedReason = Optional.empty();
        }
    }

    /** An end of which nothing is sealed: a classified reason is lost but for its class. */
    public AssignmentEnded(
            String volunteer,
            String assignment,
            String mission,
            Category category,
            LocalDate entryOnDuty,
            LocalDate lastDay,
            SeparationReason reason) {
        this(volunteer, assignment, mission, category, entryOnDuty, lastDay, reason.disclosed(), Optional.empty());
    }

    /** The same end for another reason, as a correction says. */
    public AssignmentEnded because(SeparationClass other, Optional<SealedReason> sealed) {
        return new AssignmentEnded(volunteer, assignment, mission, category, entryOnDuty, lastDay, other, sealed);
    }

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.assignment(assignment), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return separationOn();
    }

    /** The first day on which the volunteer no longer counts. */
    public LocalDate separationOn() {
        return lastDay.plusDays(1);
    }

    /** Version 1 had classified reasons in clear: whoever reads it learns their class. */
    static final class FromVersion1 implements Upcaster {

        @Override
        public Map<String, Object> lift(Map<String, Object> data) {
            Map<String, Object> lifted = new LinkedHashMap<>(data);
            lifted.computeIfPresent("reason", (field, reason) -> SeparationReason.disclosed(reason));
            return lifted;
        }
    }
}
