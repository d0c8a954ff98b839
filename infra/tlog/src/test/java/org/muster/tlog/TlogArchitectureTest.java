package org.muster.tlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Only the package that stores knows PostgreSQL and Spring; a verifier needs the JDK alone. */
class TlogArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.muster.tlog");

    @Test
    void everythingButTheStoreRunsOnTheJdkAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.muster.tlog.postgres..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "com.sun.net.httpserver..", "org.muster.tlog..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.muster.tlog.postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.muster.tlog.postgres..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.muster.tlog.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
