package org.muster.commandside.domain.volunteer.registervolunteer;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.RegisteredIdentity;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.events.volunteer.VolunteerRegistered;

/**
 * An identifier is given once, and a person is entered once.
 *
 * <p>That a person is in the roster already is told without events: a caller who guesses names could learn from them under
 * which identifier, hence where and when, somebody serves.
 */
public final class RegisterVolunteerDecider implements Decider<RegisterSealedVolunteer> {

    @Override
    public Decision decide(RegisterSealedVolunteer command, Boundary boundary) {
        return decide(
                command,
                boundary.read(VolunteerRecord.MODEL, command.volunteer()),
                boundary.read(RegisteredIdentity.MODEL, command.identity()));
    }

    static Decision decide(
            RegisterSealedVolunteer command, Optional<VolunteerRecord> volunteer, RegisteredIdentity person) {
        if (volunteer.isPresent()) {
            return Decision.rejected(RefusalCode.VOLUNTEER_IN_USE, Map.of("volunteer", command.volunteer()));
        }
        if (person.registered()) {
            return Decision.rejected(RefusalCode.DUPLICATE_IDENTITY);
        }
        return Decision.accepted(new VolunteerRegistered(
                command.volunteer(),
                command.nationality(),
                command.residence(),
                command.gender(),
                command.birthYear(),
                command.personalData(),
                command.identity(),
                command.registeredOn()));
    }
}
