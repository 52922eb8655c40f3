package dev.understudy.auth.apikey;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which keys were made and revoked between two states of the stored ones, in words. Pure. */
final class KeyChanges {
    /** Who changes more at once knows what was changed; a line of the log stays a line. */
    private static final int MOST_NAMED = 20;

    private KeyChanges() {}

    /** A key that was revoked and made anew under its name is named twice. */
    static String between(List<KeyRecord> before, List<KeyRecord> now) {
        var changes = new ArrayList<String>();
        named("revoked ", without(before, now), changes);
        named("made ", without(now, before), changes);
        return changes.isEmpty() ? "the same keys as before" : String.join("; ", changes);
    }

    private static List<KeyRecord> without(List<KeyRecord> all, List<KeyRecord> others) {
        var hashes = others.stream().map(KeyRecord::hash).collect(Collectors.toSet());
        return all.stream().filter(key -> !hashes.contains(key.hash())).toList();
    }

    private static void named(String what, List<KeyRecord> keys, List<String> changes) {
        if (keys.isEmpty()) {
            return;
        }
        var names =
                keys.stream()
                        .limit(MOST_NAMED)
                        .map(key -> "%s (%s)".formatted(key.name(), key.role()))
                        .collect(Collectors.joining(", "));
        int more = keys.size() - MOST_NAMED;
        changes.add(what + names + (more > 0 ? " and %d more".formatted(more) : ""));
    }
}
