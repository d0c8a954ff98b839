package org.muster.events;

import java.time.LocalDate;
import java.util.Set;

/**
 * An event of the register: something that has happened and is never taken back, only corrected by a later event.
 *
 * <p>Records hold plain values so that their JSON stays stable. The name and version on the wire come from the
 * {@linkplain org.muster.catalog.EventCatalog catalog}, never from the class name. Each record belongs to one sealed family, which is listed there.
 */
public interface DomainEvent {

    /** The primary subject, whose events keep their order. Partition key on Kafka, {@code subject} in CloudEvents. */
    Tag subject();

    /** Every entity that this event concerns, the {@link #subject()} included. */
    Set<Tag> tags();

    /** The date from which the event is true in the world; the store knows when it was recorded. */
    LocalDate effectiveOn();
}
