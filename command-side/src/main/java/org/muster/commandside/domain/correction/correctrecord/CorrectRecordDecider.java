package org.muster.commandside.domain.correction.correctrecord;

import java.util.Map;
import java.util.Optional;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventData;
import org.muster.catalog.EventType;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.decision.OnRecord;
import org.muster.commandside.domain.model.PersonalRecord;
import org.muster.commandside.domain.rule.amendment.AmendmentRules;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SeparationClass;
import org.muster.events.correction.OriginalEvent;
import org.muster.events.correction.RecordCorrected;

/**
 * A field of an earlier event has another value, if the catalog lets it be corrected and the history as it then stands keeps the
 * rules that the earlier commands were judged by: no overlap (X1), no more posts than authorized (X2), an open mission (X3), nobody
 * beyond a closure (X4), an open station (X5), an age that fits (X6), service and funding within their limits (X7, X8), dates in
 * their order. A lower strength is a fact and comes with a warning (X10). A classified reason of a separation is corrected sealed, and
 * not once the person is erased.
 */
public final class CorrectRecordDecider implements Decider<CorrectSealedRecord> {

    @Override
    public Decision decide(CorrectSealedRecord command, Boundary boundary) {
        return boundary.recorded(command.event(), command.position())
                .map(record -> decide(command, record, boundary))
                .orElse(Decision.rejected(
                        RefusalCode.UNKNOWN_EVENT, Map.of("event", command.event(), "position", command.position())));
    }

    private static Decision decide(CorrectSealedRecord command, OnRecord record, Boundary boundary) {
        EventType type = EventCatalog.of(record.event().getClass());
        if (!type.correctableFields().contains(command.field())) {
            return Decision.rejected(
                    RefusalCode.IMMUTABLE_FIELD,
                    Map.of(
                            "type", type.wireName(),
                            "field", command.field(),
                            "correctable", type.correctableFields()));
        }
        Optional<String> before = EventData.text((Record) record.event(), command.field());
        // Of two classified reasons nobody here can tell whether they are one.
        if (before.equals(command.after()) && command.sealedReason().isEmpty()) {
            return Decision.rejected(RefusalCode.NO_CHANGE, Map.of("field", command.field()));
        }
        RecordCorrected corrected = new RecordCorrected(
                OriginalEvent.of(record.id(), record.position(), record.event()),
                command.field(),
                before,
                command.after(),
                command.reason(),
                command.sealedReason());
        if (!isPossible(command, record)) {
            return Decision.rejected(
                    RefusalCode.VALUE_NOT_POSSIBLE, Map.of("type", type.wireName(), "field", command.field()));
        }
        if (command.sealedReason().isPresent()
                && record.event() instanceof AssignmentEnded ended
                && boundary.read(PersonalRecord.MODEL, ended.volunteer()).erased()) {
            return Decision.rejected(RefusalCode.ALREADY_ERASED, Map.of("volunteer", ended.volunteer()));
        }
        return AmendmentRules.decide(
                record, record.amendment().correcting(command.field(), command.after()), corrected, boundary);
    }

    /** Whether the field can have the value: a class of reasons only with the one that it stands for. */
    private static boolean isPossible(CorrectSealedRecord command, OnRecord record) {
        Record amended;
        try {
            amended = EventData.with((Record) record.event(), command.field(), command.after());
        } catch (IllegalArgumentException e) {
            return false;
        }
        boolean classified = command.field().equals("reason")
                && amended instanceof AssignmentEnded ended
                && ended.reason() == SeparationClass.UNDISCLOSED;
        return classified == command.sealedReason().isPresent();
    }
}
