package org.muster.commandside.system;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An OIDC issuer: a key, its metadata on a loopback port, and tokens for whom a test likes. */
final class TestIssuer {

    private final RSAKey key;
    private final HttpServer server;

    TestIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            serve(
                    "/.well-known/openid-configuration",
                    Map.of(
                            "issuer", uri(),
                            "jwks_uri", uri() + "/jwks",
                            "subject_types_supported", List.of("public")));
            serve("/jwks", new JWKSet(key.toPublicJWK()).toJSONObject());
            server.start();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String token(String subject, String... scopes) {
        return token(subject, Instant.now().plusSeconds(3600), scopes);
    }

    String token(String subject, Instant expiresAt, String... scopes) {
        return sign(claims(subject, scopes).expirationTime(Date.from(expiresAt)));
    }

    /** A token for another audience; for none if that is null. */
    String tokenFor(String audience, String... scopes) {
        return sign(claims("tester", scopes)
                .audience(audience)
                .expirationTime(Date.from(Instant.now().plusSeconds(3600))));
    }

    String endlessToken(String... scopes) {
        return sign(claims("tester", scopes));
    }

    /** A token of a person, which names the system that the person uses. */
    String tokenThrough(String subject, String claim, Object client, String... scopes) {
        return sign(claims(subject, scopes)
                .claim(claim, client)
                .expirationTime(Date.from(Instant.now().plusSeconds(3600))));
    }

    private JWTClaimsSet.Builder claims(String subject, String... scopes) {
        return new JWTClaimsSet.Builder()
                .issuer(uri())
                .subject(subject)
                .audience("muster")
                .claim("scope", String.join(" ", scopes))
                .issueTime(new Date());
    }

    private String sign(JWTClaimsSet.Builder claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(String path, Object json) {
        byte[] body = JsonMapper.shared().writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
