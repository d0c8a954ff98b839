package org.muster.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.muster.cli.access.Connection;
import org.muster.cli.access.MusterClient;
import org.muster.cli.access.UsageException;
import org.muster.cli.load.ColumnMapping;
import org.muster.cli.load.CommandFile;
import org.muster.cli.load.CsvFile;
import org.muster.cli.load.Import;
import org.muster.cli.load.NdjsonFile;
import org.muster.cli.load.OutcomeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code muster import}: a file of commands. */
@Command(
        name = "import",
        description = {
            "Sends the lines of a file as commands, in order. Lines that are not accepted are printed; the others go on.",
            "What each line was answered is kept in FILE.outcomes. The same call again sends what was not accepted, and nothing twice.",
            "The exit code is that of the worst line."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster import volunteers.csv --command RegisterVolunteer --map 'Full name=personalData.name' --dry-run",
            "  muster import volunteers.csv --command RegisterVolunteer --map 'Full name=personalData.name'",
            "  muster import year.ndjson                # lines {\"command\": \"EndAssignment\", \"data\": {…}}",
            "",
            "A column is the field of its name: volunteer, personalData.birthDate, period.from. Several values in a cell",
            "are divided by semicolons. Rows of several commands have a column command. See muster catalog COMMAND."
        })
final class ImportCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Parameters(index = "0", paramLabel = "FILE", description = "A .csv file with a row of names, or JSON lines; UTF-8")
    private Path file;

    @Option(names = "--command", paramLabel = "COMMAND", description = "The command of every line")
    private Optional<String> command = Optional.empty();

    @Option(names = "--map", paramLabel = "COLUMN=FIELD", description = "A column that is not named as its field")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(names = "--ignore", paramLabel = "COLUMN", description = "A column that is not read")
    private Set<String> ignored = Set.of();

    @Option(
            names = "--delimiter",
            paramLabel = "CHARACTER",
            description =
                    "What stands between cells; by default what the row of names has: a comma, a semicolon or a tab")
    private Optional<Character> delimiter = Optional.empty();

    @Option(names = "--dry-run", description = "Only say what would be: nothing is recorded, and no outcomes are kept")
    private boolean dryRun;

    @Option(
            names = "--outcomes",
            paramLabel = "FILE",
            description = "Where outcomes are kept; FILE.outcomes by default")
    private Path outcomes;

    @Option(names = "--json", description = "Print lines that are not accepted as JSON")
    private boolean json;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("there is no file " + file);
        }
        Path kept = outcomes == null ? Path.of(file + ".outcomes") : outcomes;
        MusterClient client = connection.client();
        // Before anything is written: what cannot be read is said first.
        long count = count(lines(client, OutcomeFile.keyOf(kept)));
        try (ProgressBar progress = new ProgressBar(count, spec.commandLine().getErr())) {
            Import run = new Import(client, outcome -> print(outcome, progress), progress::step);
            if (dryRun) {
                CommandFile lines = lines(client, OutcomeFile.keyOf(kept));
                return told(run, () -> run.tell(lines), "nothing was recorded", progress);
            }
            try (OutcomeFile outcomesKept = OutcomeFile.open(kept)) {
                CommandFile lines = lines(client, outcomesKept.key());
                return told(run, () -> run.run(lines, outcomesKept), "outcomes are in " + kept, progress);
            }
        }
    }

    private int told(Import run, Runnable act, String where, ProgressBar progress) {
        try {
            act.run();
        } finally {
            progress.clear();
            spec.commandLine()
                    .getErr()
                    .println(run.counts().entrySet().stream()
                                    .sorted(Map.Entry.comparingByKey())
                                    .map(kind -> "%d %s"
                                            .formatted(
                                                    kind.getValue(),
                                                    (dryRun && kind.getKey() == Import.Kind.ACCEPTED
                                                            ? "would be accepted"
                                                            : words(kind.getKey()))))
                                    .collect(Collectors.joining(", "))
                            + "; " + where);
        }
        return run.exitCode();
    }

    private static String words(Import.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private CommandFile lines(MusterClient client, byte[] key) {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            if (!columns.isEmpty() || !ignored.isEmpty()) {
                throw new UsageException("--map and --ignore are for .csv files");
            }
            return new NdjsonFile(file, command, key);
        }
        ColumnMapping mapping = new ColumnMapping(
                client.json(client.commandSide("/commands/catalog").GET()), columns, ignored);
        return new CsvFile(file, command, mapping, delimiter, key);
    }

    /** Reads the whole file once: what cannot be read is said before anything is sent. */
    private static long count(CommandFile file) {
        long count = 0;
        try (CommandFile.Lines lines = file.open()) {
            while (lines.hasNext()) {
                lines.next();
                count++;
            }
        }
        return count;
    }

    private void print(Map<String, Object> outcome, ProgressBar progress) {
        progress.clear();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(outcome));
            return;
        }
        JsonNode answer = JSON.valueToTree(outcome);
        out.println("line %s: %s %s"
                .formatted(
                        answer.path("line").asString(""),
                        answer.path("status").asString(""),
                        answer.path("code").asString("")));
        answer.path("errors")
                .valueStream()
                .forEach(error -> out.println("  " + error.path("field").asString("") + ": "
                        + error.path("message").asString("")));
        answer.path("details")
                .propertyStream()
                .forEach(detail -> out.println("  " + detail.getKey() + ": " + detail.getValue()));
    }
}
