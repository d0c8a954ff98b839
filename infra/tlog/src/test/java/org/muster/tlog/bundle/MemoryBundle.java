package org.muster.tlog.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.leaf.GeneratedEvents;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteSigner;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.tile.MemoryTiles;
import org.springframework.util.FileSystemUtils;

/** The files of a bundle in memory, to be damaged. */
record MemoryBundle(Map<String, byte[]> files) implements BundleFiles {

    MemoryBundle {
        files = new TreeMap<>(files);
    }

    /** Writes a bundle of generated events by the real writer, and reads its files. */
    static MemoryBundle of(GeneratedEvents events, long since, Ed25519Signer log) {
        return of(events, since, log, checkpoint(events, log));
    }

    static MemoryBundle of(GeneratedEvents events, long since, Ed25519Signer log, SignedNote checkpoint) {
        try {
            Path parent = Files.createTempDirectory("bundle");
            try {
                Path folder = parent.resolve("b");
                write(folder, events, since, log, checkpoint);
                Map<String, byte[]> files = new TreeMap<>();
                BundleFolder written = new BundleFolder(folder);
                written.names(name -> files.put(name, null));
                for (String name : files.keySet()) {
                    files.put(name, written.read(name, Long.MAX_VALUE));
                }
                return new MemoryBundle(files);
            } finally {
                FileSystemUtils.deleteRecursively(parent);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static void write(Path folder, GeneratedEvents events, long since, Ed25519Signer log, SignedNote checkpoint)
            throws IOException {
        Optional<SignedNote> older = since == 0
                ? Optional.empty()
                : Optional.of(checkpoint(new GeneratedEvents(since, events.longEach()), log));
        try {
            new BundleWriter(MemoryTiles.of(events.entries()), events)
                    .write(folder, checkpoint, older, List.of(log.verifier().key()));
        } catch (MalformedNoteException e) {
            throw new AssertionError(e);
        }
    }

    static SignedNote checkpoint(GeneratedEvents events, Ed25519Signer log, NoteSigner... witnesses) {
        MemoryTiles tiles = MemoryTiles.of(events.entries());
        String text = new Checkpoint(
                        log.verifier().name(), events.count(), tiles.tree().root())
                .text();
        SignedNote note = SignedNote.sign(text, log);
        for (NoteSigner witness : witnesses) {
            note = note.with(List.of(witness.signature(text)));
        }
        return note;
    }

    MemoryBundle copy() {
        return new MemoryBundle(files);
    }

    MemoryBundle with(String name, byte[] bytes) {
        MemoryBundle changed = copy();
        changed.files.put(name, bytes);
        return changed;
    }

    MemoryBundle without(String name) {
        MemoryBundle changed = copy();
        changed.files.remove(name);
        return changed;
    }

    @Override
    public void names(Consumer<String> each) {
        files.keySet().forEach(each);
    }

    @Override
    public byte[] read(String name, long bytesMax) throws IOException {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new NoSuchFileException(name);
        }
        if (bytes.length > bytesMax) {
            throw new FileTooLongException(name, bytesMax);
        }
        return bytes;
    }
}
