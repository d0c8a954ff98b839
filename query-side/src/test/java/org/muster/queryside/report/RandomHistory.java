package org.muster.queryside.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.SuccessorMissionLinked;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerRegistered;

/** Events in an order that has nothing to do with their dates: entries, separations and revisions are recorded late and early. */
public final class RandomHistory {

    public static final LocalDate FIRST = LocalDate.of(2010, 1, 1);
    public static final int DAYS = 1200;
    public static final List<String> MISSIONS = List.of("MA", "MB", "MC");
    public static final List<String> NATIONALITIES = List.of("FRA", "DEU", "SEN", "KEN", "NPL", "BRA");

    private final Random random;
    private final List<DomainEvent> events = new ArrayList<>();
    private final List<VolunteerDeployed> open = new ArrayList<>();
    private final List<String> established = new ArrayList<>();
    private final List<String> begun = new ArrayList<>();
    private int volunteers;

    private RandomHistory(Random random) {
        this.random = random;
    }

    public static List<DomainEvent> of(Random random, int length) {
        RandomHistory history = new RandomHistory(random);
        while (history.events.size() < length) {
            history.next();
        }
        return List.copyOf(history.events.subList(0, length));
    }

    private void next() {
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
                    Optional.empty(),
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
        switch (random.nextInt(9)) {
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
                        () -> new SuccessorMissionLinked(mission, MISSIONS.get(random.nextInt(3)), day()));
            case 7 ->
                events.add(new DutyStationOpened(
                        "ST" + random.nextInt(4), mission, "Place " + events.size(), "TLS", day()));
            default -> strength(mission);
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
                Optional.empty(),
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
