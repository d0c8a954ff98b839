package org.muster.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes (tmpfs), to be filled up: nothing but a full one answers as a full one does. */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK_BYTES = 1 << 16;

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts it; where that is not allowed the test is skipped, and says so. */
    static SmallDisk mount(int megabytes) {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "Skipped: a disk is filled up on Linux only");
        try {
            Path path = Files.createTempDirectory("small-disk-").toRealPath();
            String refusal =
                    run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + megabytes + "m", "none", path.toString());
            if (!refusal.isEmpty()) {
                Files.delete(path);
                Assumptions.abort("Skipped: filling up a disk takes the right to mount one. " + refusal);
            }
            return new SmallDisk(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return nothing when it succeeds, otherwise what the program said */
    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes()).strip();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Arrays.toString(command) + " does not end";
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return process.exitValue() == 0 ? "" : Arrays.toString(command) + ": " + said;
    }

    Path path() {
        return path;
    }

    /** Takes the space, all but so much. */
    void fillUpTo(long freeBytes) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try (var filler = Files.newOutputStream(filler())) {
            while (Files.getFileStore(path).getUsableSpace() - BLOCK_BYTES >= freeBytes) {
                filler.write(block);
            }
        }
    }

    /** Gives back what {@link #fillUpTo} took. */
    void makeRoom() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return path.resolve("filler");
    }

    /** Moves a directory here, and leaves a link to it where it was. */
    void take(Path directory) throws IOException {
        Path here = path.resolve(directory.getFileName());
        List<Path> paths;
        try (var walk = Files.walk(directory)) {
            paths = walk.toList();
        }
        for (Path from : paths) {
            Files.copy(from, here.resolve(directory.relativize(from)));
        }
        for (Path from : paths.reversed()) {
            Files.delete(from);
        }
        Files.createSymbolicLink(directory, here);
    }

    @Override
    public void close() throws IOException {
        // Lazily: even if a server that should have ended still has files open, the mount goes, and its memory with the
        // last of them.
        String refusal = run("umount", "--lazy", path.toString());
        if (!refusal.isEmpty()) {
            throw new IOException("Still mounted: " + refusal);
        }
        Files.delete(path);
    }
}
