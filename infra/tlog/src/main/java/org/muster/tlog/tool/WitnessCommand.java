package org.muster.tlog.tool;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.muster.tlog.bundle.VerifyCommand;
import org.muster.tlog.checkpoint.Cosigner;
import org.muster.tlog.checkpoint.Verifiers;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.witness.FileWitnessState;
import org.muster.tlog.witness.Witness;
import org.muster.tlog.witness.WitnessHandler;

/** Runs a witness. It is to be run by somebody else than whoever runs the log. */
final class WitnessCommand {

    private static final String USAGE = """
            usage: witness FOLDER --name NAME --log KEY [--log KEY]... [--listen ADDRESS:PORT]
              FOLDER    the witness's key and what it has cosigned; made when it is not there. Never restore it from a backup:
                        a witness that forgot would cosign a fork
              --name    of the witness's key, such as witness.example/w1
              --log     the verifier key of a log that it cosigns
              --listen  127.0.0.1:7800 when absent; TLS is for a proxy in front
            Prints the witness's verifier key, and runs until it is stopped.""";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private WitnessCommand() {}

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try (Running _ = start(arguments, out)) {
            Thread.currentThread().join();
            return VerifyCommand.VERIFIED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return VerifyCommand.VERIFIED;
        } catch (ToolOptions.WrongException e) {
            err.println(e.getMessage() + "\n" + USAGE);
        } catch (MalformedNoteException e) {
            err.println("not a key: " + e.getMessage());
        } catch (IOException e) {
            err.println("cannot run: " + e.getMessage());
        }
        return VerifyCommand.UNREADABLE;
    }

    /** A witness that answers. */
    record Running(HttpServer server, FileWitnessState state) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            server.stop(0);
            state.close();
        }
    }

    static Running start(List<String> arguments, PrintStream out)
            throws ToolOptions.WrongException, MalformedNoteException, IOException {
        ToolOptions options = ToolOptions.parse(arguments, Set.of("--name", "--log", "--listen"));
        Path folder = Path.of(options.word("FOLDER"));
        String name = options.needed("--name");
        Map<String, List<NoteVerifier>> logs = new HashMap<>();
        for (String text : options.all("--log")) {
            NoteVerifier key = Verifiers.of(text);
            logs.computeIfAbsent(key.name(), origin -> new ArrayList<>()).add(key);
        }
        if (logs.isEmpty()) {
            throw new ToolOptions.WrongException("--log is needed");
        }
        InetSocketAddress address = address(options.one("--listen").orElse("127.0.0.1:7800"));
        FileWitnessState state = new FileWitnessState(folder);
        try {
            Cosigner cosigner = cosigner(folder.resolve("key"), name);
            HttpServer server = HttpServer.create(address, 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", new WitnessHandler(new Witness(logs, List.of(cosigner), state)));
            server.start();
            out.println(cosigner.verifier().key().text());
            return new Running(server, state);
        } catch (IOException | MalformedNoteException | ToolOptions.WrongException e) {
            state.close();
            throw e;
        }
    }

    private static Cosigner cosigner(Path file, String name)
            throws IOException, MalformedNoteException, ToolOptions.WrongException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(file, Cosigner.generate(name) + "\n", StandardOpenOption.WRITE);
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("others than its owner can use " + file + "; make it 0600");
        }
        Cosigner cosigner =
                Cosigner.parse(Files.readString(file, StandardCharsets.UTF_8).strip(), InstantSource.system());
        if (!cosigner.verifier().name().equals(name)) {
            throw new ToolOptions.WrongException(
                    "the key in " + file + " is that of " + cosigner.verifier().name());
        }
        return cosigner;
    }

    private static InetSocketAddress address(String text) throws ToolOptions.WrongException {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new ToolOptions.WrongException("--listen is ADDRESS:PORT");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}
