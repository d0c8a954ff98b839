package org.muster.commandside.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/** A file with a secret: only its owner may read it, and only its owner may put another one in its place. */
public final class PrivateFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    /** A key file has about 1 KB; anything far larger is a wrong path. */
    private static final long BYTES_MAX = 100_000;

    private final String setting;
    private final Path file;

    /**
     * @param setting that names the file, for messages
     * @param file need not exist
     */
    public PrivateFile(String setting, Path file) {
        this.setting = setting;
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws IllegalStateException if it is missing or too large, or others than its owner can use it or its directory
     */
    public byte[] read() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > BYTES_MAX) {
                throw new IllegalStateException(
                        "%s: %s is not a key file. A first start creates one where the settings allow it"
                                .formatted(setting, file));
            }
            requirePrivate(file, OWNER_ONLY, "0600");
            requirePrivate(file.toAbsolutePath().getParent(), OWNER_ONLY_DIRECTORY, "0700");
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot read %s".formatted(setting, file), e);
        }
    }

    /** Whoever may read the file has the keys, and whoever may write in its directory can put another one there. */
    private void requirePrivate(Path path, Set<PosixFilePermission> allowed, String mode) throws IOException {
        if (isPosix(path) && !allowed.containsAll(Files.getPosixFilePermissions(path))) {
            throw new IllegalStateException(
                    "%s: others than its owner can use %s; make it %s".formatted(setting, path, mode));
        }
    }

    /**
     * Creates the file with a new secret, unless there is one. Survives a kill at any point and two processes that start at
     * once: the file appears whole and on disk, or not at all, and is never replaced.
     */
    public void createUnlessPresent(Supplier<byte[]> secret) {
        if (Files.exists(file)) {
            return;
        }
        try {
            Path directory = file.toAbsolutePath().getParent();
            createPrivate(directory);
            Path draft = draft(secret.get());
            try {
                publish(draft);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot create %s".formatted(setting, file), e);
        }
    }

    /** When it was last changed. */
    Instant changed() {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot read %s".formatted(setting, file), e);
        }
    }

    /** Puts another secret in the place of the one that is there: a reader, or a kill at any point, finds one of the two whole. */
    void replace(byte[] secret) {
        read(); // only where it is private
        try {
            Path draft = draft(secret);
            try {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                forceDirectory();
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot replace %s".formatted(setting, file), e);
        }
    }

    /** A private file beside this one, on disk. */
    private Path draft(byte[] secret) throws IOException {
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), ".draft");
        if (isPosix(draft)) {
            Files.setPosixFilePermissions(draft, OWNER_ONLY);
        }
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(secret);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return draft;
    }

    private void forceDirectory() throws IOException {
        if (isPosix(file)) {
            try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
                directory.force(true);
            }
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            Files.createDirectories(directory);
            if (isPosix(directory)) {
                Files.setPosixFilePermissions(directory, OWNER_ONLY_DIRECTORY);
            }
        }
    }

    private void publish(Path draft) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            return; // another process was first; its secret is the one
        }
        forceDirectory();
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
