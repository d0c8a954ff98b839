package org.muster.tlog.adopted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.tlog.Adopted;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.merkle.Proofs;
import org.muster.tlog.merkle.TreeHasher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The proofs of transparency-dev/merkle, right and wrong ones. */
class VectorsTest {

    private static final JsonMapper JSON = new JsonMapper();

    static Stream<Path> inclusion() {
        return Adopted.files("merkle/testdata/inclusion", ".json").stream();
    }

    static Stream<Path> consistency() {
        return Adopted.files("merkle/testdata/consistency", ".json").stream();
    }

    @Test
    void allVectorsAreThere() {
        assertThat(inclusion()).hasSize(98);
        assertThat(consistency()).hasSize(98);
        assertThat(Stream.concat(inclusion(), consistency()).filter(VectorsTest::isWrong))
                .hasSizeGreaterThan(150);
    }

    private static boolean isWrong(Path file) {
        return JSON.readTree(file).get("wantErr").asBoolean();
    }

    @ParameterizedTest
    @MethodSource("inclusion")
    void judgesAnInclusionProofAsTheVectorSays(Path file) {
        JsonNode vector = JSON.readTree(file);
        assertThat(includes(vector)).as(vector.get("desc").asString()).isEqualTo(!isWrong(file));
    }

    private static boolean includes(JsonNode vector) {
        if (bytes(vector.get("leafHash")).length != Hash.SIZE || bytes(vector.get("root")).length != Hash.SIZE) {
            return false; // not a hash: our type does not let it in
        }
        return Proofs.includes(
                unsigned(vector.get("leafIdx")),
                hash(vector.get("leafHash")),
                unsigned(vector.get("treeSize")),
                hash(vector.get("root")),
                proof(vector));
    }

    private static long unsigned(JsonNode number) {
        return number.bigIntegerValue().longValue();
    }

    @ParameterizedTest
    @MethodSource("consistency")
    void judgesAConsistencyProofAsTheVectorSays(Path file) {
        JsonNode vector = JSON.readTree(file);
        boolean right = Proofs.consistent(
                unsigned(vector.get("size1")),
                hash(vector.get("root1")),
                unsigned(vector.get("size2")),
                hash(vector.get("root2")),
                proof(vector));
        assertThat(right).as(vector.get("desc").asString()).isEqualTo(!isWrong(file));
    }

    private static List<Hash> proof(JsonNode vector) {
        JsonNode proof = vector.get("proof");
        return proof.isNull()
                ? List.of()
                : proof.valueStream().map(VectorsTest::hash).toList();
    }

    /** Some vectors of consistency have texts in place of roots, which our type does not let in: they stand for their SHA-256. */
    private static Hash hash(JsonNode node) {
        byte[] bytes = bytes(node);
        return Hash.of(bytes.length == Hash.SIZE ? bytes : TreeHasher.sha256().digest(bytes));
    }

    private static byte[] bytes(JsonNode node) {
        return node.isNull() ? new byte[0] : Base64.getDecoder().decode(node.asString());
    }
}
