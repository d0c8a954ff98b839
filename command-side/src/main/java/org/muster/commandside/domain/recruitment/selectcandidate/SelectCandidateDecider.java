package org.muster.commandside.domain.recruitment.selectcandidate;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.SelectCandidate;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.commandside.domain.rule.Eligibility;
import org.muster.commandside.domain.rule.ServiceLimit;
import org.muster.events.Tag;
import org.muster.events.policy.Policies;
import org.muster.events.recruitment.CandidateSelected;

/**
 * A candidate for a funded request fits its category (X6) and would not serve longer than the policy allows (X7). Several may
 * be selected: an offer goes to one at a time.
 */
public final class SelectCandidateDecider implements Decider<SelectCandidate> {

    @Override
    public Decision decide(SelectCandidate command, Boundary boundary) {
        Optional<RequestRecord> request = boundary.read(RequestRecord.MODEL, command.doa());
        return decide(
                command,
                request,
                request.flatMap(r -> boundary.read(Mission.MODEL, r.mission())),
                boundary.read(VolunteerRecord.MODEL, command.volunteer()),
                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }

    static Decision decide(
            SelectCandidate command,
            Optional<RequestRecord> known,
            Optional<Mission> mission,
            Optional<VolunteerRecord> volunteer,
            Policies policies) {
        if (known.isEmpty() || mission.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_DOA, Map.of("doa", command.doa()));
        }
        if (volunteer.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", command.volunteer()));
        }
        RequestRecord request = known.get();
        if (request.cancelled()) {
            return Decision.rejected(RefusalCode.DOA_CANCELLED, Map.of("doa", command.doa()));
        }
        if (request.fundedUntil().isEmpty()) {
            return Decision.rejected(
                    RefusalCode.NO_FUNDING,
                    Map.of("neededFrom", request.neededFrom().toString()));
        }
        if (request.candidates().contains(command.volunteer())) {
            return Decision.rejected(
                    RefusalCode.NO_CHANGE, Map.of("doa", command.doa(), "volunteer", command.volunteer()));
        }
        return Eligibility.refusal(request.category(), mission.get(), volunteer.get())
                .or(() -> Eligibility.ageRefusal(request.category(), volunteer.get(), request.neededFrom(), policies))
                .or(() -> ServiceLimit.refusal(
                        request.category(), volunteer.get(), "", request.neededFrom(), request.neededUntil(), policies))
                .orElseGet(() -> Decision.accepted(new CandidateSelected(
                        request.doa(),
                        request.mission(),
                        command.volunteer(),
                        request.category(),
                        command.selectedOn())));
    }
}
