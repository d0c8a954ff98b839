package org.muster.commandside.domain.volunteer.registervolunteer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.RegisteredIdentity;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.rule.Nationalities;
import org.muster.commandside.domain.rule.PlausibleAges;
import org.muster.events.Tag;
import org.muster.events.policy.Policies;
import org.muster.events.volunteer.VolunteerRegistered;

/**
 * An identifier is given once, a person is entered once, and a birth date is plausible on the day of the registration.
 *
 * <p>Two persons may look the same: an administrator who knows better says why, and the answer warns all the same. That
 * somebody is in the roster is told without details: a caller who guesses names could learn from them under which identifier,
 * hence where and when, a person serves.
 */
public final class RegisterVolunteerDecider implements Decider<RegisterSealedVolunteer> {

    @Override
    public Decision decide(RegisterSealedVolunteer command, Boundary boundary) {
        return decide(
                command,
                boundary.read(VolunteerRecord.MODEL, command.volunteer()),
                boundary.read(RegisteredIdentity.MODEL, command.identity()),
                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }

    static Decision decide(
            RegisterSealedVolunteer command,
            Optional<VolunteerRecord> volunteer,
            RegisteredIdentity person,
            Policies policies) {
        if (volunteer.isPresent()) {
            return Decision.rejected(RefusalCode.VOLUNTEER_IN_USE, Map.of("volunteer", command.volunteer()));
        }
        return Nationalities.refusal(command.nationality(), command.otherNationalities(), command.registeredOn())
                .or(() -> PlausibleAges.refusal(command.bornBefore(), command.registeredOn(), policies))
                .orElseGet(() -> person.registered() && command.notADuplicate().isEmpty()
                        ? Decision.rejected(RefusalCode.DUPLICATE_IDENTITY)
                        : registered(command, person.registered()));
    }

    private static Decision registered(RegisterSealedVolunteer command, boolean looksTheSame) {
        return new Decision.Accepted(
                List.of(new VolunteerRegistered(
                        command.volunteer(),
                        command.nationality(),
                        command.otherNationalities().isEmpty()
                                ? Optional.empty()
                                : Optional.of(command.otherNationalities()),
                        command.residence(),
                        command.gender(),
                        command.birthYear(),
                        Optional.of(command.bornBefore()),
                        command.personalData(),
                        command.identity(),
                        command.registeredOn(),
                        command.notADuplicate())),
                looksTheSame ? List.of(new Warning(WarningCode.POSSIBLE_DUPLICATE, Map.of())) : List.of());
    }
}
