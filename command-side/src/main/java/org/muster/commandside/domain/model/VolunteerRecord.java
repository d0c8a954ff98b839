package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Category;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentCancelled;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.recruitment.ContractIssued;
import org.muster.events.recruitment.OfferAccepted;
import org.muster.events.volunteer.PersonalDataCorrected;
import org.muster.events.volunteer.VolunteerAttributeCorrected;
import org.muster.events.volunteer.VolunteerRegistered;

/**
 * A volunteer in the roster and where they serve; not who they are.
 *
 * @param volunteer the identifier
 * @param nationality the one that counts
 * @param otherNationalities all others
 * @param residence country of residence where it is not that of the nationality
 * @param bornBefore a day after the birth: on its anniversaries the volunteer has reached each age
 * @param diedOn the day of a death in service
 * @param assignments all of them from the accepted offer on, in the order in which they were recorded; a person has few
 */
public record VolunteerRecord(
        String volunteer,
        String nationality,
        Set<String> otherNationalities,
        Optional<String> residence,
        LocalDate bornBefore,
        Optional<LocalDate> diedOn,
        List<Service> assignments) {

    /** By the volunteer's identifier; empty for one that is not on record. */
    public static final DecisionModel<Optional<VolunteerRecord>> MODEL = DecisionModel.named("volunteer", 4)
            .tagged(Tag.VOLUNTEER)
            .startingAt(Optional.<VolunteerRecord>empty())
            .on(VolunteerRegistered.class, (none, e) -> Optional.of(registered(e)))
            .on(VolunteerAttributeCorrected.class, (volunteer, e) -> volunteer.map(v -> v.corrected(e)))
            .on(PersonalDataCorrected.class, (volunteer, e) -> volunteer.map(v -> v.born(e.bornBefore())))
            .on(
                    OfferAccepted.class,
                    (volunteer, e) -> volunteer.map(v -> v.with(new Service(
                            e.assignment(),
                            e.mission(),
                            e.category(),
                            e.startsOn(),
                            Optional.of(e.endsOn()),
                            Optional.empty(),
                            false))))
            .on(
                    ContractIssued.class,
                    (volunteer, e) -> volunteer.map(v -> v.with(new Service(
                            e.assignment(),
                            e.mission(),
                            e.category(),
                            e.startsOn(),
                            Optional.of(e.endsOn()),
                            Optional.empty(),
                            false))))
            .on(
                    VolunteerDeployed.class,
                    (volunteer, e) -> volunteer.map(v -> v.with(new Service(
                            e.assignment(),
                            e.mission(),
                            e.category(),
                            e.entryOnDuty(),
                            e.contractEndsOn(),
                            Optional.empty(),
                            true))))
            .on(
                    ContractExtended.class,
                    (volunteer, e) -> volunteer.map(
                            v -> v.changed(e.assignment(), service -> service.planned(e.contractEndsOn()))))
            .on(
                    AssignmentCancelled.class,
                    (volunteer, e) -> volunteer.map(v -> v.withAll(v.assignments.stream()
                            .filter(service -> !service.assignment().equals(e.assignment())))))
            .on(
                    VolunteerTransferred.class,
                    (volunteer, e) ->
                            volunteer.map(v -> v.changed(e.assignment(), service -> service.ended(e.lastDay()))
                                    .with(new Service(
                                            e.newAssignment(),
                                            e.newMission(),
                                            e.category(),
                                            e.transferredOn(),
                                            e.contractEndsOn(),
                                            Optional.empty(),
                                            true))))
            .on(
                    DeathInServiceRecorded.class,
                    (volunteer, e) -> volunteer.map(v -> v.changed(e.assignment(), service -> service.ended(e.diedOn()))
                            .deceased(e.diedOn())))
            .on(
                    AssignmentEnded.class,
                    (volunteer, e) ->
                            volunteer.map(v -> v.changed(e.assignment(), service -> service.ended(e.lastDay()))));

    public VolunteerRecord {
        otherNationalities = Set.copyOf(otherNationalities);
        assignments = List.copyOf(assignments);
    }

    /**
     * The time of one assignment.
     *
     * @param assignment the assignment's identifier
     * @param mission where
     * @param category in which category
     * @param from the entry on duty; before it, the first day of the contract or of the offer
     * @param plannedEnd the last day of the contract or of the offer; absent where none is on record
     * @param lastDay the last day of service; absent while the assignment is open
     * @param deployed whether the volunteer entered on duty
     */
    public record Service(
            String assignment,
            String mission,
            Category category,
            LocalDate from,
            Optional<LocalDate> plannedEnd,
            Optional<LocalDate> lastDay,
            boolean deployed) {

        /** The last day of service, the planned one while the assignment is open; absent if it has no end yet. */
        public Optional<LocalDate> until() {
            return lastDay.or(() -> plannedEnd);
        }

        boolean overlaps(LocalDate first, Optional<LocalDate> last) {
            return until().map(end -> !end.isBefore(first)).orElse(true)
                    && last.map(end -> !end.isBefore(from)).orElse(true);
        }

        private Service planned(LocalDate end) {
            return new Service(assignment, mission, category, from, Optional.of(end), lastDay, deployed);
        }

        private Service ended(LocalDate on) {
            return new Service(assignment, mission, category, from, plannedEnd, Optional.of(on), deployed);
        }
    }

    /**
     * Another assignment that shares a day with these (rule X1). An open one lasts to the planned end, and without limit
     * where none is on record.
     *
     * @param assignment the assignment that these days are for
     * @param first the first day
     * @param last the last day; absent if there is no end yet
     */
    public Optional<Service> overlapping(String assignment, LocalDate first, Optional<LocalDate> last) {
        return assignments.stream()
                .filter(service -> !service.assignment().equals(assignment))
                .filter(service -> service.overlaps(first, last))
                .findFirst();
    }

    /** Whether the country is among the volunteer's nationalities. */
    public boolean isNationalOf(String country) {
        return nationality.equals(country) || otherNationalities.contains(country);
    }

    /** Whether the volunteer ever entered on duty. */
    public boolean everDeployed() {
        return assignments.stream().anyMatch(Service::deployed);
    }

    /** Whether the volunteer is at home in this country, as a national or by residence. */
    public boolean isAtHomeIn(String country) {
        return isNationalOf(country) || residence.filter(country::equals).isPresent();
    }

    /** Whether the volunteer has certainly reached an age, in years, on a day. */
    public boolean hasReached(int age, LocalDate day) {
        return !bornBefore.plusYears(age).isAfter(day);
    }

    private static VolunteerRecord registered(VolunteerRegistered event) {
        return new VolunteerRecord(
                event.volunteer(),
                event.nationality(),
                Set.copyOf(event.otherNationalities().orElse(List.of())),
                event.residence(),
                // Where only the year is on record, the volunteer is taken to be born on its last day.
                event.bornBefore().orElse(LocalDate.of(event.birthYear() + 1, 1, 1)),
                Optional.empty(),
                List.of());
    }

    private VolunteerRecord withAll(Stream<Service> services) {
        return new VolunteerRecord(
                volunteer, nationality, otherNationalities, residence, bornBefore, diedOn, services.toList());
    }

    private VolunteerRecord corrected(VolunteerAttributeCorrected event) {
        return new VolunteerRecord(
                volunteer,
                event.nationality().orElse(nationality),
                event.otherNationalities().map(Set::copyOf).orElse(otherNationalities),
                event.residence().or(() -> residence),
                bornBefore,
                diedOn,
                assignments);
    }

    private VolunteerRecord born(LocalDate before) {
        return new VolunteerRecord(volunteer, nationality, otherNationalities, residence, before, diedOn, assignments);
    }

    private VolunteerRecord deceased(LocalDate on) {
        return new VolunteerRecord(
                volunteer, nationality, otherNationalities, residence, bornBefore, Optional.of(on), assignments);
    }

    private VolunteerRecord with(Service known) {
        return withAll(Stream.concat(
                assignments.stream().filter(service -> !service.assignment().equals(known.assignment())),
                Stream.of(known)));
    }

    private VolunteerRecord changed(String assignment, UnaryOperator<Service> change) {
        return withAll(assignments.stream()
                .map(service -> service.assignment().equals(assignment) ? change.apply(service) : service));
    }
}
