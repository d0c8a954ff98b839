package org.muster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.events.policy.Policies;

/**
 * The domain's facts, as data of their own, beside what Muster is shipped with: what each event says, the words of each term, and the
 * numbers of policy with the public source that is known. A difference fails with its name.
 */
class DomainFactsTest {

    private static final Path FACTS = Path.of("src/test/resources/domain");
    private static final String NO_PUBLIC_SOURCE = "Muster's default: no public source is known";

    @ParameterizedTest
    @MethodSource("fields")
    void an_event_says_what_the_domain_asks_of_it(String event, List<String> fields) {
        Class<?> form = EventCatalog.all().stream()
                .<Class<?>>map(EventType::form)
                .filter(type -> type.getSimpleName().equals(event))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event " + event));

        Set<String> present = Arrays.stream(form.getRecordComponents())
                .map(field -> field.getName() + (field.getType() == Optional.class ? "?" : ""))
                .collect(Collectors.toSet());
        assertThat(present).containsAll(fields);
    }

    static Stream<Arguments> fields() throws IOException {
        return rows("fields.csv").map(row -> Arguments.of(row[0], List.of(row[1].split(" "))));
    }

    @Test
    void each_event_of_the_register_is_among_them_or_is_muster_s_own() throws IOException {
        Set<String> named = rows("fields.csv").map(row -> row[0]).collect(Collectors.toSet());

        assertThat(EventCatalog.all().stream()
                        .map(type -> type.form().getSimpleName())
                        .filter(event -> !named.contains(event)))
                .as("events that the domain does not describe field by field")
                .containsExactlyInAnyOrder(
                        "BudgetPeriodRestated",
                        "ClearanceExpiryFlagged",
                        "ContractOverdueFlagged",
                        "ContractReminderIssued",
                        "ErasureRequested",
                        "MandateExpiryWarned",
                        "MissionReadyToClose",
                        "OpenAssignmentListed",
                        "PersonalDataCorrected",
                        "PolicyAdopted",
                        "RecordAnnulled");
    }

    @Test
    void the_words_of_a_term_are_the_domain_s() throws IOException {
        List<String[]> terms = rows("words.csv").toList();
        for (String[] term : terms) {
            assertThat(words(term[0])).as(term[0]).containsAll(List.of(term[1].split(" ")));
        }
        assertThat(terms.stream()
                        .flatMap(term -> words(term[0]).stream()
                                .filter(word -> !List.of(term[1].split(" ")).contains(word))
                                .map(word -> term[0] + " " + word)))
                .as("words beyond the domain's")
                .containsExactlyInAnyOrder("events.mission.LeadDepartment NONE", "events.mission.InstrumentKind OTHER");
    }

    @Test
    void the_shipped_policy_is_the_domain_s_and_says_where_it_comes_from() throws IOException {
        assertThat(shipped())
                .isEqualTo(rows("policy.csv")
                        .map(row ->
                                String.join(",", row[0], row[1], row[2], row[3], row[4].isEmpty() ? "ours" : "public"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> shipped() {
        return Policies.SHIPPED.versions().entrySet().stream()
                .flatMap(entry -> entry.getValue().entries().stream()
                        .map(version -> String.join(
                                ",",
                                entry.getKey().term().name(),
                                entry.getKey().category().map(Enum::name).orElse(""),
                                version.from().toString(),
                                Integer.toString(version.value().value()),
                                version.value().source().equals(NO_PUBLIC_SOURCE) ? "ours" : "public")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> words(String term) {
        try {
            return Arrays.stream(Class.forName("org.muster." + term).getEnumConstants())
                    .map(word -> ((Enum<?>) word).name())
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String[]> rows(String file) throws IOException {
        return Files.readAllLines(FACTS.resolve(file)).stream().skip(1).map(line -> line.split(",", -1));
    }
}
