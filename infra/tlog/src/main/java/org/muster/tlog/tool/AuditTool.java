package org.muster.tlog.tool;

import java.io.PrintStream;
import java.util.List;
import org.muster.tlog.bundle.VerifyCommand;

/** {@code java -jar muster-tlog.jar export | verify | witness}. */
public final class AuditTool {

    private static final String USAGE = """
            usage: export   fetch events, tiles and checkpoint from a running Muster into a folder
                   verify   verify such a folder, without access to Muster
                   witness  run a witness that cosigns checkpoints and refuses a fork
            each says its options when it is called without any""";

    private AuditTool() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Runs one of the tools; gives the exit code. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
            case "export" -> ExportCommand.run(rest, out, err);
            case "verify" -> VerifyCommand.run(rest, out, err);
            case "witness" -> WitnessCommand.run(rest, out, err);
            default -> {
                err.println(USAGE);
                yield VerifyCommand.UNREADABLE;
            }
        };
    }
}
