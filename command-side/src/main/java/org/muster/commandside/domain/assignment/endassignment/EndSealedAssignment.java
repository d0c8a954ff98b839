package org.muster.commandside.domain.assignment.endassignment;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.events.assignment.SealedReason;
import org.muster.events.assignment.SeparationClass;

/**
 * {@link org.muster.commands.assignment.EndAssignment} after the intake has sealed a classified reason: the rule and everything
 * behind it know its class.
 *
 * @param assignment the assignment's identifier
 * @param lastDay the last day of service
 * @param reason why it ends, as far as everybody may know
 * @param sealedReason which one it is, where that is classified
 */
public record EndSealedAssignment(
        String assignment, LocalDate lastDay, SeparationClass reason, Optional<SealedReason> sealedReason) {}
