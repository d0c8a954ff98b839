package org.muster.commandside.automation;

import java.time.LocalDate;
import org.muster.commands.Command;

/**
 * A command that is due on a day.
 *
 * @param step names it among all that the same event makes due, for ever
 * @param on the first day on which it may be sent
 * @param command the same command whenever it is asked for, so that it can be repeated
 */
public record Due(String step, LocalDate on, Command command) {}
