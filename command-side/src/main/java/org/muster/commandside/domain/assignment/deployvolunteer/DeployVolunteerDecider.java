package org.muster.commandside.domain.assignment.deployvolunteer;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
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
import org.muster.commandside.domain.rule.Commitment;
import org.muster.commandside.domain.rule.ContractEnd;
import org.muster.commandside.domain.rule.Eligibility;
import org.muster.commandside.domain.rule.OpenMission;
import org.muster.commandside.domain.rule.OpenStations;
import org.muster.commandside.domain.rule.RequiredClearances;
import org.muster.commandside.domain.rule.Vacancy;
import org.muster.events.Tag;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.policy.Policies;

/**
 * A volunteer enters on duty: one assignment at a time (X1), on an authorized post (X2), in an active mission (X3), at
 * one of its open stations (X5), in a category that fits where they come from (X6). A deployment rests on a contract, whose
 * request gives it the reserved post; historical records need none.
 *
 * <p>Promise: none of these is ever broken by two commands at the same time, on one node or several. All models are in the
 * boundary, so of two deployments that cannot both stand the second to be recorded is retried and refused.
 *
 * <p>What is on record at all is asked first, then the mission, the station and the person, and last the posts: they are
 * what others may take away at any moment, so that a caller told CEILING_REACHED knows that everything else was right.
 */
public final class DeployVolunteerDecider implements Decider<DeployVolunteer> {

    @Override
    public Decision decide(DeployVolunteer command, Boundary boundary) {
        Optional<OfferRecord> offer = boundary.read(OfferRecord.MODEL, command.assignment());
        Optional<RequestRecord> request =
                offer.filter(o -> !command.imported()).flatMap(o -> boundary.read(RequestRecord.MODEL, o.doa()));
        return new Deployment(
                        command,
                        boundary.read(Mission.MODEL, command.mission()),
                        boundary.read(VolunteerRecord.MODEL, command.volunteer()),
                        boundary.read(AssignmentRecord.MODEL, command.assignment()),
                        boundary.read(DutyStation.MODEL, command.station()),
                        boundary.read(MissionPosts.MODEL, command.mission()),
                        boundary.read(ReservedPosts.MODEL, command.mission()),
                        offer,
                        request,
                        command.imported() ? Clearances.NONE : boundary.read(Clearances.MODEL, command.volunteer()),
                        boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK))
                .decide();
    }

    /** What a deployment is judged by. */
    private record Deployment(
            DeployVolunteer command,
            Optional<Mission> mission,
            Optional<VolunteerRecord> volunteer,
            Optional<AssignmentRecord> assignment,
            Optional<DutyStation> station,
            MissionPosts posts,
            ReservedPosts reserved,
            Optional<OfferRecord> offer,
            Optional<RequestRecord> request,
            Clearances clearances,
            Policies policies) {

        Decision decide() {
            if (mission.isEmpty()) {
                return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
            }
            if (volunteer.isEmpty()) {
                return Decision.rejected(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", command.volunteer()));
            }
            if (assignment.isPresent() || command.imported() && offer.isPresent()) {
                return Decision.rejected(RefusalCode.ASSIGNMENT_IN_USE, Map.of("assignment", command.assignment()));
            }
            boolean liquidationTeam =
                    request.filter(RequestRecord::liquidationTeam).isPresent();
            return OpenMission.refusal(
                            RefusalCode.MISSION_NOT_OPEN, mission.get(), command.entryOnDuty(), liquidationTeam)
                    .or(this::contractIsNotOver)
                    .or(this::stationIsThere)
                    .or(() -> Eligibility.refusal(command.category(), mission.get(), volunteer.get()))
                    .or(this::ageFits)
                    .or(this::contractIsOnRecord)
                    .or(this::clearancesAreValid)
                    .or(() -> Commitment.refusal(
                            RefusalCode.ALREADY_DEPLOYED,
                            volunteer.get(),
                            command.assignment(),
                            command.entryOnDuty(),
                            contractEndsOn()))
                    .or(this::postIsVacant)
                    .orElseGet(() -> Decision.accepted(
                            List.of(deployed()),
                            // X8: service after the mandate is recorded, and told about.
                            ContractEnd.beyondMandate(contractEndsOn().orElse(command.entryOnDuty()), mission)));
        }

        private Optional<Decision> ageFits() {
            return command.imported()
                    ? Eligibility.minority(command.category(), volunteer.get(), command.entryOnDuty(), policies)
                    : Eligibility.ageRefusal(command.category(), volunteer.get(), command.entryOnDuty(), policies);
        }

        private Optional<Decision> contractIsNotOver() {
            return command.contractEndsOn()
                    .filter(end -> end.isBefore(command.entryOnDuty()))
                    .flatMap(end -> refused(
                            RefusalCode.DATE_OUT_OF_ORDER,
                            Map.of(
                                    "contractEndsOn", end.toString(),
                                    "notBefore", command.entryOnDuty().toString())));
        }

        /** X5, on each day to the end of the contract: a closure may be on record by the time of the deployment. */
        private Optional<Decision> stationIsThere() {
            return OpenStations.refusal(
                    command.station(),
                    command.mission(),
                    station,
                    "entryOnDuty",
                    command.entryOnDuty(),
                    contractEndsOn());
        }

        /** The contract is for this volunteer, mission and category, and covers the entry on duty. */
        private Optional<Decision> contractIsOnRecord() {
            if (command.imported()) {
                return Optional.empty();
            }
            Map<String, Object> details = new HashMap<>(Map.of("assignment", command.assignment()));
            Optional<OfferRecord> contract = contract();
            if (contract.isEmpty()) {
                return refused(RefusalCode.CONTRACT_MISSING, details);
            }
            OfferRecord made = contract.get();
            boolean fits = made.volunteer().equals(command.volunteer())
                    && made.mission().equals(command.mission())
                    && made.category() == command.category()
                    && command.contractEndsOn().map(made.endsOn()::equals).orElse(true)
                    && !command.entryOnDuty().isBefore(made.startsOn())
                    && !command.entryOnDuty().isAfter(made.endsOn());
            if (fits) {
                return Optional.empty();
            }
            details.put("volunteer", made.volunteer());
            details.put("mission", made.mission());
            details.put("category", made.category().name());
            details.put("startsOn", made.startsOn().toString());
            details.put("endsOn", made.endsOn().toString());
            return refused(RefusalCode.CONTRACT_MISSING, details);
        }

        private Optional<OfferRecord> contract() {
            return offer.filter(o -> o.status() == OfferRecord.Status.CONTRACTED);
        }

        private Optional<LocalDate> contractEndsOn() {
            return contract().map(OfferRecord::endsOn).or(command::contractEndsOn);
        }

        private Optional<Decision> clearancesAreValid() {
            if (command.imported()) {
                return Optional.empty();
            }
            List<String> expired = RequiredClearances.invalidOn(
                    command.entryOnDuty(), command.category().type(), clearances);
            return expired.isEmpty()
                    ? Optional.empty()
                    : refused(
                            RefusalCode.CLEARANCE_EXPIRED,
                            Map.of(
                                    "expired",
                                    expired,
                                    "entryOnDuty",
                                    command.entryOnDuty().toString()));
        }

        /** X2. The post that the volunteer's own request has reserved is theirs. */
        private Optional<Decision> postIsVacant() {
            Vacancy vacancy = Vacancy.of(
                    command.mission(),
                    command.category().type(),
                    command.entryOnDuty(),
                    posts,
                    contract().map(OfferRecord::doa).map(reserved::without).orElse(reserved));
            return vacancy.isOpen() ? Optional.empty() : refused(RefusalCode.CEILING_REACHED, vacancy.details());
        }

        private static Optional<Decision> refused(RefusalCode code, Map<String, Object> details) {
            return Optional.of(Decision.rejected(code, details));
        }

        private VolunteerDeployed deployed() {
            return new VolunteerDeployed(
                    command.volunteer(),
                    command.assignment(),
                    command.mission(),
                    command.station(),
                    command.category(),
                    command.serviceArea(),
                    command.expertise(),
                    command.entryOnDuty(),
                    contractEndsOn(),
                    contract().map(OfferRecord::doa),
                    command.imported());
        }
    }
}
