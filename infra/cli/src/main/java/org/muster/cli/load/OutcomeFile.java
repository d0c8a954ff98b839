package org.muster.cli.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.muster.cli.access.UsageException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outcomes of an import, one JSON object a line, in a file that only its owner can read. Its first line holds the key of the
 * lines' ids. A run that finds the file goes on where the one before ended; the last outcome of a line counts.
 */
public final class OutcomeFile implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KEY = "importKey";

    private final BufferedWriter out;
    private final byte[] key;
    private final Set<UUID> accepted;

    private OutcomeFile(BufferedWriter out, byte[] key, Set<UUID> accepted) {
        this.out = out;
        this.key = key;
        this.accepted = accepted;
    }

    /**
     * Opens the file, or makes it.
     *
     * @throws UsageException if it is another file, or cannot be written
     */
    public static OutcomeFile open(Path file) {
        try {
            byte[] key = Files.exists(file) ? key(file) : create(file);
            Set<UUID> accepted = new HashSet<>();
            try (var lines = Files.lines(file)) {
                lines.forEach(line -> read(line, accepted));
            }
            BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
            if (!endsWithLine(file)) {
                // The run before was killed within a line.
                out.newLine();
            }
            return new OutcomeFile(out, key, accepted);
        } catch (IOException e) {
            throw new UsageException("cannot write " + file);
        }
    }

    /** The key of a file that is there; absent files have a new one. */
    public static byte[] keyOf(Path file) {
        try {
            return Files.exists(file) ? key(file) : LineIds.newKey();
        } catch (IOException e) {
            throw new UsageException("cannot read " + file);
        }
    }

    private static byte[] key(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            JsonNode first = JSON.readTree(lines.findFirst().orElse(""));
            return Base64.getDecoder().decode(first.path(KEY).asString("-"));
        } catch (JacksonException | IllegalArgumentException other) {
            throw new UsageException(file + " is not a file of outcomes; name another one with --outcomes");
        }
    }

    private static byte[] create(Path file) throws IOException {
        byte[] key = LineIds.newKey();
        FileAttribute<?>[] mode =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Files.createFile(file, mode);
        Files.writeString(
                file, JSON.writeValueAsString(Map.of(KEY, Base64.getEncoder().encodeToString(key))) + "\n");
        return key;
    }

    private static void read(String line, Set<UUID> accepted) {
        try {
            JsonNode outcome = JSON.readTree(line);
            if (outcome.path("status").asInt(0) == 200) {
                accepted.add(UUID.fromString(outcome.path("id").asString("")));
            }
        } catch (JacksonException | IllegalArgumentException cut) {
            // A run that was killed leaves half a line; what it was about is sent again.
        }
    }

    private static boolean endsWithLine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            java.nio.ByteBuffer last = java.nio.ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            return last.get(0) == '\n';
        }
    }

    public byte[] key() {
        return key.clone();
    }

    /** Whether a line was accepted in a run before. */
    boolean isDone(ImportLine line) {
        return line.id().map(accepted::contains).orElse(false);
    }

    /** @param outcome what Muster answered to the line */
    void add(ImportLine line, JsonNode outcome) {
        try {
            out.write(JSON.writeValueAsString(of(line, outcome)));
            out.newLine();
        } catch (IOException e) {
            throw new UsageException("cannot write the file of outcomes");
        }
    }

    /** An outcome as it is written: with the line's number in the file, and without the problem's prose. */
    static Map<String, Object> of(ImportLine line, JsonNode outcome) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("line", line.number());
        line.id().ifPresent(id -> written.put("id", id.toString()));
        written.put("status", outcome.path("status").asInt(0));
        JsonNode problem = outcome.path("problem");
        for (String name : new String[] {"code", "details", "errors"}) {
            if (problem.has(name)) {
                written.put(name, problem.get(name));
            }
        }
        for (String name : new String[] {"position", "events", "warnings"}) {
            if (outcome.has(name)) {
                written.put(name, outcome.get(name));
            }
        }
        return written;
    }

    /** Hands on to the system what was added, so that a kill loses none of it. */
    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UsageException("cannot write the file of outcomes");
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UsageException("cannot write the file of outcomes");
        }
    }
}
