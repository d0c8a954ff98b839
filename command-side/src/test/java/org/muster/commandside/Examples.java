package org.muster.commandside;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerRegistered;

/** Events that tests begin with. UNTAC: adopted 1992-02-28, starts 1992-03-15; persons are made up. */
public final class Examples {

    public static final BudgetPeriod FY92 = period("1991-07-01", "1992-06-30");
    public static final BudgetPeriod FY93 = period("1992-07-01", "1993-06-30");

    private Examples() {}

    public static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    public static BudgetPeriod period(String from, String to) {
        return new BudgetPeriod(day(from), day(to));
    }

    public static MissionEstablished untac() {
        return established("UNTAC", Optional.of(day("1993-09-24")), false);
    }

    /** A mission in Cambodia with UNTAC's dates. */
    public static MissionEstablished established(String mission, Optional<LocalDate> expiresOn, boolean imported) {
        return new MissionEstablished(
                mission,
                "United Nations Transitional Authority in Cambodia",
                List.of("KHM"),
                MissionKind.PEACEKEEPING,
                LeadDepartment.DPKO,
                "S/RES/745",
                day("1992-02-28"),
                day("1992-03-15"),
                expiresOn,
                imported);
    }

    public static MissionStarted untacStarted() {
        return new MissionStarted("UNTAC", day("1992-03-15"));
    }

    public static DutyStationOpened phnomPenh() {
        return new DutyStationOpened("UNTAC-PHNOM-PENH", "UNTAC", "Phnom Penh", "KHM", day("1992-03-20"));
    }

    public static VolunteerStrengthAuthorized authorized(BudgetPeriod period, int international, int national) {
        return new VolunteerStrengthAuthorized("UNTAC", period, international, national, "A/46/903");
    }

    public static VolunteerRegistered registered(String volunteer, String nationality) {
        return registered(volunteer, nationality, Optional.empty());
    }

    public static VolunteerRegistered registered(String volunteer, String nationality, Optional<String> residence) {
        return new VolunteerRegistered(
                volunteer,
                nationality,
                residence,
                Gender.UNDISCLOSED,
                1965,
                new SealedPersonalData("AES256_GCM", "c2VhbGVk"),
                "fingerprint-of-" + volunteer,
                day("1992-01-02"));
    }

    /** An international specialist enters on duty in Phnom Penh; the assignment is named after volunteer and date. */
    public static VolunteerDeployed deployed(String volunteer, String entryOnDuty) {
        return deployed(volunteer, entryOnDuty, Category.INTERNATIONAL_SPECIALIST);
    }

    public static VolunteerDeployed deployed(String volunteer, String entryOnDuty, Category category) {
        return new VolunteerDeployed(
                volunteer,
                volunteer + "-" + entryOnDuty,
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                category,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day(entryOnDuty),
                true);
    }

    public static AssignmentEnded ended(VolunteerDeployed deployment, String lastDay) {
        return new AssignmentEnded(
                deployment.volunteer(),
                deployment.assignment(),
                deployment.mission(),
                deployment.category(),
                deployment.entryOnDuty(),
                day(lastDay),
                SeparationReason.COMPLETION);
    }
}
