package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commandside.domain.model.AuthorizedStrength;
import org.muster.commandside.domain.model.DailyCount;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.events.BudgetPeriod;
import org.muster.events.VolunteerType;

/**
 * Rule X2: a post is vacant if on every day from the first one to the end of the budget period fewer posts are encumbered or
 * reserved than authorized for that day. Later periods are not asked: their authorizations are decisions still to come, and what is then
 * above them is flagged when the period begins, not refused now.
 *
 * @param isOpen whether there is a vacant post
 * @param details what decided it, by name; plain JSON values
 */
public record Vacancy(boolean isOpen, Map<String, Object> details) {

    public Vacancy {
        details = Map.copyOf(details);
    }

    /**
     * Looks for a vacant post.
     *
     * @param reserved the reservations that count; not the one of the request that the post is for
     */
    public static Vacancy of(
            String mission, VolunteerType type, LocalDate first, MissionPosts posts, ReservedPosts reserved) {
        Map<String, Object> details = new HashMap<>(Map.of("mission", mission, "type", type.name()));
        List<AuthorizedStrength> strengths = posts.authorizedFrom(first);
        if (strengths.isEmpty()) {
            details.put("on", first.toString());
            details.put("authorized", 0);
            return new Vacancy(false, details);
        }
        DailyCount encumbered = posts.encumbered(type);
        DailyCount all = reserved.addedTo(encumbered, type);
        AuthorizedStrength fullest = strengths.stream()
                .min(Comparator.comparing(strength -> strength.posts(type) - all.peak(strength.from(), strength.to())))
                .orElseThrow();
        int authorized = fullest.posts(type);
        int filled = encumbered.peak(fullest.from(), fullest.to());
        int taken = all.peak(fullest.from(), fullest.to());
        details.put("from", fullest.period().from().toString());
        details.put("to", fullest.period().to().toString());
        details.put("authorized", authorized);
        details.put("encumbered", filled);
        if (taken > filled) {
            details.put("reserved", taken - filled);
        }
        return new Vacancy(taken < authorized, details);
    }

    /**
     * Looks for a day on which more posts are taken than authorized, for a history that was corrected; days for which nothing was ever
     * authorized are not asked.
     *
     * @param posts with the correction
     * @return what decided it; empty if there is no such day
     */
    public static Optional<Map<String, Object>> exceeded(
            String mission,
            VolunteerType type,
            LocalDate first,
            LocalDate last,
            MissionPosts posts,
            ReservedPosts reserved) {
        DailyCount all = reserved.addedTo(posts.encumbered(type), type);
        return posts.authorizedWithin(first, last).stream()
                .filter(strength -> all.peak(strength.from(), strength.to()) > strength.posts(type))
                .findFirst()
                .map(strength -> Map.of(
                        "mission", mission,
                        "type", type.name(),
                        "from", strength.from().toString(),
                        "to", strength.to().toString(),
                        "authorized", strength.posts(type),
                        "encumbered", posts.encumbered(type).peak(strength.from(), strength.to())));
    }

    /** The posts of one establishment that are taken on some day of a period; empty if none is. */
    public static Optional<Map<String, Object>> taken(
            String mission, VolunteerType type, BudgetPeriod period, MissionPosts posts, ReservedPosts reserved) {
        int taken = reserved.addedTo(posts.encumbered(type), type).peak(period.from(), period.to());
        return taken == 0
                ? Optional.empty()
                : Optional.of(Map.of(
                        "mission",
                        mission,
                        "type",
                        type.name(),
                        "from",
                        period.from().toString(),
                        "to",
                        period.to().toString(),
                        "authorized",
                        0,
                        "encumbered",
                        taken));
    }
}
