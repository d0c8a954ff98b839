package org.muster.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code muster}: the command line. Data goes to standard output, everything else to standard error. */
@Command(
        name = "muster",
        description = "Sends commands to Muster, imports files, prints reports and history.",
        subcommands = {
            SendCommand.class,
            ImportCommand.class,
            GetCommand.class,
            HistoryCommand.class,
            CatalogCommand.class,
            AuditCommand.class,
            LoginCommand.class,
            LogoutCommand.class,
            TokenCommand.class,
            AutoComplete.GenerateCompletion.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "muster 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a rule refused it; the code and what decided are on standard error",
            "2:the command line is wrong, or a file cannot be read",
            "3:Muster is unavailable; the same again later may do",
            "4:not permitted: no token, or one without the scope",
            "5:what was sent is not as it must be; the fields are named",
            "70:a fault of this program"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  export MUSTER_CREDENTIALS=data/local/clients.json    # of a local run",
            "  muster login                                         # as yourself, by a browser",
            "  muster send --client importer StartMission '{\"mission\": \"UNTAC\", \"startedOn\": \"1992-03-15\"}'",
            "  muster get headcount --on 2013-12-31 --format csv --client dashboard",
            "  muster history mission:UNTAC --client auditor",
            "  . <(muster generate-completion)                      # completion in bash and zsh"
        })
public final class MusterCommandLine implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private MusterCommandLine() {}

    public static void main(String[] arguments) {
        System.exit(create(utf8(FileDescriptor.out), utf8(FileDescriptor.err)).execute(arguments));
    }

    /** The command line with its streams. */
    static CommandLine create(PrintWriter out, PrintWriter err) {
        CommandLine muster = new CommandLine(new MusterCommandLine())
                .setOut(out)
                .setErr(err)
                // DATA may begin with @: it is read as it is.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(new Failures());
        muster.getSubcommands().get("audit").setStopAtPositional(true);
        UsageMessageSpec usage = muster.getCommandSpec().usageMessage();
        muster.getSubcommands().values().stream()
                .map(command -> command.getCommandSpec().usageMessage())
                .filter(own -> own.exitCodeList().isEmpty())
                .forEach(own ->
                        own.exitCodeListHeading(usage.exitCodeListHeading()).exitCodeList(usage.exitCodeList()));
        return muster;
    }

    /** Whatever the locale says: names of persons and places have to come through. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do");
    }
}
