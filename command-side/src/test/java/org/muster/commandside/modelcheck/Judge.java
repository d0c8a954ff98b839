package org.muster.commandside.modelcheck;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.mission.MissionPhase;
import org.muster.events.mission.VolunteerStrengthRevised;
import org.muster.events.policy.PolicyTerm;
import org.muster.events.recruitment.CandidateSelected;
import org.muster.events.recruitment.ContractIssued;
import org.muster.events.recruitment.DoAApproved;

/**
 * Judges what was recorded by the rules X1 to X10 as the domain states them, on days, and not as the deciders do. Each finding begins
 * with the rule that is broken.
 */
final class Judge {

    private final List<String> findings = new ArrayList<>();
    private final Ledger before;
    private final Ledger after;

    private Judge(Ledger before, Ledger after) {
        this.before = before;
        this.after = after;
    }

    /**
     * What is wrong with an accepted command.
     *
     * @param before what was on record
     * @param after the same with the events
     */
    static List<String> accepted(Ledger before, List<DomainEvent> events, List<Warning> warnings, Ledger after) {
        Judge judge = new Judge(before, after);
        judge.findings.addAll(after.faults);
        judge.register();
        for (DomainEvent event : events) {
            judge.posts(event);
            judge.event(event, warnings);
        }
        return judge.findings;
    }

    private void require(boolean holds, String rule, Object what) {
        if (!holds) {
            findings.add(rule + ": " + what);
        }
    }

    /** What holds of a register whatever was done last. */
    private void register() {
        List<Service> services = List.copyOf(after.services.values());
        for (int i = 0; i < services.size(); i++) {
            Service one = services.get(i);
            for (int j = i + 1; j < services.size(); j++) {
                Service other = services.get(j);
                require(
                        !one.volunteer.equals(other.volunteer) || !one.shares(other.from, other.until()),
                        "X1",
                        one.id + " and " + other.id + " share a day");
            }
            if (one.deployed) {
                deployed(one);
            }
        }
        for (Ledger.Transfer transfer : after.transfers) {
            Service left = after.services.get(transfer.left());
            Service joined = after.services.get(transfer.joined());
            require(
                    left != null
                            && joined != null
                            && left.volunteer.equals(joined.volunteer)
                            && left.last.equals(Optional.of(transfer.on().minusDays(1)))
                            && joined.from.equals(transfer.on()),
                    "X9",
                    transfer);
        }
        after.requests.values().stream()
                .filter(Ledger.Request::isReserved)
                .forEach(request -> require(
                        phase(request.submitted.mission(), MissionPhase.CLOSED).isEmpty(),
                        "X4",
                        request.submitted.doa() + " is reserved in a closed mission"));
    }

    private void deployed(Service service) {
        require(!service.until().isBefore(service.from), "X1", service.id + " ends before it begins");
        require(
                phase(service.mission, MissionPhase.ACTIVE)
                        .filter(start -> !service.from.isBefore(start))
                        .isPresent(),
                "X3",
                service.id + " entered before the start");
        phase(service.mission, MissionPhase.CLOSED)
                .ifPresent(closed -> require(
                        service.last.filter(last -> !last.isAfter(closed)).isPresent(),
                        "X4",
                        service.id + " serves beyond the closure"));
        require(
                service.category.type() == VolunteerType.NATIONAL
                        || after.fits(service.category, service.mission, service.volunteer),
                "X6",
                service.id + " is at home there");
        stations(service);
    }

    private void stations(Service service) {
        for (Map.Entry<LocalDate, String> stay : service.stations.entrySet()) {
            LocalDate next = service.stations.higherKey(stay.getKey());
            LocalDate last = next == null || service.until().isBefore(next) ? service.until() : next.minusDays(1);
            Ledger.Station station = after.stations.get(stay.getValue());
            require(
                    stay.getKey().isAfter(last)
                            || station != null
                                    && station.mission.equals(service.mission)
                                    && station.isOpenOn(stay.getKey(), last),
                    "X5",
                    service.id + " is at " + stay.getValue() + " from " + stay.getKey() + " to " + last);
        }
    }

    private Optional<LocalDate> phase(String mission, MissionPhase phase) {
        return after.missions.get(mission).began(phase);
    }

    /**
     * X2: whatever takes a post finds it authorized to the end of the budget period of its first day, and a correction on every day of
     * which something is known. A cut may lie below what is taken (X10), so only days that gain are judged.
     */
    private void posts(DomainEvent event) {
        Stream<String> missions =
                event instanceof CorrectionEvent ? after.missions.keySet().stream() : mission(event).stream();
        missions.forEach(mission -> {
            Optional<BudgetPeriod> asked = event instanceof CorrectionEvent
                    ? Optional.empty()
                    : first(event).flatMap(day -> after.period(mission, day));
            require(
                    event instanceof CorrectionEvent || asked.isPresent(),
                    "X2",
                    mission + " has no posts on " + first(event));
            after.daysOfChange(mission)
                    .filter(day -> after.period(mission, day).isPresent())
                    .filter(day -> asked.map(period -> period.contains(day)).orElse(true))
                    .distinct()
                    .forEach(day -> posts(mission, day));
        });
    }

    private void posts(String mission, LocalDate day) {
        for (VolunteerType type : VolunteerType.values()) {
            int taken = after.taken(mission, type, day, Optional.empty());
            require(
                    taken <= after.posts(mission, type, day)
                            || taken <= before.taken(mission, type, day, Optional.empty()),
                    "X2",
                    "%s %s on %s: %d taken".formatted(mission, type, day, taken));
        }
    }

    private static Optional<String> mission(DomainEvent event) {
        return switch (event) {
            case VolunteerDeployed e -> Optional.of(e.mission());
            case VolunteerTransferred e -> Optional.of(e.newMission());
            case DoAApproved e -> Optional.of(e.mission());
            default -> Optional.empty();
        };
    }

    private static Optional<LocalDate> first(DomainEvent event) {
        return switch (event) {
            case VolunteerDeployed e -> Optional.of(e.entryOnDuty());
            case VolunteerTransferred e -> Optional.of(e.transferredOn());
            case DoAApproved e -> Optional.of(e.neededFrom());
            default -> Optional.empty();
        };
    }

    /** What is judged once, on the day on which it is decided: later facts may be at odds with it. */
    private void event(DomainEvent event, List<Warning> warnings) {
        switch (event) {
            case VolunteerDeployed e -> {
                boolean winding = e.doa()
                        .map(doa -> after.requests.get(doa).submitted.liquidationTeam())
                        .orElse(false);
                enters(e.mission(), e.entryOnDuty(), winding);
                fits(e.category(), e.mission(), e.volunteer());
                require(
                        e.imported() || before.services.containsKey(e.assignment()),
                        "X3",
                        e.assignment() + " has no contract");
            }
            case VolunteerTransferred e -> {
                enters(e.newMission(), e.transferredOn(), false);
                fits(e.category(), e.newMission(), e.volunteer());
            }
            case DoAApproved e ->
                enters(
                        e.mission(),
                        e.neededFrom(),
                        after.requests.get(e.doa()).submitted.liquidationTeam());
            case CandidateSelected e -> fits(e.category(), e.mission(), e.volunteer());
            case ContractIssued e -> {
                funded(Optional.of(e.doa()), e.endsOn());
                limit(e.assignment(), e.endsOn());
            }
            case ContractExtended e -> {
                funded(after.services.get(e.assignment()).doa, e.contractEndsOn());
                limit(e.assignment(), e.contractEndsOn());
            }
            case VolunteerStrengthRevised e -> cut(e, warnings);
            default -> {
                // Takes no post, begins and prolongs no service.
            }
        }
    }

    private void enters(String mission, LocalDate day, boolean liquidationTeam) {
        Ledger.Mission entered = after.missions.get(mission);
        require(entered.isOpenFor(day, liquidationTeam), "X3", mission + " is " + entered.on(day) + " on " + day);
        require(entered.began(MissionPhase.CLOSED).isEmpty(), "X4", mission + " is closed, and entered on " + day);
    }

    private void fits(Category category, String mission, String volunteer) {
        require(after.fits(category, mission, volunteer), "X6", volunteer + " is no " + category + " in " + mission);
        require(!before.persons.get(volunteer).died, "X6", volunteer + " has died");
    }

    private void funded(Optional<String> doa, LocalDate end) {
        doa.flatMap(id -> after.requests.get(id).funded)
                .ifPresent(until -> require(!end.isAfter(until), "X8", "ends on " + end + ", funded until " + until));
    }

    /** X7, by days of service up to the end; a lapse of ten years does not come to pass here, nor does retirement. */
    private void limit(String assignment, LocalDate end) {
        Service service = after.services.get(assignment);
        after.policies
                .value(PolicyTerm.SERVICE_YEARS_MAX, service.category, service.from)
                .ifPresent(years -> {
                    long days = after.of(service.volunteer)
                            .filter(other -> other.category.type() == service.category.type())
                            .filter(other -> !other.from.isAfter(service.from))
                            .mapToLong(other -> other == service
                                    ? end.toEpochDay() - service.from.toEpochDay() + 1
                                    : Math.min(
                                                    other.until().equals(LocalDate.MAX)
                                                            ? Long.MAX_VALUE
                                                            : other.until().toEpochDay() + 1,
                                                    service.from.toEpochDay())
                                            - other.from.toEpochDay())
                            .sum();
                    long most = service.from.plusYears(years).toEpochDay() - service.from.toEpochDay();
                    require(days <= most, "X7", assignment + ": " + days + " days of " + most);
                });
    }

    /** X10: below what is encumbered it is accepted, and told. */
    private void cut(VolunteerStrengthRevised e, List<Warning> warnings) {
        LocalDate day = e.revisedOn().isBefore(e.period().from()) ? e.period().from() : e.revisedOn();
        boolean over = Stream.of(VolunteerType.values())
                .anyMatch(type -> after.encumbered(e.mission(), type, day) > after.posts(e.mission(), type, day));
        boolean told = warnings.stream().anyMatch(warning -> warning.code() == WarningCode.OVER_STRENGTH);
        require(!over || told, "X10", e + " is below what is encumbered");
    }
}
