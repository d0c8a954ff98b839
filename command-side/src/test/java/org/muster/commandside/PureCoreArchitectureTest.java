package org.muster.commandside;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The core is pure: the same events and the same command always give the same decision, on any machine, at any time. */
@AnalyzeClasses(packages = "org.muster.commandside", importOptions = ImportOption.DoNotIncludeTests.class)
class PureCoreArchitectureTest {

    private static final String[] PURE = {"org.muster.commandside.domain.."};

    private static final String[] CONTRACT = {"org.muster.events..", "org.muster.commands..", "org.muster.catalog.."};

    /** Values, collections and dates; nothing of {@code java.io}, {@code java.net}, {@code java.sql}, threads or security. */
    private static final DescribedPredicate<JavaClass> VALUES_OF_THE_JDK = resideInAnyPackage(
                    "java.lang",
                    "java.lang.runtime",
                    "java.lang.invoke",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.time")
            .as("values of the JDK");

    private static final Set<String> IMPURE = Set.of(
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.UUID",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.Scanner",
            "java.lang.Thread",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.ThreadLocal",
            "java.lang.ScopedValue",
            "java.lang.System");

    @ArchTest
    static final ArchRule the_core_uses_values_and_the_contract_only = classes()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .onlyDependOnClassesThat(VALUES_OF_THE_JDK
                    .or(resideInAnyPackage(CONTRACT))
                    .or(resideInAnyPackage(PURE))
                    .or(describe("arrays of them", JavaClass::isArray)));

    @ArchTest
    static final ArchRule the_core_knows_no_clock_no_chance_and_no_machine = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .accessTargetWhere(describe("reads the clock, chance or the machine", PureCoreArchitectureTest::isImpure));

    @ArchTest
    static final ArchRule deciders_do_not_know_each_other = slices().matching(
                    "org.muster.commandside.domain.[mission|volunteer|recruitment|assignment|security|correction|policy|automation].(*)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule models_do_not_know_the_deciders = noClasses()
            .that()
            .resideInAnyPackage("org.muster.commandside.domain.model..", "org.muster.commandside.domain.decision..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.muster.commandside.domain.mission..",
                    "org.muster.commandside.domain.volunteer..",
                    "org.muster.commandside.domain.recruitment..",
                    "org.muster.commandside.domain.assignment..",
                    "org.muster.commandside.domain.security..",
                    "org.muster.commandside.domain.correction..",
                    "org.muster.commandside.domain.policy..",
                    "org.muster.commandside.domain.automation..");

    @ArchTest
    static final ArchRule the_core_does_not_know_its_models = noClasses()
            .that()
            .resideInAPackage("org.muster.commandside.domain.decision..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.muster.commandside..")
                    .and(not(resideInAPackage("org.muster.commandside.domain.decision.."))));

    /** A rule that cannot fail holds nothing. */
    @Test
    void the_rules_see_clocks_chance_and_the_machine() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        assertThat(noClasses()
                        .should()
                        .accessTargetWhere(describe("impure", PureCoreArchitectureTest::isImpure))
                        .evaluate(offender)
                        .getFailureReport()
                        .getDetails())
                .hasSize(6);
    }

    private static boolean isImpure(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        // System.arraycopy is a loop that the JDK writes faster; the rest of System is the machine.
        return access.getName().equals("now") && owner.getPackageName().startsWith("java.time")
                || IMPURE.contains(owner.getName()) && !access.getName().equals("arraycopy")
                || owner.isEquivalentTo(Math.class) && access.getName().equals("random");
    }

    @SuppressWarnings("unused") // is only looked at
    private static final class Offender {

        Object today() {
            return LocalDate.now(Clock.systemUTC());
        }

        Object id() {
            return UUID.randomUUID();
        }

        Supplier<Object> later() {
            return LocalDate::now;
        }

        Object chance() {
            return new Random();
        }

        Object millis() {
            return System.currentTimeMillis();
        }
    }
}
