package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.muster.events.mission.MissionKind;
import org.muster.readmodels.Row;

/**
 * One mission, as it was established; {@link MissionName} and {@link MissionLead} say what changes.
 *
 * @param mission the acronym
 * @param countries ISO 3166-1 alpha-3 codes, and XKX for Kosovo
 * @param adoptedOn when the establishing instrument was adopted
 * @param startsOn when the mandate starts
 * @param mandateEndedOn the last day of the mandate; empty while it runs
 * @param imported whether it was recorded from historical sources
 */
public record Mission(
        String mission,
        List<String> countries,
        MissionKind kind,
        LocalDate adoptedOn,
        LocalDate startsOn,
        Optional<LocalDate> mandateEndedOn,
        boolean imported)
        implements Row<String> {

    Mission mandateEnded(Optional<LocalDate> on) {
        return new Mission(mission, countries, kind, adoptedOn, startsOn, on, imported);
    }

    Mission startsOn(LocalDate day) {
        return new Mission(mission, countries, kind, adoptedOn, day, mandateEndedOn, imported);
    }
}
