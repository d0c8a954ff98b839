package org.muster.tlog;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.muster.embedded.Database;
import org.muster.testing.TestPostgres;
import org.muster.tlog.bundle.BundleFolder;
import org.muster.tlog.bundle.BundleVerifier;
import org.muster.tlog.bundle.BundleWriter;
import org.muster.tlog.bundle.Trust;
import org.muster.tlog.leaf.GeneratedEvents;
import org.muster.tlog.leaf.LeafSource;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.postgres.CheckpointSigner;
import org.muster.tlog.postgres.LogBuilder;
import org.muster.tlog.postgres.StoredLog;
import org.muster.tlog.postgres.TlogSchema;
import org.muster.tlog.tile.TreeBuilder;

/**
 * Not a test: prints how many events per second are hashed, built into PostgreSQL, exported and verified, by wall clock and by
 * the CPU time of the one thread.
 */
final class Rates {

    private static final int EVENTS = 400_000;

    private Rates() {}

    public static void main(String[] arguments) throws Exception {
        byte[][] ready = new byte[EVENTS][];
        new GeneratedEvents(EVENTS, 0).read(0, EVENTS, (position, event) -> ready[(int) position - 1] = event);
        LeafSource source = (after, limit, reader) -> {
            for (long position = after + 1; position <= Math.min(EVENTS, after + limit); position++) {
                reader.event(position, ready[(int) position - 1]);
            }
        };
        Ed25519Signer log = new Ed25519Signer("muster.example/log", RawKeys.generate(RawKeys.Algorithm.ED25519));
        for (int round = 0; round < 3; round++) {
            measure("hash", () -> {
                TreeBuilder tree = new TreeBuilder((tile, hashes) -> {});
                for (byte[] event : ready) {
                    tree.append(event);
                }
                tree.root();
            });
            Database database = TestPostgres.freshDatabase();
            TlogSchema.migrate(database.dataSource());
            measure("build", () -> new LogBuilder(database.dataSource(), source, 4_096).catchUp());
            Path folder = Files.createTempDirectory("rates").resolve("bundle");
            SignedNote checkpoint = new CheckpointSigner(database.dataSource(), log).sign();
            measure(
                    "export",
                    () -> new BundleWriter(new StoredLog(database.dataSource()), source)
                            .write(
                                    folder,
                                    checkpoint,
                                    Optional.empty(),
                                    List.of(log.verifier().key())));
            measure("verify", () -> {
                if (!BundleVerifier.verify(new BundleFolder(folder), Trust.of(log.verifier()))
                        .isVerified()) {
                    throw new AssertionError("not verified");
                }
            });
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static void measure(String what, Work work) throws Exception {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        work.run();
        wall = System.nanoTime() - wall;
        cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
        System.out.printf(
                "%-7s %,9d/s wall %,9d/s CPU%n", what, EVENTS * 1_000_000_000L / wall, EVENTS * 1_000_000_000L / cpu);
    }
}
