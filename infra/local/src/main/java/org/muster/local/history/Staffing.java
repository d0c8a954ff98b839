package org.muster.local.history;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.muster.events.Category;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.SeparationReason;

/**
 * Fills the missions of one stream with services, so that on each date of a mission's plan exactly the planned number
 * serves.
 *
 * <p>It goes through the dates of all missions together, in order, and compares the number who would still serve with the
 * target. If there are too many, those nearest to their end leave earlier. If there are too few, contracts are extended
 * near the mission's end; otherwise people enter on duty since the last date.
 */
final class Staffing {

    /** International volunteers serve no longer in all (rule X7); a leap day less than it allows. */
    private static final int SERVICE_DAYS_MAX = 4 * 365;

    /** A service is not begun for less. */
    private static final int SERVICE_DAYS_MIN = 120;

    private static final int EARLY_LEAVERS_PERCENT = 7;
    private static final int RETURNERS_PERCENT = 26;
    private static final int FOLLOWERS_PERCENT = 85;
    private final List<MissionPlan> missions;
    private final Recruitment recruitment;
    private final Roster roster = new Roster();
    private final Map<Post, List<Serving>> serving = new HashMap<>();
    private final Map<String, Random> randoms = new HashMap<>();
    private final Map<Post, Integer> entered = new HashMap<>();
    private final Map<Person, Integer> served = new HashMap<>();
    private final List<Service> services = new ArrayList<>();

    private record Post(String mission, VolunteerType type) {}

    private record Step(MissionPlan mission, LocalDate after, LocalDate day, boolean first) {}

    private Staffing(int stream, List<MissionPlan> missions) {
        this.missions = missions;
        this.recruitment = new Recruitment(stream, Archive.nationalities());
        for (MissionPlan mission : missions) {
            randoms.put(mission.acronym(), new Random(mission.acronym().hashCode()));
        }
    }

    /** The services of all volunteers in these missions, up to the horizon. */
    static List<Service> of(int stream, List<MissionPlan> missions) {
        Staffing staffing = new Staffing(stream, missions);
        staffing.steps().forEach(staffing::take);
        staffing.serving.values().forEach(open -> open.forEach(one -> staffing.services.add(one.open())));
        staffing.services.sort(Comparator.comparing(Service::entryOnDuty)
                .thenComparing(service -> service.person().order()));
        return List.copyOf(staffing.services);
    }

    private Stream<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (MissionPlan mission : missions) {
            TreeSet<LocalDate> days = new TreeSet<>(mission.points().keySet());
            mission.mandateEndedOn().ifPresent(days::add);
            LocalDate end = mission.emptyFrom().orElse(Archive.HORIZON);
            LocalDate month = mission.startedOn().withDayOfMonth(1).plusMonths(1);
            for (; month.isBefore(end); month = month.plusMonths(1)) {
                days.add(month);
            }
            LocalDate after = days.removeFirst();
            steps.add(new Step(mission, after.minusDays(1), after, true));
            for (LocalDate day : days) {
                steps.add(new Step(mission, after, day, false));
                after = day;
            }
        }
        // The sort is stable: on the same day the missions come in their own order, after those that begin with a
        // transfer.
        return steps.stream().sorted(Comparator.comparing(Step::day).thenComparing(step -> !step.first()));
    }

    private void take(Step step) {
        for (VolunteerType type : VolunteerType.values()) {
            if (step.first()) {
                transfer(step, type);
            } else {
                fill(step, type);
            }
        }
    }

    /** Those who go on in the mission that follows theirs, without a day between: those whose contracts are longest. */
    private void transfer(Step step, VolunteerType type) {
        MissionPlan mission = step.mission();
        int many = mission.target(type, step.day());
        if (many == 0) {
            return;
        }
        Random random = randoms.get(mission.acronym());
        List<Serving> before = serving.get(new Post(mission.predecessor().orElseThrow(), type));
        List<Serving> going = before.stream()
                .filter(one -> !one.separationOn.isBefore(step.day()) && one.limit.isAfter(step.day()))
                .filter(one -> Roster.isEligible(mission, type, one.begun.person()))
                .sorted(Comparator.comparing((Serving one) -> one.separationOn)
                        .reversed()
                        .thenComparing(one -> one.begun.person().order()))
                .limit(many)
                .toList();
        if (going.size() < many) {
            throw new IllegalStateException("only " + going.size() + " of " + many + " can go on in "
                    + mission.acronym() + ": see calibration.csv");
        }
        List<Serving> here = serving.computeIfAbsent(new Post(mission.acronym(), type), p -> new ArrayList<>());
        for (Serving one : going) {
            before.remove(one);
            Service begun = new Service(
                    one.begun.person(),
                    mission.acronym(),
                    station(mission, random),
                    one.begun.category(),
                    one.begun.area(),
                    one.begun.expertise(),
                    step.day(),
                    true,
                    List.of(),
                    Optional.empty());
            LocalDate planned = latest(one.separationOn, step.day().plusDays(30L + random.nextInt(150)));
            here.add(new Serving(begun, earliest(planned, one.limit), one.limit, one.reason.orElseThrow()));
            one.separationOn = step.day();
            one.reason = Optional.empty();
            left(one);
        }
    }

    private void left(Serving one) {
        services.add(one.ended());
        if (one.begun.category().type() == VolunteerType.INTERNATIONAL) {
            served.merge(
                    one.begun.person(),
                    Math.toIntExact(ChronoUnit.DAYS.between(one.begun.entryOnDuty(), one.separationOn)),
                    Integer::sum);
        }
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earliest(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static void deaths(Step step, VolunteerType type, List<Serving> here) {
        for (MissionPlan.Death death : step.mission().deaths()) {
            if (death.type() == type
                    && death.on().isAfter(step.after())
                    && !death.on().isAfter(step.day())) {
                Serving victim = here.stream()
                        .filter(one ->
                                one.begun.entryOnDuty().isBefore(death.on()) && one.separationOn.isAfter(step.day()))
                        .findFirst()
                        .orElseThrow();
                victim.separationOn = death.on().plusDays(1);
                victim.reason = Optional.of(SeparationReason.DEATH_IN_SERVICE);
                victim.incident = Optional.of(death.incident());
            }
        }
    }

    private void fill(Step step, VolunteerType type) {
        Post post = new Post(step.mission().acronym(), type);
        Random random = randoms.get(step.mission().acronym());
        List<Serving> here = serving.computeIfAbsent(post, p -> new ArrayList<>());
        deaths(step, type, here);
        List<Serving> leaving = new ArrayList<>(here.stream()
                .filter(one -> !one.separationOn.isAfter(step.day()))
                .toList());
        int missing = step.mission().target(type, step.day()) - (here.size() - leaving.size());
        if (missing < 0) {
            leaving.addAll(release(step, here, leaving, -missing, random));
        }
        if (missing > 0 && step.mission().recruitsNobody(step.after(), step.day())) {
            List<Serving> staying = leaving.reversed().stream()
                    .filter(one -> one.incident.isEmpty() && one.limit.isAfter(step.day()))
                    .limit(missing)
                    .toList();
            staying.forEach(one -> one.extend(earliest(step.day().plusDays(1L + random.nextInt(120)), one.limit)));
            leaving.removeAll(staying);
            missing -= staying.size();
        }
        for (Serving one : leaving) {
            here.remove(one);
            left(one);
            roster.left(one.begun.person(), one.begun.mission(), one.separationOn);
        }
        for (int i = 0; i < missing; i++) {
            here.add(enter(step, type, random));
        }
    }

    /** Ends the service of so many persons early, of those whose end is nearest. */
    private static List<Serving> release(
            Step step, List<Serving> here, List<Serving> leaving, int many, Random random) {
        List<Serving> released = here.stream()
                .filter(one -> !leaving.contains(one))
                .sorted(Comparator.comparing((Serving one) -> one.separationOn)
                        .thenComparing(one -> one.begun.person().order()))
                .limit(many)
                .toList();
        for (Serving one : released) {
            LocalDate from = one.begun.entryOnDuty().isAfter(step.after()) ? one.begun.entryOnDuty() : step.after();
            int days = Math.toIntExact(ChronoUnit.DAYS.between(from, step.day()));
            long early = ChronoUnit.DAYS.between(step.day(), one.separationOn);
            one.separationOn = from.plusDays(1L + random.nextInt(days));
            one.reason = Optional.of(Serving.reasonOfRelease(step.mission(), step.day(), early, random));
        }
        return released;
    }

    private Serving enter(Step step, VolunteerType type, Random random) {
        MissionPlan mission = step.mission();
        if (mission.mandateEndedOn().map(end -> !step.after().isBefore(end)).orElse(false)) {
            throw new IllegalStateException(
                    mission.acronym() + " would deploy after its mandate, on " + step.day() + ": see calibration.csv");
        }
        int days = Math.toIntExact(ChronoUnit.DAYS.between(step.after(), step.day()));
        LocalDate entry = step.after().plusDays(1L + random.nextInt(days));
        int nth = entered.merge(new Post(mission.acronym(), type), 1, Integer::sum) - 1;
        Optional<Person> again = returning(mission, type, entry, random);
        Category category = again.map(person -> recruitment.categoryAgain(type, person, entry, random))
                .orElseGet(() -> recruitment.category(type, entry.getYear(), random));
        Person person = again.orElseGet(() -> recruitment.recruit(mission, category, entry, nth, random));
        ServiceArea area = recruitment.area(mission.areas(), random);
        Service begun = new Service(
                person,
                mission.acronym(),
                station(mission, random),
                category,
                area,
                recruitment.expertise(area, random),
                entry,
                false,
                List.of(),
                Optional.empty());
        int term = mission.terms().days(random);
        LocalDate limit = limit(person, type, entry);
        Serving one = new Serving(
                begun, earliest(entry.plusDays(Math.max(term, days + 1)), limit), limit, SeparationReason.COMPLETION);
        if (random.nextInt(100) < EARLY_LEAVERS_PERCENT) {
            one.separationOn = earliest(
                    one.separationOn, entry.plusDays(Math.max(term * (25 + random.nextInt(60)) / 100, days + 1)));
            one.reason = Optional.of(Serving.reasonOfEarlyLeaver(random));
        }
        return one;
    }

    /** The last possible separation (rule X7). */
    private LocalDate limit(Person person, VolunteerType type, LocalDate entry) {
        return switch (type) {
            case INTERNATIONAL -> entry.plusDays(SERVICE_DAYS_MAX - served.getOrDefault(person, 0));
            case NATIONAL -> LocalDate.MAX;
        };
    }

    private boolean mayServe(Person person, VolunteerType type) {
        return type == VolunteerType.NATIONAL || served.getOrDefault(person, 0) <= SERVICE_DAYS_MAX - SERVICE_DAYS_MIN;
    }

    private Optional<Person> returning(MissionPlan mission, VolunteerType type, LocalDate entry, Random random) {
        boolean young = entry.isBefore(mission.startedOn().plusDays(75));
        if (young && mission.predecessor().isPresent() && random.nextInt(100) < FOLLOWERS_PERCENT) {
            Optional<Person> follower = roster.follower(
                            mission, mission.predecessor().get(), type, entry)
                    .filter(person -> mayServe(person, type));
            if (follower.isPresent()) {
                return follower;
            }
        }
        return mission.nationalities().isEmpty() && random.nextInt(100) < RETURNERS_PERCENT
                ? roster.returner(mission, type, entry, random).filter(person -> mayServe(person, type))
                : Optional.empty();
    }

    /** Half of them serve at headquarters, the first station of the mission. */
    private static String station(MissionPlan mission, Random random) {
        List<MissionPlan.Station> stations = mission.stations();
        return random.nextBoolean()
                ? stations.getFirst().id()
                : stations.get(random.nextInt(stations.size())).id();
    }
}
