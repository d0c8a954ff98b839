package org.muster.commandside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.catalog.CommandCatalog;
import org.muster.commands.assignment.EndAssignment;
import org.muster.commands.correction.CorrectRecord;
import org.muster.commands.volunteer.CorrectPersonalData;
import org.muster.commands.volunteer.ErasePersonalData;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.commandside.domain.Domain;
import org.muster.commandside.domain.assignment.endassignment.EndSealedAssignment;
import org.muster.commandside.domain.correction.correctrecord.CorrectSealedRecord;
import org.muster.commandside.domain.volunteer.correctpersonaldata.CorrectSealedPersonalData;
import org.muster.commandside.domain.volunteer.erasepersonaldata.EraseSealedPersonalData;
import org.muster.commandside.domain.volunteer.registervolunteer.RegisterSealedVolunteer;

class EveryCommandIsDecidedTest {

    /** Of these a rule sees another form. */
    private static final Map<Class<?>, Class<?>> SEALED = Map.of(
            RegisterVolunteer.class, RegisterSealedVolunteer.class,
            CorrectPersonalData.class, CorrectSealedPersonalData.class,
            ErasePersonalData.class, EraseSealedPersonalData.class,
            EndAssignment.class, EndSealedAssignment.class,
            CorrectRecord.class, CorrectSealedRecord.class);

    @Test
    void each_command_of_the_catalog_has_one_decider() {
        assertThat(Domain.deciders().keySet())
                .containsExactlyInAnyOrderElementsOf(CommandCatalog.all().stream()
                        .<Class<?>>map(type -> SEALED.getOrDefault(type.form(), type.form()))
                        .toList());
    }
}
