package dev.understudy.installed;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine it runs on. */
public final class Required {
    private Required() {}

    /**
     * What was found; else the test is left out, or fails where servers are required ({@code
     * UNDERSTUDY_REQUIRE_SERVERS=true}, as CI sets it).
     *
     * @param missing what is missing, and what to install
     */
    public static <T> T orLeaveOut(Optional<T> found, String missing) {
        if (found.isEmpty() && "true".equals(System.getenv("UNDERSTUDY_REQUIRE_SERVERS"))) {
            throw new IllegalStateException(missing);
        }
        Assumptions.assumeTrue(found.isPresent(), missing);
        return found.orElseThrow();
    }
}
