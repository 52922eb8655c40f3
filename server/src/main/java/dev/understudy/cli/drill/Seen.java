package dev.understudy.cli.drill;

import dev.understudy.notice.NoticeKind;
import dev.understudy.notice.Spoken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a user saw of one question.
 *
 * @param question what was asked
 * @param attempts the attempts it took, as the usage log has them: {@code MODEL: RESULT}
 * @param status the HTTP status
 * @param headers by lower-case name
 * @param content the answer as a chat shows it, notices within it included
 * @param error the error's message; null when there was none
 * @param understudy the object of that name; a missing node when there was none
 * @param ids the ids of all chunks, each once
 * @param done whether the stream ended with {@code [DONE]}
 * @param firstContent until the first content; null when there was none
 * @param whole until the end
 */
public record Seen(
        String question,
        List<String> attempts,
        int status,
        Map<String, String> headers,
        String content,
        @Nullable String error,
        JsonNode understudy,
        List<String> ids,
        boolean done,
        @Nullable Duration firstContent,
        Duration whole) {

    /** How the query ended, by its wire name; empty where the server did not say. */
    public String outcome() {
        return understudy.path("outcome").asString("");
    }

    /**
     * The kinds of the notices that stay in the chat, in order; those that only show progress are
     * not among them.
     */
    public List<String> noticeKinds() {
        return understudy
                .path("notices")
                .valueStream()
                .map(notice -> notice.path("kind").asString(""))
                .filter(kind -> !kind.equals(NoticeKind.RETRYING.wireName()))
                .toList();
    }

    /** The usage line after it; empty where the quota is not known. */
    public String usageLine() {
        var quota = understudy.path("quota_status");
        return quota.isObject()
                ? Spoken.usageLine(quota.path("used").asLong(), quota.path("limit").asLong())
                : "";
    }
}
