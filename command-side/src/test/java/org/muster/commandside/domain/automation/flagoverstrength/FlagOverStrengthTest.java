package org.muster.commandside.domain.automation.flagoverstrength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.FlagOverStrength;
import org.muster.events.Tag;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.automation.OverStrengthFlagged;

class FlagOverStrengthTest {

    private static final VolunteerDeployed ONE = deployed("V1", "1992-04-01");
    private static final VolunteerDeployed TWO = deployed("V2", "1992-04-01");
    private static final FlagOverStrength FLAG = new FlagOverStrength("UNTAC", day("1992-07-01"));

    @Test
    void x10_flags_each_establishment_with_more_encumbered_than_the_new_period_authorizes() {
        given(authorized(FY92, 5, 5), authorized(FY93, 1, 0), ONE, TWO)
                .when(FLAG)
                .then(new OverStrengthFlagged(
                        "UNTAC", VolunteerType.INTERNATIONAL, day("1992-07-01"), 1, 2, Optional.of(FY93)));
    }

    @Test
    void a_flag_is_in_the_history_of_its_budget_period() {
        OverStrengthFlagged flag = new OverStrengthFlagged(
                "UNTAC", VolunteerType.INTERNATIONAL, day("1992-07-01"), 1, 2, Optional.of(FY93));

        assertThat(flag.tags()).containsExactlyInAnyOrder(Tag.mission("UNTAC"), Tag.period("UNTAC", FY93));
    }

    @Test
    void is_not_due_where_all_fits_by_then_or_nothing_is_authorized() {
        given(authorized(FY92, 5, 5), authorized(FY93, 1, 0), ONE, TWO, ended(TWO, "1992-06-30"))
                .when(FLAG)
                .refused(RefusalCode.NOT_DUE, Map.of("mission", "UNTAC", "on", "1992-07-01"));
        given(authorized(FY92, 5, 5), ONE)
                .when(FLAG)
                .refused(RefusalCode.NOT_DUE, Map.of("mission", "UNTAC", "on", "1992-07-01"));
    }
}
