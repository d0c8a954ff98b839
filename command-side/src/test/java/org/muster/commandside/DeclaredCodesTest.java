package org.muster.commandside;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.muster.catalog.CommandCatalog;
import org.muster.catalog.CommandType;
import org.muster.commands.RefusalCode;
import org.muster.commands.WarningCode;
import org.muster.commands.correction.CorrectionCommand;
import org.muster.commandside.domain.Domain;
import org.muster.commandside.domain.decision.Decider;

/** The catalog says with which codes a command may be refused, and of what it may warn: what its decider's code can say. */
class DeclaredCodesTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.muster.commandside.domain");

    @Test
    void every_command_declares_the_codes_that_its_decider_can_say() {
        Map<String, List<String>> declared = new TreeMap<>();
        Map<String, List<String>> said = new TreeMap<>();
        for (CommandType type : CommandCatalog.all()) {
            declared.put(
                    type.name(),
                    Stream.concat(type.refusals().stream(), type.warnings().stream())
                            .map(Enum::name)
                            .toList());
            Set<String> names = codes(decider(type).getClass());
            if (type.form().getPackage().equals(CorrectionCommand.class.getPackage())) {
                // Both reach all rules about amendments, but not with every code: what they say is observed by
                // sentences.
                assertThat(names).as(type.name()).containsAll(declared.remove(type.name()));
                continue;
            }
            said.put(
                    type.name(),
                    Stream.concat(Arrays.stream(RefusalCode.values()), Arrays.stream(WarningCode.values()))
                            .map(Enum::name)
                            .filter(names::contains)
                            .toList());
        }

        assertThat(declared).isEqualTo(said);
    }

    @Test
    void every_code_is_that_of_some_command() {
        assertThat(CommandCatalog.all().stream().flatMap(type -> type.refusals().stream()))
                .contains(RefusalCode.values());
        assertThat(CommandCatalog.all().stream().flatMap(type -> type.warnings().stream()))
                .contains(WarningCode.values());
    }

    private static Decider<?> decider(CommandType type) {
        return Domain.deciders().values().stream()
                .filter(decider -> decider.getClass().getSimpleName().equals(type.name() + "Decider"))
                .findFirst()
                .orElseThrow();
    }

    /** The codes that are named in the decider's code, and in all code of the core that it calls. */
    private static Set<String> codes(Class<?> decider) {
        Set<String> codes = new HashSet<>();
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(CORE.get(decider).getCodeUnits());
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.pop();
            if (!seen.add(unit)) {
                continue;
            }
            unit.getFieldAccesses().stream()
                    .filter(access -> isCode(access.getTargetOwner()))
                    .forEach(access -> codes.add(access.getName()));
            Stream.concat(unit.getCallsFromSelf().stream(), unit.getCodeUnitReferencesFromSelf().stream())
                    .filter(call -> call.getTargetOwner().getPackageName().startsWith("org.muster.commandside.domain"))
                    .forEach(call ->
                            call.getTarget().resolveMember().ifPresent(member -> open.add((JavaCodeUnit) member)));
        }
        return codes;
    }

    private static boolean isCode(JavaClass owner) {
        return owner.isEquivalentTo(RefusalCode.class) || owner.isEquivalentTo(WarningCode.class);
    }
}
