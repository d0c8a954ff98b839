package org.muster.commandside.domain.correction.correctrecord;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.commands.correction.AnnulRecord;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;
import org.muster.events.correction.CorrectionReason;

/** A history, commands that amend the event at a position of it, and the history afterwards. */
final class Amending {

    private Amending() {}

    /** UNTAC with five posts in each of two periods and V1 in the roster: five events, and these from the sixth on. */
    static Given serving(DomainEvent... events) {
        List<DomainEvent> history = new ArrayList<>(
                List.of(untac(), untacStarted(), phnomPenh(), authorized(FY92, 5, 0), registered("V1", "KEN")));
        history.addAll(List.of(events));
        history.add(authorized(FY93, 5, 0));
        return given(history.toArray(DomainEvent[]::new));
    }

    static CorrectSealedRecord correct(long position, String field, String after) {
        return new CorrectSealedRecord(
                Given.id(position), position, field, Optional.of(after), CorrectionReason.TYPING_ERROR);
    }

    static AnnulRecord annul(long position) {
        return new AnnulRecord(Given.id(position), position, CorrectionReason.DID_NOT_HAPPEN);
    }

    static Given after(Given given, Record command) {
        return given.and(given.when(command).events().toArray(DomainEvent[]::new));
    }
}
