package org.muster.events.assignment;

import java.time.LocalDate;
import java.util.HashSet;
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
 * A volunteer entered on duty in a mission.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission where to
 * @param station the duty station
 * @param category the volunteer's category; decides which establishment is filled
 * @param serviceArea what the volunteer does
 * @param expertise which expertise is asked for
 * @param entryOnDuty the first day of service
 * @param contractEndsOn the last day of the contract, where it is recorded
 * @param doa the request that the volunteer fills; absent for historical records
 * @param imported whether this is a historical record that needs no recruitment steps
 */
@EventName("muster.volunteer.deployed")
@Correctable({"station", "category", "serviceArea", "expertise", "entryOnDuty", "contractEndsOn"})
public record VolunteerDeployed(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        Category category,
        ServiceArea serviceArea,
        Expertise expertise,
        LocalDate entryOnDuty,
        Optional<LocalDate> contractEndsOn,
        Optional<@Text(pattern = Text.IDENTIFIER, max = 64) String> doa,
        boolean imported)
        implements AssignmentEvent {

    /** Without an end of the contract, as most historical records are. */
    public VolunteerDeployed(
            String volunteer,
            String assignment,
            String mission,
            String station,
            Category category,
            ServiceArea serviceArea,
            Expertise expertise,
            LocalDate entryOnDuty,
            boolean imported) {
        this(
                volunteer,
                assignment,
                mission,
                station,
                category,
                serviceArea,
                expertise,
                entryOnDuty,
                Optional.empty(),
                Optional.empty(),
                imported);
    }

    @Override
    public Set<Tag> tags() {
        Set<Tag> tags = new HashSet<>(
                Set.of(subject(), Tag.assignment(assignment), Tag.mission(mission), Tag.station(station)));
        doa.map(Tag::doa).ifPresent(tags::add);
        return Set.copyOf(tags);
    }

    @Override
    public LocalDate effectiveOn() {
        return entryOnDuty;
    }
}
