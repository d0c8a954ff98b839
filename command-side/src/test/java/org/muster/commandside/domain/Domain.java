package org.muster.commandside.domain;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.DomainEvent;
import org.springframework.core.ResolvableType;

/** Everything that the domain package holds, found as Spring finds it: by type. */
public final class Domain {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.muster.commandside.domain");

    private static final List<DecisionModel<?>> MODELS = CLASSES.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getRawType().isEquivalentTo(DecisionModel.class)
                    && field.getModifiers().contains(JavaModifier.STATIC))
            .<DecisionModel<?>>map(field -> (DecisionModel<?>) valueOf(field.reflect()))
            .toList();

    private static final Map<Class<?>, Decider<?>> DECIDERS = deciderClasses().stream()
            .<Decider<?>>map(type -> (Decider<?>) newInstance(type.reflect()))
            .collect(Collectors.toUnmodifiableMap(Domain::commandOf, Function.identity()));

    private Domain() {}

    public static JavaClasses classes() {
        return CLASSES;
    }

    public static List<DecisionModel<?>> models() {
        return MODELS;
    }

    /** By the class of the command that each decides. */
    public static Map<Class<?>, Decider<?>> deciders() {
        return DECIDERS;
    }

    public static List<JavaClass> deciderClasses() {
        return CLASSES.stream()
                .filter(type -> type.isAssignableTo(Decider.class) && !type.isInterface())
                .toList();
    }

    /** The names of the events that a decider creates; it may judge by a record of its own. */
    public static List<String> eventsOf(JavaClass decider) {
        return CLASSES.stream()
                .filter(type -> type.equals(decider) || type.getName().startsWith(decider.getName() + "$"))
                .flatMap(type -> type.getConstructorCallsFromSelf().stream())
                .map(call -> call.getTargetOwner())
                .filter(type -> type.isAssignableTo(DomainEvent.class))
                .map(JavaClass::getSimpleName)
                .distinct()
                .sorted()
                .toList();
    }

    private static Class<?> commandOf(Decider<?> decider) {
        return ResolvableType.forClass(Decider.class, decider.getClass()).resolveGeneric();
    }

    private static Object valueOf(java.lang.reflect.Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Object newInstance(Class<?> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
