package org.muster.commandside.domain.model;

import java.util.HashSet;
import java.util.Set;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.volunteer.LegalHoldLifted;
import org.muster.events.volunteer.LegalHoldPlaced;

/**
 * The holds that keep the personal data of a volunteer on record.
 *
 * @param open those that were placed and not lifted
 */
public record LegalHolds(Set<String> open) {

    /** By the volunteer's identifier. */
    public static final DecisionModel<LegalHolds> MODEL = DecisionModel.named("legal-holds", 1)
            .tagged(Tag.VOLUNTEER)
            .startingAt(new LegalHolds(Set.of()))
            .on(LegalHoldPlaced.class, (holds, e) -> holds.with(e.hold(), true))
            .on(LegalHoldLifted.class, (holds, e) -> holds.with(e.hold(), false));

    public LegalHolds {
        open = Set.copyOf(open);
    }

    private LegalHolds with(String hold, boolean placed) {
        Set<String> changed = new HashSet<>(open);
        if (placed) {
            changed.add(hold);
        } else {
            changed.remove(hold);
        }
        return new LegalHolds(changed);
    }
}
