package dev.understudy.auth.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
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
                    "52e", "the password is wrong",
                    "530", "the user may not log in at this time",
                    "531", "the user may not log in from here",
                    "532", "the password has expired",
                    "533", "the account is disabled",
                    "701", "the account has expired",
                    "773", "the password must be changed first",
                    "775", "the account is locked");

    private DirectoryFailures() {}

    /** What a refused bind with a user's password means. */
    static DirectoryVerdict ofUser(LDAPException failure) {
        var code = failure.getResultCode();
        if (code.equals(ResultCode.INVALID_CREDENTIALS)) {
            return new DirectoryVerdict.Refused(adReason(failure.getDiagnosticMessage()));
        }
        // What servers say instead: the entry is not there, has no password, or may not log in.
        if (code.equals(ResultCode.NO_SUCH_OBJECT)
                || code.equals(ResultCode.INAPPROPRIATE_AUTHENTICATION)
                || code.equals(ResultCode.UNWILLING_TO_PERFORM)
                || code.equals(ResultCode.INVALID_DN_SYNTAX)
                || code.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)
                || code.equals(ResultCode.AUTHORIZATION_DENIED)) {
            return new DirectoryVerdict.Refused("the directory says: " + code.getName());
        }
        return ofService(failure);
    }

    private static String adReason(@Nullable String message) {
        var matcher = AD_DATA.matcher(message == null ? "" : message);
        var reason = matcher.find() ? AD_REASONS.get(matcher.group(1)) : null;
        return Objects.requireNonNullElse(
                reason, "the password is wrong, there is no such user, or the account is locked");
    }

    /** What any other failure means: the directory cannot be asked. */
    static DirectoryVerdict.Unreachable ofService(LDAPException failure) {
        return new DirectoryVerdict.Unreachable(reason(failure));
    }

    private static String reason(LDAPException failure) {
        var code = failure.getResultCode();
        if (code.equals(ResultCode.CONFIDENTIALITY_REQUIRED)
                || code.equals(ResultCode.STRONG_AUTH_REQUIRED)) {
            return "it takes passwords over TLS only: set LDAP_START_TLS or LDAP_USE_SSL";
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "no TLS connection came about (%s): is it the right port, and its certificate from a CA that Java knows or LDAP_CA_FILE names?"
                        .formatted(cause.getClass().getSimpleName());
            }
        }
        if (code.equals(ResultCode.CONNECT_ERROR) || code.equals(ResultCode.SERVER_DOWN)) {
            return "it cannot be reached, ended the connection, or its certificate is for another host";
        }
        if (code.equals(ResultCode.TIMEOUT)) {
            return "it did not answer in time";
        }
        return "it says: " + code.getName();
    }
}
