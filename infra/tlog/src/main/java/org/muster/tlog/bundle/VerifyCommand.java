package org.muster.tlog.bundle;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.checkpoint.CosignatureVerifier;
import org.muster.tlog.checkpoint.Verifiers;
import org.muster.tlog.note.Ed25519Verifier;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.SignedNote;

/** The verifier on the command line. */
public final class VerifyCommand {

    /** The bundle is verified. */
    public static final int VERIFIED = 0;

    /** Something does not hold; each line says what. */
    public static final int NOT_VERIFIED = 1;

    /** The arguments are wrong, or something cannot be read: nothing is said of the bundle. */
    public static final int UNREADABLE = 2;

    private static final String USAGE = """
            usage: verify FOLDER --key KEY [--witness KEY]... [--quorum N] [--seen FILE]
              --key      the log's verifier key, from elsewhere than the bundle
              --witness  a witness's verifier key; as many as --quorum says must have cosigned, all when it says nothing
              --seen     a checkpoint that was verified before; the bundle must continue it
            exit code: 0 verified, 1 not verified, 2 wrong arguments or unreadable""";

    private VerifyCommand() {}

    /** Verifies; gives the exit code. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Options options = Options.parse(arguments);
            Verification result = BundleVerifier.verify(new BundleFolder(options.folder), options.trust());
            if (result.isVerified()) {
                out.println(verified(result));
                return VERIFIED;
            }
            out.println("NOT VERIFIED");
            result.findings().forEach(out::println);
            return NOT_VERIFIED;
        } catch (UsageException e) {
            err.println(e.getMessage() + "\n" + USAGE);
        } catch (NotDirectoryException e) {
            err.println("no such folder: " + e.getFile());
        } catch (IOException e) {
            err.println("cannot be read: " + e.getMessage());
        }
        return UNREADABLE;
    }

    private static String verified(Verification result) {
        Checkpoint checkpoint = result.checkpoint().orElseThrow();
        String since = result.since() == 0 ? "" : ", which continue the " + result.since() + " seen before";
        return "verified: log " + checkpoint.origin() + ", events " + (result.since() + 1) + "-" + checkpoint.size()
                + since + ", root " + checkpoint.root();
    }

    private static final class UsageException extends Exception {

        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    private static final class Options {

        private Path folder;
        private NoteVerifier log;
        private final List<CosignatureVerifier> witnesses = new ArrayList<>();
        private Integer quorum;
        private SignedNote seen;

        static Options parse(List<String> arguments) throws UsageException, IOException {
            Options options = new Options();
            Iterator<String> rest = arguments.iterator();
            while (rest.hasNext()) {
                String next = rest.next();
                switch (next) {
                    case "--key" ->
                        options.log = once(options.log, next, key(next, value(next, rest), Ed25519Verifier.class));
                    case "--witness" -> options.witnesses.add(key(next, value(next, rest), CosignatureVerifier.class));
                    case "--quorum" -> options.quorum = once(options.quorum, next, number(next, value(next, rest)));
                    case "--seen" -> options.seen = once(options.seen, next, note(next, value(next, rest)));
                    default -> {
                        if (next.startsWith("-")) {
                            throw new UsageException("unknown option " + next);
                        }
                        options.folder = once(options.folder, "FOLDER", Path.of(next));
                    }
                }
            }
            if (options.folder == null || options.log == null) {
                throw new UsageException("FOLDER and --key are needed");
            }
            return options;
        }

        Trust trust() throws UsageException {
            try {
                int needed = quorum == null ? witnesses.size() : quorum;
                return new Trust(log, witnesses, needed, Optional.ofNullable(seen));
            } catch (IllegalArgumentException e) {
                throw new UsageException(e.getMessage());
            }
        }

        private static <T> T once(T before, String name, T value) throws UsageException {
            if (before != null) {
                throw new UsageException(name + " is given twice");
            }
            return value;
        }

        private static String value(String name, Iterator<String> rest) throws UsageException {
            if (!rest.hasNext()) {
                throw new UsageException(name + " has no value");
            }
            return rest.next();
        }

        private static <K extends NoteVerifier> K key(String name, String text, Class<K> type) throws UsageException {
            try {
                NoteVerifier key = Verifiers.of(text);
                if (!type.isInstance(key)) {
                    throw new UsageException(name + ": a key of another type");
                }
                return type.cast(key);
            } catch (MalformedNoteException e) {
                throw new UsageException(name + ": " + e.getMessage());
            }
        }

        private static Integer number(String name, String text) throws UsageException {
            if (!text.matches("[0-9]{1,3}")) {
                throw new UsageException(name + " is a number");
            }
            return Integer.valueOf(text);
        }

        private static SignedNote note(String name, String file) throws UsageException, IOException {
            try {
                return SignedNote.parse(Files.readAllBytes(Path.of(file)));
            } catch (MalformedNoteException e) {
                throw new UsageException(name + ": " + e.getMessage());
            }
        }
    }
}
