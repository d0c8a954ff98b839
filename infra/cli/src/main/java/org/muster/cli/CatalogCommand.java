package org.muster.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.muster.cli.access.Connection;
import org.muster.cli.access.ExitCode;
import org.muster.cli.access.MusterClient;
import org.muster.cli.access.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code muster catalog}: which commands there are, and the fields of one. */
@Command(
        name = "catalog",
        description = "Lists all commands, or the fields of one.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  muster catalog", "  muster catalog DeployVolunteer", "  muster catalog --json | jq .events"})
final class CatalogCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Parameters(index = "0", arity = "0..1", paramLabel = "COMMAND", description = "Only this one")
    private Optional<String> name = Optional.empty();

    @Option(names = "--json", description = "Print it as JSON, with schemas")
    private boolean json;

    @Override
    public Integer call() {
        MusterClient client = connection.client();
        JsonNode catalog = client.json(client.commandSide("/commands/catalog").GET());
        PrintWriter out = spec.commandLine().getOut();
        if (name.isEmpty()) {
            if (json) {
                out.println(catalog);
            } else {
                catalog.path("commands")
                        .valueStream()
                        .forEach(command -> out.println(command.path("name").asString("")));
            }
            return ExitCode.OK;
        }
        JsonNode command = catalog.path("commands")
                .valueStream()
                .filter(one -> one.path("name").asString("").equals(name.get()))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no such command; see muster catalog"));
        if (json) {
            out.println(command);
        } else {
            fields("", command.path("schema"), out);
            codes("refused with", command.path("refusals"), out);
            codes("warns with", command.path("warnings"), out);
        }
        return ExitCode.OK;
    }

    private static void fields(String before, JsonNode schema, PrintWriter out) {
        Set<String> required = schema.path("required")
                .valueStream()
                .map(field -> field.asString(""))
                .collect(Collectors.toSet());
        schema.path("properties").propertyStream().forEach(field -> {
            JsonNode form = field.getValue();
            out.println("%s%s  %s%s"
                    .formatted(
                            before, field.getKey(), form(form), required.contains(field.getKey()) ? "" : ", optional"));
            fields(before + field.getKey() + ".", form, out);
        });
    }

    private static String form(JsonNode form) {
        if (form.has("enum")) {
            int values = form.path("enum").size();
            return values > 30
                    ? "one of %d codes, such as %s"
                            .formatted(values, form.path("enum").path(0).asString(""))
                    : form.path("enum")
                            .valueStream()
                            .map(value -> value.asString(""))
                            .collect(Collectors.joining("|"));
        }
        return switch (form.path("type").asString("")) {
            case "array" -> "list of: " + form(form.path("items"));
            case "string" -> form.path("format").asString("text");
            case String other -> other;
        };
    }

    private static void codes(String what, JsonNode codes, PrintWriter out) {
        if (!codes.isEmpty()) {
            out.println(what + " "
                    + codes.valueStream().map(code -> code.asString("")).collect(Collectors.joining(", ")));
        }
    }
}
