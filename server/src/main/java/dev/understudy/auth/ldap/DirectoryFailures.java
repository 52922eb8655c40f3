package dev.understudy.auth.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a directory's error means. Its own text is not passed on, but for the code by which Active
 * Directory says why it refuses.
 */
final class DirectoryFailures {
    private static final Pattern AD_DATA = Pattern.compile("\\bdata ([0-9a-fA-F]{2,4})\\b");

    /** Win32 error codes in hexadecimal, as Active Directory puts them behind {@code data}. */
    private static final Map<String, String> AD_REASONS =
            Map.of(
                    "525", "there is no such user",
                    "52e", "the password is wrong, or there is no such user",
                    "530", "the user may not log in at this time",
                    "531", "the user may not log in from here",
                    "532", "the password has expired",
                    "533", "the account is disabled",
                    "701", "the account has expired",
                    "773", "the password must be changed first",
                    "775", "the account is locked");

    private DirectoryFailures() {}

    /** What a refused bind with a user's password means. */
    static DirectoryVerdict ofUser(DirectoryOptions options, LDAPException failure) {
        var code = failure.getResultCode();
        if (code.equals(ResultCode.INVALID_CREDENTIALS)) {
            return new DirectoryVerdict.Refused(adReason(failure.getDiagnosticMessage()));
        }
        // What servers say instead: the entry is not there, has no password, may not log in, or is
        // locked. Each of them is an answer to a guess.
        if (code.equals(ResultCode.NO_SUCH_OBJECT)
                || code.equals(ResultCode.INAPPROPRIATE_AUTHENTICATION)
                || code.equals(ResultCode.UNWILLING_TO_PERFORM)
                || code.equals(ResultCode.INVALID_DN_SYNTAX)
                || code.equals(ResultCode.CONSTRAINT_VIOLATION)
                || code.equals(ResultCode.REFERRAL)
                || code.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)
                || code.equals(ResultCode.AUTHORIZATION_DENIED)) {
            return new DirectoryVerdict.Refused("the directory says: " + code.getName());
        }
        return new DirectoryVerdict.Unreachable(new ConnectionFailures(options).reason(failure));
    }

    private static String adReason(@Nullable String message) {
        var matcher = AD_DATA.matcher(message == null ? "" : message);
        var reason =
                matcher.find() ? AD_REASONS.get(matcher.group(1).toLowerCase(Locale.ROOT)) : null;
        return Objects.requireNonNullElse(
                reason, "the password is wrong, there is no such user, or the account is locked");
    }

    /** What it means that the service account may not come in. */
    static String ofServiceAccount(DirectoryOptions options, LDAPException failure) {
        var account = options.serviceAccount().orElseThrow().name();
        if (ofUser(options, failure) instanceof DirectoryVerdict.Refused(var reason)) {
            return "%s refuses the service account %s (LDAP_SERVICE_ACCOUNT_USER, LDAP_SERVICE_ACCOUNT_PASSWORD): %s"
                    .formatted(options.address(), account, reason);
        }
        return new ConnectionFailures(options).reason(failure);
    }

    /** What it means that a search failed. */
    static String ofSearch(DirectoryOptions options, String base, LDAPException failure) {
        var code = failure.getResultCode();
        if (code.equals(ResultCode.NO_SUCH_OBJECT)
                || code.equals(ResultCode.REFERRAL)
                || code.equals(ResultCode.INVALID_DN_SYNTAX)) {
            return "%s knows no entry %s, or does not show it (%s): check LDAP_BASE_DN"
                    .formatted(options.address(), base, code.getName());
        }
        if (code.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)) {
            return "%s does not let %s search below %s: give that right, or another account"
                    .formatted(
                            options.address(),
                            options.serviceAccount()
                                    .map(it -> "the service account " + it.name())
                                    .orElse("users"),
                            base);
        }
        return new ConnectionFailures(options).reason(failure);
    }
}
