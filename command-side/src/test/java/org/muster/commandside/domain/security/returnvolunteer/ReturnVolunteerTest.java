package org.muster.commandside.domain.security.returnvolunteer;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.SecurityExamples.lifted;
import static org.muster.commandside.SecurityExamples.ordered;
import static org.muster.commandside.SecurityExamples.relocated;
import static org.muster.commandside.SecurityExamples.returned;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.security.ReturnVolunteer;
import org.muster.commandside.domain.decision.Given;

class ReturnVolunteerTest {

    private static final ReturnVolunteer RETURN = new ReturnVolunteer("V1-1992-04-01", day("1992-06-01"));

    @Test
    void brings_a_relocated_volunteer_back_also_after_the_order_was_lifted() {
        away().when(RETURN).then(returned("1992-06-01"));
        away().and(lifted("1992-05-20")).when(RETURN).then(returned("1992-06-01"));
    }

    @Test
    void refuses_who_is_not_away() {
        given(deployed("V1", "1992-04-01"), ordered())
                .when(RETURN)
                .refused(RefusalCode.NOT_RELOCATED, Map.of("assignment", "V1-1992-04-01"));
        away().and(returned("1992-06-01"))
                .when(RETURN)
                .refused(RefusalCode.NOT_RELOCATED, Map.of("assignment", "V1-1992-04-01"));
    }

    @Test
    void returns_at_the_earliest_on_the_day_of_the_relocation() {
        away().when(new ReturnVolunteer("V1-1992-04-01", day("1992-05-01")))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("returnedOn", "1992-05-01", "notBefore", "1992-05-02"));
    }

    private static Given away() {
        return given(deployed("V1", "1992-04-01"), ordered(), relocated("1992-05-02"));
    }
}
