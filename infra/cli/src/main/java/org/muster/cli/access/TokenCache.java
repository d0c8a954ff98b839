package org.muster.cli.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps tokens until they end, in files of mode 0600 in a folder of mode 0700. Whatever others could read or have written is not
 * used. Where a file system knows no modes nothing is kept.
 */
final class TokenCache {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    /** A token that ends while a request is on its way is none. */
    private static final Duration RESERVE = Duration.ofSeconds(30);

    private static final int NAME_LENGTH = 32;

    private final Path folder;

    TokenCache(Path folder) {
        this.folder = folder;
    }

    /** {@code $XDG_CACHE_HOME/muster}, or {@code ~/.cache/muster}. */
    static TokenCache ofUser(Map<String, String> environment) {
        String cache = environment.get("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return new TokenCache(base.resolve("muster"));
    }

    /** The token for these credentials, if one is kept and has not ended. */
    Optional<String> read(Credentials credentials, Instant now) {
        Path file = file(credentials);
        try {
            if (!isPrivate(folder, FOLDER) || !isPrivate(file, FILE)) {
                return Optional.empty();
            }
            JsonNode kept = JSON.readTree(Files.readAllBytes(file));
            return Instant.ofEpochSecond(kept.path("endsAt").asLong(0))
                            .minus(RESERVE)
                            .isAfter(now)
                    ? Optional.of(kept.path("token").asString(""))
                    : Optional.empty();
        } catch (IOException | JacksonException unusable) {
            return Optional.empty();
        }
    }

    /** Keeps a token; says nothing if that cannot be done, since the next call only asks for another one. */
    void write(Credentials credentials, String token, Instant endsAt) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder.getParent());
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER)));
            }
            if (!isPrivate(folder, FOLDER)) {
                return;
            }
            Path fresh = Files.createTempFile(
                    folder,
                    "token",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE)));
            Files.write(fresh, JSON.writeValueAsBytes(Map.of("token", token, "endsAt", endsAt.getEpochSecond())));
            Files.move(fresh, file(credentials), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException notKept) {
            // The token is used all the same.
        }
    }

    /** Forgets the token for these credentials. */
    void forget(Credentials credentials) {
        try {
            Files.deleteIfExists(file(credentials));
        } catch (IOException stays) {
            // It is refused again, and replaced.
        }
    }

    private static boolean isPrivate(Path path, String mode) throws IOException {
        return Files.exists(path)
                && Files.getFileStore(path).supportsFileAttributeView("posix")
                && PosixFilePermissions.fromString(mode).containsAll(Files.getPosixFilePermissions(path))
                && Files.getOwner(path).getName().equals(System.getProperty("user.name"));
    }

    /** Named after whom it is for, not readably. */
    private Path file(Credentials credentials) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join(
                                    "\n", credentials.tokenUrl().toString(), credentials.client(), credentials.scopes())
                            .getBytes(StandardCharsets.UTF_8));
            return folder.resolve("token-" + HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
