package org.muster.queryside.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.mission.DutyStationClassified;
import org.muster.events.mission.HardshipClass;
import org.muster.events.policy.PolicyAdopted;
import org.muster.events.policy.PolicyTerm;
import org.muster.events.recruitment.DoAApproved;
import org.muster.events.recruitment.DoACancelled;
import org.muster.events.security.EvacuationLifted;
import org.muster.events.security.EvacuationOrdered;
import org.muster.events.security.VolunteerRelocated;
import org.muster.events.security.VolunteerReturned;

/** Events around assignments, for {@link RandomHistory}: requests, absences, evacuations, moves, classes of stations, policies. */
final class RandomSurroundings {

    private static final List<PolicyTerm> TERMS =
            List.of(PolicyTerm.R_AND_R_WEEKS_NON_FAMILY, PolicyTerm.SERVICE_YEARS_MAX, PolicyTerm.SERVICE_LAPSE_YEARS);

    private final Random random;
    private final List<DoAApproved> requests = new ArrayList<>();
    private final List<EvacuationOrdered> orders = new ArrayList<>();
    private final List<VolunteerRelocated> away = new ArrayList<>();

    /** Requests that were cancelled and orders that were lifted: each is so once. */
    private final Set<String> ended = new HashSet<>();

    RandomSurroundings(Random random) {
        this.random = random;
    }

    /** An event that was annulled: nothing more rests on it, and what it ended can end again. */
    void forget(DomainEvent annulled) {
        switch (annulled) {
            case DoAApproved e -> requests.removeIf(request -> request.doa().equals(e.doa()));
            case EvacuationOrdered e -> orders.removeIf(order -> order.order().equals(e.order()));
            case DoACancelled e -> ended.remove(e.doa());
            case EvacuationLifted e -> ended.remove(e.order());
            default -> {
                // Nothing else is remembered here.
            }
        }
    }

    /** A request that a deployment fills, if there is one; some are filled twice, which a corrected history can show. */
    Optional<String> request() {
        return requests.isEmpty() || random.nextBoolean()
                ? Optional.empty()
                : Optional.of(requests.get(random.nextInt(requests.size())).doa());
    }

    List<DomainEvent> next(String mission, List<VolunteerDeployed> open, int number) {
        return List.of(
                switch (random.nextInt(8)) {
                    case 0 -> absence(mission, open, number);
                    case 1 -> order(mission, number);
                    case 2 -> movement(mission, open, number);
                    case 3 -> lifted(mission, number);
                    case 4 -> policy();
                    case 5 -> classified(mission);
                    case 6 -> reassigned(mission, open, number);
                    default -> request(mission, number);
                });
    }

    private DomainEvent request(String mission, int number) {
        if (!requests.isEmpty() && random.nextInt(3) == 0) {
            DoAApproved request = requests.get(random.nextInt(requests.size()));
            if (!ended.add(request.doa())) {
                return classified(mission);
            }
            return new DoACancelled(request.doa(), request.mission(), request.category(), true, day());
        }
        LocalDate from = day();
        DoAApproved request =
                new DoAApproved("D" + number, mission, category(), from, from.plusDays(random.nextInt(400)), day());
        requests.add(request);
        return request;
    }

    private DomainEvent absence(String mission, List<VolunteerDeployed> open, int number) {
        if (open.isEmpty()) {
            return request(mission, number);
        }
        VolunteerDeployed deployed = open.get(random.nextInt(open.size()));
        LocalDate first = deployed.entryOnDuty().plusDays(random.nextInt(200));
        return new AbsenceRecorded(
                deployed.volunteer(),
                deployed.assignment(),
                deployed.mission(),
                random.nextInt(3) == 0 ? AbsenceKind.SICK : AbsenceKind.R_AND_R,
                first,
                first.plusDays(random.nextInt(10)));
    }

    private DomainEvent reassigned(String mission, List<VolunteerDeployed> open, int number) {
        if (open.isEmpty()) {
            return request(mission, number);
        }
        VolunteerDeployed deployed = open.get(random.nextInt(open.size()));
        int from = random.nextInt(4);
        return new VolunteerReassigned(
                deployed.volunteer(),
                deployed.assignment(),
                deployed.mission(),
                "ST" + from,
                "ST" + (from + 1),
                deployed.entryOnDuty().plusDays(random.nextInt(200)));
    }

    private DomainEvent order(String mission, int number) {
        EvacuationOrdered order = new EvacuationOrdered(
                "O" + number, mission, List.of("ST" + random.nextInt(4), "ST9"), "SRSG/" + number, day());
        orders.add(order);
        return order;
    }

    private DomainEvent lifted(String mission, int number) {
        return orders.isEmpty() || !ended.add(orders.getLast().order())
                ? order(mission, number)
                : new EvacuationLifted(
                        orders.getLast().order(), orders.getLast().mission(), day());
    }

    private DomainEvent movement(String mission, List<VolunteerDeployed> open, int number) {
        if (orders.isEmpty() || open.isEmpty()) {
            return order(mission, number);
        }
        if (!away.isEmpty() && random.nextBoolean()) {
            VolunteerRelocated moved = away.removeFirst();
            return new VolunteerReturned(moved.volunteer(), moved.assignment(), moved.mission(), moved.order(), day());
        }
        EvacuationOrdered order = orders.get(random.nextInt(orders.size()));
        VolunteerDeployed deployed = open.get(random.nextInt(open.size()));
        VolunteerRelocated moved = new VolunteerRelocated(
                deployed.volunteer(),
                deployed.assignment(),
                deployed.mission(),
                order.order(),
                "HAVEN-" + random.nextInt(2),
                day());
        away.add(moved);
        return moved;
    }

    private DomainEvent policy() {
        return new PolicyAdopted(
                TERMS.get(random.nextInt(TERMS.size())),
                random.nextBoolean() ? Optional.of(category()) : Optional.empty(),
                1 + random.nextInt(6),
                day(),
                "A/1");
    }

    private DomainEvent classified(String mission) {
        return new DutyStationClassified(
                "ST" + random.nextInt(4),
                mission,
                HardshipClass.values()[random.nextInt(6)],
                random.nextBoolean(),
                random.nextBoolean() ? Optional.of(1 + random.nextInt(12)) : Optional.empty(),
                day());
    }

    private Category category() {
        return Category.values()[random.nextInt(Category.values().length)];
    }

    private LocalDate day() {
        return RandomHistory.FIRST.plusDays(random.nextInt(RandomHistory.DAYS));
    }
}
