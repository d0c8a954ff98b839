package org.muster.commandside;

import static org.muster.commandside.Examples.day;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.recruitment.CandidateSelected;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.recruitment.ClearanceRecorded;
import org.muster.events.recruitment.ClearanceResult;
import org.muster.events.recruitment.ContractIssued;
import org.muster.events.recruitment.DoAApproved;
import org.muster.events.recruitment.DoACancelled;
import org.muster.events.recruitment.DoASubmitted;
import org.muster.events.recruitment.FundingAuthorized;
import org.muster.events.recruitment.FundingSource;
import org.muster.events.recruitment.OfferAccepted;
import org.muster.events.recruitment.OfferDeclined;
import org.muster.events.recruitment.OfferExpired;
import org.muster.events.recruitment.OfferIssued;

/** Events of a recruitment for UNTAC: an international specialist from 1992-04-01 for six months, funded until 1992-12-31. */
public final class RecruitmentExamples {

    public static final Category CATEGORY = Category.INTERNATIONAL_SPECIALIST;

    private RecruitmentExamples() {}

    public static DoASubmitted submitted(String doa) {
        return submitted(doa, CATEGORY, false);
    }

    public static DoASubmitted submitted(String doa, Category category, boolean liquidationTeam) {
        return new DoASubmitted(
                doa,
                "UNTAC",
                category,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day("1992-04-01"),
                6,
                FundingSource.MISSION_BUDGET,
                day("1992-12-31"),
                liquidationTeam,
                day("1992-03-01"));
    }

    public static FundingAuthorized funded(String doa) {
        return new FundingAuthorized(doa, "UNTAC", "FA-1992-1", day("1992-12-31"), day("1992-03-05"));
    }

    public static DoAApproved approved(String doa) {
        return approved(doa, CATEGORY);
    }

    public static DoAApproved approved(String doa, Category category) {
        return new DoAApproved(doa, "UNTAC", category, day("1992-04-01"), day("1992-09-30"), day("1992-03-10"));
    }

    public static DoACancelled cancelled(String doa) {
        return new DoACancelled(doa, "UNTAC", CATEGORY, true, day("1992-03-20"));
    }

    public static CandidateSelected selected(String doa, String volunteer) {
        return new CandidateSelected(doa, "UNTAC", volunteer, CATEGORY, day("1992-03-12"));
    }

    public static OfferIssued offered(String assignment, String doa, String volunteer) {
        return new OfferIssued(
                volunteer,
                assignment,
                doa,
                "UNTAC",
                CATEGORY,
                day("1992-04-01"),
                day("1992-09-30"),
                day("1992-03-20"),
                day("1992-03-13"));
    }

    public static OfferAccepted accepted(String assignment, String doa, String volunteer) {
        return new OfferAccepted(
                volunteer, assignment, doa, "UNTAC", CATEGORY, day("1992-04-01"), day("1992-09-30"), day("1992-03-18"));
    }

    public static OfferDeclined declined(String assignment, String doa, String volunteer) {
        return new OfferDeclined(volunteer, assignment, doa, "UNTAC", day("1992-03-18"));
    }

    public static OfferExpired expired(String assignment, String doa, String volunteer) {
        return new OfferExpired(volunteer, assignment, doa, "UNTAC", day("1992-03-21"));
    }

    public static ContractIssued contract(String assignment, String doa, String volunteer) {
        return new ContractIssued(
                volunteer, assignment, doa, "UNTAC", CATEGORY, day("1992-04-01"), day("1992-09-30"), day("1992-03-25"));
    }

    public static ClearanceRecorded cleared(String volunteer, ClearanceKind kind, String validUntil) {
        return new ClearanceRecorded(
                volunteer, kind, ClearanceResult.CLEARED, day("1992-03-15"), Optional.of(day(validUntil)));
    }

    /** Each clearance that there is, valid for two years. */
    public static DomainEvent[] cleared(String volunteer) {
        return Arrays.stream(ClearanceKind.values())
                .map(kind -> cleared(volunteer, kind, "1994-03-14"))
                .toArray(DomainEvent[]::new);
    }

    /** From the request to the accepted offer and the clearances. */
    public static DomainEvent[] recruited(String assignment, String doa, String volunteer) {
        return Stream.concat(
                        Stream.of(
                                submitted(doa),
                                funded(doa),
                                approved(doa),
                                selected(doa, volunteer),
                                offered(assignment, doa, volunteer),
                                accepted(assignment, doa, volunteer)),
                        Stream.of(cleared(volunteer)))
                .toArray(DomainEvent[]::new);
    }
}
