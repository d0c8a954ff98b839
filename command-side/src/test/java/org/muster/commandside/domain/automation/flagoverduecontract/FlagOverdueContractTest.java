package org.muster.commandside.domain.automation.flagoverduecontract;

import static org.muster.commandside.AutomationExamples.contracted;
import static org.muster.commandside.AutomationExamples.extended;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.FlagOverdueContract;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.automation.ContractOverdueFlagged;

class FlagOverdueContractTest {

    private static final VolunteerDeployed DEPLOYED = contracted("V1", "A1", "1992-12-31");
    private static final ContractOverdueFlagged FLAGGED =
            new ContractOverdueFlagged("V1", "A1", "UNTAC", day("1992-12-31"), day("1993-01-01"));

    @Test
    void flags_an_open_assignment_whose_contract_is_over_once() {
        given(DEPLOYED).when(flag("1993-01-01", false)).then(FLAGGED);
        given(DEPLOYED, FLAGGED)
                .when(flag("1993-01-01", false))
                .refused(RefusalCode.NO_CHANGE, Map.of("assignment", "A1"));
    }

    @Test
    void ends_the_assignment_with_its_contract_where_the_command_says_so() {
        given(DEPLOYED).when(flag("1993-01-01", true)).then(FLAGGED, ended(DEPLOYED, "1992-12-31"));
    }

    @Test
    void is_not_due_before_the_end_nor_after_an_extension_nor_after_an_end() {
        given(DEPLOYED)
                .when(flag("1992-12-31", true))
                .refused(RefusalCode.NOT_DUE, Map.of("assignment", "A1", "contractEndsOn", "1992-12-31"));
        given(DEPLOYED, extended("V1", "A1", "1992-12-31", "1993-03-31"))
                .when(flag("1993-01-01", true))
                .refused(RefusalCode.NOT_DUE, Map.of("assignment", "A1", "contractEndsOn", "1993-03-31"));
        given(DEPLOYED, ended(DEPLOYED, "1992-12-31"))
                .when(flag("1993-01-01", true))
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", "A1"));
    }

    private static FlagOverdueContract flag(String on, boolean complete) {
        return new FlagOverdueContract("A1", day("1992-12-31"), day(on), complete);
    }
}
