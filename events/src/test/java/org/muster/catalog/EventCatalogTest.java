package org.muster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.commands.Command;
import org.muster.events.DomainEvent;

class EventCatalogTest {

    @Test
    void names_every_event_exactly_once() {
        assertThat(EventCatalog.all())
                .extracting(type -> type.form().getName())
                .containsExactlyInAnyOrderElementsOf(recordsOf(DomainEvent.class));
        assertThat(EventCatalog.all()).extracting(EventType::name).doesNotHaveDuplicates();
    }

    @Test
    void writes_type_names_in_the_form_of_the_contract() {
        assertThat(EventCatalog.all())
                .allSatisfy(type -> assertThat(type.wireName()).matches("muster\\.[a-z]+\\.[a-z-]+\\.v[1-9][0-9]*"));
    }

    @Test
    void takes_every_command_under_the_name_of_its_record() {
        assertThat(CommandCatalog.all())
                .extracting(type -> type.form().getName())
                .containsExactlyInAnyOrderElementsOf(recordsOf(Command.class));
        assertThat(CommandCatalog.named("DeployVolunteer"))
                .hasValueSatisfying(
                        type -> assertThat(type.form().getSimpleName()).isEqualTo("DeployVolunteer"));
        assertThat(CommandCatalog.named("deployvolunteer")).isEmpty();
    }

    private static List<String> recordsOf(Class<?> family) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.muster").stream()
                        .filter(type -> type.isRecord() && type.isAssignableTo(family))
                        .map(JavaClass::getName)
                        .toList();
    }
}
