package org.muster.commandside.domain.model;

import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyAdopted;

/** The policies that rules go by: what Muster is shipped with, and every version adopted since. */
public final class PolicyBook {

    /** By {@link Tag#POLICY_BOOK}; any rule may read it, and AdoptPolicy alone changes it. */
    public static final DecisionModel<Policies> MODEL = DecisionModel.named("policy-book", 1)
            .tagged(Tag.POLICY)
            .startingAt(Policies.SHIPPED)
            .on(PolicyAdopted.class, Policies::adopted);

    private PolicyBook() {}
}
