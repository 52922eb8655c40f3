package dev.understudy.web;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How clients reach the API.
 *
 * @param tls what HTTPS is served with; empty for plain HTTP
 * @param origins whose pages may call from a browser, in lower case; none by default
 */
public record WebAccess(Optional<CertificateFiles> tls, Set<String> origins) {
    /** Plain HTTP, and no pages of other sites. */
    public static final WebAccess PLAIN = new WebAccess(Optional.empty(), Set.of());

    /** A certificate with its chain, and its private key (PKCS #8), both in PEM. */
    public record CertificateFiles(Path certificate, Path key) {}

    public WebAccess {
        origins = Set.copyOf(origins);
    }
}
