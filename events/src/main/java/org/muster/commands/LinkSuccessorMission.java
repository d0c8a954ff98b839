package org.muster.commands;

import java.time.LocalDate;
import org.muster.catalog.Text;

/**
 * Says which mission follows this one.
 *
 * @param mission the acronym, for instance UNTAC
 * @param successor the acronym of the mission that follows
 * @param linkedOn from when the succession holds
 */
public record LinkSuccessorMission(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.ACRONYM, max = 20) String successor,
        LocalDate linkedOn)
        implements Command {}
