package dev.understudy.tds;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;

/** H2's errors with the numbers and words of SQL Server. */
final class H2Errors {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern MARKED = Pattern.compile("\\[\\*\\]\\s*([\\w@]+|.)?");

    private static final Pattern LAST_WORD = Pattern.compile("([\\w@]+)\\W*$");
    private static final Set<String> KEYWORDS =
            Set.of(
                    "SELECT", "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "JOIN", "ON", "AS",
                    "AND", "OR", "BY", "UNION", "WITH", "CASE", "END", "IN", "INTO", "SET", "TOP");

    private H2Errors() {}

    static SqlServerError translate(SQLException error, String sql) {
        String name = first(QUOTED, text(error), "");
        return switch (error.getErrorCode()) {
            case ErrorCode.COLUMN_NOT_FOUND_1 -> column(name, sql);
            case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
                    ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
                    ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1 ->
                    new SqlServerError(208, 16, said("Invalid object name '%s'.", asIn(sql, name)));
            case ErrorCode.SCHEMA_NOT_FOUND_1 ->
                    new SqlServerError(
                            208, 16, said("Invalid object name '%s'.", behindSchema(sql, name)));
            case ErrorCode.FUNCTION_NOT_FOUND_1 ->
                    new SqlServerError(
                            195,
                            10,
                            said("'%s' is not a recognized built-in function name.", name));
            case ErrorCode.SYNTAX_ERROR_1, ErrorCode.SYNTAX_ERROR_2 -> syntax(text(error), sql);
            case ErrorCode.AMBIGUOUS_COLUMN_NAME_1 ->
                    new SqlServerError(209, 16, said("Ambiguous column name '%s'.", name));
            case ErrorCode.MUST_GROUP_BY_COLUMN_1 ->
                    new SqlServerError(
                            8120,
                            16,
                            said(
                                    "Column '%s' is invalid in the select list because it is not contained in either an aggregate function or the GROUP BY clause.",
                                    name));
            default -> ofValues(error, name);
        };
    }

    /**
     * SQL Server names the place, or the last word at the end, and keywords with an error of their
     * own.
     */
    private static SqlServerError syntax(String text, String sql) {
        String place = first(MARKED, text, "\"");
        String near = place.equals("\"") ? first(LAST_WORD, sql, "") : place;
        return KEYWORDS.contains(near.toUpperCase(Locale.ROOT))
                ? new SqlServerError(156, 15, said("Incorrect syntax near the keyword '%s'.", near))
                : new SqlServerError(102, 15, said("Incorrect syntax near '%s'.", near));
    }

    private static SqlServerError ofValues(SQLException error, String name) {
        return switch (error.getErrorCode()) {
            case ErrorCode.DATA_CONVERSION_ERROR_1 -> notConverted(name);
            case ErrorCode.INVALID_DATETIME_CONSTANT_2 ->
                    new SqlServerError(
                            241,
                            16,
                            "Conversion failed when converting date and/or time from character string.");
            case ErrorCode.TYPES_ARE_NOT_COMPARABLE_2 ->
                    notConverted("CHARACTER VARYING", "NUMERIC");
            case ErrorCode.DIVISION_BY_ZERO_1 ->
                    new SqlServerError(8134, 16, "Divide by zero error encountered.");
            case ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE_1, ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE_2 ->
                    new SqlServerError(
                            8115,
                            16,
                            "Arithmetic overflow error converting expression to data type int.");
            case ErrorCode.DEADLOCK_1 -> SqlServerError.deadlock();
            case ErrorCode.LOCK_TIMEOUT_1 -> SqlServerError.lockTimeout();
            case ErrorCode.DUPLICATE_KEY_1 ->
                    new SqlServerError(2627, 14, "Violation of PRIMARY KEY constraint.");
            default -> new SqlServerError(50000, 16, "H2: " + text(error));
        };
    }

    /** H2 names the value, or the types where it did not come so far. */
    private static SqlServerError notConverted(String name) {
        List<String> types = List.of(name.split(" to ", -1));
        return types.size() == 2
                ? notConverted(types.getFirst(), types.getLast())
                : new SqlServerError(
                        245,
                        16,
                        said(
                                "Conversion failed when converting the nvarchar value '%s' to data type int.",
                                name));
    }

    private static SqlServerError notConverted(String from, String to) {
        return new SqlServerError(
                8114,
                16,
                "Error converting data type %s to %s.".formatted(typeName(from), typeName(to)));
    }

    private static String typeName(String h2) {
        return switch (h2) {
            case "CHARACTER VARYING", "CHARACTER" -> "nvarchar";
            case "DECFLOAT" -> "numeric";
            case "INTEGER" -> "int";
            case "TIMESTAMP" -> "datetime2";
            default -> h2.toLowerCase(Locale.ROOT);
        };
    }

    /** The part before the statement's text, or all. */
    private static String text(SQLException error) {
        return String.valueOf(error.getMessage());
    }

    /** A qualifier that the statement does not define is an error of its own. */
    private static SqlServerError column(String name, String sql) {
        int dot = name.lastIndexOf('.');
        if (dot >= 0 && !mentions(sql, name.substring(0, dot))) {
            return new SqlServerError(
                    4104, 16, said("The multi-part identifier \"%s\" could not be bound.", name));
        }
        return new SqlServerError(
                207, 16, said("Invalid column name '%s'.", name.substring(dot + 1)));
    }

    private static boolean mentions(String sql, String qualifier) {
        return Pattern.compile(
                        "\\b%s\\b\\]?(?!\\]?\\s*\\.)".formatted(Pattern.quote(qualifier)),
                        Pattern.CASE_INSENSITIVE)
                .matcher(sql)
                .find();
    }

    /** The table with what stands before it in the statement, without brackets. */
    private static String asIn(String sql, String table) {
        return first(
                Pattern.compile(
                        "((?:\\[?\\w+\\]?\\.)*\\[?%s\\]?)".formatted(Pattern.quote(table)),
                        Pattern.CASE_INSENSITIVE),
                sql,
                table);
    }

    private static String behindSchema(String sql, String schema) {
        return first(
                Pattern.compile(
                        "(\\[?%s\\]?\\.\\[?\\w+\\]?)".formatted(Pattern.quote(schema)),
                        Pattern.CASE_INSENSITIVE),
                sql,
                schema);
    }

    private static String first(Pattern pattern, String text, String otherwise) {
        Matcher found = pattern.matcher(text);
        if (!found.find() || found.group(1) == null) {
            return otherwise;
        }
        return found.group(1).replaceAll("[\\[\\]]", "");
    }

    private static String said(String words, String name) {
        return words.formatted(name).replace("\n", " ");
    }
}
