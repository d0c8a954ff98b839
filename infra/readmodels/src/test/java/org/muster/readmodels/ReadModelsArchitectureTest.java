package org.muster.readmodels;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The module knows messaging's interfaces and PostgreSQL, and no domain. */
@AnalyzeClasses(packages = "org.muster", importOptions = ImportOption.DoNotIncludeTests.class)
class ReadModelsArchitectureTest {

    @ArchTest
    static final ArchRule never_knows_the_domain = noClasses()
            .that()
            .resideInAPackage("org.muster.readmodels..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.muster.events..", "org.muster.catalog..", "org.muster.commands..", "org.muster.queryside..");

    @ArchTest
    static final ArchRule folds_know_no_database = classes()
            .that()
            .haveSimpleName("Fold")
            .or()
            .haveSimpleName("FoldBatch")
            .or()
            .haveSimpleName("SequencedEvent")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.util..", "java.time..", "org.muster.readmodels..");

    @ArchTest
    static final ArchRule no_cycles =
            slices().matching("org.muster.(*)..").should().beFreeOfCycles();
}
