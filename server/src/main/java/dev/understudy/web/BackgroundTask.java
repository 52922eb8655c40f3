package dev.understudy.web;

import dev.understudy.chat.Role;
import dev.understudy.web.openai.ChatBody;

/**
 * Recognises what a front end asks for itself: a title, tags, follow-up questions. Its answers are
 * parsed by the front end and read by nobody, so nobody is told anything in them.
 */
final class BackgroundTask {
    /** How the prompts of Open WebUI's background tasks begin. */
    private static final String TASK = "### Task:\n";

    private BackgroundTask() {}

    static boolean is(ChatBody body) {
        var messages = body.request().messages();
        return messages.size() == 1
                && messages.getFirst().role() == Role.USER
                && messages.getFirst().text().startsWith(TASK);
    }
}
