package org.muster.commandside.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.commandside.intake.Caller;
import org.muster.messaging.CommandHandler.UnavailableException;
import org.muster.web.security.TokenDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Who sent a command; what the issuer's own tokens mean is in {@code CommandsOverKafkaTest}. */
class SenderAuthenticatorTest {

    private static RSAKey key;
    private static JwtDecoder decoder;

    @BeforeAll
    static void key() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("test").generate();
        decoder = NimbusJwtDecoder.withPublicKey(key.toRSAPublicKey()).build();
    }

    @Test
    void takes_the_topic_s_acl_for_a_token_only_where_the_settings_say_so() {
        RecordHeaders none = new RecordHeaders();

        assertThat(new SenderAuthenticator(decoder, false).of(none))
                .isInstanceOfSatisfying(
                        SenderAuthenticator.Stranger.class,
                        stranger -> assertThat(stranger.reason()).startsWith("UNAUTHENTICATED: "));
        assertThat(new SenderAuthenticator(decoder, true).of(none))
                .as("named as such in the history, and no import")
                .isEqualTo(new SenderAuthenticator.Known(
                        new Caller("kafka:muster.commands", Caller.Origin.of(Caller.Channel.KAFKA), false, false)));
    }

    @Test
    void a_token_counts_where_the_acl_is_trusted_too() throws JOSEException {
        SenderAuthenticator trusting = new SenderAuthenticator(decoder, true);

        assertThat(trusting.of(bearer(token("commands import"))))
                .isEqualTo(new SenderAuthenticator.Known(
                        new Caller("integrator", Caller.Origin.of(Caller.Channel.KAFKA), true, false)));
        assertThat(trusting.of(bearer(token("audit")))).isInstanceOf(SenderAuthenticator.Stranger.class);
        assertThat(trusting.of(bearer("nonsense"))).isInstanceOf(SenderAuthenticator.Stranger.class);
        assertThat(trusting.of(new RecordHeaders().add("authorization", null)))
                .isInstanceOf(SenderAuthenticator.Stranger.class);
    }

    @Test
    void makes_commands_wait_while_the_issuer_cannot_be_asked() throws JOSEException {
        String token = token("commands");
        JwtDecoder neverSeen = TokenDecoder.of("http://127.0.0.1:1", null, List.of("muster"));
        JwtDecoder keysAway = TokenDecoder.of("http://127.0.0.1:1", "http://127.0.0.1:1/jwks", List.of("muster"));

        for (JwtDecoder away : new JwtDecoder[] {neverSeen, keysAway}) {
            assertThatThrownBy(() -> new SenderAuthenticator(away, false).of(bearer(token)))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessage("the issuer of tokens is unavailable");
        }
    }

    private static RecordHeaders bearer(String token) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("Authorization", ("bearer " + token).getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    private static String token(String scopes) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(),
                new JWTClaimsSet.Builder()
                        .subject("integrator")
                        .claim("scope", scopes)
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }
}
