package org.muster.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The passwords of a server's roles, random, in a file that only this user can read. A password is on disk before the
 * server learns it, so a crash in between loses none.
 */
final class Credentials {

    private static final int PASSWORD_BYTES = 24;

    private final Path file;
    private final Properties passwords = new Properties();
    private final SecureRandom random = new SecureRandom();

    private Credentials(Path file) {
        this.file = file;
    }

    static Credentials in(Path directory) {
        Credentials credentials = new Credentials(directory.resolve("credentials.properties"));
        if (Files.exists(credentials.file)) {
            try (Reader reader = Files.newBufferedReader(credentials.file)) {
                credentials.passwords.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + credentials.file, e);
            }
        }
        return credentials;
    }

    /** The password of a role, from the file or new. */
    synchronized String passwordOf(String role) {
        String known = passwords.getProperty(role);
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        passwords.setProperty(role, password);
        save();
        return password;
    }

    private void save() {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, readableByOwnerOnly(file.getParent()));
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                passwords.store(writer, "role = password");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** Mode 0600 from the first byte on, where the file system knows modes. */
    static FileAttribute<?>[] readableByOwnerOnly(Path directory) throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
