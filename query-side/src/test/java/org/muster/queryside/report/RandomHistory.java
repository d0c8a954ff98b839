package org.muster.queryside.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventData;
import org.muster.catalog.EventType;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.AssignmentEvent;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.correction.OriginalEvent;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.correction.RecordCorrected;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.DutyStationRelocated;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.LeadDepartmentChanged;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionRenamed;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.SuccessorMissionLinked;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;
import org.muster.events.recruitment.DoAApproved;
import org.muster.events.security.EvacuationOrdered;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerRegistered;
import org.muster.readmodels.SequencedEvent;

/**
 * Events in an order that has nothing to do with their dates: entries, separations and revisions are recorded late and early, and
 * corrected or annulled as far as the rules let them be.
 */
public final class RandomHistory {

    public static final LocalDate FIRST = LocalDate.of(2010, 1, 1);
    public static final int DAYS = 1200;
    public static final List<String> MISSIONS = List.of("MA", "MB", "MC");
    public static final List<String> NATIONALITIES = List.of("FRA", "DEU", "SEN", "KEN", "NPL", "BRA");

    private final Random random;
    private final List<DomainEvent> events = new ArrayList<>();

    /** Each event as it counts, by its place; what was annulled has none. */
    private final SortedMap<Integer, DomainEvent> counting = new TreeMap<>();

    private final List<VolunteerDeployed> open = new ArrayList<>();
    private final List<String> established = new ArrayList<>();
    private final List<String> begun = new ArrayList<>();
    private int volunteers;

    private final RandomSurroundings surroundings;

    private RandomHistory(Random random) {
        this.random = random;
        this.surroundings = new RandomSurroundings(random);
    }

    public static List<DomainEvent> of(Random random, int length) {
        RandomHistory history = new RandomHistory(random);
        while (history.events.size() < length) {
            int before = history.events.size();
            history.next();
            for (int place = before; place < history.events.size(); place++) {
                history.counting.put(place, history.events.get(place));
            }
            if (random.nextInt(4) == 0) {
                history.amend();
            }
        }
        return List.copyOf(history.events.subList(0, length));
    }

    /**
     * The events as they count, each in its own place: a register in which no mistake was ever made.
     *
     * @param history events at the positions from 1 on
     */
    public static List<SequencedEvent> withoutMistakes(List<SequencedEvent> history) {
        SortedMap<Long, SequencedEvent> counting = new TreeMap<>();
        for (SequencedEvent event : history) {
            if (event.event() instanceof CorrectionEvent correction) {
                counting.computeIfPresent(
                        correction.original().position(),
                        (position, mistaken) -> correction
                                .amended()
                                .map(now ->
                                        new SequencedEvent(position, mistaken.recordedAt(), mistaken.subject(), now))
                                .orElse(null));
            } else {
                counting.put(event.position(), event);
            }
        }
        return List.copyOf(counting.values());
    }

    private void amend() {
        List<Integer> places =
                counting.keySet().stream().filter(this::isAmendable).toList();
        if (places.isEmpty()) {
            return;
        }
        int place = places.get(random.nextInt(places.size()));
        DomainEvent original = counting.get(place);
        OriginalEvent repeated = OriginalEvent.of("event-" + place, place + 1, original);
        EventType type = EventCatalog.of(original.getClass());
        if (type.annullable() && (type.correctableFields().isEmpty() || random.nextInt(3) == 0)) {
            if (!restsOn(original)) {
                events.add(new RecordAnnulled(repeated, one(CorrectionReason.values())));
                counting.remove(place);
                if (original instanceof VolunteerDeployed e) {
                    open.removeIf(deployed -> deployed.assignment().equals(e.assignment()));
                }
                begun.remove(onceOf(original));
                surroundings.forget(original);
            }
            return;
        }
        String field = type.correctableFields()
                .get(random.nextInt(type.correctableFields().size()));
        Optional<String> before = EventData.text((Record) original, field);
        Optional<String> after = RandomValue.of(random, original, field, events.size());
        boolean firstEnd = original instanceof VolunteerDeployed && field.equals("contractEndsOn");
        if (before.equals(after) || firstEnd && !lastExtension(original)) {
            return;
        }
        events.add(new RecordCorrected(repeated, field, before, after, one(CorrectionReason.values())));
        counting.put(place, (DomainEvent) EventData.with((Record) original, field, after));
    }

    private boolean isAmendable(int place) {
        DomainEvent event = counting.get(place);
        EventType type = EventCatalog.of(event.getClass());
        return (type.annullable() || !type.correctableFields().isEmpty())
                && !(event instanceof ContractExtended && !lastExtension(event));
    }

    /** Whether no later extension rests on the end of this contract. */
    private boolean lastExtension(DomainEvent event) {
        return of(assignment(event)).filter(ContractExtended.class::isInstance).reduce((one, later) -> later).stream()
                .allMatch(last -> last.equals(event));
    }

    private boolean restsOn(DomainEvent event) {
        return switch (event) {
            case VolunteerDeployed e -> of(e.assignment()).count() > 1;
            case EvacuationOrdered e -> concern(Tag.order(e.order())) > 1;
            case DoAApproved e -> concern(Tag.doa(e.doa())) > 1;
            default -> false;
        };
    }

    private long concern(Tag tag) {
        return counting.values().stream()
                .filter(event -> event.tags().contains(tag))
                .count();
    }

    private Stream<DomainEvent> of(String assignment) {
        return counting.values().stream()
                .filter(AssignmentEvent.class::isInstance)
                .filter(event -> event.tags().contains(Tag.assignment(assignment)));
    }

    private static String assignment(DomainEvent event) {
        return event.tags().stream()
                .filter(tag -> tag.key().equals(Tag.ASSIGNMENT))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }

    private static String onceOf(DomainEvent event) {
        return switch (event) {
            case MissionStarted e -> e.mission() + "started";
            case DrawdownBegun e -> e.mission() + "drawdown";
            case LiquidationBegun e -> e.mission() + "liquidation";
            case MissionClosed e -> e.mission() + "closed";
            case MandateEnded e -> e.mission() + "ended";
            case SuccessorMissionLinked e -> e.mission() + "successor";
            case DutyStationClosed e -> e.mission() + e.station() + "closed";
            default -> "";
        };
    }

    private void next() {
        if (!established.isEmpty() && random.nextInt(4) == 0) {
            events.addAll(surroundings.next(established.get(random.nextInt(established.size())), open, events.size()));
            return;
        }
        if (established.size() < MISSIONS.size() && (established.isEmpty() || random.nextInt(6) == 0)) {
            establish();
        } else if (random.nextInt(4) == 0) {
            mission(established.get(random.nextInt(established.size())));
        } else if (volunteers == 0 || random.nextInt(4) == 0) {
            register();
        } else if (open.isEmpty() || random.nextInt(2) == 0) {
            deploy();
        } else if (random.nextInt(3) == 0) {
            VolunteerDeployed deployed = open.get(random.nextInt(open.size()));
            events.add(new ContractExtended(
                    deployed.volunteer(),
                    deployed.assignment(),
                    deployed.mission(),
                    contractEnd(deployed.assignment()),
                    deployed.entryOnDuty().plusDays(random.nextInt(DAYS))));
        } else {
            VolunteerDeployed deployed = open.remove(random.nextInt(open.size()));
            events.add(new AssignmentEnded(
                    deployed.volunteer(),
                    deployed.assignment(),
                    deployed.mission(),
                    deployed.category(),
                    deployed.entryOnDuty(),
                    deployed.entryOnDuty().plusDays(random.nextInt(DAYS)),
                    one(SeparationReason.values())));
        }
    }

    private Optional<LocalDate> contractEnd(String assignment) {
        Optional<LocalDate> end = Optional.empty();
        for (DomainEvent event : of(assignment).toList()) {
            if (event instanceof VolunteerDeployed e) {
                end = e.contractEndsOn();
            } else if (event instanceof ContractExtended e) {
                end = Optional.of(e.contractEndsOn());
            }
        }
        return end;
    }

    private void establish() {
        String mission = MISSIONS.get(established.size());
        established.add(mission);
        LocalDate adopted = day();
        events.add(new MissionEstablished(
                mission,
                "Mission " + mission,
                List.of("TLS"),
                one(MissionKind.values()),
                one(LeadDepartment.values()),
                "S/RES/1",
                adopted,
                adopted.plusDays(3),
                Optional.of(adopted.plusDays(random.nextInt(DAYS))).filter(it -> random.nextBoolean()),
                true));
    }

    private void mission(String mission) {
        switch (random.nextInt(13)) {
            case 0 -> once(mission, "started", () -> new MissionStarted(mission, day()));
            case 1 -> once(mission, "drawdown", () -> new DrawdownBegun(mission, day()));
            case 2 -> once(mission, "liquidation", () -> new LiquidationBegun(mission, day()));
            case 3 -> once(mission, "closed", () -> new MissionClosed(mission, day()));
            case 4 -> once(mission, "ended", () -> new MandateEnded(mission, day()));
            case 5 -> events.add(new MandateExtended(mission, "S/RES/" + events.size(), day(), day()));
            case 6 ->
                once(
                        mission,
                        "successor",
                        () -> new SuccessorMissionLinked(
                                mission, MISSIONS.get((MISSIONS.indexOf(mission) + 1 + random.nextInt(2)) % 3), day()));
            case 7, 8 -> station(mission, "ST" + random.nextInt(4));
            case 9 -> events.add(new MissionRenamed(mission, "N" + mission, "Name " + events.size(), day()));
            case 10 -> events.add(new LeadDepartmentChanged(mission, one(LeadDepartment.values()), day()));
            default -> strength(mission);
        }
    }

    private void station(String mission, String station) {
        if (!begun.contains(mission + station)) {
            once(
                    mission,
                    station,
                    () -> new DutyStationOpened(station, mission, "Place " + events.size(), "TLS", day()));
        } else if (random.nextBoolean()) {
            once(mission, station + "closed", () -> new DutyStationClosed(station, mission, day()));
        } else {
            events.add(new DutyStationRelocated(station, mission, "Place " + events.size(), "IDN", day()));
        }
    }

    private void strength(String mission) {
        int year = 2009 + random.nextInt(4);
        BudgetPeriod period = new BudgetPeriod(LocalDate.of(year, 7, 1), LocalDate.of(year + 1, 6, 30));
        String key = mission + year;
        if (begun.contains(key)) {
            events.add(new VolunteerStrengthRevised(
                    mission,
                    period,
                    random.nextInt(6),
                    random.nextInt(6),
                    "A/" + events.size(),
                    period.from().plusDays(random.nextInt(360))));
        } else {
            begun.add(key);
            events.add(new VolunteerStrengthAuthorized(
                    mission, period, random.nextInt(6), random.nextInt(6), "A/" + events.size()));
        }
    }

    private void once(String mission, String what, Supplier<DomainEvent> event) {
        if (!begun.contains(mission + what)) {
            begun.add(mission + what);
            events.add(event.get());
        }
    }

    private void register() {
        events.add(new VolunteerRegistered(
                "V" + volunteers++,
                NATIONALITIES.get(random.nextInt(NATIONALITIES.size())),
                Optional.empty(),
                one(Gender.values()),
                1980,
                new SealedPersonalData("none", "none"),
                "identity-" + volunteers,
                day()));
    }

    private void deploy() {
        LocalDate entry = day();
        VolunteerDeployed deployed = new VolunteerDeployed(
                "V" + random.nextInt(volunteers),
                "A" + events.size(),
                established.get(random.nextInt(established.size())),
                "ST" + random.nextInt(4),
                one(Category.values()),
                ServiceArea.values()[random.nextInt(2)],
                Expertise.MEDICAL,
                entry,
                Optional.of(entry.plusDays(random.nextInt(DAYS))).filter(it -> random.nextBoolean()),
                surroundings.request(),
                true);
        open.add(deployed);
        events.add(deployed);
    }

    private LocalDate day() {
        return FIRST.plusDays(random.nextInt(DAYS));
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
