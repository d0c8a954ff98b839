package org.muster.commands;

import java.time.LocalDate;
import org.muster.catalog.Text;

/**
 * The mission begins to draw down.
 *
 * @param mission the acronym, for instance UNTAC
 * @param begunOn the first day of the phase
 */
public record BeginDrawdown(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LocalDate begunOn) implements Command {}
