package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;

/** Rule X8: a contract does not outlive its funding; it may outlive the mandate, because liquidation teams do. */
public final class ContractEnd {

    private ContractEnd() {}

    /** Why the contract cannot end on this day; empty where the funding lasts or none is on record. */
    public static Optional<Decision> beyondFunding(LocalDate endsOn, Optional<LocalDate> fundedUntil) {
        return fundedUntil
                .filter(endsOn::isAfter)
                .map(until -> Decision.rejected(
                        RefusalCode.BEYOND_FUNDING,
                        Map.of("contractEndsOn", endsOn.toString(), "fundedUntil", until.toString())));
    }

    /** What to tell about a contract that ends after the mandate: one warning, or none. */
    public static List<Warning> beyondMandate(LocalDate endsOn, Optional<Mission> mission) {
        return mission.flatMap(m -> m.beyondMandate(endsOn)).stream().toList();
    }
}
