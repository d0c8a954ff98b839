package org.muster.commandside;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.web.bind.annotation.RequestParam;

/** What may know what on the command side. */
@AnalyzeClasses(packages = "org.muster.commandside", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] CORE = {
        "org.muster.commandside.core..",
        "org.muster.commandside.view..",
        "org.muster.commandside.mission..",
        "org.muster.commandside.volunteer..",
        "org.muster.commandside.assignment.."
    };

    private static final String[] SHELL = {
        "org.muster.commandside.axon..",
        "org.muster.commandside.intake..",
        "org.muster.commandside.http..",
        "org.muster.commandside.kafka..",
        "org.muster.commandside.audit..",
        "org.muster.commandside.vault..",
        "org.muster.commandside.security..",
        "org.muster.commandside.publication..",
        "org.muster.commandside.completeness.."
    };

    @ArchTest
    static final ArchRule only_one_package_knows_axon = noClasses()
            .that()
            .resideOutsideOfPackage("org.muster.commandside.axon..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

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
            .resideInAnyPackage("org.springframework..", "jakarta.servlet..", "org.muster.commandside.http..");

    @ArchTest
    static final ArchRule only_the_vault_knows_keys = noClasses()
            .that()
            .resideOutsideOfPackage("org.muster.commandside.vault..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.crypto.tink..");

    @ArchTest
    static final ArchRule personal_data_goes_from_the_intake_into_the_vault_and_nowhere_else = classes()
            .that()
            .haveFullyQualifiedName("org.muster.commands.PersonalData")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(
                    "org.muster.commandside.intake..", "org.muster.commandside.vault..", "org.muster.commands..")
            .allowEmptyShould(true);

    /** Spring's own reading of parameters ignores the unknown, and does not say which one is bad. */
    @ArchTest
    static final ArchRule parameters_are_read_strictly = noClasses()
            .that()
            .resideInAPackage("org.muster.commandside..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(RequestParam.class);
}
