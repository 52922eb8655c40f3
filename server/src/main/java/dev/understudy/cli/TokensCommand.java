package dev.understudy.cli;

import dev.understudy.auth.jwt.Revocation;
import dev.understudy.server.ConfiguredTokens;
import dev.understudy.server.LogLines;
import dev.understudy.settings.LogLevel;
import dev.understudy.time.SystemTime;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/** Takes tokens back that users got when they logged in. */
@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        description =
                "Revoke tokens of users who have logged in; a running server notices within a second.",
        subcommands = {TokensCommand.Revoke.class, TokensCommand.Listing.class})
final class TokensCommand {
    private TokensCommand() {}

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = {
                "Refuse all tokens that a user was given until now.",
                "The user can log in again; to prevent that, lock the account in the directory."
            })
    static final class Revoke implements Callable<Integer> {
        @Mixin SettingOptions settings = new SettingOptions();

        @Spec @Nullable CommandSpec spec;

        @Parameters(
                paramLabel = "NAME",
                description = "The user, by the name that the log says has logged in.")
        String name = "";

        @Option(names = "--json", description = "One JSON object on standard output.")
        boolean json;

        @Override
        public Integer call() {
            LogLines.start(LogLevel.ERROR);
            var loaded = settings.load();
            var now = SystemTime.instants().instant();
            var revocation = revocation(now, now.plus(ConfiguredTokens.validFor(loaded)));
            ConfiguredTokens.revocations(loaded).add(revocation);
            if (json) {
                System.out.println(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("revoked", revocation.user())
                                .put("before", revocation.before().toString())
                                .toPrettyString());
            } else {
                System.out.printf(
                        "all tokens that %s was given until now are revoked%n", revocation.user());
            }
            return ExitCode.DONE;
        }

        private Revocation revocation(Instant now, Instant until) {
            try {
                return new Revocation(name, now, until);
            } catch (IllegalArgumentException e) {
                if (spec == null) {
                    throw e;
                }
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List whose tokens are revoked, and until when that matters.")
    static final class Listing implements Callable<Integer> {
        @Mixin SettingOptions settings = new SettingOptions();

        @Option(names = "--json", description = "One JSON object on standard output.")
        boolean json;

        @Override
        public Integer call() {
            LogLines.start(LogLevel.ERROR);
            var file = ConfiguredTokens.revocations(settings.load());
            var all = file.read();
            if (json) {
                var object =
                        JsonNodeFactory.instance.objectNode().put("file", file.path().toString());
                var array = object.putArray("revoked");
                all.forEach(it ->
                        array.addObject()
                                .put("user", it.user())
                                .put("before", it.before().toString())
                                .put("until", it.until().toString()));
                System.out.println(object.toPrettyString());
            } else if (all.isEmpty()) {
                System.out.printf("no tokens are revoked in %s%n", file.path());
            } else {
                all.forEach(it ->
                        System.out.printf(
                                "%-20s tokens given before %s; forgotten after %s%n",
                                it.user(), it.before(), it.until()));
            }
            return ExitCode.DONE;
        }
    }
}
