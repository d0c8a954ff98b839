package org.muster.commandside.domain.assignment.deployvolunteer;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.decision.Given.given;

import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.VolunteerDeployed;

/** A mission that is ready for its first volunteers, and deployments into it. */
final class UntacReady {

    private UntacReady() {}

    /** UNTAC is active since 1992-03-15, its station open since 03-20, with 2 international and 1 national posts. */
    static Given ready() {
        return given(
                untac(),
                untacStarted(),
                phnomPenh(),
                authorized(FY92, 2, 1),
                registered("V1", "KEN"),
                registered("V2", "BRA"),
                registered("V3", "NPL"));
    }

    static DeployVolunteer deploy(String volunteer, String entryOnDuty) {
        return command(volunteer, volunteer + "-" + entryOnDuty, entryOnDuty, Category.INTERNATIONAL_SPECIALIST, true);
    }

    static DeployVolunteer command(
            String volunteer, String assignment, String entryOnDuty, Category category, boolean imported) {
        return new DeployVolunteer(
                volunteer,
                assignment,
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                category,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day(entryOnDuty),
                imported);
    }

    static VolunteerDeployed deployedAs(String volunteer, Category category) {
        return new VolunteerDeployed(
                volunteer,
                "A1",
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                category,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day("1992-04-01"),
                true);
    }
}
