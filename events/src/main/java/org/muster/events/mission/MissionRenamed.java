package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A mission has another acronym and name from a day on; its first acronym stays its identifier.
 *
 * @param mission the acronym at the establishment, for instance UNSOM
 * @param acronym the acronym from then on, for instance UNTMIS
 * @param name the full name from then on
 * @param renamedOn the first day
 */
@EventName("muster.mission.renamed")
@Correctable({"name", "renamedOn"})
public record MissionRenamed(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.ACRONYM, max = 20) String acronym,
        @Text(max = 200) String name,
        LocalDate renamedOn)
        implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Stream.of(subject(), Tag.mission(acronym)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public LocalDate effectiveOn() {
        return renamedOn;
    }
}
