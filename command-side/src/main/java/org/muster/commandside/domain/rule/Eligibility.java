package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.events.Category;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyTerm;

/**
 * Rule X6: international volunteers come from elsewhere; residence in the mission area does not make one a national. National
 * volunteers are at home there by nationality or residence; so are community and refugee volunteers, who serve where they
 * live. Ages follow the policy of the category.
 */
public final class Eligibility {

    private Eligibility() {}

    /** Why the volunteer cannot serve in this category in the mission; empty if nothing stands in the way. */
    public static Optional<Decision> refusal(Category category, Mission mission, VolunteerRecord volunteer) {
        if (volunteer.diedOn().isPresent()) {
            return Optional.of(Decision.rejected(
                    RefusalCode.NOT_ELIGIBLE,
                    Map.of("diedOn", volunteer.diedOn().get().toString())));
        }
        return categoryRefusal(category, mission, volunteer);
    }

    private static Optional<Decision> categoryRefusal(Category category, Mission mission, VolunteerRecord volunteer) {
        boolean fits = switch (category.type()) {
            case INTERNATIONAL -> mission.countries().stream().noneMatch(volunteer::isNationalOf);
            case NATIONAL -> mission.countries().stream().anyMatch(volunteer::isAtHomeIn);
        };
        if (fits) {
            return Optional.empty();
        }
        Map<String, Object> details = new HashMap<>(Map.of(
                "category", category.name(),
                "nationality", volunteer.nationality(),
                "area", mission.countries()));
        if (!volunteer.otherNationalities().isEmpty()) {
            details.put(
                    "otherNationalities",
                    volunteer.otherNationalities().stream().sorted().toList());
        }
        volunteer.residence().ifPresent(country -> details.put("residence", country));
        return Optional.of(Decision.rejected(RefusalCode.NOT_ELIGIBLE, details));
    }

    /**
     * Why the volunteer cannot enter on duty at their age; empty if the policy of the category allows it. Ages are counted in
     * full years, each reached for certain on the day that the register derived.
     */
    public static Optional<Decision> ageRefusal(
            Category category, VolunteerRecord volunteer, LocalDate day, Policies policies) {
        return ageRefusal(
                category,
                volunteer,
                day,
                policies.value(PolicyTerm.AGE_MIN, category, day),
                policies.value(PolicyTerm.AGE_MAX, category, day));
    }

    /** The same for a historical record, whose category had other ages: nobody serves below the least age of all. */
    public static Optional<Decision> minority(
            Category category, VolunteerRecord volunteer, LocalDate day, Policies policies) {
        return ageRefusal(category, volunteer, day, policies.value(PolicyTerm.AGE_MIN, day), Optional.empty());
    }

    private static Optional<Decision> ageRefusal(
            Category category,
            VolunteerRecord volunteer,
            LocalDate day,
            Optional<Integer> least,
            Optional<Integer> greatest) {
        boolean young = least.filter(age -> !volunteer.hasReached(age, day)).isPresent();
        boolean old = greatest.filter(age -> volunteer.hasReached(age + 1, day)).isPresent();
        if (!young && !old) {
            return Optional.empty();
        }
        Map<String, Object> details = new HashMap<>(Map.of("category", category.name(), "on", day.toString()));
        least.ifPresent(age -> details.put("ageMin", age));
        greatest.ifPresent(age -> details.put("ageMax", age));
        return Optional.of(Decision.rejected(RefusalCode.NOT_ELIGIBLE, details));
    }
}
