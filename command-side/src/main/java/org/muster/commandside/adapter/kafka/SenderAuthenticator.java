package org.muster.commandside.adapter.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.muster.commandside.adapter.security.Callers;
import org.muster.commandside.adapter.security.Scopes;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.Caller.Channel;
import org.muster.commandside.intake.Caller.Origin;
import org.muster.messaging.CommandHandler.UnavailableException;
import org.muster.messaging.commands.CommandLoop;
import org.muster.messaging.commands.CommandLoopSettings;
import org.muster.web.security.IssuerUnavailableException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Who sent a command, told from the bearer token in its header {@code authorization} by the very decoder and scopes that HTTP
 * uses. The token is looked at when the command is taken, not when it was sent.
 */
final class SenderAuthenticator {

    /** Who is recorded where the topic's ACL stands for a token. A token's subject is the issuer's, so none is this one. */
    static final String BY_ACL = "kafka:" + CommandLoopSettings.COMMANDS_TOPIC;

    private static final int TOKEN_LENGTH_MAX = 16_384;

    /** RFC 6750, section 2.1. */
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");

    private final JwtAuthenticationProvider tokens;
    private final boolean trustTopicAcl;

    /**
     * @param trustTopicAcl whether a command without a token has the scope for commands, and for nothing else. One with a
     *     token must have a good one all the same
     */
    SenderAuthenticator(JwtDecoder decoder, boolean trustTopicAcl) {
        this.tokens = new JwtAuthenticationProvider(decoder);
        this.trustTopicAcl = trustTopicAcl;
    }

    /** Who a sender turned out to be. */
    sealed interface Sender {}

    /** May send commands. */
    record Known(Caller caller) implements Sender {}

    /**
     * May not.
     *
     * @param reason begins with a stable code
     */
    record Stranger(String reason) implements Sender {}

    /** @throws UnavailableException if the issuer cannot be asked for its keys: the command waits until it can */
    Sender of(Headers headers) {
        List<Header> given = StreamSupport.stream(headers.spliterator(), false)
                .filter(header -> header.key().equalsIgnoreCase(CommandLoop.AUTHORIZATION))
                .toList();
        if (given.isEmpty()) {
            return trustTopicAcl
                    ? new Known(new Caller(BY_ACL, Origin.of(Channel.KAFKA), false, false))
                    : unauthenticated("header " + CommandLoop.AUTHORIZATION + " is missing");
        }
        if (given.size() > 1) {
            return unauthenticated("header " + CommandLoop.AUTHORIZATION + " is given twice");
        }
        byte[] value = given.getFirst().value();
        if (value == null || value.length > TOKEN_LENGTH_MAX) {
            return unauthenticated("header " + CommandLoop.AUTHORIZATION + " is empty or too long");
        }
        Matcher token = BEARER.matcher(new String(value, StandardCharsets.UTF_8));
        return token.matches()
                ? ofToken(token.group(1))
                : unauthenticated("header " + CommandLoop.AUTHORIZATION + " must be 'Bearer' and a token");
    }

    private Sender ofToken(String token) {
        try {
            Authentication authentication = tokens.authenticate(new BearerTokenAuthenticationToken(token));
            boolean mayCommand = authentication.getAuthorities().stream()
                    .anyMatch(granted -> Scopes.authority(Scopes.COMMANDS).equals(granted.getAuthority()));
            return mayCommand
                    ? new Known(Callers.of(authentication, Channel.KAFKA))
                    : new Stranger("FORBIDDEN: the token lacks the scope '" + Scopes.COMMANDS + "'");
        } catch (AuthenticationException e) {
            // Whatever else is wrong, also with the token's key, is the token's fault: no sender may hold up the
            // others.
            if (IssuerUnavailableException.isIn(e)) {
                throw new UnavailableException("the issuer of tokens is unavailable", e);
            }
            return unauthenticated("the token is not valid");
        }
    }

    private static Stranger unauthenticated(String why) {
        return new Stranger("UNAUTHENTICATED: " + why);
    }
}
