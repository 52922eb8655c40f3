package dev.understudy.tds;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts in what H2 does not know: the server's own variables as values, and named parameters as H2's
 * numbered ones. What stands in quotes, brackets or comments is left alone.
 */
final class ServerExpressions {
    static final String VERSION =
            "Microsoft SQL Server 2022 (protocol fake) - 16.0.4135.4 (X64) on H2";

    private static final Pattern PARTS =
            Pattern.compile(
                    "'[^']*'|\"[^\"]*\"|\\[[^\\]]*\\]|--[^\n]*|/\\*.*?\\*/"
                            + "|\\bDISTINCT\\s+(?<top>TOP\\s*(?:\\(\\s*\\d+\\s*\\)|\\s\\d+))"
                            + "|@@(?<variable>\\w+)|@P(?<parameter>\\d+)\\b"
                            + "|\\b(?<function>DB_NAME|SCHEMA_NAME|SUSER_SNAME|ORIGINAL_LOGIN)\\s*\\(\\s*\\)",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final int process;
    private final String user;
    private final String database;

    ServerExpressions(int process, String user, String database) {
        this.process = process;
        this.user = user;
        this.database = database;
    }

    String replaceIn(String sql, boolean inTransaction) {
        return PARTS.matcher(sql)
                .replaceAll(part -> Matcher.quoteReplacement(value(part, inTransaction)));
    }

    private String value(MatchResult part, boolean inTransaction) {
        if (part.group("top") != null) {
            return part.group("top") + " DISTINCT";
        }
        if (part.group("parameter") != null) {
            return "?" + (Integer.parseInt(part.group("parameter")) + 1);
        }
        if (part.group("function") != null) {
            return switch (part.group("function").toUpperCase(Locale.ROOT)) {
                case "DB_NAME" -> quoted(database);
                case "SCHEMA_NAME" -> quoted("dbo");
                default -> quoted(user);
            };
        }
        if (part.group("variable") != null) {
            return switch (part.group("variable").toUpperCase(Locale.ROOT)) {
                case "VERSION" -> quoted(VERSION);
                case "SPID" -> String.valueOf(process);
                case "TRANCOUNT" -> inTransaction ? "1" : "0";
                case "SERVERNAME" -> quoted("FAKE");
                default -> part.group();
            };
        }
        return part.group();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
