package dev.understudy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Believes the certificates of one file, and whom they vouch for, instead of those that Java knows;
 * for the names that stand in them, as {@code curl --cacert} does.
 */
final class NamedAuthorities {
    /** A system's whole collection has some 250 KiB. */
    private static final long MOST_BYTES = 4_194_304;

    private NamedAuthorities() {}

    /**
     * Reads the file.
     *
     * @throws CommandFailure where it holds no certificate that can be read
     */
    static SSLContext context(Path file) {
        try {
            var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            int number = 0;
            for (var certificate : certificates(file)) {
                anchors.setCertificateEntry("named-" + number++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(anchors);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java runtime has TLS", e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CommandFailure(
                    "--cacert: %s is no file that this user may read".formatted(file));
        }
        try (var bytes = Files.newInputStream(file)) {
            if (Files.size(file) <= MOST_BYTES) {
                var found = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        } catch (CertificateException | IOException _) {
            // Said below, as of a file without any.
        }
        throw new CommandFailure(
                "--cacert: %s holds no certificates in PEM that can be read".formatted(file));
    }
}
