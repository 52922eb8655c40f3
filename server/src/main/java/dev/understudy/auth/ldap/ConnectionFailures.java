package dev.understudy.auth.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What it means that no connection to the directory came about, or that it broke: where, why, and
 * which setting to look at. No text of the directory is passed on.
 */
final class ConnectionFailures {
    private final DirectorySecurity security;
    private final String address;
    private final String host;
    private final Duration timeout;

    ConnectionFailures(DirectoryOptions options) {
        this.security = options.security();
        this.address = options.address();
        this.host = options.host();
        this.timeout = options.timeout();
    }

    /** Said by whatever was being done, in place of "it failed". */
    String reason(LDAPException failure) {
        var code = failure.getResultCode();
        if (code.equals(ResultCode.CONFIDENTIALITY_REQUIRED)
                || code.equals(ResultCode.STRONG_AUTH_REQUIRED)) {
            return "%s takes passwords over TLS only: set LDAP_START_TLS or LDAP_USE_SSL"
                    .formatted(address);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var reason = ofCause(cause);
            if (reason.isPresent()) {
                return address + " " + reason.get();
            }
        }
        return address + " " + ofCode(code);
    }

    private Optional<String> ofCause(Throwable cause) {
        return Optional.ofNullable(
                switch (cause) {
                    case UnknownHostException _ ->
                            "cannot be looked up, there is no host of that name: check LDAP_SERVER";
                    case NoRouteToHostException _ ->
                            "cannot be reached from this machine: check LDAP_SERVER, and what is between";
                    case ConnectException _ ->
                            "refused the connection, so nothing listens there: check LDAP_SERVER and LDAP_PORT";
                    case SocketTimeoutException _ -> silent();
                    case SSLPeerUnverifiedException it ->
                            "has a certificate for another host (%s): LDAP_SERVER, which is %s, must be a name in it"
                                    .formatted(it.getMessage(), host);
                    case CertificateExpiredException _ -> "has a certificate that has expired";
                    case CertificateNotYetValidException _ ->
                            "has a certificate that is not valid yet: is the clock of this machine right?";
                    case SSLException it -> tls(it);
                    default -> null;
                });
    }

    /** What is deeper in the chain of causes says it better, where it is there. */
    private @Nullable String tls(SSLException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CertificateExpiredException _, CertificateNotYetValidException _ -> {
                    return null;
                }
                case CertPathBuilderException _ -> {
                    return "has a certificate that is not believed: name the file of its CA in LDAP_CA_FILE (without it, those count that Java knows)";
                }
                default -> {}
            }
        }
        return "made no TLS connection (%s): does it speak TLS at this port (LDAP_PORT), and is its certificate good?"
                        .formatted(failure.getClass().getSimpleName())
                + otherWay();
    }

    private String ofCode(ResultCode code) {
        if (code.equals(ResultCode.CONNECT_ERROR) || code.equals(ResultCode.SERVER_DOWN)) {
            return "ended the connection: is it the right port (LDAP_PORT)?" + otherWay();
        }
        if (code.equals(ResultCode.TIMEOUT)) {
            return silent();
        }
        return "says: " + code.getName();
    }

    private String silent() {
        return "did not answer within %s s (LDAP_TIMEOUT_SECONDS): check LDAP_SERVER and LDAP_PORT, and whether a firewall is between.%s"
                .formatted(timeout.toMillis() / 1000.0, otherWay());
    }

    /** Said where the port and the kind of TLS may not go together. */
    private String otherWay() {
        return switch (security) {
            case LDAPS ->
                    " LDAP_USE_SSL is for the port of LDAPS (636); port 389 is for LDAP_START_TLS.";
            case START_TLS ->
                    " LDAP_START_TLS is for port 389; the port of LDAPS (636) wants LDAP_USE_SSL=true.";
            case NONE -> " The port of LDAPS (636) wants LDAP_USE_SSL=true.";
        };
    }

    /** The directory answered the wish for TLS with this. */
    String startTlsRefused(ResultCode code) {
        return "%s refuses StartTLS (%s): give it a certificate, or use LDAPS (LDAP_USE_SSL=true)"
                .formatted(address, code.getName());
    }
}
