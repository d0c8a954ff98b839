package org.muster.local.history;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.SeparationReason;

/**
 * One person's service in one mission.
 *
 * @param person the volunteer
 * @param mission the mission
 * @param station the duty station in the mission
 * @param category as deployed
 * @param area the service area
 * @param expertise the expertise that the assignment asks for
 * @param entryOnDuty the first day
 * @param end absent while the person still serves
 */
record Service(
        Person person,
        String mission,
        String station,
        Category category,
        ServiceArea area,
        Expertise expertise,
        LocalDate entryOnDuty,
        Optional<End> end) {

    /**
     * The end of a service.
     *
     * @param separationOn the first day on which the person no longer counts
     * @param reason the reason of the separation
     */
    record End(LocalDate separationOn, SeparationReason reason) {}

    /** Whether the person counts in the headcount of the date. */
    boolean countsOn(LocalDate date) {
        return !entryOnDuty.isAfter(date)
                && end.map(e -> e.separationOn().isAfter(date)).orElse(true);
    }
}
