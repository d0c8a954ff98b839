package org.muster.cli.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.muster.cli.access.ExitCode;
import org.muster.cli.access.MusterClient;
import tools.jackson.databind.JsonNode;

/** One run of an import: lines that have no accepted outcome are sent, some at a time. */
public final class Import {

    /** Lines of one request: few enough that a break costs little, many enough that requests cost little. */
    private static final int LINES_AT_ONCE = 1_000;

    /** Of a line. */
    public enum Kind {
        ACCEPTED,
        REFUSED,
        INVALID,
        NOT_PERMITTED,
        UNAVAILABLE,
        DONE_BEFORE
    }

    private final Upload upload;
    private final Consumer<Map<String, Object>> notAccepted;
    private final Runnable step;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    /**
     * @param notAccepted gets the outcome of each line that is not accepted, as {@link OutcomeFile} has it
     * @param step runs after each line
     */
    public Import(MusterClient client, Consumer<Map<String, Object>> notAccepted, Runnable step) {
        this.upload = new Upload(client);
        this.notAccepted = notAccepted;
        this.step = step;
    }

    /** Sends what is not done, and keeps the outcomes. */
    public void run(CommandFile file, OutcomeFile outcomes) {
        try (CommandFile.Lines lines = file.open()) {
            List<ImportLine> some = new ArrayList<>(LINES_AT_ONCE);
            while (lines.hasNext()) {
                ImportLine line = lines.next();
                if (outcomes.isDone(line)) {
                    count(Kind.DONE_BEFORE);
                } else {
                    some.add(line);
                }
                if (some.size() == LINES_AT_ONCE || !lines.hasNext()) {
                    send(some, outcomes);
                    some.clear();
                }
            }
        }
    }

    private void send(List<ImportLine> lines, OutcomeFile outcomes) {
        if (lines.isEmpty()) {
            return;
        }
        try {
            upload.record(lines, (line, answer) -> {
                outcomes.add(line, answer);
                take(line, answer);
            });
        } finally {
            outcomes.flush();
        }
    }

    /** Asks what would be, and keeps nothing. */
    public void tell(CommandFile file) {
        upload.tell(file, this::take);
    }

    private void take(ImportLine line, JsonNode answer) {
        Kind kind = switch (ExitCode.of(answer.path("status").asInt(0))) {
            case ExitCode.OK -> Kind.ACCEPTED;
            case ExitCode.REFUSED -> Kind.REFUSED;
            case ExitCode.NOT_PERMITTED -> Kind.NOT_PERMITTED;
            case ExitCode.INVALID -> Kind.INVALID;
            default -> Kind.UNAVAILABLE;
        };
        if (kind != Kind.ACCEPTED) {
            notAccepted.accept(OutcomeFile.of(line, answer));
        }
        count(kind);
    }

    private void count(Kind kind) {
        counts.merge(kind, 1L, Long::sum);
        step.run();
    }

    /** How many lines there were of each kind. */
    public Map<Kind, Long> counts() {
        return Map.copyOf(counts);
    }

    /** That of the worst line: what another run may mend comes first. */
    public int exitCode() {
        if (counts.containsKey(Kind.UNAVAILABLE)) {
            return ExitCode.UNAVAILABLE;
        }
        if (counts.containsKey(Kind.NOT_PERMITTED)) {
            return ExitCode.NOT_PERMITTED;
        }
        if (counts.containsKey(Kind.INVALID)) {
            return ExitCode.INVALID;
        }
        return counts.containsKey(Kind.REFUSED) ? ExitCode.REFUSED : ExitCode.OK;
    }
}
