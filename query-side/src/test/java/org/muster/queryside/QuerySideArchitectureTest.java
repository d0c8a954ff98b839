package org.muster.queryside;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Connection;
import java.sql.Statement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The query side's own direction: it reads events, builds rows from them, and reports only read those rows. */
@AnalyzeClasses(packages = "org.muster", importOptions = ImportOption.DoNotIncludeTests.class)
class QuerySideArchitectureTest {

    @ArchTest
    static final ArchRule never_knows_how_events_come_about = noClasses()
            .that()
            .resideInAPackage("org.muster.queryside..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.axonframework..",
                    "org.muster.eventstore..",
                    "org.muster.commandside..",
                    "org.muster.commands..");

    /** What messaging has for itself only. */
    @ArchTest
    static final ArchRule uses_exported_packages_only = noClasses()
            .that()
            .resideOutsideOfPackage("org.muster.messaging..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.muster.messaging.checkpoint..",
                    "org.muster.messaging.container..",
                    "org.muster.messaging.thread..");

    @ArchTest
    static final ArchRule reports_never_write = noClasses()
            .that()
            .resideOutsideOfPackage("org.muster.queryside.projection..")
            .and()
            .resideInAPackage("org.muster.queryside..")
            .should()
            .callMethod(JdbcClient.StatementSpec.class, "update")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(JdbcTemplate.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Connection.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Statement.class);

    @ArchTest
    static final ArchRule only_projections_know_facts = noClasses()
            .that()
            .resideInAnyPackage("org.muster.queryside.report..", "org.muster.queryside.live..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.muster.events..", "org.muster.messaging..");

    /** What a row is after an event is decided without a database, a clock or a framework. */
    @ArchTest
    static final ArchRule folds_are_pure = classes()
            .that()
            .resideInAPackage("org.muster.queryside.readmodel.(*)..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "org.muster.events..",
                    "org.muster.readmodels..",
                    "org.muster.queryside.readmodel.(*)..");

    @ArchTest
    static final ArchRule read_models_do_not_know_each_other = slices().matching("org.muster.queryside.readmodel.(*)..")
            .should()
            .notDependOnEachOther()
            // How they follow corrections is the same for all, and no read model itself.
            .ignoreDependency(alwaysTrue(), resideInAPackage("org.muster.queryside.readmodel.correction"));

    @ArchTest
    static final ArchRule no_cycles =
            slices().matching("org.muster.queryside.(**)").should().beFreeOfCycles();
}
