package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import java.util.Optional;
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
}
