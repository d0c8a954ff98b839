package org.muster.commandside.domain.recruitment.submitdoa;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.SubmitDoA;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.commandside.domain.rule.RequestedDuration;
import org.muster.events.Tag;
import org.muster.events.policy.Policies;
import org.muster.events.recruitment.DoASubmitted;
import org.muster.events.recruitment.FundingSource;

/** A mission on record asks for one volunteer, for a time that the policy allows, and says who pays from the first day. */
public final class SubmitDoADecider implements Decider<SubmitDoA> {

    @Override
    public Decision decide(SubmitDoA command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(RequestRecord.MODEL, command.doa()),
                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }

    static Decision decide(
            SubmitDoA command, Optional<Mission> mission, Optional<RequestRecord> known, Policies policies) {
        if (mission.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        if (known.isPresent()) {
            return Decision.rejected(RefusalCode.DOA_IN_USE, Map.of("doa", command.doa()));
        }
        Optional<Decision> outOfRange =
                RequestedDuration.refusal(command.months(), command.category(), command.submittedOn(), policies);
        if (outOfRange.isPresent()) {
            return outOfRange.get();
        }
        Optional<FundingSource> funding = command.funding();
        Optional<LocalDate> fundedUntil = command.fundedUntil().filter(until -> !until.isBefore(command.neededFrom()));
        if (funding.isEmpty() || fundedUntil.isEmpty()) {
            return Decision.rejected(
                    RefusalCode.NO_FUNDING,
                    Map.of("neededFrom", command.neededFrom().toString()));
        }
        return Decision.accepted(new DoASubmitted(
                command.doa(),
                command.mission(),
                command.category(),
                command.serviceArea(),
                command.expertise(),
                command.neededFrom(),
                command.months(),
                funding.get(),
                fundedUntil.get(),
                command.liquidationTeam(),
                command.submittedOn()));
    }
}
