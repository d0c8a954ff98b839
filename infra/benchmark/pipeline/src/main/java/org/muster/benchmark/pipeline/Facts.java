package org.muster.benchmark.pipeline;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.muster.catalog.EventCatalog;
import org.muster.events.AssignmentEnded;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.Gender;
import org.muster.events.LeadDepartment;
import org.muster.events.MandateExtended;
import org.muster.events.MissionEstablished;
import org.muster.events.MissionKind;
import org.muster.events.MissionStarted;
import org.muster.events.SealedPersonalData;
import org.muster.events.SeparationReason;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerDeployed;
import org.muster.events.VolunteerRegistered;
import org.muster.events.VolunteerStrengthAuthorized;
import org.muster.messaging.OutgoingEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * A made-up history of thirty years in the order of its days: each volunteer is registered, then deployed and ended twice, a
 * year each; forty missions have an authorization and an extension a year. Each run makes the same.
 */
final class Facts {

    private static final int MISSIONS = 40;
    private static final int YEARS = 30;
    private static final LocalDate FIRST_DAY = LocalDate.of(1992, 1, 1);
    private static final int EVENTS_OF_VOLUNTEER = 5;
    private static final OffsetDateTime RECORDED = OffsetDateTime.of(2026, 11, 23, 12, 0, 0, 0, ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CIPHERTEXT = "c2VhbGVk".repeat(30);

    private Facts() {}

    /** At most {@code count} of them, as they are published. */
    static List<OutgoingEvent> history(int count) {
        TreeMap<LocalDate, List<DomainEvent>> byDay = new TreeMap<>();
        Random random = new Random(1992);
        for (int mission = 0; mission < MISSIONS; mission++) {
            mission("M" + mission, byDay);
        }
        int missionFacts = byDay.values().stream().mapToInt(List::size).sum();
        int volunteers = Math.max(0, count - missionFacts) / EVENTS_OF_VOLUNTEER;
        for (int volunteer = 0; volunteer < volunteers; volunteer++) {
            volunteer(volunteer, random, byDay);
        }
        List<OutgoingEvent> history = new ArrayList<>(count);
        byDay.values().forEach(day -> day.forEach(fact -> history.add(outgoing(history.size() + 1L, fact, random))));
        return history;
    }

    /** A fact as the publisher gets it. */
    private static OutgoingEvent outgoing(long position, DomainEvent fact, Random random) {
        String subject = fact.subject().toString();
        return new OutgoingEvent(
                position,
                subject,
                CloudEventBuilder.v1()
                        .withId(new UUID(random.nextLong(), random.nextLong()).toString())
                        .withSource(URI.create("urn:muster:command-side"))
                        .withType(EventCatalog.of(fact.getClass()).wireName())
                        .withSubject(subject)
                        .withTime(RECORDED)
                        .withExtension("commandid", new UUID(random.nextLong(), random.nextLong()).toString())
                        .withExtension("actor", "importer")
                        .withData("application/json", JSON.writeValueAsBytes(fact))
                        .build());
    }

    private static void mission(String mission, TreeMap<LocalDate, List<DomainEvent>> byDay) {
        LocalDate start = FIRST_DAY;
        add(
                byDay,
                start,
                new MissionEstablished(
                        mission,
                        "Mission " + mission,
                        List.of("TLS"),
                        MissionKind.PEACEKEEPING,
                        LeadDepartment.DPKO,
                        "S/RES/1",
                        start,
                        start,
                        Optional.of(start.plusYears(1)),
                        true));
        add(byDay, start.plusDays(1), new MissionStarted(mission, start.plusDays(1)));
        for (int year = 0; year < YEARS; year++) {
            LocalDate day = start.plusYears(year).plusDays(2);
            add(
                    byDay,
                    day,
                    new VolunteerStrengthAuthorized(
                            mission, new BudgetPeriod(day, day.plusYears(1).minusDays(1)), 500, 500, "A/" + year));
            add(byDay, day, new MandateExtended(mission, "S/RES/" + year, day, day.plusYears(1)));
        }
    }

    private static void volunteer(int number, Random random, TreeMap<LocalDate, List<DomainEvent>> byDay) {
        String volunteer = new UUID(random.nextLong(), number).toString();
        LocalDate registered = FIRST_DAY.plusDays(random.nextInt((YEARS - 4) * 365));
        add(
                byDay,
                registered,
                new VolunteerRegistered(
                        volunteer,
                        "KEN",
                        Optional.empty(),
                        Gender.values()[number % Gender.values().length],
                        1960 + number % 40,
                        new SealedPersonalData("AES256_GCM", CIPHERTEXT),
                        "identity-" + volunteer,
                        registered));
        for (int service = 0; service < 2; service++) {
            LocalDate begin = registered.plusDays(30L + service * 500L);
            Category category = Category.values()[random.nextInt(Category.values().length)];
            String mission = "M" + random.nextInt(MISSIONS);
            String assignment = new UUID(random.nextLong(), random.nextLong()).toString();
            add(
                    byDay,
                    begin,
                    new VolunteerDeployed(
                            volunteer,
                            assignment,
                            mission,
                            mission + "-STATION",
                            category,
                            ServiceArea.values()[random.nextInt(ServiceArea.values().length)],
                            Expertise.values()[random.nextInt(Expertise.values().length)],
                            begin,
                            true));
            LocalDate end = begin.plusDays(200 + random.nextInt(250));
            add(
                    byDay,
                    end,
                    new AssignmentEnded(
                            volunteer, assignment, mission, category, begin, end, SeparationReason.COMPLETION));
        }
    }

    private static void add(TreeMap<LocalDate, List<DomainEvent>> byDay, LocalDate day, DomainEvent fact) {
        byDay.computeIfAbsent(day, any -> new ArrayList<>()).add(fact);
    }
}
