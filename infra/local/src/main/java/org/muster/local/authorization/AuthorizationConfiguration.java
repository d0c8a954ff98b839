package org.muster.local.authorization;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * The server's beans. It names the auto-configurations that it takes instead of enabling all: the class path also holds
 * those of the command side and the query side, their databases included.
 */
@Configuration(proxyBeanMethods = false)
@Import({LoginPage.class, DevicePages.class})
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
})
class AuthorizationConfiguration {

    /** What both sides expect in a token's {@code aud}. */
    private static final String AUDIENCE = "muster";

    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(15);

    /** A working day on the command line, unless it is left for so long. */
    private static final Duration SIGN_IN_LIFETIME = Duration.ofHours(10);

    /**
     * A question that must not be put to a person: the endpoint itself says {@code login_required} where nobody is signed in, while the
     * login page would say nothing to who asked.
     */
    private static final RequestMatcher SILENT = new AndRequestMatcher(
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/oauth2/authorize"),
            request -> "none".equals(request.getParameter("prompt")));

    @Bean
    SecurityFilterChain endpoints(
            HttpSecurity http, AuthorizationSettings settings, RegisteredClientRepository registered) throws Exception {
        SecretlessClients secretless = new SecretlessClients(registered);
        return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults())
                        .clientAuthentication(clients ->
                                clients.authenticationConverter(secretless).authenticationProvider(secretless))
                        .deviceAuthorizationEndpoint(device -> device.verificationUri(DevicePages.CODE))
                        .deviceVerificationEndpoint(device -> device.consentPage(DevicePages.CONSENT)
                                .deviceVerificationResponseHandler(DevicePages::allowed)
                                .errorResponseHandler(DevicePages::notAllowed)))
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/login", "/login.css", "/error")
                        .permitAll()
                        .requestMatchers(SILENT)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .authenticationProvider(new DemoUsers())
                .addFilterAfter(new AdministratorsScope(), SecurityContextHolderFilter.class)
                .formLogin(form -> form.loginPage("/login").defaultSuccessUrl(settings.pageUrl()))
                .cors(Customizer.withDefaults())
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(
                                // A browser holds the redirects of a form to form-action, so the page is in it too.
                                "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' "
                                        + settings.pageOrigin() + "; base-uri 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    @Bean
    CorsConfigurationSource corsConfigurationSource(AuthorizationSettings settings) {
        CorsConfiguration page = new CorsConfiguration();
        page.setAllowedOrigins(List.of(settings.pageOrigin()));
        page.setAllowedMethods(List.of("GET", "POST"));
        page.setAllowedHeaders(List.of("Authorization", "Content-Type"));
        page.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/oauth2/token", page);
        source.registerCorsConfiguration("/oauth2/jwks", page);
        source.registerCorsConfiguration("/oauth2/revoke", page);
        source.registerCorsConfiguration("/userinfo", page);
        source.registerCorsConfiguration("/.well-known/**", page);
        return source;
    }

    @Bean
    RegisteredClientRepository registeredClients(AuthorizationSettings settings) {
        List<RegisteredClient> clients = new ArrayList<>();
        settings.clients().forEach(client -> clients.add(confidential(client)));
        clients.add(page(settings));
        clients.add(commandLine());
        return new InMemoryRegisteredClientRepository(clients);
    }

    private static RegisteredClient confidential(DemoClient client) {
        return RegisteredClient.withId(UUID.randomUUID().toString())
                .clientId(client.id())
                .clientSecret(client.secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .tokenSettings(tokens())
                .build();
    }

    private static RegisteredClient page(AuthorizationSettings settings) {
        return RegisteredClient.withId(UUID.randomUUID().toString())
                .clientId(AuthorizationServer.PAGE_CLIENT)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(settings.pageUrl())
                .postLogoutRedirectUri(settings.pageUrl())
                .scope(OidcScopes.OPENID)
                .scope("reports")
                .scopes(scopes -> scopes.addAll(AdministratorsScope.OF_THE_PAGE))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(tokens())
                .build();
    }

    /** A refresh token is good once: whoever uses a stolen one and its owner cannot both go on. */
    private static RegisteredClient commandLine() {
        return RegisteredClient.withId(UUID.randomUUID().toString())
                .clientId(AuthorizationServer.COMMAND_LINE_CLIENT)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .scope("reports")
                .scopes(scopes -> scopes.addAll(AdministratorsScope.RESTRICTED))
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_LIFETIME)
                        .refreshTokenTimeToLive(SIGN_IN_LIFETIME)
                        .reuseRefreshTokens(false)
                        .build())
                .build();
    }

    private static TokenSettings tokens() {
        return TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFETIME).build();
    }

    /** Every person is asked every time: a consent that was remembered would let in whoever sends a link with a code of their own. */
    @Bean
    OAuth2AuthorizationConsentService consents() {
        return new UnrememberedConsents();
    }

    /** Access tokens are for Muster; a person's may hold a scope of the administrator only if the person is one. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> accessTokens() {
        return context -> {
            if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                return;
            }
            boolean personal = !AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType());
            if (personal
                    && AdministratorsScope.isRestricted(context.getAuthorizedScopes())
                    && !AdministratorsScope.isAdministrator(context.getPrincipal())) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
            }
            context.getClaims().audience(List.of(AUDIENCE));
        };
    }

    @Bean
    OAuth2AuthorizationService authorizationService() {
        return new RecentAuthorizations();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new SecretComparison();
    }

    @Bean
    JWKSource<SecurityContext> keys(AuthorizationSettings settings) {
        return new ImmutableJWKSet<>(new JWKSet(settings.key()));
    }

    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys) {
        return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(AuthorizationSettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
    }
}
