package org.muster.events.mission;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.catalog.Upcaster;
import org.muster.events.Tag;

/**
 * The mandate was extended to a later expiry. Version 1 did not say what kind of decision that was: its readers had to know how
 * symbols are written.
 *
 * @param mission the acronym, for instance UNTAC
 * @param instrument what decided it, for instance S/RES/745
 * @param instrumentKind what kind of decision that is
 * @param adoptedOn when the extension was adopted
 * @param newExpiry the new last day of the mandate
 */
@EventName(value = "muster.mission.mandate-extended", version = 2, upcasters = MandateExtended.FromVersion1.class)
@Correctable({"instrument", "instrumentKind", "adoptedOn", "newExpiry"})
public record MandateExtended(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(max = 120) String instrument,
        InstrumentKind instrumentKind,
        LocalDate adoptedOn,
        LocalDate newExpiry)
        implements MissionEvent {

    /** An extension whose symbol says what kind of decision it is. */
    public MandateExtended(String mission, String instrument, LocalDate adoptedOn, LocalDate newExpiry) {
        this(mission, instrument, InstrumentKind.of(instrument), adoptedOn, newExpiry);
    }

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return adoptedOn;
    }

    /** Version 1 had no kind of decision: its symbol says it. */
    static final class FromVersion1 implements Upcaster {

        @Override
        public Map<String, Object> lift(Map<String, Object> data) {
            Map<String, Object> lifted = new LinkedHashMap<>(data);
            if (data.get("instrument") instanceof String instrument) {
                lifted.put("instrumentKind", InstrumentKind.of(instrument).name());
            }
            return lifted;
        }
    }
}
