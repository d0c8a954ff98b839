package org.muster.eventstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.muster.embedded.Database;

/** A network between the engine and PostgreSQL that can swallow packets without anybody noticing. */
public final class SilentProxy implements AutoCloseable {

    private final Database target;
    private final int targetPort;
    private final ServerSocket server;
    private final List<Link> links = new CopyOnWriteArrayList<>();

    private SilentProxy(Database target) {
        this.target = target;
        this.targetPort = Integer.parseInt(target.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public static SilentProxy before(Database target) {
        return new SilentProxy(target);
    }

    /** @return the same database behind the proxy */
    public Database database() {
        return new Database(
                target.jdbcUrl().replace(":" + targetPort + "/", ":" + server.getLocalPort() + "/"),
                target.username(),
                target.password());
    }

    /** From now on nothing arrives on the connections that are there, in either direction. New ones are not affected. */
    public void swallowAnswers() {
        links.forEach(link -> link.silent = true);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // The proxy is closed, or PostgreSQL takes no connection: its client learns of that, too.
                continue;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket postgres;
        try {
            postgres = new Socket(InetAddress.getLoopbackAddress(), targetPort);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        Link link = new Link(client, postgres);
        links.add(link);
        Thread.ofVirtual().start(() -> link.pump(client, postgres));
        Thread.ofVirtual().start(() -> link.pump(postgres, client));
    }

    private static final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean silent;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump(Socket from, Socket to) {
            byte[] bytes = new byte[8_192];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (!silent) {
                        out.write(bytes, 0, read);
                        out.flush();
                    }
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Link link : links) {
                link.client.close();
                link.server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
