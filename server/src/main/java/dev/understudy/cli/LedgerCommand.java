package dev.understudy.cli;

import dev.understudy.server.LogLines;
import dev.understudy.server.ServerConfig;
import dev.understudy.settings.LogLevel;
import dev.understudy.settings.QuotaSettings;
import dev.understudy.store.LedgerBackup;
import dev.understudy.store.LedgerCheck;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Looks after the ledger's file; servers may be running on it meanwhile. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Copy the ledger, or look whether it is whole; while servers run, too.",
        subcommands = {LedgerCommand.Backup.class, LedgerCommand.Check.class})
final class LedgerCommand {
    private LedgerCommand() {}

    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            description = {
                "Copy the ledger into a new file, in the state of one moment.",
                "The copy is a ledger by itself; a file that is there already is never replaced."
            })
    static final class Backup implements Callable<Integer> {
        @Mixin SettingOptions settings = new SettingOptions();

        @Parameters(paramLabel = "FILE", description = "The file to be made.")
        Path file = Path.of("");

        @Override
        public Integer call() {
            LogLines.start(LogLevel.ERROR);
            var config = ServerConfig.of(settings.load());
            if (config.settings().get(QuotaSettings.LEDGER_URL).isPresent()) {
                throw new CommandFailure(
                        "the ledger is in PostgreSQL (LEDGER_URL): copy it with 'pg_dump --schema=understudy'");
            }
            var ledger = config.ledgerFile();
            LedgerBackup.copy(ledger, file);
            System.out.printf("%s was copied to %s%n", ledger, file.toAbsolutePath());
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Look whether the ledger is whole: the file, its sums, and what belongs together.",
                "Exit code 1 where something is wrong; each line says what, and what to do."
            })
    static final class Check implements Callable<Integer> {
        @Mixin SettingOptions settings = new SettingOptions();

        @Parameters(
                paramLabel = "FILE",
                arity = "0..1",
                description = "A ledger or a backup; default: the ledger that servers use.")
        @Nullable Path file;

        @Option(names = "--json", description = "One JSON object on standard output.")
        boolean json;

        @Override
        public Integer call() {
            LogLines.start(LogLevel.ERROR);
            var config = ServerConfig.of(settings.load());
            var shared = config.settings().get(QuotaSettings.LEDGER_URL);
            var path = file == null ? config.ledgerFile() : file.toAbsolutePath();
            boolean inFile = file != null || shared.isEmpty();
            var findings = inFile ? LedgerCheck.of(path) : LedgerCheck.of(shared.orElseThrow());
            var ledger = inFile ? path.toString() : "the ledger in PostgreSQL";
            System.out.print(json ? json(ledger, findings) : text(ledger, findings));
            return findings.well() ? ExitCode.DONE : ExitCode.FAILED;
        }

        private static String json(String ledger, LedgerCheck.Findings findings) {
            var json =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("ledger", ledger)
                            .put("well", findings.well());
            var wrong = json.putArray("wrong");
            findings.wrong().forEach(wrong::add);
            var facts = json.putArray("facts");
            findings.facts().forEach(facts::add);
            return json.toPrettyString() + "\n";
        }

        private static String text(String ledger, LedgerCheck.Findings findings) {
            var text = new StringBuilder();
            text.append(ledger).append(findings.well() ? " is well\n" : " is NOT well\n");
            findings.wrong().forEach(line -> text.append("  ").append(line).append('\n'));
            findings.facts().forEach(line -> text.append("  ").append(line).append('\n'));
            return text.toString();
        }
    }
}
