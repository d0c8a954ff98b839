package org.muster.commandside.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.commandside.vault.SealedReasons.Classified;
import org.muster.commandside.vault.SealedReasons.Sealed;
import org.muster.embedded.Database;
import org.muster.events.assignment.SeparationReason;
import org.muster.testing.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

class SealedReasonsTest {

    private final Database server = TestPostgres.freshDatabase();

    @TempDir
    private Path directory;

    private Vault vault;
    private SealedReasons reasons;

    @BeforeEach
    void open() {
        Flyway.configure()
                .dataSource(server.dataSource())
                .locations("classpath:org/muster/commandside/db/vault")
                .schemas("vault")
                .load()
                .migrate();
        vault = Vault.open(server.dataSource(), new VaultSettings(directory.resolve("keys/master-key.json"), true));
        reasons = vault.sealedReasons();
    }

    private Sealed seal(String assignment, SeparationReason reason) {
        return reasons.seal(List.of(new Classified(assignment, reason, "digest")))
                .getFirst();
    }

    private long keys() {
        return JdbcClient.create(server.dataSource())
                .sql("SELECT count(*) FROM vault.volunteer_key WHERE length(keyset) > 0")
                .query(Long.class)
                .single();
    }

    @Test
    void opens_what_it_sealed_for_its_assignment_alone() {
        Sealed medical = seal("A-1", SeparationReason.MEDICAL);
        seal("A-2", SeparationReason.MEDICAL);

        assertThat(reasons.reveal("A-1", medical.reason())).contains(SeparationReason.MEDICAL);
        assertThatThrownBy(() -> reasons.reveal("A-2", medical.reason())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void no_length_tells_which_reason_is_sealed() {
        Stream<SeparationReason> classified =
                Arrays.stream(SeparationReason.values()).filter(SeparationReason::classified);

        assertThat(classified.map(reason ->
                        seal("A-" + reason, reason).reason().ciphertext().length()))
                .hasSize(2)
                .containsOnly(88);
    }

    @Test
    void a_repeat_has_the_same_digest_and_after_an_erasure_nobody_can_compute_it() {
        Sealed sealed = seal("A-1", SeparationReason.MEDICAL);
        assertThat(sealed.digest())
                .isEqualTo(seal("A-1", SeparationReason.MEDICAL).digest())
                .isNotEqualTo(seal("A-2", SeparationReason.MEDICAL).digest());

        vault.erase("V-1", List.of(), List.of("A-1", "A-3"));

        assertThat(reasons.reveal("A-1", sealed.reason())).isEmpty();
        assertThat(seal("A-1", SeparationReason.MEDICAL).digest()).isNotEqualTo(sealed.digest());
        assertThat(seal("A-3", SeparationReason.MISCONDUCT).reason().ciphertext())
                .as("an assignment of the person that never had a key gets none")
                .isEmpty();
        assertThat(keys()).as("that of A-2").isEqualTo(1);
    }

    @Test
    void a_dry_run_makes_no_key_and_keeps_no_reason() {
        List<Classified> asked = List.of(new Classified("A-1", SeparationReason.MEDICAL, "digest"));

        assertThat(reasons.withoutData(asked).getFirst().reason().ciphertext()).isEmpty();
        assertThat(keys()).isZero();

        String digest = seal("A-1", SeparationReason.MEDICAL).digest();
        assertThat(reasons.withoutData(asked).getFirst().digest()).isEqualTo(digest);
    }
}
