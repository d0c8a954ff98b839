package org.muster.web.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies bearer tokens, each once: it is remembered until it expires, or for a few minutes, so that a key that the issuer
 * withdraws is soon withdrawn here. A token needs the issuer, an audience of ours, and an end.
 */
public final class TokenDecoder implements JwtDecoder {

    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);

    /** Of all remembered tokens together. */
    private static final long CHARACTERS_MAX = 16_000_000;

    private static final int TOKEN_LENGTH_MAX = 16_384;

    private final Cache<String, Jwt> verified = Caffeine.newBuilder()
            .maximumWeight(CHARACTERS_MAX)
            .weigher((String token, Jwt jwt) -> token.length())
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    private final IssuerKeys keys;
    private final NimbusJwtDecoder decoder;
    private final Clock clock;

    TokenDecoder(String issuer, Collection<String> audiences, IssuerKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.decoder = NimbusJwtDecoder.withJwkSource(keys.source())
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(
                        SignatureAlgorithm.RS256,
                        SignatureAlgorithm.PS256,
                        SignatureAlgorithm.ES256,
                        SignatureAlgorithm.ES384)))
                .build();
        decoder.setJwtValidator(validator(issuer, audiences, clock));
    }

    /**
     * For tokens of one issuer.
     *
     * @param keysUri where its keys are; null to ask the issuer
     * @throws IllegalArgumentException if issuer or audiences are empty: any token would do then
     */
    public static TokenDecoder of(String issuer, String keysUri, Collection<String> audiences) {
        if (issuer == null
                || issuer.isBlank()
                || audiences.isEmpty()
                || audiences.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri and .audiences must"
                            + " be set: without them any token would do");
        }
        return new TokenDecoder(issuer, List.copyOf(audiences), new IssuerKeys(issuer, keysUri), Clock.systemUTC());
    }

    private static OAuth2TokenValidator<Jwt> validator(String issuer, Collection<String> audiences, Clock clock) {
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setAllowEmptyExpiryClaim(false);
        times.setClock(clock);
        return new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD,
                        given -> given != null && given.stream().anyMatch(audiences::contains)));
    }

    /**
     * @throws IssuerUnavailableException if no token can be checked now
     * @throws BadJwtException if this one is not valid
     */
    @Override
    public Jwt decode(String token) {
        Jwt known = verified.getIfPresent(token);
        if (known != null && known.getExpiresAt() != null && clock.instant().isBefore(known.getExpiresAt())) {
            return known;
        }
        if (token.length() > TOKEN_LENGTH_MAX) {
            throw new BadJwtException("The token is too long");
        }
        Jwt jwt = decoded(token);
        verified.put(token, jwt);
        return jwt;
    }

    private Jwt decoded(String token) {
        try {
            return decoder.decode(token);
        } catch (JwtException failed) {
            // With the keys in hand, one that is not among them is the token's fault, also while none may be fetched.
            if (keys.mayHave(keyId(token))) {
                throw new IssuerUnavailableException(failed);
            }
            throw failed instanceof BadJwtException bad ? bad : new BadJwtException("It cannot be verified", failed);
        } catch (RuntimeException unreadable) {
            // Whatever a library stumbles over, a stranger wrote it.
            throw new BadJwtException("It cannot be read", unreadable);
        }
    }

    private static String keyId(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getKeyID();
        } catch (ParseException | RuntimeException unreadable) {
            throw new BadJwtException("It cannot be read", unreadable);
        }
    }
}
