package org.muster.commandside.domain.automation.remindofcontractend;

import static org.muster.commandside.AutomationExamples.contracted;
import static org.muster.commandside.AutomationExamples.extended;
import static org.muster.commandside.AutomationExamples.reminded;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.RemindOfContractEnd;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.automation.ContractNotice;

class RemindOfContractEndTest {

    private static final VolunteerDeployed DEPLOYED = contracted("V1", "A1", "1992-12-31");
    private static final RemindOfContractEnd REMIND = remind(ContractNotice.FIRST_REMINDER, "1992-10-02");

    @Test
    void reminds_with_the_days_that_were_left() {
        given(DEPLOYED).when(REMIND).then(reminded(ContractNotice.FIRST_REMINDER, "1992-10-02", 90));
        given(DEPLOYED)
                .when(remind(ContractNotice.ESCALATION, "1992-12-16"))
                .then(reminded(ContractNotice.ESCALATION, "1992-12-16", 15));
    }

    @Test
    void reminds_once_of_each() {
        given(DEPLOYED, reminded(ContractNotice.FIRST_REMINDER, "1992-10-02", 90))
                .when(REMIND)
                .refused(RefusalCode.NO_CHANGE, Map.of("assignment", "A1", "notice", "FIRST_REMINDER"));
        given(DEPLOYED, reminded(ContractNotice.FIRST_REMINDER, "1992-10-02", 90))
                .when(remind(ContractNotice.SECOND_REMINDER, "1992-11-01"))
                .then(reminded(ContractNotice.SECOND_REMINDER, "1992-11-01", 60));
    }

    @Test
    void is_not_due_any_more_after_an_extension_or_an_end() {
        given(DEPLOYED, extended("V1", "A1", "1992-12-31", "1993-03-31"))
                .when(REMIND)
                .refused(RefusalCode.NOT_DUE, Map.of("assignment", "A1", "contractEndsOn", "1993-03-31"));
        given(DEPLOYED, ended(DEPLOYED, "1992-08-31"))
                .when(REMIND)
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", "A1"));
        given().when(REMIND).refused(RefusalCode.NOT_OPEN, Map.of("assignment", "A1"));
        given(DEPLOYED)
                .when(remind(ContractNotice.ESCALATION, "1993-01-01"))
                .refused(RefusalCode.NOT_DUE, Map.of("assignment", "A1", "contractEndsOn", "1992-12-31"));
    }

    @Test
    void is_retried_when_the_contract_is_extended_meanwhile() {
        given(DEPLOYED)
                .when(REMIND)
                .decidedAgainAfter(
                        extended("V1", "A1", "1992-12-31", "1993-03-31"),
                        reminded(ContractNotice.FIRST_REMINDER, "1992-10-02", 90))
                .notDisturbedBy(contracted("V2", "A2", "1992-12-31"));
    }

    private static RemindOfContractEnd remind(ContractNotice notice, String dueOn) {
        return new RemindOfContractEnd("A1", day("1992-12-31"), notice, day(dueOn));
    }
}
