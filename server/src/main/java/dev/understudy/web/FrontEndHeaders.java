package dev.understudy.web;

import dev.understudy.auth.jwt.SignedUsers;
import dev.understudy.settings.FrontEndKind;
import java.util.Optional;

/**
 * What front ends are known and believed by.
 *
 * @param kind which one is taken to ask
 * @param chatId the header that names the conversation
 * @param userId the header that holds the user's id
 * @param userEmail the header that holds the user's mail address
 * @param task the header that names a background task
 * @param signed reads signed users; empty where they are believed unsigned
 */
public record FrontEndHeaders(
        FrontEndKind kind,
        String chatId,
        String userId,
        String userEmail,
        String task,
        Optional<SignedUsers> signed) {
    public static final FrontEndHeaders DEFAULT =
            new FrontEndHeaders(
                    FrontEndKind.AUTO,
                    "X-OpenWebUI-Chat-Id",
                    "X-OpenWebUI-User-Id",
                    "X-OpenWebUI-User-Email",
                    "X-Task",
                    Optional.empty());

    public FrontEndHeaders withSigned(SignedUsers users) {
        return new FrontEndHeaders(kind, chatId, userId, userEmail, task, Optional.of(users));
    }
}
