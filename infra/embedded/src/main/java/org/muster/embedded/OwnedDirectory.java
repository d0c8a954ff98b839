package org.muster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that at most one process uses at a time. The operating system holds the lock, and releases it when
 * the process ends, in whatever way.
 */
final class OwnedDirectory implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OwnedDirectory.class);

    private static final String LOCK_FILE = "lock";

    /** Also kept here because POSIX drops a process's lock when it closes any descriptor of the file. */
    private static final Set<Path> OWNED_BY_THIS_JVM = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final boolean temporary;

    private OwnedDirectory(Path path, FileChannel channel, boolean temporary) {
        this.path = path;
        this.channel = channel;
        this.temporary = temporary;
    }

    /**
     * Takes {@code directory}, which is created where it is missing.
     *
     * @throws IllegalStateException if another process, or another server of this one, has it
     */
    static OwnedDirectory claim(Path directory) {
        try {
            Path path = Workspace.createPrivate(directory.toAbsolutePath());
            return tryClaim(path, false)
                    .orElseThrow(() -> new IllegalStateException(path + " is in use by process " + holder(path)
                            + ": stop that one first, or use another directory"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + directory, e);
        }
    }

    /**
     * Takes a new directory that is deleted on close. Directories that killed processes left behind are deleted too.
     *
     * @param abandoned stops what may still run in a directory before it is deleted
     */
    static synchronized OwnedDirectory temporary(String kind, Consumer<Path> abandoned) {
        try {
            Path parent = Workspace.createPrivate(
                    Workspace.root().resolve("temporary").resolve(kind));
            // Without this lock another process could delete a directory between its creation and its lock.
            try (FileChannel sweep = open(parent.resolve(LOCK_FILE));
                    FileLock exclusive = sweep.lock()) {
                assert exclusive.isValid();
                sweep(parent, abandoned);
                Path path = Files.createTempDirectory(parent, "server-").toRealPath();
                return tryClaim(path, true).orElseThrow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a temporary directory", e);
        }
    }

    private static void sweep(Path parent, Consumer<Path> abandoned) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, Files::isDirectory)) {
            for (Path directory : directories) {
                Optional<OwnedDirectory> claimed = tryClaim(directory, true);
                if (claimed.isPresent()) {
                    log.info("Removing {}, left behind by a process that was killed", directory);
                    abandoned.accept(directory);
                    claimed.get().close();
                }
            }
        }
    }

    private static Optional<OwnedDirectory> tryClaim(Path path, boolean temporary) throws IOException {
        if (!OWNED_BY_THIS_JVM.add(path)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = open(path.resolve(LOCK_FILE));
            if (channel.tryLock() == null) {
                channel.close();
                OWNED_BY_THIS_JVM.remove(path);
                return Optional.empty();
            }
            // Only for the message to the next process; the lock decides.
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(new OwnedDirectory(path, channel, temporary));
        } catch (IOException e) {
            if (channel != null) {
                channel.close();
            }
            OWNED_BY_THIS_JVM.remove(path);
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static String holder(Path path) {
        if (OWNED_BY_THIS_JVM.contains(path)) {
            return ProcessHandle.current().pid() + " (this one)";
        }
        try {
            return Files.readString(path.resolve(LOCK_FILE));
        } catch (IOException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }

    Path path() {
        return path;
    }

    boolean isTemporary() {
        return temporary;
    }

    /** Releases the directory; deletes it first if it is temporary. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            if (temporary) {
                Workspace.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release " + path, e);
        } finally {
            OWNED_BY_THIS_JVM.remove(path);
        }
    }
}
