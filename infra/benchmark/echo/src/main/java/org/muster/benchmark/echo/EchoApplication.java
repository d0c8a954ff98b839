package org.muster.benchmark.echo;

import org.muster.web.security.TokenDecoder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * The ceiling of the doors: Spring MVC verifies the token, reads the JSON and writes it back. It remembers verified tokens as
 * the command side does, or the comparison would flatter the command side.
 */
@SpringBootApplication
@RestController
public class EchoApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(EchoApplication.class, arguments);
    }

    @Bean
    JwtDecoder jwtDecoder(OAuth2ResourceServerProperties settings) {
        OAuth2ResourceServerProperties.Jwt jwt = settings.getJwt();
        return TokenDecoder.of(jwt.getIssuerUri(), jwt.getJwkSetUri(), jwt.getAudiences());
    }

    @PostMapping("/commands/{name}")
    JsonNode echo(@RequestBody JsonNode body) {
        return body;
    }
}
