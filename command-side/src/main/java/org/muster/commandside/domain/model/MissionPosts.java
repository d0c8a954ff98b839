package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.commandside.domain.decision.Snapshot;
import org.muster.events.BudgetPeriod;
import org.muster.events.Tag;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;

/**
 * A mission's posts: how many are authorized and how many are encumbered on each date. Counts only, never persons, so
 * its size does not grow with the mission.
 *
 * <p>A deployment encumbers a post from its entry on duty without end, until its end is recorded.
 *
 * @param authorized by budget period, in order of time; the periods do not overlap
 * @param international encumbered posts of the international establishment on each date
 * @param national encumbered posts of the national establishment on each date
 * @param deployments how many assignments there ever were
 * @param separated how many of them have been separated by each date; an assignment that is open never is
 */
public record MissionPosts(
        List<AuthorizedStrength> authorized,
        DailyCount international,
        DailyCount national,
        int deployments,
        DailyCount separated) {

    /** By the mission's acronym. */
    public static final DecisionModel<MissionPosts> MODEL = DecisionModel.named("mission-posts", 1)
            .tagged(Tag.MISSION)
            .startingAt(new MissionPosts(List.of(), DailyCount.ZERO, DailyCount.ZERO, 0, DailyCount.ZERO))
            .on(
                    VolunteerStrengthAuthorized.class,
                    (posts, e) -> posts.with(new AuthorizedStrength(e.period(), e.international(), e.national())))
            .on(
                    VolunteerStrengthRevised.class,
                    (posts, e) -> posts.with(new AuthorizedStrength(e.period(), e.international(), e.national())))
            .on(VolunteerDeployed.class, MissionPosts::deployed)
            .on(AssignmentEnded.class, MissionPosts::ended)
            .keptAs(new Snapshot<>(Kept.class, Kept::of, Kept::restored));

    public MissionPosts {
        authorized = List.copyOf(authorized);
    }

    /** The strength that holds on a date. */
    public Optional<AuthorizedStrength> authorizedOn(LocalDate date) {
        return authorized.stream()
                .filter(strength -> strength.period().contains(date))
                .findFirst();
    }

    /** The strength of exactly this budget period. */
    public Optional<AuthorizedStrength> authorizedFor(BudgetPeriod period) {
        return authorized.stream()
                .filter(strength -> strength.period().equals(period))
                .findFirst();
    }

    /** A strength whose budget period shares a day with this one. */
    public Optional<AuthorizedStrength> overlapping(BudgetPeriod period) {
        return authorized.stream()
                .filter(strength -> strength.period().overlaps(period))
                .findFirst();
    }

    /** The encumbered posts of one establishment on each date. */
    public DailyCount encumbered(VolunteerType type) {
        return switch (type) {
            case INTERNATIONAL -> international;
            case NATIONAL -> national;
        };
    }

    /** How many assignments are open or have their last day after this one, also those that only begin after it. */
    public int assignmentsBeyond(LocalDate lastDay) {
        return deployments - separated.on(lastDay.plusDays(1));
    }

    /**
     * What to tell about a strength that lies below what is encumbered (rule X10: the Assembly's decision stands, so
     * it is recorded all the same).
     *
     * @return one warning for each establishment that is exceeded
     */
    public List<Warning> overStrength(AuthorizedStrength strength) {
        BudgetPeriod period = strength.period();
        return Arrays.stream(VolunteerType.values())
                .filter(type -> peak(type, period) > strength.posts(type))
                .map(type -> new Warning(
                        WarningCode.OVER_STRENGTH,
                        Map.of(
                                "type", type.name(),
                                "from", period.from().toString(),
                                "to", period.to().toString(),
                                "authorized", strength.posts(type),
                                "encumbered", peak(type, period))))
                .toList();
    }

    private int peak(VolunteerType type, BudgetPeriod period) {
        return encumbered(type).peak(period.from(), period.to());
    }

    private MissionPosts with(AuthorizedStrength strength) {
        List<AuthorizedStrength> changed = new ArrayList<>(authorized);
        changed.removeIf(known -> known.period().equals(strength.period()));
        changed.add(strength);
        changed.sort(Comparator.comparing(known -> known.period().from()));
        return new MissionPosts(changed, international, national, deployments, separated);
    }

    private MissionPosts encumberedFrom(VolunteerType type, LocalDate date, int posts) {
        return switch (type) {
            case INTERNATIONAL ->
                new MissionPosts(authorized, international.from(date, posts), national, deployments, separated);
            case NATIONAL ->
                new MissionPosts(authorized, international, national.from(date, posts), deployments, separated);
        };
    }

    private MissionPosts deployed(VolunteerDeployed event) {
        return new MissionPosts(authorized, international, national, deployments + 1, separated)
                .encumberedFrom(event.category().type(), event.entryOnDuty(), 1);
    }

    private MissionPosts ended(AssignmentEnded event) {
        return new MissionPosts(
                        authorized, international, national, deployments, separated.from(event.separationOn(), 1))
                .encumberedFrom(event.category().type(), event.separationOn(), -1);
    }

    /** The form of a snapshot: the counts by their changes. */
    private record Kept(
            List<AuthorizedStrength> authorized,
            SortedMap<LocalDate, Integer> international,
            SortedMap<LocalDate, Integer> national,
            int deployments,
            SortedMap<LocalDate, Integer> separated) {

        static Kept of(MissionPosts posts) {
            return new Kept(
                    posts.authorized,
                    posts.international.changes(),
                    posts.national.changes(),
                    posts.deployments,
                    posts.separated.changes());
        }

        MissionPosts restored() {
            return new MissionPosts(
                    authorized,
                    DailyCount.of(international),
                    DailyCount.of(national),
                    deployments,
                    DailyCount.of(separated));
        }
    }
}
