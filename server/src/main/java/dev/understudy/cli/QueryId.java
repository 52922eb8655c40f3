package dev.understudy.cli;

import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a query's id; the id of an answer is the same with {@code chatcmpl-} in front. */
final class QueryId implements ITypeConverter<UUID> {
    private static final String OF_AN_ANSWER = "chatcmpl-";
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @Override
    public UUID convert(String value) {
        var id = value.startsWith(OF_AN_ANSWER) ? value.substring(OF_AN_ANSWER.length()) : value;
        if (!UUID_TEXT.matcher(id).matches()) {
            throw new TypeConversionException(
                    "must be a query's id, such as 3ad78eba-9c0e-425a-b520-013e61b5277d; found \"%s\""
                            .formatted(value));
        }
        return UUID.fromString(id);
    }
}
