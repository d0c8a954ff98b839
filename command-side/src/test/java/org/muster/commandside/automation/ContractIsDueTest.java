package org.muster.commandside.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.AutomationExamples.contracted;
import static org.muster.commandside.AutomationExamples.extended;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.automation.Register.LONG_AGO;
import static org.muster.commandside.automation.Register.cause;
import static org.muster.commandside.automation.Register.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.automation.FlagOverdueContract;
import org.muster.commands.automation.RemindOfContractEnd;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.automation.ContractNotice;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.correction.OriginalEvent;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.correction.RecordCorrected;
import org.muster.events.policy.PolicyAdopted;
import org.muster.events.policy.PolicyTerm;

/** What is due before and after a contract ends: a function of the contract, the policy and the day. */
class ContractIsDueTest {

    private static final LocalDate END = day("1992-12-31");

    @Test
    void a_contract_has_two_reminders_an_escalation_and_a_flag() {
        assertThat(contract(contracted("V1", "A1", "1992-12-31"), LONG_AGO, "1992-04-01"))
                .containsExactly(
                        remind(ContractNotice.FIRST_REMINDER, "1992-10-02"),
                        remind(ContractNotice.SECOND_REMINDER, "1992-11-01"),
                        remind(ContractNotice.ESCALATION, "1992-12-16"),
                        overdue(false));
        assertThat(contract(extended("V1", "A1", "1992-06-30", "1992-12-31"), LONG_AGO, "1992-04-01"))
                .hasSize(4);
        assertThat(contract(deployed("V1", "1992-04-01"), LONG_AGO, "1992-04-01"))
                .isEmpty();
    }

    @Test
    void a_corrected_end_has_reminders_of_its_own() {
        VolunteerDeployed until1993 = contracted("V1", "A1", "1993-12-31");
        RecordCorrected corrected = new RecordCorrected(
                OriginalEvent.of(Given.id(1), 1, until1993),
                "contractEndsOn",
                Optional.of("1993-12-31"),
                Optional.of("1992-12-31"),
                CorrectionReason.TYPING_ERROR);

        assertThat(new WhenContractEndsThenRemind(false)
                        .due(
                                Cause.of(corrected, day("1992-05-01"), LONG_AGO),
                                register(until1993, corrected),
                                day("1992-05-01")))
                .containsExactly(
                        remind(ContractNotice.FIRST_REMINDER, "1992-10-02"),
                        remind(ContractNotice.SECOND_REMINDER, "1992-11-01"),
                        remind(ContractNotice.ESCALATION, "1992-12-16"),
                        overdue(false));
    }

    @Test
    void a_contract_that_counts_again_has_its_reminders_again() {
        VolunteerDeployed serving = contracted("V1", "A1", "1992-12-31");
        for (DomainEvent mistake :
                List.of(ended(serving, "1992-06-30"), extended("V1", "A1", "1992-12-31", "1993-12-31"))) {
            RecordAnnulled annulled =
                    new RecordAnnulled(OriginalEvent.of(Given.id(2), 2, mistake), CorrectionReason.DID_NOT_HAPPEN);

            assertThat(new WhenContractEndsThenRemind(false)
                            .due(
                                    Cause.of(annulled, day("1992-11-20"), LONG_AGO),
                                    register(serving, mistake, annulled),
                                    day("1992-11-20")))
                    .containsExactly(remind(ContractNotice.ESCALATION, "1992-12-16"), overdue(false));
        }
        AssignmentEnded ended = ended(serving, "1992-06-30");
        RecordAnnulled other = new RecordAnnulled(
                OriginalEvent.of(Given.id(1), 1, deployed("V2", "1992-04-01")), CorrectionReason.DID_NOT_HAPPEN);
        assertThat(new WhenContractEndsThenRemind(false)
                        .due(Cause.of(other, LONG_AGO, LONG_AGO), register(serving, ended), LONG_AGO))
                .isEmpty();
    }

    @Test
    void the_policy_in_force_on_the_day_decides() {
        PolicyAdopted earlier = new PolicyAdopted(
                PolicyTerm.CONTRACT_FIRST_REMINDER_DAYS, Optional.empty(), 120, day("1992-06-01"), "A/RES/1");

        assertThat(contract(contracted("V1", "A1", "1992-12-31"), LONG_AGO, "1992-05-31", earlier))
                .contains(remind(ContractNotice.FIRST_REMINDER, "1992-10-02"));
        assertThat(contract(contracted("V1", "A1", "1992-12-31"), LONG_AGO, "1992-06-01", earlier))
                .contains(remind(ContractNotice.FIRST_REMINDER, "1992-09-02"));
    }

    @Test
    void a_contract_that_is_recorded_late_gets_what_is_still_to_come() {
        assertThat(contract(contracted("V1", "A1", "1992-12-31"), day("1992-11-20"), "1992-11-20"))
                .containsExactly(remind(ContractNotice.ESCALATION, "1992-12-16"), overdue(false));
        assertThat(contract(contracted("V1", "A1", "1992-12-31"), day("2026-11-27"), "2026-11-27"))
                .isEmpty();
    }

    @Test
    void an_assignment_ends_with_its_contract_where_that_is_set() {
        assertThat(new WhenContractEndsThenRemind(true)
                        .due(cause(contracted("V1", "A1", "1992-12-31"), LONG_AGO), register(), day("1992-04-01")))
                .contains(overdue(true));
    }

    private static List<Due> contract(DomainEvent event, LocalDate recordedOn, String today, DomainEvent... history) {
        return new WhenContractEndsThenRemind(false).due(cause(event, recordedOn), register(history), day(today));
    }

    private static Due remind(ContractNotice notice, String on) {
        return new Due(notice.name(), day(on), new RemindOfContractEnd("A1", END, notice, day(on)));
    }

    private static Due overdue(boolean complete) {
        return new Due("OVERDUE", day("1993-01-01"), new FlagOverdueContract("A1", END, day("1993-01-01"), complete));
    }
}
