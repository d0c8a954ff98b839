package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.muster.commandside.domain.decision.Criterion;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.commandside.domain.decision.Snapshot;
import org.muster.events.AssignmentEnded;
import org.muster.events.BudgetPeriod;
import org.muster.events.DomainEvent;
import org.muster.events.DrawdownBegun;
import org.muster.events.DutyStationOpened;
import org.muster.events.LiquidationBegun;
import org.muster.events.MandateEnded;
import org.muster.events.MandateExtended;
import org.muster.events.MissionClosed;
import org.muster.events.MissionEstablished;
import org.muster.events.MissionStarted;
import org.muster.events.SuccessorMissionLinked;
import org.muster.events.Tag;
import org.muster.events.VolunteerDeployed;
import org.muster.events.VolunteerRegistered;
import org.muster.events.VolunteerStrengthAuthorized;
import org.muster.events.VolunteerStrengthRevised;
import org.muster.events.VolunteerType;

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
    public static final DecisionModel<String, MissionPosts> MODEL = new Fold();

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
     * What to tell about a strength that lies below what is encumbered (rule X10: the Assembly's decision is an event, so
     * it is recorded all the same).
     *
     * @return one warning for each establishment that is exceeded, starting with the code {@code OVER_STRENGTH}
     */
    public List<String> overStrength(AuthorizedStrength strength) {
        BudgetPeriod period = strength.period();
        return Arrays.stream(VolunteerType.values())
                .filter(type -> peak(type, period) > strength.posts(type))
                .map(type -> "OVER_STRENGTH: %s has %d encumbered of %d authorized posts in %s/%s"
                        .formatted(type, peak(type, period), strength.posts(type), period.from(), period.to()))
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

    private MissionPosts deployed(VolunteerDeployed fact) {
        return new MissionPosts(authorized, international, national, deployments + 1, separated)
                .encumberedFrom(fact.category().type(), fact.entryOnDuty(), 1);
    }

    private MissionPosts ended(AssignmentEnded fact) {
        return new MissionPosts(
                        authorized, international, national, deployments, separated.from(fact.separationOn(), 1))
                .encumberedFrom(fact.category().type(), fact.separationOn(), -1);
    }

    /** As saved: the counts by their changes. */
    private record Saved(
            List<AuthorizedStrength> authorized,
            SortedMap<LocalDate, Integer> international,
            SortedMap<LocalDate, Integer> national,
            int deployments,
            SortedMap<LocalDate, Integer> separated) {

        static Saved of(MissionPosts posts) {
            return new Saved(
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

    private static final class Fold implements DecisionModel<String, MissionPosts> {

        @Override
        public String name() {
            return "mission-posts";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Criterion criterion(String acronym) {
            return Criterion.of(
                    Tag.mission(acronym),
                    Set.of(
                            VolunteerStrengthAuthorized.class,
                            VolunteerStrengthRevised.class,
                            VolunteerDeployed.class,
                            AssignmentEnded.class));
        }

        @Override
        public MissionPosts initial(String acronym) {
            return new MissionPosts(List.of(), DailyCount.ZERO, DailyCount.ZERO, 0, DailyCount.ZERO);
        }

        @Override
        public MissionPosts evolve(MissionPosts posts, DomainEvent event) {
            return switch (event) {
                case VolunteerStrengthAuthorized fact ->
                    posts.with(new AuthorizedStrength(fact.period(), fact.international(), fact.national()));
                case VolunteerStrengthRevised fact ->
                    posts.with(new AuthorizedStrength(fact.period(), fact.international(), fact.national()));
                case VolunteerDeployed fact -> posts.deployed(fact);
                case AssignmentEnded fact -> posts.ended(fact);
                case MissionEstablished _,
                        MissionStarted _,
                        MandateExtended _,
                        SuccessorMissionLinked _,
                        DutyStationOpened _,
                        MandateEnded _,
                        DrawdownBegun _,
                        LiquidationBegun _,
                        MissionClosed _,
                        VolunteerRegistered _ -> posts;
            };
        }

        @Override
        public Optional<Snapshot<MissionPosts, ?>> savedForm() {
            return Optional.of(new Snapshot<>(Saved.class, Saved::of, Saved::restored));
        }
    }
}
