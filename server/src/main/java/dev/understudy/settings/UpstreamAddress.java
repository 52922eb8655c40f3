package dev.understudy.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the address of an upstream, that of an Ollama server as Ollama's own client does (its
 * {@code envconfig}): {@code host}, {@code host:port}, {@code :port}, IPv6 with or without
 * brackets, or a URL. Without a scheme the port is 11434, with one it is that scheme's. A server's
 * bind address ({@code 0.0.0.0}, {@code [::]}) is taken as this machine. Unlike Ollama, a wrong
 * port is an error and not the default port.
 */
final class UpstreamAddress {
    private static final String THIS_MACHINE = "127.0.0.1";
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?<host>\\[[^\\]]*]|[^:\\[\\]]*)(:(?<port>[^:]*))?");
    private static final Pattern BARE_IPV6 =
            Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private UpstreamAddress() {}

    /** For Ollama servers. */
    static ValueType<URI> ollama() {
        return new ValueType<>(
                "HOST, HOST:PORT or an http(s) URL",
                false,
                (text, _) -> parse(text),
                URI::toString);
    }

    /** For other servers: the scheme must be there, since there is no usual port. */
    static ValueType<URI> url() {
        return new ValueType<>(
                "an http(s) URL",
                false,
                (text, _) -> {
                    if (!text.contains("://")) {
                        throw new WrongValueException();
                    }
                    return parse(text);
                },
                URI::toString);
    }

    /** The base address of the server, without a slash at its end. */
    static URI parse(String text) {
        var schemeEnd = text.indexOf("://");
        var scheme = schemeEnd < 0 ? "http" : text.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        var rest = schemeEnd < 0 ? text : text.substring(schemeEnd + 3);
        var port =
                switch (scheme) {
                    case "http" -> schemeEnd < 0 ? 11434 : 80;
                    case "https" -> 443;
                    default -> throw new WrongValueException("the scheme must be http or https");
                };
        if (schemeEnd < 0 && rest.equals("ollama.com")) {
            return URI.create("https://ollama.com:443");
        }
        if (rest.chars().anyMatch(it -> it == '?' || it == '#')) {
            throw new WrongValueException("a query or fragment has no meaning here");
        }
        var slash = rest.indexOf('/');
        var authority = slash < 0 ? rest : rest.substring(0, slash);
        var path = slash < 0 ? "" : rest.substring(slash).replaceAll("/+$", "");
        if (authority.indexOf('@') >= 0) {
            throw new WrongValueException("user and password do not belong into an address");
        }
        if (BARE_IPV6.matcher(authority).matches()) {
            authority = "[" + authority + "]";
        }
        var parts = HOST_AND_PORT.matcher(authority);
        if (!parts.matches()) {
            throw new WrongValueException();
        }
        if (parts.group("port") != null) {
            port = readPort(parts.group("port"));
        }
        return address(scheme, reachable(parts.group("host")), port, path);
    }

    private static int readPort(String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new WrongValueException("the port must be a number 1..65535");
        }
        var port = Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw new WrongValueException("the port must be a number 1..65535");
        }
        return port;
    }

    private static String reachable(String host) {
        return switch (host) {
            case "", "0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]" -> THIS_MACHINE;
            default -> host;
        };
    }

    private static URI address(String scheme, String host, int port, String path) {
        try {
            // The server-based form: it refuses host names that no resolver would take.
            var address = new URI(scheme + "://" + host + ":" + port + path).parseServerAuthority();
            if (address.getHost() == null) {
                throw new WrongValueException();
            }
            return address;
        } catch (URISyntaxException _) {
            throw new WrongValueException();
        }
    }
}
