package org.muster.cli.load;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import org.muster.cli.access.MusterClient;
import org.muster.cli.access.UnavailableException;
import org.muster.cli.access.UsageException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends lines in one request of {@code POST /commands}, and gives each its answer. */
final class Upload {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Until a whole file is sent and the answer begins. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final int TOO_LARGE = 413;

    private final MusterClient client;

    Upload(MusterClient client) {
        this.client = client;
    }

    /**
     * Records lines.
     *
     * @param answers gets each line with its answer, in order
     * @throws UnavailableException if some have none
     */
    void record(List<ImportLine> lines, BiConsumer<ImportLine, JsonNode> answers) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        lines.forEach(line -> body.writeBytes(line.bytes()));
        read(
                client.stream(client.commandSide("/commands")
                        .header("Content-Type", "application/x-ndjson")
                        .timeout(PATIENCE)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))),
                lines.iterator(),
                answers);
    }

    /** Asks what would be, for a whole file in one request: each line is decided on those before it. */
    void tell(CommandFile file, BiConsumer<ImportLine, JsonNode> answers) {
        try (CommandFile.Lines lines = file.open()) {
            read(
                    client.stream(client.commandSide("/commands?dryRun=true")
                            .header("Content-Type", "application/x-ndjson")
                            .timeout(PATIENCE)
                            .POST(BodyPublishers.ofInputStream(() -> body(file)))),
                    lines,
                    answers);
        }
    }

    private static InputStream body(CommandFile file) {
        CommandFile.Lines lines = file.open();
        return new SequenceInputStream(new Enumeration<>() {

            @Override
            public boolean hasMoreElements() {
                if (lines.hasNext()) {
                    return true;
                }
                lines.close();
                return false;
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(lines.next().bytes());
            }
        });
    }

    /** Gives each line its answer; Muster may end before the lines do, and its last answer then says why. */
    static void read(InputStream body, Iterator<ImportLine> lines, BiConsumer<ImportLine, JsonNode> answers) {
        JsonNode last = JSON.createObjectNode();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last = JSON.readTree(line);
                answers.accept(lines.next(), last);
            }
        } catch (IOException | JacksonException | NoSuchElementException e) {
            throw new UnavailableException("the answers broke off", e);
        }
        if (lines.hasNext() && last.path("status").asInt(0) == TOO_LARGE) {
            throw new UsageException("the lines behind the last one that is printed were not looked at: "
                    + last.path("problem").path("detail").asString("the file is too large")
                    + "; divide the file");
        }
        if (lines.hasNext()) {
            throw new UnavailableException("the last lines were not answered", new IOException());
        }
    }
}
