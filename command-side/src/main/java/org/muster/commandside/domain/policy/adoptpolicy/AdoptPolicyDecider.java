package org.muster.commandside.domain.policy.adoptpolicy;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.policy.AdoptPolicy;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.events.Tag;
import org.muster.events.dated.Dated;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyAdopted;

/**
 * A version of a policy is adopted from a day on, also from one that has passed: a policy that was decided late still held.
 * What was decided meanwhile stays, because it was recorded by what was known.
 */
public final class AdoptPolicyDecider implements Decider<AdoptPolicy> {

    @Override
    public Decision decide(AdoptPolicy command, Boundary boundary) {
        return decide(command, boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }

    static Decision decide(AdoptPolicy command, Policies policies) {
        if (command.value() < command.term().least()
                || command.value() > command.term().greatest()) {
            return Decision.rejected(
                    RefusalCode.OUT_OF_RANGE,
                    Map.of(
                            "term", command.term().name(),
                            "value", command.value(),
                            "least", command.term().least(),
                            "greatest", command.term().greatest()));
        }
        Policies.Key key = new Policies.Key(command.term(), command.category());
        Optional<Dated.Entry<Policies.Version>> present = Optional.ofNullable(
                        policies.versions().get(key))
                .flatMap(versions -> versions.entryOn(command.effectiveFrom()));
        if (present.filter(entry -> entry.from().equals(command.effectiveFrom()))
                .filter(entry -> entry.value().value() == command.value())
                .filter(entry -> entry.value().source().equals(command.source()))
                .isPresent()) {
            return Decision.rejected(
                    RefusalCode.NO_CHANGE,
                    Map.of(
                            "term", command.term().name(),
                            "effectiveFrom", command.effectiveFrom().toString()));
        }
        return Decision.accepted(new PolicyAdopted(
                command.term(), command.category(), command.value(), command.effectiveFrom(), command.source()));
    }
}
