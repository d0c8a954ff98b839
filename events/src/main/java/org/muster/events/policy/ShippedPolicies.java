package org.muster.events.policy;

import static org.muster.events.policy.PolicyTerm.AGE_MAX;
import static org.muster.events.policy.PolicyTerm.AGE_MIN;
import static org.muster.events.policy.PolicyTerm.ASSIGNMENT_MONTHS_MAX;
import static org.muster.events.policy.PolicyTerm.ASSIGNMENT_MONTHS_MIN;
import static org.muster.events.policy.PolicyTerm.CONTRACT_ESCALATION_DAYS;
import static org.muster.events.policy.PolicyTerm.CONTRACT_FIRST_REMINDER_DAYS;
import static org.muster.events.policy.PolicyTerm.CONTRACT_SECOND_REMINDER_DAYS;
import static org.muster.events.policy.PolicyTerm.DISCHARGE_OF_LIABILITY_AGE;
import static org.muster.events.policy.PolicyTerm.ERASURE_PERSONS;
import static org.muster.events.policy.PolicyTerm.EXTENSION_MONTHS_MAX;
import static org.muster.events.policy.PolicyTerm.FIRST_CONTRACT_MONTHS_MAX;
import static org.muster.events.policy.PolicyTerm.FIRST_CONTRACT_MONTHS_MIN;
import static org.muster.events.policy.PolicyTerm.MANDATE_FIRST_WARNING_DAYS;
import static org.muster.events.policy.PolicyTerm.MANDATE_SECOND_WARNING_DAYS;
import static org.muster.events.policy.PolicyTerm.PLAUSIBLE_AGE_MAX;
import static org.muster.events.policy.PolicyTerm.RESIGNATION_NOTICE_DAYS;
import static org.muster.events.policy.PolicyTerm.RETENTION_YEARS;
import static org.muster.events.policy.PolicyTerm.RETIREMENT_AGE;
import static org.muster.events.policy.PolicyTerm.R_AND_R_WEEKS_EXCEPTIONAL;
import static org.muster.events.policy.PolicyTerm.R_AND_R_WEEKS_EXTREME;
import static org.muster.events.policy.PolicyTerm.R_AND_R_WEEKS_HARDSHIP;
import static org.muster.events.policy.PolicyTerm.R_AND_R_WEEKS_NON_FAMILY;
import static org.muster.events.policy.PolicyTerm.SERVICE_LAPSE_YEARS;
import static org.muster.events.policy.PolicyTerm.SERVICE_YEARS_MAX;
import static org.muster.events.policy.PolicyTerm.SHORT_TERM_MONTHS_MAX;
import static org.muster.events.policy.PolicyTerm.SMALL_CELL_MIN;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.events.Category;

/** The versions that Muster is shipped with, each with its source. None of them is a constant of a rule. */
final class ShippedPolicies {

    /** What has no known beginning holds for every date that the register takes. */
    private static final LocalDate ALWAYS = LocalDate.of(1900, 1, 1);

    private static final LocalDate YOUTH_CHANGED = LocalDate.of(2023, 1, 1);

    /** Before, one person could erase: decisions of that time stay right. */
    private static final LocalDate TWO_ERASE = LocalDate.of(2026, 11, 27);

    private static final String CONDITIONS = "UNV, Conditions of Service for International UN Volunteers";
    private static final String AGES = "UNV, categories of UN Volunteers";
    private static final String HOSTS = "unv.org, information for host entities";
    private static final String ICSC = "ICSC, rest and recuperation framework";
    private static final String OURS = "Muster's default: no public source is known";

    private static final List<Category> ADULTS_FROM_ELSEWHERE =
            List.of(Category.INTERNATIONAL_EXPERT, Category.INTERNATIONAL_SPECIALIST);
    private static final List<Category> ADULTS_AT_HOME =
            List.of(Category.NATIONAL_EXPERT, Category.NATIONAL_SPECIALIST);
    private static final List<Category> YOUNG = List.of(
            Category.INTERNATIONAL_YOUTH,
            Category.INTERNATIONAL_UNIVERSITY,
            Category.NATIONAL_YOUTH,
            Category.NATIONAL_UNIVERSITY);

    private record Row(PolicyTerm term, Optional<Category> category, int value, LocalDate from, String source) {}

    private ShippedPolicies() {}

    private static final List<Row> GENERAL = List.of(
            row(FIRST_CONTRACT_MONTHS_MIN, 6, CONDITIONS),
            row(FIRST_CONTRACT_MONTHS_MAX, 12, CONDITIONS),
            row(EXTENSION_MONTHS_MAX, 24, CONDITIONS),
            row(SHORT_TERM_MONTHS_MAX, 3, CONDITIONS),
            row(ASSIGNMENT_MONTHS_MIN, 1, CONDITIONS + ": short terms have no least length"),
            row(ASSIGNMENT_MONTHS_MAX, 48, HOSTS),
            row(AGE_MIN, 18, AGES),
            row(PLAUSIBLE_AGE_MAX, 100, OURS),
            row(RETIREMENT_AGE, 65, CONDITIONS),
            row(DISCHARGE_OF_LIABILITY_AGE, 70, CONDITIONS),
            row(SERVICE_LAPSE_YEARS, 10, CONDITIONS),
            row(R_AND_R_WEEKS_EXTREME, 6, ICSC),
            row(R_AND_R_WEEKS_NON_FAMILY, 8, ICSC),
            row(R_AND_R_WEEKS_HARDSHIP, 12, ICSC),
            row(R_AND_R_WEEKS_EXCEPTIONAL, 4, ICSC),
            row(CONTRACT_FIRST_REMINDER_DAYS, 90, OURS),
            row(CONTRACT_SECOND_REMINDER_DAYS, 60, OURS),
            row(CONTRACT_ESCALATION_DAYS, 15, OURS),
            row(MANDATE_FIRST_WARNING_DAYS, 90, OURS),
            row(MANDATE_SECOND_WARNING_DAYS, 30, OURS),
            row(RESIGNATION_NOTICE_DAYS, 30, OURS),
            row(RETENTION_YEARS, 5, OURS),
            new Row(ERASURE_PERSONS, Optional.empty(), 2, TWO_ERASE, OURS),
            row(SMALL_CELL_MIN, 5, OURS));

    private static Row row(PolicyTerm term, int value, String source) {
        return new Row(term, Optional.empty(), value, ALWAYS, source);
    }

    static Policies all() {
        Policies policies = new Policies(Map.of());
        for (Row row : GENERAL) {
            policies = policies.with(
                    row.term(), row.category(), row.from(), new Policies.Version(row.value(), row.source()));
        }
        policies = of(policies, AGE_MIN, ADULTS_FROM_ELSEWHERE, 25, ALWAYS, AGES);
        policies = of(policies, AGE_MIN, ADULTS_AT_HOME, 22, ALWAYS, AGES);
        policies = of(policies, AGE_MAX, YOUNG, 29, ALWAYS, AGES);
        policies = of(policies, AGE_MAX, YOUNG, 26, YOUTH_CHANGED, AGES);
        // Only international service has a maximum.
        policies = of(policies, SERVICE_YEARS_MAX, ADULTS_FROM_ELSEWHERE, 4, ALWAYS, CONDITIONS);
        return of(
                policies,
                SERVICE_YEARS_MAX,
                List.of(Category.INTERNATIONAL_YOUTH, Category.INTERNATIONAL_UNIVERSITY),
                4,
                ALWAYS,
                CONDITIONS);
    }

    private static Policies of(
            Policies policies, PolicyTerm term, List<Category> categories, int value, LocalDate from, String source) {
        Policies more = policies;
        for (Category category : categories) {
            more = more.with(term, Optional.of(category), from, new Policies.Version(value, source));
        }
        return more;
    }
}
