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

    /** In the last days of a mission, so many, contracts are extended instead of people recruited. */
    private static final int LAST_STRETCH_DAYS = 180;

    private static final int EARLY_LEAVERS_PERCENT = 7;
    private static final int RETURNERS_PERCENT = 26;
    private static final int FOLLOWERS_PERCENT = 85;
    private final List<MissionPlan> missions;
    private final Recruitment recruitment;
    private final Roster roster = new Roster();
    private final Map<Post, List<Serving>> serving = new HashMap<>();
    private final Map<String, Random> randoms = new HashMap<>();
    private final Map<Post, Integer> entered = new HashMap<>();
    private final List<Service> services = new ArrayList<>();

    private record Post(String mission, VolunteerType type) {}

    private record Step(MissionPlan mission, LocalDate after, LocalDate day) {}

    /** A person in service, with the separation that is planned so far. */
    private static final class Serving {
        private final Service begun;
        private LocalDate separationOn;
        private SeparationReason reason;

        private Serving(Service begun, LocalDate separationOn, SeparationReason reason) {
            this.begun = begun;
            this.separationOn = separationOn;
            this.reason = reason;
        }

        private Service ended() {
            return new Service(
                    begun.person(),
                    begun.mission(),
                    begun.station(),
                    begun.category(),
                    begun.area(),
                    begun.expertise(),
                    begun.entryOnDuty(),
                    Optional.of(new Service.End(separationOn, reason)));
        }
    }

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
        staffing.serving.values().forEach(open -> open.forEach(one -> staffing.services.add(one.begun)));
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
            for (LocalDate day : days) {
                steps.add(new Step(mission, after, day));
                after = day;
            }
        }
        // The sort is stable: on the same day the missions come in their own order.
        return steps.stream().sorted(Comparator.comparing(Step::day));
    }

    private void take(Step step) {
        for (VolunteerType type : VolunteerType.values()) {
            fill(step, type);
        }
    }

    private void fill(Step step, VolunteerType type) {
        Post post = new Post(step.mission().acronym(), type);
        Random random = randoms.get(step.mission().acronym());
        List<Serving> here = serving.computeIfAbsent(post, p -> new ArrayList<>());
        List<Serving> leaving = new ArrayList<>(here.stream()
                .filter(one -> !one.separationOn.isAfter(step.day()))
                .toList());
        int missing = step.mission().target(type, step.day()) - (here.size() - leaving.size());
        if (missing < 0) {
            leaving.addAll(release(step, here, leaving, -missing, random));
        }
        while (missing > 0 && !leaving.isEmpty() && inLastStretch(step)) {
            Serving extended = leaving.removeLast();
            extended.separationOn = step.day().plusDays(1L + random.nextInt(120));
            extended.reason = SeparationReason.COMPLETION;
            missing--;
        }
        for (Serving one : leaving) {
            here.remove(one);
            services.add(one.ended());
            roster.left(one.begun.person(), one.begun.mission(), one.separationOn);
        }
        for (int i = 0; i < missing; i++) {
            here.add(enter(step, type, random));
        }
    }

    private static boolean inLastStretch(Step step) {
        return step.mission()
                .mandateEndedOn()
                .map(end -> step.day().isAfter(end.minusDays(LAST_STRETCH_DAYS)))
                .orElse(false);
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
            one.reason = reasonOfRelease(step, early, random);
        }
        return released;
    }

    private static SeparationReason reasonOfRelease(Step step, long daysEarly, Random random) {
        boolean closing = step.mission()
                .mandateEndedOn()
                .map(end -> step.day().isAfter(end.minusDays(60)))
                .orElse(false);
        if (closing) {
            return SeparationReason.MISSION_CLOSURE;
        }
        if (daysEarly < 90) {
            return SeparationReason.COMPLETION;
        }
        int percent = random.nextInt(100);
        return percent < 50
                ? SeparationReason.FUNDING
                : percent < 80 ? SeparationReason.EARLY_TERMINATION : SeparationReason.MUTUAL_AGREEMENT;
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
                Optional.empty());
        int term = mission.terms().days(random);
        SeparationReason reason = SeparationReason.COMPLETION;
        if (random.nextInt(100) < EARLY_LEAVERS_PERCENT) {
            term = term * (25 + random.nextInt(60)) / 100;
            reason = early(random);
        }
        LocalDate separation = entry.plusDays(Math.max(term, days + 1));
        return new Serving(begun, separation, reason);
    }

    private static SeparationReason early(Random random) {
        int percent = random.nextInt(100);
        if (percent < 60) {
            return SeparationReason.RESIGNATION;
        }
        if (percent < 88) {
            return percent < 74 ? SeparationReason.MEDICAL : SeparationReason.MUTUAL_AGREEMENT;
        }
        if (percent < 96) {
            return SeparationReason.PERFORMANCE;
        }
        return percent < 99 ? SeparationReason.ABANDONMENT : SeparationReason.MISCONDUCT;
    }

    private Optional<Person> returning(MissionPlan mission, VolunteerType type, LocalDate entry, Random random) {
        boolean young = entry.isBefore(mission.startedOn().plusDays(75));
        if (young && mission.predecessor().isPresent() && random.nextInt(100) < FOLLOWERS_PERCENT) {
            Optional<Person> follower =
                    roster.follower(mission, mission.predecessor().get(), type, entry);
            if (follower.isPresent()) {
                return follower;
            }
        }
        return mission.nationalities().isEmpty() && random.nextInt(100) < RETURNERS_PERCENT
                ? roster.returner(mission, type, entry, random)
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
