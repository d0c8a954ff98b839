package org.muster.commandside.domain.correction.correctrecord;

import java.util.Optional;
import org.muster.commands.correction.AnnulRecord;
import org.muster.commands.correction.CorrectRecord;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;
import org.muster.events.correction.CorrectionReason;

/** Commands that amend the event at a position of a given history, and the history afterwards. */
final class Amending {

    private Amending() {}

    static CorrectRecord correct(long position, String field, String after) {
        return new CorrectRecord(
                Given.id(position), position, field, Optional.of(after), CorrectionReason.TYPING_ERROR);
    }

    static AnnulRecord annul(long position) {
        return new AnnulRecord(Given.id(position), position, CorrectionReason.DID_NOT_HAPPEN);
    }

    static Given after(Given given, Record command) {
        return given.and(given.when(command).events().toArray(DomainEvent[]::new));
    }
}
