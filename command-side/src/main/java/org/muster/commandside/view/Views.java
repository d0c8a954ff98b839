package org.muster.commandside.view;

import java.util.List;
import org.muster.commandside.core.View;

/** Every view that a rule may read. */
public final class Views {

    private static final List<View<String, ?>> ALL = List.of(
            Mission.VIEW,
            Succession.VIEW,
            MissionPosts.VIEW,
            DutyStation.VIEW,
            VolunteerRecord.VIEW,
            RegisteredIdentity.VIEW,
            AssignmentRecord.VIEW);

    private Views() {}

    public static List<View<String, ?>> all() {
        return ALL;
    }
}
