package org.muster.events.assignment;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.Tag;

/**
 * A volunteer moved to another mission: one assignment ended and another began on the next day (rule X9).
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment that ended
 * @param mission the mission that the volunteer left
 * @param category of both assignments
 * @param entryOnDuty the first day of the assignment that ended
 * @param newAssignment the assignment that began
 * @param newMission the mission that the volunteer joined
 * @param newStation the duty station there
 * @param serviceArea what the volunteer does there
 * @param expertise which expertise is asked for there
 * @param transferredOn the first day of the new assignment; the last day of the old one is the day before
 * @param contractEndsOn the last day of the contract, where it is recorded
 */
@EventName("muster.volunteer.transferred")
@Correctable(
        value = {"serviceArea", "expertise", "transferredOn"},
        annullable = false)
public record VolunteerTransferred(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        Category category,
        LocalDate entryOnDuty,
        @Text(pattern = Text.IDENTIFIER, max = 64) String newAssignment,
        @Text(pattern = Text.ACRONYM, max = 20) String newMission,
        @Text(pattern = Text.IDENTIFIER, max = 64) String newStation,
        ServiceArea serviceArea,
        Expertise expertise,
        LocalDate transferredOn,
        Optional<LocalDate> contractEndsOn)
        implements AssignmentEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(
                subject(),
                Tag.assignment(assignment),
                Tag.mission(mission),
                Tag.assignment(newAssignment),
                Tag.mission(newMission),
                Tag.station(newStation));
    }

    @Override
    public LocalDate effectiveOn() {
        return transferredOn;
    }

    /** The last day of the assignment that ended. */
    public LocalDate lastDay() {
        return transferredOn.minusDays(1);
    }
}
