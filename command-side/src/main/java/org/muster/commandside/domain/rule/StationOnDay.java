package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.DutyStation;

/** A change of a duty station is about a station of that mission, on a day on which it is open. */
public final class StationOnDay {

    private StationOnDay() {}

    /** Why nothing about the station can change on the day; empty if it can. */
    public static Optional<Decision> refusal(
            String station, String mission, Optional<DutyStation> known, String field, LocalDate day) {
        Optional<DutyStation> ours = known.filter(s -> s.mission().equals(mission));
        if (ours.isEmpty()) {
            return Optional.of(
                    Decision.rejected(RefusalCode.UNKNOWN_STATION, Map.of("station", station, "mission", mission)));
        }
        if (day.isBefore(ours.get().openedOn())) {
            return Optional.of(Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            field,
                            day.toString(),
                            "notBefore",
                            ours.get().openedOn().toString())));
        }
        return ours.flatMap(DutyStation::closedOn)
                .filter(day::isAfter)
                .map(closed -> Decision.rejected(
                        RefusalCode.STATION_CLOSED, Map.of("station", station, "closedOn", closed.toString())));
    }
}
