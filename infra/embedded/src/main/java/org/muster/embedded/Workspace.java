package org.muster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory of this module and this user alone, for unpacked programs and temporary servers. The shared temporary
 * directory would be unsafe: any user could put a program of that name there first.
 */
final class Workspace {

    /** System property that moves it. */
    static final String PROPERTY = "muster.embedded.home";

    private Workspace() {}

    static Path root() {
        String configured = System.getProperty(PROPERTY);
        Path root = configured == null
                ? Path.of(System.getProperty("user.home"), ".cache", "muster")
                : Path.of(configured).toAbsolutePath();
        try {
            return createPrivate(root);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + root + ": set -D" + PROPERTY, e);
        }
    }

    /** Creates the directory where it is missing, readable by this user only. */
    static Path createPrivate(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        return directory.toRealPath();
    }

    /** Deletes the directory with its content, if it exists. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // A server that is stopping removes files itself.
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
