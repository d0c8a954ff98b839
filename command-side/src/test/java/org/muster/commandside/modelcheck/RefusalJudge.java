package org.muster.commandside.modelcheck;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.ExtendContract;
import org.muster.commands.assignment.ReassignVolunteer;
import org.muster.commands.assignment.RecordDeathInService;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.commands.mission.AuthorizeVolunteerStrength;
import org.muster.commands.mission.CloseDutyStation;
import org.muster.commands.mission.CloseMission;
import org.muster.commands.mission.ReviseVolunteerStrength;
import org.muster.commands.recruitment.AcceptOffer;
import org.muster.commands.recruitment.ApproveDoA;
import org.muster.commands.recruitment.IssueContract;
import org.muster.commands.recruitment.SelectCandidate;
import org.muster.commandside.domain.assignment.endassignment.EndSealedAssignment;
import org.muster.commandside.domain.decision.Decision;
import org.muster.events.Category;
import org.muster.events.mission.MissionPhase;
import org.muster.events.recruitment.DoASubmitted;

/** Judges whether a refusal that names a rule X1 to X6, X8 or X10 was due, by what a ledger says when the answer is given. */
final class RefusalJudge {

    private static final List<String> OF_A_CUT = List.of(
            "UNKNOWN_MISSION", "MISSION_CLOSED", "UNKNOWN_PERIOD", "NEGATIVE", "DATE_OUT_OF_ORDER", "PERIOD_OVERLAP");

    private final Ledger ledger;

    private RefusalJudge(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What is wrong with a refusal; empty if it was due, or if it is about no such rule. */
    static Optional<String> unjustified(Ledger ledger, Record command, Decision.Rejected refusal) {
        String code = refusal.code().name();
        return new RefusalJudge(ledger).isDue(command, code)
                ? Optional.empty()
                : Optional.of("refused with " + code + " " + refusal.details() + ", though nothing stands in the way");
    }

    private boolean isDue(Record command, String code) {
        return switch (command) {
            case DeployVolunteer c -> deployment(c, code);
            case TransferVolunteer c -> transfer(c, code);
            case ApproveDoA c -> approval(ledger.requests.get(c.doa()), code);
            case SelectCandidate c -> selection(c, code);
            case AcceptOffer c ->
                !code.equals("VOLUNTEER_COMMITTED")
                        || Optional.of(ledger.offers.get(c.assignment()).issued)
                                .filter(o -> committed(o.volunteer(), c.assignment(), o.startsOn(), o.endsOn()))
                                .isPresent();
            case IssueContract c -> contract(c, code);
            case ExtendContract c -> longer(c.assignment(), c.contractEndsOn(), code);
            case EndSealedAssignment c -> longer(c.assignment(), c.lastDay(), code);
            case RecordDeathInService c -> longer(c.assignment(), c.diedOn(), code);
            case ReassignVolunteer c ->
                !code.equals("STATION_NOT_IN_MISSION")
                        || !isOpen(
                                ledger.services.get(c.assignment()).mission,
                                c.station(),
                                c.reassignedOn(),
                                lastThere(c));
            case CloseMission c -> closure(c, code);
            case CloseDutyStation c -> !code.equals("OCCUPIED") || isOccupied(c);
            // X10: a cut is never refused for what is encumbered.
            case ReviseVolunteerStrength _, AuthorizeVolunteerStrength _ -> OF_A_CUT.contains(code);
            default -> true;
        };
    }

    private boolean deployment(DeployVolunteer c, String code) {
        Optional<Ledger.Request> request = Optional.ofNullable(ledger.offers.get(c.assignment()))
                .filter(_ -> !c.imported())
                .map(offer -> ledger.requests.get(offer.issued.doa()));
        Optional<String> doa = request.map(r -> r.submitted.doa());
        LocalDate end = Optional.ofNullable(ledger.services.get(c.assignment()))
                .filter(service -> !service.deployed && !c.imported())
                .filter(_ -> ledger.offers.get(c.assignment()).status.equals("CONTRACTED"))
                .map(Service::until)
                .orElse(c.contractEndsOn().orElse(LocalDate.MAX));
        return switch (code) {
            case "MISSION_NOT_OPEN" ->
                isShut(
                        c.mission(),
                        c.entryOnDuty(),
                        request.map(r -> r.submitted.liquidationTeam()).orElse(false));
            case "STATION_NOT_IN_MISSION" -> !isOpen(c.mission(), c.station(), c.entryOnDuty(), end);
            case "ALREADY_DEPLOYED" -> committed(c.volunteer(), c.assignment(), c.entryOnDuty(), end);
            case "CEILING_REACHED" -> isFull(c.mission(), c.category(), c.entryOnDuty(), doa);
            default -> true;
        };
    }

    private boolean transfer(TransferVolunteer c, String code) {
        Service left = ledger.services.get(c.assignment());
        return switch (code) {
            case "TARGET_NOT_OPEN" -> isShut(c.mission(), c.transferredOn(), false);
            case "STATION_NOT_IN_MISSION" ->
                !isOpen(
                        c.mission(),
                        c.station(),
                        c.transferredOn(),
                        c.contractEndsOn().or(() -> left.planned).orElse(LocalDate.MAX));
            case "ALREADY_DEPLOYED" ->
                committed(
                        left.volunteer,
                        left.id,
                        left.from,
                        c.contractEndsOn().or(() -> left.planned).orElse(LocalDate.MAX));
            case "TARGET_CEILING_REACHED" -> isFull(c.mission(), left.category, c.transferredOn(), Optional.empty());
            default -> true;
        };
    }

    private boolean approval(Ledger.Request request, String code) {
        return switch (code) {
            case "MISSION_NOT_OPEN" ->
                isShut(
                        request.submitted.mission(),
                        request.submitted.neededFrom(),
                        request.submitted.liquidationTeam());
            case "NO_CEILING" ->
                isFull(
                        request.submitted.mission(),
                        request.submitted.category(),
                        request.submitted.neededFrom(),
                        Optional.empty());
            default -> true;
        };
    }

    /** Ages are judged by the deciders' tests. */
    private boolean selection(SelectCandidate c, String code) {
        DoASubmitted request = code.equals("NOT_ELIGIBLE") ? ledger.requests.get(c.doa()).submitted : null;
        return request == null
                || ledger.persons.get(c.volunteer()).died
                || !ledger.fits(request.category(), request.mission(), c.volunteer())
                || ledger.persons.get(c.volunteer()).registered.birthYear() > 1960;
    }

    private boolean contract(IssueContract c, String code) {
        Ledger.Offer offer = ledger.offers.get(c.assignment());
        return switch (code) {
            case "VOLUNTEER_COMMITTED" -> committed(offer.issued.volunteer(), c.assignment(), c.startsOn(), c.endsOn());
            case "BEYOND_FUNDING" ->
                ledger.requests
                        .get(offer.issued.doa())
                        .funded
                        .filter(c.endsOn()::isAfter)
                        .isPresent();
            default -> true;
        };
    }

    private boolean longer(String assignment, LocalDate last, String code) {
        Service service = ledger.services.get(assignment);
        return switch (code) {
            case "ALREADY_DEPLOYED", "VOLUNTEER_COMMITTED" ->
                committed(service.volunteer, assignment, service.from, last);
            case "STATION_CLOSED" ->
                service.stations.values().stream()
                        .anyMatch(station -> ledger.stations
                                .get(station)
                                .closed
                                .filter(last::isAfter)
                                .isPresent());
            case "BEYOND_FUNDING" ->
                service.doa
                        .flatMap(doa -> ledger.requests.get(doa).funded)
                        .filter(last::isAfter)
                        .isPresent();
            default -> true;
        };
    }

    private boolean closure(CloseMission c, String code) {
        return switch (code) {
            case "OPEN_ASSIGNMENTS" ->
                ledger.in(c.mission())
                        .anyMatch(service -> service.deployed
                                && service.last.map(c.closedOn()::isBefore).orElse(true));
            case "RESERVATIONS_OPEN" ->
                ledger.requests.values().stream()
                        .anyMatch(request -> request.isReserved()
                                && request.submitted.mission().equals(c.mission()));
            default -> true;
        };
    }

    private boolean isOccupied(CloseDutyStation c) {
        return ledger.in(c.mission())
                .filter(service -> service.deployed)
                .anyMatch(service -> service.stations.entrySet().stream()
                        .filter(stay -> stay.getValue().equals(c.station()))
                        .anyMatch(stay -> {
                            LocalDate next = service.stations.higherKey(stay.getKey());
                            LocalDate last = service.last.orElse(LocalDate.MAX);
                            return (next == null || last.isBefore(next) ? last : next.minusDays(1))
                                    .isAfter(c.closedOn());
                        }));
    }

    private LocalDate lastThere(ReassignVolunteer c) {
        Service service = ledger.services.get(c.assignment());
        LocalDate next = service.stations.higherKey(c.reassignedOn());
        LocalDate last = next == null ? service.until() : next.minusDays(1);
        return last.isBefore(c.reassignedOn()) ? c.reassignedOn() : last;
    }

    private boolean isShut(String mission, LocalDate day, boolean liquidationTeam) {
        Ledger.Mission known = ledger.missions.get(mission);
        return !known.isOpenFor(day, liquidationTeam)
                || known.began(MissionPhase.CLOSED).isPresent();
    }

    private boolean isOpen(String mission, String station, LocalDate first, LocalDate last) {
        Ledger.Station known = ledger.stations.get(station);
        return known != null && known.mission.equals(mission) && known.isOpenOn(first, last);
    }

    private boolean committed(String volunteer, String assignment, LocalDate first, LocalDate last) {
        return ledger.isCommitted(volunteer, assignment, first, last);
    }

    private boolean isFull(String mission, Category category, LocalDate first, Optional<String> but) {
        return ledger.period(mission, first)
                .map(period -> Stream.concat(Stream.of(first), ledger.daysOfChange(mission))
                        .filter(day -> period.contains(day) && !day.isBefore(first))
                        .anyMatch(day -> ledger.taken(mission, category.type(), day, but)
                                >= ledger.posts(mission, category.type(), day)))
                .orElse(true);
    }
}
