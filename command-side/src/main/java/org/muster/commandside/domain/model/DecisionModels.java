package org.muster.commandside.domain.model;

import java.util.List;
import org.muster.commandside.domain.decision.DecisionModel;

/** Every view that a rule may read. */
public final class DecisionModels {

    private static final List<DecisionModel<String, ?>> ALL = List.of(
            Mission.MODEL,
            Succession.MODEL,
            MissionPosts.MODEL,
            DutyStation.MODEL,
            VolunteerRecord.MODEL,
            RegisteredIdentity.MODEL,
            AssignmentRecord.MODEL);

    private DecisionModels() {}

    public static List<DecisionModel<String, ?>> all() {
        return ALL;
    }
}
