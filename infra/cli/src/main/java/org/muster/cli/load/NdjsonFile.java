package org.muster.cli.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.muster.cli.access.UsageException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of JSON lines, {@code {"command", "data"}} each, or the data alone where the command is the same for all. A line may have
 * its own {@code id}.
 */
public final class NdjsonFile implements CommandFile {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final Optional<String> command;
    private final byte[] key;

    /** @param command of every line, which is then its data */
    public NdjsonFile(Path file, Optional<String> command, byte[] key) {
        this.file = file;
        this.command = command;
        this.key = key.clone();
    }

    @Override
    public Lines open() {
        try {
            return new Reading(Files.newBufferedReader(file));
        } catch (IOException e) {
            throw new UsageException("cannot read " + file);
        }
    }

    private ImportLine line(long number, String text, LineIds ids) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException notJson) {
            return new ImportLine(number, Optional.empty(), text);
        }
        if (command.isPresent()) {
            return ImportLine.command(number, ids.next(command.get(), json.toString()), command.get(), json);
        }
        if (!json.path("command").isString() || !json.has("data") || json.has("id")) {
            return new ImportLine(number, own(json), text);
        }
        String name = json.path("command").stringValue();
        return ImportLine.command(number, ids.next(name, json.path("data").toString()), name, json.path("data"));
    }

    private static Optional<UUID> own(JsonNode json) {
        try {
            return Optional.of(UUID.fromString(json.path("id").asString("")));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private final class Reading implements Lines {

        private final BufferedReader reader;
        private final LineIds ids = new LineIds(key);
        private long number;
        private String next;

        private Reading(BufferedReader reader) {
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            try {
                while (next == null) {
                    String line = reader.readLine();
                    if (line == null) {
                        return false;
                    }
                    number++;
                    next = line.isBlank() ? null : line;
                }
                return true;
            } catch (IOException e) {
                throw new UsageException("cannot read " + file + " behind line " + number + "; it must be UTF-8");
            }
        }

        @Override
        public ImportLine next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String text = next;
            next = null;
            return line(number, text, ids);
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UsageException("cannot read " + file);
            }
        }
    }
}
