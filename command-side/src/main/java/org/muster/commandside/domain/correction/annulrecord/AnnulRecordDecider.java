package org.muster.commandside.domain.correction.annulrecord;

import java.util.Map;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commands.RefusalCode;
import org.muster.commands.correction.AnnulRecord;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.decision.OnRecord;
import org.muster.commandside.domain.rule.amendment.AmendmentRules;
import org.muster.events.correction.OriginalEvent;
import org.muster.events.correction.RecordAnnulled;

/**
 * An event that was recorded by mistake counts no longer, if the history without it keeps the rules. A start cannot be taken from a
 * mission that volunteers have entered (X3), nor an end from an assignment whose volunteer serves elsewhere by now (X1), whose post
 * is filled again (X2) or whose mission is closed (X4); nor anything that later records rest on.
 */
public final class AnnulRecordDecider implements Decider<AnnulRecord> {

    @Override
    public Decision decide(AnnulRecord command, Boundary boundary) {
        return boundary.recorded(command.event(), command.position())
                .map(record -> decide(command, record, boundary))
                .orElse(Decision.rejected(
                        RefusalCode.UNKNOWN_EVENT, Map.of("event", command.event(), "position", command.position())));
    }

    private static Decision decide(AnnulRecord command, OnRecord record, Boundary boundary) {
        EventType type = EventCatalog.of(record.event().getClass());
        if (!type.annullable()) {
            return Decision.rejected(RefusalCode.NOT_ANNULLABLE, Map.of("type", type.wireName()));
        }
        return AmendmentRules.decide(
                record,
                record.amendment().annulling(),
                new RecordAnnulled(OriginalEvent.of(record.id(), record.position(), record.event()), command.reason()),
                boundary);
    }
}
