package dev.understudy.cli;

import dev.understudy.auth.Role;
import dev.understudy.auth.apikey.KeyFile;
import dev.understudy.auth.apikey.KeyRecord;
import dev.understudy.auth.apikey.NewKey;
import dev.understudy.server.LogLines;
import dev.understudy.settings.IdentitySettings;
import dev.understudy.settings.LogLevel;
import dev.understudy.time.SystemTime;
import java.security.SecureRandom;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Looks after the API keys of the home; a server that runs on it notices within a second. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Make, list and revoke API keys; a running server notices within a second.",
            "As soon as there is one, every request needs a key."
        },
        subcommands = {KeysCommand.Add.class, KeysCommand.Listing.class, KeysCommand.Revoke.class})
final class KeysCommand {
    private KeysCommand() {}

    /** A role by its name. */
    static final class RoleName implements ITypeConverter<Role> {
        @Override
        public Role convert(String name) {
            return Role.of(name)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "must be user, trusted-front-end or admin, got " + name));
        }
    }

    private static ObjectNode json(KeyRecord key) {
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", key.name())
                        .put("role", key.role().wireName())
                        .put("shown", key.shown())
                        .put("created", key.created().toString());
        key.limit().ifPresent(limit -> json.put("limit", limit));
        return json;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Make a key and print it: now and never again.",
                "What is stored is a hash; a key that is lost is revoked and made anew."
            })
    static final class Add implements Callable<Integer> {
        @Mixin SettingOptions settings = new SettingOptions();

        @Spec @Nullable CommandSpec spec;

        @Parameters(
                paramLabel = "NAME",
                description = "Who presents it; the name in the ledger and the log.")
        String name = "";

        @Option(
                names = "--role",
                paramLabel = "R",
                converter = RoleName.class,
                description =
                        "user (default): asks in its own name; trusted-front-end: asks in the names of its users; admin: sees and does everything.")
        Role role = Role.USER;

        @Option(
                names = "--limit",
                paramLabel = "N",
                description = "Places in the quota that it may take in a window; default: all.")
        @Nullable Long limit;

        @Option(names = "--json", description = "One JSON object on standard output.")
        boolean json;

        @Override
        public Integer call() {
            LogLines.start(LogLevel.ERROR);
            var made = make();
            var file = KeyFile.at(settings.load().get(IdentitySettings.KEYS_FILE));
            file.add(made.stored());
            if (json) {
                System.out.println(json(made.stored()).put("key", made.key()).toPrettyString());
            } else {
                System.out.println(made.key());
                System.err.printf(
                        "This is the key of %s (%s). It is shown now and never again; %s has its hash only.%n",
                        name, role, file.path());
            }
            return ExitCode.DONE;
        }

        private NewKey make() {
            try {
                return NewKey.make(
                        name,
                        role,
                        limit == null ? OptionalLong.empty() : OptionalLong.of(limit),
                        SystemTime.instants().instant(),
                        new SecureRandom());
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
            description = "List the keys: names, roles, how each ends; never a key.")
    static final class Listing implements Callable<Integer> {
        @Mixin SettingOptions settings = new SettingOptions();

        @Option(names = "--json", description = "One JSON object on standard output.")
        boolean json;

        @Override
        public Integer call() {
            LogLines.start(LogLevel.ERROR);
            var file = KeyFile.at(settings.load().get(IdentitySettings.KEYS_FILE));
            var keys = file.read();
            System.out.print(json ? json(file, keys) : text(file, keys));
            return ExitCode.DONE;
        }

        private static String json(KeyFile file, List<KeyRecord> keys) {
            var json = JsonNodeFactory.instance.objectNode().put("file", file.path().toString());
            var array = json.putArray("keys");
            keys.forEach(key -> array.add(KeysCommand.json(key)));
            return json.toPrettyString() + "\n";
        }

        private static String text(KeyFile file, List<KeyRecord> keys) {
            if (keys.isEmpty()) {
                return "no keys in %s%n".formatted(file.path());
            }
            var text = new StringBuilder();
            for (var key : keys) {
                text.append(
                        "%-20s %-18s %-9s created %s%s%n"
                                .formatted(
                                        key.name(),
                                        key.role(),
                                        key.shown(),
                                        key.created(),
                                        key.limit().isPresent()
                                                ? ", limit " + key.limit().getAsLong()
                                                : ""));
            }
            return text.toString();
        }
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Take a key away; a running server refuses it within a second.")
    static final class Revoke implements Callable<Integer> {
        @Mixin SettingOptions settings = new SettingOptions();

        @Parameters(paramLabel = "NAME", description = "The key's name.")
        String name = "";

        @Option(names = "--json", description = "One JSON object on standard output.")
        boolean json;

        @Override
        public Integer call() {
            LogLines.start(LogLevel.ERROR);
            var file = KeyFile.at(settings.load().get(IdentitySettings.KEYS_FILE));
            int left = file.revoke(name);
            if (json) {
                var answer =
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("revoked", name)
                                .put("keys_left", left);
                System.out.println(answer.toPrettyString());
                return ExitCode.DONE;
            }
            System.out.printf("the key of %s is revoked%n", name);
            if (left == 0) {
                System.err.printf(
                        "No key is left, and requests still need one. To ask for none again, remove %s and restart the server.%n",
                        file.path());
            }
            return ExitCode.DONE;
        }
    }
}
