package org.muster.commandside.domain.automation.restatebudgetperiod;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.RestateBudgetPeriod;
import org.muster.events.automation.BudgetPeriodRestated;

class RestateBudgetPeriodTest {

    private static final BudgetPeriodRestated RESTATED =
            new BudgetPeriodRestated("UNTAC", FY92, day("1992-05-01"), day("1992-11-20"));

    @Test
    void restates_a_period_that_is_over() {
        given().when(restate("1992-05-01", "1992-11-20")).then(RESTATED);
    }

    @Test
    void says_so_once_a_day_unless_an_earlier_day_changes_too() {
        given(RESTATED)
                .when(restate("1992-05-02", "1992-11-20"))
                .refused(RefusalCode.NO_CHANGE, Map.of("mission", "UNTAC", "changedFrom", "1992-05-02"));
        given(RESTATED).when(restate("1992-04-30", "1992-11-20")).accepted();
        given(RESTATED).when(restate("1992-05-01", "1992-11-21")).accepted();
        given(new BudgetPeriodRestated("UNTAC", FY93, day("1992-07-01"), day("1993-11-20")))
                .when(restate("1992-05-01", "1993-11-20"))
                .accepted();
    }

    @Test
    void is_not_due_while_the_period_lasts_nor_for_a_day_of_another() {
        given().when(restate("1992-05-01", "1992-06-30"))
                .refused(
                        RefusalCode.NOT_DUE,
                        Map.of("mission", "UNTAC", "periodTo", "1992-06-30", "changedFrom", "1992-05-01"));
        given().when(restate("1992-07-01", "1992-11-20")).refused(RefusalCode.NOT_DUE);
    }

    private static RestateBudgetPeriod restate(String changedFrom, String restatedOn) {
        return new RestateBudgetPeriod("UNTAC", FY92, day(changedFrom), day(restatedOn));
    }
}
