package org.muster.commandside;

import static org.muster.commandside.Examples.day;

import java.util.List;
import org.muster.events.security.EvacuationLifted;
import org.muster.events.security.EvacuationOrdered;
import org.muster.events.security.VolunteerRelocated;
import org.muster.events.security.VolunteerReturned;

/** The evacuation of Phnom Penh from 1992-05-01 under the order O1; V1 is relocated to Bangkok. */
public final class SecurityExamples {

    private SecurityExamples() {}

    public static EvacuationOrdered ordered() {
        return new EvacuationOrdered("O1", "UNTAC", List.of("UNTAC-PHNOM-PENH"), "UNSMS/1992/5", day("1992-05-01"));
    }

    public static VolunteerRelocated relocated(String on) {
        return new VolunteerRelocated("V1", "V1-1992-04-01", "UNTAC", "O1", "TH-BKK", day(on));
    }

    public static VolunteerReturned returned(String on) {
        return new VolunteerReturned("V1", "V1-1992-04-01", "UNTAC", "O1", day(on));
    }

    public static EvacuationLifted lifted(String on) {
        return new EvacuationLifted("O1", "UNTAC", day(on));
    }
}
