package org.muster.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.muster.tlog.tool.AuditTool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code muster audit}: the tools of the audit log, which are the same in {@code muster-tlog.jar}. */
@Command(
        name = "audit",
        subcommands = ReplayCommand.class,
        description = {
            "Exports the audit log, verifies an export offline, runs a witness, or replays the whole register.",
            "An export is restored by the command side's own jar: java -jar command-side.jar restore."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:verified, or exported", "1:not so, and why", "2:wrong arguments, or unreadable"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster audit export log --from http://localhost:8080/audit/log --token-file <(muster token --client auditor)",
            "  muster audit verify                                    # its options"
        })
final class AuditCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "export|verify|witness ARGUMENTS",
            arity = "0..*",
            description = "The tool and what it takes")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        return AuditTool.run(arguments, System.out, System.err);
    }
}
