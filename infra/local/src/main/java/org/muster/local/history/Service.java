package org.muster.local.history;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.IncidentType;
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
 * @param byTransfer whether it follows another service of the person without a gap, by a transfer
 * @param contractEnds the last days of the first contract and of its extensions, in order
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
        boolean byTransfer,
        List<LocalDate> contractEnds,
        Optional<End> end) {

    /**
     * The end of a service.
     *
     * @param separationOn the first day on which the person no longer counts
     * @param reason the reason of the separation; absent where the person went on in another mission
     * @param incident of a death in service
     */
    record End(LocalDate separationOn, Optional<SeparationReason> reason, Optional<IncidentType> incident) {

        LocalDate lastDay() {
            return separationOn.minusDays(1);
        }
    }

    /** The same with its contracts and its end. */
    Service with(List<LocalDate> contracts, Optional<End> other) {
        return new Service(
                person,
                mission,
                station,
                category,
                area,
                expertise,
                entryOnDuty,
                byTransfer,
                List.copyOf(contracts),
                other);
    }

    /** The day on which an extension is agreed upon: some weeks before the contract before it ends. */
    LocalDate agreedOn(int contract) {
        LocalDate day = contractEnds.get(contract - 1).minusDays(10L + person.order() % 50);
        return day.isBefore(entryOnDuty) ? entryOnDuty : day;
    }

    /** Whether the person counts in the headcount of the date. */
    boolean countsOn(LocalDate date) {
        return !entryOnDuty.isAfter(date)
                && end.map(e -> e.separationOn().isAfter(date)).orElse(true);
    }
}
