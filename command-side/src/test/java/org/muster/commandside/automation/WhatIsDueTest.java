package org.muster.commandside.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.RecruitmentExamples.accepted;
import static org.muster.commandside.RecruitmentExamples.cleared;
import static org.muster.commandside.RecruitmentExamples.offered;
import static org.muster.commandside.automation.Register.LONG_AGO;
import static org.muster.commandside.automation.Register.cause;
import static org.muster.commandside.automation.Register.register;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.commands.automation.DeclareReadyToClose;
import org.muster.commands.automation.FlagExpiredClearance;
import org.muster.commands.automation.FlagOverStrength;
import org.muster.commands.automation.ListOpenAssignments;
import org.muster.commands.automation.RestateBudgetPeriod;
import org.muster.commands.automation.WarnOfMandateExpiry;
import org.muster.commands.recruitment.ExpireOffer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.automation.MandateNotice;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.correction.OriginalEvent;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.correction.RecordCorrected;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateExtended;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.recruitment.ClearanceRecorded;

/** What each automation says is due, on which day: a function of the event, the register and the day. */
class WhatIsDueTest {

    @Test
    void a_mandate_has_two_warnings_and_one_on_its_last_day() {
        assertThat(new WhenMandateExpiresThenWarn()
                        .due(
                                cause(
                                        new MandateExtended("UNTAC", "S/RES/860", day("1993-08-27"), day("1993-11-15")),
                                        day("1993-08-27")),
                                register(),
                                day("1993-08-27")))
                .containsExactly(
                        warn(MandateNotice.SECOND_WARNING, "1993-10-16"), warn(MandateNotice.EXPIRY, "1993-11-15"));
    }

    @Test
    void an_offer_expires_the_day_after_it_could_last_be_answered() {
        assertThat(new WhenOfferIsNotAnsweredThenExpireIt()
                        .due(cause(offered("A1", "D1", "V1"), LONG_AGO), register(), day("1992-03-13")))
                .containsExactly(new Due("EXPIRE", day("1992-03-21"), new ExpireOffer("A1", day("1992-03-21"))));
    }

    @Test
    void an_answer_that_is_withdrawn_lets_the_offer_expire_but_not_on_the_same_day() {
        RecordAnnulled annulled = new RecordAnnulled(
                OriginalEvent.of("00000000-0000-0000-0000-000000000002", 2, accepted("A1", "D1", "V1")),
                CorrectionReason.DID_NOT_HAPPEN);
        Boundary open = register(offered("A1", "D1", "V1"));
        assertThat(new WhenOfferIsNotAnsweredThenExpireIt()
                        .due(cause(annulled, day("1992-03-18")), open, day("1992-03-18")))
                .containsExactly(new Due("EXPIRE", day("1992-03-21"), new ExpireOffer("A1", day("1992-03-21"))));
        assertThat(new WhenOfferIsNotAnsweredThenExpireIt()
                        .due(cause(annulled, day("1992-06-01")), open, day("1992-06-01")))
                .containsExactly(new Due("EXPIRE", day("1992-06-02"), new ExpireOffer("A1", day("1992-06-02"))));
    }

    @Test
    void a_drawdown_is_listed_when_it_begins() {
        DrawdownBegun drawdown = new DrawdownBegun("UNTAC", day("1993-06-01"));

        assertThat(new WhenDrawdownBeginsThenListAssignments()
                        .due(cause(drawdown, day("1993-05-01")), register(), day("1993-05-01")))
                .containsExactly(
                        new Due("LIST", day("1993-06-01"), new ListOpenAssignments("UNTAC", day("1993-06-01"))));
    }

    @Test
    void a_mission_in_liquidation_is_ready_after_the_last_of_all_ends_whichever_was_recorded_last() {
        VolunteerDeployed one = deployed("V1", "1992-04-01");
        VolunteerDeployed other = deployed("V2", "1992-04-01");
        DomainEvent[] winding = {
            untac(),
            untacStarted(),
            one,
            other,
            new DrawdownBegun("UNTAC", day("1993-06-01")),
            new LiquidationBegun("UNTAC", day("1993-09-25")),
            ended(one, "1993-12-31")
        };
        WhenLastAssignmentEndsThenDeclareReadyToClose automation = new WhenLastAssignmentEndsThenDeclareReadyToClose();

        assertThat(automation.due(cause(ended(one, "1993-12-31"), LONG_AGO), register(winding), day("1993-10-01")))
                .as("one still serves")
                .isEmpty();
        assertThat(automation.due(
                        cause(ended(other, "1993-10-31"), LONG_AGO),
                        register(with(winding, ended(other, "1993-10-31"))),
                        day("1993-10-31")))
                .containsExactly(
                        new Due("READY", day("1994-01-01"), new DeclareReadyToClose("UNTAC", day("1994-01-01"))));
        assertThat(automation.due(cause(ended(one, "1993-12-31"), LONG_AGO), register(untac(), one), day("1994-01-01")))
                .as("the mission is not in liquidation")
                .isEmpty();
    }

    @Test
    void a_budget_period_is_looked_at_on_its_first_day_and_due_only_where_it_is_exceeded() {
        WhenBudgetPeriodBeginsThenFlagOverStrength automation = new WhenBudgetPeriodBeginsThenFlagOverStrength();
        Cause less = cause(authorized(FY93, 0, 0), day("1992-05-01"));
        Due flag = new Due("FLAG", day("1992-07-01"), new FlagOverStrength("UNTAC", day("1992-07-01")));

        assertThat(automation.due(less, register(), day("1992-05-01"))).containsExactly(flag);
        assertThat(automation.due(
                        less, register(authorized(FY93, 0, 0), deployed("V1", "1992-04-01")), day("1992-07-01")))
                .containsExactly(flag);
        assertThat(automation.due(less, register(authorized(FY93, 0, 0)), day("1992-07-01")))
                .isEmpty();
    }

    @Test
    void an_expired_clearance_is_flagged_where_an_assignment_waits_for_it() {
        WhenClearanceExpiresThenFlag automation = new WhenClearanceExpiresThenFlag();
        ClearanceRecorded medical = cleared("V1", ClearanceKind.MEDICAL, "1992-03-31");
        Cause cause = cause(medical, day("1992-03-15"));
        Due flag = new Due(
                "EXPIRED",
                day("1992-04-01"),
                new FlagExpiredClearance("V1", ClearanceKind.MEDICAL, day("1992-03-31"), day("1992-04-01")));

        assertThat(automation.due(cause, register(), day("1992-03-15"))).containsExactly(flag);
        assertThat(automation.due(
                        cause, register(registered("V1", "KEN"), accepted("A1", "D1", "V1")), day("1992-04-01")))
                .containsExactly(flag);
        assertThat(automation.due(
                        cause, register(registered("V1", "KEN"), deployed("V1", "1992-03-20")), day("1992-04-01")))
                .as("it expires during service")
                .isEmpty();
        assertThat(automation.due(cause(medical, day("1992-04-02")), register(), day("1992-04-02")))
                .as("it was over when it was recorded")
                .isEmpty();
    }

    @Test
    void a_period_that_is_over_is_restated_from_the_day_that_changed() {
        WhenPastChangesThenRestate automation = new WhenPastChangesThenRestate();
        Boundary periods = register(authorized(FY92, 5, 0), authorized(FY93, 5, 0));
        VolunteerDeployed late = deployed("V1", "1992-05-01");

        assertThat(automation.due(cause(late, day("1992-11-20")), periods, day("1992-11-20")))
                .containsExactly(new Due(
                        "RESTATE UNTAC 1991-07-01",
                        day("1992-11-20"),
                        new RestateBudgetPeriod("UNTAC", FY92, day("1992-05-01"), day("1992-11-20"))));
        assertThat(automation.due(cause(late, day("1993-08-01")), periods, day("1993-08-01")))
                .as("it reaches into the next period, too")
                .hasSize(2);
        assertThat(automation.due(cause(late, day("1992-06-30")), periods, day("1992-06-30")))
                .as("the period is not over")
                .isEmpty();
        assertThat(automation.due(Cause.of(late, day("1992-11-20"), day("1992-11-20")), periods, day("1992-11-20")))
                .as("history is being loaded")
                .isEmpty();
        RecordCorrected corrected = new RecordCorrected(
                OriginalEvent.of(Given.id(1), 1, deployed("V1", "1992-08-01")),
                "entryOnDuty",
                Optional.of("1992-08-01"),
                Optional.of("1992-06-01"),
                CorrectionReason.TYPING_ERROR);
        assertThat(automation.due(Cause.of(corrected, day("1992-11-20"), LONG_AGO), periods, day("1992-11-20")))
                .extracting(Due::command)
                .containsExactly(new RestateBudgetPeriod("UNTAC", FY92, day("1992-06-01"), day("1992-11-20")));
    }

    @Test
    void what_ended_before_automations_began_makes_no_mission_ready() {
        VolunteerDeployed one = deployed("V1", "1992-04-01");
        Boundary nobodyIsAsked = new Boundary() {
            @Override
            public <S> S read(DecisionModel<S> model, String id) {
                throw new AssertionError("the register is asked for each of a hundred thousand old ends");
            }
        };

        assertThat(new WhenLastAssignmentEndsThenDeclareReadyToClose()
                        .due(
                                Cause.of(ended(one, "1993-12-31"), day("2026-11-27"), day("2026-11-27")),
                                nobodyIsAsked,
                                day("2026-11-27")))
                .isEmpty();
    }

    @Test
    void the_id_of_a_command_is_that_of_its_event_automation_and_step() {
        UUID event = UUID.fromString("018f3b2e-0000-7000-8000-000000000001");

        assertThat(DueCommands.idOf(event, "contract-end", "ESCALATION"))
                .isEqualTo(DueCommands.idOf(event, "contract-end", "ESCALATION"))
                .isNotEqualTo(DueCommands.idOf(event, "contract-end", "OVERDUE"))
                .isNotEqualTo(DueCommands.idOf(event, "mandate-expiry", "ESCALATION"))
                .extracting(UUID::version)
                .isEqualTo(5);
    }

    @Test
    void automations_have_names_of_their_own() {
        assertThat(Automations.all(new AutomationSettings(true, false, Duration.ofSeconds(1))))
                .extracting(Automation::name)
                .doesNotHaveDuplicates();
    }

    private static DomainEvent[] with(DomainEvent[] history, DomainEvent event) {
        DomainEvent[] more = Arrays.copyOf(history, history.length + 1);
        more[history.length] = event;
        return more;
    }

    private static Due warn(MandateNotice notice, String on) {
        return new Due(notice.name(), day(on), new WarnOfMandateExpiry("UNTAC", day("1993-11-15"), notice, day(on)));
    }
}
