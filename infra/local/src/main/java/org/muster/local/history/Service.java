package org.muster.local.history;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.SeparationReason;
import org.muster.events.ServiceArea;

/**
 * One person's service in one mission.
 *
 * @param person who
 * @param mission where to
 * @param station which duty station of the mission
 * @param category as deployed
 * @param area what the person does
 * @param expertise which is asked for
 * @param entryOnDuty the first day
 * @param end absent for those who still serve
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
     * How it ended.
     *
     * @param separationOn the first day on which the person no longer counts
     * @param reason why
     */
    record End(LocalDate separationOn, SeparationReason reason) {}

    /** Whether the person counts in the headcount of the date. */
    boolean countsOn(LocalDate date) {
        return !entryOnDuty.isAfter(date)
                && end.map(e -> e.separationOn().isAfter(date)).orElse(true);
    }
}
