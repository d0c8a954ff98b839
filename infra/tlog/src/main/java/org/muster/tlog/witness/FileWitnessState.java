package org.muster.tlog.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import org.muster.tlog.merkle.TreeHasher;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.SignedNote;

/**
 * A folder with a file per log, named by the hash of its origin. A checkpoint is written beside the last one, forced to disk,
 * and takes its name at once; one process may have the folder.
 */
public final class FileWitnessState implements WitnessState, AutoCloseable {

    private final Path folder;
    private final FileChannel lockFile;

    /**
     * Opens the folder; makes it when there is none.
     *
     * @throws IOException when it cannot be used, or another process has it
     */
    public FileWitnessState(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock()) {
            lockFile.close();
            throw new IOException("another witness has the folder " + folder);
        }
    }

    private boolean lock() throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The hash by which a log is found: SHA-256 of its origin, in lower-case hex. */
    public static String originHash(String origin) {
        return HexFormat.of().formatHex(TreeHasher.sha256().digest(origin.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<SignedNote> latest(String origin) throws IOException {
        Path file = folder.resolve(originHash(origin));
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SignedNote.parse(Files.readAllBytes(file)));
        } catch (MalformedNoteException e) {
            throw new IOException("the witness's record " + file + " is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public void record(String origin, SignedNote cosigned) throws IOException {
        Path file = folder.resolve(originHash(origin));
        Path next = folder.resolve(originHash(origin) + ".next");
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(cosigned.bytes());
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
