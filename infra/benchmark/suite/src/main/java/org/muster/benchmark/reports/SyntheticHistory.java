package org.muster.benchmark.reports;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.muster.catalog.EventCatalog;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.mission.DutyStationClassified;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.HardshipClass;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.security.EvacuationOrdered;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerRegistered;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.PublicationSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A register that is much larger than any there is and shaped like one: missions of very different size, stations, strengths, deployments
 * with extensions, absences, moves and evacuations, recorded day by day. The same at each run.
 */
final class SyntheticHistory implements PublicationSource {

    static final int MISSIONS = 50;

    private static final LocalDate FIRST = LocalDate.of(1992, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);
    private static final int DAYS = (int) (LAST.toEpochDay() - FIRST.toEpochDay());
    private static final int STATIONS = 8;
    private static final List<String> NATIONALITIES =
            List.of("FRA", "DEU", "SEN", "KEN", "NPL", "BRA", "PHL", "UGA", "IND", "COL");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final URI SOURCE = URI.create("urn:muster:benchmark");

    private final int assignments;
    private final SplittableRandom random = new SplittableRandom(1992);
    private final TreeMap<Integer, List<Supplier<DomainEvent>>> later = new TreeMap<>();
    private final Deque<OutgoingEvent> ahead = new ArrayDeque<>();
    private long position;
    private int day;
    private int ofDay;
    private int deployed;
    private int volunteers;
    private long size = Long.MAX_VALUE;
    private long liveNanos;
    private int livePerSecond;

    SyntheticHistory(int assignments) {
        this.assignments = assignments;
        for (int mission = 0; mission < MISSIONS; mission++) {
            establish(mission);
        }
    }

    static String mission(int number) {
        return "M" + (10 + number);
    }

    /** How many events the history has; known once all of them were read. */
    synchronized long size() {
        return size;
    }

    /** From now on the register goes on at this rate. */
    synchronized void live(int perSecond) {
        livePerSecond = perSecond;
        liveNanos = System.nanoTime();
    }

    private long released() {
        return size == Long.MAX_VALUE || livePerSecond == 0
                ? size
                : size + livePerSecond * (System.nanoTime() - liveNanos) / 1_000_000_000;
    }

    @Override
    public synchronized List<OutgoingEvent> readAfter(long after, int limit) {
        while (!ahead.isEmpty() && ahead.peek().position() <= after) {
            ahead.poll();
        }
        while (position < after + limit && (size == Long.MAX_VALUE || position < released())) {
            nextDay();
        }
        long last = Math.min(after + limit, released());
        List<OutgoingEvent> events = new ArrayList<>();
        for (OutgoingEvent event : ahead) {
            if (event.position() > last) {
                break;
            }
            events.add(event);
        }
        return events;
    }

    @Override
    public boolean awaitAfter(long after, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (after >= head()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(2);
        }
        return true;
    }

    @Override
    public synchronized long head() {
        return Math.min(Math.max(position, size == Long.MAX_VALUE ? 1 : 0), released());
    }

    private void nextDay() {
        ofDay = 0;
        List<Supplier<DomainEvent>> due = later.remove(day);
        if (due != null) {
            due.forEach(event -> record(event.get()));
        }
        int first = (int) ((long) day * assignments / DAYS);
        int next = (int) ((long) (day + 1) * assignments / DAYS);
        for (int number = first; number < next; number++) {
            deploy();
        }
        if (++day == DAYS) {
            size = position;
        }
    }

    private void record(DomainEvent event) {
        position++;
        ahead.add(new OutgoingEvent(
                position,
                event.subject().toString(),
                CloudEventBuilder.v1()
                        .withId("event-" + position)
                        .withSource(SOURCE)
                        .withType(EventCatalog.of(event.getClass()).wireName())
                        .withSubject(event.subject().toString())
                        .withTime(date(0).atTime(LocalTime.ofNanoOfDay(1_000_000L * ofDay++))
                                .atOffset(ZoneOffset.UTC))
                        .withData("application/json", JSON.writeValueAsBytes(event))
                        .build()));
    }

    private LocalDate date(int in) {
        return FIRST.plusDays(day + in);
    }

    private void in(int days, Supplier<DomainEvent> event) {
        later.computeIfAbsent(day + days, unused -> new ArrayList<>()).add(event);
    }

    private void establish(int number) {
        String mission = mission(number);
        record(new MissionEstablished(
                mission,
                "Mission " + mission,
                List.of("TLS"),
                number % 3 == 0 ? MissionKind.POLITICAL : MissionKind.PEACEKEEPING,
                LeadDepartment.DPKO,
                "S/RES/" + number,
                FIRST,
                FIRST,
                Optional.of(LAST.plusYears(1)),
                true));
        record(new MissionStarted(mission, FIRST));
        for (int station = 0; station < STATIONS; station++) {
            record(new DutyStationOpened(station(mission, station), mission, "Place " + station, "TLS", FIRST));
            record(new DutyStationClassified(
                    station(mission, station), mission, one(HardshipClass.values()), false, Optional.of(8), FIRST));
        }
        for (int year = 0; year < DAYS / 365; year++) {
            int from = 1 + 365 * year;
            LocalDate period = LocalDate.of(FIRST.getYear() + year, number % 3 == 0 ? 1 : 7, 1);
            in(
                    from,
                    () -> new VolunteerStrengthAuthorized(
                            mission,
                            new BudgetPeriod(period, period.plusYears(1).minusDays(1)),
                            900,
                            400,
                            "A/" + from));
            if (year % 10 == 5) {
                in(
                        from,
                        () -> new EvacuationOrdered(
                                "E-" + mission + "-" + from,
                                mission,
                                List.of(station(mission, 0), station(mission, 1)),
                                "SRSG/" + from,
                                date(0)));
            }
        }
    }

    private static String station(String mission, int number) {
        return mission + "-S" + number;
    }

    private void deploy() {
        String volunteer =
                "V" + (random.nextInt(100) < 55 || volunteers < 1000 ? register() : random.nextInt(volunteers));
        String mission = mission((int) (MISSIONS * Math.pow(random.nextDouble(), 2)));
        int station = random.nextInt(STATIONS);
        String assignment = "A" + deployed++;
        VolunteerDeployed deployment = new VolunteerDeployed(
                volunteer,
                assignment,
                mission,
                station(mission, station),
                one(Category.values()),
                one(ServiceArea.values()),
                one(Expertise.values()),
                date(0),
                Optional.of(date(365)),
                Optional.empty(),
                true);
        record(deployment);
        int served = 60 + random.nextInt(965);
        Optional<LocalDate> end = deployment.contractEndsOn();
        for (int extended = 350; extended < served; extended += 365) {
            Optional<LocalDate> before = end;
            LocalDate after = before.orElseThrow().plusDays(365);
            in(extended, () -> new ContractExtended(volunteer, assignment, mission, before, after));
            end = Optional.of(after);
        }
        for (int rested = 56; rested < served; rested += 180) {
            in(
                    rested,
                    () -> new AbsenceRecorded(volunteer, assignment, mission, AbsenceKind.R_AND_R, date(-7), date(-2)));
        }
        if (random.nextInt(4) == 0) {
            in(
                    served / 2,
                    () -> new VolunteerReassigned(
                            volunteer,
                            assignment,
                            mission,
                            station(mission, station),
                            station(mission, (station + 1) % STATIONS),
                            date(-3)));
        }
        LocalDate last = date(served);
        in(
                served + random.nextInt(30),
                () -> new AssignmentEnded(
                        volunteer,
                        assignment,
                        mission,
                        deployment.category(),
                        deployment.entryOnDuty(),
                        last,
                        SeparationReason.COMPLETION));
    }

    private int register() {
        record(new VolunteerRegistered(
                "V" + volunteers,
                NATIONALITIES.get(random.nextInt(NATIONALITIES.size())),
                Optional.empty(),
                one(Gender.values()),
                1980,
                new SealedPersonalData("key-" + volunteers, "x".repeat(200)),
                "identity-" + volunteers,
                date(-30)));
        return volunteers++;
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
