package dev.understudy.web;

import dev.understudy.auth.Caller;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.Role;
import dev.understudy.text.Unseen;
import dev.understudy.web.openai.ChatBody;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Whom a query is for.
 *
 * @param user whom the front end asks for, as far as it is believed, else the caller's name
 * @param key the API key's name; empty where none proved who it is
 * @param keyLimit places that this key may take in a window; 0 for as many as any other key
 * @param conversation the front end's chat id, else a hash of key, user, system prompt and first
 *     question
 */
record Identity(String user, String conversation, String key, long keyLimit) {
    /** Names go into the ledger and the log; longer ones are nobody's. */
    private static final int LONGEST = 200;

    /**
     * @param named whom the caller asks for, as far as it is believed; null for itself
     * @param chatId what the front end calls the conversation; believed from a key only
     */
    static Identity of(
            Caller caller, @Nullable String named, ChatBody body, @Nullable String chatId) {
        var said = named == null ? "" : printable(named);
        var user = said.isEmpty() ? caller.name() : said;
        var chat = chatId == null || !caller.verified() ? "" : printable(chatId);
        return new Identity(
                user,
                chat.isEmpty() ? hash(caller, user, body) : chat,
                caller.keyName(),
                caller.limit().orElse(0));
    }

    private static String printable(String text) {
        var cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return Unseen.removed(cut).strip();
    }

    private static String hash(Caller caller, String user, ChatBody body) {
        var digest = sha256();
        for (var part :
                new String[] {
                    caller.name(), user, first(body, Role.SYSTEM), first(body, Role.USER)
                }) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static String first(ChatBody body, Role role) {
        return body.request().messages().stream()
                .filter(message -> message.role() == role)
                .map(ChatMessage::text)
                .findFirst()
                .orElse("");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
