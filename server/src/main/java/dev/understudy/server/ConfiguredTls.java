package dev.understudy.server;

import static dev.understudy.settings.ServerSettings.TLS_CERT_FILE;
import static dev.understudy.settings.ServerSettings.TLS_KEY_FILE;

import dev.understudy.settings.Setting;
import dev.understudy.settings.Settings;
import dev.understudy.time.SystemTime;
import dev.understudy.web.http.WebAccess.CertificateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of HTTPS: looked through at the start, so that no client is the first to find out.
 */
public final class ConfiguredTls {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredTls.class);

    /** A chain of certificates has some 10 KiB. */
    private static final long MOST_BYTES = 1_048_576;

    private static final Pattern PKCS8 =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private ConfiguredTls() {}

    /**
     * The files, where they are configured; both can be used, and belong together. Reads them.
     *
     * @throws ConfigException saying what is wrong with which file
     */
    static Optional<CertificateFiles> of(Settings settings) {
        var certificateFile = settings.get(TLS_CERT_FILE);
        var keyFile = settings.get(TLS_KEY_FILE);
        if (certificateFile.isPresent() != keyFile.isPresent()) {
            throw new ConfigException(
                    "TLS_CERT_FILE and TLS_KEY_FILE go together: set both, or none for plain HTTP");
        }
        if (certificateFile.isEmpty()) {
            return Optional.empty();
        }
        var certificate = certificate(certificateFile.get());
        var key = key(keyFile.orElseThrow(), certificate.getPublicKey().getAlgorithm());
        requireMatch(certificate, key);
        warnOfDates(certificate, certificateFile.get());
        return Optional.of(new CertificateFiles(certificateFile.get(), keyFile.get()));
    }

    /**
     * The server's own certificate, the first one in its file.
     *
     * @throws ConfigException where there is none
     */
    public static X509Certificate certificate(Path file) {
        try (var bytes = Files.newInputStream(readable(TLS_CERT_FILE, file))) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
            if (!certificates.isEmpty()
                    && certificates.iterator().next() instanceof X509Certificate first) {
                return first;
            }
            throw wrong(TLS_CERT_FILE, file, "holds no certificate in PEM");
        } catch (CertificateException | IOException _) {
            throw wrong(TLS_CERT_FILE, file, "holds no certificate in PEM that can be read");
        }
    }

    private static PrivateKey key(Path file, String algorithm) {
        try {
            var text = Files.readString(readable(TLS_KEY_FILE, file), StandardCharsets.ISO_8859_1);
            var body = PKCS8.matcher(text);
            if (!body.find()) {
                throw wrong(
                        TLS_KEY_FILE,
                        file,
                        "holds no private key in PEM (PKCS #8, not encrypted): convert it with \"openssl pkcs8 -topk8 -nocrypt\"");
            }
            var bytes = Base64.getMimeDecoder().decode(body.group(1));
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException | IOException _) {
            throw wrong(
                    TLS_KEY_FILE,
                    file,
                    "holds no private key of the kind that the certificate has (%s)"
                            .formatted(algorithm));
        }
    }

    private static Path readable(Setting<?> setting, Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw wrong(setting, file, "is no file that this user may read");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw wrong(setting, file, "is larger than 1 MiB");
        }
        return file;
    }

    private static ConfigException wrong(Setting<?> setting, Path file, String reason) {
        return new ConfigException("%s: %s %s".formatted(setting, file, reason));
    }

    private static void requireMatch(X509Certificate certificate, PrivateKey key) {
        var algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            var challenge = "do these two belong together?".getBytes(StandardCharsets.US_ASCII);
            var signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(challenge);
            var verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(challenge);
            if (verifying.verify(signing.sign())) {
                return;
            }
        } catch (GeneralSecurityException e) {
            LOG.debug("The key and the certificate cannot be compared", e);
        }
        throw new ConfigException(
                "TLS_KEY_FILE does not belong to the certificate in TLS_CERT_FILE (its first one must be the server's own)");
    }

    /** No error: a server that clients may refuse is better than none. */
    private static void warnOfDates(X509Certificate certificate, Path file) {
        try {
            certificate.checkValidity(Date.from(SystemTime.instants().instant()));
        } catch (CertificateException _) {
            LOG.warn(
                    "The certificate in {} is good from {} to {} only: clients will refuse it now",
                    file,
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        }
    }
}
