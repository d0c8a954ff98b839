package org.muster.commandside.personaldata;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.volunteer.PersonalDataCorrected;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerRegistered;

/** The events that hold sealed data of a person. */
final class PersonalEvents {

    private static final Set<EventType> TYPES =
            Set.of(EventCatalog.of(VolunteerRegistered.class), EventCatalog.of(PersonalDataCorrected.class));

    private static final int PAGE = 500;

    private PersonalEvents() {}

    /**
     * What one of them holds.
     *
     * @param identity what stands for the person
     */
    record Personal(SealedPersonalData data, String identity) {}

    /** Of one volunteer, oldest first. */
    static Stream<Personal> of(History history, Tag volunteer) {
        long head = history.head();
        Stream.Builder<Personal> all = Stream.builder();
        long after = 0;
        List<HistoryEvent> page;
        do {
            page = history.page(List.of(Set.of(volunteer)), TYPES, after, head, PAGE);
            for (HistoryEvent event : page) {
                all.add(personal(history.read(event)));
                after = event.position();
            }
        } while (page.size() == PAGE);
        return all.build();
    }

    private static Personal personal(DomainEvent event) {
        return switch (event) {
            case VolunteerRegistered registered -> new Personal(registered.personalData(), registered.identity());
            case PersonalDataCorrected corrected -> new Personal(corrected.personalData(), corrected.identity());
            default -> throw new IllegalStateException("no personal data in " + event.getClass());
        };
    }
}
