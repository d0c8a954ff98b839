package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.volunteer.VolunteerRegistered;

/**
 * A volunteer in the roster and where they served; not who they are.
 *
 * @param volunteer the identifier
 * @param nationality ISO 3166-1 alpha-3
 * @param residence country of residence where it is not that of the nationality
 * @param assignments all of them, in the order in which they were recorded; a person has few
 */
public record VolunteerRecord(
        String volunteer, String nationality, Optional<String> residence, List<Service> assignments) {

    /** By the volunteer's identifier; empty for one that is not on record. */
    public static final DecisionModel<Optional<VolunteerRecord>> MODEL = DecisionModel.named("volunteer", 1)
            .tagged(Tag.VOLUNTEER)
            .startingAt(Optional.<VolunteerRecord>empty())
            .on(
                    VolunteerRegistered.class,
                    (none, e) ->
                            Optional.of(new VolunteerRecord(e.volunteer(), e.nationality(), e.residence(), List.of())))
            .on(VolunteerDeployed.class, (volunteer, e) -> volunteer.map(v -> v.deployed(e)))
            .on(AssignmentEnded.class, (volunteer, e) -> volunteer.map(v -> v.ended(e)));

    public VolunteerRecord {
        assignments = List.copyOf(assignments);
    }

    /**
     * The time of one assignment: the days from entry on duty to the last day.
     *
     * @param assignment the assignment's identifier
     * @param mission where
     * @param entryOnDuty the first day
     * @param lastDay the last day, included; absent while the assignment is open
     */
    public record Service(String assignment, String mission, LocalDate entryOnDuty, Optional<LocalDate> lastDay) {

        boolean lastsOn(LocalDate date) {
            return lastDay.isEmpty() || !lastDay.get().isBefore(date);
        }
    }

    /**
     * What stands in the way of an assignment that begins on this day (rule X1). As that one is open-ended, it is not
     * only an assignment that lasts on the day, but also one that begins later.
     */
    public Optional<Service> overlapping(LocalDate entryOnDuty) {
        return assignments.stream()
                .filter(service -> service.lastsOn(entryOnDuty))
                .findFirst();
    }

    /** Whether the volunteer is at home in this country, as a national or by residence. */
    public boolean isAtHomeIn(String country) {
        return nationality.equals(country) || residence.filter(country::equals).isPresent();
    }

    private VolunteerRecord with(Stream<Service> services) {
        return new VolunteerRecord(volunteer, nationality, residence, services.toList());
    }

    private VolunteerRecord deployed(VolunteerDeployed event) {
        Service begun = new Service(event.assignment(), event.mission(), event.entryOnDuty(), Optional.empty());
        return with(Stream.concat(assignments.stream(), Stream.of(begun)));
    }

    private VolunteerRecord ended(AssignmentEnded event) {
        Service ended =
                new Service(event.assignment(), event.mission(), event.entryOnDuty(), Optional.of(event.lastDay()));
        return with(
                assignments.stream().map(service -> service.assignment().equals(event.assignment()) ? ended : service));
    }
}
