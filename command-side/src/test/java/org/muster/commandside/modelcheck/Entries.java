package org.muster.commandside.modelcheck;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.muster.commandside.modelcheck.Ledger.Authorized;
import org.muster.commandside.modelcheck.Ledger.Mission;
import org.muster.commandside.modelcheck.Ledger.Offer;
import org.muster.commandside.modelcheck.Ledger.Order;
import org.muster.commandside.modelcheck.Ledger.Person;
import org.muster.commandside.modelcheck.Ledger.Request;
import org.muster.commandside.modelcheck.Ledger.Station;
import org.muster.commandside.modelcheck.Ledger.Transfer;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.AssignmentCancelled;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.FinalClearanceRecorded;
import org.muster.events.assignment.MedicalEvacuationRecorded;
import org.muster.events.assignment.MedicalEvacuationStatus;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionPhase;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.SuccessorMissionLinked;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;
import org.muster.events.policy.PolicyAdopted;
import org.muster.events.recruitment.CandidateSelected;
import org.muster.events.recruitment.ClearanceRecorded;
import org.muster.events.recruitment.ContractIssued;
import org.muster.events.recruitment.DoAApproved;
import org.muster.events.recruitment.DoACancelled;
import org.muster.events.recruitment.DoASubmitted;
import org.muster.events.recruitment.FundingAuthorized;
import org.muster.events.recruitment.OfferAccepted;
import org.muster.events.recruitment.OfferDeclined;
import org.muster.events.recruitment.OfferExpired;
import org.muster.events.recruitment.OfferIssued;
import org.muster.events.security.EvacuationLifted;
import org.muster.events.security.EvacuationOrdered;
import org.muster.events.security.VolunteerRelocated;
import org.muster.events.security.VolunteerReturned;
import org.muster.events.volunteer.LegalHoldLifted;
import org.muster.events.volunteer.LegalHoldPlaced;
import org.muster.events.volunteer.VolunteerAttributeCorrected;
import org.muster.events.volunteer.VolunteerPersonalDataErased;
import org.muster.events.volunteer.VolunteerRegistered;

/** Enters the events of a history into a ledger, one by one. What cannot be is noted as a fault. */
final class Entries {

    private final Ledger ledger;

    Entries(Ledger ledger) {
        this.ledger = ledger;
    }

    void enter(DomainEvent event) {
        switch (event) {
            case MissionEstablished e -> ledger.missions.put(e.mission(), new Mission(e));
            case MissionStarted e -> phase(e.mission(), MissionPhase.ACTIVE, e.startedOn());
            case DrawdownBegun e -> phase(e.mission(), MissionPhase.DRAWDOWN, e.begunOn());
            case LiquidationBegun e -> phase(e.mission(), MissionPhase.LIQUIDATION, e.begunOn());
            case MissionClosed e -> phase(e.mission(), MissionPhase.CLOSED, e.closedOn());
            case MandateEnded e -> ledger.missions.get(e.mission()).mandateEnded = Optional.of(e.endedOn());
            case MandateExtended e -> {
                Mission mission = ledger.missions.get(e.mission());
                if (!e.adoptedOn().isBefore(mission.lastExtension)) {
                    mission.expires = Optional.of(e.newExpiry());
                    mission.lastExtension = e.adoptedOn();
                }
            }
            case SuccessorMissionLinked e ->
                ledger.missions.get(e.mission()).successors.add(e.successor());
            case VolunteerStrengthAuthorized e ->
                ledger.authorized.add(
                        new Authorized(e.mission(), e.period(), e.period().from(), e.international(), e.national()));
            case VolunteerStrengthRevised e ->
                ledger.authorized.add(new Authorized(
                        e.mission(),
                        e.period(),
                        Draw.later(e.revisedOn(), e.period().from()),
                        e.international(),
                        e.national()));
            case DutyStationOpened e -> ledger.stations.put(e.station(), new Station(e.mission(), e.openedOn()));
            case DutyStationClosed e -> ledger.stations.get(e.station()).closed = Optional.of(e.closedOn());
            case PolicyAdopted e -> ledger.policies = ledger.policies.adopted(e);
            case VolunteerRegistered e -> ledger.persons.put(e.volunteer(), new Person(e));
            case VolunteerAttributeCorrected e -> corrected(e);
            case VolunteerPersonalDataErased e -> ledger.persons.get(e.volunteer()).erased = true;
            case LegalHoldPlaced e -> ledger.persons.get(e.volunteer()).holds.add(e.hold());
            case LegalHoldLifted e -> ledger.persons.get(e.volunteer()).holds.remove(e.hold());
            case ClearanceRecorded e ->
                ledger.persons.get(e.volunteer()).clearances.add(e);
            case EvacuationOrdered e -> ledger.orders.put(e.order(), new Order(e));
            case EvacuationLifted e -> ledger.orders.get(e.order()).lifted = Optional.of(e.liftedOn());
            default -> recruited(event);
        }
    }

    private void recruited(DomainEvent event) {
        switch (event) {
            case DoASubmitted e -> ledger.requests.put(e.doa(), new Request(e));
            case FundingAuthorized e -> ledger.requests.get(e.doa()).funded = Optional.of(e.fundedUntil());
            case DoAApproved e -> ledger.requests.get(e.doa()).approved = true;
            case DoACancelled e -> ledger.requests.get(e.doa()).cancelled = true;
            case CandidateSelected e -> ledger.requests.get(e.doa()).candidates.add(e.volunteer());
            case OfferIssued e -> {
                ledger.offers.put(e.assignment(), new Offer(e));
                ledger.requests.get(e.doa()).holder = Optional.of(e.assignment());
            }
            case OfferDeclined e -> over(e.doa(), e.assignment());
            case OfferExpired e -> over(e.doa(), e.assignment());
            case AssignmentCancelled e -> {
                over(e.doa(), e.assignment());
                ledger.services.remove(e.assignment());
            }
            case OfferAccepted e -> {
                ledger.offers.get(e.assignment()).status = "ACCEPTED";
                committed(e.assignment(), e.volunteer(), e.mission(), e.category(), e.startsOn(), e.endsOn());
            }
            case ContractIssued e -> {
                ledger.offers.get(e.assignment()).status = "CONTRACTED";
                committed(e.assignment(), e.volunteer(), e.mission(), e.category(), e.startsOn(), e.endsOn());
            }
            default -> served(event);
        }
    }

    private void served(DomainEvent event) {
        switch (event) {
            case VolunteerDeployed e -> {
                e.doa().ifPresent(doa -> ledger.requests.get(doa).deployed = true);
                Service service = new Service(
                        e.assignment(), e.volunteer(), e.mission(), e.category(), e.entryOnDuty(), e.contractEndsOn());
                service.doa = e.doa();
                deployed(service, e.station());
            }
            case VolunteerTransferred e -> {
                ended(e.assignment(), e.transferredOn().minusDays(1), "X9");
                deployed(
                        new Service(
                                e.newAssignment(),
                                e.volunteer(),
                                e.newMission(),
                                e.category(),
                                e.transferredOn(),
                                e.contractEndsOn()),
                        e.newStation());
                ledger.transfers.add(new Transfer(e.assignment(), e.newAssignment(), e.transferredOn()));
            }
            case ContractExtended e -> on(e.assignment(), service -> service.planned = Optional.of(e.contractEndsOn()));
            case VolunteerReassigned e ->
                on(e.assignment(), service -> service.stations.put(e.reassignedOn(), e.station()));
            case AssignmentEnded e -> ended(e.assignment(), e.lastDay(), "X1");
            case DeathInServiceRecorded e -> {
                ended(e.assignment(), e.diedOn(), "X1");
                ledger.persons.get(e.volunteer()).died = true;
            }
            case AbsenceRecorded e -> on(e.assignment(), service -> service.records++);
            case MedicalEvacuationRecorded e ->
                on(e.assignment(), service -> service.evacuated = e.status() == MedicalEvacuationStatus.EVACUATED);
            case FinalClearanceRecorded e -> on(e.assignment(), service -> service.settled = true);
            case VolunteerRelocated e ->
                on(e.assignment(), service -> {
                    service.safeHavenOf = Optional.of(e.order());
                    service.away = e.relocatedOn();
                });
            case VolunteerReturned e -> on(e.assignment(), service -> service.safeHavenOf = Optional.empty());
            default -> {
                // Says nothing that a rule or the next command goes by.
            }
        }
    }

    private void phase(String mission, MissionPhase phase, LocalDate day) {
        if (ledger.missions.get(mission).phases.put(phase, day) != null) {
            ledger.faults.add("X4: " + mission + " comes to " + phase + " twice");
        }
    }

    private void corrected(VolunteerAttributeCorrected e) {
        Person person = ledger.persons.get(e.volunteer());
        String first =
                e.nationality().orElseGet(() -> person.nationalities.iterator().next());
        var others = e.otherNationalities()
                .orElseGet(() -> person.nationalities.stream().skip(1).toList());
        person.nationalities.clear();
        person.nationalities.add(first);
        person.nationalities.addAll(others);
        person.residence = e.residence().or(() -> person.residence);
    }

    private void over(String doa, String assignment) {
        ledger.offers.get(assignment).status = "OVER";
        Request request = ledger.requests.get(doa);
        request.holder = request.holder.filter(held -> !held.equals(assignment));
    }

    private void on(String assignment, Consumer<Service> change) {
        Optional.ofNullable(ledger.services.get(assignment)).ifPresent(change);
    }

    private void committed(
            String assignment, String volunteer, String mission, Category category, LocalDate from, LocalDate until) {
        ledger.services.put(
                assignment, new Service(assignment, volunteer, mission, category, from, Optional.of(until)));
    }

    private void deployed(Service service, String station) {
        service.deployed = true;
        service.stations.put(service.from, station);
        Service before = ledger.services.put(service.id, service);
        if (before != null && before.deployed) {
            ledger.faults.add("X1: " + service.id + " begins twice");
        }
    }

    private void ended(String assignment, LocalDate last, String rule) {
        Service service = ledger.services.get(assignment);
        if (service == null || !service.deployed || service.last.isPresent()) {
            ledger.faults.add(rule + ": " + assignment + " ends without having begun, or twice");
        } else {
            service.last = Optional.of(last);
            if (last.isBefore(service.from)) {
                ledger.faults.add(rule + ": " + assignment + " ends before it begins");
            }
        }
    }
}
