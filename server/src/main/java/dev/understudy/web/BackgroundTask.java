package dev.understudy.web;

import dev.understudy.chat.Role;
import dev.understudy.web.openai.ChatBody;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a front end asks for itself: a title, tags, follow-up questions. Its answers are parsed by
 * the front end and read by nobody, so nobody is told anything in them; they go to the cheapest
 * model, and where no model is there, they are empty and of the right form.
 *
 * <p>Open WebUI names the task where a header is made of {@code {{TASK}}} (its {@code TASKS}, the
 * names here); else a task is known by how its prompt begins, which an administrator may have
 * changed ({@code DEFAULT_…_PROMPT_TEMPLATE} in its configuration). A person's question about a
 * file begins like a task as well ({@code DEFAULT_RAG_TEMPLATE}).
 */
enum BackgroundTask {
    TITLE("title_generation", "Generate a concise", "{\"title\": \"\"}"),
    TAGS("tags_generation", "Generate 1-3 broad tags", "{\"tags\": []}"),
    FOLLOW_UPS("follow_up_generation", "(Suggest|Predict) 3-5 ", "{\"follow_ups\": []}"),
    QUERIES("query_generation", "Analyze the chat history", "{\"queries\": []}"),
    AUTOCOMPLETE("autocomplete_generation", "You are an autocompletion system", "{\"text\": \"\"}"),
    IMAGE_PROMPT("image_prompt_generation", "Generate a detailed prompt for", "{\"prompt\": \"\"}"),
    TOOL_CHOICE("function_calling", null, "{\"tool_calls\": []}"),
    EMOJI("emoji_generation", null, ""),
    COMPACTION("context_compaction", "Summarize the conversation history that", ""),
    MEMORY("memory_review", null, "{}"),
    OTHER(null, null, "{}");

    /** How the prompts of nearly all tasks begin. */
    private static final String TASK = "### Task:\n";

    /** What a task is about, and a person's question is not. */
    private static final String ABOUT_CHAT = "<chat_history>";

    /** The one that begins otherwise. */
    private static final String EMOJI_TASK =
            "Your task is to reflect the speaker's likely facial expression";

    private final @Nullable String name;
    private final @Nullable Pattern beginning;
    private final String empty;

    BackgroundTask(@Nullable String name, @Nullable String beginning, String empty) {
        this.name = name;
        this.beginning = beginning == null ? null : Pattern.compile(beginning);
        this.empty = empty;
    }

    /** What the front end can read as nothing. */
    String empty() {
        return empty;
    }

    /**
     * The task that a request is; empty where a person asks.
     *
     * @param named what the task's header says: blank for a person's question, null where it is not
     *     sent; an older Open WebUI sends the placeholder itself
     */
    static Optional<BackgroundTask> of(@Nullable String named, ChatBody body) {
        if (named != null && named.isBlank()) {
            return Optional.empty();
        }
        var known = Arrays.stream(values()).filter(it -> it.name != null && it.name.equals(named));
        return known.findFirst().or(() -> byPrompt(body));
    }

    private static Optional<BackgroundTask> byPrompt(ChatBody body) {
        var messages = body.request().messages();
        if (messages.size() != 1 || messages.getFirst().role() != Role.USER) {
            return Optional.empty();
        }
        var prompt = messages.getFirst().text();
        if (prompt.startsWith(EMOJI_TASK)) {
            return Optional.of(EMOJI);
        }
        if (!prompt.startsWith(TASK)) {
            return Optional.empty();
        }
        var said = prompt.substring(TASK.length());
        return Arrays.stream(values())
                .filter(it -> it.beginning != null && it.beginning.matcher(said).lookingAt())
                .findFirst()
                .or(() -> Optional.of(OTHER).filter(_ -> said.contains(ABOUT_CHAT)));
    }
}
