package org.muster.commands.security;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Records that the security system orders duty stations to be evacuated.
 *
 * @param order the order's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param stations the duty stations to leave
 * @param reference the decision of the security system; an order without one is refused
 * @param orderedOn the first day of the evacuation
 */
@RefusedWith({
    RefusalCode.UNKNOWN_MISSION,
    RefusalCode.STATION_NOT_IN_MISSION,
    RefusalCode.ORDER_IN_USE,
    RefusalCode.NO_SECURITY_ORDER
})
public record OrderEvacuation(
        @Text(pattern = Text.IDENTIFIER, max = 64) String order,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.IDENTIFIER, max = 64) List<String> stations,
        Optional<@Text(max = 120) String> reference,
        LocalDate orderedOn)
        implements SecurityCommand {

    public OrderEvacuation {
        stations = List.copyOf(stations);
    }

    @Override
    public Set<Tag> tags() {
        Set<Tag> tags = new HashSet<>(Set.of(Tag.order(order), Tag.mission(mission)));
        stations.forEach(station -> tags.add(Tag.station(station)));
        return Set.copyOf(tags);
    }
}
