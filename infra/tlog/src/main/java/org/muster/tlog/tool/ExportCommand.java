package org.muster.tlog.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.tlog.bundle.BundleWriter;
import org.muster.tlog.bundle.VerifyCommand;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.leaf.GapException;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.tile.MissingTileException;

/** Fetches a log, as it is served, into a bundle. */
final class ExportCommand {

    private static final String USAGE = """
            usage: export FOLDER --from ADDRESS [--token-file FILE] [--since FILE]
              --from        where the log is served: https://…/audit/log
              --token-file  a file with a bearer token of scope audit; it is never given on the command line
              --since       a checkpoint kept from an earlier export: only what came after it is fetched
            exit code: 0 exported, 1 the log could not be exported, 2 wrong arguments or unreadable
            The folder must not exist. Whether what was exported holds is for verify to say.""";

    private ExportCommand() {}

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            ToolOptions options = ToolOptions.parse(arguments, Set.of("--from", "--token-file", "--since"));
            Path folder = Path.of(options.word("FOLDER"));
            String address = options.needed("--from");
            Optional<String> tokenFile = options.one("--token-file");
            String token = tokenFile.isPresent()
                    ? Files.readString(Path.of(tokenFile.get())).strip()
                    : "";
            Optional<SignedNote> since = Optional.empty();
            Optional<String> sinceFile = options.one("--since");
            if (sinceFile.isPresent()) {
                since = Optional.of(SignedNote.parse(Files.readAllBytes(Path.of(sinceFile.get()))));
            }
            try (ServedLog log = new ServedLog(address, token)) {
                return export(log, folder, since, out);
            }
        } catch (ToolOptions.WrongException e) {
            err.println(e.getMessage() + "\n" + USAGE);
        } catch (FileAlreadyExistsException e) {
            err.println("the folder exists: " + e.getFile());
        } catch (MalformedNoteException e) {
            err.println("not a checkpoint or key: " + e.getMessage());
        } catch (IOException e) {
            err.println("cannot be read or written: " + e.getMessage());
        }
        return VerifyCommand.UNREADABLE;
    }

    private static int export(ServedLog log, Path folder, Optional<SignedNote> since, PrintStream out)
            throws IOException, MalformedNoteException {
        SignedNote note = log.checkpoint();
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        log.reach(checkpoint.size());
        try {
            new BundleWriter(log, log).write(folder, note, since, log.keys());
        } catch (MissingTileException | GapException e) {
            out.println("NOT EXPORTED: " + e.getMessage());
            return VerifyCommand.NOT_VERIFIED;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.println("exported: log " + checkpoint.origin() + " up to event " + checkpoint.size() + " into " + folder);
        return VerifyCommand.VERIFIED;
    }
}
