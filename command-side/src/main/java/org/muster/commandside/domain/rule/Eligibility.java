package org.muster.commandside.domain.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.events.Category;

/**
 * Rule X6: international volunteers come from elsewhere; residence in the mission area does not make one a national. National
 * volunteers are at home there by nationality or residence; so are community and refugee volunteers, who serve where they
 * live.
 */
public final class Eligibility {

    private Eligibility() {}

    /** Why the volunteer cannot serve in this category in the mission; empty if nothing stands in the way. */
    public static Optional<Decision> refusal(Category category, Mission mission, VolunteerRecord volunteer) {
        boolean fits = switch (category.type()) {
            case INTERNATIONAL -> !mission.countries().contains(volunteer.nationality());
            case NATIONAL -> mission.countries().stream().anyMatch(volunteer::isAtHomeIn);
        };
        if (fits) {
            return Optional.empty();
        }
        Map<String, Object> details = new HashMap<>(Map.of(
                "category", category.name(),
                "nationality", volunteer.nationality(),
                "area", mission.countries()));
        volunteer.residence().ifPresent(country -> details.put("residence", country));
        return Optional.of(Decision.rejected(RefusalCode.NOT_ELIGIBLE, details));
    }
}
