package org.muster.commandside.domain.volunteer.correctpersonaldata;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.PersonalRecord;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.RegisteredIdentity;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.rule.PlausibleAges;
import org.muster.events.Tag;
import org.muster.events.policy.Policies;
import org.muster.events.volunteer.PersonalDataCorrected;

/**
 * Who a person is can be corrected until it is erased, and nobody becomes somebody else who is in the roster. That somebody is, is
 * told without details, as for a registration.
 */
public final class CorrectPersonalDataDecider implements Decider<CorrectSealedPersonalData> {

    @Override
    public Decision decide(CorrectSealedPersonalData command, Boundary boundary) {
        return decide(
                command,
                boundary.read(VolunteerRecord.MODEL, command.volunteer()),
                boundary.read(PersonalRecord.MODEL, command.volunteer()),
                boundary.read(RegisteredIdentity.MODEL, command.identity()),
                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }

    static Decision decide(
            CorrectSealedPersonalData command,
            Optional<VolunteerRecord> known,
            PersonalRecord own,
            RegisteredIdentity person,
            Policies policies) {
        Map<String, Object> volunteer = Map.of("volunteer", command.volunteer());
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_VOLUNTEER, volunteer);
        }
        if (own.erased()) {
            return Decision.rejected(RefusalCode.ALREADY_ERASED, volunteer);
        }
        if (!known.get().nationality().equals(command.nationality())) {
            return Decision.rejected(RefusalCode.NATIONALITY_DIFFERS, volunteer);
        }
        if (person.registered() && !own.isOf(command.identity())) {
            return Decision.rejected(RefusalCode.DUPLICATE_IDENTITY);
        }
        return PlausibleAges.refusal(command.bornBefore(), command.correctedOn(), policies)
                .orElseGet(() -> Decision.accepted(new PersonalDataCorrected(
                        command.volunteer(),
                        command.birthYear(),
                        command.bornBefore(),
                        command.personalData(),
                        command.identity(),
                        command.correctedOn())));
    }
}
