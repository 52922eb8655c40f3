package dev.understudy.cli;

import dev.understudy.auth.Role;
import dev.understudy.auth.ldap.Directory;
import dev.understudy.auth.ldap.DirectoryAnswer;
import dev.understudy.auth.ldap.DirectoryVerdict;
import dev.understudy.auth.login.LogIns;
import dev.understudy.server.ConfigException;
import dev.understudy.server.ConfiguredDirectory;
import dev.understudy.server.ConfiguredTokens;
import dev.understudy.server.LogLines;
import dev.understudy.settings.LogLevel;
import dev.understudy.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Asks the directory about a user, as the server would, and says all that came of it. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = {
            "Try whether a user can log in by LDAP: who it is to the directory, which groups,",
            "which role, or why not. The directory is asked from here; no server need run."
        })
final class LogInCommand implements Callable<Integer> {
    /** Longer passwords are nobody's. */
    private static final int MOST_BYTES = 4_096;

    @Mixin SettingOptions settings = new SettingOptions();

    @Parameters(paramLabel = "NAME", description = "The user, as people type the name.")
    String name = "";

    @Option(
            names = "--password-stdin",
            description = "Read the password from the first line of standard input.")
    boolean fromStandardInput;

    @Option(
            names = "--token",
            description = "Print a token on standard output, and all else on standard error.")
    boolean wantsToken;

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Override
    public Integer call() {
        LogLines.start(LogLevel.ERROR);
        var loaded = settings.load();
        var directory =
                ConfiguredDirectory.of(loaded)
                        .orElseThrow(() ->
                                new ConfigException(
                                        "no directory is configured, so nobody can log in: set LDAP_SERVER and what goes with it"));
        var answer = countable(directory.explain(name, password()));
        var token =
                wantsToken && answer.verdict() instanceof DirectoryVerdict.Known(var user, var role)
                        ? Optional.of(token(loaded, user, role))
                        : Optional.<String>empty();
        if (json) {
            System.out.println(json(answer, token));
        } else {
            var text = text(directory, answer);
            boolean aside = wantsToken || !known(answer);
            (aside ? System.err : System.out).print(Terminal.harmless(text));
            token.ifPresent(System.out::println);
        }
        return known(answer) ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** A name that the server would refuse is refused here, too. */
    private static DirectoryAnswer countable(DirectoryAnswer answer) {
        return answer.verdict() instanceof DirectoryVerdict.Known(var user, _)
                        && !LogIns.canBeCounted(user)
                ? new DirectoryAnswer(
                        new DirectoryVerdict.Refused(
                                "the directory's name for this user (%s) means somebody else here, is empty or too long"
                                        .formatted(user)),
                        answer.dn(),
                        answer.groups())
                : answer;
    }

    private static boolean known(DirectoryAnswer answer) {
        return answer.verdict() instanceof DirectoryVerdict.Known;
    }

    private static String token(Settings settings, String user, Role role) {
        return ConfiguredTokens.of(settings, (_, _) -> false)
                .give(user, role, ConfiguredTokens.validFor(settings));
    }

    private String password() {
        if (fromStandardInput) {
            return firstLine();
        }
        var console =
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .orElseThrow(() ->
                                new CommandFailure(
                                        "there is no terminal to ask for the password on: pipe it in with --password-stdin"));
        var typed = console.readPassword("Password of %s: ", name);
        return typed == null ? "" : new String(typed);
    }

    private static String firstLine() {
        var line = new ByteArrayOutputStream();
        try {
            for (int next = System.in.read();
                    next >= 0 && next != '\n' && line.size() < MOST_BYTES;
                    next = System.in.read()) {
                line.write(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private String text(Directory directory, DirectoryAnswer answer) {
        var text = new StringBuilder("directory  %s%n".formatted(directory.place()));
        if (!answer.dn().isEmpty()) {
            text.append("entry      %s%n".formatted(answer.dn()));
            text.append(
                    "groups     %s%n"
                            .formatted(
                                    answer.groups().isEmpty()
                                            ? "none that the directory tells of"
                                            : String.join(
                                                    "%n           ".formatted(), answer.groups())));
        }
        text.append(
                switch (answer.verdict()) {
                    case DirectoryVerdict.Known(var user, var role) ->
                            "user       %s%nrole       %s%n%s can log in.%n"
                                    .formatted(user, role, user);
                    case DirectoryVerdict.NotAllowed(var user) ->
                            "user       %s%nThe password is right, and %s may not log in: in none of the groups of LDAP_USER_GROUPS or LDAP_ADMIN_GROUPS.%n"
                                    .formatted(user, user);
                    case DirectoryVerdict.Refused(var reason) ->
                            "%s cannot log in: %s.%n".formatted(name, reason);
                    case DirectoryVerdict.Unreachable(var reason) ->
                            "Nobody can log in, the directory cannot be asked: %s%n"
                                    .formatted(reason);
                });
        return text.toString();
    }

    private static String json(DirectoryAnswer answer, Optional<String> token) {
        var json = JsonNodeFactory.instance.objectNode();
        switch (answer.verdict()) {
            case DirectoryVerdict.Known(var user, var role) ->
                    json.put("verdict", "known").put("user", user).put("role", role.wireName());
            case DirectoryVerdict.NotAllowed(var user) ->
                    json.put("verdict", "not_allowed").put("user", user);
            case DirectoryVerdict.Refused(var reason) ->
                    json.put("verdict", "refused").put("reason", reason);
            case DirectoryVerdict.Unreachable(var reason) ->
                    json.put("verdict", "unreachable").put("reason", reason);
        }
        if (!answer.dn().isEmpty()) {
            json.put("dn", answer.dn());
            var groups = json.putArray("groups");
            answer.groups().forEach(groups::add);
        }
        token.ifPresent(it -> json.put("token", it));
        return json.toPrettyString();
    }
}
