package org.muster.events.security;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * The security system ordered the evacuation of duty stations; assignments go on.
 *
 * @param order the order's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param stations the duty stations to leave
 * @param reference the decision of the security system
 * @param orderedOn the first day of the evacuation
 */
@EventName("muster.mission.evacuation-ordered")
@Correctable({"reference", "orderedOn"})
public record EvacuationOrdered(
        @Text(pattern = Text.IDENTIFIER, max = 64) String order,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.IDENTIFIER, max = 64) List<String> stations,
        @Text(max = 120) String reference,
        LocalDate orderedOn)
        implements SecurityEvent {

    public EvacuationOrdered {
        stations = List.copyOf(stations);
    }

    @Override
    public Tag subject() {
        return Tag.mission(mission);
    }

    @Override
    public Set<Tag> tags() {
        Set<Tag> tags = new HashSet<>(Set.of(subject(), Tag.order(order)));
        stations.forEach(station -> tags.add(Tag.station(station)));
        return Set.copyOf(tags);
    }

    @Override
    public LocalDate effectiveOn() {
        return orderedOn;
    }
}
