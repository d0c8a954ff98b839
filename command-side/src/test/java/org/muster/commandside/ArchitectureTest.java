package org.muster.commandside;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what on the command side. */
@AnalyzeClasses(packages = "org.muster.commandside", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] CORE = {"org.muster.commandside.domain.."};

    private static final String[] SHELL = {
        "org.muster.commandside.adapter..",
        "org.muster.commandside.intake..",
        "org.muster.commandside.audit..",
        "org.muster.commandside.automation..",
        "org.muster.commandside.personaldata..",
        "org.muster.commandside.vault..",
        "org.muster.commandside.publication..",
        "org.muster.commandside.completeness.."
    };

    @ArchTest
    static final ArchRule packages_do_not_know_each_other_in_circles =
            slices().matching("org.muster.commandside.(**)").should().beFreeOfCycles();

    /** Deployables wire; nothing that is wired knows how. */
    @ArchTest
    static final ArchRule nothing_knows_the_root = noClasses()
            .that()
            .resideInAPackage("org.muster.commandside.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.muster.commandside");

    /** What messaging has for itself only. */
    @ArchTest
    static final ArchRule uses_exported_packages_only = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.muster.messaging.checkpoint..",
                    "org.muster.messaging.container..",
                    "org.muster.messaging.thread..");

    @ArchTest
    static final ArchRule only_one_package_knows_axon = noClasses()
            .that()
            .resideOutsideOfPackage("org.muster.commandside.adapter.axon..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

    /** The other packages of the event store are its own business. */
    @ArchTest
    static final ArchRule only_the_exported_packages_of_the_event_store_are_used = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("org.muster.eventstore..")
                    .and(not(resideInAnyPackage(
                            "org.muster.eventstore",
                            "org.muster.eventstore.api",
                            "org.muster.eventstore.log",
                            "org.muster.eventstore.state"))));

    @ArchTest
    static final ArchRule rules_know_no_framework_and_no_shell = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "org.axonframework..", "tools.jackson..", "java.sql..", "org.slf4j..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(SHELL);

    @ArchTest
    static final ArchRule the_intake_knows_no_http_and_no_spring = noClasses()
            .that()
            .resideInAPackage("org.muster.commandside.intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta.servlet..", "org.muster.commandside.adapter..");

    @ArchTest
    static final ArchRule only_the_vault_knows_keys = noClasses()
            .that()
            .resideOutsideOfPackage("org.muster.commandside.vault..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.crypto.tink..");

    @ArchTest
    static final ArchRule personal_data_goes_from_the_intake_into_the_vault_and_nowhere_else = noClasses()
            .that()
            .resideOutsideOfPackages("org.muster.commandside.intake..", "org.muster.commandside.vault..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.muster.commands.volunteer.PersonalData");
}
