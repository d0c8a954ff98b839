package org.muster.queryside;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.SuccessorMissionLinked;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;

/** Events for tests, made up. */
final class History {

    private History() {}

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    static MissionEstablished established(String mission, String name) {
        return new MissionEstablished(
                mission,
                name,
                List.of("TLS"),
                MissionKind.PEACEKEEPING,
                LeadDepartment.DPKO,
                "S/RES/1",
                day("2002-05-17"),
                day("2002-05-20"),
                Optional.of(day("2003-05-20")),
                true);
    }

    static VolunteerDeployed deployed(
            String assignment, String volunteer, String mission, Category category, String on) {
        return new VolunteerDeployed(
                volunteer,
                assignment,
                mission,
                mission + "-CITY",
                category,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.ADMINISTRATIVE,
                day(on),
                true);
    }

    static AssignmentEnded ended(VolunteerDeployed deployed, String lastDay) {
        return new AssignmentEnded(
                deployed.volunteer(),
                deployed.assignment(),
                deployed.mission(),
                deployed.category(),
                deployed.entryOnDuty(),
                day(lastDay),
                SeparationReason.COMPLETION);
    }

    /** A mission's life and four assignments of three volunteers; the volunteers' events come before the mission's. */
    static List<DomainEvent> ofUnmiset() {
        VolunteerDeployed first = deployed("A1", "V1", "UNMISET", Category.INTERNATIONAL_SPECIALIST, "2002-06-01");
        VolunteerDeployed again = deployed("A2", "V1", "UNMISET", Category.INTERNATIONAL_SPECIALIST, "2003-01-01");
        VolunteerDeployed open = deployed("A3", "V2", "UNMISET", Category.INTERNATIONAL_EXPERT, "2002-06-01");
        VolunteerDeployed national = deployed("A4", "V3", "UNMISET", Category.NATIONAL_YOUTH, "2002-07-01");
        BudgetPeriod period = new BudgetPeriod(day("2002-07-01"), day("2003-06-30"));
        return List.of(
                first,
                ended(first, "2002-08-31"),
                again,
                ended(again, "2003-01-30"),
                open,
                national,
                ended(national, "2002-09-30"),
                established("UNMISET", "=1+1 Mission of \"Support\", East Timor"),
                new MissionStarted("UNMISET", day("2002-05-20")),
                new DutyStationOpened("UNMISET-CITY", "UNMISET", "Dili", "TLS", day("2002-05-20")),
                new VolunteerStrengthAuthorized("UNMISET", period, 2, 1, "A/56/1"),
                new VolunteerStrengthRevised("UNMISET", period, 1, 1, "A/57/1", day("2003-01-15")),
                new MandateExtended("UNMISET", "S/RES/2", day("2003-05-19"), day("2005-05-20")),
                new SuccessorMissionLinked("UNMISET", "UNOTIL", day("2005-05-20")),
                new MandateEnded("UNMISET", day("2005-05-20")),
                new MissionClosed("UNMISET", day("2005-05-20")));
    }
}
