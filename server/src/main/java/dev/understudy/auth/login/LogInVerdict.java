package dev.understudy.auth.login;

import dev.understudy.auth.Role;
import java.time.Duration;

/** How an attempt to log in ended. */
public sealed interface LogInVerdict {
    /** It went well. */
    record Welcome(String token, Duration validFor, String user, Role role)
            implements LogInVerdict {
        /** Never the token. */
        @Override
        public String toString() {
            return "Welcome[%s, %s]".formatted(user, role);
        }
    }

    /** Name and password do not belong together; nobody is told which is wrong. */
    record Refused() implements LogInVerdict {}

    /** They do, and this user may not come in. */
    record NotAllowed() implements LogInVerdict {}

    /** Too many attempts went wrong for this name, or from this address. */
    record Throttled(Duration retryAfter) implements LogInVerdict {}

    /** So many log in at once that the directory is not asked for more. */
    record Busy() implements LogInVerdict {}

    /** The directory cannot tell. */
    record Unreachable() implements LogInVerdict {}
}
