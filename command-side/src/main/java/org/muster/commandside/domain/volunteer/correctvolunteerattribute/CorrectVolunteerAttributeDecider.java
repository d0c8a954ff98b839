package org.muster.commandside.domain.volunteer.correctvolunteerattribute;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.commands.RefusalCode;
import org.muster.commands.volunteer.CorrectVolunteerAttribute;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.rule.Nationalities;
import org.muster.events.volunteer.VolunteerAttributeCorrected;

/**
 * Nationality, residence and gender are corrected. Nationalities are fixed once the volunteer has entered on duty, because the
 * category was judged by them (X6).
 */
public final class CorrectVolunteerAttributeDecider implements Decider<CorrectVolunteerAttribute> {

    @Override
    public Decision decide(CorrectVolunteerAttribute command, Boundary boundary) {
        return decide(command, boundary.read(VolunteerRecord.MODEL, command.volunteer()));
    }

    static Decision decide(CorrectVolunteerAttribute command, Optional<VolunteerRecord> known) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", command.volunteer()));
        }
        VolunteerRecord volunteer = known.get();
        boolean ofNationality = command.nationality()
                        .filter(code -> !code.equals(volunteer.nationality()))
                        .isPresent()
                || command.otherNationalities()
                        .filter(codes -> !Set.copyOf(codes).equals(volunteer.otherNationalities()))
                        .isPresent();
        boolean ofResidence = command.residence()
                .filter(country ->
                        !volunteer.residence().filter(country::equals).isPresent())
                .isPresent();
        if (!ofNationality && !ofResidence && command.gender().isEmpty()) {
            return Decision.rejected(RefusalCode.NO_CHANGE, Map.of("volunteer", command.volunteer()));
        }
        if (ofNationality && volunteer.everDeployed()) {
            return Decision.rejected(RefusalCode.NATIONALITY_LOCKED, Map.of("volunteer", command.volunteer()));
        }
        Optional<Decision> invalid = ofNationality
                ? Nationalities.refusal(
                        command.nationality().orElse(volunteer.nationality()),
                        command.otherNationalities().orElse(List.copyOf(volunteer.otherNationalities())),
                        command.correctedOn())
                : Optional.empty();
        return invalid.orElseGet(() -> Decision.accepted(new VolunteerAttributeCorrected(
                command.volunteer(),
                command.nationality(),
                command.otherNationalities(),
                command.residence(),
                command.gender(),
                command.correctedOn())));
    }
}
