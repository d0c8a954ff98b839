package org.muster.commandside.automation;

import java.time.LocalDate;
import org.muster.events.DomainEvent;

/**
 * An event that makes something due.
 *
 * @param event what happened
 * @param recordedOn the day on which it was recorded, in UTC; what was due before is not made up for
 * @param startedOn the day on which automations first ran on this register; nothing is due that was due before
 */
public record Cause(DomainEvent event, LocalDate recordedOn, LocalDate startedOn) {}
