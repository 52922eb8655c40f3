package dev.understudy.cli;

import dev.understudy.text.Unseen;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a command speaks to: whether a person watches, and whether colours are welcome ({@code
 * NO_COLOR}, see no-color.org). One thread at a time.
 */
final class Terminal {
    private static final int NARROWEST = 40;
    private static final int USUAL_WIDTH = 80;
    private static final int WIDEST = 200;

    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String RESET = "\u001b[0m";
    private static final String CLEAR_LINE = "\r\u001b[K";

    private static volatile boolean coloursOff;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean watched;
    private final boolean coloured;
    private boolean waitingShown;

    private Terminal(PrintStream out, PrintStream err, boolean watched, boolean coloured) {
        this.out = out;
        this.err = err;
        this.watched = watched;
        this.coloured = coloured;
    }

    /** From now on no terminal of this process has colours: its user has said so. */
    static void withoutColours() {
        coloursOff = true;
    }

    /** The process's own. */
    static Terminal ofProcess() {
        boolean watched = isInteractive();
        var noColor = System.getenv("NO_COLOR");
        boolean coloured =
                watched
                        && !coloursOff
                        && (noColor == null || noColor.isEmpty())
                        && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(System.out, System.err, watched, coloured);
    }

    /**
     * Whether a person sits at both ends; what the JDK gives without one depends on its version.
     */
    static boolean isInteractive() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** Without colours and without a person: for text that goes elsewhere. */
    static Terminal plain() {
        return new Terminal(System.out, System.err, false, false);
    }

    /**
     * Columns: those that the shell says ({@code COLUMNS}), else those of the terminal, else 80.
     */
    static int width() {
        var said = System.getenv("COLUMNS");
        return columns(said != null ? said : isInteractive() ? askedOfTerminal() : "");
    }

    static int columns(String said) {
        return said.matches("[0-9]{1,4}") && !said.matches("0+")
                ? Math.clamp(Integer.parseInt(said), NARROWEST, WIDEST)
                : USUAL_WIDTH;
    }

    /** Java cannot tell; {@code stty} (POSIX) says "rows columns" of its standard input. */
    private static String askedOfTerminal() {
        try {
            var stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (var said = stty.inputReader(StandardCharsets.US_ASCII)) {
                var line = said.readLine();
                return line == null ? "" : line.replaceFirst("^\\S+ ", "");
            }
        } catch (IOException _) {
            return "";
        }
    }

    boolean watched() {
        return watched;
    }

    /** Part of an answer; no line break is added. */
    void answer(String text) {
        endWaiting();
        out.print(harmless(text));
        out.flush();
    }

    /** What models and data say must not move the cursor, colour the screen or ring. */
    static String harmless(String text) {
        return Unseen.removedFromProse(text);
    }

    void line(String text) {
        endWaiting();
        out.println(text);
    }

    /** Something beside the answer. */
    void aside(String text) {
        endWaiting();
        err.println(dim(harmless(text)));
    }

    void error(String text) {
        endWaiting();
        err.println(text);
    }

    /** Shows what is being waited for, in place; nothing where nobody watches. */
    void waiting(String what) {
        if (watched) {
            err.print(CLEAR_LINE + dim(what));
            err.flush();
            waitingShown = true;
        }
    }

    private void endWaiting() {
        if (waitingShown) {
            err.print(CLEAR_LINE);
            err.flush();
            waitingShown = false;
        }
    }

    String dim(String text) {
        return in(DIM, text);
    }

    String bold(String text) {
        return in(BOLD, text);
    }

    String red(String text) {
        return in(RED, text);
    }

    String green(String text) {
        return in(GREEN, text);
    }

    private String in(String style, String text) {
        return coloured ? style + text + RESET : text;
    }
}
