package org.muster.commandside.modelcheck;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.muster.commands.automation.FlagExpiredClearance;
import org.muster.commands.policy.AdoptPolicy;
import org.muster.commands.recruitment.AcceptOffer;
import org.muster.commands.recruitment.ApproveDoA;
import org.muster.commands.recruitment.AuthorizeFunding;
import org.muster.commands.recruitment.CancelDoA;
import org.muster.commands.recruitment.DeclineOffer;
import org.muster.commands.recruitment.ExpireOffer;
import org.muster.commands.recruitment.IssueContract;
import org.muster.commands.recruitment.IssueOffer;
import org.muster.commands.recruitment.RecordClearance;
import org.muster.commands.recruitment.SelectCandidate;
import org.muster.commands.recruitment.SubmitDoA;
import org.muster.commands.volunteer.CorrectVolunteerAttribute;
import org.muster.commands.volunteer.LiftLegalHold;
import org.muster.commands.volunteer.PlaceLegalHold;
import org.muster.commandside.domain.volunteer.correctpersonaldata.CorrectSealedPersonalData;
import org.muster.commandside.domain.volunteer.erasepersonaldata.EraseSealedPersonalData;
import org.muster.commandside.domain.volunteer.registervolunteer.RegisterSealedVolunteer;
import org.muster.events.mission.MissionPhase;
import org.muster.events.policy.PolicyTerm;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.recruitment.ClearanceRecorded;
import org.muster.events.recruitment.ClearanceResult;
import org.muster.events.recruitment.FundingSource;
import org.muster.events.volunteer.ErasureBasis;

/** Commands about persons and recruitment, as a ledger makes them likely. */
final class LikelyRecruitment extends Draw {

    LikelyRecruitment(Random random, Ledger ledger, int fresh) {
        super(random, ledger, fresh);
    }

    Map<Class<?>, Supplier<Record>> kinds() {
        return Map.ofEntries(
                Map.entry(SubmitDoA.class, () -> {
                    LocalDate from = day();
                    return command(
                            SubmitDoA.class,
                            "doa",
                            fresh("D"),
                            "mission",
                            mission(m -> m.began(MissionPhase.ACTIVE).isPresent()),
                            "neededFrom",
                            from,
                            "months",
                            1 + random.nextInt(5),
                            "fundedUntil",
                            from.plusDays(300),
                            "funding",
                            FundingSource.MISSION_BUDGET,
                            "liquidationTeam",
                            oneIn(3),
                            "submittedOn",
                            from.minusDays(40));
                }),
                Map.entry(AuthorizeFunding.class, () -> {
                    Ledger.Request request = request(r -> !r.cancelled && (r.funded.isEmpty() || oneIn(5)));
                    return command(
                            AuthorizeFunding.class,
                            "doa",
                            request.submitted.doa(),
                            "fundedUntil",
                            after(request.submitted.neededFrom(), 150, 350));
                }),
                Map.entry(ApproveDoA.class, () -> {
                    Ledger.Request request = request(r -> r.funded.isPresent() && !r.cancelled && !r.approved);
                    return command(ApproveDoA.class, "doa", request.submitted.doa());
                }),
                Map.entry(CancelDoA.class, () -> {
                    Ledger.Request request = request(r -> !r.cancelled && r.holder.isEmpty());
                    return command(CancelDoA.class, "doa", request.submitted.doa());
                }),
                Map.entry(SelectCandidate.class, this::select),
                Map.entry(IssueOffer.class, () -> {
                    Ledger.Request request =
                            request(r -> r.approved && !r.cancelled && r.holder.isEmpty() && !r.candidates.isEmpty());
                    LocalDate from = after(request.submitted.neededFrom(), 0, 10);
                    return command(
                            IssueOffer.class,
                            "assignment",
                            fresh("A"),
                            "doa",
                            request.submitted.doa(),
                            "volunteer",
                            one(request.candidates.stream()),
                            "startsOn",
                            from,
                            "endsOn",
                            after(from, 10, 120),
                            "issuedOn",
                            from.minusDays(20),
                            "answerBy",
                            from.minusDays(10));
                }),
                Map.entry(AcceptOffer.class, () -> {
                    Ledger.Offer offer = offer("OPEN");
                    return command(
                            AcceptOffer.class,
                            "assignment",
                            offer.issued.assignment(),
                            "acceptedOn",
                            offer.issued.issuedOn());
                }),
                Map.entry(
                        DeclineOffer.class,
                        () -> command(
                                DeclineOffer.class,
                                "assignment",
                                offer("OPEN").issued.assignment())),
                Map.entry(ExpireOffer.class, () -> {
                    Ledger.Offer offer = offer("OPEN");
                    return command(
                            ExpireOffer.class,
                            "assignment",
                            offer.issued.assignment(),
                            "expiredOn",
                            after(offer.issued.answerBy(), 1, 5));
                }),
                Map.entry(RecordClearance.class, () -> {
                    if (oneIn(2)) {
                        return clear();
                    }
                    LocalDate on = day();
                    return command(
                            RecordClearance.class,
                            "volunteer",
                            person(p -> true).getKey(),
                            "result",
                            oneIn(25) ? ClearanceResult.NOT_CLEARED : ClearanceResult.CLEARED,
                            "clearedOn",
                            on,
                            "validUntil",
                            after(on, oneIn(4) ? 0 : 500, 900));
                }),
                Map.entry(IssueContract.class, () -> {
                    Ledger.Offer offer = one(ledger.offers.values().stream()
                            .filter(o -> o.status.equals("ACCEPTED")
                                    && (oneIn(9)
                                            || ledger.persons
                                                    .get(o.issued.volunteer())
                                                    .isCleared(o.issued.startsOn()))));
                    return command(
                            IssueContract.class,
                            "assignment",
                            offer.issued.assignment(),
                            "startsOn",
                            after(offer.issued.startsOn(), -3, 5),
                            "endsOn",
                            after(offer.issued.endsOn(), -3, 15),
                            "issuedOn",
                            offer.issued.startsOn());
                }),
                Map.entry(FlagExpiredClearance.class, this::flag),
                Map.entry(AdoptPolicy.class, () -> {
                    PolicyTerm term = one(Stream.of(
                            PolicyTerm.SMALL_CELL_MIN, PolicyTerm.RETENTION_YEARS, PolicyTerm.SERVICE_YEARS_MAX));
                    return command(
                            AdoptPolicy.class,
                            "term",
                            term,
                            "value",
                            oneIn(8) ? 500 : 1 + random.nextInt(term == PolicyTerm.SERVICE_YEARS_MAX ? 4 : 9),
                            "category",
                            Optional.empty());
                }),
                Map.entry(
                        RegisterSealedVolunteer.class,
                        () -> command(
                                RegisterSealedVolunteer.class,
                                "volunteer",
                                fresh("V"),
                                "nationality",
                                one(Stream.of("KEN", "KHM", "BRA")),
                                "otherNationalities",
                                oneIn(3) ? List.of("MOZ") : List.of(),
                                "birthYear",
                                1964,
                                "bornBefore",
                                LocalDate.of(1964, 5, 1),
                                "identity",
                                fresh("identity-"))),
                Map.entry(CorrectSealedPersonalData.class, () -> {
                    Map.Entry<String, Ledger.Person> person = person(p -> !p.erased);
                    return command(
                            CorrectSealedPersonalData.class,
                            "volunteer",
                            person.getKey(),
                            "nationality",
                            person.getValue().nationalities.iterator().next(),
                            "birthYear",
                            1963,
                            "bornBefore",
                            LocalDate.of(1963, 5, 1),
                            "identity",
                            fresh("identity-"));
                }),
                Map.entry(EraseSealedPersonalData.class, () -> {
                    Map.Entry<String, Ledger.Person> person = person(p -> !p.erased && p.holds.isEmpty());
                    return command(
                            EraseSealedPersonalData.class,
                            "volunteer",
                            one(Stream.of(person.getKey(), person.getKey())
                                    .filter(id -> ledger.of(id).allMatch(service -> service.last.isPresent()))),
                            "basis",
                            ErasureBasis.RETENTION_EXPIRED,
                            "erasedOn",
                            LocalDate.of(2060, 1, 1));
                }),
                Map.entry(
                        CorrectVolunteerAttribute.class,
                        () -> command(
                                CorrectVolunteerAttribute.class,
                                "volunteer",
                                person(p -> true).getKey())),
                Map.entry(
                        PlaceLegalHold.class,
                        () -> command(
                                PlaceLegalHold.class,
                                "volunteer",
                                person(p -> p.holds.isEmpty()).getKey())),
                Map.entry(LiftLegalHold.class, () -> {
                    Map.Entry<String, Ledger.Person> person = person(p -> !p.holds.isEmpty());
                    return command(
                            LiftLegalHold.class,
                            "volunteer",
                            person.getKey(),
                            "hold",
                            person.getValue().holds.iterator().next());
                }));
    }

    private Record select() {
        Ledger.Request request = request(r -> r.funded.isPresent() && !r.cancelled && r.candidates.size() < 3);
        return command(
                SelectCandidate.class,
                "doa",
                request.submitted.doa(),
                "volunteer",
                one(ledger.persons.entrySet().stream()
                        .filter(person -> !person.getValue().died
                                && person.getValue().isCleared(request.submitted.neededFrom())
                                && !request.candidates.contains(person.getKey()))
                        .map(Map.Entry::getKey)
                        .filter(id -> ledger.fits(request.submitted.category(), request.submitted.mission(), id))));
    }

    /** What a volunteer with an accepted offer is not cleared for. */
    private Record clear() {
        Ledger.Offer offer = offer("ACCEPTED");
        Ledger.Person person = ledger.persons.get(offer.issued.volunteer());
        LocalDate start = offer.issued.startsOn();
        return command(
                RecordClearance.class,
                "volunteer",
                offer.issued.volunteer(),
                "kind",
                one(Stream.of(ClearanceKind.values()).filter(kind -> !person.isCleared(kind, start))),
                "result",
                ClearanceResult.CLEARED,
                "clearedOn",
                start,
                "validUntil",
                start.plusDays(400));
    }

    /** Of a volunteer who waits for the entry on duty, a clearance that no later one replaces. */
    private Record flag() {
        Service waiting = service(s -> !s.deployed);
        ClearanceRecorded latest = one(ledger.persons.get(waiting.volunteer).clearances.stream()
                .filter(c -> c.validUntil().isPresent()));
        return command(
                FlagExpiredClearance.class,
                "volunteer",
                waiting.volunteer,
                "kind",
                latest.kind(),
                "validUntil",
                latest.validUntil().orElseThrow(),
                "flaggedOn",
                after(latest.validUntil().orElseThrow(), 1, 3));
    }
}
