package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.muster.commandside.domain.model.recruitment.Clearances;
import org.muster.events.VolunteerType;
import org.muster.events.recruitment.ClearanceKind;

/** What a volunteer must be cleared for before the entry on duty: who serves at home needs no visa. */
public final class RequiredClearances {

    private static final Set<ClearanceKind> AT_HOME = Set.of(
            ClearanceKind.MEDICAL,
            ClearanceKind.SECURITY_TRAINING,
            ClearanceKind.SECURITY_CLEARANCE,
            ClearanceKind.BACKGROUND);

    private RequiredClearances() {}

    /** What a volunteer of this establishment must be cleared for. */
    public static Set<ClearanceKind> required(VolunteerType type) {
        return switch (type) {
            case INTERNATIONAL -> Set.of(ClearanceKind.values());
            case NATIONAL -> AT_HOME;
        };
    }

    /** The names of those that are missing, refused or expired on a day. */
    public static List<String> invalidOn(LocalDate day, VolunteerType type, Clearances clearances) {
        return required(type).stream()
                .filter(kind -> !clearances.areValidOn(day, kind))
                .map(Enum::name)
                .sorted()
                .toList();
    }
}
