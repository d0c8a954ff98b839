package org.muster.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.stereotype.Component;

/** The rooms of this module: which of them know which, and what it knows of others. */
@AnalyzeClasses(packages = "org.muster.messaging", importOptions = ImportOption.DoNotIncludeTests.class)
class MessagingArchitectureTest {

    /** The root package holds what others implement, so it is a room like the others and knows none of them. */
    private static final SliceAssignment ROOMS = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("org.muster.messaging")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of messaging";
        }
    };

    @ArchTest
    static final ArchRule no_cycles = slices().assignedFrom(ROOMS).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_root_knows_no_room = noClasses()
            .that()
            .resideInAPackage("org.muster.messaging")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.muster.messaging.*..");

    /** Spring Boot gives a bean of such a type to every container of the application. */
    @ArchTest
    static final ArchRule what_steers_one_container_is_no_bean = noClasses()
            .that()
            .areAssignableTo(CommonErrorHandler.class)
            .or()
            .areAssignableTo(ConsumerRebalanceListener.class)
            .should()
            .beMetaAnnotatedWith(Component.class);

    @ArchTest
    static final ArchRule knows_neither_the_domain_nor_another_library = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.muster.events..",
                    "org.muster.commands..",
                    "org.muster.commandside..",
                    "org.muster.queryside..",
                    "org.muster.eventstore..",
                    "org.muster.readmodels..",
                    "org.axonframework..");
}
