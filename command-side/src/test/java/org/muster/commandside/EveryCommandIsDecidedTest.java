package org.muster.commandside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.muster.catalog.CommandCatalog;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.commandside.domain.Domain;
import org.muster.commandside.domain.volunteer.registervolunteer.RegisterSealedVolunteer;

class EveryCommandIsDecidedTest {

    @Test
    void each_command_of_the_catalog_has_one_decider() {
        assertThat(Domain.deciders().keySet())
                .containsExactlyInAnyOrderElementsOf(CommandCatalog.all().stream()
                        .<Class<?>>map(type ->
                                type.form() == RegisterVolunteer.class ? RegisterSealedVolunteer.class : type.form())
                        .toList());
    }
}
