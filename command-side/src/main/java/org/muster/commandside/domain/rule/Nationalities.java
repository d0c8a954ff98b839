package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.events.volunteer.Nationality;

/** A person has each nationality once, and a former state's only while that state was there. */
public final class Nationalities {

    private Nationalities() {}

    /** Why a person cannot have these nationalities on a day; empty if nothing stands in the way. */
    public static Optional<Decision> refusal(String nationality, List<String> others, LocalDate day) {
        Optional<String> former = Stream.concat(Stream.of(nationality), others.stream())
                .filter(code -> Nationality.lastDay(code).filter(day::isAfter).isPresent())
                .findFirst();
        if (former.isPresent()) {
            return Optional.of(Decision.rejected(
                    RefusalCode.NATIONALITY_NOT_VALID,
                    Map.of(
                            "nationality",
                            former.get(),
                            "lastDay",
                            Nationality.lastDay(former.get()).orElseThrow().toString())));
        }
        return others.contains(nationality)
                ? Optional.of(Decision.rejected(RefusalCode.NATIONALITY_NOT_VALID, Map.of("nationality", nationality)))
                : Optional.empty();
    }
}
