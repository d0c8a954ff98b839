package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.recruitment.Clearances;
import org.muster.commandside.domain.model.recruitment.OfferRecord;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.commandside.domain.model.service.AssignmentActivity;
import org.muster.commandside.domain.model.service.FieldService;
import org.muster.commandside.domain.rule.Commitment;
import org.muster.commandside.domain.rule.ContractEnd;
import org.muster.commandside.domain.rule.Eligibility;
import org.muster.commandside.domain.rule.RequiredClearances;
import org.muster.commandside.domain.rule.ServiceLimit;
import org.muster.commandside.domain.rule.Vacancy;
import org.muster.events.Category;
import org.muster.events.Tag;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.mission.MissionPhase;
import org.muster.events.policy.Policies;

/**
 * An entry on duty is amended. Another day is judged as the first one was (X1, X2, X3, X5, X6), another end of a contract as an
 * extension is (X1, X7). The deployment can be annulled while nothing else is on record of the assignment; a request then has
 * its post reserved again (X2).
 */
record AmendedDeployment(VolunteerDeployed known, Amendment amendment, Boundary boundary) {

    Decision decide(CorrectionEvent event) {
        return amendment
                .apply(known)
                .map(amended -> AmendedService.decide(
                        known.assignment(),
                        known.volunteer(),
                        amendment,
                        boundary,
                        service -> corrected((VolunteerDeployed) amended, event, service)))
                .orElseGet(() -> annulled(event));
    }

    private Decision annulled(CorrectionEvent event) {
        int records =
                boundary.read(AssignmentActivity.MODEL, known.assignment()).records();
        if (records > 0) {
            return Decision.rejected(
                    RefusalCode.LATER_RECORDS, Map.of("assignment", known.assignment(), "records", records));
        }
        return contractIsFree().or(this::postIsReservedAgain).orElseGet(() -> Decision.accepted(event));
    }

    /** X1: without the entry on duty the volunteer is committed for all days of the contract, if there is one. */
    private Optional<Decision> contractIsFree() {
        return boundary.readAmended(VolunteerRecord.MODEL, known.volunteer(), amendment)
                .flatMap(volunteer -> volunteer.assignments().stream()
                        .filter(service -> service.assignment().equals(known.assignment()))
                        .findFirst()
                        .flatMap(contract -> Commitment.refusal(
                                RefusalCode.VOLUNTEER_COMMITTED,
                                volunteer,
                                known.assignment(),
                                contract.from(),
                                contract.until())));
    }

    private Optional<Decision> postIsReservedAgain() {
        return known.doa()
                .flatMap(doa -> boundary.read(RequestRecord.MODEL, doa))
                .flatMap(request -> Vacancy.exceeded(
                        known.mission(),
                        known.category().type(),
                        request.neededFrom(),
                        request.neededUntil(),
                        boundary.readAmended(MissionPosts.MODEL, known.mission(), amendment),
                        boundary.readAmended(ReservedPosts.MODEL, known.mission(), amendment)))
                .map(details -> Decision.rejected(RefusalCode.NO_CEILING, details));
    }

    private Decision corrected(VolunteerDeployed amended, CorrectionEvent event, AmendedService service) {
        return entry(amended, service)
                .or(() -> station(amended, service))
                .or(() -> category(amended, service))
                .or(() -> contract(amended, service))
                .orElseGet(() -> Decision.accepted(
                        List.of(event),
                        amended.contractEndsOn().equals(known.contractEndsOn())
                                ? List.of()
                                : ContractEnd.beyondMandate(
                                        amended.contractEndsOn().orElse(amended.entryOnDuty()), service.mission())));
    }

    private Optional<Decision> entry(VolunteerDeployed amended, AmendedService service) {
        LocalDate day = amended.entryOnDuty();
        if (day.equals(known.entryOnDuty())) {
            return Optional.empty();
        }
        return nothingIsOnRecordBefore(day, service.assignment())
                .or(() -> missionIsOpen(day, service.mission()))
                .or(() -> stationIsOpen(amended))
                .or(() -> ageFits(amended.category(), day, service))
                .or(() -> contractCovers(day))
                .or(service::daysAreFree)
                .or(() -> service.postIsThere(day, known.entryOnDuty().minusDays(1)))
                .or(() -> postIsAuthorized(day));
    }

    private Optional<Decision> nothingIsOnRecordBefore(LocalDate day, AssignmentRecord assignment) {
        boolean moved = assignment.stations().entries().getFirst().from().isBefore(day);
        boolean absent = boundary.read(FieldService.MODEL, known.assignment()).absences().stream()
                .anyMatch(absence -> absence.firstDay().isBefore(day));
        boolean ends = assignment.contractEndsOn().filter(day::isAfter).isPresent();
        return moved || absent || ends
                ? Optional.of(Decision.rejected(
                        RefusalCode.DATE_OUT_OF_ORDER,
                        Map.of("entryOnDuty", day.toString(), "assignment", known.assignment())))
                : Optional.empty();
    }

    /** X3. A closure on record is no obstacle here: the assignment has ended before it. */
    private Optional<Decision> missionIsOpen(LocalDate day, Optional<Mission> mission) {
        MissionPhase phase = mission.map(m -> m.phaseOn(day)).orElse(MissionPhase.PLANNED);
        boolean open = phase == MissionPhase.ACTIVE
                || (phase == MissionPhase.DRAWDOWN || phase == MissionPhase.LIQUIDATION) && isOfLiquidationTeam();
        return open
                ? Optional.empty()
                : Optional.of(Decision.rejected(
                        RefusalCode.MISSION_NOT_OPEN,
                        Map.of("mission", known.mission(), "phase", phase.name(), "entryOnDuty", day.toString())));
    }

    private boolean isOfLiquidationTeam() {
        return known.doa()
                .flatMap(doa -> boundary.read(RequestRecord.MODEL, doa))
                .filter(RequestRecord::liquidationTeam)
                .isPresent();
    }

    /** X5. */
    private Optional<Decision> stationIsOpen(VolunteerDeployed amended) {
        LocalDate day = amended.entryOnDuty();
        return boundary.read(DutyStation.MODEL, amended.station())
                        .filter(station -> station.mission().equals(known.mission()))
                        .filter(station -> station.isOpenOn(day))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Decision.rejected(
                        RefusalCode.STATION_NOT_IN_MISSION,
                        Map.of(
                                "station", amended.station(),
                                "mission", known.mission(),
                                "entryOnDuty", day.toString())));
    }

    private Optional<Decision> station(VolunteerDeployed amended, AmendedService service) {
        return amended.station().equals(known.station())
                ? Optional.empty()
                : stationIsOpen(amended).or(service::stationsAreOpen).or(service::havensWereOrdered);
    }

    /**
     * X6, X7, and X2 where the post is of the other establishment. An end repeats the category, so it is withdrawn first; what a
     * contract says is not corrected here.
     */
    private Optional<Decision> category(VolunteerDeployed amended, AmendedService service) {
        Category category = amended.category();
        if (category == known.category()) {
            return Optional.empty();
        }
        if (service.assignment().lastDay().isPresent()) {
            return Optional.of(Decision.rejected(RefusalCode.LATER_RECORDS, Map.of("assignment", known.assignment())));
        }
        Policies policies = boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK);
        return contractIsFor(category)
                .or(() -> service.mission()
                        .flatMap(mission -> Eligibility.refusal(category, mission, service.volunteer())))
                .or(() -> ageFits(category, amended.entryOnDuty(), service))
                .or(() -> service.assignment()
                        .contractEndsOn()
                        .filter(end -> !known.imported())
                        .flatMap(end -> ServiceLimit.refusal(
                                category,
                                service.volunteer(),
                                known.assignment(),
                                amended.entryOnDuty(),
                                end,
                                policies)))
                .or(() -> category.type() == known.category().type()
                        ? Optional.empty()
                        : service.postIsThere(amended.entryOnDuty(), AmendedEnd.LAST)
                                .or(() -> postIsAuthorized(amended.entryOnDuty())));
    }

    private Optional<Decision> contractIsFor(Category category) {
        return known.doa().isEmpty()
                ? Optional.empty()
                : boundary.read(OfferRecord.MODEL, known.assignment())
                        .filter(contract -> contract.category() != category)
                        .map(contract -> Decision.rejected(
                                RefusalCode.CONTRACT_MISSING,
                                Map.of(
                                        "assignment", known.assignment(),
                                        "category", contract.category().name())));
    }

    /** X6, as far as a day decides it. */
    private Optional<Decision> ageFits(Category category, LocalDate day, AmendedService service) {
        Policies policies = boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK);
        return known.imported()
                ? Eligibility.minority(category, service.volunteer(), day, policies)
                : Eligibility.ageRefusal(category, service.volunteer(), day, policies);
    }

    private Optional<Decision> contractCovers(LocalDate day) {
        if (known.imported()) {
            return Optional.empty();
        }
        Optional<OfferRecord> contract = boundary.read(OfferRecord.MODEL, known.assignment());
        if (contract.filter(made -> !day.isBefore(made.startsOn()) && !day.isAfter(made.endsOn()))
                .isEmpty()) {
            return Optional.of(Decision.rejected(
                    RefusalCode.CONTRACT_MISSING,
                    Map.of("assignment", known.assignment(), "entryOnDuty", day.toString())));
        }
        List<String> expired = RequiredClearances.invalidOn(
                day, known.category().type(), boundary.read(Clearances.MODEL, known.volunteer()));
        return expired.isEmpty()
                ? Optional.empty()
                : Optional.of(Decision.rejected(
                        RefusalCode.CLEARANCE_EXPIRED, Map.of("expired", expired, "entryOnDuty", day.toString())));
    }

    /** X2, for a day of a period for which no posts were authorized. */
    private Optional<Decision> postIsAuthorized(LocalDate day) {
        return boundary.readAmended(MissionPosts.MODEL, known.mission(), amendment)
                        .authorizedOn(day)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Decision.rejected(
                        RefusalCode.CEILING_REACHED,
                        Map.of("mission", known.mission(), "on", day.toString(), "authorized", 0)));
    }

    /** The end of the contract, while no extension rests on it and no contract of recruitment says it. */
    private Optional<Decision> contract(VolunteerDeployed amended, AmendedService service) {
        if (amended.contractEndsOn().equals(known.contractEndsOn())) {
            return Optional.empty();
        }
        if (known.doa().isPresent() || !service.assignment().contractEndsOn().equals(amended.contractEndsOn())) {
            return Optional.of(Decision.rejected(RefusalCode.LATER_RECORDS, Map.of("assignment", known.assignment())));
        }
        return amended.contractEndsOn()
                .filter(end -> end.isBefore(amended.entryOnDuty()))
                .map(end -> Decision.rejected(
                        RefusalCode.DATE_OUT_OF_ORDER,
                        Map.of(
                                "contractEndsOn", end.toString(),
                                "notBefore", amended.entryOnDuty().toString())))
                .or(service::daysAreFree)
                .or(service::stationsAreOpen)
                .or(() -> amended.contractEndsOn()
                        .filter(end -> !known.imported())
                        .flatMap(end -> ServiceLimit.refusal(
                                known.category(),
                                service.volunteer(),
                                known.assignment(),
                                amended.entryOnDuty(),
                                end,
                                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK))));
    }
}
