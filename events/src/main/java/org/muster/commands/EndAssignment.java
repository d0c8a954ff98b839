package org.muster.commands;

import java.time.LocalDate;
import org.muster.catalog.Text;
import org.muster.events.SeparationReason;

/**
 * Ends an assignment.
 *
 * @param assignment the assignment's identifier
 * @param lastDay the last day of service
 * @param reason why it ends
 */
public record EndAssignment(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment, LocalDate lastDay, SeparationReason reason)
        implements Command {}
