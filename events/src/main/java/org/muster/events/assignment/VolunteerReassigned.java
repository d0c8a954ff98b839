package org.muster.events.assignment;

import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A volunteer moved to another duty station of the same mission.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param fromStation the duty station before
 * @param station the duty station now
 * @param reassignedOn the first day at the new station
 */
@EventName("muster.volunteer.reassigned")
@Correctable({"station", "reassignedOn"})
public record VolunteerReassigned(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.IDENTIFIER, max = 64) String fromStation,
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        LocalDate reassignedOn)
        implements AssignmentEvent {

    @Override
    public Set<Tag> tags() {
        // A correction may name the same station twice.
        return Stream.of(
                        subject(),
                        Tag.assignment(assignment),
                        Tag.mission(mission),
                        Tag.station(fromStation),
                        Tag.station(station))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public LocalDate effectiveOn() {
        return reassignedOn;
    }
}
