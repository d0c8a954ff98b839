package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionEstablished;
import org.muster.readmodels.Row;

/**
 * The establishing instrument of a mission, or an extension; of several the one recorded last holds.
 *
 * @param expiresOn the last day of the mandate; empty where it is open-ended
 */
public record Mandate(Key key, String instrument, LocalDate adoptedOn, Optional<LocalDate> expiresOn)
        implements Row<Mandate.Key> {

    /** @param position of the event that recorded it: one instrument may extend a mandate more than once */
    public record Key(String mission, long position) {}

    static Mandate of(MissionEstablished event, long position) {
        return new Mandate(
                new Key(event.mission(), position), event.instrument(), event.adoptedOn(), event.expiresOn());
    }

    static Mandate of(MandateExtended event, long position) {
        return new Mandate(
                new Key(event.mission(), position),
                event.instrument(),
                event.adoptedOn(),
                Optional.of(event.newExpiry()));
    }
}
