package org.muster.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.commands.Command;
import org.muster.commands.assignment.AssignmentCommand;
import org.muster.commands.automation.AutomationCommand;
import org.muster.commands.correction.CorrectionCommand;
import org.muster.commands.mission.MissionCommand;
import org.muster.commands.policy.PolicyCommand;
import org.muster.commands.recruitment.RecruitmentCommand;
import org.muster.commands.security.SecurityCommand;
import org.muster.commands.volunteer.VolunteerCommand;

/** Every command that Muster takes, under its stable name. A command's record carries that name. */
public final class CommandCatalog {

    /** A family is a sealed interface with its records in a package of its own. */
    private static final List<Class<? extends Command>> FAMILIES = List.of(
            MissionCommand.class,
            VolunteerCommand.class,
            RecruitmentCommand.class,
            AssignmentCommand.class,
            SecurityCommand.class,
            PolicyCommand.class,
            AutomationCommand.class,
            CorrectionCommand.class);

    private static final List<CommandType> ALL = FAMILIES.stream()
            .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .map(form -> new CommandType(form.getSimpleName(), form.asSubclass(Command.class)))
            .toList();

    private static final Map<String, CommandType> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(CommandType::name, Function.identity()));

    private static final Map<String, CommandType> BY_WIRE_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(CommandType::wireName, Function.identity()));

    private CommandCatalog() {}

    public static List<CommandType> all() {
        return ALL;
    }

    /** The entry with this name, for instance {@code DeployVolunteer}. */
    public static Optional<CommandType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The entry of this CloudEvents {@code type}, for instance {@code muster.command.DeployVolunteer.v1}. */
    public static Optional<CommandType> typed(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}
