package org.muster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.mission.EstablishMission;
import org.muster.commands.volunteer.RegisterVolunteer;

class JsonSchemaTest {

    @Test
    void requires_all_but_optional_values_and_flags() {
        assertThat(JsonSchema.of(EstablishMission.class).get("required"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .contains("mission", "countries", "startsOn")
                .doesNotContain("expiresOn", "imported");
    }

    @Test
    void describes_lists_enums_dates_and_nested_forms() {
        assertThat(property(EstablishMission.class, "countries")).containsEntry("type", "array");
        assertThat(property(DeployVolunteer.class, "category").get("enum"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .contains("INTERNATIONAL_SPECIALIST", "REFUGEE");
        assertThat(property(DeployVolunteer.class, "entryOnDuty")).containsEntry("format", "date");
        assertThat(property(RegisterVolunteer.class, "personalData")).containsEntry("type", "object");
    }

    @Test
    void knows_countries_by_code_and_kosovo() {
        assertThat(property(RegisterVolunteer.class, "residence").get("enum"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .contains("KHM", "TLS", "XKX")
                .doesNotContain("ABC");
    }

    @Test
    void knows_former_states_and_persons_without_a_state_as_nationalities_only() {
        assertThat(property(RegisterVolunteer.class, "nationality").get("enum"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .contains("KHM", "XKX", "YUG", "SUN", "XXA", "XXB")
                .doesNotContain("ABC");
        assertThat(property(RegisterVolunteer.class, "residence").get("enum"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .doesNotContain("YUG", "XXA");
    }

    @Test
    void a_name_has_a_letter_and_a_line_begins_and_ends_with_a_sign() {
        assertThat("Ng").matches(Text.NAME);
        assertThat("李").matches(Text.NAME);
        assertThat("2. Test").matches(Text.NAME);
        assertThat("12").doesNotMatch(Text.NAME);
        assertThat("\u00a0").doesNotMatch(Text.NAME).doesNotMatch(Text.LINE);
        assertThat("\u2003a").doesNotMatch(Text.LINE);
        assertThat("a\u00a0b").matches(Text.LINE);
        assertThat("a\tb").doesNotMatch(Text.LINE);
    }

    @Test
    void refuses_members_that_the_record_does_not_have() {
        assertThat(CommandCatalog.all())
                .allSatisfy(type -> assertThat(type.schema()).containsEntry("additionalProperties", false));
        assertThat(EventCatalog.all())
                .allSatisfy(type -> assertThat(type.schema().get("required")).isInstanceOf(List.class));
    }

    @SuppressWarnings("unchecked") // the schema's shape is what is under test
    private static Map<String, Object> property(Class<? extends Record> form, String name) {
        return (Map<String, Object>) ((Map<String, Object>) JsonSchema.of(form).get("properties")).get(name);
    }
}
