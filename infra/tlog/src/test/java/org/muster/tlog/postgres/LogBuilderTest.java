package org.muster.tlog.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.testing.TestPostgres;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.leaf.GapException;
import org.muster.tlog.leaf.GeneratedEvents;
import org.muster.tlog.leaf.LeafSource;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.merkle.Proofs;
import org.muster.tlog.merkle.TreeHasher;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.tile.MemoryTiles;
import org.muster.tlog.tile.MissingTileException;
import org.muster.tlog.tile.Tile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The tree in PostgreSQL: the same whatever happens while it is built. */
class LogBuilderTest {

    private static final Ed25519Signer LOG =
            new Ed25519Signer("muster.example/log", RawKeys.generate(RawKeys.Algorithm.ED25519));

    private Database database;
    private DataSource dataSource;
    private SingleConnectionDataSource one;
    private JdbcClient jdbc;
    private StoredLog log;

    @BeforeEach
    void migrate() {
        database = TestPostgres.freshDatabase();
        dataSource = database.dataSource();
        TlogSchema.migrate(dataSource);
        one = new SingleConnectionDataSource(database.jdbcUrl(), database.username(), database.password(), true);
        jdbc = JdbcClient.create(one);
        log = new StoredLog(one);
    }

    @AfterEach
    void close() {
        one.destroy();
    }

    private void assertTreeOf(long count) {
        GeneratedEvents events = new GeneratedEvents(count, 0);
        MemoryTiles reference = MemoryTiles.of(events.entries());
        assertThat(TreeRow.read(jdbc).size()).isEqualTo(count);
        assertThat(TreeRow.read(jdbc).root()).isEqualTo(reference.tree().root());
        for (int level = 0; level < Tile.LEVELS; level++) {
            for (long i = 0; i < Tile.count(level, count); i++) {
                Tile tile = Tile.at(level, i, count);
                assertThat(log.read(tile)).as(tile.path()).isEqualTo(reference.read(tile));
            }
        }
        assertThat(jdbc.sql("SELECT count(*) FROM tlog.tile").query(Long.class).single())
                .isEqualTo(count / 256 + count / 65_536);
    }

    @Test
    void buildsTheTreeOfAllEventsInBatches() {
        LogBuilder builder = new LogBuilder(dataSource, new GeneratedEvents(66_000, 0), 4_096);
        assertThat(log.root(0)).isEqualTo(TreeHasher.EMPTY_ROOT);
        assertThat(builder.catchUp()).isEqualTo(LogBuilder.Step.CAUGHT_UP);
        assertTreeOf(66_000);
        assertThat(builder.catchUp()).isEqualTo(LogBuilder.Step.CAUGHT_UP);
        assertThat(new LogBuilder(dataSource, new GeneratedEvents(66_003, 0), 1).catchUp())
                .isEqualTo(LogBuilder.Step.CAUGHT_UP);
        builder.catchUp();
        assertTreeOf(66_003);
    }

    /** More rounds with -Pnightly. */
    @Test
    void hasTheSameRootHoweverOftenItsProcessIsKilled() throws Exception {
        long events = 60_000;
        int rounds = Integer.getInteger("muster.kills", 4) * 2;
        Random random = new Random(12);
        for (int round = 0; round < rounds; round++) {
            try (BuilderProcess process = BuilderProcess.start(database, events, 37)) {
                process.awaitLines(1 + random.nextInt(120));
                Thread.sleep(random.nextInt(20)); // anywhere within a step
            }
            TreeRow row = TreeRow.read(jdbc);
            assertThat(row.builder((tile, hashes) -> {}).root()).isEqualTo(row.root());
        }
        assertThat(log.size()).isBetween(1L, events - 1);
        new LogBuilder(dataSource, new GeneratedEvents(events, 0), 4_096).catchUp();
        assertTreeOf(events);
    }

    @Test
    void isBuiltByOneOfSeveralProcessesAtATime() throws Exception {
        try (BuilderProcess first = BuilderProcess.start(database, 30_000, 100);
                BuilderProcess second = BuilderProcess.start(database, 30_000, 100)) {
            first.awaitLines(20);
            second.awaitLines(20);
            first.kill();
            second.awaitEnd();
            assertThat(second.exitCode()).isZero();
        }
        assertTreeOf(30_000);
    }

    @Test
    void leavesTheTreeToAnotherThatIsAtWork() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LeafSource slow = (after, limit, reader) -> {
            reading.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            new GeneratedEvents(10, 0).read(after, limit, reader);
        };
        Thread other = Thread.ofPlatform().start(() -> new LogBuilder(dataSource, slow, 100).step());
        reading.await();
        LogBuilder builder = new LogBuilder(dataSource, new GeneratedEvents(10, 0), 100);
        assertThat(builder.step()).isEqualTo(LogBuilder.Step.BUSY);
        goOn.countDown();
        other.join();
        assertThat(builder.step()).isEqualTo(LogBuilder.Step.CAUGHT_UP);
        assertTreeOf(10);
    }

    @Test
    void takesNothingAfterAGapAndGoesOnWhenItIsFilled() {
        AtomicLong missing = new AtomicLong(700);
        GeneratedEvents events = new GeneratedEvents(1_000, 0);
        LeafSource source = (after, limit, reader) -> events.read(after, limit, (position, event) -> {
            if (position != missing.get()) {
                reader.event(position, event);
            }
        });
        LogBuilder builder = new LogBuilder(dataSource, source, 300);
        assertThatThrownBy(builder::catchUp).isInstanceOf(GapException.class).hasMessageContaining("700");
        assertTreeOf(600);
        missing.set(0);
        builder.catchUp();
        assertTreeOf(1_000);
    }

    @Test
    void buildsNothingOnATreeThatSomebodyChanged() {
        new LogBuilder(dataSource, new GeneratedEvents(300, 0), 100).catchUp();
        jdbc.sql("UPDATE tlog.tree SET frontier = set_byte(frontier, 3, get_byte(frontier, 3) # 1)")
                .update();
        LogBuilder builder = new LogBuilder(dataSource, new GeneratedEvents(400, 0), 100);
        assertThatThrownBy(builder::step).isInstanceOf(TreeDamagedException.class);
        jdbc.sql("UPDATE tlog.tree SET size = 301").update();
        assertThatThrownBy(builder::step).isInstanceOf(TreeDamagedException.class);
    }

    @Test
    void provesEventsAndOlderTreesFromStoredTiles() throws Exception {
        GeneratedEvents events = new GeneratedEvents(70_000, 0);
        List<byte[]> entries = events.entries();
        CheckpointSigner signer = new CheckpointSigner(dataSource, LOG);
        new LogBuilder(dataSource, new GeneratedEvents(1_000, 0), 1_000).catchUp();
        Checkpoint old = Checkpoint.parse(signer.sign().text());
        new LogBuilder(dataSource, events, 4_096).catchUp();
        Checkpoint now = Checkpoint.parse(signer.sign().text());
        assertThat(old.size()).isEqualTo(1_000);
        assertThat(now.size()).isEqualTo(70_000);
        assertThat(Proofs.consistent(1_000, old.root(), 70_000, now.root(), log.consistency(1_000, 70_000)))
                .isTrue();
        for (long position : new long[] {1, 256, 257, 999, 65_536, 65_537, 69_999, 70_000}) {
            Hash leaf = new TreeHasher().leaf(entries.get((int) position - 1));
            assertThat(Proofs.includes(position - 1, leaf, 70_000, now.root(), log.inclusion(position, 70_000)))
                    .isTrue();
        }
        assertThat(log.read(new Tile(0, 3, 100))).hasSize(3_200); // of the older tree, though the tile is full now
        assertThatThrownBy(() -> log.read(new Tile(0, 273, 113))).isInstanceOf(MissingTileException.class);
        assertThatThrownBy(() -> log.read(new Tile(0, 274, 1))).isInstanceOf(MissingTileException.class);
        assertThatThrownBy(() -> log.read(new Tile(5, 0, 1))).isInstanceOf(MissingTileException.class);
    }

    @Test
    void signsEachSizeOnceAndKeepsCosignatures() throws Exception {
        CheckpointSigner signer = new CheckpointSigner(dataSource, LOG);
        new LogBuilder(dataSource, new GeneratedEvents(300, 0), 100).catchUp();
        SignedNote note = signer.sign();
        assertThat(note.verify(List.of(LOG.verifier()))).hasSize(1);
        Ed25519Signer other = new Ed25519Signer("other.example", RawKeys.generate(RawKeys.Algorithm.ED25519));
        SignedNote cosigned = signer.addCosignatures(300, List.of(other.signature(note.text())));
        assertThat(cosigned.signatures()).hasSize(2);
        assertThat(signer.sign()).isEqualTo(cosigned);
        assertThat(log.checkpoint(300)).contains(cosigned);
        assertThat(log.latestCheckpoint()).contains(cosigned);
        assertThatThrownBy(() -> signer.addCosignatures(299, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    /** A log that signed two histories could show either: so it checks its own tiles first. */
    @Test
    void signsNoTreeThatDoesNotContinueTheLastCheckpoint() {
        CheckpointSigner signer = new CheckpointSigner(dataSource, LOG);
        new LogBuilder(dataSource, new GeneratedEvents(600, 0), 100).catchUp();
        signer.sign();

        // the root of the first 600 needs hashes 512 to 599, which are in a full tile now
        new LogBuilder(dataSource, new GeneratedEvents(800, 0), 100).catchUp();
        flipTile(2);
        assertThatThrownBy(signer::sign)
                .isInstanceOf(TreeDamagedException.class)
                .hasMessageContaining("600");
        flipTile(2);
        assertThat(signer.sign()).isNotNull();

        // the database set back to before the last checkpoint
        jdbc.sql("DELETE FROM tlog.tile").update();
        jdbc.sql("UPDATE tlog.tree SET size = 0, root = sha256(''), frontier = ''")
                .update();
        new LogBuilder(dataSource, new GeneratedEvents(650, 0), 100).catchUp();
        assertThatThrownBy(signer::sign)
                .isInstanceOf(TreeDamagedException.class)
                .hasMessageContaining("smaller");

        // another history of the same length
        jdbc.sql("DELETE FROM tlog.tile").update();
        jdbc.sql("UPDATE tlog.tree SET size = 0, root = sha256(''), frontier = ''")
                .update();
        new LogBuilder(dataSource, new GeneratedEvents(800, 50), 100).catchUp();
        assertThatThrownBy(signer::sign).isInstanceOf(TreeDamagedException.class);
    }

    private void flipTile(long index) {
        jdbc.sql(
                        "UPDATE tlog.tile SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) WHERE level = 0 AND index = ?")
                .param(index)
                .update();
    }
}
