package org.muster.local.authorization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A small file that only its owner can read, from its first byte on.
 *
 * <p>Promise: a reader sees the old content or the new one, whole, also when the process was killed in between.
 */
final class PrivateFile {

    private static final String READABLE = "rw-------";
    private static final String EXECUTABLE = "rwx------";

    private final Path path;
    private final String mode;

    private PrivateFile(Path path, String mode) {
        this.path = path;
        this.mode = mode;
    }

    PrivateFile(Path path) {
        this(path, READABLE);
    }

    /** Writes a file that its owner can also run. */
    static PrivateFile executable(Path path) {
        return new PrivateFile(path, EXECUTABLE);
    }

    Optional<String> read() {
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    void write(String content) {
        try {
            Path directory = path.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path fresh = directory.resolve(path.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, ownerOnly(directory));
            Files.writeString(fresh, content, StandardCharsets.UTF_8);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
    }

    /** Where the file system knows modes. */
    private FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
