package org.muster.commandside.modelcheck;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.VolunteerType;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionPhase;
import org.muster.events.policy.Policies;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.recruitment.ClearanceRecorded;
import org.muster.events.recruitment.ClearanceResult;
import org.muster.events.recruitment.DoASubmitted;
import org.muster.events.recruitment.OfferIssued;
import org.muster.events.security.EvacuationOrdered;
import org.muster.events.volunteer.VolunteerRegistered;

/**
 * What a history says of missions, posts, persons and service, by another program than the decision models: it looks at days and
 * shares nothing with them. The generator of commands and the judge of the rules both read it.
 */
final class Ledger {

    final Map<String, Mission> missions = new LinkedHashMap<>();
    final Map<String, Station> stations = new LinkedHashMap<>();
    final Map<String, Person> persons = new LinkedHashMap<>();
    final Map<String, Request> requests = new LinkedHashMap<>();
    final Map<String, Offer> offers = new LinkedHashMap<>();
    final Map<String, Service> services = new LinkedHashMap<>();
    final Map<String, Order> orders = new LinkedHashMap<>();
    final List<Authorized> authorized = new ArrayList<>();
    final List<Transfer> transfers = new ArrayList<>();
    final List<String> faults = new ArrayList<>();
    Policies policies = Policies.SHIPPED;

    static final class Mission {
        final MissionEstablished established;
        final Map<MissionPhase, LocalDate> phases = new TreeMap<>();
        final Set<String> successors = new HashSet<>();
        Optional<LocalDate> expires;
        Optional<LocalDate> mandateEnded = Optional.empty();
        LocalDate lastExtension;

        Mission(MissionEstablished established) {
            this.established = established;
            expires = established.expiresOn();
            lastExtension = established.adoptedOn();
        }

        Optional<LocalDate> began(MissionPhase phase) {
            return Optional.ofNullable(phases.get(phase));
        }

        /** The furthest phase that has begun by the day. */
        MissionPhase on(LocalDate day) {
            MissionPhase furthest = MissionPhase.PLANNED;
            for (Map.Entry<MissionPhase, LocalDate> phase : phases.entrySet()) {
                furthest = phase.getValue().isAfter(day) ? furthest : phase.getKey();
            }
            return furthest;
        }

        boolean isOpenFor(LocalDate day, boolean liquidationTeam) {
            MissionPhase phase = on(day);
            return phase == MissionPhase.ACTIVE
                    || liquidationTeam && (phase == MissionPhase.DRAWDOWN || phase == MissionPhase.LIQUIDATION);
        }
    }

    static final class Station {
        final String mission;
        final LocalDate opened;
        Optional<LocalDate> closed = Optional.empty();

        Station(String mission, LocalDate opened) {
            this.mission = mission;
            this.opened = opened;
        }

        boolean isOpenOn(LocalDate first, LocalDate last) {
            return !first.isBefore(opened)
                    && closed.map(end -> !last.isAfter(end)).orElse(true);
        }
    }

    static final class Person {
        final VolunteerRegistered registered;
        final Set<String> nationalities = new LinkedHashSet<>();
        final Set<String> holds = new HashSet<>();
        final List<ClearanceRecorded> clearances = new ArrayList<>();
        Optional<String> residence;
        boolean erased;
        boolean died;

        /** Of several results of one kind the one of the latest day holds. */
        boolean isCleared(ClearanceKind kind, LocalDate day) {
            return clearances.stream()
                    .filter(c -> c.kind() == kind && !c.clearedOn().isAfter(day))
                    .max(Comparator.comparing(ClearanceRecorded::clearedOn))
                    .filter(c -> c.result() == ClearanceResult.CLEARED
                            && c.validUntil().map(until -> !until.isBefore(day)).orElse(true))
                    .isPresent();
        }

        boolean isCleared(LocalDate day) {
            return Stream.of(ClearanceKind.values()).allMatch(kind -> isCleared(kind, day));
        }

        Person(VolunteerRegistered registered) {
            this.registered = registered;
            nationalities.add(registered.nationality());
            nationalities.addAll(registered.otherNationalities().orElse(List.of()));
            residence = registered.residence();
        }
    }

    static final class Request {
        final DoASubmitted submitted;
        final Set<String> candidates = new LinkedHashSet<>();
        Optional<LocalDate> funded = Optional.empty();
        boolean approved;
        boolean cancelled;
        boolean deployed;
        Optional<String> holder = Optional.empty();

        Request(DoASubmitted submitted) {
            this.submitted = submitted;
        }

        boolean reserves(LocalDate day) {
            return isReserved() && !day.isBefore(submitted.neededFrom()) && !day.isAfter(submitted.neededUntil());
        }

        boolean isReserved() {
            return approved && !cancelled && !deployed;
        }
    }

    static final class Offer {
        final OfferIssued issued;
        /** OPEN, ACCEPTED, CONTRACTED, or over. */
        String status = "OPEN";

        Offer(OfferIssued issued) {
            this.issued = issued;
        }
    }

    static final class Order {
        final EvacuationOrdered ordered;
        Optional<LocalDate> lifted = Optional.empty();

        Order(EvacuationOrdered ordered) {
            this.ordered = ordered;
        }
    }

    /** @param from the first day of the period that it holds on */
    record Authorized(String mission, BudgetPeriod period, LocalDate from, int international, int national) {}

    record Transfer(String left, String joined, LocalDate on) {}

    /** What these events say, as they count: each corrected one in its place, and none that is annulled. */
    static Ledger of(List<Optional<DomainEvent>> counting) {
        Ledger ledger = new Ledger();
        Entries entries = new Entries(ledger);
        counting.forEach(event -> event.ifPresent(entries::enter));
        return ledger;
    }

    Stream<Service> of(String volunteer) {
        return services.values().stream().filter(service -> service.volunteer.equals(volunteer));
    }

    Stream<Service> in(String mission) {
        return services.values().stream().filter(service -> service.mission.equals(mission));
    }

    boolean isCommitted(String volunteer, String but, LocalDate first, LocalDate last) {
        return of(volunteer).anyMatch(other -> !other.id.equals(but) && other.shares(first, last));
    }

    boolean fits(Category category, String mission, String volunteer) {
        Person person = persons.get(volunteer);
        List<String> area = missions.get(mission).established.countries();
        return category.type() == VolunteerType.INTERNATIONAL
                ? area.stream().noneMatch(person.nationalities::contains)
                : area.stream()
                        .anyMatch(country -> person.nationalities.contains(country)
                                || person.residence.filter(country::equals).isPresent());
    }

    int encumbered(String mission, VolunteerType type, LocalDate day) {
        return (int) in(mission)
                .filter(service -> service.category.type() == type && service.encumbers(day))
                .count();
    }

    /** Encumbered and reserved posts, without the reservation of one request. */
    int taken(String mission, VolunteerType type, LocalDate day, Optional<String> but) {
        return encumbered(mission, type, day)
                + (int) requests.entrySet().stream()
                        .filter(entry -> but.filter(entry.getKey()::equals).isEmpty())
                        .map(Map.Entry::getValue)
                        .filter(request -> request.submitted.mission().equals(mission)
                                && request.submitted.category().type() == type
                                && request.reserves(day))
                        .count();
    }

    /** The budget period that a day lies in, if posts were authorized for it. */
    Optional<BudgetPeriod> period(String mission, LocalDate day) {
        return authorized.stream()
                .filter(decision -> decision.mission().equals(mission))
                .map(Authorized::period)
                .filter(period -> period.contains(day))
                .findFirst();
    }

    /** Of the decisions for a day the one from the latest day holds, of those the one that was recorded last. */
    int posts(String mission, VolunteerType type, LocalDate day) {
        Authorized holds = null;
        for (Authorized decision : authorized) {
            boolean counts = decision.mission().equals(mission)
                    && decision.period().contains(day)
                    && (!decision.from().isAfter(day));
            if (counts && (holds == null || !decision.from().isBefore(holds.from()))) {
                holds = decision;
            }
        }
        return holds == null ? 0 : type == VolunteerType.INTERNATIONAL ? holds.international() : holds.national();
    }

    /** The days on which more may be taken, or less authorized, than the day before. */
    Stream<LocalDate> daysOfChange(String mission) {
        return Stream.of(
                        in(mission).map(service -> service.from),
                        requests.values().stream().map(request -> request.submitted.neededFrom()),
                        authorized.stream().map(Authorized::from),
                        authorized.stream().map(decision -> decision.period().from()))
                .flatMap(days -> days);
    }
}
