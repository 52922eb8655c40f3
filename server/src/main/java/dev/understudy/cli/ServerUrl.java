package dev.understudy.cli;

import java.net.URI;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a server: {@code http://HOST:PORT}, or {@code HOST:PORT} for short. */
final class ServerUrl implements ITypeConverter<URI> {
    private static final Pattern SHORT =
            Pattern.compile("[A-Za-z0-9.-]+:\\d{1,5}|\\[[0-9A-Fa-f:.]+]:\\d{1,5}");
    private static final Pattern WHOLE = Pattern.compile("https?://[^\\s/]+.*");

    @Override
    public URI convert(String value) {
        var whole = SHORT.matcher(value).matches() ? "http://" + value : value;
        try {
            var url = WHOLE.matcher(whole).matches() ? URI.create(whole) : null;
            if (url != null && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // Said below, like all else that is no address.
        }
        throw new TypeConversionException(
                "must be a server's address, such as http://127.0.0.1:8000; found \"%s\""
                        .formatted(value));
    }
}
