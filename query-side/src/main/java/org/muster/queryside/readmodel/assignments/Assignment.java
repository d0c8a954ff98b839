package org.muster.queryside.readmodel.assignments;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.events.Category;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.SeparationClass;
import org.muster.readmodels.Row;

/**
 * One assignment; its volunteer's events write it. It counts on the days entryOnDuty &le; day &lt; separationOn.
 *
 * @param assignment the assignment's identifier
 * @param volunteer the volunteer's identifier; never a name
 * @param mission where the volunteer serves
 * @param type which establishment the category is counted against
 * @param station the duty station of the first day; later ones are {@link Reassignment}s
 * @param entryOnDuty the first day
 * @param contractEndsOn the last day of the contract, as last extended; empty where it is not on record
 * @param separationOn the day after the last one; empty while the assignment is open
 * @param separationReason why it ended, as far as everybody may know; empty while it is open
 */
public record Assignment(
        String assignment,
        String volunteer,
        String mission,
        VolunteerType type,
        Category category,
        ServiceArea serviceArea,
        String station,
        LocalDate entryOnDuty,
        Optional<LocalDate> contractEndsOn,
        Optional<LocalDate> separationOn,
        Optional<SeparationClass> separationReason)
        implements Row<String> {

    /** In place of a classified reason; which one it is, the command side alone can open. */
    public static final String UNDISCLOSED = SeparationClass.UNDISCLOSED.name();

    Assignment contractUntil(Optional<LocalDate> last) {
        return new Assignment(
                assignment,
                volunteer,
                mission,
                type,
                category,
                serviceArea,
                station,
                entryOnDuty,
                last,
                separationOn,
                separationReason);
    }

    Assignment separated(LocalDate on, Optional<SeparationClass> reason) {
        return new Assignment(
                assignment,
                volunteer,
                mission,
                type,
                category,
                serviceArea,
                station,
                entryOnDuty,
                contractEndsOn,
                Optional.of(on),
                reason);
    }

    Assignment as(Category known, String first) {
        return new Assignment(
                assignment,
                volunteer,
                mission,
                known.type(),
                known,
                serviceArea,
                first,
                entryOnDuty,
                contractEndsOn,
                separationOn,
                separationReason);
    }

    Assignment open() {
        return new Assignment(
                assignment,
                volunteer,
                mission,
                type,
                category,
                serviceArea,
                station,
                entryOnDuty,
                contractEndsOn,
                Optional.empty(),
                Optional.empty());
    }

    Assignment begun(ServiceArea area, LocalDate first, Optional<LocalDate> contractEnd) {
        return new Assignment(
                assignment,
                volunteer,
                mission,
                type,
                category,
                area,
                station,
                first,
                contractEnd,
                separationOn,
                separationReason);
    }
}
