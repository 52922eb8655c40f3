package dev.understudy.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a {@code .env} file as python-dotenv does, which the original's settings used: {@code
 * KEY=VALUE}, an optional {@code export}, comments, single quotes (only {@code \\} and {@code \'}
 * are escapes), double quotes (with the usual escapes), both over several lines, and an unquoted
 * value that ends where a blank and {@code #} follow. Unlike there, {@code ${NAME}} is taken as it
 * stands.
 */
final class DotenvReader {
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern COMMENT = Pattern.compile("(^|[ \\t])#.*");

    private final String text;
    private final List<SettingProblem> problems;
    private final List<Found> found = new ArrayList<>();
    private int at;
    private int line = 1;

    /** Problems never quote the file: a line that is not understood may hold a secret. */
    DotenvReader(String text, List<SettingProblem> problems) {
        this.text = text.replace("\r\n", "\n").replace('\r', '\n');
        this.problems = problems;
    }

    List<Found> read() {
        while (at < text.length()) {
            readLine();
        }
        return found;
    }

    private void readLine() {
        var startLine = line;
        var content = restOfLine(at).strip();
        if (content.isEmpty() || content.startsWith("#")) {
            skipLine();
            return;
        }
        var equals = restOfLine(at).indexOf('=');
        var key = equals < 0 ? "" : restOfLine(at).substring(0, equals).strip();
        key = key.replaceFirst("^export[ \\t]+", "");
        if (!KEY.matcher(key).matches()) {
            problem(startLine, "expected KEY=VALUE or a comment");
            skipLine();
            return;
        }
        at += equals + 1;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        var quote = at < text.length() ? text.charAt(at) : '\n';
        if (quote == '"' || quote == '\'') {
            readQuoted(key, quote, startLine);
        } else {
            var value = COMMENT.matcher(restOfLine(at)).replaceFirst("").strip();
            found.add(new Found(key, value, new Source.Dotenv(startLine)));
            skipLine();
        }
    }

    private void readQuoted(String key, char quote, int startLine) {
        var lineEnd = at + restOfLine(at).length();
        var value = new StringBuilder();
        for (var i = at + 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == quote) {
                at = i + 1;
                line = startLine + (int) value.chars().filter(it -> it == '\n').count();
                endOfQuoted(new Found(key, value.toString(), new Source.Dotenv(startLine)));
                return;
            }
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                value.append(unescaped(quote, text.charAt(i)));
            } else {
                value.append(c);
            }
        }
        // Only this line is given up, so that the others are still looked at.
        problem(startLine, key + " has a quote that is never closed");
        at = lineEnd;
        skipLine();
    }

    private void endOfQuoted(Found complete) {
        var rest = restOfLine(at).strip();
        if (rest.isEmpty() || rest.startsWith("#")) {
            found.add(complete);
        } else {
            problem(line, complete.key() + " has text after its closing quote");
        }
        skipLine();
    }

    private static String unescaped(char quote, char escaped) {
        if (escaped == '\\' || escaped == quote) {
            return String.valueOf(escaped);
        }
        if (quote == '\'') {
            return "\\" + escaped;
        }
        return switch (escaped) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case '\'' -> "'";
            default -> "\\" + escaped;
        };
    }

    private String restOfLine(int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? text.substring(from) : text.substring(from, end);
    }

    private void skipLine() {
        at += restOfLine(at).length() + 1;
        line++;
    }

    private void problem(int onLine, String message) {
        problems.add(new SettingProblem("", new Source.Dotenv(onLine).described(), message));
    }
}
