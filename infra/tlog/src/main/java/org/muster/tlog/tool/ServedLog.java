package org.muster.tlog.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.muster.tlog.leaf.Entry;
import org.muster.tlog.leaf.LeafSource;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.note.VerifierKey;
import org.muster.tlog.tile.EntryBundle;
import org.muster.tlog.tile.MissingTileException;
import org.muster.tlog.tile.Tile;
import org.muster.tlog.tile.TileSource;

/** A log that is served over HTTP at the paths of c2sp.org/tlog-tiles. Nothing that it says is believed: it is exported. */
final class ServedLog implements TileSource, LeafSource, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String address;
    private final String token;
    private long size;

    ServedLog(String address, String token) {
        this.address = address.replaceAll("/+$", "");
        this.token = token;
    }

    /** How far events are read: entries of a partial bundle have a path of its own. */
    void reach(long treeSize) {
        this.size = treeSize;
    }

    SignedNote checkpoint() throws IOException, MalformedNoteException {
        return SignedNote.parse(get("checkpoint"));
    }

    List<VerifierKey> keys() throws IOException, MalformedNoteException {
        List<VerifierKey> keys = new ArrayList<>();
        for (String line :
                new String(get("keys"), StandardCharsets.UTF_8).lines().toList()) {
            keys.add(VerifierKey.parse(line));
        }
        return keys;
    }

    @Override
    public byte[] read(Tile tile) {
        try {
            return get(tile.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void read(long after, int limit, Reader reader) {
        try {
            long position = after;
            while (position < Math.min(after + limit, size)) {
                Tile tile = Tile.at(Tile.ENTRIES, position / Tile.FULL, size);
                EntryBundle bundle = EntryBundle.parse(get(tile.path()), tile.width());
                long first = tile.index() * Tile.FULL;
                for (int n = (int) (position - first); n < tile.width(); n++) {
                    position = first + n + 1;
                    reader.event(position, event(position, bundle, n));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(new IOException("an entry bundle " + e.getMessage()));
        }
    }

    private byte[] event(long position, EntryBundle bundle, int n) throws IOException {
        int start = bundle.start(n);
        byte[] entry = Arrays.copyOfRange(bundle.bytes(), start, start + bundle.length(n));
        return entry.length > 0 && entry[0] == Entry.DIGEST ? get("events/" + position) : entry;
    }

    private byte[] get(String path) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + "/" + path)).timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 404 && path.startsWith("tile/")) {
                throw new MissingTileException("the log does not serve " + path);
            }
            if (answer.statusCode() != 200) {
                throw new IOException(path + " is answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
