package org.muster.commandside.adapter.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.vault.SealedFile;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports on disk, a directory each: the upload, sealed, because it may hold personal data in clear; what was received; the
 * outcome of each line; and at the end a mark. An upload that is done is deleted, and its key with it.
 *
 * <p>Promise: an import that was answered 202 is on disk, and survives a kill at any point.
 */
final class ImportStore {

    private static final String UPLOAD = "upload.sealed";
    private static final String RECEIVED = "import.json";
    private static final String OUTCOMES = "outcomes.ndjson";
    private static final String DONE = "done.json";

    private static final int BUFFER_BYTES = 65_536;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ImportSettings settings;
    private final SealedFile sealed;
    private final Clock clock;

    ImportStore(ImportSettings settings, SealedFile sealed, Clock clock) {
        this.settings = settings;
        this.sealed = sealed;
        this.clock = clock;
    }

    /** What came of lines before: the last that has an outcome, and how many were accepted and not. */
    record Outcomes(long lastLine, long accepted, long refused) {}

    /**
     * Stores an upload.
     *
     * @param dryRun whether nothing of it is to be recorded
     * @throws org.muster.web.problem.ProblemException if it is too large, or too many wait
     */
    StoredImport receive(InputStream upload, Caller sender, boolean dryRun) throws IOException {
        makeRoom();
        UUID id = UUID.randomUUID();
        Path directory = settings.directory().resolve(id.toString());
        Files.createDirectories(settings.directory(), ownerOnly(settings.directory()));
        Files.createDirectory(directory, ownerOnly(settings.directory()));
        try {
            Path file = directory.resolve(UPLOAD);
            Files.createFile(file);
            long lines = copy(upload, file, id);
            StoredImport received =
                    new StoredImport(id, sender.actor(), sender.origin().client(), clock.instant(), lines, dryRun);
            force(file);
            write(directory.resolve(RECEIVED), received);
            return received;
        } catch (IOException | RuntimeException e) {
            delete(id);
            throw e;
        }
    }

    private long copy(InputStream upload, Path file, UUID id) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        long lines = 0;
        boolean open = false;
        try (OutputStream out = sealed.create(file, id.toString())) {
            for (int read = upload.read(buffer); read >= 0; read = upload.read(buffer)) {
                bytes += read;
                if (bytes > settings.bytesMax().toBytes()) {
                    throw Problem.tooLarge(settings.bytesMax().toBytes()).exception();
                }
                for (int i = 0; i < read; i++) {
                    open = buffer[i] != '\n';
                    lines += open ? 0 : 1;
                }
                out.write(buffer, 0, read);
            }
        }
        return open ? lines + 1 : lines;
    }

    /** The oldest that are done make room; those that are not never do. */
    private void makeRoom() {
        List<StoredImport> kept = all();
        kept.stream()
                .filter(stored -> isDone(stored.id())
                        && stored.receivedAt().isBefore(clock.instant().minus(settings.keptFor())))
                .forEach(stored -> delete(stored.id()));
        for (StoredImport stored : kept) {
            if (all().size() < settings.keptMax()) {
                return;
            }
            if (isDone(stored.id())) {
                delete(stored.id());
            }
        }
        if (all().size() >= settings.keptMax()) {
            throw Problem.of(WebProblem.TOO_BUSY, "So many imports wait: " + settings.keptMax())
                    .exception();
        }
    }

    /** All that were received whole, the oldest first. */
    List<StoredImport> all() {
        if (!Files.isDirectory(settings.directory())) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(settings.directory())) {
            return directories
                    .map(directory -> directory.resolve(RECEIVED))
                    .filter(Files::exists)
                    .map(file -> JSON.readValue(file.toFile(), StoredImport.class))
                    .sorted(Comparator.comparing(StoredImport::receivedAt))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<StoredImport> find(UUID id) {
        return all().stream().filter(stored -> stored.id().equals(id)).findFirst();
    }

    InputStream upload(UUID id) throws IOException {
        return sealed.open(file(id, UPLOAD), id.toString());
    }

    boolean isDone(UUID id) {
        return Files.exists(file(id, DONE));
    }

    Optional<Path> outcomes(UUID id) {
        return Optional.of(file(id, OUTCOMES)).filter(Files::exists);
    }

    /**
     * What is known of lines so far; half a line at the end, of a process that was killed, is cut off. Of a dry run it is nothing: what
     * its lines would have recorded was in memory only, and the lines behind them are decided on it.
     */
    Outcomes resume(StoredImport stored) throws IOException {
        Path file = file(stored.id(), OUTCOMES);
        if (stored.dryRun()) {
            Files.write(file, new byte[0]);
        }
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        cutHalfLine(file);
        long last = 0;
        long accepted = 0;
        long refused = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode outcome = JSON.readTree(line);
                last = outcome.path("line").asLong();
                boolean isAccepted = outcome.path("status").asInt() == 200;
                accepted += isAccepted ? 1 : 0;
                refused += isAccepted ? 0 : 1;
            }
        }
        return new Outcomes(last, accepted, refused);
    }

    private static void cutHalfLine(Path file) throws IOException {
        try (RandomAccessFile outcomes = new RandomAccessFile(file.toFile(), "rw")) {
            long end = outcomes.length();
            while (end > 0) {
                outcomes.seek(end - 1);
                if (outcomes.read() == '\n') {
                    break;
                }
                end--;
            }
            outcomes.setLength(end);
        }
    }

    OutputStream appendOutcomes(UUID id) throws IOException {
        return Files.newOutputStream(file(id, OUTCOMES), StandardOpenOption.APPEND);
    }

    /** Marks it done, and forgets what was uploaded. */
    void done(UUID id, ImportProgress progress) throws IOException {
        force(file(id, OUTCOMES));
        write(file(id, DONE), progress);
        Files.deleteIfExists(file(id, UPLOAD));
    }

    ImportProgress end(UUID id) {
        return JSON.readValue(file(id, DONE).toFile(), ImportProgress.class);
    }

    void delete(UUID id) {
        Path directory = settings.directory().resolve(id.toString());
        try {
            for (String name : List.of(RECEIVED, UPLOAD, OUTCOMES, DONE)) {
                Files.deleteIfExists(directory.resolve(name));
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(UUID id, String name) {
        return settings.directory().resolve(id.toString()).resolve(name);
    }

    /** Appears whole, or not at all. */
    private static void write(Path file, Object value) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.write(draft, JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
        force(draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        force(file.getParent());
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
