package org.muster.tlog.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.merkle.TreeHasher;

/**
 * The manifest of a bundle: what it holds, and the hashes of what no tree covers. A verifier derives it from what it verified
 * and compares the bytes, so nothing in it is believed.
 *
 * @param checkpoint the tree that the bundle's events lead to
 * @param since the tree that they continue; empty from the first event on
 * @param longEvents how many events are in files of their own
 * @param checkpointFile the bytes of {@code checkpoint}
 * @param sinceFile the bytes of {@code checkpoint.since}
 * @param keysFile the bytes of {@code keys}
 */
record Manifest(
        Checkpoint checkpoint,
        Optional<Checkpoint> since,
        long longEvents,
        byte[] checkpointFile,
        Optional<byte[]> sinceFile,
        byte[] keysFile) {

    static final String FILE = "manifest";

    byte[] bytes() {
        StringBuilder text = new StringBuilder("muster-audit-bundle/v1\n");
        line(text, "origin", checkpoint.origin());
        line(text, "events", sinceSize() + 1 + "-" + checkpoint.size());
        line(text, "root", checkpoint.root());
        since.ifPresent(tree -> line(text, "since-root", tree.root()));
        line(text, "long-events", longEvents);
        line(text, "sha256 checkpoint", sha256(checkpointFile));
        sinceFile.ifPresent(bytes -> line(text, "sha256 checkpoint.since", sha256(bytes)));
        line(text, "sha256 keys", sha256(keysFile));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private long sinceSize() {
        return since.map(Checkpoint::size).orElse(0L);
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append(' ').append(value).append('\n');
    }

    private static String sha256(byte[] bytes) {
        return Base64.getEncoder().encodeToString(TreeHasher.sha256().digest(bytes));
    }
}
