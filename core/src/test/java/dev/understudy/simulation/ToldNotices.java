package dev.understudy.simulation;

import dev.understudy.notice.NoticeKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the conversations of a schedule were told, held against the rules in the plainest words. */
final class ToldNotices {
    /**
     * The outage in which each conversation was told of the fallback; none once told of the return.
     */
    private final Map<String, Long> onFallback = new HashMap<>();

    private final Set<String> warned = new HashSet<>();

    private final Set<String> spentTold = new HashSet<>();

    /** The process ended: what it had told is forgotten, but for the warnings in the ledger. */
    void restart() {
        onFallback.clear();
        spentTold.clear();
    }

    /** It begins anew: nothing that was told before counts. */
    void begin(String conversation) {
        onFallback.remove(conversation);
        spentTold.removeIf(it -> it.startsWith(conversation + "#"));
    }

    /**
     * What a conversation must be told now that the model at {@code index} is seen to answer.
     *
     * @param spentWindow the window whose quota this query found spent; empty for none
     */
    Optional<NoticeKind> owed(
            String conversation, int index, int models, long outage, String spentWindow) {
        if (index == 0) {
            return models > 1 && onFallback.remove(conversation) != null
                    ? Optional.of(NoticeKind.PRIMARY_RESTORED)
                    : Optional.empty();
        }
        if (!spentWindow.isEmpty()) {
            return spentTold.add(conversation + "#" + spentWindow)
                    ? Optional.of(NoticeKind.QUOTA_SPENT)
                    : Optional.empty();
        }
        Long before = onFallback.put(conversation, outage);
        return before == null || before != outage
                ? Optional.of(NoticeKind.FALLBACK_ENGAGED)
                : Optional.empty();
    }

    String warned(String user, String window) {
        return warned.add(user + "#" + window) ? "" : user + " was warned twice in " + window;
    }
}
