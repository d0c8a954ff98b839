package org.muster.commandside.modelcheck;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.registered;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.muster.commandside.RecruitmentExamples;
import org.muster.commandside.domain.decision.Decision;
import org.muster.events.BudgetPeriod;
import org.muster.events.DomainEvent;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.VolunteerStrengthAuthorized;

/**
 * Decides commands of several writers on registers in memory. A writer decides on what it has read, and its append comes at any later
 * time, after those of others; where it was overtaken, it decides again. Each answer is judged when it is given.
 */
final class ModelCheck {

    static final int DECISIONS_OF_A_REGISTER = 250;

    private final Flaw flaw;
    private final int writers;
    private final Map<String, Integer> accepted = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private int decided;
    private int overtaken;

    /** @param writers how many decide at once */
    ModelCheck(Flaw flaw, int writers) {
        this.flaw = flaw;
        this.writers = writers;
    }

    Map<String, Integer> accepted() {
        return accepted;
    }

    /** How often each kind was refused with each code, as "kind code". */
    Map<String, Integer> refused() {
        return refused;
    }

    int decided() {
        return decided;
    }

    int overtaken() {
        return overtaken;
    }

    /** What is wrong with the first answer that breaks a rule in a register of its own; none if all are right. */
    List<String> register(long seed) {
        Random random = new Random(seed);
        LikelyCommands commands = new LikelyCommands(random);
        SimulatedRegister register = new SimulatedRegister(flaw);
        register.record(prelude());
        Ledger ledger = Ledger.of(register.counting());
        List<SimulatedRegister.Pending> pending = new ArrayList<>();
        for (int count = 0; count < DECISIONS_OF_A_REGISTER; count++, decided++) {
            while (pending.size() < writers) {
                pending.add(register.decide(commands.next(register.history(), ledger)));
            }
            SimulatedRegister.Pending made = pending.remove(random.nextInt(writers));
            if (register.isOvertaken(made)) {
                overtaken++;
                made = register.decide(made.command());
            }
            String what = "%s, seed %d, decision %d".formatted(made.command(), seed, count);
            switch (made.decision()) {
                case Decision.Accepted(var events, var warnings) -> {
                    accepted.merge(name(made.command()), 1, Integer::sum);
                    Ledger before = ledger;
                    register.record(events);
                    ledger = Ledger.of(register.counting());
                    List<String> wrong = Judge.accepted(before, events, warnings, ledger);
                    if (!wrong.isEmpty()) {
                        return wrong.stream()
                                .map(one -> one + ", after " + what)
                                .toList();
                    }
                }
                case Decision.Rejected refusal -> {
                    refused.merge(name(made.command()) + " " + refusal.code(), 1, Integer::sum);
                    Optional<String> wrong = RefusalJudge.unjustified(ledger, made.command(), refusal);
                    if (wrong.isPresent()) {
                        return List.of("refusal: " + wrong.get() + ", " + what);
                    }
                }
            }
        }
        return List.of();
    }

    /** This check and one of other registers together. */
    ModelCheck and(ModelCheck other) {
        other.accepted.forEach((kind, times) -> accepted.merge(kind, times, Integer::sum));
        other.refused.forEach((kind, times) -> refused.merge(kind, times, Integer::sum));
        decided += other.decided;
        overtaken += other.overtaken;
        return this;
    }

    static String name(Record command) {
        return command.getClass().getSimpleName();
    }

    private static List<DomainEvent> prelude() {
        List<DomainEvent> events = new ArrayList<>();
        for (String mission : List.of("UNTAC", "ONUMOZ")) {
            String country = mission.equals("UNTAC") ? "KHM" : "MOZ";
            events.add(new MissionEstablished(
                    mission,
                    mission,
                    List.of(country),
                    MissionKind.PEACEKEEPING,
                    LeadDepartment.DPKO,
                    "S/RES/745",
                    day("1992-02-28"),
                    day("1992-03-15"),
                    Optional.of(day("1993-09-24")),
                    true));
            events.add(new MissionStarted(mission, day("1992-03-15")));
            events.add(new DutyStationOpened(mission + "-S1", mission, "City", country, day("1992-03-20")));
            events.add(new DutyStationOpened(mission + "-S2", mission, "Town", country, day("1992-03-20")));
            for (BudgetPeriod period : RandomCommand.PERIODS) {
                events.add(new VolunteerStrengthAuthorized(mission, period, 3, 2, "A/46/903"));
            }
        }
        for (String nationality : List.of("KEN", "KHM", "BRA", "MOZ")) {
            events.add(registered("V-" + nationality, nationality));
            events.addAll(List.of(RecruitmentExamples.cleared("V-" + nationality)));
        }
        return events;
    }
}
