package org.muster.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.muster.embedded.LocalKafka;

/**
 * A broker as production has it: clients come over TLS, sign in by SCRAM, and may do nothing that no ACL allows. Only its own
 * administrator comes in without, by another port.
 */
public final class SecuredKafka implements AutoCloseable {

    private static final String PASSWORD = "of-the-test-only";
    private static final int SCRAM_ITERATIONS = 4096;
    private static final int SECONDS_MAX = 60;

    private final LocalKafka broker;
    private final int port;
    private final Path certificate;
    private final Admin admin;

    private SecuredKafka(LocalKafka broker, int port, Path certificate) {
        this.broker = broker;
        this.port = port;
        this.certificate = certificate;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** @param directory gets its key and its certificate */
    public static SecuredKafka start(Path directory) {
        Path keys = directory.resolve("broker.p12");
        Path certificate = directory.resolve("broker.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "broker",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                certificate.toString());
        int port = freePort();
        LocalKafka broker = LocalKafka.temporary(settings -> secured(settings, port, keys));
        return new SecuredKafka(broker, port, certificate);
    }

    private static Map<String, String> secured(Map<String, String> settings, int port, Path keys) {
        String listener = "listener.name.secured.";
        settings.merge("listeners", "SECURED://127.0.0.1:" + port, (before, more) -> before + "," + more);
        settings.merge("advertised.listeners", "SECURED://127.0.0.1:" + port, (before, more) -> before + "," + more);
        settings.merge("listener.security.protocol.map", "SECURED:SASL_SSL", (before, more) -> before + "," + more);
        settings.put(listener + "sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                listener + "scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put(listener + "ssl.keystore.type", "PKCS12");
        settings.put(listener + "ssl.keystore.location", keys.toString());
        settings.put(listener + "ssl.keystore.password", PASSWORD);
        settings.put(listener + "ssl.key.password", PASSWORD);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        settings.put("allow.everyone.if.no.acl.found", "false");
        return settings;
    }

    /** Adds a user whose password is its name. */
    public void addUser(String name) {
        await(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS), name)))
                .all());
    }

    /** Lets a user do these things with everything of this kind whose name begins so. */
    public void allow(String user, ResourceType type, String prefix, AclOperation... operations) {
        await(admin.createAcls(Stream.of(operations)
                        .map(operation -> new AclBinding(
                                new ResourcePattern(type, prefix, PatternType.PREFIXED),
                                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)))
                        .toList())
                .all());
    }

    /** What a user sets in Spring Boot, and nothing else. */
    public String[] springKafka(String user) {
        return new String[] {
            "spring.kafka.bootstrap-servers=127.0.0.1:" + port,
            "spring.kafka.security.protocol=SASL_SSL",
            "spring.kafka.ssl.bundle=broker",
            "spring.ssl.bundle.pem.broker.truststore.certificate=file:" + certificate,
            "spring.kafka.properties.sasl.mechanism=SCRAM-SHA-512",
            "spring.kafka.properties.sasl.jaas.config=" + login(user)
        };
    }

    /** What a client that knows no Spring Boot sets. */
    public Map<String, Object> client(String user) {
        return Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + port,
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.toString(),
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                login(user));
    }

    private static String login(String user) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + user + "\";";
    }

    /** For its administrator, who may do everything. */
    public Map<String, Object> administrator() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static void await(KafkaFuture<Void> done) {
        try {
            done.get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not do it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(String... arguments) {
        try {
            List<String> command = Stream.concat(
                            Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString()),
                            Stream.of(arguments))
                    .toList();
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool fails: " + arguments[0]);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
