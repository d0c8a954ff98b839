package org.muster.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The machine that the figures were measured on.
 *
 * @param processor as the system names it
 * @param syncMicros median of forcing 8 KB to the disk that PostgreSQL writes to: the floor of every durable commit
 */
record Machine(String processor, int cores, String system, String java, long syncMicros) {

    private static final int SYNCS = 200;

    static Machine here(Path folder) throws IOException {
        Path processors = Path.of("/proc/cpuinfo");
        String processor = Files.isReadable(processors)
                ? Files.readAllLines(processors).stream()
                        .filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .orElse("")
                        .replaceFirst(".*:", "")
                        .strip()
                : "";
        return new Machine(
                processor,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor") + " " + System.getProperty("java.version"),
                syncMicros(folder.resolve("sync-probe")));
    }

    private static long syncMicros(Path probe) throws IOException {
        long[] nanos = new long[SYNCS];
        try (FileChannel file = FileChannel.open(
                probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            for (int i = 0; i < SYNCS; i++) {
                file.write(ByteBuffer.allocate(8192), 0);
                long start = System.nanoTime();
                file.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return nanos[SYNCS / 2] / 1000;
    }
}
