package org.muster.commandside;

import static org.muster.commandside.Examples.day;

import java.util.Optional;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.automation.ContractNotice;
import org.muster.events.automation.ContractReminderIssued;

/** Events around the end of a contract: V1 serves in UNTAC as A1 until 1992-12-31. */
public final class AutomationExamples {

    private AutomationExamples() {}

    public static VolunteerDeployed contracted(String volunteer, String assignment, String contractEndsOn) {
        return contracted(volunteer, assignment, Optional.of(contractEndsOn), Optional.empty());
    }

    public static VolunteerDeployed contracted(
            String volunteer, String assignment, Optional<String> contractEndsOn, Optional<String> doa) {
        return new VolunteerDeployed(
                volunteer,
                assignment,
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day("1992-04-01"),
                contractEndsOn.map(Examples::day),
                doa,
                false);
    }

    public static ContractExtended extended(String volunteer, String assignment, String from, String to) {
        return new ContractExtended(volunteer, assignment, "UNTAC", Optional.of(day(from)), day(to));
    }

    public static ContractReminderIssued reminded(ContractNotice notice, String dueOn, int daysLeft) {
        return new ContractReminderIssued("V1", "A1", "UNTAC", notice, day("1992-12-31"), day(dueOn), daysLeft);
    }
}
