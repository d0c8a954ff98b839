package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.commands.WarnedOf;
import org.muster.commands.WarningCode;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.Tag;

/**
 * Confirms a volunteer's entry on duty in a mission (rules X1, X2, X3, X6).
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
 * @param imported a historical record without recruitment steps; only a caller with the import scope may set it
 */
@RefusedWith({
    RefusalCode.UNKNOWN_MISSION,
    RefusalCode.DATE_OUT_OF_ORDER,
    RefusalCode.UNKNOWN_VOLUNTEER,
    RefusalCode.CLEARANCE_EXPIRED,
    RefusalCode.ASSIGNMENT_IN_USE,
    RefusalCode.MISSION_NOT_OPEN,
    RefusalCode.CEILING_REACHED,
    RefusalCode.ALREADY_DEPLOYED,
    RefusalCode.NOT_ELIGIBLE,
    RefusalCode.STATION_NOT_IN_MISSION,
    RefusalCode.CONTRACT_MISSING
})
@WarnedOf(WarningCode.BEYOND_MANDATE)
public record DeployVolunteer(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        Category category,
        ServiceArea serviceArea,
        Expertise expertise,
        LocalDate entryOnDuty,
        Optional<LocalDate> contractEndsOn,
        boolean imported)
        implements AssignmentCommand {

    /** Without an end of the contract, as most historical records are. */
    public DeployVolunteer(
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
                imported);
    }

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.volunteer(volunteer), Tag.assignment(assignment), Tag.mission(mission), Tag.station(station));
    }
}
