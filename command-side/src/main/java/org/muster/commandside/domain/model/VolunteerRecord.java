package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.commandside.domain.decision.Criterion;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.AssignmentEnded;
import org.muster.events.DomainEvent;
import org.muster.events.DrawdownBegun;
import org.muster.events.DutyStationOpened;
import org.muster.events.LiquidationBegun;
import org.muster.events.MandateEnded;
import org.muster.events.MandateExtended;
import org.muster.events.MissionClosed;
import org.muster.events.MissionEstablished;
import org.muster.events.MissionStarted;
import org.muster.events.SuccessorMissionLinked;
import org.muster.events.Tag;
import org.muster.events.VolunteerDeployed;
import org.muster.events.VolunteerRegistered;
import org.muster.events.VolunteerStrengthAuthorized;
import org.muster.events.VolunteerStrengthRevised;

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
    public static final DecisionModel<String, Optional<VolunteerRecord>> MODEL = new Fold();

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

    private VolunteerRecord deployed(VolunteerDeployed fact) {
        Service begun = new Service(fact.assignment(), fact.mission(), fact.entryOnDuty(), Optional.empty());
        return with(Stream.concat(assignments.stream(), Stream.of(begun)));
    }

    private VolunteerRecord ended(AssignmentEnded fact) {
        Service ended = new Service(fact.assignment(), fact.mission(), fact.entryOnDuty(), Optional.of(fact.lastDay()));
        return with(
                assignments.stream().map(service -> service.assignment().equals(fact.assignment()) ? ended : service));
    }

    private static final class Fold implements DecisionModel<String, Optional<VolunteerRecord>> {

        @Override
        public String name() {
            return "volunteer";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Criterion criterion(String volunteer) {
            return Criterion.of(
                    Tag.volunteer(volunteer),
                    Set.of(VolunteerRegistered.class, VolunteerDeployed.class, AssignmentEnded.class));
        }

        @Override
        public Optional<VolunteerRecord> initial(String volunteer) {
            return Optional.empty();
        }

        @Override
        public Optional<VolunteerRecord> evolve(Optional<VolunteerRecord> volunteer, DomainEvent event) {
            return switch (event) {
                case VolunteerRegistered fact ->
                    Optional.of(new VolunteerRecord(fact.volunteer(), fact.nationality(), fact.residence(), List.of()));
                case VolunteerDeployed fact -> volunteer.map(v -> v.deployed(fact));
                case AssignmentEnded fact -> volunteer.map(v -> v.ended(fact));
                case MissionEstablished _,
                        MissionStarted _,
                        MandateExtended _,
                        SuccessorMissionLinked _,
                        VolunteerStrengthAuthorized _,
                        VolunteerStrengthRevised _,
                        DutyStationOpened _,
                        MandateEnded _,
                        DrawdownBegun _,
                        LiquidationBegun _,
                        MissionClosed _ -> volunteer;
            };
        }
    }
}
