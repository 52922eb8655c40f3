package dev.understudy.auth;

import org.jspecify.annotations.Nullable;

/** The one credential of a request, whichever of the two headers it came in. */
public sealed interface Credential {
    /** None, or one of a kind that we do not read. */
    record Missing() implements Credential {}

    /** Two different ones. */
    record Contradicting() implements Credential {}

    /** An API key or a token; which, its text does not say. */
    record Presented(String text) implements Credential {
        /** Never the credential itself. */
        @Override
        public String toString() {
            return "Presented[***]";
        }
    }

    /** What stands before a key or a token in {@code Authorization}; in upper or lower case. */
    String BEARER = "bearer ";

    /**
     * Reads the two headers.
     *
     * @param apiKey the header {@code X-API-Key}; null when it was not sent
     * @param authorization the header {@code Authorization}; null when it was not sent
     */
    static Credential of(@Nullable String apiKey, @Nullable String authorization) {
        var plain = apiKey == null ? "" : apiKey.strip();
        var bearer = bearer(authorization);
        if (plain.isEmpty() && bearer.isEmpty()) {
            return new Missing();
        }
        if (!plain.isEmpty() && !bearer.isEmpty() && !plain.equals(bearer)) {
            return new Contradicting();
        }
        return new Presented(plain.isEmpty() ? bearer : plain);
    }

    private static String bearer(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return "";
        }
        return authorization.substring(BEARER.length()).strip();
    }
}
