package dev.understudy.web.http;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How clients reach the API.
 *
 * @param tls what HTTPS is served with; empty for plain HTTP
 * @param origins whose pages may call from a browser; of other sites none by default
 */
public record WebAccess(Optional<CertificateFiles> tls, Origins origins) {
    /** Plain HTTP, and no pages of other sites. */
    public static final WebAccess PLAIN = new WebAccess(Optional.empty(), Origins.of(Set.of()));

    /** A certificate with its chain, and its private key (PKCS #8), both in PEM. */
    public record CertificateFiles(Path certificate, Path key) {}
}
