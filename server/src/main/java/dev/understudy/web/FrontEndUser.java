package dev.understudy.web;

import dev.understudy.auth.Caller;
import dev.understudy.auth.jwt.SignedUsers;
import dev.understudy.web.openai.ChatBody;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom a front end asks for, as far as it is believed. */
sealed interface FrontEndUser {
    record Named(String user) implements FrontEndUser {}

    /** It says nothing, or nothing that is believed: it asks for itself. */
    record Itself() implements FrontEndUser {}

    /** It says what cannot be believed here, so that nobody is counted under a wrong name. */
    record Refused(String why) implements FrontEndUser {}

    /**
     * What a caller is believed: from the role {@code user} nothing; where users are signed, only
     * that; else the headers, then the field {@code user}.
     *
     * @param names the headers' names, and who reads signed ones
     */
    static FrontEndUser of(Caller caller, MultiMap headers, ChatBody body, FrontEndHeaders names) {
        if (!caller.speaksForOthers()) {
            return new Itself();
        }
        if (names.signed().isPresent()) {
            return signed(headers, names, names.signed().get());
        }
        return Stream.of(
                        decoded(headers.get(names.userEmail())),
                        decoded(headers.get(names.userId())),
                        Optional.ofNullable(body.user()))
                .flatMap(Optional::stream)
                .filter(it -> !it.isBlank())
                .findFirst()
                .<FrontEndUser>map(Named::new)
                .orElseGet(Itself::new);
    }

    /**
     * Open WebUI falls back to plain headers where it cannot sign, so these must not be taken for
     * silence.
     */
    private static FrontEndUser signed(
            MultiMap headers, FrontEndHeaders names, SignedUsers signed) {
        var token = headers.get(SignedUsers.HEADER);
        if (token != null) {
            return signed.userOf(token.strip())
                    .<FrontEndUser>map(Named::new)
                    .orElseGet(() ->
                            new Refused(
                                    "The signed user in %s is not valid here: its signature, issuer or time is wrong. The secret must be the same on both sides."
                                            .formatted(SignedUsers.HEADER)));
        }
        boolean plain = headers.contains(names.userEmail()) || headers.contains(names.userId());
        return plain
                ? new Refused(
                        "This server believes signed users only, and the user came in plain headers. Set FORWARD_USER_INFO_HEADER_JWT_SECRET in Open WebUI, too.")
                : new Itself();
    }

    /** Open WebUI escapes what is not ASCII; what is no escape is taken as it is. */
    private static Optional<String> decoded(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.of(value);
        }
    }
}
