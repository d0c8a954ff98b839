package org.muster.events.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.events.Category;

class PoliciesTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-27");

    @Test
    void ships_what_unv_and_the_icsc_publish() {
        assertThat(shipped(PolicyTerm.AGE_MIN, Category.INTERNATIONAL_SPECIALIST, "2026-11-27"))
                .contains(25);
        assertThat(shipped(PolicyTerm.AGE_MIN, Category.NATIONAL_EXPERT, "2026-11-27"))
                .contains(22);
        assertThat(shipped(PolicyTerm.AGE_MIN, Category.NATIONAL_YOUTH, "2026-11-27"))
                .contains(18);
        assertThat(shipped(PolicyTerm.SERVICE_YEARS_MAX, Category.INTERNATIONAL_YOUTH, "2026-11-27"))
                .contains(4);
        assertThat(shipped(PolicyTerm.SERVICE_YEARS_MAX, Category.NATIONAL_EXPERT, "2026-11-27"))
                .isEmpty();
        assertThat(Policies.SHIPPED.value(PolicyTerm.R_AND_R_WEEKS_EXTREME, TODAY))
                .contains(6);
    }

    @Test
    void keeps_the_older_age_band_for_its_years() {
        assertThat(shipped(PolicyTerm.AGE_MAX, Category.NATIONAL_YOUTH, "2022-12-31"))
                .contains(29);
        assertThat(shipped(PolicyTerm.AGE_MAX, Category.NATIONAL_YOUTH, "2023-01-01"))
                .contains(26);
        assertThat(shipped(PolicyTerm.AGE_MAX, Category.NATIONAL_EXPERT, "2023-01-01"))
                .isEmpty();
    }

    @Test
    void has_a_number_or_a_reason_for_every_term() {
        for (PolicyTerm term : PolicyTerm.values()) {
            assertThat(Policies.SHIPPED.versions().keySet()).as(term.name()).anyMatch(key -> key.term() == term);
        }
        assertThat(Policies.SHIPPED.versions())
                .allSatisfy((key, versions) -> assertThat(versions.entries()).allSatisfy(entry -> {
                    assertThat(entry.value().source()).isNotBlank();
                    assertThat(entry.value().value())
                            .isBetween(key.term().least(), key.term().greatest());
                }));
    }

    @Test
    void goes_by_the_version_in_force_on_the_day() {
        Policies policies = Policies.SHIPPED.adopted(adopted(Optional.empty(), 10, "2027-01-01"));

        assertThat(policies.value(PolicyTerm.SMALL_CELL_MIN, LocalDate.parse("2026-12-31")))
                .contains(5);
        assertThat(policies.value(PolicyTerm.SMALL_CELL_MIN, LocalDate.parse("2027-01-01")))
                .contains(10);
    }

    @Test
    void prefers_a_category_s_own_version() {
        Policies policies = Policies.SHIPPED.adopted(adopted(Optional.of(Category.REFUGEE), 3, "2020-01-01"));

        assertThat(policies.value(PolicyTerm.SMALL_CELL_MIN, Category.REFUGEE, TODAY))
                .contains(3);
        assertThat(policies.value(PolicyTerm.SMALL_CELL_MIN, Category.COMMUNITY, TODAY))
                .contains(5);
        assertThat(policies.value(PolicyTerm.SMALL_CELL_MIN, TODAY)).contains(5);
    }

    private static Optional<Integer> shipped(PolicyTerm term, Category category, String day) {
        return Policies.SHIPPED.value(term, category, LocalDate.parse(day));
    }

    private static PolicyAdopted adopted(Optional<Category> category, int value, String from) {
        return new PolicyAdopted(PolicyTerm.SMALL_CELL_MIN, category, value, LocalDate.parse(from), "a test");
    }
}
