package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.recruitment.Clearances;
import org.muster.commandside.domain.model.recruitment.OfferRecord;
import org.muster.events.policy.Policies;

/**
 * The days of a contract: within the funding (X8) and the service limit (X7), of somebody who is free (X1) and cleared.
 *
 * @param startsOn the first day
 * @param endsOn the last day
 * @param issuedOn the day on which the clearances must be valid
 */
public record ContractTerms(LocalDate startsOn, LocalDate endsOn, LocalDate issuedOn) {

    /** Why an accepted offer cannot become this contract; empty if it can. */
    public static Optional<Decision> refusal(
            ContractTerms terms,
            OfferRecord offer,
            Optional<LocalDate> fundedUntil,
            VolunteerRecord volunteer,
            Clearances clearances,
            Policies policies) {
        return terms.daysAreInOrder()
                .or(() -> isCleared(terms.issuedOn, offer, clearances))
                .or(() -> ContractEnd.beyondFunding(terms.endsOn, fundedUntil))
                .or(() -> Commitment.refusal(
                        RefusalCode.VOLUNTEER_COMMITTED,
                        volunteer,
                        offer.assignment(),
                        terms.startsOn,
                        Optional.of(terms.endsOn)))
                .or(() -> ServiceLimit.refusal(
                        offer.category(), volunteer, offer.assignment(), terms.startsOn, terms.endsOn, policies));
    }

    private Optional<Decision> daysAreInOrder() {
        return endsOn.isBefore(startsOn)
                ? Optional.of(Decision.rejected(
                        RefusalCode.DATE_OUT_OF_ORDER,
                        Map.of("endsOn", endsOn.toString(), "notBefore", startsOn.toString())))
                : Optional.empty();
    }

    private static Optional<Decision> isCleared(LocalDate day, OfferRecord offer, Clearances clearances) {
        List<String> missing =
                RequiredClearances.invalidOn(day, offer.category().type(), clearances);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Decision.rejected(
                        RefusalCode.CLEARANCE_MISSING,
                        Map.of("assignment", offer.assignment(), "on", day.toString(), "missing", missing)));
    }
}
