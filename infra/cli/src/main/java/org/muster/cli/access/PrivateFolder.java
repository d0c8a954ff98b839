package org.muster.cli.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps JSON in files of mode 0600 in a folder of mode 0700. Whatever others could read or have written is not used. Where a file
 * system knows no modes nothing is kept.
 */
final class PrivateFolder {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    private final Path folder;

    PrivateFolder(Path folder) {
        this.folder = folder;
    }

    /** {@code $XDG_CACHE_HOME/muster}, or {@code ~/.cache/muster}. */
    static PrivateFolder ofUser(Map<String, String> environment) {
        String cache = environment.get("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return new PrivateFolder(base.resolve("muster"));
    }

    /** What is kept under a name; absent if there is nothing that can be used. */
    Optional<JsonNode> read(String name) {
        Path file = folder.resolve(name);
        try {
            return isPrivate(folder, FOLDER) && isPrivate(file, FILE)
                    ? Optional.of(JSON.readTree(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException | JacksonException unusable) {
            return Optional.empty();
        }
    }

    /** Keeps something instead of what was there; false if that cannot be done. */
    boolean write(String name, Map<String, ?> content) {
        try {
            if (!isThere()) {
                return false;
            }
            Path fresh = Files.createTempFile(folder, name, ".new", mode(FILE));
            Files.write(fresh, JSON.writeValueAsBytes(content));
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException notKept) {
            return false;
        }
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException stays) {
            // What is refused is replaced.
        }
    }

    /** Acts while no other process that asks for the same lock does; without a lock where none can be had. */
    <T> T locked(String name, Supplier<T> act) {
        try {
            if (!isThere()) {
                return act.get();
            }
            Path file = folder.resolve(name);
            if (!Files.exists(file)) {
                Files.createTempFile(folder, name, ".new", mode(FILE)).toFile().renameTo(file.toFile());
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                return act.get();
            }
        } catch (IOException noLock) {
            return act.get();
        }
    }

    private boolean isThere() throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        if (!Files.exists(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder, mode(FOLDER));
        }
        return isPrivate(folder, FOLDER);
    }

    private static FileAttribute<?> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }

    private static boolean isPrivate(Path path, String mode) throws IOException {
        return Files.exists(path)
                && Files.getFileStore(path).supportsFileAttributeView("posix")
                && PosixFilePermissions.fromString(mode).containsAll(Files.getPosixFilePermissions(path))
                && Files.getOwner(path).getName().equals(System.getProperty("user.name"));
    }
}
