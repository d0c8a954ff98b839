package org.muster.commandside.domain.volunteer.registervolunteer;

import java.time.LocalDate;
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
import org.muster.events.Tag;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyTerm;
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
                .or(() -> implausible(command, policies))
                .orElseGet(() -> person.registered() && command.notADuplicate().isEmpty()
                        ? Decision.rejected(RefusalCode.DUPLICATE_IDENTITY)
                        : registered(command, person.registered()));
    }

    /** The details name the bounds, never an age: that would tell a guessed birth date from a wrong one. */
    private static Optional<Decision> implausible(RegisterSealedVolunteer command, Policies policies) {
        LocalDate day = command.registeredOn();
        int least = policies.value(PolicyTerm.AGE_MIN, day).orElse(0);
        int greatest = policies.value(PolicyTerm.PLAUSIBLE_AGE_MAX, day).orElse(Integer.MAX_VALUE / 2);
        boolean young = command.bornBefore().plusYears(least).isAfter(day.plusMonths(1));
        boolean old =
                !command.bornBefore().plusYears(Math.min(greatest, 1_000) + 1L).isAfter(day);
        return young || old
                ? Optional.of(Decision.rejected(
                        RefusalCode.IMPLAUSIBLE_BIRTH_DATE,
                        Map.of("registeredOn", day.toString(), "ageMin", least, "ageMax", greatest)))
                : Optional.empty();
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
