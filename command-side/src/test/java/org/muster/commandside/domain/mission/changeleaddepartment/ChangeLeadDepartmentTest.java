package org.muster.commandside.domain.mission.changeleaddepartment;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.ChangeLeadDepartment;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.LeadDepartmentChanged;

class ChangeLeadDepartmentTest {

    @Test
    void another_department_leads_from_a_day_on() {
        given(untac()).when(change(LeadDepartment.DPO, "2019-01-01")).then(changed(LeadDepartment.DPO, "2019-01-01"));
    }

    @Test
    void may_be_recorded_for_a_day_before_another_change() {
        given(untac(), changed(LeadDepartment.DPO, "2019-01-01"))
                .when(change(LeadDepartment.DPA, "1993-01-01"))
                .then(changed(LeadDepartment.DPA, "1993-01-01"));
    }

    @Test
    void refuses_the_department_that_leads_on_the_day_already() {
        given(untac(), changed(LeadDepartment.DPO, "2019-01-01"))
                .when(change(LeadDepartment.DPO, "2020-01-01"))
                .refused(RefusalCode.NO_CHANGE, Map.of("mission", "UNTAC", "leadDepartment", "DPO"));
    }

    @Test
    void refuses_a_day_before_the_adoption_and_an_unknown_mission() {
        given(untac())
                .when(change(LeadDepartment.DPO, "1992-02-27"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("changedOn", "1992-02-27", "notBefore", "1992-02-28"));
        given().when(change(LeadDepartment.DPO, "2019-01-01"))
                .refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    private static ChangeLeadDepartment change(LeadDepartment lead, String on) {
        return new ChangeLeadDepartment("UNTAC", lead, day(on));
    }

    private static LeadDepartmentChanged changed(LeadDepartment lead, String on) {
        return new LeadDepartmentChanged("UNTAC", lead, day(on));
    }
}
