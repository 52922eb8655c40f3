package dev.understudy.web;

import dev.understudy.settings.FrontEndKind;

/**
 * What front ends are known and believed by.
 *
 * @param kind which one is taken to ask
 * @param chatId the header that names the conversation
 * @param userId the header that holds the user's id
 * @param userEmail the header that holds the user's mail address
 * @param task the header that names a background task
 */
public record FrontEndHeaders(
        FrontEndKind kind, String chatId, String userId, String userEmail, String task) {
    public static final FrontEndHeaders DEFAULT =
            new FrontEndHeaders(
                    FrontEndKind.AUTO,
                    "X-OpenWebUI-Chat-Id",
                    "X-OpenWebUI-User-Id",
                    "X-OpenWebUI-User-Email",
                    "X-Task");
}
