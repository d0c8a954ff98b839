package org.muster.commands.security;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.commands.WarnedOf;
import org.muster.commands.WarningCode;
import org.muster.events.Tag;

/**
 * Records that an evacuation is lifted.
 *
 * @param order the order's identifier
 * @param liftedOn the first day without it
 */
@RefusedWith({RefusalCode.DATE_OUT_OF_ORDER, RefusalCode.NO_CHANGE, RefusalCode.NO_SECURITY_ORDER})
@WarnedOf(WarningCode.CONTRADICTS_RECORD)
public record LiftEvacuation(
        @Text(pattern = Text.IDENTIFIER, max = 64) String order, LocalDate liftedOn) implements SecurityCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.order(order));
    }
}
