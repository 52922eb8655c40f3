package dev.understudy.cli;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a server could not be asked, and what to do, without the words of Java's libraries. Pure. */
final class ServerTrouble {
    /** Causes within causes; the client wraps two or three times. */
    private static final int DEEPEST = 10;

    private ServerTrouble() {}

    /** Of an exchange that broke off. */
    static String of(URI base, IOException failure) {
        if (find(failure, PinnedCertificate.OtherCertificateException.class) != null) {
            return "the server at %s has another certificate than TLS_CERT_FILE names: another server answers there, or the file was replaced since it started"
                    .formatted(base);
        }
        if (find(failure, CertPathBuilderException.class) != null
                || find(failure, CertPathValidatorException.class) != null) {
            return "the certificate of the server at %s is not vouched for by anybody whom Java knows, or is no longer good: if it is one of your own, name it, or that of who signed it, by --cacert FILE (PEM)"
                    .formatted(base);
        }
        var certificate = find(failure, CertificateException.class);
        if (certificate != null) {
            return "the certificate of the server at %s is not good for this address (%s): ask by a name that is in the certificate"
                    .formatted(base, certificate.getMessage());
        }
        if (find(failure, SSLException.class) != null) {
            return "no encrypted connection to %s could be made: it may speak plain HTTP (http://), or no TLS of today"
                    .formatted(base);
        }
        return brokeOff(base, failure);
    }

    private static String brokeOff(URI base, IOException failure) {
        boolean noWord =
                find(failure, EOFException.class) != null
                        || String.valueOf(failure.getMessage()).contains("received no bytes");
        if (noWord && "http".equals(base.getScheme())) {
            return "the server at %s ended the connection without a word: it may speak HTTPS (--url https://%s)"
                    .formatted(base, base.getAuthority());
        }
        return "the server at %s did not answer: %s".formatted(base, failure);
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> kind) {
        Throwable at = failure;
        for (int i = 0; at != null && i < DEEPEST; i++) {
            if (kind.isInstance(at)) {
                return kind.cast(at);
            }
            at = at.getCause();
        }
        return null;
    }
}
