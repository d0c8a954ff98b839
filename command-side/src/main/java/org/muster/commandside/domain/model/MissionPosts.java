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
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;

/**
 * A mission's posts: how many are authorized and how many are encumbered on each date. Counts only, never persons, so
 * its size does not grow with the mission.
 *
 * <p>A deployment encumbers a post from its entry on duty without end, until its end is recorded: a contract may be extended,
 * so its planned end frees no post.
 *
 * @param mission whose posts
 * @param authorized by budget period, in order of time; the periods do not overlap
 * @param international encumbered posts of the international establishment on each date
 * @param national encumbered posts of the national establishment on each date
 * @param entered how many entered on duty by each date
 * @param separated how many of them have been separated by each date; an assignment that is open never is
 */
public record MissionPosts(
        String mission,
        List<PeriodStrength> authorized,
        DailyCount international,
        DailyCount national,
        DailyCount entered,
        DailyCount separated) {

    /** By the mission's acronym. */
    public static final DecisionModel<MissionPosts> MODEL = DecisionModel.named("mission-posts", 3)
            .tagged(Tag.MISSION)
            .startingFrom(mission -> new MissionPosts(
                    mission, List.of(), DailyCount.ZERO, DailyCount.ZERO, DailyCount.ZERO, DailyCount.ZERO))
            .on(
                    VolunteerStrengthAuthorized.class,
                    (posts, e) -> posts.decided(e.period(), e.period().from(), e.international(), e.national()))
            .on(
                    VolunteerStrengthRevised.class,
                    (posts, e) -> posts.decided(e.period(), e.revisedOn(), e.international(), e.national()))
            .on(VolunteerDeployed.class, (posts, e) -> posts.begun(e.category().type(), e.entryOnDuty()))
            .on(
                    AssignmentEnded.class,
                    (posts, e) -> posts.separated(e.category().type(), e.separationOn()))
            .on(
                    DeathInServiceRecorded.class,
                    (posts, e) -> posts.separated(e.category().type(), e.separationOn()))
            .on(VolunteerTransferred.class, MissionPosts::transferred)
            .keptAs(new Snapshot<>(Kept.class, Kept::of, Kept::restored));

    public MissionPosts {
        authorized = List.copyOf(authorized);
    }

    /** The strength that holds on a date. */
    public Optional<AuthorizedStrength> authorizedOn(LocalDate date) {
        return authorizedFrom(date).stream().findFirst();
    }

    /**
     * The strengths that hold from a date to the end of its budget period, also those of revisions still to come, each with its
     * days; none where nothing is authorized.
     */
    public List<AuthorizedStrength> authorizedFrom(LocalDate date) {
        return authorized.stream()
                .filter(strength -> strength.period().contains(date))
                .findFirst()
                .map(strength -> strength.from(date))
                .orElse(List.of());
    }

    /** The strengths that hold on some of these days, each with its days; none for days for which nothing was authorized. */
    public List<AuthorizedStrength> authorizedWithin(LocalDate first, LocalDate last) {
        return authorized.stream()
                .filter(strength -> strength.period().overlaps(new BudgetPeriod(first, last)))
                .flatMap(strength ->
                        strength
                                .from(
                                        first.isBefore(strength.period().from())
                                                ? strength.period().from()
                                                : first)
                                .stream())
                .filter(strength -> !strength.from().isAfter(last))
                .map(strength -> strength.until(last))
                .toList();
    }

    /** The budget periods for which posts were authorized, in order of time. */
    public List<BudgetPeriod> periods() {
        return authorized.stream().map(PeriodStrength::period).toList();
    }

    /** Whether posts were authorized for exactly this budget period. */
    public boolean isAuthorized(BudgetPeriod period) {
        return authorized.stream().anyMatch(strength -> strength.period().equals(period));
    }

    /** A budget period with a strength that shares a day with this one. */
    public Optional<BudgetPeriod> overlapping(BudgetPeriod period) {
        return authorized.stream()
                .map(PeriodStrength::period)
                .filter(period::overlaps)
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
        return entered.total() - separated.on(lastDay.plusDays(1));
    }

    /** The first day from this one on which nobody serves or is to serve; empty while an assignment is open. */
    public Optional<LocalDate> emptyFrom(LocalDate day) {
        if (entered.total() != separated.total()) {
            return Optional.empty();
        }
        SortedMap<LocalDate, Integer> separations = separated.changes();
        return Optional.of(separations.isEmpty() || separations.lastKey().isBefore(day) ? day : separations.lastKey());
    }

    /** How many entries on duty are on record for this date or a later one. */
    public int entriesFrom(LocalDate date) {
        return entered.total() - entered.on(date.minusDays(1));
    }

    /**
     * What to tell where a phase begins or a mandate ends before entries on duty that are on record: the decision stands, and
     * somebody should look at them.
     *
     * @param date the first day on which an entry would be at odds with it
     */
    public List<Warning> contradictedFrom(String mission, LocalDate date) {
        int entries = entriesFrom(date);
        return entries == 0
                ? List.of()
                : List.of(new Warning(
                        WarningCode.CONTRADICTS_RECORD,
                        Map.of("mission", mission, "entriesOnDuty", entries, "from", date.toString())));
    }

    /**
     * What to tell about a strength that lies below what is encumbered (rule X10: the Assembly's decision stands, so
     * it is recorded all the same).
     *
     * @param period the budget period
     * @param day from when it is decided; it holds to the end of the period or the next revision
     * @return one warning for each establishment that is exceeded
     */
    public List<Warning> overStrength(BudgetPeriod period, LocalDate day, int ofInternational, int ofNational) {
        return decided(period, day, ofInternational, ofNational)
                .authorizedOn(day.isBefore(period.from()) ? period.from() : day)
                .map(this::overStrength)
                .orElse(List.of());
    }

    /** The same of all decisions about a period that are on record. */
    public List<Warning> overStrength(BudgetPeriod period) {
        return authorizedWithin(period.from(), period.to()).stream()
                .flatMap(strength -> overStrength(strength).stream())
                .toList();
    }

    private List<Warning> overStrength(AuthorizedStrength strength) {
        return Arrays.stream(VolunteerType.values())
                .filter(type -> peak(type, strength) > strength.posts(type))
                .map(type -> new Warning(
                        WarningCode.OVER_STRENGTH,
                        Map.of(
                                "type", type.name(),
                                "from", strength.from().toString(),
                                "to", strength.to().toString(),
                                "authorized", strength.posts(type),
                                "encumbered", peak(type, strength))))
                .toList();
    }

    private int peak(VolunteerType type, AuthorizedStrength strength) {
        return encumbered(type).peak(strength.from(), strength.to());
    }

    private MissionPosts decided(BudgetPeriod period, LocalDate day, int ofInternational, int ofNational) {
        PeriodStrength before = authorized.stream()
                .filter(known -> known.period().equals(period))
                .findFirst()
                .orElse(PeriodStrength.none(period));
        List<PeriodStrength> changed = new ArrayList<>(authorized);
        changed.remove(before);
        changed.add(before.decided(day, new PeriodStrength.Posts(ofInternational, ofNational)));
        changed.sort(Comparator.comparing(known -> known.period().from()));
        return new MissionPosts(mission, changed, international, national, entered, separated);
    }

    private MissionPosts encumberedFrom(VolunteerType type, LocalDate date, int posts) {
        return switch (type) {
            case INTERNATIONAL ->
                new MissionPosts(mission, authorized, international.from(date, posts), national, entered, separated);
            case NATIONAL ->
                new MissionPosts(mission, authorized, international, national.from(date, posts), entered, separated);
        };
    }

    private MissionPosts begun(VolunteerType type, LocalDate entryOnDuty) {
        return new MissionPosts(mission, authorized, international, national, entered.from(entryOnDuty, 1), separated)
                .encumberedFrom(type, entryOnDuty, 1);
    }

    private MissionPosts separated(VolunteerType type, LocalDate separationOn) {
        return new MissionPosts(mission, authorized, international, national, entered, separated.from(separationOn, 1))
                .encumberedFrom(type, separationOn, -1);
    }

    /** The event carries the tags of both missions: one loses the volunteer on the day on which the other gains them. */
    private MissionPosts transferred(VolunteerTransferred event) {
        VolunteerType type = event.category().type();
        MissionPosts left = event.mission().equals(mission) ? separated(type, event.transferredOn()) : this;
        return event.newMission().equals(mission) ? left.begun(type, event.transferredOn()) : left;
    }

    /** The form of a snapshot: the counts by their changes. */
    private record Kept(
            String mission,
            List<PeriodStrength> authorized,
            SortedMap<LocalDate, Integer> international,
            SortedMap<LocalDate, Integer> national,
            SortedMap<LocalDate, Integer> entered,
            SortedMap<LocalDate, Integer> separated) {

        static Kept of(MissionPosts posts) {
            return new Kept(
                    posts.mission,
                    posts.authorized,
                    posts.international.changes(),
                    posts.national.changes(),
                    posts.entered.changes(),
                    posts.separated.changes());
        }

        MissionPosts restored() {
            return new MissionPosts(
                    mission,
                    authorized,
                    DailyCount.of(international),
                    DailyCount.of(national),
                    DailyCount.of(entered),
                    DailyCount.of(separated));
        }
    }
}
