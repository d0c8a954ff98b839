package org.muster.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.muster.cli.access.Connection;
import org.muster.cli.access.ExitCode;
import org.muster.cli.access.MusterClient;
import org.muster.cli.access.UnavailableException;
import org.muster.cli.access.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code muster send}: one command. */
@Command(
        name = "send",
        description = "Sends one command, and prints what was recorded.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster send StartMission '{\"mission\": \"UNTAC\", \"startedOn\": \"1992-03-15\"}'",
            "  muster send DeployVolunteer @deployment.json --dry-run      # would it be accepted?",
            "  jq .person form.json | muster send RegisterVolunteer -      # personal data stay off the command line",
            "  muster catalog DeployVolunteer                              # its fields"
        })
final class SendCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Parameters(index = "0", paramLabel = "COMMAND", description = "Its name, such as DeployVolunteer")
    private String name;

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            arity = "0..1",
            defaultValue = "-",
            description = "Its JSON, @FILE, or - for standard input, which is what is read where it is left out")
    private String data;

    @Option(
            names = "--id",
            paramLabel = "UUID",
            description =
                    "The command's id. Sent again under it, a command happens once; a new one where it is left out")
    private UUID id;

    @Option(names = "--dry-run", description = "Only say what would be; nothing is recorded")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the answer, or the problem, as it came")
    private boolean json;

    @Override
    public Integer call() {
        if (!name.matches("[A-Za-z]{1,100}")) {
            throw new UsageException("COMMAND is a name such as DeployVolunteer; see muster catalog");
        }
        UUID command = id == null ? UUID.randomUUID() : id;
        byte[] body = read();
        JsonNode answer;
        try {
            MusterClient client = connection.client();
            answer = client.json(client.commandSide("/commands/" + name + (dryRun ? "?dryRun=true" : ""))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", command.toString())
                    .POST(BodyPublishers.ofByteArray(body)));
        } catch (UnavailableException e) {
            throw new UnavailableException(
                    e.getMessage() + "; send it again with --id " + command + " to have it recorded once", e);
        }
        print(answer, spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private byte[] read() {
        try {
            return data.equals("-")
                    ? System.in.readAllBytes()
                    : data.startsWith("@")
                            ? Files.readAllBytes(Path.of(data.substring(1)))
                            : data.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageException("cannot read " + (data.equals("-") ? "standard input" : data.substring(1)));
        }
    }

    private void print(JsonNode answer, PrintWriter out) {
        if (json) {
            out.println(answer);
            return;
        }
        String id = answer.path("commandId").asString("");
        out.println(
                !dryRun
                        ? "accepted %s at position %d"
                                .formatted(id, answer.path("position").asLong())
                        : answer.path("alreadyRecorded").asBoolean()
                                ? "is recorded already: " + id
                                : "would be accepted");
        answer.path("events")
                .valueStream()
                .forEach(event -> out.println("  " + event.path("type").asString("")
                        + (dryRun ? "" : " at " + event.path("position").asLong())));
        answer.path("warnings")
                .valueStream()
                .forEach(warning ->
                        out.println("  warning " + warning.path("code").asString("") + " " + warning.path("details")));
    }
}
